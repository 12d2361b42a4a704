// A stall whose journal is mirrored to a medium that the test holds, and what can be asked of
// either.
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "sync/client/mirror_files.h"
#include "sync/client/mirror_writer.h"
#include "sync/client/recover.h"
#include "tests/support/manual_worker.h"
#include "tests/sync/journal/stall.h"

namespace outreach::testing {

class MirrorBench : public Stall {
 public:
  explicit MirrorBench(std::string vfs = {}, std::uint64_t seed = 1) : Stall(std::move(vfs), seed) {
    REQUIRE(client::prepare_mirror(medium.path(), files, random));
  }

  journal::Identity identity() {
    auto identity = journal::load_or_create_identity(folder.path(), files, random);
    REQUIRE(identity);
    return *std::move(identity);
  }
  client::MirrorTarget target() {
    return {folder.path(), options, identity(), medium.path()};
  }
  // Everything there is to write, as the reading worker would.
  static client::MirrorStep write_all(client::MirrorWriter& writer) {
    client::MirrorStep step;
    for (int i = 0; i < 1'000; ++i) {
      step = writer.step(kMarketMorning);
      if (step.state != client::MirrorState::Behind) {
        return step;
      }
    }
    FAIL("the mirror has no end");
    return step;
  }
  client::MirrorStep mirror_on(Files& disk) {
    client::MirrorWriter writer(target(), disk, random);
    return write_all(writer);
  }
  void mirror() {
    const auto step = mirror_on(files);
    INFO(step.detail);
    REQUIRE(step.state == client::MirrorState::UpToDate);
    REQUIRE(step.behind == 0);
  }

  std::vector<std::string> files_ending(const std::string& ending) {
    const auto names = files.list(medium.path());
    REQUIRE(names);
    std::vector<std::string> out;
    for (const std::string& name : *names) {
      if (name.ends_with(ending)) {
        out.push_back(name);
      }
    }
    return out;
  }
  Bytes content_of(const std::string& name) {
    auto content = files.read(medium / name, 1U << 26U);
    REQUIRE(content);
    return *std::move(content);
  }
  void put(const std::string& name, ByteView content) {
    REQUIRE(files.write_atomically(medium / name, content, 0600));
  }
  // How many entries on the medium have a body.
  std::size_t bodies() {
    std::size_t count = 0;
    for (const std::string& name : files_ending(".batch")) {
      const auto run =
          client::read_run(medium.path(), *client::run_name_from(name), identity().key, files);
      REQUIRE(run);
      count += run->batch.entries.size() - client::sequences_without_body(run->batch).size();
    }
    return count;
  }

  TemporaryFolder medium;
};

// With the journal closed: the beginning of its file is lost, so that it is no database any more.
inline void ruin_journal(MirrorBench& bench) {
  const Path file = bench.folder / journal::kJournalFile;
  auto content = bench.files.read(file, 1U << 26U);
  REQUIRE(content);
  std::fill_n(content->begin(), 200, std::uint8_t{0xA5});
  REQUIRE(bench.files.write_atomically(file, *content, 0600));
}

// What two journals must say alike.
struct JournalFacts {
  std::vector<std::pair<journal::ChainId, journal::Head>> chains;
  std::vector<std::string> rows;  // of a tally by everything, of the stock and of ratings
  domain::Totals totals;
  std::vector<std::pair<std::int64_t, std::int64_t>> erased;
  bool operator==(const JournalFacts&) const = default;
};

inline JournalFacts facts_of(sqlite::Database& database) {
  JournalFacts facts;
  const auto chains = journal::chains(database);
  REQUIRE(chains);
  for (const journal::ChainRow& chain : *chains) {
    if (chain.head.sequence > 0) {
      facts.chains.emplace_back(chain.id, chain.head);
    }
  }
  using domain::Dimension;
  const auto table = journal::tally(
      database,
      {Dimension::Day, Dimension::Place, Dimension::Topic, Dimension::Leaflet, Dimension::Staff},
      {});
  if (!table) {
    FAIL(table.error().context);
  }
  for (const domain::TallyRow& row : table->rows) {
    std::string text;
    for (const std::string& key : row.keys) {
      text += key + "|";
    }
    for (const auto& measure : {row.outings, row.parties, row.people, row.copies, row.readings,
                                row.reading_seconds, row.take_aways}) {
      text += (measure ? std::to_string(*measure) : "-") + "|";
    }
    facts.rows.push_back(std::move(text));
  }
  auto stock = database.prepare(
      "SELECT chain||'|'||sequence||'|'||outing||'|'||leaflet||'|'||movement||'|'||copies||'|'||"
      "staff FROM stock ORDER BY chain,sequence");
  REQUIRE(stock);
  REQUIRE(sqlite::each_row(*stock, [&] { facts.rows.emplace_back(stock->text(0)); }));
  auto ratings = database.prepare(
      "SELECT chain||'|'||sequence||'|'||outing||'|'||rated||'|'||face||'|'||staff FROM rating "
      "ORDER BY chain,sequence");
  REQUIRE(ratings);
  REQUIRE(sqlite::each_row(*ratings, [&] { facts.rows.emplace_back(ratings->text(0)); }));
  facts.totals = table->totals;
  auto erased = database.prepare("SELECT chain,sequence FROM erased ORDER BY 1,2");
  REQUIRE(erased);
  REQUIRE(sqlite::each_row(
      *erased, [&] { facts.erased.emplace_back(erased->integer(0), erased->integer(1)); }));
  return facts;
}

inline JournalFacts facts_in(const Path& folder, const journal::JournalOptions& options = {}) {
  auto database = journal::open_reader(folder, options);
  if (!database) {
    FAIL(database.error().context);
  }
  return facts_of(*database);
}

// Every hash, signature and explained gap.
inline void check_clean(const Path& folder, const crypto::PublicKey& key,
                        const journal::JournalOptions& options = {}) {
  auto database = journal::open_reader(folder, options);
  REQUIRE(database);
  CHECK(database->check_integrity());
  const auto report = journal::verify(*database, &key);
  REQUIRE(report);
  for (const journal::Damage& damage : report->damages) {
    FAIL_CHECK("entry " << damage.sequence << ": " << damage.kind);
  }
}

}  // namespace outreach::testing
