// A disk that fails, fills up and loses power under a journal.
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/faulty_vfs.h"
#include "tests/sync/journal/stall.h"

namespace outreach::journal {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

// Everything a journal promises after whatever happened: the chain verifies, at least `confirmed`
// entries are there and at most `tried`, the sums are those of the entries, and it goes on. Each
// entry after the first is a handout of one copy.
void check_whole(Stall& stall, Sequence confirmed, Sequence tried) {
  Journal journal = stall.opened();
  const Sequence held = journal.head().sequence;
  CHECK(held >= confirmed);
  CHECK(held <= tried);
  const auto report = verify(journal.database(), &journal.identity().key.public_key());
  REQUIRE(report);
  CHECK(report->damages.empty());
  CHECK(report->entries == static_cast<std::int64_t>(held));
  CHECK(journal.database().check_integrity());
  const auto copies = held > 0 ? static_cast<std::int64_t>(held) - 1 : 0;
  CHECK(totals_of(journal.database()) == domain::Totals{held > 0 ? 1 : 0, 0, 0, copies});
  append(journal, {held == 0 ? outing_draft() : handout_draft(1, 1)});
  CHECK(journal.head().sequence == held + 1);
}

// A fault that has not struck yet moves out of reach.
void disarm(FaultyVfs& disk, FaultyVfs::Operation operation) {
  disk.fail_in(operation, 1'000'000'000, FaultyVfs::Fault::InputOutput);
}

TEST_CASE("Journal: keeps every confirmed entry through a power cut after each append",
          "[journal]") {
  FaultyVfs disk;
  Stall stall(disk.name());
  Sequence confirmed = 0;
  for (int round = 0; round < 12; ++round) {
    {
      Journal journal = stall.opened();
      CHECK(journal.head().sequence >= confirmed);
      append(journal, {confirmed == 0 ? outing_draft() : handout_draft(1, 1)});
      confirmed = journal.head().sequence;
      disk.power_cut();
    }
    check_whole(stall, confirmed, confirmed);
    ++confirmed;  // the one check_whole added and confirmed
  }
}

TEST_CASE("Journal: keeps confirmed entries whatever part of the unsynced writes survives the cut",
          "[journal]") {
  for (std::uint64_t seed = 1; seed <= 25; ++seed) {
    FaultyVfs disk;
    Stall stall(disk.name(), seed);
    INFO(stall.random.description());
    Sequence confirmed = 0;
    {
      Journal journal = stall.opened();
      append(journal, {outing_draft()});
      for (std::uint64_t more = stall.random.below(40); more > 0; --more) {
        append(journal, {handout_draft(1, 1)});
      }
      confirmed = journal.head().sequence;
      // One append is cut in the middle: its commit's sync fails with the power.
      disk.fail_in(FaultyVfs::Operation::Sync, 1, FaultyVfs::Fault::InputOutput);
      CHECK_FALSE(journal.append(std::vector{handout_draft(1, 1), handout_draft(1, 1)}));
      disarm(disk, FaultyVfs::Operation::Sync);
      disk.power_cut([&] { return stall.random.below(2) == 0; });
    }
    Journal journal = stall.opened();
    const Sequence held = journal.head().sequence;
    CHECK((held == confirmed || held == confirmed + 2));  // both of the last call, or none
    const auto report = verify(journal.database(), &journal.identity().key.public_key());
    REQUIRE(report);
    CHECK(report->damages.empty());
  }
}

TEST_CASE("Journal: a write or sync that fails at any moment leaves the entry whole or absent",
          "[journal]") {
  for (const auto operation : {FaultyVfs::Operation::Write, FaultyVfs::Operation::Sync}) {
    bool failed = true;
    for (std::size_t nth = 1; failed; ++nth) {
      REQUIRE(nth < 100);
      INFO("call " << nth << (operation == FaultyVfs::Operation::Write ? " to write" : " to sync"));
      FaultyVfs disk;
      Stall stall(disk.name());
      Sequence confirmed = 0;
      {
        Journal journal = stall.opened();
        append(journal, {outing_draft(), handout_draft(kOutingOfThisAppend, 1)});
        disk.fail_in(operation, nth, FaultyVfs::Fault::InputOutput);
        const auto appended = journal.append(std::vector{handout_draft(1, 1)});
        failed = !appended;
        confirmed = appended ? 3 : 2;
        if (!appended) {
          CHECK(appended.error().code == ErrorCode::InputOutput);
          // The handle that failed records nothing more, and says so.
          const auto again = journal.append(std::vector{handout_draft(1, 1)});
          REQUIRE_FALSE(again);
          CHECK(again.error().code == ErrorCode::InputOutput);
          CHECK(journal.head().sequence == 2);
        }
        disarm(disk, operation);
        disk.power_cut();
      }
      check_whole(stall, confirmed, 3);
    }
  }
}

// The log of a process whose sync failed is recovered with frames that no sync ever covered. What
// is recorded behind them must not hang on them.
TEST_CASE("Journal: what is confirmed after a failed sync survives a power cut", "[journal]") {
  FaultyVfs disk;
  Stall stall(disk.name());
  {
    Journal journal = stall.opened();
    append(journal, {outing_draft(), handout_draft(1, 1)});
    disk.fail_in(FaultyVfs::Operation::Sync, 1, FaultyVfs::Fault::InputOutput);
    REQUIRE_FALSE(journal.append(std::vector{handout_draft(1, 1)}));
  }
  Sequence confirmed = 0;
  {
    Journal journal = stall.opened();
    append(journal, {handout_draft(1, 1)});
    confirmed = journal.head().sequence;
    disk.power_cut();
  }
  check_whole(stall, confirmed, confirmed);
}

TEST_CASE("Journal: founding that fails at any moment is taken up again", "[journal]") {
  for (const auto operation : {FaultyVfs::Operation::Write, FaultyVfs::Operation::Sync}) {
    bool failed = true;
    for (std::size_t nth = 1; failed; ++nth) {
      REQUIRE(nth < 300);
      INFO("call " << nth);
      FaultyVfs disk;
      Stall stall(disk.name());
      disk.fail_in(operation, nth, FaultyVfs::Fault::InputOutput);
      failed = !stall.open();
      disarm(disk, operation);
      disk.power_cut();
      check_whole(stall, 0, 0);
    }
  }
}

TEST_CASE("Journal: a full disk is told as such, and recording goes on once there is room",
          "[journal]") {
  FaultyVfs disk;
  Stall stall(disk.name());
  Journal journal = stall.opened();
  append(journal, {outing_draft()});
  Sequence confirmed = 1;
  for (int round = 0; round < 3; ++round) {
    disk.set_full(true);
    bool refused = false;
    for (int i = 0; i < 50 && !refused; ++i) {
      const auto appended = journal.append(std::vector{handout_draft(1, 1)});
      refused = !appended;
      if (appended) {
        ++confirmed;
      } else {
        CHECK(appended.error().code == ErrorCode::NoSpace);
      }
      CHECK(journal.head().sequence == confirmed);
    }
    CHECK(refused);
    disk.set_full(false);
    append(journal, {handout_draft(1, 1)});
    ++confirmed;
  }
  const auto report = verify(journal.database(), &journal.identity().key.public_key());
  REQUIRE(report);
  CHECK(report->damages.empty());
  CHECK(totals_of(journal.database()).copies == static_cast<std::int64_t>(confirmed) - 1);
}

TEST_CASE("Journal: an ack is kept through a power cut, or not at all", "[journal]") {
  for (std::size_t nth = 1; nth <= 3; ++nth) {
    FaultyVfs disk;
    Stall stall(disk.name());
    bool stored = false;
    {
      Journal journal = stall.opened();
      record_day(journal, 4);
      disk.fail_in(FaultyVfs::Operation::Sync, nth, FaultyVfs::Fault::InputOutput);
      stored = journal
                   .record_ack({journal.chain_number(),
                                4,
                                hash_at(journal, 4),
                                0,
                                {{2, "bad_value"}},
                                kMarketMorning,
                                Bytes{1},
                                false})
                   .has_value();
      disarm(disk, FaultyVfs::Operation::Sync);
      disk.power_cut();
    }
    Journal journal = stall.opened();
    const auto state = ack_state(journal.database(), journal.chain_number());
    REQUIRE(state);
    CHECK(state->acknowledged_through >= (stored ? 4U : 0U));
    CHECK(state->set_aside.size() == (state->acknowledged_through == 4 ? 1U : 0U));
  }
}

}  // namespace
}  // namespace outreach::journal
