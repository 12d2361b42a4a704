// Which entries of a damaged chain still travel.
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/sync/journal/stall.h"

namespace outreach::journal {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

using Soundness = CheckedEntry::Soundness;

constexpr Sequence kEntries = 12;

// A journal of twelve entries, as it was and as damage left it.
class Damaged {
 public:
  explicit Damaged(const std::string& edit) : journal_(stall_.opened()) {
    record_day(journal_, static_cast<int>(kEntries) - 1);
    auto entries = read_entries(journal_.database(), 1, 1, kEntries, 1 << 20);
    REQUIRE(entries);
    originals_ = *std::move(entries);
    INFO(edit);
    REQUIRE(journal_.database().execute(edit));
  }

  std::vector<CheckedEntry> read(Sequence first, std::size_t count = 1'000,
                                 std::size_t body_bytes = 1 << 20) {
    const auto all = chains(journal_.database());
    REQUIRE(all);
    auto entries =
        read_checked_entries(journal_.database(), all->front(), first, count, body_bytes);
    REQUIRE(entries);
    return *std::move(entries);
  }
  const Entry& original(Sequence sequence) const {
    return originals_.at(static_cast<std::size_t>(sequence - 1));
  }

 private:
  Stall stall_;
  Journal journal_;
  std::vector<Entry> originals_;
};

// One letter for each entry: s sound, S sound with a hash that is given, b body damaged, B the same
// with a hash that is given, - lost.
std::string soundness_of(const std::vector<CheckedEntry>& entries) {
  std::string out;
  for (const CheckedEntry& entry : entries) {
    const char plain = entry.soundness == Soundness::Sound ? 's' : 'b';
    const char given = entry.soundness == Soundness::Sound ? 'S' : 'B';
    out += entry.soundness == Soundness::Lost ? '-' : (entry.hash_given ? given : plain);
  }
  return out;
}

std::string after(const std::string& edit) {
  return soundness_of(Damaged(edit).read(1));
}

std::string row(const std::string& change, const std::string& which) {
  return "UPDATE entry SET " + change + " WHERE sequence " + which + ";";
}

TEST_CASE("Checked entries: a whole chain reads as it was recorded, from anywhere and in pieces",
          "[journal]") {
  Damaged journal("");
  for (Sequence first = 1; first <= kEntries; ++first) {
    const auto entries = journal.read(first);
    REQUIRE(entries.size() == kEntries - first + 1);
    CHECK(soundness_of(entries) == std::string(entries.size(), 's'));
    for (const CheckedEntry& checked : entries) {
      const Entry& original = journal.original(checked.entry.envelope.sequence);
      CHECK(checked.entry.hash == original.hash);
      CHECK(checked.entry.envelope.previous == original.envelope.previous);
      CHECK(checked.entry.envelope.kind == original.envelope.kind);
      CHECK(checked.entry.envelope.salt == original.envelope.salt);
      CHECK(checked.entry.body == original.body);
    }
  }
  CHECK(journal.read(3, 4).size() == 4);
  CHECK(journal.read(3, 4, 0).size() == 1);
  CHECK(journal.read(3, 0).empty());
  CHECK(journal.read(kEntries + 1).empty());
  const std::size_t two = journal.original(5).body->size() + journal.original(6).body->size();
  CHECK(journal.read(5, 100, two).size() == 2);
  CHECK(journal.read(5, 100, two - 1).size() == 1);
}

TEST_CASE("Checked entries: of an entry whose body is damaged the envelope travels alone",
          "[journal]") {
  Damaged journal(row("body=CAST('{}' AS BLOB)", "=5"));
  const auto entries = journal.read(1);
  CHECK(soundness_of(entries) == "ssssbsssssss");
  CHECK_FALSE(entries[4].entry.body);
  CHECK(entries[4].entry.envelope.body_hash == journal.original(5).envelope.body_hash);
  CHECK(entries[4].entry.hash == journal.original(5).hash);
  CHECK(after(row("body=NULL", "IN (1,12)")) == "bssssssssssb");
}

TEST_CASE("Checked entries: a body that was pruned or erased is no damage", "[journal]") {
  Damaged journal(row("body=NULL", "<=5") + "UPDATE chain SET pruned_through=4;" +
                  "INSERT INTO erased(chain,sequence,by_sequence) VALUES(1,5,9)");
  const auto entries = journal.read(1);
  CHECK(soundness_of(entries) == std::string(kEntries, 's'));
  CHECK_FALSE(entries[4].entry.body);
  CHECK(entries[5].entry.body);
}

TEST_CASE("Checked entries: an edited envelope is lost alone, with the hash its row states",
          "[journal]") {
  for (const std::string edit : {"kind='x'", "device_time=1", "device_time_trusted=2", "outing=9",
                                 "boot=zeroblob(8)", "body_hash=zeroblob(32)"}) {
    INFO(edit);
    Damaged journal(row(edit, "=5"));
    const auto entries = journal.read(1);
    CHECK(soundness_of(entries) == "ssss-sssssss");
    CHECK(entries[4].entry.hash == journal.original(5).hash);
    CHECK(entries[4].entry.envelope.sequence == 5);
    CHECK(entries[4].entry.envelope.kind.empty());
    CHECK_FALSE(entries[4].entry.body);
  }
  CHECK(after(row("device_time=1", "IN (1,12)")) == "-ssssssssss-");
  CHECK(after(row("device_time=1", "IN (5,7)")) == "ssss-s-sssss");
}

TEST_CASE("Checked entries: a hash that alone was changed is computed again", "[journal]") {
  for (const std::string sequence : {"1", "5", "11", "12"}) {
    INFO(sequence);
    Damaged journal(row("hash=zeroblob(32)", "=" + sequence));
    const auto entries = journal.read(1);
    CHECK(soundness_of(entries) == std::string(kEntries, 's'));
    for (const CheckedEntry& checked : entries) {
      CHECK(checked.entry.hash == journal.original(checked.entry.envelope.sequence).hash);
    }
  }
}

TEST_CASE("Checked entries: rows that are gone are lost, and the next is taken at its word",
          "[journal]") {
  Damaged journal("DELETE FROM entry WHERE sequence IN (1,5,6,12)");
  const auto entries = journal.read(1);
  CHECK(soundness_of(entries) == "-Sss--Sssss-");
  CHECK(entries[4].entry.hash == Hash{});
  CHECK(entries[5].entry.envelope.sequence == 6);
  CHECK(entries[6].entry.hash == journal.original(7).hash);
  CHECK(entries[6].entry.body == journal.original(7).body);
  CHECK(after("DELETE FROM entry") == "------------");
  CHECK(after("DELETE FROM entry WHERE sequence<>7") == "------S-----");
  CHECK(after("DELETE FROM entry WHERE sequence=5;" + row("body=NULL", "=6")) == "ssss-Bssssss");
}

TEST_CASE("Checked entries: a row changed together with its hash takes no other with it",
          "[journal]") {
  CHECK(after(row("device_time=1, hash=zeroblob(32)", "=5")) == "ssss-Sssssss");
  CHECK(after(row("device_time=1, hash=zeroblob(32)", "=12")) == "sssssssssss-");
}

TEST_CASE("Checked entries: nothing that contradicts both its neighbours is taken for sound",
          "[journal]") {
  // After a loss the next is taken at its word only where the one after it confirms the hash.
  CHECK(after("DELETE FROM entry WHERE sequence=5;" + row("hash=zeroblob(32)", "=6")) ==
        "ssss--Ssssss");
  // Rows numbered anew are not the entries of those numbers.
  CHECK(after("DELETE FROM entry WHERE sequence=5; UPDATE entry SET sequence=sequence-1 WHERE "
              "sequence>5") == "ssss--------");
}

TEST_CASE("Checked entries: reading ends where a newer epoch took over", "[journal]") {
  CHECK(after("UPDATE chain SET counted_through=7") == "sssssss");
  CHECK(after("UPDATE chain SET counted_through=0").empty());
  // The entry after the last one still vouches for it.
  CHECK(after("UPDATE chain SET counted_through=7;" + row("hash=zeroblob(32)", "=7")) == "sssssss");
}

TEST_CASE("Checked entries: wherever reading begins, it tells the same of each entry",
          "[journal]") {
  for (const std::string& edit : std::vector<std::string>{
           row("device_time=1", "=5"), row("hash=zeroblob(32)", "=5"),
           row("device_time=1, hash=zeroblob(32)", "=5"), row("body=NULL", "IN (4,9)"),
           "DELETE FROM entry WHERE sequence IN (1,5,6,9)",
           row("hash=zeroblob(32)", "=5") + row("device_time=1", "=8")}) {
    INFO(edit);
    Damaged journal(edit);
    const auto whole = journal.read(1);
    for (Sequence first = 2; first <= kEntries; ++first) {
      INFO(first);
      const auto part = journal.read(first);
      CHECK(soundness_of(part) == soundness_of(whole).substr(static_cast<std::size_t>(first - 1)));
      for (const CheckedEntry& checked : part) {
        const auto& same = whole[static_cast<std::size_t>(checked.entry.envelope.sequence - 1)];
        CHECK(checked.entry.hash == same.entry.hash);
      }
    }
  }
}

}  // namespace
}  // namespace outreach::journal
