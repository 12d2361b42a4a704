// The rush at a stall: what it costs in taps, and that it is counted to the unit.
#include <cstdlib>
#include <map>

#include "tests/end-to-end/stall.h"
#include "tests/support/catch.h"

namespace outreach::testing {
namespace {

// A paper sheet costs two strokes of a pen a line; three taps for every consultation are above it.
constexpr double kTapsAnEntryMax = 2.2;
constexpr int kMistakes = 3;  // each is an entry, and its undo another
const Counts kRush{1, 38, 42, 520};

using Rows = std::map<std::string, std::int64_t>;

// Of "rush: 136 taps"; -1 where the script told nothing of that name.
int taps_told(const std::string& printed, const std::string& name) {
  const std::string head = name + ": ";
  const auto at = printed.find(head);
  return at == std::string::npos ? -1 : std::atoi(printed.c_str() + at + head.size());
}

// One measure by one dimension, where it is not blank.
Rows tally_by(const StallPrograms& stall, const char* dimension, const char* measure) {
  Rows rows;
  const Json tally = stall.kiosk_json({"tally", "--by", dimension});
  for (const Json& row : tally.at("rows")) {
    const auto key = row.at(dimension).get<std::string>();
    if (!key.empty() && !row.at(measure).is_null()) {
      rows[key] = row.at(measure).get<std::int64_t>();
    }
  }
  return rows;
}

void check_taps(const StallPrograms& stall, int taps) {
  const auto recorded = stall.kiosk_json({"status"}).at("recorded").get<std::int64_t>();
  const std::int64_t entries = recorded - 1;  // without the one that opened the outing
  const std::int64_t staying = entries - std::int64_t{2} * kMistakes;
  REQUIRE(taps > 0);
  REQUIRE(staying > 0);
  const double of_all = static_cast<double>(taps) / static_cast<double>(entries);
  const double of_staying = static_cast<double>(taps) / static_cast<double>(staying);
  WARN("rush: " << taps << " taps, " << entries << " entries: " << of_all << " taps an entry; "
                << of_staying << " over the " << staying << " that stay");
  CHECK(entries == 75);
  CHECK(of_all <= kTapsAnEntryMax);
  // Nor is it the mistakes that make it look cheap.
  CHECK(of_staying <= kTapsAnEntryMax);
}

void check_counts(const StallPrograms& stall) {
  CHECK(stall.kiosk_counts() == kRush);
  CHECK(tally_by(stall, "leaflet", "copies") == Rows{{"who-to-ask-guide", 120},
                                                     {"legal-aid-card", 110},
                                                     {"land-contract-guide", 75},
                                                     {"review-flow-chart", 95},
                                                     {"wage-rights-handbook", 120}});
  // The outcome that came with the topic is the one that was recorded.
  CHECK(tally_by(stall, "outcome", "parties") ==
        Rows{{"answered", 15}, {"guided", 12}, {"referred", 6}, {"registered", 5}});
}

TEST_CASE("Rush: at most 2.2 taps an entry, counted to the unit on the kiosk and at the county",
          "[end-to-end]") {
  StallPrograms stall;
  stall.enrol();
  const Ended played = stall.play("rush");
  INFO(played.err);
  REQUIRE(played.exit_code == 0);
  check_taps(stall, taps_told(played.out, "rush"));
  check_counts(stall);
  const Ended synced = stall.sync();
  INFO(synced.err);
  REQUIRE(synced.exit_code == 0);
  CHECK(stall.county_counts() == kRush);
  const Json status = stall.kiosk_json({"status"});
  CHECK(status.at("waiting") == 0);
  CHECK(status.at("recorded") == status.at("acknowledged"));
  CHECK(stall.kiosk_json({"verify"}).at("damages").empty());
}

}  // namespace
}  // namespace outreach::testing
