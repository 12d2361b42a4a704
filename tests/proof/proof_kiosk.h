// A kiosk on a machine that fails when told to, and the person at it, who remembers what was said
// to be saved.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/journal/journal.h"
#include "tests/support/fake_clock.h"
#include "tests/support/faulty_machine.h"
#include "tests/support/faulty_vfs.h"
#include "tests/support/invariants.h"
#include "tests/support/long_run.h"
#include "tests/support/seeded_random.h"
#include "tests/support/temporary_folder.h"
#include "tests/sync/journal/stall.h"

namespace outreach::testing {

// What a person was promised, at the end of one life of the machine.
struct Promises {
  Witness witness;
  // The county's word that was stored, by chain.
  std::map<journal::ChainNumber, journal::Sequence> acknowledged;
};

class ProofKiosk {
 public:
  // `finishes`: see PoweredFiles.
  explicit ProofKiosk(Path data_folder, std::uint64_t seed = 1, bool finishes = false)
      : random(seed), folder(std::move(data_folder)), files_(disk, finishes) {
    REQUIRE(crypto::initialise());
    options.vfs = disk.name();
    options.reserve_bytes = 0;
  }

  Result<void> try_open() {
    auto opened = journal::Journal::open(folder, clock, random, *files, options);
    if (!opened) {
      return opened.error();
    }
    journal.emplace(*std::move(opened));
    return {};
  }
  void open() {
    const auto opened = try_open();
    if (!opened) {
      FAIL(opened.error().context);
    }
  }
  void close() {
    journal.reset();
  }

  // The person is told only what succeeded.
  Result<std::vector<journal::Appended>> save(const std::vector<journal::Draft>& drafts) {
    auto appended = journal->append(drafts);
    if (appended) {
      promises.witness.was_told(journal->chain(), drafts, *appended);
    }
    return appended;
  }
  void must_save(const std::vector<journal::Draft>& drafts) {
    const auto saved = save(drafts);
    if (!saved) {
      FAIL(saved.error().context);
    }
  }
  Result<void> take_ack(journal::Sequence through, journal::Sequence archived = 0,
                        std::vector<journal::SetAside> set_aside = {}) {
    const journal::ChainNumber chain = journal->chain_number();
    // What the county's ack says; here it is read from this disk, which may fail at that too.
    const auto entries = journal::read_entries(journal->database(), chain, through, 1, 1 << 20);
    if (!entries) {
      return entries.error();
    }
    REQUIRE(entries->size() == 1);
    auto taken =
        journal->record_ack({chain, through, entries->front().hash, archived, std::move(set_aside),
                             clock.now().wall, Bytes{1, 2, 3}, false});
    if (taken) {
      promises.acknowledged[chain] = through;
    }
    return taken;
  }

  // Every invariant, on the open journal.
  void check() {
    invariants::check_kiosk(journal->database(), journal->identity().key.public_key(),
                            promises.witness);
    for (const auto& [chain, through] : promises.acknowledged) {
      const auto ack = invariants::given(journal::ack_state(journal->database(), chain));
      CHECK(ack.acknowledged_through >= through);
    }
  }
  // The day goes on: what is recorded now is as safe as ever.
  void go_on() {
    must_save({outing_draft("广场"), handout_draft(journal::kOutingOfThisAppend, 7)});
    check();
  }

  FaultyVfs disk;
  FakeClock clock;
  SeededRandom random;
  Path folder;
  journal::JournalOptions options;
  std::optional<journal::Journal> journal;
  Promises promises;

 private:
  PoweredFiles files_;

 public:
  Files* files = &files_;  // the plain ones
};

}  // namespace outreach::testing
