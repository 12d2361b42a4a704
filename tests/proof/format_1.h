// A data folder as version 0.1 of the program left it. The tables are frozen here, apart from the
// product's: a change to those must not pass for the past.
#pragma once

#include "sync/journal/identity.h"
#include "tests/proof/proof_kiosk.h"

namespace outreach::testing {

inline constexpr const char* kTablesOfFormat1 = R"sql(
CREATE TABLE chain(
  number INTEGER PRIMARY KEY, kiosk BLOB NOT NULL, epoch BLOB NOT NULL,
  head_sequence INTEGER NOT NULL, head_hash BLOB NOT NULL, UNIQUE(kiosk, epoch)) STRICT;
CREATE TABLE entry(
  chain INTEGER NOT NULL REFERENCES chain(number), sequence INTEGER NOT NULL, kind TEXT NOT NULL,
  device_time INTEGER NOT NULL, device_time_trusted INTEGER NOT NULL, boot BLOB NOT NULL,
  monotonic INTEGER NOT NULL, outing INTEGER NOT NULL, salt BLOB NOT NULL, body BLOB,
  body_hash BLOB NOT NULL, hash BLOB NOT NULL, PRIMARY KEY(chain, sequence)) STRICT, WITHOUT ROWID;
CREATE TABLE quarantine(
  chain INTEGER NOT NULL, sequence INTEGER NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY(chain, sequence)) STRICT, WITHOUT ROWID;
CREATE TABLE acknowledgement(
  chain INTEGER PRIMARY KEY REFERENCES chain(number), acknowledged_through INTEGER NOT NULL,
  county_time INTEGER NOT NULL, device_time INTEGER NOT NULL, document BLOB NOT NULL) STRICT;
CREATE TABLE outing(
  chain INTEGER NOT NULL, sequence INTEGER NOT NULL, kind TEXT NOT NULL, place TEXT NOT NULL,
  township TEXT NOT NULL, date TEXT NOT NULL, staff TEXT NOT NULL, sheet TEXT,
  amount INTEGER NOT NULL, closed INTEGER NOT NULL, PRIMARY KEY(chain, sequence)) STRICT,
  WITHOUT ROWID;
CREATE TABLE consultation(
  chain INTEGER NOT NULL, sequence INTEGER NOT NULL, outing INTEGER NOT NULL,
  people INTEGER NOT NULL, topic TEXT NOT NULL, pathway TEXT NOT NULL, department TEXT NOT NULL,
  outcome TEXT NOT NULL, staff TEXT NOT NULL, PRIMARY KEY(chain, sequence)) STRICT, WITHOUT ROWID;
CREATE TABLE handout(
  chain INTEGER NOT NULL, sequence INTEGER NOT NULL, outing INTEGER NOT NULL,
  leaflet TEXT NOT NULL, copies INTEGER NOT NULL, staff TEXT NOT NULL,
  PRIMARY KEY(chain, sequence)) STRICT, WITHOUT ROWID;
PRAGMA user_version = 1;
)sql";

namespace format_1 {

inline void run(sqlite::Database& database, const std::string& sql) {
  const auto done = database.execute(sql);
  if (!done) {
    FAIL(done.error().context);
  }
}

inline std::string hex(ByteView bytes) {
  return "x'" + to_hex(bytes) + "'";
}

// Entry `sequence` of the chain; answers its hash.
inline domain::Hash add_entry(sqlite::Database& database, ProofKiosk& kiosk,
                              const domain::ChainId& chain, journal::Sequence sequence,
                              const domain::Hash& previous, const journal::Draft& draft) {
  domain::Envelope envelope;
  envelope.sequence = sequence;
  envelope.kind = domain::kind_of(draft.record.content);
  envelope.device_time = kMarketMorning;
  envelope.device_time_trusted = true;
  envelope.boot = kiosk.clock.boot_id();
  envelope.monotonic = MonotonicTime{60'000};
  envelope.outing = draft.outing;
  envelope.salt = kiosk.random.array<16>();
  envelope.previous = previous;
  const Bytes body = domain::encode_body(draft.record);
  envelope.body_hash = domain::hash_body(envelope.salt, body);
  const domain::Hash hash = domain::hash_envelope(chain, envelope);
  run(database, "INSERT INTO entry VALUES(1," + std::to_string(sequence) + ",'" + envelope.kind +
                    "'," + std::to_string(kMarketMorning.time_since_epoch().count()) + ",1," +
                    hex(envelope.boot) + ",60000," + std::to_string(draft.outing) + "," +
                    hex(envelope.salt) + "," + hex(body) + "," + hex(envelope.body_hash) + "," +
                    hex(hash) + ")");
  kiosk.promises.witness.was_told(chain, std::vector{draft},
                                  {{sequence, draft.outing, kMarketMorning}});
  return hash;
}

}  // namespace format_1

// One outing with a handout of 5 copies and a party of 2, as format 1 has them.
inline void write_format_1(ProofKiosk& kiosk) {
  SystemFiles files;
  const auto identity = journal::load_or_create_identity(kiosk.folder, files, kiosk.random);
  REQUIRE(identity);
  auto opened = sqlite::Database::open((kiosk.folder / journal::kJournalFile).string(),
                                       {sqlite::Access::Writer, kiosk.options.vfs});
  REQUIRE(opened);
  sqlite::Database& database = *opened;
  format_1::run(database, kTablesOfFormat1);
  const domain::ChainId chain{identity->kiosk, kiosk.random.array<16>()};
  format_1::run(database, "INSERT INTO chain VALUES(1," + format_1::hex(chain.kiosk) + "," +
                              format_1::hex(chain.epoch) + ",0,zeroblob(32))");
  domain::Hash hash = format_1::add_entry(database, kiosk, chain, 1, {}, outing_draft());
  hash = format_1::add_entry(database, kiosk, chain, 2, hash, handout_draft(1, 5));
  hash = format_1::add_entry(database, kiosk, chain, 3, hash, consultation_draft(1, 2));
  format_1::run(database,
                "UPDATE chain SET head_sequence=3,head_hash=" + format_1::hex(hash) +
                    "; INSERT INTO outing VALUES(1,1,'market','县城集','乐昌镇','2127-01-10',"
                    "'张三',NULL,1,0); INSERT INTO handout VALUES(1,2,1,'regulations',5,'张三'); "
                    "INSERT INTO consultation VALUES(1,3,1,2,'land','arbitration','labour',"
                    "'answered','李四');");
}

}  // namespace outreach::testing
