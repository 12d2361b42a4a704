// Room that is kept for the end of the day.
#include "sync/journal/reserve.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/faulty_vfs.h"
#include "tests/support/memory_files.h"
#include "tests/sync/journal/stall.h"

namespace outreach::journal {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

constexpr std::uint64_t kRoom = 1'000;
const Path kFolder = "/data";
const Path kFile = kFolder / kReserveFile;

MemoryFiles disk_of(std::uint64_t bytes) {
  MemoryFiles disk(bytes);
  REQUIRE(disk.make_folders(kFolder));
  return disk;
}

std::uint64_t free_on(MemoryFiles& disk) {
  const auto free = disk.free_bytes(kFolder);
  REQUIRE(free);
  return *free;
}

TEST_CASE("Reserve: is made where it leaves as much again free, and not else", "[journal]") {
  MemoryFiles wide = disk_of(2 * kRoom);
  Reserve kept(wide, kFile, kRoom);
  kept.make_way();
  kept.keep();
  CHECK_FALSE(kept.is_missing());
  CHECK(free_on(wide) == kRoom);

  MemoryFiles narrow = disk_of(2 * kRoom - 1);
  Reserve none(narrow, kFile, kRoom);
  none.keep();
  CHECK(none.is_missing());
  CHECK(free_on(narrow) == 2 * kRoom - 1);
}

TEST_CASE("Reserve: stays while there is room for opening, and makes way when there is none",
          "[journal]") {
  MemoryFiles disk = disk_of(2 * kRoom);
  Reserve(disk, kFile, kRoom).keep();
  Reserve again(disk, kFile, kRoom);
  again.make_way();
  again.keep();
  CHECK_FALSE(again.is_missing());

  disk.set_capacity(2 * kRoom - 1);
  Reserve crowded(disk, kFile, kRoom);
  crowded.make_way();
  CHECK(free_on(disk) == 2 * kRoom - 1);
  crowded.keep();
  CHECK(crowded.is_missing());

  disk.set_capacity(2 * kRoom);
  crowded.keep();
  CHECK_FALSE(crowded.is_missing());
}

TEST_CASE("Reserve: is given up once", "[journal]") {
  MemoryFiles disk = disk_of(2 * kRoom);
  Reserve reserve(disk, kFile, kRoom);
  CHECK_FALSE(reserve.give_up());
  reserve.keep();
  CHECK(reserve.give_up());
  CHECK(reserve.is_missing());
  CHECK(free_on(disk) == 2 * kRoom);
  CHECK_FALSE(reserve.give_up());
}

TEST_CASE("Reserve: of no bytes is none, and is not missed", "[journal]") {
  MemoryFiles disk = disk_of(2 * kRoom);
  Reserve reserve(disk, kFile, 0);
  reserve.keep();
  CHECK_FALSE(disk.exists(kFile));
  CHECK_FALSE(reserve.is_missing());
}

// The machine's files on the same disk as its databases: what the reserve gives back, the databases
// can use.
class SameDisk final : public Files {
 public:
  SameDisk(FaultyVfs& disk, Path reserve) : disk_(disk), reserve_(std::move(reserve)) {}

  Result<void> remove(const Path& path) override {
    auto removed = files_.remove(path);
    if (removed && path == reserve_) {
      disk_.set_full(false);
      when_given_up();
    }
    return removed;
  }
  Result<std::uint64_t> free_bytes(const Path& /*path*/) override {
    return free_;
  }
  Result<std::uint64_t> disk_of(const Path& path) override {
    return files_.disk_of(path);
  }
  std::function<void()> when_given_up = [] {};
  void set_free(std::uint64_t bytes) {
    free_ = bytes;
  }
  Result<Bytes> read(const Path& path, std::size_t limit) override {
    return files_.read(path, limit);
  }
  Result<void> write_atomically(const Path& path, ByteView content, unsigned mode) override {
    return files_.write_atomically(path, content, mode);
  }
  Result<void> make_folders(const Path& path) override {
    return files_.make_folders(path);
  }
  Result<void> rename(const Path& from, const Path& to) override {
    return files_.rename(from, to);
  }
  Result<std::vector<std::string>> list(const Path& folder) override {
    return files_.list(folder);
  }
  Result<void> reserve(const Path& path, std::uint64_t bytes) override {
    return files_.reserve(path, bytes);
  }
  bool exists(const Path& path) override {
    return files_.exists(path);
  }

 private:
  FaultyVfs& disk_;
  Path reserve_;
  SystemFiles files_;
  std::uint64_t free_ = std::uint64_t{1} << 30;
};

// A stall whose reserve and journal share one disk.
struct FullStall {
  FaultyVfs disk;
  Stall stall{disk.name()};
  SameDisk files{disk, stall.folder / kReserveFile};

  Journal opened() {
    auto journal =
        Journal::open(stall.folder.path(), stall.clock, stall.random, files, stall.options);
    if (!journal) {
      FAIL(journal.error().context);
    }
    return *std::move(journal);
  }
};

// The log already has room for small entries: it takes some before the disk's end shows.
Result<std::vector<Appended>> append_until(Journal& journal, const std::vector<Draft>& drafts,
                                           auto is_enough) {
  constexpr int kPatience = 200;
  auto appended = journal.append(drafts);
  for (int i = 0; i < kPatience && !is_enough(appended); ++i) {
    appended = journal.append(drafts);
  }
  return appended;
}

TEST_CASE("Reserve: on a full disk a day goes on being recorded", "[journal]") {
  FullStall full;
  Journal journal = full.opened();
  CHECK_FALSE(journal.opening().reserve_missing);
  append(journal, {outing_draft()});
  full.disk.set_full(true);
  const auto taken = append_until(journal, {handout_draft(1, 1)}, [&](const auto& appended) {
    return !appended || !full.files.exists(full.stall.folder / kReserveFile);
  });
  CHECK(taken);
  CHECK_FALSE(full.files.exists(full.stall.folder / kReserveFile));
  // Full once more, and nothing in reserve: told plainly, and nothing is broken.
  full.disk.set_full(true);
  const auto refused =
      append_until(journal, {handout_draft(1, 1)}, [](const auto& appended) { return !appended; });
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::NoSpace);
  full.disk.set_full(false);
  append(journal, {handout_draft(1, 1)});
  const auto report = verify(journal.database(), &journal.identity().key.public_key());
  REQUIRE(report);
  CHECK(report->damages.empty());
  CHECK(totals_of(journal.database()).copies ==
        static_cast<std::int64_t>(journal.head().sequence) - 1);
}

TEST_CASE("Reserve: an import of many entries does not use it up", "[journal]") {
  FullStall full;
  Journal journal = full.opened();
  append(journal, {outing_draft()});
  const std::vector<Draft> import(kReserveDraftsMax + 1, handout_draft(1, 1));
  full.disk.set_full(true);
  const auto refused =
      append_until(journal, import, [](const auto& appended) { return !appended; });
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::NoSpace);
  CHECK(full.files.exists(full.stall.folder / kReserveFile));
  const Sequence before = journal.head().sequence;
  append(journal, std::vector<Draft>(kReserveDraftsMax, handout_draft(1, 1)));
  CHECK(journal.head().sequence == before + kReserveDraftsMax);
}

TEST_CASE("Reserve: a disk that fails after it was given up leaves the entry whole or absent",
          "[journal]") {
  for (const auto operation : {FaultyVfs::Operation::Write, FaultyVfs::Operation::Sync}) {
    bool failed = true;
    for (std::size_t nth = 1; failed; ++nth) {
      REQUIRE(nth < 100);
      INFO("call " << nth << (operation == FaultyVfs::Operation::Write ? " to write" : " to sync"));
      FullStall full;
      Sequence confirmed = 0;
      {
        Journal journal = full.opened();
        append(journal, {outing_draft()});
        // The first write finds the disk full, and one of the second try's fails for good.
        full.disk.fail_in(FaultyVfs::Operation::Write, 1, FaultyVfs::Fault::Full);
        full.files.when_given_up = [&] {
          full.disk.fail_in(operation, nth, FaultyVfs::Fault::InputOutput);
        };
        const auto appended = journal.append(std::vector{handout_draft(1, 1)});
        CHECK_FALSE(full.files.exists(full.stall.folder / kReserveFile));
        failed = !appended;
        if (!appended) {
          CHECK(appended.error().code == ErrorCode::InputOutput);
          CHECK_FALSE(journal.append(std::vector{handout_draft(1, 1)}));
        }
        confirmed = journal.head().sequence;
        CHECK(confirmed == (appended ? 2U : 1U));
        full.disk.fail_in(operation, 1'000'000'000, FaultyVfs::Fault::InputOutput);
        full.files.when_given_up = [] {};
        full.disk.power_cut();
      }
      Journal journal = full.opened();
      CHECK(journal.head().sequence >= confirmed);
      CHECK(journal.head().sequence <= 2);
      const auto report = verify(journal.database(), &journal.identity().key.public_key());
      REQUIRE(report);
      CHECK(report->damages.empty());
    }
  }
}

TEST_CASE("Reserve: opening on a disk without room gives it up and says so", "[journal]") {
  FullStall full;
  {
    Journal journal = full.opened();
    append(journal, {outing_draft(), handout_draft(kOutingOfThisAppend, 5)});
  }
  full.disk.set_full(true);
  full.files.set_free(kReserveBytes - 1);
  {
    Journal journal = full.opened();
    CHECK(journal.opening().reserve_missing);
    append(journal, {handout_draft(1, 5)});
    CHECK(totals_of(journal.database()).copies == 10);
  }
  full.files.set_free(2 * kReserveBytes);
  CHECK_FALSE(full.opened().opening().reserve_missing);
}

}  // namespace
}  // namespace outreach::journal
