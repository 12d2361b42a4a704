// Long because it holds the first version's tables and a day of its entries. Data of an older
// version come along; data of a newer one are left alone.
#include "sync/journal/schema.h"

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/faulty_vfs.h"
#include "tests/sync/journal/stall.h"

namespace outreach::journal {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

// The tables as the first version made them: a copy that no later change may touch.
constexpr const char* kFirstVersion = R"sql(
CREATE TABLE chain(number INTEGER PRIMARY KEY, kiosk BLOB NOT NULL, epoch BLOB NOT NULL,
  head_sequence INTEGER NOT NULL, head_hash BLOB NOT NULL, UNIQUE(kiosk, epoch)) STRICT;
CREATE TABLE entry(chain INTEGER NOT NULL REFERENCES chain(number), sequence INTEGER NOT NULL,
  kind TEXT NOT NULL, device_time INTEGER NOT NULL, device_time_trusted INTEGER NOT NULL,
  boot BLOB NOT NULL, monotonic INTEGER NOT NULL, outing INTEGER NOT NULL, salt BLOB NOT NULL,
  body BLOB, body_hash BLOB NOT NULL, hash BLOB NOT NULL,
  PRIMARY KEY(chain, sequence)) STRICT, WITHOUT ROWID;
CREATE TABLE quarantine(chain INTEGER NOT NULL, sequence INTEGER NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY(chain, sequence)) STRICT, WITHOUT ROWID;
CREATE TABLE acknowledgement(chain INTEGER PRIMARY KEY REFERENCES chain(number),
  acknowledged_through INTEGER NOT NULL, county_time INTEGER NOT NULL,
  device_time INTEGER NOT NULL, document BLOB NOT NULL) STRICT;
CREATE TABLE outing(chain INTEGER NOT NULL, sequence INTEGER NOT NULL, kind TEXT NOT NULL,
  place TEXT NOT NULL, township TEXT NOT NULL, date TEXT NOT NULL, staff TEXT NOT NULL, sheet TEXT,
  amount INTEGER NOT NULL, closed INTEGER NOT NULL,
  PRIMARY KEY(chain, sequence)) STRICT, WITHOUT ROWID;
CREATE TABLE consultation(chain INTEGER NOT NULL, sequence INTEGER NOT NULL,
  outing INTEGER NOT NULL, people INTEGER NOT NULL, topic TEXT NOT NULL, pathway TEXT NOT NULL,
  department TEXT NOT NULL, outcome TEXT NOT NULL, staff TEXT NOT NULL,
  PRIMARY KEY(chain, sequence)) STRICT, WITHOUT ROWID;
CREATE TABLE handout(chain INTEGER NOT NULL, sequence INTEGER NOT NULL, outing INTEGER NOT NULL,
  leaflet TEXT NOT NULL, copies INTEGER NOT NULL, staff TEXT NOT NULL,
  PRIMARY KEY(chain, sequence)) STRICT, WITHOUT ROWID;
INSERT INTO outing VALUES(1,1,'market','县城集','乐昌镇','2127-01-10','张三',NULL,1,0);
INSERT INTO consultation VALUES(1,2,1,3,'land','arbitration','labour','answered','李四');
INSERT INTO handout VALUES(1,3,1,'regulations',45,'张三');
INSERT INTO outing VALUES(1,6,'fair','西集','','2127-01-09','王五','08:14',1,1);
INSERT INTO quarantine VALUES(1,5,'unknown_kind');
INSERT INTO acknowledgement VALUES(1,5,1700000000000,1700000001000,x'0102');
PRAGMA user_version=1;
)sql";

struct OldEntry {
  std::string kind;
  Sequence outing;
  std::string body;
};

// A market day as the first version recorded it; the fifth entry is of a version that nobody here
// knows, and the third has a field that nobody here reads.
const std::vector<OldEntry>& old_entries() {
  static const std::vector<OldEntry> entries{
      {"outing_opened", 0,
       R"({"kind":"market","place":"县城集","township":"乐昌镇","date":"2127-01-10","staff":"张三"})"},
      {"consultation", 1,
       R"({"people":3,"topic":"land","pathway":"arbitration","department":"labour","outcome":"answered","staff":"李四"})"},
      {"handout", 1, R"({"leaflet":"regulations","copies":50,"staff":"张三","weather":"晴"})"},
      {"correction", 1, R"({"target":3,"old":50,"new":45,"reason":"miscount","staff":"张三"})"},
      {"weighing", 1, R"({ "grams" : 12, "of": ["苹果"] })"},
      {"outing_opened", 0,
       R"({"kind":"fair","place":"西集","date":"2127-01-09","staff":"王五","sheet":"08:14"})"},
      {"outing_closed", 6, R"({"staff":"王五","sheet":""})"},
  };
  return entries;
}

// A data folder that the first version left, written by its own SQL.
class OldStall {
 public:
  explicit OldStall(const std::string& vfs = {}) : stall(vfs) {
    const auto identity = load_or_create_identity(stall.folder.path(), stall.files, stall.random);
    REQUIRE(identity);
    id = {identity->kiosk, stall.random.array<16>()};
    auto database = open(vfs);
    REQUIRE(database.execute("PRAGMA foreign_keys=OFF"));  // the chain's own row comes last
    REQUIRE(database.execute(kFirstVersion));
    auto chain = database.prepare("INSERT INTO chain VALUES(1,?,?,7,?)");
    auto entry = database.prepare("INSERT INTO entry VALUES(1,?,?,?,1,?,?,?,?,?,?,?)");
    REQUIRE(chain);
    REQUIRE(entry);
    for (const OldEntry& old : old_entries()) {
      add(*entry, old);
    }
    chain->bind(1, ByteView(id.kiosk)).bind(2, ByteView(id.epoch)).bind(3, ByteView(head));
    REQUIRE(chain->run());
    // What it wrote is on the disk, and not only in the log.
    REQUIRE(database.make_durable());
  }

  sqlite::Database open(const std::string& vfs = {}) const {
    auto database = sqlite::Database::open((stall.folder / kJournalFile).string(),
                                           {sqlite::Access::Writer, vfs});
    REQUIRE(database);
    return *std::move(database);
  }

  Stall stall;
  ChainId id;
  Hash head{};

 private:
  void add(sqlite::Statement& insert, const OldEntry& old) {
    Envelope envelope;
    envelope.sequence = ++count_;
    envelope.kind = old.kind;
    envelope.device_time = kMarketMorning;
    envelope.device_time_trusted = true;
    envelope.outing = old.outing;
    envelope.salt = stall.random.array<16>();
    envelope.body_hash = domain::hash_body(envelope.salt, bytes_of(old.body));
    envelope.previous = head;
    head = domain::hash_envelope(id, envelope);
    const auto time = static_cast<std::int64_t>(kMarketMorning.time_since_epoch().count());
    insert.bind(1, envelope.sequence).bind(2, envelope.kind).bind(3, time);
    insert.bind(4, ByteView(envelope.boot)).bind(5, envelope.monotonic.milliseconds);
    insert.bind(6, envelope.outing).bind(7, ByteView(envelope.salt)).bind(8, bytes_of(old.body));
    REQUIRE(insert.bind(9, ByteView(envelope.body_hash)).bind(10, ByteView(head)).run());
  }

  Sequence count_ = 0;
};

// Everything the first version had recorded, counted and been told is as it was.
void check_kept(Journal& journal, const OldStall& old) {
  sqlite::Database& database = journal.database();
  CHECK(journal.chain() == old.id);
  CHECK(journal.head() == Head{7, old.head});
  CHECK_FALSE(journal.opening().epoch);
  CHECK(journal.opening().damages.empty());
  const auto entries = read_entries(database, journal.chain_number(), 1, 100, 1 << 20);
  REQUIRE(entries);
  REQUIRE(entries->size() == old_entries().size());
  for (std::size_t i = 0; i < entries->size(); ++i) {
    CHECK((*entries)[i].envelope.kind == old_entries()[i].kind);
    REQUIRE((*entries)[i].body);
    CHECK(text_of(*(*entries)[i].body) == old_entries()[i].body);
  }
  CHECK(totals_of(database) == domain::Totals{2, 1, 3, 45});
  const auto ack = ack_state(database, journal.chain_number());
  REQUIRE(ack);
  CHECK(ack->acknowledged_through == 5);
  CHECK(ack->archived_through == 0);
  CHECK(ack->set_aside == std::vector<SetAside>{{5, "unknown_kind"}});
  const auto counts = count_delivery(database);
  REQUIRE(counts);
  CHECK(counts->recorded == 7);
  CHECK(counts->local == 2);
  CHECK(counts->quarantined == 1);
  const auto open = open_outing(database);
  REQUIRE(open);
  REQUIRE(*open);
  CHECK((*open)->outing.place == "县城集");
}

std::int64_t number(sqlite::Database& database, const std::string& sql) {
  const auto value = database.integer(sql);
  REQUIRE(value);
  return *value;
}

TEST_CASE("Format 1: opens with every number, signed by its newest entry, and goes on",
          "[journal]") {
  OldStall old;
  {
    Journal journal = old.stall.opened();
    check_kept(journal, old);
    CHECK(number(journal.database(), "PRAGMA user_version") == kSchemaVersion);
    const auto& key = journal.identity().key.public_key();
    const auto report = verify(journal.database(), &key);
    REQUIRE(report);
    CHECK(report->damages.empty());
    CHECK(report->entries == 7);
    CHECK(number(journal.database(),
                 "SELECT group_concat(sequence) FROM entry WHERE signature IS NOT NULL") == 7);
    CHECK(journal.database().check_integrity());
  }
  Journal journal = old.stall.opened();
  check_kept(journal, old);
  append(journal, {handout_draft(1, 5), correction_draft(1, 2, 3, 2)});
  CHECK(totals_of(journal.database()) == domain::Totals{2, 1, 2, 50});
  const auto report = verify(journal.database(), &journal.identity().key.public_key());
  REQUIRE(report);
  CHECK(report->damages.empty());
}

TEST_CASE("Format 1: what is rewritten after it was signed is found", "[journal]") {
  OldStall old;
  const crypto::PublicKey key = old.stall.opened().identity().key.public_key();
  old.stall.tamper("UPDATE entry SET signature=NULL");
  auto database = open_reader(old.stall.folder.path());
  REQUIRE(database);
  const auto report = verify(*database, &key);
  REQUIRE(report);
  REQUIRE(report->damages.size() == 1);
  CHECK(report->damages.front().kind == "not_signed");
  CHECK(report->damages.front().sequence == 1);
}

TEST_CASE("Format 1: power that fails at any moment of the change leaves the old format or the new",
          "[journal]") {
  bool was_cut = true;
  bool found_old = false;
  bool found_new = false;
  std::size_t nth = 1;
  for (; was_cut; ++nth) {
    REQUIRE(nth < 500);
    INFO("moment " << nth);
    FaultyVfs disk;
    OldStall old(disk.name());
    disk.cut_in(nth);
    (void)old.stall.open().has_value();
    was_cut = disk.is_off();
    disk.power_cut();
    {
      auto database = old.open(disk.name());
      const auto version = number(database, "PRAGMA user_version");
      (version == 1 ? found_old : found_new) = true;
      CHECK((version == 1 || version == kSchemaVersion));
      CHECK(number(database,
                   "SELECT COUNT(*) FROM sqlite_schema WHERE name IN ('erased','stick',"
                   "'stock','rating')") == version - 1);
      CHECK(number(database, "SELECT COUNT(*) FROM entry") == 7);
    }
    Journal journal = old.stall.opened();
    check_kept(journal, old);
    const auto report = verify(journal.database(), &journal.identity().key.public_key());
    REQUIRE(report);
    CHECK(report->damages.empty());
  }
  CHECK(nth > 10);
  CHECK(found_old);
  CHECK(found_new);
}

TEST_CASE("Format 1: a write or sync that fails at any moment of the change can be begun again",
          "[journal]") {
  for (const auto operation : {FaultyVfs::Operation::Write, FaultyVfs::Operation::Sync}) {
    for (const auto fault : {FaultyVfs::Fault::InputOutput, FaultyVfs::Fault::Full}) {
      bool failed = true;
      for (std::size_t nth = 1; failed; ++nth) {
        REQUIRE(nth < 300);
        INFO("call " << nth);
        FaultyVfs disk;
        OldStall old(disk.name());
        disk.fail_in(operation, nth, fault);
        failed = !old.stall.open();
        disk.fail_in(operation, 1'000'000'000, fault);
        disk.power_cut();
        Journal journal = old.stall.opened();
        check_kept(journal, old);
      }
    }
  }
}

TEST_CASE("Format 2: opens, and remembers from then on what is on sticks", "[journal]") {
  Stall stall;
  {
    Journal journal = stall.opened();
    record_day(journal, 3);
  }
  stall.tamper(
      "DROP TABLE rating; DROP TABLE self_service; DROP TABLE stock; ALTER TABLE outing DROP "
      "COLUMN "
      "planned; DROP TABLE stick; ALTER TABLE acknowledgement DROP COLUMN lowered_at; PRAGMA "
      "user_version=2");
  Journal journal = stall.opened();
  CHECK(number(journal.database(), "PRAGMA user_version") == kSchemaVersion);
  REQUIRE(journal.note_stick(journal.chain_number(), 2));
  const auto counts = count_delivery(journal.database());
  REQUIRE(counts);
  CHECK(counts->on_stick == 2);
  CHECK(counts->local == 2);
}

TEST_CASE("Format 3: opens, and finds what bodies said of plans", "[journal]") {
  Stall stall;
  {
    Journal journal = stall.opened();
    append(journal, {planned_draft("东集"), closing_draft(kOutingOfThisAppend), outing_draft(),
                     planned_draft("西集"), planned_draft("南集"), planned_draft("北集")});
    append(journal, {handout_draft(3, 50), stock_draft(3, 200)});
  }
  // A version that knew neither wrote it; of two outings the bodies are damaged and gone.
  stall.tamper(
      "DROP TABLE rating; DROP TABLE self_service; DROP TABLE stock; ALTER TABLE outing DROP "
      "COLUMN "
      "planned; UPDATE entry SET body=CAST('{\"planned\":true' AS BLOB) WHERE sequence=5; "
      "UPDATE entry SET body=NULL WHERE sequence=6; PRAGMA user_version=3");
  Journal journal = stall.opened();
  sqlite::Database& database = journal.database();
  CHECK(number(database, "PRAGMA user_version") == kSchemaVersion);
  CHECK(number(database, "SELECT COUNT(*) FROM outing WHERE planned=1 AND sequence IN (1,4)") == 2);
  CHECK(number(database, "SELECT COUNT(*) FROM outing WHERE planned=0 AND sequence IN (3,5,6)") ==
        3);
  CHECK(totals_of(database) == domain::Totals{5, 0, 0, 50});
  // Counting again brings what nobody counted then.
  CHECK(number(database, "SELECT COUNT(*) FROM stock") == 0);
  CHECK(journal.repair_counts().value() == 1);
  CHECK(number(database, "SELECT copies FROM stock WHERE sequence=8 AND outing=3") == 200);
  append(journal, {stock_draft(3, 10, domain::StockMovement::Spoiled)});
  CHECK(number(database, "SELECT SUM(copies) FROM stock") == 210);
}

TEST_CASE("Format 4: opens, and counting again brings what residents left that nobody counted",
          "[journal]") {
  Stall stall;
  {
    Journal journal = stall.opened();
    append(journal, {outing_draft(), rating_draft(kOutingOfThisAppend, domain::Face::Poor),
                     reading_draft(0, 90, 2), handout_draft(kOutingOfThisAppend, 50)});
  }
  stall.tamper("DROP TABLE rating; DROP TABLE self_service; PRAGMA user_version=4");
  Journal journal = stall.opened();
  sqlite::Database& database = journal.database();
  CHECK(number(database, "PRAGMA user_version") == kSchemaVersion);
  CHECK(totals_of(database) == domain::Totals{1, 0, 0, 50});
  CHECK(journal.repair_counts().value() == 2);
  CHECK(totals_of(database) == domain::Totals{1, 0, 0, 50, 1, 1, 90, 2});
  append(journal, {rating_draft(0), reading_draft(1, 10)});
  CHECK(totals_of(database) == domain::Totals{1, 0, 0, 50, 2, 2, 100, 2});
}

std::string content_of(const Path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST_CASE("Format 6 and what is no format of ours is refused, and no byte of it changes",
          "[journal]") {
  for (const std::string version : {"6", "2147483647", "-1"}) {
    INFO(version);
    Stall stall;
    {
      Journal journal = stall.opened();
      record_day(journal, 3);
    }
    stall.tamper("PRAGMA user_version=" + version);
    const std::string before = content_of(stall.folder / kJournalFile);
    const auto journal = stall.open();
    REQUIRE_FALSE(journal);
    CHECK(journal.error().code == ErrorCode::Unsupported);
    CHECK(content_of(stall.folder / kJournalFile) == before);
  }
}

// As after a power cut on a disk that only said "synced": pages of two times.
TEST_CASE("Tables of another format than the file says: damaged, and no byte of it changes",
          "[journal]") {
  for (const std::string mixture :
       {"DROP TABLE stock; ALTER TABLE outing DROP COLUMN planned", "DROP TABLE stick",
        "ALTER TABLE handout ADD COLUMN more TEXT", "PRAGMA user_version=3",
        "PRAGMA user_version=4", "DROP TABLE rating", "DROP TABLE erased; PRAGMA user_version=1",
        "DROP TABLE chain; PRAGMA user_version=1"}) {
    INFO(mixture);
    Stall stall;
    {
      Journal journal = stall.opened();
      record_day(journal, 3);
    }
    stall.tamper(mixture);
    const std::string before = content_of(stall.folder / kJournalFile);
    const auto journal = stall.open();
    REQUIRE_FALSE(journal);
    CHECK(journal.error().code == ErrorCode::Corrupt);
    CHECK(content_of(stall.folder / kJournalFile) == before);
  }
}

TEST_CASE("Kinds and fields of another version are kept letter for letter and travel so",
          "[journal]") {
  OldStall old;
  Journal journal = old.stall.opened();
  append(journal, {handout_draft(1, 1)});
  const auto all = chains(journal.database());
  REQUIRE(all);
  const auto entries = read_checked_entries(journal.database(), all->front(), 1, 100, 1 << 20);
  REQUIRE(entries);
  REQUIRE(entries->size() == 8);
  for (std::size_t i = 0; i < old_entries().size(); ++i) {
    CHECK((*entries)[i].soundness == CheckedEntry::Soundness::Sound);
    CHECK(text_of(*(*entries)[i].entry.body) == old_entries()[i].body);
  }
}

}  // namespace
}  // namespace outreach::journal
