#include "sync/journal/schema.h"

#include <string>

namespace outreach::journal {
namespace {

constexpr const char* kTables = R"sql(
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

}  // namespace

Result<void> prepare_schema(sqlite::Database& database) {
  const auto version = database.integer("PRAGMA user_version");
  if (!version) {
    return version.error();
  }
  if (*version == kSchemaVersion) {
    return {};
  }
  if (*version != 0) {
    return Error{ErrorCode::Unsupported,
                 "these data were written by another version of the program (format " +
                     std::to_string(*version) + "); use that version or a newer one"};
  }
  auto transaction = sqlite::Transaction::begin(database);
  if (!transaction) {
    return transaction.error();
  }
  if (auto made = database.execute(kTables); !made) {
    return made;
  }
  if (auto marked = database.execute("PRAGMA user_version = " + std::to_string(kSchemaVersion));
      !marked) {
    return marked;
  }
  return transaction->commit();
}

}  // namespace outreach::journal
