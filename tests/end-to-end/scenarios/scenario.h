// What the acceptance scenarios ask of every stall.
#pragma once

#include <cstdlib>
#include <string>

#include "tests/end-to-end/stall.h"
#include "tests/support/catch.h"

namespace outreach::testing {

inline void went_well(const Ended& ended) {
  INFO(ended.err);
  REQUIRE(ended.exit_code == 0);
}

// The number behind these words; -1 where they were not told.
inline int number_told(const std::string& printed, const std::string& words) {
  const auto at = printed.find(words);
  return at == std::string::npos ? -1 : std::atoi(printed.c_str() + at + words.size());
}

inline std::int64_t recorded_of(const StallPrograms& stall) {
  return stall.kiosk_json({"status"}).at("recorded").get<std::int64_t>();
}

// No half record, nothing changed behind our back, and each record in one place of the sum.
inline void check_whole(const StallPrograms& stall) {
  CHECK(stall.kiosk_json({"verify"}).at("damages").empty());
  const Json status = stall.kiosk_json({"status"});
  CHECK(status.at("recorded").get<std::int64_t>() ==
        status.at("local").get<std::int64_t>() + status.at("on_stick").get<std::int64_t>() +
            status.at("acknowledged").get<std::int64_t>() +
            status.at("quarantined").get<std::int64_t>());
}

// Everything arrives, and the county counts what the kiosk does.
inline void check_delivered(const StallPrograms& stall, const Counts& counts) {
  went_well(stall.sync());
  CHECK(stall.county_counts() == counts);
  const Json status = stall.kiosk_json({"status"});
  CHECK(status.at("waiting") == 0);
  CHECK(status.at("recorded") == status.at("acknowledged"));
  check_whole(stall);
}

}  // namespace outreach::testing
