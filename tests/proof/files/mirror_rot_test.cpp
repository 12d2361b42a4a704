// One bit of a byte on the mirror turns over, for every byte of every file: a journal rebuilt from
// it is the same or a true beginning, and the damage is named; a kiosk that starts writes the file
// anew.
#include <algorithm>
#include <iostream>
#include <string>

#include "sync/client/recover.h"
#include "tests/proof/files/mirrored_stall.h"
#include "tests/proof/files/plain_disk.h"
#include "tests/support/catch.h"
#include "tests/support/long_run.h"

namespace outreach::testing {
namespace {

// Of the bytes of a file, one in so many in a bounded run; all of them in a long one.
constexpr std::size_t kStrideBounded = 7;
constexpr std::size_t kMagicBytes = 8;
constexpr std::size_t kStrideOfLarge = 101;
constexpr std::size_t kStrideOfLargeBounded = 1'009;

struct Seen {
  std::size_t tried = 0;
  std::size_t refused = 0;   // an error names the file
  std::size_t named = 0;     // rebuilt without it, and it is named
  std::size_t harmless = 0;  // nothing is read from that byte: all is there
};

class MirrorRot {
 public:
  explicit MirrorRot(MirroredStall& stall) : stall_(stall) {
    whole_ = facts_in(stall.folder.path());
  }

  Seen file(const std::string& name, std::size_t stride) {
    Seen seen;
    const Bytes sound = stall_.content_of(name);
    REQUIRE(!sound.empty());
    for (std::size_t place = 0; place < sound.size(); place += stride) {
      INFO(name << ": bit " << place % 8 << " of byte " << place);
      const TemporaryFolder medium;
      std::filesystem::copy(stall_.medium.path(), medium.path());
      Bytes rotten = sound;
      rotten[place] = static_cast<std::uint8_t>(rotten[place] ^ (1U << (place % 8)));
      REQUIRE(stall_.files.write_atomically(medium / name, rotten, 0600));
      // Nothing here outlives the test: syncs are only noted.
      FaultyVfs fast;
      PlainDisk disk(std::filesystem::temp_directory_path(), fast);
      rebuild(medium.path(), name, fast, seen);
      write_anew(medium.path(), fast, place < kMagicBytes);
      ++seen.tried;
    }
    std::cout << "bit rot mirror " << name.substr(name.find_last_of("-.") + 1)
              << " file: " << seen.tried << " of " << sound.size() << " bytes; refused "
              << seen.refused << ", named " << seen.named << ", harmless " << seen.harmless << "\n";
    return seen;
  }

 private:
  static journal::JournalOptions options_on(FaultyVfs& disk) {
    journal::JournalOptions options;
    options.vfs = disk.name();
    return options;
  }

  void rebuild(const Path& medium, const std::string& name, FaultyVfs& disk, Seen& seen) {
    const TemporaryFolder folder;
    const auto done = client::recover(medium, folder.path(), stall_.files, options_on(disk));
    if (!done) {
      CHECK(done.error().context.find(name) != std::string::npos);
      CHECK_FALSE(std::filesystem::exists(folder / journal::kJournalFile));
      ++seen.refused;
      return;
    }
    const JournalFacts facts = facts_in(folder.path(), options_on(disk));
    if (done->unused.empty()) {
      CHECK(facts == whole_);
      ++seen.harmless;
      return;
    }
    CHECK(std::ranges::any_of(done->unused, [&](const auto& one) { return one.name == name; }));
    ++seen.named;
    check_is_true_beginning(folder.path(), name.ends_with(".counts"), disk);
  }

  // No entry that was not recorded, and sums that are those of its entries.
  void check_is_true_beginning(const Path& folder, bool is_without_counts, FaultyVfs& disk) {
    auto database = invariants::given(journal::open_reader(folder, options_on(disk)));
    auto ours = invariants::given(journal::open_reader(stall_.folder.path(), stall_.options));
    invariants::check_chains_verify(database, nullptr);
    for (const journal::ChainRow& chain : invariants::given(journal::chains(database))) {
      CHECK(chain.id == stall_.chain);
      const auto entries = invariants::all_entries(database, chain);
      const auto all = invariants::all_entries(ours, chain);
      REQUIRE(entries.size() <= all.size());
      for (std::size_t i = 0; i < entries.size(); ++i) {
        CHECK(entries[i].hash == all[i].hash);
      }
    }
    if (is_without_counts) {
      // What has no body any more is not counted; everything else is.
      domain::Totals expected = whole_.totals;
      expected.copies -= stall_.erased_copies;
      CHECK(totals_of(database) == expected);
    } else {
      invariants::check_counts(database, stall_.witness);
    }
  }

  // As the kiosk does at its next start. What says at its beginning to be of another format may be
  // a newer version's: its entries are written again, and it stays.
  void write_anew(const Path& medium, FaultyVfs& disk, bool is_of_magic) {
    client::MirrorTarget target = stall_.target();
    target.folder = medium;
    client::MirrorWriter writer(target, stall_.files, stall_.random);
    const auto step = MirrorBench::write_all(writer);
    INFO(step.detail);
    CHECK(step.state == client::MirrorState::UpToDate);
    const TemporaryFolder folder;
    const auto done = client::recover(medium, folder.path(), stall_.files, options_on(disk));
    REQUIRE(done);
    CHECK((done->unused.empty() || is_of_magic));
    CHECK(facts_in(folder.path(), options_on(disk)) == whole_);
  }

  MirroredStall& stall_;
  JournalFacts whole_;
};

TEST_CASE("Bit rot: no bit of the mirror turns over into a wrong sum that nobody names",
          "[proof]") {
  MirroredStall stall;
  MirrorRot rot(stall);
  const std::size_t stride = is_long_run() ? 1 : kStrideBounded;
  const Seen marker = rot.file(client::kMirrorMarker, is_long_run() ? 1 : 2);
  CHECK(marker.harmless == marker.tried);
  const Seen key = rot.file(stall.files_ending(".key").at(0), is_long_run() ? 1 : 2);
  CHECK(key.refused == key.tried);
  for (const std::string& run : stall.files_ending(".batch")) {
    const Seen batch = rot.file(run, stride);
    CHECK(batch.named == batch.tried);
  }
  const Seen counts = rot.file(stall.files_ending(".counts").at(0), stride);
  CHECK(counts.named == counts.tried);
}

TEST_CASE("Bit rot: a mirror of several files loses what is behind the damage and no more",
          "[proof]") {
  MirroredStall stall;
  {
    auto journal = stall.opened();
    for (int i = 1; i <= 140; ++i) {
      stall.save(journal, {handout_draft(1, i)});
    }
  }
  stall.mirror();
  MirrorRot rot(stall);
  const std::size_t stride = is_long_run() ? kStrideOfLarge : kStrideOfLargeBounded;
  const auto runs = stall.files_ending(".batch");
  REQUIRE(runs.size() > 2);
  for (std::size_t i = 1; i < runs.size(); ++i) {
    const Seen seen = rot.file(runs[i], stride);
    CHECK(seen.named == seen.tried);
  }
}

}  // namespace
}  // namespace outreach::testing
