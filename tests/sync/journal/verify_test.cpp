// Long because it does to a journal what a failing disk does, and a person with a grudge.
#include <string>
#include <utility>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/faulty_vfs.h"
#include "tests/sync/journal/stall.h"

namespace outreach::journal {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

using Found = std::vector<std::string>;

// "5 envelope_changed"; of a moved one "5 moved from 8".
Found names_of(const VerifyReport& report) {
  Found found;
  for (const Damage& damage : report.damages) {
    std::string name = std::to_string(damage.sequence) + " " + damage.kind;
    if (damage.belongs_at != 0) {
      name += " from " + std::to_string(damage.belongs_at);
    }
    found.push_back(std::move(name));
  }
  return found;
}

Found found_in(Stall& stall, const crypto::PublicKey* key) {
  auto database = open_reader(stall.folder.path());
  REQUIRE(database);
  const auto report = verify(*database, key);
  REQUIRE(report);
  return names_of(*report);
}

// Entries 1 to 20, each appended by itself but 11 to 14, which came together.
void record_twenty(Journal& journal) {
  record_day(journal, 9);
  append(journal,
         {handout_draft(1, 11), handout_draft(1, 12), handout_draft(1, 13), handout_draft(1, 14)});
  for (int copies = 15; copies <= 20; ++copies) {
    append(journal, {handout_draft(1, copies)});
  }
}

// What verify names, with the kiosk's key and without it, after `edit` was done to those twenty.
struct FoundTwice {
  Found with_key;
  Found without_key;
};
FoundTwice found_twice_after(const std::string& edit) {
  Stall stall;
  crypto::PublicKey key{};
  {
    Journal journal = stall.opened();
    key = journal.identity().key.public_key();
    record_twenty(journal);
    const auto whole = verify(journal.database(), &key);
    REQUIRE(whole);
    CHECK(whole->damages.empty());
    CHECK(whole->entries == 20);
  }
  stall.tamper(edit);
  return {found_in(stall, &key), found_in(stall, nullptr)};
}
Found found_after(const std::string& edit) {
  INFO(edit);
  auto [with_key, without_key] = found_twice_after(edit);
  CHECK(with_key == without_key);
  return std::move(with_key);
}

// SQL that moves rows `first` and after by `by`, as somebody does who wants to hide a gap or an
// addition.
std::string renumber(int first, int by) {
  return "UPDATE entry SET sequence=-(sequence+" + std::to_string(by) +
         ") WHERE sequence>=" + std::to_string(first) +
         "; UPDATE entry SET sequence=-sequence WHERE sequence<0;";
}
std::string swap(int left, int right) {
  const auto move = [](int from, int to) {
    return "UPDATE entry SET sequence=" + std::to_string(to) +
           " WHERE sequence=" + std::to_string(from) + ";";
  };
  return move(left, -1) + move(right, left) + move(-1, right);
}
std::string copy(int from, int to) {
  return "DROP TABLE IF EXISTS temp.one; CREATE TEMP TABLE one AS SELECT * FROM entry WHERE "
         "sequence=" +
         std::to_string(from) + "; UPDATE one SET sequence=" + std::to_string(to) +
         "; INSERT INTO entry SELECT * FROM one;";
}

TEST_CASE("Verify: names exactly the entry whose body was edited", "[journal]") {
  CHECK(found_after("UPDATE entry SET body=CAST(replace(CAST(body AS TEXT),'1','7') AS BLOB) WHERE "
                    "sequence=2") == Found{"2 body_changed"});
  CHECK(found_after("UPDATE entry SET body=zeroblob(0) WHERE sequence=20") ==
        Found{"20 body_changed"});
  CHECK(found_after("UPDATE entry SET salt=zeroblob(16) WHERE sequence=4") ==
        Found{"4 body_changed"});
}

TEST_CASE("Verify: an absent body is named unless it was pruned, erased, or never came",
          "[journal]") {
  const std::string remove = "UPDATE entry SET body=NULL WHERE sequence IN (4,5); ";
  CHECK(found_after(remove) == Found{"4 body_missing", "5 body_missing"});
  CHECK(found_after(remove + "UPDATE chain SET pruned_through=4") == Found{"5 body_missing"});
  CHECK(found_after(remove + "INSERT INTO erased(chain,sequence,by_sequence) VALUES(1,5,7)") ==
        Found{"4 body_missing"});
  // The county's verdict explains it at the county alone.
  const FoundTwice judged =
      found_twice_after(remove + "INSERT INTO quarantine VALUES(1,4,'body_missing')");
  CHECK(judged.with_key == Found{"4 body_missing", "5 body_missing"});
  CHECK(judged.without_key == Found{"5 body_missing"});
}

TEST_CASE("Verify: names exactly the entry whose envelope was edited, for each column",
          "[journal]") {
  for (const std::string edit :
       {"kind='handouts'", "kind=''", "device_time=device_time+1", "device_time_trusted=0",
        "device_time_trusted=3", "boot=zeroblob(8)", "boot=zeroblob(7)", "monotonic=monotonic-1",
        "outing=2", "hash=zeroblob(32)", "hash=zeroblob(31)",
        "device_time=device_time+1, hash=zeroblob(32), signature=NULL"}) {
    for (const std::string at : {"1", "5", "12", "19", "20"}) {
      INFO(edit << " at " << at);
      if (edit.find("boot=zeroblob(7)") == std::string::npos || at != "1") {
        const FoundTwice found =
            found_twice_after("UPDATE entry SET " + edit + (edit == "outing=2" ? "+outing" : "") +
                              " WHERE sequence=" + at);
        CHECK(found.with_key.front() == at + " envelope_changed");
        if (edit.find(',') == std::string::npos) {
          CHECK(found.with_key.size() == 1);
          CHECK(found.without_key == found.with_key);
        }
      }
    }
  }
  CHECK(found_after("UPDATE entry SET body_hash=zeroblob(32) WHERE sequence=5") ==
        Found{"5 body_changed", "5 envelope_changed"});
}

// One bit of a blob column of an entry, counted from its first.
void flip(sqlite::Database& database, const std::string& column, int sequence, std::size_t bit) {
  auto select = database.prepare("SELECT " + column + " FROM entry WHERE sequence=?");
  REQUIRE(select);
  REQUIRE(select->bind(1, sequence).step());
  const ByteView stored = select->blob(0);
  Bytes changed(stored.begin(), stored.end());
  select->reset();
  REQUIRE(bit / 8 < changed.size());
  changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1U << (bit % 8)));
  auto update = database.prepare("UPDATE entry SET " + column + "=? WHERE sequence=?");
  REQUIRE(update);
  REQUIRE(update->bind(1, ByteView(changed)).bind(2, sequence).run());
}

TEST_CASE("Verify: every single bit that flips in an entry is found where it flipped",
          "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  record_day(journal, 4);
  sqlite::Database& database = journal.database();
  const crypto::PublicKey key = journal.identity().key.public_key();
  const auto found = [&] {
    const auto report = verify(database, &key);
    REQUIRE(report);
    return names_of(*report);
  };
  struct Column {
    std::string name;
    std::size_t bits;
    Found damage;
  };
  for (const Column& column :
       std::vector<Column>{{"boot", 64, {"3 envelope_changed"}},
                           {"salt", 128, {"3 body_changed"}},
                           {"body", 8 * 20, {"3 body_changed"}},
                           {"body_hash", 256, {"3 body_changed", "3 envelope_changed"}},
                           {"hash", 256, {"3 envelope_changed"}}}) {
    for (std::size_t bit = 0; bit < column.bits; ++bit) {
      INFO(column.name << " bit " << bit);
      flip(database, column.name, 3, bit);
      CHECK(found() == column.damage);
      flip(database, column.name, 3, bit);
    }
  }
  for (const std::string column :
       {"device_time", "device_time_trusted", "monotonic", "outing", "hash_given"}) {
    for (int bit = 0; bit < 64; ++bit) {
      INFO(column << " bit " << bit);
      const std::string mask = "(1<<" + std::to_string(bit) + ")";
      const std::string edit = "UPDATE entry SET " + column + "=(" + column + "|" + mask + ")&~(" +
                               column + "&" + mask + ") WHERE sequence=3";
      REQUIRE(database.execute(edit));
      CHECK(found() == Found{"3 envelope_changed"});
      REQUIRE(database.execute(edit));
    }
  }
  for (std::size_t bit = 0; bit < 512; bit += 7) {
    flip(database, "signature", 5, bit);
    CHECK(found() == Found{"5 not_signed"});
    flip(database, "signature", 5, bit);
  }
  CHECK(found().empty());
}

// What somebody does who knows how the hashes are made, but has no key: changes the outing of
// entry `first` and computes all hashes from there on, the head's too.
void rewrite_from(Stall& stall, Sequence first) {
  auto database = sqlite::Database::open((stall.folder / kJournalFile).string(), {});
  REQUIRE(database);
  const auto all = chains(*database);
  REQUIRE(all);
  const ChainRow& chain = all->front();
  auto entries = read_entries(*database, chain.number, first, 10'000, 1 << 24);
  REQUIRE(entries);
  auto update = database->prepare("UPDATE entry SET device_time=?,hash=? WHERE sequence=?");
  REQUIRE(update);
  Hash previous = entries->front().envelope.previous;
  for (Entry& entry : *entries) {
    if (entry.envelope.sequence == first) {
      entry.envelope.device_time += std::chrono::hours(24);
    }
    entry.envelope.previous = previous;
    previous = domain::hash_envelope(chain.id, entry.envelope);
    update->bind(1,
                 static_cast<std::int64_t>(entry.envelope.device_time.time_since_epoch().count()));
    REQUIRE(update->bind(2, ByteView(previous)).bind(3, entry.envelope.sequence).run());
  }
  auto head = database->prepare("UPDATE chain SET head_hash=?");
  REQUIRE(head);
  REQUIRE(head->bind(1, ByteView(previous)).run());
}

TEST_CASE(
    "Verify: a chain rewritten with all its hashes is named from the first entry the kiosk "
    "never signed so",
    "[journal]") {
  struct Rewriting {
    Sequence from;
    std::string also;
    std::string found;
  };
  // Entries 11 to 14 were signed together, by the signature of 14.
  for (const Rewriting& rewriting : std::vector<Rewriting>{
           {1, "", "1 not_signed"},
           {8, "", "8 not_signed"},
           {13, "", "11 not_signed"},
           {20, "", "20 not_signed"},
           {8, "UPDATE entry SET signature=NULL WHERE sequence>=8", "8 not_signed"},
           {8, "UPDATE entry SET signature=NULL WHERE sequence=20", "8 not_signed"},
           {8, "UPDATE entry SET signature=NULL", "1 not_signed"},
           {20, "UPDATE entry SET signature=NULL WHERE sequence<19", "20 not_signed"}}) {
    INFO(rewriting.from << " " << rewriting.also);
    Stall stall;
    crypto::PublicKey key{};
    {
      Journal journal = stall.opened();
      key = journal.identity().key.public_key();
      record_twenty(journal);
    }
    rewrite_from(stall, rewriting.from);
    stall.tamper(rewriting.also);
    CHECK(found_in(stall, &key) == Found{rewriting.found});
    CHECK(found_in(stall, nullptr).empty());
  }
}

TEST_CASE("Verify: a chain cut off inside what was recorded together is not one the kiosk signed",
          "[journal]") {
  const std::string cut =
      "DELETE FROM entry WHERE sequence>12; UPDATE chain SET head_sequence=12, head_hash=(SELECT "
      "hash FROM entry WHERE sequence=12)";
  CHECK(found_twice_after(cut).with_key == Found{"11 not_signed"});
  // Without the head's number it is the missing ones that are named, and nothing is called
  // rewritten that only lost its signature with them.
  CHECK(found_twice_after("DELETE FROM entry WHERE sequence>12").with_key.front() == "13 missing");
  CHECK(found_twice_after("DELETE FROM entry WHERE sequence>12").with_key.size() == 8);
}

TEST_CASE("Verify: an entry rewritten with its own hash alone is the one that is named",
          "[journal]") {
  Stall stall;
  crypto::PublicKey key{};
  {
    Journal journal = stall.opened();
    key = journal.identity().key.public_key();
    record_twenty(journal);
    const auto later = read_entries(journal.database(), 1, 8, 1, 1 << 20);
    REQUIRE(later);
    Envelope envelope = later->front().envelope;
    envelope.outing = 2;
    auto update = journal.database().prepare("UPDATE entry SET outing=2,hash=? WHERE sequence=8");
    REQUIRE(update);
    const Hash hash = domain::hash_envelope(journal.chain(), envelope);
    REQUIRE(update->bind(1, ByteView(hash)).run());
  }
  CHECK(found_in(stall, &key) == Found{"8 envelope_changed"});
}

TEST_CASE("Verify: another key's chain is checked without signatures", "[journal]") {
  Stall stall;
  {
    Journal journal = stall.opened();
    record_twenty(journal);
  }
  stall.tamper("UPDATE entry SET signature=NULL");
  const crypto::PublicKey other = crypto::SigningKey::generate(stall.random).public_key();
  CHECK(found_in(stall, &other).empty());
}

TEST_CASE("Verify: the county takes a hash that is given beside a lost entry", "[journal]") {
  const FoundTwice found = found_twice_after(
      "UPDATE entry SET kind='damaged', body=NULL, hash=zeroblob(32), "
      "hash_given=1 WHERE sequence=5; UPDATE entry SET hash_given=1 WHERE "
      "sequence=6; INSERT INTO quarantine VALUES(1,5,'damaged')");
  CHECK(found.without_key.empty());
  CHECK(found.with_key.front() == "5 body_missing");
}

TEST_CASE("Verify: names exactly the entries that were removed", "[journal]") {
  CHECK(found_after("DELETE FROM entry WHERE sequence=1") == Found{"1 missing"});
  CHECK(found_after("DELETE FROM entry WHERE sequence IN (4,5,8)") ==
        Found{"4 missing", "5 missing", "8 missing"});
  CHECK(found_after("DELETE FROM entry WHERE sequence>18") == Found{"19 missing", "20 missing"});
  CHECK(found_after("DELETE FROM entry").size() == 20);
}

TEST_CASE("Verify: names the removed entries though those after them were numbered anew",
          "[journal]") {
  for (const std::string head : {"", "UPDATE chain SET head_sequence=19;"}) {
    CHECK(found_after("DELETE FROM entry WHERE sequence=1;" + renumber(2, -1) + head) ==
          Found{"1 missing"});
    CHECK(found_after("DELETE FROM entry WHERE sequence=7;" + renumber(8, -1) + head) ==
          Found{"7 missing"});
    CHECK(found_after("DELETE FROM entry WHERE sequence=18;" + renumber(19, -1) + head) ==
          Found{"18 missing"});
  }
  CHECK(found_after("DELETE FROM entry WHERE sequence=19;" + renumber(20, -1)) ==
        Found{"19 missing"});
  CHECK(found_after("DELETE FROM entry WHERE sequence IN (7,8,9);" + renumber(10, -3)) ==
        Found{"7 missing", "8 missing", "9 missing"});
  // Only some of those after it.
  CHECK(found_after("DELETE FROM entry WHERE sequence=7; UPDATE entry SET sequence=7 WHERE "
                    "sequence=8; UPDATE entry SET sequence=8 WHERE sequence=9") ==
        Found{"7 missing"});
}

TEST_CASE("Verify: names the inserted entry and none of those numbered anew after it",
          "[journal]") {
  for (const std::string head : {"", "UPDATE chain SET head_sequence=21;"}) {
    for (const int at : {1, 2, 7, 12, 20}) {
      INFO(at);
      CHECK(found_after(renumber(at, 1) + copy(15, at) + head) ==
            Found{std::to_string(at) + " inserted"});
    }
  }
  CHECK(found_after(renumber(7, 3) + copy(2, 7) + copy(3, 8) + copy(4, 9)) ==
        Found{"7 inserted", "8 inserted", "9 inserted"});
  // One in and, later, one out.
  CHECK(found_after("DELETE FROM entry WHERE sequence=15; UPDATE entry SET sequence=sequence+1000 "
                    "WHERE sequence>=7 AND sequence<15; UPDATE entry SET sequence=sequence-999 "
                    "WHERE sequence>1000;" +
                    copy(2, 7)) == Found{"7 inserted", "15 missing"});
}

TEST_CASE("Verify: names an entry beyond the head as inserted", "[journal]") {
  CHECK(found_after(copy(20, 21)) == Found{"21 inserted"});
  CHECK(found_after(copy(3, 21) + copy(4, 22)) == Found{"21 inserted", "22 inserted"});
  CHECK(found_after(copy(3, 0)) == Found{"0 inserted"});
  CHECK(found_after(copy(20, 21) + "UPDATE chain SET head_sequence=21") == Found{"21 inserted"});
}

TEST_CASE("Verify: names entries that changed places, and whose content stands there",
          "[journal]") {
  for (const auto& [left, right] : std::vector<std::pair<int, int>>{
           {4, 5}, {4, 6}, {4, 7}, {4, 9}, {1, 2}, {1, 20}, {5, 20}, {18, 20}, {19, 20}}) {
    INFO(left << " and " << right);
    CHECK(found_after(swap(left, right)) ==
          Found{std::to_string(left) + " moved from " + std::to_string(right),
                std::to_string(right) + " moved from " + std::to_string(left)});
  }
  CHECK(found_after("UPDATE entry SET sequence=100 WHERE sequence=4") ==
        Found{"4 missing", "100 moved from 4"});
}

TEST_CASE("Verify: several changes beside each other are each named", "[journal]") {
  CHECK(found_after("UPDATE entry SET device_time=device_time+1 WHERE sequence IN (5,6)") ==
        Found{"5 envelope_changed", "6 envelope_changed"});
  CHECK(found_after("UPDATE entry SET device_time=device_time+1 WHERE sequence IN (5,7,8,20)") ==
        Found{"5 envelope_changed", "7 envelope_changed", "8 envelope_changed",
              "20 envelope_changed"});
  CHECK(found_after("UPDATE entry SET hash=zeroblob(32) WHERE sequence IN (5,6)") ==
        Found{"5 envelope_changed", "6 envelope_changed"});
  CHECK(found_after("UPDATE entry SET outing=outing+1 WHERE sequence=5; DELETE FROM entry WHERE "
                    "sequence=9; " +
                    swap(15, 17)) ==
        Found{"5 envelope_changed", "9 missing", "15 moved from 17", "17 moved from 15"});
}

TEST_CASE("Verify: finds a head that was changed", "[journal]") {
  CHECK(found_after("UPDATE chain SET head_hash=zeroblob(32)") == Found{"20 head_differs"});
  CHECK(found_after("UPDATE chain SET head_sequence=19") == Found{"19 head_differs"});
  CHECK(found_after("UPDATE chain SET head_sequence=22") == Found{"21 missing", "22 missing"});
  CHECK(found_after("DELETE FROM entry WHERE sequence>18; UPDATE chain SET head_sequence=18") ==
        Found{"18 head_differs"});
}

TEST_CASE("Verify: an absurd number in the file ends in a bounded list", "[journal]") {
  CHECK(found_after("UPDATE chain SET head_sequence=9000000000000000000").size() == kDamagesMax);
  CHECK(found_after("UPDATE chain SET head_sequence=-1").size() == kDamagesMax);
  CHECK(found_after("UPDATE entry SET sequence=9000000000000000000 WHERE sequence=20") ==
        Found{"9000000000000000000 moved from 20"});
  CHECK(found_after("UPDATE entry SET sequence=-5 WHERE sequence=3") ==
        Found{"3 missing", "18446744073709551611 moved from 3"});
  CHECK_FALSE(found_twice_after("UPDATE chain SET epoch=zeroblob(16)").with_key.empty());
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

TEST_CASE("Verify: a read that fails anywhere beside damage is told as that", "[journal]") {
  FaultyVfs disk;
  Stall stall(disk.name());
  constexpr int kEntries = 40;  // on several pages
  {
    Journal journal = stall.opened();
    record_day(journal, kEntries - 1);
  }
  stall.tamper("UPDATE entry SET hash=zeroblob(32) WHERE sequence % 2=0");
  bool has_failed = true;
  std::size_t nth = 1;
  for (; has_failed; ++nth) {
    REQUIRE(nth < 500);
    INFO("read " << nth);
    disk.fail_in(FaultyVfs::Operation::Read, nth, FaultyVfs::Fault::InputOutput);
    auto database = open_reader(stall.folder.path(), {.vfs = disk.name()});
    if (!database) {
      continue;
    }
    const auto report = verify(*database);
    has_failed = !report;
    CHECK((report || report.error().code == ErrorCode::InputOutput));
  }
  CHECK(nth > 5);
}

}  // namespace
}  // namespace outreach::journal
