#include "sync/client/recorder.h"

#include <utility>

namespace outreach::client {
namespace {

// `done`, and then who has to know that the handle failed.
template <typename Value>
std::function<void(Result<Value>)> watched(std::function<void(Result<Value>)> done,
                                           Recorder::JournalFailed journal_failed) {
  return [done = std::move(done),
          journal_failed = std::move(journal_failed)](const Result<Value>& result) {
    done(result);
    const bool failed = !result && (result.error().code == ErrorCode::InputOutput ||
                                    result.error().code == ErrorCode::Corrupt);
    if (failed && journal_failed) {
      journal_failed(result.error());
    }
  };
}

}  // namespace

Recorder::Recorder(journal::Journal& journal, Worker& worker, Inbox& inbox,
                   JournalFailed journal_failed)
    : journal_(journal),
      worker_(worker),
      inbox_(inbox),
      journal_failed_(std::move(journal_failed)) {}

void Recorder::append(std::vector<journal::Draft> drafts, AppendDone done) {
  run_on(
      worker_, inbox_,
      [&journal = journal_, drafts = std::move(drafts)] { return journal.append(drafts); },
      std::move(done));
  write_back();
}

void Recorder::record_ack(journal::VerifiedAck ack, Done done) {
  run_on(
      worker_, inbox_,
      [&journal = journal_, ack = std::move(ack)] { return journal.record_ack(ack); },
      watched<void>(std::move(done), journal_failed_));
  write_back();
}

void Recorder::prune(PruneDone done) {
  run_on(
      worker_, inbox_, [&journal = journal_] { return journal.prune(); },
      watched<std::int64_t>(std::move(done), journal_failed_));
}

void Recorder::begin_epoch(domain::EpochReason reason, journal::Sequence common, EpochDone done) {
  run_on(
      worker_, inbox_,
      [&journal = journal_, reason, common] { return journal.begin_epoch(reason, common); },
      watched<journal::EpochBegan>(std::move(done), journal_failed_));
}

// Behind the answer, so that no tap waits for it.
void Recorder::write_back() {
  worker_.post([&journal = journal_, &inbox = inbox_, failed = journal_failed_] {
    const auto written = journal.write_back();
    if (!written && failed) {
      inbox.post([failed, error = written.error()] { failed(error); });
    }
  });
}

}  // namespace outreach::client
