#include "sync/client/recorder.h"

#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/faulty_vfs.h"
#include "tests/support/manual_worker.h"
#include "tests/sync/journal/stall.h"

namespace outreach::testing {
namespace {

// A journal whose log is about to be long enough to be written back, and the recorder's worker.
struct LongDay {
  LongDay() {
    std::vector<journal::Draft> drafts{outing_draft()};
    const auto outing = append(journal, std::move(drafts)).front().sequence;
    constexpr int kHandoutsAtOnce = 1'000;
    const Path log = stall.folder / (std::string(journal::kJournalFile) + "-wal");
    while (std::filesystem::file_size(log) < std::uintmax_t{sqlite::kLogPagesMost} * 4'096) {
      append(journal, std::vector(kHandoutsAtOnce, handout_draft(outing, 1)));
    }
    tap = handout_draft(outing, 1);
  }

  std::uintmax_t file_size() const {
    return std::filesystem::file_size(stall.folder / journal::kJournalFile);
  }

  FaultyVfs disk;
  Stall stall{disk.name()};
  journal::Journal journal = stall.opened();
  ManualWorker worker;
  Inbox inbox;
  journal::Draft tap;
};

TEST_CASE("Recorder: a tap is answered before the log is written back", "[client]") {
  LongDay day;
  client::Recorder recorder(day.journal, day.worker, day.inbox);
  const auto before = day.file_size();
  bool is_saved = false;
  recorder.append({day.tap}, [&](const auto& appended) { is_saved = appended.has_value(); });
  REQUIRE(day.worker.step());
  day.inbox.drain();
  CHECK(is_saved);
  CHECK(day.file_size() == before);
  day.worker.flush();
  CHECK(day.file_size() > before);
}

TEST_CASE("Recorder: a disk that fails while the log is written back is told, the tap is saved",
          "[client]") {
  LongDay day;
  std::optional<Error> told;
  client::Recorder recorder(day.journal, day.worker, day.inbox,
                            [&told](const Error& error) { told = error; });
  bool is_saved = false;
  recorder.append({day.tap}, [&](const auto& appended) { is_saved = appended.has_value(); });
  REQUIRE(day.worker.step());
  day.disk.fail_in(FaultyVfs::Operation::Sync, 1, FaultyVfs::Fault::InputOutput);
  day.worker.flush();
  day.inbox.drain();
  CHECK(is_saved);
  REQUIRE(told);
  CHECK(told->code == ErrorCode::InputOutput);
  CHECK_FALSE(day.journal.append(std::vector{day.tap}));
}

TEST_CASE("Recorder: a disk that fails while old bodies are pruned is told", "[client]") {
  FaultyVfs disk;
  Stall stall{disk.name()};
  journal::Journal journal = stall.opened();
  record_day(journal, 3);
  // The county has archived all of it, and says so again a month later.
  for (const int day : {0, 30}) {
    REQUIRE(journal.record_ack({journal.chain_number(),
                                journal.head().sequence,
                                hash_at(journal, journal.head().sequence),
                                journal.head().sequence,
                                {},
                                kMarketMorning + std::chrono::hours(24 * day),
                                Bytes{1},
                                false}));
  }
  ManualWorker worker;
  Inbox inbox;
  std::optional<Error> told;
  client::Recorder recorder(journal, worker, inbox, [&told](const Error& error) { told = error; });
  disk.fail_in(FaultyVfs::Operation::Sync, 1, FaultyVfs::Fault::InputOutput);
  bool has_failed = false;
  recorder.prune([&](const auto& pruned) { has_failed = !pruned.has_value(); });
  worker.flush();
  inbox.drain();
  CHECK(has_failed);
  REQUIRE(told);
  CHECK(told->code == ErrorCode::InputOutput);
}

}  // namespace
}  // namespace outreach::testing
