#include "sync/journal/schema.h"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace outreach::journal {
namespace {

// Format 1, as the first version made it. Never changed again: a step below leads on from it.
constexpr const char* kFormat1 = R"sql(
CREATE TABLE chain(
  number INTEGER PRIMARY KEY,
  kiosk BLOB NOT NULL,
  epoch BLOB NOT NULL,
  head_sequence INTEGER NOT NULL,
  head_hash BLOB NOT NULL,
  UNIQUE(kiosk, epoch)) STRICT;

CREATE TABLE entry(
  chain INTEGER NOT NULL REFERENCES chain(number),
  sequence INTEGER NOT NULL,
  kind TEXT NOT NULL,
  device_time INTEGER NOT NULL,
  device_time_trusted INTEGER NOT NULL,
  boot BLOB NOT NULL,
  monotonic INTEGER NOT NULL,
  outing INTEGER NOT NULL,
  salt BLOB NOT NULL,
  body BLOB,
  body_hash BLOB NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY(chain, sequence)) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine(
  chain INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY(chain, sequence)) STRICT, WITHOUT ROWID;

CREATE TABLE acknowledgement(
  chain INTEGER PRIMARY KEY REFERENCES chain(number),
  acknowledged_through INTEGER NOT NULL,
  county_time INTEGER NOT NULL,
  device_time INTEGER NOT NULL,
  document BLOB NOT NULL) STRICT;

CREATE TABLE outing(
  chain INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  kind TEXT NOT NULL,
  place TEXT NOT NULL,
  township TEXT NOT NULL,
  date TEXT NOT NULL,
  staff TEXT NOT NULL,
  sheet TEXT,
  amount INTEGER NOT NULL,
  closed INTEGER NOT NULL,
  PRIMARY KEY(chain, sequence)) STRICT, WITHOUT ROWID;

CREATE TABLE consultation(
  chain INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  outing INTEGER NOT NULL,
  people INTEGER NOT NULL,
  topic TEXT NOT NULL,
  pathway TEXT NOT NULL,
  department TEXT NOT NULL,
  outcome TEXT NOT NULL,
  staff TEXT NOT NULL,
  PRIMARY KEY(chain, sequence)) STRICT, WITHOUT ROWID;

CREATE TABLE handout(
  chain INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  outing INTEGER NOT NULL,
  leaflet TEXT NOT NULL,
  copies INTEGER NOT NULL,
  staff TEXT NOT NULL,
  PRIMARY KEY(chain, sequence)) STRICT, WITHOUT ROWID;
)sql";

// Format 2: signed heads, epochs that end, pruning and erasing, questions.
constexpr const char* kFormat2 = R"sql(
ALTER TABLE chain ADD COLUMN ended TEXT;
ALTER TABLE chain ADD COLUMN counted_through INTEGER;
ALTER TABLE chain ADD COLUMN pruned_through INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entry ADD COLUMN signature BLOB;
ALTER TABLE entry ADD COLUMN hash_given INTEGER NOT NULL DEFAULT 0;
ALTER TABLE acknowledgement ADD COLUMN archived_through INTEGER NOT NULL DEFAULT 0;

CREATE TABLE archived(
  chain INTEGER NOT NULL,
  through INTEGER NOT NULL,
  county_time INTEGER NOT NULL,
  PRIMARY KEY(chain, through)) STRICT, WITHOUT ROWID;

CREATE TABLE erased(
  chain INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  by_sequence INTEGER NOT NULL,
  PRIMARY KEY(chain, sequence)) STRICT, WITHOUT ROWID;

CREATE TABLE question(
  chain INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  outing INTEGER NOT NULL,
  topic TEXT NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY(chain, sequence)) STRICT, WITHOUT ROWID;

CREATE TABLE taken_over(
  chain INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  from_epoch BLOB NOT NULL,
  from_sequence INTEGER NOT NULL,
  from_time INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY(chain, sequence)) STRICT, WITHOUT ROWID;
CREATE INDEX taken_over_from ON taken_over(from_epoch, from_sequence);

CREATE TABLE installation(
  one INTEGER PRIMARY KEY CHECK(one = 1),
  token BLOB NOT NULL,
  token_before BLOB NOT NULL,
  machine TEXT NOT NULL) STRICT;
)sql";

// Format 3: what was written to a stick, and what an ack that a stick brings may not undo.
constexpr const char* kFormat3 = R"sql(
ALTER TABLE acknowledgement ADD COLUMN lowered_at INTEGER;

CREATE TABLE stick(
  chain INTEGER PRIMARY KEY REFERENCES chain(number),
  through INTEGER NOT NULL,
  device_time INTEGER NOT NULL) STRICT;
)sql";

// Format 4: stock, and outings that the county planned. Bodies that said so before anybody here
// could read it are asked; what rotted on the disk says nothing.
constexpr const char* kFormat4 = R"sql(
ALTER TABLE outing ADD COLUMN planned INTEGER NOT NULL DEFAULT 0;
UPDATE outing SET planned=1 WHERE EXISTS(SELECT 1 FROM entry e WHERE
  e.chain=outing.chain AND e.sequence=outing.sequence AND
  CASE WHEN json_valid(CAST(e.body AS TEXT))
    THEN json_type(CAST(e.body AS TEXT),'$.planned')='true' ELSE 0 END);

CREATE TABLE stock(
  chain INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  outing INTEGER NOT NULL,
  leaflet TEXT NOT NULL,
  movement TEXT NOT NULL,
  copies INTEGER NOT NULL,
  staff TEXT NOT NULL,
  PRIMARY KEY(chain, sequence)) STRICT, WITHOUT ROWID;
)sql";

// Format 5: what residents do at the screen. Entries of these kinds that came before anybody here
// could count them are counted when the counts are made anew.
constexpr const char* kFormat5 = R"sql(
CREATE TABLE rating(
  chain INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  outing INTEGER NOT NULL,
  rated TEXT NOT NULL,
  face TEXT NOT NULL,
  staff TEXT NOT NULL,
  PRIMARY KEY(chain, sequence)) STRICT, WITHOUT ROWID;

CREATE TABLE self_service(
  chain INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  outing INTEGER NOT NULL,
  leaflet TEXT NOT NULL,
  seconds INTEGER NOT NULL,
  take_aways INTEGER NOT NULL,
  staff TEXT NOT NULL,
  PRIMARY KEY(chain, sequence)) STRICT, WITHOUT ROWID;
)sql";

// Step n leads from format n to n + 1; format 0 is an empty file.
constexpr std::array kSteps{kFormat1, kFormat2, kFormat3, kFormat4, kFormat5};
static_assert(kSteps.size() == kSchemaVersion);

// From one format to another.
Result<void> lead_on(sqlite::Database& database, std::int64_t from, std::int64_t to) {
  for (auto step = static_cast<std::size_t>(from); step < static_cast<std::size_t>(to); ++step) {
    if (auto made = database.execute(kSteps[step]); !made) {
      return made;
    }
  }
  return {};
}

using Columns = std::map<std::string, std::vector<std::string>>;  // by table, in their order

Result<Columns> read_columns(sqlite::Database& database) {
  auto select = database.prepare(
      "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE "
      "t.type='table' ORDER BY t.name, c.cid");
  if (!select) {
    return select.error();
  }
  Columns columns;
  for (;;) {
    const auto row = select->step();
    if (!row) {
      return row.error();
    }
    if (!*row) {
      return columns;
    }
    columns[std::string(select->text(0))].emplace_back(select->text(1));
  }
}

}  // namespace

Result<void> check_schema(sqlite::Database& database, std::int64_t version) {
  if (version == 0) {
    return {};
  }
  auto memory = sqlite::Database::open(":memory:", {});
  if (!memory) {
    return memory.error();
  }
  if (auto made = lead_on(*memory, 0, version); !made) {
    return made;
  }
  const auto wanted = read_columns(*memory);
  if (auto made = lead_on(*memory, version, kSchemaVersion); !made) {
    return made;
  }
  const auto newest = read_columns(*memory);
  const auto found = read_columns(database);
  if (!wanted || !newest || !found) {
    return !wanted ? wanted.error() : !newest ? newest.error() : found.error();
  }
  for (const auto& [table, columns] : *wanted) {
    const auto there = found->find(table);
    if (there == found->end() || there->second != columns) {
      return Error{ErrorCode::Corrupt,
                   "table " + table + " is not that of format " + std::to_string(version)};
    }
  }
  // One of a later format would stand in the way when that format is made of this one.
  for (const auto& [table, columns] : *newest) {
    if (!wanted->contains(table) && found->contains(table)) {
      return Error{ErrorCode::Corrupt, "table " + table + " is there, which format " +
                                           std::to_string(version) + " has not"};
    }
  }
  return {};
}

Result<void> prepare_schema(sqlite::Database& database) {
  const auto version = database.integer("PRAGMA user_version");
  if (!version) {
    return version.error();
  }
  if (*version < 0 || *version > kSchemaVersion) {
    return Error{ErrorCode::Unsupported,
                 "these data were written by another version of the program (format " +
                     std::to_string(*version) + "); use that version or a newer one"};
  }
  if (auto checked = check_schema(database, *version); !checked || *version == kSchemaVersion) {
    return checked;
  }
  auto transaction = sqlite::Transaction::begin(database);
  if (!transaction) {
    return transaction.error();
  }
  if (auto made = lead_on(database, *version, kSchemaVersion); !made) {
    return made;
  }
  if (auto marked = database.execute("PRAGMA user_version = " + std::to_string(kSchemaVersion));
      !marked) {
    return marked;
  }
  return transaction->commit();
}

}  // namespace outreach::journal
