#include "tests/simulation/truth.h"

#include <algorithm>
#include <optional>
#include <variant>

#include "tests/simulation/surroundings.h"

namespace outreach::simulation {
namespace {

using ChainPlace = std::pair<domain::EpochId, domain::Sequence>;

constexpr std::size_t kAllEntries = std::size_t{1} << 20;
constexpr std::size_t kAllBytes = std::size_t{1} << 30;

std::string describe(const domain::Totals& totals) {
  return std::to_string(totals.outings) + " outings, " + std::to_string(totals.parties) +
         " parties, " + std::to_string(totals.people) + " people, " +
         std::to_string(totals.copies) + " copies, " + std::to_string(totals.ratings) +
         " ratings, " + std::to_string(totals.readings) + " readings of " +
         std::to_string(totals.reading_seconds) + " s, " + std::to_string(totals.take_aways) +
         " take-aways";
}

std::string describe(const Fact& fact) {
  return "entry " + std::to_string(fact.sequence) + " of epoch " +
         to_hex(fact.chain.epoch).substr(0, 8);
}

bool countable(const domain::Record& record) {
  return std::holds_alternative<domain::OutingOpened>(record.content) ||
         std::holds_alternative<domain::Consultation>(record.content) ||
         std::holds_alternative<domain::Handout>(record.content) ||
         std::holds_alternative<domain::Stock>(record.content) ||
         std::holds_alternative<domain::Rating>(record.content) ||
         std::holds_alternative<domain::SelfService>(record.content) ||
         std::holds_alternative<domain::Correction>(record.content);
}

std::vector<journal::Entry> all_entries(sqlite::Database& database, journal::ChainNumber chain) {
  return given(journal::read_entries(database, chain, 1, kAllEntries, kAllBytes),
               "reading the entries");
}

// Where a record stood first, with what it says: two machines with one image give the same place to
// two records.
using Held = std::pair<ChainPlace, crypto::Hash>;

std::set<Held> held_records(sqlite::Database& county, std::set<Held>& countables) {
  std::set<Held> held;
  for (const journal::ChainRow& chain : given(journal::chains(county), "reading the chains")) {
    const auto entries = all_entries(county, chain.number);
    require(entries.size() == chain.head.sequence, "I3: the county holds a chain with a gap");
    domain::Sequence expected = 0;
    for (const journal::Entry& entry : entries) {
      require(entry.envelope.sequence == ++expected, "I3: the county holds a chain with a gap");
      if (!entry.body) {
        continue;
      }
      const auto decoded = domain::decode_body(entry.envelope.kind, *entry.body);
      const auto* record = std::get_if<domain::Record>(&decoded);
      if (record == nullptr) {
        continue;
      }
      const ChainPlace place = record->origin
                                   ? ChainPlace{record->origin->epoch, record->origin->sequence}
                                   : ChainPlace{chain.id.epoch, entry.envelope.sequence};
      const Held found{place, domain::content_hash(*record)};
      held.insert(found);
      // An outing that was opened again in a newer epoch names the place where it stood last.
      const bool is_outing_again =
          record->origin && std::holds_alternative<domain::OutingOpened>(record->content);
      if (countable(*record) && !is_outing_again) {
        countables.insert(found);
      }
    }
  }
  return held;
}

// For the words of a violation.
std::string what_stands_there(sqlite::Database& county, const Fact& fact) {
  for (const journal::ChainRow& chain : given(journal::chains(county), "reading the chains")) {
    if (chain.id.epoch != fact.chain.epoch) {
      continue;
    }
    for (const journal::Entry& entry : all_entries(county, chain.number)) {
      if (entry.envelope.sequence == fact.sequence) {
        return "; there stands a " + entry.envelope.kind +
               (entry.body ? ", another" : " without its body");
      }
    }
    return "; it has " + std::to_string(chain.head.sequence) + " of them";
  }
  return "; it knows no such epoch";
}

void check_stock(sqlite::Database& database, std::int64_t expected, const char* whose) {
  const auto counted =
      given(database.integer("SELECT COALESCE(SUM(s.copies),0) FROM stock s JOIN outing o ON "
                             "o.chain=s.chain AND o.sequence=s.outing WHERE o.amount>0"),
            "counting the stock");
  require(counted == expected, "I2: the stock is counted otherwise", [&] {
    return std::string(whose) + ": " + std::to_string(counted) + " copies, not " +
           std::to_string(expected);
  });
}

}  // namespace

std::map<FactNumber, int> Truth::amounts(const std::vector<FactNumber>& of) const {
  std::map<FactNumber, int> amounts;
  for (const FactNumber number : of) {
    const Fact& fact = facts_[number];
    if (fact.what != Fact::What::Correction) {
      amounts.emplace(number, fact.amount);
    }
  }
  for (const FactNumber number : of) {
    const Fact& fact = facts_[number];
    const auto target =
        fact.what == Fact::What::Correction ? amounts.find(fact.target) : amounts.end();
    if (target != amounts.end()) {
      target->second = fact.amount;
    }
  }
  return amounts;
}

std::int64_t Truth::stock(const std::vector<FactNumber>& of) const {
  std::int64_t copies = 0;
  for (const auto& [number, amount] : amounts(of)) {
    copies += facts_[number].what == Fact::What::Stock ? amount : 0;
  }
  return copies;
}

domain::Totals Truth::totals(const std::vector<FactNumber>& of) const {
  const std::map<FactNumber, int> left = amounts(of);
  // Where a kiosk joined a plan, whatever else it opened there is that same outing.
  std::set<std::pair<domain::KioskId, std::string>> joined;
  for (const auto& [number, amount] : left) {
    if (facts_[number].is_planned && amount != 0) {
      joined.emplace(facts_[number].chain.kiosk, facts_[number].outing_name);
    }
  }
  domain::Totals sums;
  std::set<std::pair<domain::KioskId, std::string>> outings;
  for (const auto& [number, amount] : left) {
    const Fact& fact = facts_[number];
    if (amount == 0) {
      continue;
    }
    if (fact.what == Fact::What::Outing) {
      const bool is_joined = joined.contains({fact.chain.kiosk, fact.outing_name});
      outings.emplace(is_joined ? domain::KioskId{} : fact.chain.kiosk, fact.outing_name);
    } else if (fact.what == Fact::What::Consultation) {
      ++sums.parties;
      sums.people += amount;
    } else if (fact.what == Fact::What::Handout) {
      sums.copies += amount;
    } else if (fact.what == Fact::What::Rating) {
      ++sums.ratings;
    } else if (fact.what == Fact::What::Reading) {
      ++sums.readings;
      sums.reading_seconds += fact.seconds;
      sums.take_aways += fact.take_aways;
    }
  }
  sums.outings = static_cast<std::int64_t>(outings.size());
  return sums;
}

void Truth::check_county(sqlite::Database& county) const {
  std::set<Held> unexplained;
  const std::set<Held> held = held_records(county, unexplained);
  std::vector<FactNumber> there;
  for (FactNumber number = 0; number < facts_.size(); ++number) {
    const Fact& fact = facts_[number];
    const Held wanted{ChainPlace{fact.chain.epoch, fact.sequence}, fact.content};
    const bool is_held = held.contains(wanted);
    require(is_held || fact.may_be_missing, "I1: the county lacks what was saved",
            [&] { return describe(fact) + what_stands_there(county, fact); });
    if (is_held) {
      there.push_back(number);
      unexplained.erase(wanted);
    }
  }
  require(unexplained.empty(), "the county holds what nobody recorded", [&] {
    const ChainPlace& place = unexplained.begin()->first;
    return "entry " + std::to_string(place.second) + " of epoch " +
           to_hex(place.first).substr(0, 8);
  });
  const domain::Totals expected = totals(there);
  const domain::Totals counted = given(journal::tally(county, {}, {}), "counting").totals;
  require(counted == expected, "I2: the county counts otherwise",
          [&] { return describe(counted) + ", not " + describe(expected); });
  check_stock(county, stock(there), "the county");
}

void check_sealed(ByteView bytes, const char* where) {
  const auto found = std::search(
      bytes.begin(), bytes.end(), kStaffName.begin(), kStaffName.end(),
      [](std::uint8_t byte, char letter) { return byte == static_cast<std::uint8_t>(letter); });
  require(found == bytes.end(), "I9: a record can be read outside of its machine",
          [&] { return std::string(where); });
}

void check_whole(sqlite::Database& database, const char* whose, const crypto::PublicKey* key) {
  const auto report = given(journal::verify(database, key), "verifying");
  require(report.damages.empty(), "I3: a chain does not verify", [&] {
    const journal::Damage& damage = report.damages.front();
    return std::string(whose) + ", entry " + std::to_string(damage.sequence) + " is " + damage.kind;
  });
}

void check_kiosk(sqlite::Database& journal, const Truth& truth, const std::vector<FactNumber>& mine,
                 const std::set<FactNumber>& rotted, const crypto::PublicKey& key,
                 const std::function<domain::Sequence(const domain::ChainId&)>& backed_up) {
  if (rotted.empty()) {
    check_whole(journal, "kiosk", &key);
  }
  std::map<ChainPlace, const Fact*> wanted;
  for (const FactNumber number : mine) {
    if (!rotted.contains(number)) {
      wanted.emplace(ChainPlace{truth[number].chain.epoch, truth[number].sequence}, &truth[number]);
    }
  }
  for (const journal::ChainRow& chain : given(journal::chains(journal), "reading the chains")) {
    const auto ack = given(journal::ack_state(journal, chain.number), "reading an ack");
    // The county's own word may be less than that again: one that was put back to its backup does
    // not know of this backup.
    require(std::max(chain.pruned_through, ack.archived_through) <= backed_up(chain.id),
            "I5: pruned or archived, and in no backup");
    require(ack.archived_through <= ack.acknowledged_through, "I5: archived, not acknowledged");
    for (const journal::Entry& entry : all_entries(journal, chain.number)) {
      const auto found = wanted.find({chain.id.epoch, entry.envelope.sequence});
      if (found == wanted.end()) {
        continue;
      }
      const bool is_pruned = !entry.body && entry.envelope.sequence <= chain.pruned_through;
      if (is_pruned || (entry.body && *entry.body == found->second->body)) {
        wanted.erase(found);
      }
    }
  }
  require(wanted.empty(), "I1: the kiosk lacks what was saved",
          [&] { return describe(*wanted.begin()->second); });
  const domain::Totals expected = truth.totals(mine);
  const domain::Totals counted = given(journal::tally(journal, {}, {}), "counting").totals;
  require(counted == expected, "I2: the kiosk counts otherwise",
          [&] { return describe(counted) + ", not " + describe(expected); });
  check_stock(journal, truth.stock(mine), "the kiosk");
  const auto counts = given(journal::count_delivery(journal), "counting deliveries");
  require(counts.recorded ==
                  counts.local + counts.on_stick + counts.acknowledged + counts.quarantined &&
              counts.local >= 0 && counts.acknowledged >= 0 && counts.quarantined >= 0,
          "the delivery's sums do not add up", [&] {
            return std::to_string(counts.recorded) + " recorded, " + std::to_string(counts.local) +
                   " here, " + std::to_string(counts.on_stick) + " on a stick, " +
                   std::to_string(counts.acknowledged) + " acknowledged, " +
                   std::to_string(counts.quarantined) + " set aside";
          });
}

}  // namespace outreach::simulation
