// The simulated disk is as cruel as it says, and no crueller.
#include "tests/simulation/disk.h"

#include <algorithm>

#include "platform/sqlite/sqlite.h"
#include "tests/simulation/disk_vfs.h"
#include "tests/simulation/world.h"
#include "tests/support/catch.h"

namespace outreach::simulation {
namespace {

const Bytes kOld(2'048, 1);
const Bytes kNew(2'048, 2);

bool put(Disk& disk, const Bytes& content) {
  bool is_full = false;
  DiskFile* file = disk.find("file");
  DiskFile& there = file != nullptr ? *file : disk.created("file");
  return disk.write(there, 0, content.data(), content.size(), is_full);
}

TEST_CASE("Simulated disk: what was synced survives a cut, and what was not is lost or kept",
          "[simulation]") {
  Dice dice(1);
  Disk disk("/simulated");
  REQUIRE(put(disk, kOld));
  REQUIRE(disk.sync(*disk.find("file"), true));
  REQUIRE(put(disk, kNew));
  SECTION("lost") {
    disk.power_cut(Disk::Fate::AllLost, dice);
    CHECK(disk.find("file")->now == kOld);
  }
  SECTION("kept") {
    disk.power_cut(Disk::Fate::AllKept, dice);
    CHECK(disk.find("file")->now == kNew);
  }
  SECTION("torn between sectors, never inside one") {
    bool was_torn = false;
    for (int i = 0; i < 20; ++i) {
      REQUIRE(put(disk, kOld));
      REQUIRE(disk.sync(*disk.find("file"), true));
      REQUIRE(put(disk, kNew));
      disk.power_cut(Disk::Fate::BySector, dice);
      const Bytes& now = disk.find("file")->now;
      for (std::size_t at = 0; at < now.size(); at += kSectorBytes) {
        const auto begin = now.begin() + static_cast<std::ptrdiff_t>(at);
        CHECK(std::count(begin, begin + kSectorBytes, now[at]) ==
              static_cast<std::ptrdiff_t>(kSectorBytes));
      }
      was_torn = was_torn || (now != kOld && now != kNew);
    }
    CHECK(was_torn);
  }
}

TEST_CASE("Simulated disk: a sync that failed or lied made nothing safe", "[simulation]") {
  Dice dice(1);
  Disk disk("/simulated");
  REQUIRE(put(disk, kOld));
  REQUIRE(disk.sync(*disk.find("file"), true));
  REQUIRE(put(disk, kNew));
  SECTION("failed: not even the next one makes it safe") {
    disk.fail_in(Disk::Operation::Sync, 1);
    CHECK_FALSE(disk.sync(*disk.find("file"), true));
    CHECK(disk.sync(*disk.find("file"), true));
  }
  SECTION("lied") {
    disk.lie_about_syncs(true);
    CHECK(disk.sync(*disk.find("file"), true));
  }
  CHECK(disk.find("file")->now == kNew);
  disk.power_cut(Disk::Fate::AllLost, dice);
  CHECK(disk.find("file")->now == kOld);
}

TEST_CASE("Simulated disk: a file that was never synced may be gone, a removed one may come back",
          "[simulation]") {
  Dice dice(1);
  Disk disk("/simulated");
  REQUIRE(put(disk, kOld));
  SECTION("gone") {
    disk.power_cut(Disk::Fate::AllLost, dice);
    CHECK(disk.find("file") == nullptr);
  }
  SECTION("back") {
    REQUIRE(disk.sync(*disk.find("file"), true));
    REQUIRE(disk.remove("file", false));
    CHECK(disk.find("file") == nullptr);
    disk.power_cut(Disk::Fate::AllLost, dice);
    REQUIRE(disk.find("file") != nullptr);
    CHECK(disk.find("file")->now == kOld);
  }
}

TEST_CASE("Simulated disk: SQLite commits on it survive every cut after them", "[simulation]") {
  const Workshop workshop;
  for (std::size_t nth = 1; nth < 60; ++nth) {
    INFO("change " << nth);
    Dice dice(nth);
    Disk disk(workshop.folder("kiosk-0"));
    std::int64_t committed = 0;
    {
      auto database = sqlite::Database::open(disk.folder() + "/a.sqlite", {});
      REQUIRE(database);
      REQUIRE(database->execute("CREATE TABLE t(n INTEGER)"));
      disk.cut_in(nth);
      for (int i = 0; i < 12 && !disk.is_off(); ++i) {
        committed += database->execute("INSERT INTO t VALUES(1)") ? 1 : 0;
      }
      disk.switch_off();
    }
    disk.power_cut(static_cast<Disk::Fate>(nth % 4), dice);
    auto database = sqlite::Database::open(disk.folder() + "/a.sqlite", {});
    REQUIRE(database);
    const auto rows = database->integer("SELECT COUNT(*) FROM t");
    REQUIRE(rows);
    CHECK((*rows == committed || *rows == committed + 1));
    CHECK(database->check_integrity());
  }
}

}  // namespace
}  // namespace outreach::simulation
