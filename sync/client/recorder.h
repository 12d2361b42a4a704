// The journal seen from the control thread: asks go to the recording worker, answers come back by
// the inbox. The control thread never waits for the disk.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "platform/base/result.h"
#include "platform/worker/worker.h"
#include "sync/journal/journal.h"

namespace outreach::client {

class Recorder {
 public:
  using AppendDone = std::function<void(Result<std::vector<journal::Appended>>)>;
  using Done = std::function<void(Result<void>)>;

  // `worker` owns the journal from now on; both outlive the recorder.
  Recorder(journal::Journal& journal, Worker& worker, Inbox& inbox);

  // `done` runs on the inbox's owner thread, after the entries are durable or have failed. Appends
  // keep their order.
  void append(std::vector<journal::Draft> drafts, AppendDone done);
  void record_ack(journal::VerifiedAck ack, Done done);

 private:
  journal::Journal& journal_;
  Worker& worker_;
  Inbox& inbox_;
};

}  // namespace outreach::client
