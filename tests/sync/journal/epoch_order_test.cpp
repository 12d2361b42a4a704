// What a county counts must not depend on the order in which the chains of a kiosk reach it, nor on
// whether what was taken over reaches it by another road as well: on a stick, or before the kiosk
// began anew.
#include <algorithm>
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/long_run.h"
#include "tests/sync/journal/county_copy.h"
#include "tests/sync/journal/random_days.h"

namespace outreach::journal {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)
using domain::EpochReason;

std::uint64_t seeds(std::uint64_t bounded, std::uint64_t complete) {
  return is_long_run() ? complete : bounded;
}

// How far a chain is delivered: what the kiosk delivers of it, and as much of what was taken over.
Sequence delivered_through(const ChainRow& chain, Random& random) {
  const Sequence at_least = chain.deliverable_through();
  switch (random.below(3)) {
    case 0:
      return chain.head.sequence;
    case 1:
      return at_least + random.below(chain.head.sequence - at_least + 1);
    default:
      return at_least;
  }
}

// The kiosk's chains as the county gets them: each in its own order, mixed with the others.
void deliver_mixed(Journal& journal, CountyCopy& county, Random& random) {
  struct Road {
    ChainRow chain;
    std::vector<Entry> entries;
    std::size_t next = 0;
  };
  std::vector<Road> roads;
  for (const ChainRow& chain : chains_of(journal)) {
    roads.push_back({chain, entries_of(journal, chain, delivered_through(chain, random))});
  }
  std::erase_if(roads, [](const Road& road) { return road.entries.empty(); });
  const std::uint64_t chunk = 1 + random.below(40);
  while (!roads.empty()) {
    const auto at = static_cast<std::size_t>(random.below(roads.size()));
    Road& road = roads[at];
    for (std::uint64_t run = 1 + random.below(chunk); run > 0 && road.next < road.entries.size();
         --run) {
      county.take(road.chain.id, road.entries[road.next++]);
    }
    if (road.next == road.entries.size()) {
      roads.erase(roads.begin() + static_cast<std::ptrdiff_t>(at));
    }
    county.reinterpret(chains_of(journal));
  }
  county.reinterpret(chains_of(journal));
}

// Random days in `epochs` epochs after the first, whose sums are then compared with those of
// counties that got the chains in several orders.
void check_orders(std::uint64_t seed, int epochs, std::chrono::milliseconds step) {
  Stall stall({}, seed);
  INFO(stall.random.description());
  Journal journal = stall.opened();
  RandomDays days(stall.random);
  for (int epoch = 0; epoch < epochs; ++epoch) {
    days.record(journal, 10 + static_cast<int>(stall.random.below(60)));
    const auto before = everything_counted(journal.database());
    // Of an epoch that stays out altogether only the clock could tell when it was.
    const Sequence least = step < std::chrono::milliseconds(0) ? 1 : 0;
    REQUIRE(journal.begin_epoch(EpochReason::CountyDiffers,
                                least + stall.random.below(journal.head().sequence + 1 - least)));
    CHECK(everything_counted(journal.database()) == before);
    days.record(journal, static_cast<int>(stall.random.below(30)));
    stall.clock.advance(std::chrono::minutes(1));
    stall.clock.set_wall(stall.clock.now().wall + step);
  }
  const auto counted = everything_counted(journal.database());
  for (int order = 0; order < 6; ++order) {
    INFO("order " << order);
    CountyCopy county;
    deliver_mixed(journal, county, stall.random);
    CHECK(everything_counted(county.database()) == counted);
  }
}

TEST_CASE("Epoch: chains and tails that were taken over, mixed on their roads, change no sum",
          "[journal][epochs]") {
  for (std::uint64_t seed = 1; seed <= seeds(16, 600); ++seed) {
    check_orders(seed, 2, std::chrono::hours(1));
  }
}

TEST_CASE("Epoch: the epochs' order is known by what each says was before it, not by the clock",
          "[journal][epochs]") {
  for (std::uint64_t seed = 1; seed <= seeds(8, 200); ++seed) {
    check_orders(seed, 4, -std::chrono::hours(24));
  }
}

// The county holds another machine's entry of the same disk where a record stood first: nothing but
// what the newer epochs say of it tells that theirs are one.
TEST_CASE("Epoch: what was taken over twice from a place that a clone filled counts once",
          "[journal][epochs]") {
  for (std::uint64_t seed = 1; seed <= 24; ++seed) {
    Stall stall({}, seed);
    INFO(stall.random.description());
    Journal journal = stall.opened();
    append(journal, {outing_draft(), handout_draft(kOutingOfThisAppend, 50),
                     consultation_draft(kOutingOfThisAppend, 3)});
    std::vector<Entry> of_clone = entries_of(journal, chains_of(journal).front(), 3);
    of_clone.resize(2);
    of_clone[1].envelope.device_time += std::chrono::milliseconds(500);
    of_clone[1].body = domain::encode_body(handout_draft(1, 7, "guide").record);
    for (int epoch = 0; epoch < 3; ++epoch) {
      stall.clock.advance(std::chrono::minutes(1));
      REQUIRE(journal.begin_epoch(EpochReason::CountyDiffers, epoch == 0 ? 1 : 0));
    }
    append(journal, {correction_draft(2, 3, 50, 40)});
    REQUIRE(totals_of(journal.database()) == domain::Totals{1, 1, 3, 40});

    const auto chains = chains_of(journal);
    std::vector<std::pair<ChainRow, std::vector<Entry>>> roads{{chains[0], of_clone}};
    for (std::size_t i = 1; i < chains.size(); ++i) {
      roads.emplace_back(chains[i], entries_of(journal, chains[i], chains[i].head.sequence));
    }
    CountyCopy county;
    while (!roads.empty()) {
      const auto at = static_cast<std::ptrdiff_t>(stall.random.below(roads.size()));
      auto& [chain, entries] = roads[static_cast<std::size_t>(at)];
      county.take(chain.id, entries.front());
      entries.erase(entries.begin());
      if (entries.empty()) {
        roads.erase(roads.begin() + at);
      }
      county.reinterpret(chains);
    }
    CHECK(county.set_aside() == 0);
    CHECK(totals_of(county.database()) == domain::Totals{1, 1, 3, 40 + 7});
  }
}

}  // namespace
}  // namespace outreach::journal
