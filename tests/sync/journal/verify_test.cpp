#include <string>
#include <utility>
#include <vector>

#include "tests/support/catch.h"
#include "tests/sync/journal/stall.h"

namespace outreach::journal {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

using Found = std::vector<std::pair<Sequence, std::string>>;

// What verify names after `edit` was done to a journal of ten entries.
Found found_after(const std::string& edit) {
  Stall stall;
  {
    Journal journal = stall.opened();
    record_day(journal, 9);
    const auto whole = verify(journal.database());
    REQUIRE(whole);
    CHECK(whole->damages.empty());
    CHECK(whole->entries == 10);
  }
  stall.tamper(edit);
  auto database = open_reader(stall.folder.path());
  REQUIRE(database);
  const auto report = verify(*database);
  REQUIRE(report);
  Found found;
  for (const Damage& damage : report->damages) {
    found.emplace_back(damage.sequence, damage.kind);
  }
  return found;
}

TEST_CASE("Verify: names exactly the entry whose body was edited", "[journal]") {
  CHECK(found_after("UPDATE entry SET body=CAST(replace(CAST(body AS TEXT),'1','7') AS BLOB) WHERE "
                    "sequence=2") == Found{{2, "body_changed"}});
  CHECK(found_after("UPDATE entry SET body=zeroblob(0) WHERE sequence=10") ==
        Found{{10, "body_changed"}});
  CHECK(found_after("UPDATE entry SET salt=zeroblob(16) WHERE sequence=4") ==
        Found{{4, "body_changed"}});
}

TEST_CASE("Verify: a body that was erased leaves an explained gap", "[journal]") {
  CHECK(found_after("UPDATE entry SET body=NULL WHERE sequence=4").empty());
}

TEST_CASE("Verify: names exactly the entry whose envelope was edited, for each column",
          "[journal]") {
  for (const std::string edit :
       {"kind='handouts'", "device_time=device_time+1", "device_time_trusted=0", "boot=zeroblob(8)",
        "boot=zeroblob(7)", "monotonic=monotonic-1", "outing=2", "hash=zeroblob(32)",
        "hash=zeroblob(31)"}) {
    INFO(edit);
    CHECK(found_after("UPDATE entry SET " + edit + " WHERE sequence=5") ==
          Found{{5, "envelope_changed"}});
    CHECK(found_after("UPDATE entry SET " + edit + " WHERE sequence=1").front() ==
          std::pair{Sequence{1}, std::string("envelope_changed")});
  }
  CHECK(found_after("UPDATE entry SET body_hash=zeroblob(32) WHERE sequence=5") ==
        Found{{5, "body_changed"}, {5, "envelope_changed"}});
}

TEST_CASE("Verify: names exactly the entries that were removed", "[journal]") {
  CHECK(found_after("DELETE FROM entry WHERE sequence=1") == Found{{1, "missing"}});
  CHECK(found_after("DELETE FROM entry WHERE sequence IN (4,5,8)") ==
        Found{{4, "missing"}, {5, "missing"}, {8, "missing"}});
  CHECK(found_after("DELETE FROM entry WHERE sequence>8") ==
        Found{{9, "missing"}, {10, "missing"}});
  CHECK(found_after("DELETE FROM entry").size() == 10);
}

TEST_CASE("Verify: a journal cut short together with its head does not pass for the whole one",
          "[journal]") {
  CHECK(found_after("DELETE FROM entry WHERE sequence>8; UPDATE chain SET head_sequence=8") ==
        Found{{8, "head_differs"}});
}

TEST_CASE("Verify: finds entries that changed places", "[journal]") {
  const Found found = found_after(
      "UPDATE entry SET sequence=100 WHERE sequence=4; UPDATE entry SET sequence=4 WHERE "
      "sequence=5;"
      "UPDATE entry SET sequence=5 WHERE sequence=100");
  REQUIRE(found.size() >= 2);
  CHECK(found[0] == std::pair{Sequence{4}, std::string("envelope_changed")});
  CHECK(found[1] == std::pair{Sequence{5}, std::string("envelope_changed")});
}

TEST_CASE("Verify: finds an entry that was added", "[journal]") {
  const std::string copy =
      "INSERT INTO entry SELECT "
      "chain,11,kind,device_time,device_time_trusted,boot,monotonic,outing,salt,body,"
      "body_hash,hash FROM entry WHERE sequence=10";
  CHECK(found_after(copy) == Found{{11, "envelope_changed"}, {10, "head_differs"}});
  CHECK(found_after(copy + ";UPDATE chain SET head_sequence=11").front() ==
        std::pair{Sequence{11}, std::string("envelope_changed")});
}

TEST_CASE("Verify: finds a head that was changed", "[journal]") {
  CHECK(found_after("UPDATE chain SET head_hash=zeroblob(32)") == Found{{10, "head_differs"}});
  CHECK(found_after("UPDATE chain SET head_sequence=9") == Found{{9, "head_differs"}});
  CHECK(found_after("UPDATE chain SET head_sequence=12") ==
        Found{{11, "missing"}, {12, "missing"}});
}

TEST_CASE("Verify: an absurd number in the file ends in a bounded list", "[journal]") {
  CHECK(found_after("UPDATE chain SET head_sequence=9000000000000000000").size() == kDamagesMax);
  const Found jump = found_after("UPDATE entry SET sequence=9000000000000000000 WHERE sequence=10");
  CHECK(jump.size() == kDamagesMax);
  CHECK(jump.front() == std::pair{Sequence{10}, std::string("missing")});
  CHECK_FALSE(found_after("UPDATE chain SET head_sequence=-1").empty());
  CHECK_FALSE(found_after("UPDATE entry SET sequence=-5 WHERE sequence=3").empty());
}

TEST_CASE("Verify: a check of the tail names what is missing right before it", "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  record_day(journal, 9);
  REQUIRE(journal.database().execute("DELETE FROM entry WHERE sequence=4"));
  const auto all = chains(journal.database());
  REQUIRE(all);
  const auto report = verify_chain(journal.database(), all->front(), 5);
  REQUIRE(report);
  REQUIRE(report->damages.size() == 1);
  CHECK(report->damages.front().sequence == 4);
  CHECK(report->damages.front().kind == "missing");
  const auto later = verify_chain(journal.database(), all->front(), 6);
  REQUIRE(later);
  CHECK(later->damages.empty());
  CHECK(later->entries == 5);
}

}  // namespace
}  // namespace outreach::journal
