#include "sync/client/recorder.h"

#include <utility>

namespace outreach::client {

Recorder::Recorder(journal::Journal& journal, Worker& worker, Inbox& inbox)
    : journal_(journal), worker_(worker), inbox_(inbox) {}

void Recorder::append(std::vector<journal::Draft> drafts, AppendDone done) {
  run_on(
      worker_, inbox_,
      [&journal = journal_, drafts = std::move(drafts)] { return journal.append(drafts); },
      std::move(done));
}

void Recorder::record_ack(journal::VerifiedAck ack, Done done) {
  run_on(
      worker_, inbox_,
      [&journal = journal_, ack = std::move(ack)] { return journal.record_ack(ack); },
      std::move(done));
}

}  // namespace outreach::client
