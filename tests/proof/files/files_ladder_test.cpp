// The ladders below platform/files: the power fails, or a call does, at every system call that
// writing the mirror, rebuilding a journal from it and opening a journal make on plain files (and,
// of the power, at every change that SQLite makes in between).
#include <fcntl.h>
#include <functional>
#include <iostream>
#include <unistd.h>
#include <vector>

#include "tests/proof/files/subjects.h"
#include "tests/support/catch.h"
#include "tests/support/faulty_system_calls.h"
#include "tests/support/long_run.h"
#include "tests/support/unsynced_writes.h"

namespace outreach::testing {
namespace {

constexpr std::size_t kCallsMax = 5'000;
// Of what comes after the first ten, bounded runs try every so many-th.
constexpr std::size_t kAllAtFirst = 10;

std::size_t next_after(std::size_t nth) {
  return nth + (is_long_run() ? 1 : 1 + nth / kAllAtFirst);
}

struct Ladder {
  std::string name;
  std::function<std::unique_ptr<Subject>()> subject;
};

std::vector<Ladder> ladders(MirroredStall& stall) {
  return {
      {"first mirror", [&] { return std::make_unique<MirrorSubject>(stall, false); }},
      {"mirror", [&] { return std::make_unique<MirrorSubject>(stall, true); }},
      {"recover", [&] { return std::make_unique<RecoverSubject>(stall); }},
      {"found", [&] { return std::make_unique<OpenSubject>(stall, true); }},
      {"open", [&] { return std::make_unique<OpenSubject>(stall, false); }},
  };
}

// Nothing of the unsynced, all of it, then changes and sectors by coin.
bool survives(std::size_t pattern, std::size_t change, std::size_t sector) {
  const bool is_torn = pattern % 2 == 1;
  return pattern == 1 ||
         (pattern > 1 &&
          SeededRandom(pattern * 7'919 + change * 1'009 + (is_torn ? sector + 1 : 0)).below(2) ==
              0);
}

// Nothing of it has to outlive the machine: syncs are only noted, which is quick.
void check(Subject& subject, FaultyVfs& power) {
  FaultyVfs none;
  const PlainDisk quick(std::filesystem::temp_directory_path(), none);
  subject.check(power);
}

struct Cut {
  bool was_cut = false;
  std::size_t unsafe = 0;
};

Cut cut_at(const Ladder& ladder, std::size_t point, std::size_t pattern) {
  INFO(ladder.name << ": the power fails at change " << point << ", pattern " << pattern);
  const auto subject = ladder.subject();
  FaultyVfs power;
  Cut cut;
  {
    PlainDisk disk(subject->root(), power);
    power.cut_in(point);
    const bool succeeded = subject->act(power);
    cut.was_cut = power.is_off();
    CHECK((cut.was_cut || succeeded));
    cut.unsafe = disk.power_cut([pattern](std::size_t change, std::size_t sector) {
      return survives(pattern, change, sector);
    });
  }
  if (cut.was_cut) {
    check(*subject, power);
  }
  return cut;
}

TEST_CASE("Crash ladder: every system call on plain files in mirror, recover and opening",
          "[proof]") {
  MirroredStall stall;
  constexpr std::size_t kPatterns = 16;
  for (const Ladder& ladder : ladders(stall)) {
    std::size_t points = 0;
    std::size_t cuts = 0;
    bool was_cut = true;
    for (std::size_t point = 1; was_cut; point = next_after(point)) {
      REQUIRE(point < kCallsMax);
      // Bounded: two of the four kinds of pattern at each point, in turn.
      const std::size_t first = is_long_run() ? 0 : point % 2;
      const std::size_t last = is_long_run() ? kPatterns - 1 : first + 2;
      Cut cut{true, 1};
      for (std::size_t pattern = first; pattern <= last && cut.was_cut && cut.unsafe > 0;
           pattern += is_long_run() ? 1 : 2) {
        cut = cut_at(ladder, point, pattern);
        cuts += cut.was_cut ? 1 : 0;
      }
      was_cut = cut.was_cut;
      points += was_cut ? 1 : 0;
    }
    std::cout << "crash ladder " << ladder.name << ", plain files: " << points << " points, "
              << cuts << " cuts\n";
    CHECK(points >= 10);
  }
}

TEST_CASE("Error ladder: every system call on plain files in mirror, recover and opening",
          "[proof]") {
  using Fault = PlainDisk::Fault;
  MirroredStall stall;
  for (const Ladder& ladder : ladders(stall)) {
    for (const auto& [fault, name] :
         {std::pair{Fault::InputOutput, "EIO"}, std::pair{Fault::NoSpace, "ENOSPC"},
          std::pair{Fault::Interrupted, "EINTR"}, std::pair{Fault::Short, "short count"}}) {
      std::size_t struck = 0;
      bool has_struck = true;
      for (std::size_t nth = 1; has_struck; nth = next_after(nth)) {
        REQUIRE(nth < kCallsMax);
        INFO(ladder.name << ": system call " << nth << " fails with " << name);
        const auto subject = ladder.subject();
        FaultyVfs power;
        {
          PlainDisk disk(subject->root(), power);
          disk.fail_in(nth, fault);
          const bool succeeded = subject->act(power);
          has_struck = disk.disarm();
          CHECK((succeeded || has_struck));
          if (fault == Fault::Short) {
            CHECK(succeeded);  // the rest is read or written by the next call
          }
        }
        struck += has_struck ? 1 : 0;
        check(*subject, power);
      }
      std::cout << "error ladder " << ladder.name << ", plain files: " << struck << " times "
                << name << "\n";
      CHECK(struck > 0);
    }
  }
}

TEST_CASE("Error ladder: every system call of SQLite's in mirror, recover and opening", "[proof]") {
  using Fault = FaultySystemCalls::Fault;
  MirroredStall stall;
  for (const Ladder& ladder : ladders(stall)) {
    for (const auto& [fault, name] :
         {std::pair{Fault::InputOutput, "EIO"}, std::pair{Fault::NoSpace, "ENOSPC"},
          std::pair{Fault::Interrupted, "EINTR"}, std::pair{Fault::Short, "short count"}}) {
      std::size_t struck = 0;
      bool has_struck = true;
      for (std::size_t nth = 1; has_struck; nth = next_after(nth)) {
        REQUIRE(nth < kCallsMax);
        INFO(ladder.name << ": system call " << nth << " of SQLite's fails with " << name);
        const auto subject = ladder.subject();
        FaultyVfs power;
        FaultySystemCalls calls(false);
        calls.fail_in(nth, fault);
        const bool succeeded = subject->act(power);
        has_struck = calls.disarm();
        CHECK((succeeded || has_struck));
        check(*subject, power);
        struck += has_struck ? 1 : 0;
      }
      std::cout << "error ladder " << ladder.name << ", SQLite: " << struck << " times " << name
                << "\n";
    }
  }
}

TEST_CASE("PlainDisk: what was synced stays, what was not can be gone, torn or out of order",
          "[proof]") {
  const TemporaryFolder folder;
  const std::string kept = (folder / "kept").string();
  const std::string torn = (folder / "torn").string();
  const std::string renamed = (folder / "renamed").string();
  FaultyVfs power;
  PlainDisk disk(folder.path(), power);
  const auto written = [](const std::string& path, bool is_synced) {
    const int file = open(path.c_str(), O_WRONLY | O_CREAT, 0600);
    REQUIRE(file >= 0);
    const Bytes content(3 * kSectorBytes, 'x');
    REQUIRE(write(file, content.data(), content.size()) == static_cast<ssize_t>(content.size()));
    if (is_synced) {
      REQUIRE(fsync(file) == 0);
    }
    REQUIRE(close(file) == 0);
  };
  SystemFiles files;
  REQUIRE(files.write_atomically(kept, Bytes(10, 'k'), 0600));
  written(torn, false);
  REQUIRE(rename(torn.c_str(), renamed.c_str()) == 0);
  REQUIRE(unlink(kept.c_str()) == 0);
  SECTION("nothing of it") {
    CHECK(disk.power_cut([](std::size_t, std::size_t) { return false; }) == 3);
    CHECK(files.read(kept, 100)->size() == 10);
    CHECK_FALSE(files.exists(torn));
    CHECK_FALSE(files.exists(renamed));
  }
  SECTION("the names and a sector in the middle") {
    disk.power_cut(
        [](std::size_t change, std::size_t sector) { return change < 3 || sector == 1; });
    CHECK_FALSE(files.exists(kept));
    CHECK_FALSE(files.exists(torn));
    Bytes content(kSectorBytes, 0);
    content.resize(2 * kSectorBytes, 'x');
    CHECK(*files.read(renamed, 10'000) == content);
  }
  SECTION("the removal alone") {
    disk.power_cut([](std::size_t change, std::size_t) { return change == 2; });
    CHECK_FALSE(files.exists(kept));
    CHECK_FALSE(files.exists(renamed));
  }
}

}  // namespace
}  // namespace outreach::testing
