// One bit of a stored byte turns over, for every byte: nothing crashes, and a wrong sum never comes
// without a word.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "sync/journal/recount.h"
#include "tests/proof/proof_kiosk.h"
#include "tests/support/catch.h"

namespace outreach::testing {
namespace {

// How many bytes of a file are tried in a bounded run; all of them in a long one.
constexpr std::size_t kBytesTried = 250;

Bytes content_of(const Path& path) {
  std::ifstream in(path, std::ios::binary);
  return Bytes(std::istreambuf_iterator<char>(in), {});
}

void write(const Path& path, const Bytes& content) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(reinterpret_cast<const char*>(content.data()),
            static_cast<std::streamsize>(content.size()));
}

void acknowledged_day(ProofKiosk& kiosk) {
  kiosk.open();
  kiosk.must_save({outing_draft()});
  for (int copies = 1; copies <= 6; ++copies) {
    kiosk.must_save({handout_draft(1, copies, "leaflet-" + std::to_string(copies)),
                     consultation_draft(1, copies + 1)});
  }
  kiosk.must_save({correction_draft(1, 4, 2, 5), correction_draft(1, 3, 2, 0)});
  REQUIRE(kiosk.take_ack(6, 0, {{5, "bad_value"}}));
}

struct Seen {
  std::size_t refused = 0;   // an error says that the file is damaged
  std::size_t named = 0;     // a damage, or a new epoch, says so
  std::size_t harmless = 0;  // everything is there, and the sums are right
  std::size_t older = 0;     // a whole, earlier state: mirror and county hold more, and say so
};

class Rot {
 public:
  // `rotting`: the file in the folder. `may_be_older`: a damaged log ends where it is damaged.
  Rot(std::string rotting, bool is_killed) : rotting_(std::move(rotting)), is_killed_(is_killed) {
    const TemporaryFolder life;
    ProofKiosk kiosk(life.path());
    acknowledged_day(kiosk);
    if (!is_killed_) {
      kiosk.close();
    }
    std::filesystem::copy(life.path(), prepared_.path(),
                          std::filesystem::copy_options::recursive |
                              std::filesystem::copy_options::overwrite_existing);
    sound_ = content_of(prepared_ / rotting_);
    promises_ = kiosk.promises;
    truth_ = totals_after(promises_.witness.saved().size());
  }

  Seen all() {
    REQUIRE(sound_.size() > 1'000);
    SeededRandom random(sound_.size());
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < sound_.size(); ++place) {
      // Zeros are mostly space that nothing uses: a tenth of the sample is enough of them.
      const bool is_chosen =
          is_long_run() ||
          random.below(sound_.size()) < (sound_[place] != 0 ? kBytesTried * 5 : kBytesTried / 10);
      if (is_chosen) {
        places.push_back(place);
      }
    }
    for (const std::size_t place : places) {
      turn_over(place, static_cast<unsigned>(random.below(8)));
    }
    std::cout << "bit rot " << rotting_ << ": " << places.size() << " of " << sound_.size()
              << " bytes; refused " << seen_.refused << ", named " << seen_.named << ", harmless "
              << seen_.harmless << ", older " << seen_.older << "\n";
    return seen_;
  }

 private:
  void turn_over(std::size_t place, unsigned bit) {
    INFO(rotting_ << ": bit " << bit << " of byte " << place);
    const TemporaryFolder folder;
    std::filesystem::copy(prepared_.path(), folder.path(),
                          std::filesystem::copy_options::recursive);
    std::filesystem::remove(folder / "journal.sqlite-shm");
    Bytes rotten = sound_;
    rotten[place] = static_cast<std::uint8_t>(rotten[place] ^ (1U << bit));
    write(folder / rotting_, rotten);
    ProofKiosk kiosk(folder.path());
    if (!kiosk.try_open()) {
      ++seen_.refused;
      return;
    }
    const crypto::PublicKey key = kiosk.journal->identity().key.public_key();
    sqlite::Database& database = kiosk.journal->database();
    const auto report = journal::verify(database, &key);
    const auto table = journal::tally(database, {}, {});
    const auto recounted = journal::recount(database);
    if (!report || !table || !recounted) {
      ++seen_.refused;
    } else if (!report->damages.empty() || !recounted->empty() ||
               !kiosk.journal->opening().damages.empty() || kiosk.journal->opening().epoch) {
      ++seen_.named;
    } else if (kiosk.journal->head().sequence < promises_.witness.saved().size()) {
      // Only a damaged log may take us back, and to a state that was.
      CHECK(is_killed_);
      CHECK(table->totals == totals_after(kiosk.journal->head().sequence));
      ++seen_.older;
    } else {
      invariants::check_acknowledged_are_there(database, promises_.witness);
      CHECK(table->totals == truth_);
      ++seen_.harmless;
    }
  }

  domain::Totals totals_after(std::size_t entries) const {
    CountedAgain counted;
    for (std::size_t i = 0; i < entries; ++i) {
      const Witness::Saved& saved = promises_.witness.saved()[i];
      const auto record = domain::decode_body(saved.kind, saved.body);
      counted.add(saved.chain.epoch, saved.sequence, saved.outing,
                  std::get<domain::Record>(record));
    }
    return counted.totals();
  }

  std::string rotting_;
  bool is_killed_;
  TemporaryFolder prepared_;
  Bytes sound_;
  Promises promises_;
  domain::Totals truth_;
  Seen seen_;
};

TEST_CASE("Bit rot: no bit of the database turns over into a wrong sum that nobody names",
          "[proof]") {
  const Seen seen = Rot(journal::kJournalFile, false).all();
  CHECK(seen.refused > 0);
  CHECK(seen.named > 0);
  CHECK(seen.older == 0);
}

TEST_CASE("Bit rot: no bit of the log turns over into a wrong sum that nobody names", "[proof]") {
  const Seen seen = Rot(std::string(journal::kJournalFile) + "-wal", true).all();
  CHECK(seen.older > 0);
}

}  // namespace
}  // namespace outreach::testing
