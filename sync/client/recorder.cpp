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

void Recorder::record_ack(journal::ChainNumber chain, journal::Sequence acknowledged_through,
                          const journal::Hash& head_hash, std::vector<journal::SetAside> set_aside,
                          WallTime county_time, Bytes signed_document, Done done) {
  run_on(
      worker_, inbox_,
      [&journal = journal_, chain, acknowledged_through, head_hash,
       set_aside = std::move(set_aside), county_time, document = std::move(signed_document)] {
        return journal.record_ack(chain, acknowledged_through, head_hash, set_aside, county_time,
                                  document);
      },
      std::move(done));
}

}  // namespace outreach::client
