// Long because it is one fact after the other about one thing.
// The disk is gone, the mirror is there.
#include "sync/client/recover.h"

#include <algorithm>

#include "sync/journal/entry_store.h"
#include "tests/support/faulty_vfs.h"
#include "tests/support/long_run.h"
#include "tests/sync/client/mirror_bench.h"

namespace outreach::client {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

// A folder to recover into.
struct Elsewhere {
  explicit Elsewhere(MirrorBench& stall, std::string vfs = {}) : bench(stall) {
    options.vfs = std::move(vfs);
  }

  Result<Recovered> recover_with(Files& files) {
    return recover(bench.medium.path(), folder.path(), files, options);
  }
  Recovered recovered() {
    auto done = recover_with(bench.files);
    if (!done) {
      FAIL(done.error().context);
    }
    return *std::move(done);
  }
  bool has_journal() {
    return bench.files.exists(folder / journal::kJournalFile);
  }
  JournalFacts facts() {
    return facts_in(folder.path(), options);
  }
  void check_clean() {
    testing::check_clean(folder.path(), bench.identity().key.public_key(), options);
  }

  MirrorBench& bench;
  TemporaryFolder folder;
  journal::JournalOptions options;
};

// One to ten entries as a stall makes them; the mirror may be written in between.
void record_some(MirrorBench& bench, journal::Journal& journal) {
  SeededRandom& random = bench.random;
  const auto outing = append(journal, {outing_draft("第" + std::to_string(random.below(3)) + "集")})
                          .front()
                          .sequence;
  std::vector<journal::Sequence> correctable;
  for (std::uint64_t more = random.below(40); more > 0; --more) {
    const journal::Sequence next = journal.head().sequence + 1;
    const std::uint64_t what = random.below(7);
    if (what == 0 && !correctable.empty()) {
      append(journal, {correction_draft(outing, correctable[random.below(correctable.size())], 1,
                                        static_cast<int>(random.below(9)))});
    } else if (what == 1) {
      append(journal, {consultation_draft(outing, 1 + static_cast<int>(random.below(5)))});
      correctable.push_back(next);
    } else if (what == 2) {
      const auto bytes = random.array<80>();
      append(journal,
             {{{domain::Question{"land", Bytes(bytes.begin(), bytes.end())}, "自助", {}}, outing}});
    } else if (what == 4) {
      append(journal, {stock_draft(outing, 1 + static_cast<int>(random.below(50)))});
    } else if (what == 3 && !correctable.empty() && random.below(3) == 0) {
      const auto target = correctable[random.below(correctable.size())];
      append(journal,
             {{{domain::Erasure{target, domain::ErasureReason::PersonAsked, {}}, "张三", {}}, 0}});
    } else {
      append(journal, {handout_draft(outing, 1 + static_cast<int>(random.below(50)))});
      correctable.push_back(next);
    }
    if (random.below(12) == 0) {
      bench.mirror();
    }
  }
  if (random.below(2) == 0) {
    append(journal, {closing_draft(outing)});
  }
}

// With the journal closed: an entry of a kind that this version does not know.
void record_unknown(MirrorBench& bench) {
  auto database = sqlite::Database::open((bench.folder / journal::kJournalFile).string(),
                                         {sqlite::Access::Writer, bench.options.vfs});
  REQUIRE(database);
  auto store = journal::EntryStore::prepare(*database);
  REQUIRE(store);
  auto chain = journal::chains(*database)->back();
  journal::Entry entry;
  entry.envelope.sequence = chain.head.sequence + 1;
  entry.envelope.kind = "of_tomorrow";
  entry.envelope.salt = bench.random.array<16>();
  entry.envelope.previous = chain.head.hash;
  entry.body = Bytes{'{', '}'};
  entry.envelope.body_hash = domain::hash_body(entry.envelope.salt, *entry.body);
  entry.hash = domain::hash_envelope(chain.id, entry.envelope);
  auto transaction = sqlite::Transaction::begin(*database);
  REQUIRE(store->add_entry(chain.number, entry));
  REQUIRE(
      store->set_signed_head(chain, {entry.envelope.sequence, entry.hash}, bench.identity().key));
  REQUIRE(transaction->commit());
}

TEST_CASE("Recover: random days of several epochs come back with the same hashes and sums",
          "[recover]") {
  for (std::uint64_t seed = 1; seed <= (is_long_run() ? 200 : 12); ++seed) {
    FaultyVfs disk;
    MirrorBench bench(disk.name(), seed);
    INFO(bench.random.description());
    for (std::uint64_t epoch = 0; epoch < 1 + seed % 3; ++epoch) {
      for (int day = 0; day < 3; ++day) {
        {
          auto journal = bench.opened();
          record_some(bench, journal);
          if (day == 2 && epoch < seed % 3) {
            // As when the county has others in the place of the newest ones.
            const auto head = journal.head().sequence;
            const auto began = journal.begin_epoch(domain::EpochReason::CountyDiffers,
                                                   head - bench.random.below(5));
            REQUIRE(began);
          }
        }
        record_unknown(bench);
        if (bench.random.below(4) == 0) {
          bench.tamper(
              "UPDATE chain SET pruned_through=head_sequence/2 WHERE number=1; UPDATE "
              "entry SET body=NULL WHERE chain=1 AND kind<>'epoch_opened' AND sequence<="
              "(SELECT pruned_through FROM chain WHERE number=1)");
        }
      }
    }
    bench.mirror();
    const JournalFacts before = facts_in(bench.folder.path(), bench.options);
    Elsewhere elsewhere(bench, disk.name());
    const Recovered recovered = elsewhere.recovered();
    CHECK(recovered.unused.empty());
    CHECK(recovered.gaps.empty());
    const JournalFacts after = elsewhere.facts();
    CHECK(after.chains == before.chains);
    CHECK(after.totals == before.totals);
    CHECK(after.rows == before.rows);
    CHECK(after.erased == before.erased);
    elsewhere.check_clean();
  }
}

TEST_CASE("Recover: the next opening begins a new epoch and goes on", "[recover]") {
  MirrorBench bench;
  journal::Head head;
  {
    auto journal = bench.opened();
    record_day(journal, 10);
    head = journal.head();
  }
  bench.mirror();
  Elsewhere elsewhere(bench);
  const Recovered recovered = elsewhere.recovered();
  REQUIRE(recovered.chains.size() == 1);
  CHECK(recovered.chains[0].head == head);
  CHECK(recovered.entries == 11);
  auto journal = journal::Journal::open(elsewhere.folder.path(), bench.clock, bench.random,
                                        bench.files, elsewhere.options);
  REQUIRE(journal);
  CHECK(journal->identity().kiosk == bench.identity().kiosk);
  REQUIRE(journal->opening().epoch);
  CHECK(journal->opening().epoch->reason == domain::EpochReason::Recovered);
  CHECK(journal->opening().epoch->previous_head == 11);
  CHECK(journal->chain() != recovered.chains[0].id);
  append(*journal, {outing_draft(), handout_draft(journal::kOutingOfThisAppend, 5)});
  CHECK(totals_of(journal->database()).copies == 60);
}

TEST_CASE(
    "Recover: an epoch that ended before its end is known as such, without anything taken over",
    "[recover]") {
  MirrorBench bench;
  {
    auto journal = bench.opened();
    record_day(journal, 3);
    REQUIRE(journal.begin_epoch(domain::EpochReason::CountyDiffers, 4));
    append(journal, {outing_draft(), handout_draft(journal::kOutingOfThisAppend, 5)});
    REQUIRE(journal.begin_epoch(domain::EpochReason::CountyDiffers, journal.head().sequence));
    // Of the third epoch the county has nothing, and it holds nothing to take over.
    append(journal, {closing_draft(journal::open_outing(journal.database())->value().sequence)});
    REQUIRE(journal.begin_epoch(domain::EpochReason::CountyDiffers, journal.head().sequence));
    REQUIRE(journal.begin_epoch(domain::EpochReason::CountyDiffers, 0));
  }
  bench.mirror();
  for (const std::string& name : bench.files_ending(".counts")) {
    REQUIRE(bench.files.remove(bench.medium / name));
  }
  Elsewhere elsewhere(bench);
  elsewhere.recovered();
  const auto chains_in = [&](const Path& folder) {
    auto database = journal::open_reader(folder, {});
    REQUIRE(database);
    auto chains = journal::chains(*database);
    REQUIRE(chains);
    return *std::move(chains);
  };
  const auto before = chains_in(bench.folder.path());
  const auto after = chains_in(elsewhere.folder.path());
  REQUIRE(after.size() == before.size());
  CHECK(before[3].counted_through == 0);
  for (std::size_t i = 0; i < after.size(); ++i) {
    INFO("chain " << i);
    CHECK(after[i].counted_through == before[i].counted_through);
  }
  CHECK(elsewhere.facts().totals == facts_in(bench.folder.path()).totals);
}

TEST_CASE("Recover: a usable journal is left alone", "[recover]") {
  MirrorBench bench;
  {
    auto journal = bench.opened();
    record_day(journal, 3);
  }
  bench.mirror();
  const auto done = recover(bench.medium.path(), bench.folder.path(), bench.files, bench.options);
  REQUIRE_FALSE(done);
  CHECK(done.error().code == ErrorCode::Refused);
  CHECK(facts_in(bench.folder.path()).totals.copies == 6);
}

TEST_CASE("Recover: a journal with a damaged entry is not replaced by a mirror that holds less",
          "[recover]") {
  MirrorBench bench;
  {
    auto journal = bench.opened();
    record_day(journal, 7);
    bench.mirror();
    for (int i = 0; i < 8; ++i) {
      append(journal, {handout_draft(1, 1)});
    }
  }
  bench.tamper("UPDATE entry SET body=x'7b7d' WHERE sequence=3");
  const auto done = recover(bench.medium.path(), bench.folder.path(), bench.files);
  REQUIRE_FALSE(done);
  CHECK(done.error().code == ErrorCode::Refused);
  CHECK(done.error().context.find("start the kiosk") != std::string::npos);
  auto journal = bench.opened();
  CHECK(journal.head().sequence == 16);
  CHECK(journal.opening().damages.size() == 1);
}

TEST_CASE("Recover: a journal that cannot be opened for now is not moved aside", "[recover]") {
  MirrorBench bench;
  {
    auto journal = bench.opened();
    record_day(journal, 3);
  }
  bench.mirror();
  Elsewhere elsewhere(bench);
  // SQLite answers the same where it may not open the file.
  REQUIRE(bench.files.make_folders(elsewhere.folder / journal::kJournalFile));
  const auto done = elsewhere.recover_with(bench.files);
  REQUIRE_FALSE(done);
  CHECK(done.error().code == ErrorCode::Refused);
  CHECK(std::filesystem::is_directory(elsewhere.folder / journal::kJournalFile));
}

TEST_CASE("Recover: a folder in use, a newer journal and another kiosk's folder are refused",
          "[recover]") {
  MirrorBench bench;
  MirrorBench other("", 2);
  {
    auto journal = bench.opened();
    record_day(journal, 3);
    bench.mirror();
    const auto used = recover(bench.medium.path(), bench.folder.path(), bench.files);
    CHECK(used.error().code == ErrorCode::Refused);
  }
  bench.tamper("PRAGMA user_version=99");
  const auto newer = recover(bench.medium.path(), bench.folder.path(), bench.files);
  REQUIRE_FALSE(newer);
  CHECK(newer.error().code == ErrorCode::Unsupported);
  static_cast<void>(other.identity());
  const auto foreign = recover(bench.medium.path(), other.folder.path(), bench.files);
  REQUIRE_FALSE(foreign);
  CHECK(foreign.error().code == ErrorCode::Refused);
  CHECK_FALSE(bench.files.exists(other.folder / journal::kJournalFile));
}

TEST_CASE("Recover: a damaged journal is moved aside and kept", "[recover]") {
  MirrorBench bench;
  {
    auto journal = bench.opened();
    record_day(journal, 30);
  }
  bench.mirror();
  const JournalFacts before = facts_in(bench.folder.path());
  ruin_journal(bench);
  const auto damaged = bench.files.read(bench.folder / journal::kJournalFile, 1U << 24U);
  const auto done = recover(bench.medium.path(), bench.folder.path(), bench.files);
  REQUIRE(done);
  REQUIRE_FALSE(done->moved_aside.empty());  // and its log, where it has one
  CHECK(bench.files.read(done->moved_aside[0], 1U << 24U)->size() == damaged->size());
  CHECK(done->moved_aside[0].filename().string().find("damaged") != std::string::npos);
  CHECK(facts_in(bench.folder.path()) == before);
  check_clean(bench.folder.path(), bench.identity().key.public_key());
}

TEST_CASE("Recover: a journal with the tables of another format is damaged, too", "[recover]") {
  MirrorBench bench;
  {
    auto journal = bench.opened();
    record_day(journal, 3);
  }
  bench.mirror();
  const JournalFacts before = facts_in(bench.folder.path());
  bench.tamper("DROP TABLE stock");
  const auto done = recover(bench.medium.path(), bench.folder.path(), bench.files);
  REQUIRE(done);
  CHECK_FALSE(done->moved_aside.empty());
  CHECK(facts_in(bench.folder.path()) == before);
}

TEST_CASE("Recover: a log left behind by a cut goes with the database it belongs to", "[recover]") {
  MirrorBench bench;
  {
    auto journal = bench.opened();
    record_day(journal, 3);
  }
  bench.mirror();
  Elsewhere elsewhere(bench);
  REQUIRE(bench.files.write_atomically(elsewhere.folder / "journal.damaged-1.sqlite", {}, 0600));
  REQUIRE(bench.files.write_atomically(elsewhere.folder / "journal.sqlite-wal", Bytes{1}, 0600));
  const Recovered recovered = elsewhere.recovered();
  REQUIRE(recovered.moved_aside.size() == 1);
  CHECK(recovered.moved_aside[0].filename() == "journal.damaged-1.sqlite-wal");
  CHECK(elsewhere.facts().totals.copies == 6);
}

TEST_CASE("Recover: of several kiosks on one mirror the person names one", "[recover]") {
  MirrorBench bench;
  MirrorBench second("", 2);
  for (MirrorBench* each : {&bench, &second}) {
    auto journal = each->opened();
    record_day(journal, each == &bench ? 3 : 5);
  }
  bench.mirror();
  MirrorTarget target = second.target();
  target.folder = bench.medium.path();
  MirrorWriter writer(target, second.files, second.random);
  CHECK(MirrorBench::write_all(writer).state == MirrorState::UpToDate);
  Elsewhere elsewhere(bench);
  const auto unnamed = elsewhere.recover_with(bench.files);
  REQUIRE_FALSE(unnamed);
  CHECK(unnamed.error().code == ErrorCode::InvalidInput);
  CHECK(unnamed.error().context.find(to_hex(second.identity().kiosk)) != std::string::npos);
  CHECK(kiosks_on(bench.medium.path(), bench.files)->size() == 2);
  const auto done = recover(bench.medium.path(), elsewhere.folder.path(), bench.files, {},
                            second.identity().kiosk);
  REQUIRE(done);
  CHECK(done->unused.empty());
  CHECK(elsewhere.facts() == facts_in(second.folder.path()));
}

TEST_CASE("Recover: a folder that is no mirror, or holds no journal, is told", "[recover]") {
  MirrorBench bench;
  Elsewhere elsewhere(bench);
  CHECK(elsewhere.recover_with(bench.files).error().code == ErrorCode::NotFound);
  { auto journal = bench.opened(); }
  bench.mirror();  // the key, and nothing else
  CHECK(elsewhere.recover_with(bench.files).error().code == ErrorCode::NotFound);
  REQUIRE(bench.files.remove(bench.medium / kMirrorMarker));
  CHECK(elsewhere.recover_with(bench.files).error().code == ErrorCode::NotFound);
  CHECK_FALSE(elsewhere.has_journal());
}

TEST_CASE("Recover: a file removed in the middle is named as a gap, what is before it comes back",
          "[recover]") {
  MirrorBench bench;
  {
    auto journal = bench.opened();
    record_day(journal, 250);
  }
  bench.mirror();
  const auto names = bench.files_ending(".batch");
  REQUIRE(names.size() == 4);
  REQUIRE(bench.files.remove(bench.medium / names[1]));
  Elsewhere elsewhere(bench);
  const Recovered recovered = elsewhere.recovered();
  REQUIRE(recovered.gaps.size() == 1);
  CHECK(recovered.gaps[0].first == 65);
  CHECK(recovered.gaps[0].last == 128);
  REQUIRE(recovered.unused.size() == 2);
  CHECK(recovered.unused[0].name == names[2]);
  CHECK(recovered.unused[1].name == names[3]);
  CHECK(recovered.chains.at(0).head.sequence == 64);
  CHECK(elsewhere.facts().totals.copies == 63 * 64 / 2);
  elsewhere.check_clean();
}

TEST_CASE("Recover: repeated, overlapping, renamed, half and foreign files do no harm",
          "[recover]") {
  MirrorBench bench;
  {
    auto journal = bench.opened();
    record_day(journal, 30);
    bench.mirror();
  }
  const std::string shorter = bench.files_ending(".batch").at(0);
  const Bytes early = bench.content_of(shorter);
  {
    auto journal = bench.opened();
    for (int i = 0; i < 90; ++i) {
      append(journal, {handout_draft(1, 2)});
    }
  }
  bench.mirror();
  const JournalFacts before = facts_in(bench.folder.path());
  bench.put(shorter, early);
  const auto names = bench.files_ending(".batch");
  bench.put("copy of a run.batch", bench.content_of(names.back()));
  REQUIRE(bench.files.remove(bench.medium / names.back()));
  bench.put("holiday.jpg", Bytes(2'000, 7));
  bench.put("half.batch", ByteView(early).first(100));
  bench.put(shorter + ".12-3.part", ByteView(early).first(10));
  Elsewhere elsewhere(bench);
  const Recovered recovered = elsewhere.recovered();
  CHECK(elsewhere.facts() == before);
  REQUIRE(recovered.unused.size() == 2);
  CHECK(recovered.unused[0].name == "half.batch");
  CHECK(recovered.unused[1].name == "holiday.jpg");
  CHECK(recovered.gaps.empty());
}

TEST_CASE("Recover: files of two histories are not mixed", "[recover]") {
  MirrorBench bench;
  Bytes one;
  std::string name;
  {
    auto journal = bench.opened();
    record_day(journal, 3);
  }
  TemporaryFolder copy;
  constexpr auto kOver =
      std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing;
  std::filesystem::copy(bench.folder.path(), copy.path(), kOver);
  {
    auto journal = bench.opened();
    append(journal, {handout_draft(1, 100)});
    bench.mirror();
    name = bench.files_ending(".batch").at(0);
    one = bench.content_of(name);
    REQUIRE(bench.files.remove(bench.medium / name));
  }
  for (const char* log : {"journal.sqlite-wal", "journal.sqlite-shm"}) {
    REQUIRE(bench.files.remove(bench.folder / log));
  }
  std::filesystem::copy(copy.path(), bench.folder.path(), kOver);
  // The same chain once more, in another way and longer.
  std::filesystem::remove(bench.folder / journal::kInstallationFile);
  bench.tamper("DELETE FROM installation");
  {
    auto journal = bench.opened();
    append(journal, {handout_draft(1, 7), handout_draft(1, 8)});
  }
  bench.mirror();
  bench.put("other.batch", one);
  Elsewhere elsewhere(bench);
  const Recovered recovered = elsewhere.recovered();
  REQUIRE(recovered.chains.size() == 1);
  REQUIRE(recovered.unused.size() == 1);
  CHECK(recovered.unused[0].name == "other.batch");
  CHECK(elsewhere.facts() == facts_in(bench.folder.path()));
}

}  // namespace
}  // namespace outreach::client
