// What must hold after anything at all happened to a kiosk or a county: the invariants I1 to I5 and
// I9, as functions that tests call after every case. Those of delivery, I6 to I8, are in
// invariants_delivery.h.
//
// I1 what was said to be saved is there for ever, with the same bytes; I2 it counts once; I3 the
// county holds a whole prefix of each chain; I4 what it acknowledged survives its own power cuts;
// I5 nothing is pruned that the county has not archived; I9 no personal words lie in the open.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "sync/journal/journal.h"
#include "tests/support/catch.h"
#include "tests/support/invariants_count.h"

namespace outreach::testing {

// The person at the stall, who remembers what the screen said was saved.
class Witness {
 public:
  struct Saved {
    journal::ChainId chain;
    journal::Sequence sequence = 0;
    journal::Sequence outing = 0;
    std::string kind;
    Bytes body;
  };

  void was_told(const journal::ChainId& chain, std::span<const journal::Draft> drafts,
                const std::vector<journal::Appended>& appended) {
    REQUIRE(drafts.size() == appended.size());
    for (std::size_t i = 0; i < drafts.size(); ++i) {
      saved_.push_back({chain, appended[i].sequence, appended[i].outing,
                        std::string(domain::kind_of(drafts[i].record.content)),
                        domain::encode_body(drafts[i].record)});
    }
  }
  const std::vector<Saved>& saved() const {
    return saved_;
  }
  const Saved* find(const journal::ChainId& chain, journal::Sequence sequence) const {
    const auto found = std::find_if(saved_.begin(), saved_.end(), [&](const Saved& saved) {
      return saved.chain == chain && saved.sequence == sequence;
    });
    return found == saved_.end() ? nullptr : &*found;
  }

 private:
  std::vector<Saved> saved_;
};

namespace invariants {

template <typename Value>
Value given(Result<Value> result) {
  if (!result) {
    FAIL(result.error().context);
  }
  return *std::move(result);
}

inline std::vector<journal::Entry> all_entries(sqlite::Database& database,
                                               const journal::ChainRow& chain) {
  return given(journal::read_entries(database, chain.number, 1, 1 << 20, std::size_t{1} << 30));
}

inline bool is_erased(sqlite::Database& database, journal::ChainNumber chain,
                      journal::Sequence sequence) {
  auto select = given(database.prepare("SELECT 1 FROM erased WHERE chain=? AND sequence=?"));
  return given(select.bind(1, chain).bind(2, sequence).step());
}

// I1, of one chain: which of the saved entries are gone or other than they were.
inline std::vector<journal::Sequence> broken_promises(sqlite::Database& database,
                                                      const journal::ChainRow& chain,
                                                      const Witness& witness) {
  const auto entries = all_entries(database, chain);
  std::vector<journal::Sequence> broken;
  for (const Witness::Saved& saved : witness.saved()) {
    if (saved.chain != chain.id) {
      continue;
    }
    const auto at = std::lower_bound(entries.begin(), entries.end(), saved.sequence,
                                     [](const journal::Entry& entry, journal::Sequence sequence) {
                                       return entry.envelope.sequence < sequence;
                                     });
    const bool is_there = at != entries.end() && at->envelope.sequence == saved.sequence &&
                          at->envelope.kind == saved.kind && at->envelope.outing == saved.outing;
    const bool may_lack_body = saved.sequence <= chain.pruned_through ||
                               (is_there && is_erased(database, chain.number, saved.sequence));
    if (!is_there || (at->body ? *at->body != saved.body : !may_lack_body)) {
      broken.push_back(saved.sequence);
    }
  }
  return broken;
}

inline void check_acknowledged_are_there(sqlite::Database& database, const Witness& witness) {
  const auto chains = given(journal::chains(database));
  for (const journal::ChainRow& chain : chains) {
    CHECK(broken_promises(database, chain, witness).empty());
  }
  for (const Witness::Saved& saved : witness.saved()) {
    CHECK(std::any_of(chains.begin(), chains.end(),
                      [&](const journal::ChainRow& chain) { return chain.id == saved.chain; }));
  }
}

// Where entries stood first that stand in a later epoch too.
inline std::set<std::pair<domain::EpochId, journal::Sequence>> taken_over(
    sqlite::Database& database) {
  std::set<std::pair<domain::EpochId, journal::Sequence>> places;
  auto select = given(database.prepare("SELECT from_epoch,from_sequence FROM taken_over"));
  const auto read = sqlite::each_row(select, [&] {
    domain::EpochId epoch{};
    const ByteView bytes = select.blob(0);
    std::copy_n(bytes.begin(), std::min(bytes.size(), epoch.size()), epoch.begin());
    places.emplace(epoch, select.unsigned_integer(1));
  });
  CHECK(read);
  return places;
}

// The sums from the bodies, those of pruned and erased entries from the witness. Nothing when a
// body is nowhere to be found.
inline std::optional<domain::Totals> count_again(sqlite::Database& database,
                                                 const Witness& witness) {
  CountedAgain counted;
  const auto taken = taken_over(database);
  for (const journal::ChainRow& chain : given(journal::chains(database))) {
    for (const journal::Entry& entry : all_entries(database, chain)) {
      const journal::Sequence sequence = entry.envelope.sequence;
      std::optional<Bytes> body = entry.body;
      if (!body) {
        const Witness::Saved* saved = witness.find(chain.id, sequence);
        if (saved == nullptr) {
          return std::nullopt;
        }
        body = saved->body;
      }
      const auto decoded = domain::decode_body(entry.envelope.kind, *body);
      const auto* record = std::get_if<domain::Record>(&decoded);
      if (record == nullptr) {
        continue;
      }
      // Of what came after the common entry, that counts in the newer chain which was taken over.
      const auto first = record->origin ? std::pair(record->origin->epoch, record->origin->sequence)
                                        : std::pair(chain.id.epoch, sequence);
      counted.note_place(chain.id.epoch, sequence, *record);
      if (sequence <= chain.deliverable_through() || !taken.contains(first)) {
        counted.add(chain.id.epoch, sequence, entry.envelope.outing, *record);
      }
    }
  }
  return counted.totals();
}

// I2, at either end: the projections say what the bodies say.
inline void check_counts(sqlite::Database& database, const Witness& witness) {
  const auto again = count_again(database, witness);
  if (again) {
    CHECK(given(journal::tally(database, {}, {})).totals == *again);
  }
}

inline void check_delivery_sums(sqlite::Database& database) {
  const journal::DeliveryCounts counts = given(journal::count_delivery(database));
  CHECK(counts.recorded ==
        counts.local + counts.on_stick + counts.acknowledged + counts.quarantined);
  CHECK(counts.local >= 0);
  CHECK(counts.on_stick >= 0);
  CHECK(counts.acknowledged >= 0);
  CHECK(counts.quarantined >= 0);
}

// I5.
inline void check_pruned_was_archived(sqlite::Database& database) {
  for (const journal::ChainRow& chain : given(journal::chains(database))) {
    const journal::AckState ack = given(journal::ack_state(database, chain.number));
    CHECK(chain.pruned_through <= ack.archived_through);
    CHECK(ack.archived_through <= ack.acknowledged_through);
    for (const journal::Entry& entry : all_entries(database, chain)) {
      const journal::Sequence sequence = entry.envelope.sequence;
      CHECK((entry.body || sequence <= chain.pruned_through ||
             is_erased(database, chain.number, sequence)));
    }
  }
}

inline void check_chains_verify(sqlite::Database& database, const crypto::PublicKey* key) {
  const journal::VerifyReport report = given(journal::verify(database, key));
  for (const journal::Damage& damage : report.damages) {
    FAIL_CHECK("entry " << damage.sequence << ": " << damage.kind);
  }
  const auto held = given(database.integer("SELECT COUNT(*) FROM entry"));
  CHECK(report.entries == held);
}

// Everything a kiosk's journal promises. `key`: the kiosk's.
inline void check_kiosk(sqlite::Database& database, const crypto::PublicKey& key,
                        const Witness& witness) {
  const auto integrity = database.check_integrity();
  if (!integrity) {
    FAIL_CHECK(integrity.error().context);
  }
  check_chains_verify(database, &key);
  check_acknowledged_are_there(database, witness);
  check_counts(database, witness);
  check_delivery_sums(database);
  check_pruned_was_archived(database);
}

// I2, I3: the county holds of each chain a whole prefix of what the kiosk holds, and counts it.
inline void check_county(sqlite::Database& county, sqlite::Database& kiosk,
                         const Witness& witness) {
  CHECK(county.check_integrity());
  check_chains_verify(county, nullptr);
  check_counts(county, witness);
  const auto here = given(journal::chains(kiosk));
  for (const journal::ChainRow& held : given(journal::chains(county))) {
    const auto ours = std::find_if(here.begin(), here.end(), [&](const journal::ChainRow& chain) {
      return chain.id == held.id;
    });
    REQUIRE(ours != here.end());
    REQUIRE(held.head.sequence <= ours->head.sequence);
    const auto there = all_entries(county, held);
    const auto entries = all_entries(kiosk, *ours);
    REQUIRE(there.size() == held.head.sequence);
    for (std::size_t i = 0; i < there.size(); ++i) {
      CHECK(there[i].envelope.sequence == i + 1);
      CHECK(there[i].hash == entries[i].hash);
    }
  }
}

// I9: none of these words stands in any file of the folder.
inline void check_words_are_nowhere(const Path& folder, const std::vector<std::string>& words) {
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
    if (!file.is_regular_file()) {
      continue;
    }
    std::ifstream in(file.path(), std::ios::binary);
    const std::string content(std::istreambuf_iterator<char>(in), {});
    for (const std::string& word : words) {
      INFO(file.path().filename().string());
      CHECK(content.find(word) == std::string::npos);
    }
  }
}

}  // namespace invariants
}  // namespace outreach::testing
