// What entries counted whose bodies are gone, as the mirror says it.
#include <string>
#include <variant>

#include "sync/client/mirror_counts.h"
#include "tests/sync/client/mirror_bench.h"

namespace outreach::client {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

// An outing that the county planned, what was taken there, what was given, and what residents left;
// the bodies went
// before the mirror was there.
struct PrunedStall : MirrorBench {
  PrunedStall() {
    {
      auto journal = opened();
      append(journal, {planned_draft(), stock_draft(journal::kOutingOfThisAppend, 200),
                       handout_draft(journal::kOutingOfThisAppend, 50)});
      append(journal, {rating_draft(1, domain::Face::Poor), reading_draft(0, 90, 1)});
      append(journal, {correction_draft(1, 2, 200, 210), handout_draft(1, 7)});
    }
    tamper("UPDATE entry SET body=NULL WHERE sequence<=6; UPDATE chain SET pruned_through=6");
    mirror();
    REQUIRE(files_ending(".counts").size() == 1);
    name = files_ending(".counts").front();
  }
  Recovered recovered() {
    auto done = recover(medium.path(), elsewhere.path(), files);
    if (!done) {
      FAIL(done.error().context);
    }
    return *std::move(done);
  }
  std::int64_t number(const std::string& sql) {
    auto database = journal::open_reader(elsewhere.path());
    REQUIRE(database);
    const auto value = database->integer(sql);
    REQUIRE(value);
    return *value;
  }
  TemporaryFolder elsewhere;
  std::string name;
};

TEST_CASE(
    "Recover: stock, plans and what residents left of entries without a body come back with the "
    "counts",
    "[recover]") {
  PrunedStall stall;
  const Bytes file = stall.content_of(stall.name);
  CHECK(text_of(ByteView(file).first(8)) == "OUTRCNT3");
  CHECK(stall.recovered().unused.empty());
  CHECK(facts_in(stall.elsewhere.path()) == facts_in(stall.folder.path()));
  CHECK(stall.number("SELECT copies FROM stock WHERE outing=1 AND movement='taken_out'") == 210);
  CHECK(stall.number("SELECT planned FROM outing WHERE sequence=1") == 1);
  CHECK(stall.number("SELECT COUNT(*) FROM rating WHERE outing=1 AND face='poor'") == 1);
  CHECK(stall.number("SELECT seconds FROM self_service WHERE outing=0 AND take_aways=1") == 90);
}

// MIRROR.md, as earlier versions wrote it. The first: six tables, and outings without their last
// column; the second: seven.
Bytes earlier_layout(int layout, const Counts& counts, const crypto::SigningKey& key,
                     Random& random) {
  const std::size_t tables_then = layout == 1 ? 6 : 7;
  ByteWriter payload;
  payload.varint(static_cast<std::uint64_t>(counts.position));
  payload.u8(static_cast<std::uint8_t>(counts.ended.size())).text(counts.ended).u8(0);
  payload.varint(counts.pruned_through).varint(counts.rows_through);
  for (std::size_t table = 0; table < tables_then; ++table) {
    payload.varint(counts.tables.at(table).size());
    for (Counts::Row row : counts.tables.at(table)) {
      row.resize(row.size() - (layout == 1 && table == 0 ? 1 : 0));
      for (const Counts::Value& value : row) {
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
          payload.zigzag(*number);
        } else if (const auto* text = std::get_if<std::string>(&value)) {
          payload.varint(text->size() + 1).text(*text);
        } else if (const auto* blob = std::get_if<Bytes>(&value)) {
          payload.varint(blob->size() + 1).raw(*blob);
        } else {
          payload.varint(0);
        }
      }
    }
  }
  ByteWriter out;
  out.text("OUTRCNT" + std::to_string(layout)).raw(counts.chain.kiosk).raw(counts.chain.epoch);
  out.u64(counts.as_of).u64(counts.without_body);
  out.raw(crypto::seal(mirror_sealing_key(key).public_key(), payload.bytes(), random));
  out.raw(key.sign(out.bytes()));
  return out.take();
}

TEST_CASE("Recover: counts of earlier layouts are read", "[recover]") {
  const int layout = GENERATE(1, 2);
  INFO("layout " << layout);
  PrunedStall stall;
  const crypto::SigningKey key = stall.identity().key;
  const auto counts = open_counts(stall.content_of(stall.name), key);
  REQUIRE(counts);
  REQUIRE_FALSE(counts->counted_through);
  stall.put(stall.name, earlier_layout(layout, *counts, key, stall.random));
  const auto read = open_counts(stall.content_of(stall.name), key);
  REQUIRE(read);
  CHECK(read->rows_through == counts->rows_through);
  CHECK(read->tables[2] == counts->tables[2]);
  CHECK(stall.recovered().unused.empty());
  CHECK(facts_in(stall.elsewhere.path()).totals == domain::Totals{1, 0, 0, 57});
  // Nobody had these when it was written.
  CHECK(stall.number("SELECT COUNT(*) FROM stock") == layout - 1);
  CHECK(stall.number("SELECT planned FROM outing WHERE sequence=1") == layout - 1);
  CHECK(stall.number("SELECT COUNT(*) FROM rating") == 0);
  CHECK(stall.number("SELECT COUNT(*) FROM self_service") == 0);
}

TEST_CASE("Recover: counts that are cut or of a later layout are named, and none of them taken",
          "[recover]") {
  PrunedStall stall;
  const crypto::SigningKey key = stall.identity().key;
  const Bytes file = stall.content_of(stall.name);
  const auto signed_again = [&](Bytes changed) {
    changed.resize(changed.size() - crypto::Signature().size());
    const crypto::Signature signature = key.sign(changed);
    changed.insert(changed.end(), signature.begin(), signature.end());
    return changed;
  };
  // The third layout under an earlier one's name is too long, a fourth is none.
  for (const char version : {'1', '2', '4'}) {
    Bytes changed = file;
    changed[7] = static_cast<std::uint8_t>(version);
    const auto opened = open_counts(signed_again(std::move(changed)), key);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == (version == '4' ? ErrorCode::Unsupported : ErrorCode::Corrupt));
  }
}

}  // namespace
}  // namespace outreach::client
