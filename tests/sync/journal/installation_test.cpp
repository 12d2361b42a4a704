// A store that was put back, moved or cloned begins a new epoch; a crash never makes one.
#include <filesystem>
#include <string>

#include "platform/machine/machine.h"
#include "tests/support/catch.h"
#include "tests/support/faulty_files.h"
#include "tests/support/faulty_vfs.h"
#include "tests/sync/journal/stall.h"

namespace outreach::journal {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)
using domain::EpochReason;

const std::string kBoard =
    write_machine_identity({{"card", "00112233445566778899aabbccddeeff"},
                            {"machine-id", "0123456789abcdef0123456789abcdef"}});
const std::string kOtherBoard =
    write_machine_identity({{"card", "ffeeddccbbaa99887766554433221100"},
                            {"machine-id", "0123456789abcdef0123456789abcdef"}});

void copy(const Path& from, const Path& to, bool with_file) {
  std::filesystem::create_directories(to);
  for (const auto& file : std::filesystem::directory_iterator(from)) {
    const std::string name = file.path().filename().string();
    if (file.is_regular_file() && name != kLockFile && (with_file || name != kInstallationFile)) {
      std::filesystem::copy_file(file.path(), to / name,
                                 std::filesystem::copy_options::overwrite_existing);
    }
  }
}

std::optional<EpochReason> reason_of(const Journal& journal) {
  const auto& epoch = journal.opening().epoch;
  return epoch ? std::optional(epoch->reason) : std::nullopt;
}

TEST_CASE("Installation: opening again and again begins no epoch", "[journal]") {
  Stall stall;
  stall.options.machine = kBoard;
  for (int i = 0; i < 5; ++i) {
    Journal journal = stall.opened();
    CHECK_FALSE(reason_of(journal));
    CHECK(*journal.database().integer("SELECT COUNT(*) FROM chain") == 1);
    append(journal, {outing_draft()});
  }
}

TEST_CASE("Installation: a database put back from a backup begins an epoch, once", "[journal]") {
  Stall stall;
  const Path backup = stall.folder / "backup";
  ChainId before;
  {
    Journal journal = stall.opened();
    record_day(journal, 3);
    before = journal.chain();
  }
  copy(stall.folder.path(), backup, false);
  for (int round = 0; round < 2; ++round) {
    {
      Journal journal = stall.opened();
      const auto open = open_outing(journal.database());
      REQUIRE(open);
      append(journal, {handout_draft((*open)->sequence, 7)});
    }
    copy(backup, stall.folder.path(), false);
    {
      Journal journal = stall.opened();
      CHECK(reason_of(journal) == EpochReason::Restored);
      CHECK(journal.opening().epoch->previous == before);
      CHECK(journal.opening().epoch->common == 4);
      CHECK(journal.opening().epoch->taken_over == 0);
      CHECK(journal.chain().epoch != before.epoch);
      CHECK(totals_of(journal.database()) == domain::Totals{1, 0, 0, 6});
    }
    Journal journal = stall.opened();
    CHECK_FALSE(reason_of(journal));
  }
}

TEST_CASE("Installation: a database whose mark is gone is a copy", "[journal]") {
  Stall stall;
  { const Journal journal = stall.opened(); }
  for (const bool is_damaged : {false, true}) {
    INFO((is_damaged ? "damaged" : "removed"));
    REQUIRE(stall.files.remove(stall.folder / kInstallationFile));
    if (is_damaged) {
      REQUIRE(stall.files.write_atomically(stall.folder / kInstallationFile, Bytes(500), 0600));
    }
    {
      Journal journal = stall.opened();
      CHECK(reason_of(journal) == EpochReason::Restored);
    }
    Journal journal = stall.opened();
    CHECK_FALSE(reason_of(journal));
  }
}

TEST_CASE("Installation: a backup of the very first session, put back without its mark, is a copy",
          "[journal]") {
  Stall stall;
  const Path backup = stall.folder / "backup";
  {
    Journal journal = stall.opened();
    record_day(journal, 3);
    copy(stall.folder.path(), backup, false);  // while the kiosk runs, the log with it
    append(journal, {outing_draft()});
  }
  for (const char* name : {kJournalFile, kInstallationFile}) {
    std::filesystem::remove(stall.folder / name);
  }
  copy(backup, stall.folder.path(), false);
  {
    Journal journal = stall.opened();
    CHECK(reason_of(journal) == EpochReason::Restored);
    CHECK(totals_of(journal.database()) == domain::Totals{1, 0, 0, 6});
    // The session in which that was noticed is no different.
    std::filesystem::remove_all(backup);
    copy(stall.folder.path(), backup, false);
  }
  for (const char* name : {kJournalFile, kInstallationFile}) {
    std::filesystem::remove(stall.folder / name);
  }
  copy(backup, stall.folder.path(), false);
  {
    Journal journal = stall.opened();
    CHECK(reason_of(journal) == EpochReason::Restored);
  }
  Journal journal = stall.opened();
  CHECK_FALSE(reason_of(journal));
}

TEST_CASE("Installation: a store that wakes up on another machine begins an epoch, once",
          "[journal]") {
  Stall stall;
  stall.options.machine = kBoard;
  {
    Journal journal = stall.opened();
    record_day(journal, 3);
  }
  stall.options.machine = "";  // marks that cannot be read today say nothing
  {
    Journal journal = stall.opened();
    CHECK_FALSE(reason_of(journal));
  }
  stall.options.machine = kOtherBoard;
  {
    Journal journal = stall.opened();
    CHECK(reason_of(journal) == EpochReason::OtherMachine);
    CHECK(totals_of(journal.database()) == domain::Totals{1, 0, 0, 6});
    const auto open = open_outing(journal.database());
    REQUIRE(open);
    REQUIRE(*open);
    append(journal, {handout_draft((*open)->sequence, 4)});
    CHECK(totals_of(journal.database()) == domain::Totals{1, 0, 0, 10});
  }
  Journal journal = stall.opened();
  CHECK_FALSE(reason_of(journal));
}

// Everything that opening does to the disk fails once, and the power with it. `expected`: what the
// next opening must say, unless the one that failed had made it durable already.
void check_cuts(const std::string& second_machine, std::optional<EpochReason> expected) {
  for (const auto operation : {FaultyVfs::Operation::Write, FaultyVfs::Operation::Sync}) {
    for (std::size_t nth = 1, done = 0; done == 0; ++nth) {
      REQUIRE(nth < 300);
      INFO("call " << nth);
      FaultyVfs disk;
      Stall stall(disk.name());
      stall.options.machine = kBoard;
      {
        Journal journal = stall.opened();
        append(journal, {outing_draft()});
      }
      stall.options.machine = second_machine;
      // Twice, so that a cut is followed by another.
      for (int cut = 0; cut < 2; ++cut) {
        disk.fail_in(operation, nth, FaultyVfs::Fault::InputOutput);
        done = stall.open() ? 1 : 0;
        disk.fail_in(operation, 1'000'000'000, FaultyVfs::Fault::InputOutput);
        disk.power_cut();
      }
      Journal journal = stall.opened();
      const std::int64_t chains = *journal.database().integer("SELECT COUNT(*) FROM chain");
      CHECK(chains == (expected ? 2 : 1));
      CHECK((!reason_of(journal) || reason_of(journal) == expected));
    }
  }
}

TEST_CASE("Installation: no cut of the database makes an epoch or loses one", "[journal]") {
  check_cuts(kBoard, std::nullopt);
  check_cuts(kOtherBoard, EpochReason::OtherMachine);
}

TEST_CASE("Installation: no failure of the files makes an epoch or loses one", "[journal]") {
  for (const bool is_restored : {false, true}) {
    for (std::size_t nth = 1, done = 0; done == 0; ++nth) {
      REQUIRE(nth < 100);
      INFO("call " << nth << (is_restored ? " of a restored store" : ""));
      Stall stall;
      {
        Journal journal = stall.opened();
        append(journal, {outing_draft()});
      }
      if (is_restored) {
        REQUIRE(stall.files.write_atomically(stall.folder / kInstallationFile, Bytes(16, 7), 0600));
      }
      FaultyFiles files(stall.files);
      for (int cut = 0; cut < 2; ++cut) {
        const std::size_t before = files.calls();
        files.fail_in(nth, ErrorCode::InputOutput);
        const auto opened =
            Journal::open(stall.folder.path(), stall.clock, stall.random, files, stall.options);
        done = files.calls() - before < nth ? 1 : 0;
      }
      Journal journal = stall.opened();
      CHECK(*journal.database().integer("SELECT COUNT(*) FROM chain") == (is_restored ? 2 : 1));
    }
  }
}

TEST_CASE("Journal: a lost or rewritten end begins an epoch; the rest stays and is delivered",
          "[journal]") {
  for (const char* harm :
       {"DELETE FROM entry WHERE sequence=4", "UPDATE entry SET hash=zeroblob(32) WHERE sequence=4",
        "UPDATE chain SET head_sequence=3",
        "UPDATE entry SET signature=zeroblob(64) WHERE sequence=4",
        "UPDATE entry SET signature=NULL WHERE sequence=4"}) {
    INFO(harm);
    Stall stall;
    {
      Journal journal = stall.opened();
      record_day(journal, 3);
    }
    stall.tamper(harm);
    {
      Journal journal = stall.opened();
      CHECK(reason_of(journal) == EpochReason::Damaged);
      CHECK(journal.opening().epoch->taken_over == 0);
      const auto all = chains(journal.database());
      REQUIRE(all);
      REQUIRE(all->size() == 2);
      CHECK(all->front().ended == "damaged");
      CHECK_FALSE(all->front().counted_through);
      CHECK(totals_of(journal.database()) == domain::Totals{1, 0, 0, 6});
    }
    Journal journal = stall.opened();
    CHECK_FALSE(reason_of(journal));
  }
}

TEST_CASE("Journal: damage elsewhere is named and begins no epoch", "[journal]") {
  Stall stall;
  {
    Journal journal = stall.opened();
    record_day(journal, 5);
  }
  stall.tamper("UPDATE entry SET device_time=device_time+1 WHERE sequence=3");
  Journal journal = stall.opened();
  CHECK_FALSE(reason_of(journal));
  REQUIRE_FALSE(journal.opening().damages.empty());
  CHECK(journal.opening().damages.front().sequence == 3);
  append(journal, {handout_draft(1, 1)});
}

}  // namespace
}  // namespace outreach::journal
