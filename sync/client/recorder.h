// The journal seen from the control thread: asks go to the recording worker, answers come back by
// the inbox. The control thread never waits for the disk.
#pragma once

#include <cstdint>
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
  using PruneDone = std::function<void(Result<std::int64_t>)>;
  using EpochDone = std::function<void(Result<journal::EpochBegan>)>;
  using JournalFailed = std::function<void(const Error&)>;

  // `worker` owns the journal from now on; both outlive the recorder. `journal_failed` is told, on
  // the inbox's owner thread and after `done`, when the handle failed under something nobody
  // tapped: the journal must be opened anew. (Who appends is told by `done`.)
  Recorder(journal::Journal& journal, Worker& worker, Inbox& inbox,
           JournalFailed journal_failed = {});

  // `done` runs on the inbox's owner thread, after the entries are durable or have failed. Appends
  // keep their order.
  void append(std::vector<journal::Draft> drafts, AppendDone done);
  void record_ack(journal::VerifiedAck ack, Done done);
  void prune(PruneDone done);  // Journal::prune
  // Journal::begin_epoch, after what was appended before. Not again before `done`: it would end the
  // chain that the first call began.
  void begin_epoch(domain::EpochReason reason, journal::Sequence common, EpochDone done);

 private:
  void write_back();

  journal::Journal& journal_;
  Worker& worker_;
  Inbox& inbox_;
  JournalFailed journal_failed_;
};

}  // namespace outreach::client
