// The disk is gone, the mirror is there, and the recovery itself is cut, fails or reads rot.
#include <algorithm>

#include "tests/support/faulty_files.h"
#include "tests/support/faulty_machine.h"
#include "tests/support/long_run.h"
#include "tests/sync/client/mirror_bench.h"

namespace outreach::client {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

TEST_CASE("Recover: a flipped byte anywhere on the mirror is named and counts nothing wrong",
          "[recover]") {
  FaultyVfs disk;
  MirrorBench bench(disk.name());
  {
    auto journal = bench.opened();
    record_day(journal, 66);
    append(journal, {consultation_draft(1, 2)});
    append(journal,
           {{{domain::Erasure{68, domain::ErasureReason::PersonAsked, {}}, "张三", {}}, 0}});
  }
  bench.mirror();
  const JournalFacts whole = facts_in(bench.folder.path(), bench.options);
  const auto runs = bench.files_ending(".batch");
  REQUIRE(runs.size() == 2);
  std::vector<std::string> victims = bench.files_ending(".key");
  victims.push_back(runs[1]);
  victims.push_back(bench.files_ending(".counts").at(0));
  for (const std::string& victim : victims) {
    const Bytes sound = bench.content_of(victim);
    // All of them take a minute.
    const std::size_t stride = is_long_run() ? 1 : 29;
    for (std::size_t at = 0; at < sound.size(); at += stride) {
      INFO(victim << ", byte " << at);
      Bytes damaged = sound;
      damaged[at] ^= static_cast<std::uint8_t>(1U << (at % 8));
      bench.put(victim, damaged);
      TemporaryFolder folder;
      const auto done = recover(bench.medium.path(), folder.path(), bench.files, bench.options);
      if (victim.ends_with(".key")) {
        REQUIRE_FALSE(done);
        CHECK(done.error().code == ErrorCode::Corrupt);
        CHECK_FALSE(bench.files.exists(folder / journal::kJournalFile));
        continue;
      }
      REQUIRE(done);
      REQUIRE(done->unused.size() == 1);
      CHECK(done->unused[0].name == victim);
      const JournalFacts facts = facts_in(folder.path(), bench.options);
      CHECK(facts.totals.copies <= whole.totals.copies);
      CHECK(done->chains.at(0).head.sequence == (victim == runs[1] ? 64 : 69));
    }
    bench.put(victim, sound);
  }
}

TEST_CASE("Recover: what erased entries counted is told where the mirror does not know it",
          "[recover]") {
  MirrorBench bench;
  {
    auto journal = bench.opened();
    record_day(journal, 4);
    append(journal,
           {{{domain::Erasure{3, domain::ErasureReason::PersonAsked, {}}, "张三", {}}, 0}});
  }
  bench.mirror();
  const std::string counts = bench.files_ending(".counts").at(0);
  REQUIRE(bench.files.remove(bench.medium / counts));
  TemporaryFolder folder;
  const auto done = recover(bench.medium.path(), folder.path(), bench.files);
  REQUIRE(done);
  CHECK(facts_in(folder.path()).totals.copies == 10 - 2);
  REQUIRE(done->unused.size() == 1);
  CHECK(done->unused[0].name == counts);
  CHECK(done->unused[0].why.find("1 entries without a body") != std::string::npos);
}

// A mirror with all there can be, what its journal said, and what is left of the disk.
struct Ladder {
  Ladder() {
    {
      auto journal = bench.opened();
      record_day(journal, 70);
      append(journal,
             {{{domain::Erasure{5, domain::ErasureReason::PersonAsked, {}}, "张三", {}}, 0}});
    }
    bench.mirror();
    facts = facts_in(bench.folder.path());
    ruin_journal(bench);
  }

  MirrorBench bench;
  JournalFacts facts;
};

// One try at recovering, on a disk of its own.
struct RecoveryTry {
  explicit RecoveryTry(Ladder& on) : ladder(on) {
    options.vfs = disk.name();
    std::filesystem::copy_file(ladder.bench.folder / journal::kJournalFile,
                               folder / journal::kJournalFile);
  }
  Result<Recovered> recover_with(Files& files) {
    return recover(ladder.bench.medium.path(), folder.path(), files, options);
  }
  // The folder has its old state, no journal, or the whole new one; and recovering again ends well.
  void check_after() {
    const auto again = recover_with(ladder.bench.files);
    if (!again) {
      CHECK(again.error().code == ErrorCode::Refused);  // it was whole already
    }
    CHECK(facts_in(folder.path(), options) == ladder.facts);
    check_clean(folder.path(), ladder.bench.identity().key.public_key(), options);
  }

  Ladder& ladder;
  FaultyVfs disk;
  TemporaryFolder folder;
  journal::JournalOptions options;
};

TEST_CASE("Recover: the power cut at any moment leaves no journal, the old one or the whole one",
          "[recover][power]") {
  Ladder ladder;
  std::size_t cuts = 0;
  for (const bool finishes : {false, true}) {
    bool was_cut = true;
    for (std::size_t nth = 1; was_cut; nth += is_long_run() ? 1 : 1 + nth / 10) {
      REQUIRE(nth < 2'000);
      INFO("moment " << nth);
      RecoveryTry rung(ladder);
      PoweredFiles files(rung.disk, finishes);
      rung.disk.cut_in(nth);
      const auto done = rung.recover_with(files);
      was_cut = rung.disk.is_off();
      CHECK(done.has_value() == !was_cut);
      rung.disk.power_cut([&] { return ladder.bench.random.below(2) == 0; });
      rung.check_after();
      ++cuts;
    }
  }
  CHECK(cuts > 20);
}

TEST_CASE("Recover: a call that fails leaves nothing that a second try does not mend",
          "[recover]") {
  Ladder ladder;
  bool failed = true;
  for (std::size_t nth = 1; failed; ++nth) {
    REQUIRE(nth < 100);
    INFO("call " << nth);
    RecoveryTry rung(ladder);
    FaultyFiles files(ladder.bench.files);
    files.fail_in(nth, ErrorCode::InputOutput);
    static_cast<void>(rung.recover_with(files).has_value());
    failed = files.calls() >= nth;
    rung.check_after();
  }
  using Operation = FaultyVfs::Operation;
  for (const auto operation : {Operation::Write, Operation::Sync}) {
    failed = true;
    for (std::size_t nth = 1; failed; nth += is_long_run() ? 1 : 1 + nth / 10) {
      REQUIRE(nth < 500);
      INFO("call " << nth << " of SQLite's");
      RecoveryTry rung(ladder);
      rung.disk.fail_in(operation, nth,
                        nth % 2 == 0 ? FaultyVfs::Fault::Full : FaultyVfs::Fault::InputOutput);
      failed = !rung.recover_with(ladder.bench.files);
      rung.disk.fail_in(operation, 1'000'000'000, FaultyVfs::Fault::InputOutput);
      rung.check_after();
    }
  }
}

}  // namespace
}  // namespace outreach::client
