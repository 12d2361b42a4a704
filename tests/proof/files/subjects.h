// What the ladders over plain files climb: writing the mirror, rebuilding a journal from it, and
// opening a journal. One of them is made for each case; what they begin from is made once.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "sync/client/recover.h"
#include "tests/proof/files/mirrored_stall.h"
#include "tests/proof/files/plain_disk.h"
#include "tests/support/faulty_vfs.h"

namespace outreach::testing {

class Subject {
 public:
  virtual ~Subject() = default;
  // The folder whose files fail.
  virtual const Path& root() const = 0;
  // True: it answered success. May be called again after it failed.
  virtual bool act(FaultyVfs& disk) = 0;
  // Of what the power cut, or a failure and a second try, left.
  virtual void check(FaultyVfs& disk) = 0;
};

// Writing what the medium lacks.
class MirrorSubject : public Subject {
 public:
  MirrorSubject(MirroredStall& stall, bool has_early) : stall_(stall), has_early_(has_early) {
    if (has_early) {
      std::filesystem::copy(stall.early / "medium", medium_.path());
    } else {
      std::filesystem::copy_file(stall.early / "medium" / client::kMirrorMarker,
                                 medium_ / client::kMirrorMarker);
    }
    client::MirrorTarget target = stall.target();
    target.folder = medium_.path();
    target_.emplace(target);
    writer_.emplace(target, files_, stall.random);
  }
  const Path& root() const override {
    return medium_.path();
  }
  bool act(FaultyVfs& /*disk*/) override {
    return MirrorBench::write_all(*writer_).state == client::MirrorState::UpToDate;
  }
  void check(FaultyVfs& /*disk*/) override {
    check_is_no_less_than_before();
    client::MirrorWriter writer(*target_, files_, stall_.random);  // the program starts again
    const auto step = MirrorBench::write_all(writer);
    INFO(step.detail);
    CHECK(step.state == client::MirrorState::UpToDate);
    const TemporaryFolder elsewhere;
    const auto done = recovered_into(elsewhere);
    REQUIRE(done);
    CHECK(done->unused.empty());
    CHECK(facts_in(elsewhere / "data") == stall_.facts);
  }

 private:
  Result<client::Recovered> recovered_into(const TemporaryFolder& elsewhere) {
    FaultyVfs fast;  // syncs nothing for real
    journal::JournalOptions options;
    options.vfs = fast.name();
    return client::recover(medium_.path(), elsewhere / "data", files_, options);
  }
  // A true beginning of the journal, all that was there before, and its sums.
  void check_is_no_less_than_before() {
    const TemporaryFolder elsewhere;
    const auto done = recovered_into(elsewhere);
    if (!done) {
      CHECK(!has_early_);
      CHECK(done.error().code == ErrorCode::NotFound);
      return;
    }
    REQUIRE(done->chains.size() == 1);
    const client::RecoveredChain& chain = done->chains.front();
    CHECK(chain.id == stall_.chain);
    CHECK((!has_early_ || chain.head.sequence >= kMirroredEarly));
    auto ours = invariants::given(journal::open_reader(stall_.folder.path(), stall_.options));
    const auto entry = invariants::given(
        journal::read_entries(ours, 1, chain.head.sequence, 1, std::size_t{1} << 20));
    CHECK(entry.at(0).hash == chain.head.hash);
    auto database = invariants::given(journal::open_reader(elsewhere / "data", {}));
    invariants::check_chains_verify(database, nullptr);
    // Lower sums than they were are named, and only where nothing was there before.
    const bool lacks_counts = std::ranges::any_of(
        done->unused, [](const auto& one) { return one.name.ends_with(".counts"); });
    CHECK(!(lacks_counts && has_early_));
    if (!lacks_counts) {
      invariants::check_counts(database, stall_.witness);
    }
  }

  MirroredStall& stall_;
  bool has_early_;
  TemporaryFolder medium_;
  SystemFiles files_;
  std::optional<client::MirrorTarget> target_;
  std::optional<client::MirrorWriter> writer_;
};

// Rebuilding a journal where a damaged one and a damaged key lie.
class RecoverSubject : public Subject {
 public:
  explicit RecoverSubject(MirroredStall& stall) : stall_(stall), root_(folder_.path()) {
    std::filesystem::copy_file(stall.folder / journal::kJournalFile, root_ / journal::kJournalFile);
    std::filesystem::resize_file(root_ / journal::kJournalFile, 300);
    REQUIRE(files_.write_atomically(root_ / journal::kIdentityFile, Bytes(5, 0x11), 0600));
  }
  const Path& root() const override {
    return root_;
  }
  bool act(FaultyVfs& disk) override {
    const auto done = client::recover(stall_.medium.path(), root_, files_, options_on(disk));
    // Refused: the whole new journal was there already.
    return done || (is_again_ && done.error().code == ErrorCode::Refused);
  }
  void check(FaultyVfs& disk) override {
    is_again_ = true;
    CHECK(act(disk));
    CHECK(facts_in(root_, options_on(disk)) == stall_.facts);
    FakeClock clock;
    SeededRandom random(99);
    auto journal = journal::Journal::open(root_, clock, random, files_, options_on(disk));
    REQUIRE(journal);
    REQUIRE(journal->opening().epoch);
    CHECK(journal->opening().epoch->reason == domain::EpochReason::Recovered);
    invariants::check_kiosk(journal->database(), journal->identity().key.public_key(),
                            stall_.witness);
  }

 private:
  static journal::JournalOptions options_on(FaultyVfs& disk) {
    journal::JournalOptions options;
    options.vfs = disk.name();
    options.reserve_bytes = 0;
    return options;
  }

  MirroredStall& stall_;
  TemporaryFolder folder_;
  Path root_;
  SystemFiles files_;
  bool is_again_ = false;
};

// Opening the journal of a day that is over, or founding one.
class OpenSubject : public Subject {
 public:
  OpenSubject(MirroredStall& stall, bool is_founding)
      : stall_(stall), is_founding_(is_founding), root_(folder_.path()) {
    if (!is_founding) {
      std::filesystem::copy(stall.folder.path(), root_, std::filesystem::copy_options::recursive);
    }
  }
  const Path& root() const override {
    return root_;
  }
  bool act(FaultyVfs& disk) override {
    return open(disk).has_value();
  }
  void check(FaultyVfs& disk) override {
    clock_.reboot();
    auto journal = open(disk);
    if (!journal) {
      FAIL(journal.error().context);
    }
    CHECK(!journal->opening().epoch);
    CHECK(journal->opening().damages.empty());
    append(*journal, {outing_draft("广场"), handout_draft(journal::kOutingOfThisAppend, 7)});
    invariants::check_kiosk(journal->database(), journal->identity().key.public_key(),
                            is_founding_ ? Witness() : stall_.witness);
  }

 private:
  Result<journal::Journal> open(FaultyVfs& disk) {
    journal::JournalOptions options;
    options.vfs = disk.name();
    options.reserve_bytes = 1 << 16;
    return journal::Journal::open(root_, clock_, random_, files_, options);
  }

  MirroredStall& stall_;
  bool is_founding_;
  TemporaryFolder folder_;
  Path root_;
  FakeClock clock_;
  SeededRandom random_;
  SystemFiles files_;
};

}  // namespace outreach::testing
