// 库存: through the screens into the records, over a restart, and to the county.
#include <string>
#include <vector>

#include "sync/journal/journal.h"
#include "tests/end-to-end/stall.h"
#include "tests/support/catch.h"

namespace outreach::testing {
namespace {

// 开场次, 带出 60, 100 and 50, a slip of 10 and its undo; 50 and five times 1, twice 50 and 10
// given out; 带回 5 and 37, why, the correction, and why again.
constexpr std::int64_t kStockEntries = 20;

std::vector<domain::Remark> explanations_in(const StallPrograms& stall) {
  auto database = journal::open_reader(stall.data());
  REQUIRE(database.has_value());
  const auto outing = journal::open_outing(*database);
  REQUIRE(outing.has_value());
  REQUIRE(outing->has_value());
  const auto entries = journal::entries_of_outing(*database, (*outing)->chain, (*outing)->sequence);
  REQUIRE(entries.has_value());
  std::vector<domain::Remark> found;
  for (const journal::RecordedEntry& entry : *entries) {
    if (const auto* remark = std::get_if<domain::Remark>(&entry.record.content)) {
      found.push_back(*remark);
    }
  }
  return found;
}

domain::Remark explanation(int difference, const std::string& reason) {
  domain::Remark remark;
  remark.about = domain::kRemarkStockDifference;
  remark.leaflet = "who-to-ask-guide";
  remark.difference = difference;
  remark.reason = reason;
  return remark;
}

TEST_CASE("Stock day: counted, explained twice, kept over a restart, and in no count",
          "[end-to-end]") {
  StallPrograms stall;
  stall.enrol();
  const Ended played = stall.play("stock-day");
  INFO(played.err);
  REQUIRE(played.exit_code == 0);
  const Counts day{1, 0, 0, 165};
  CHECK(stall.kiosk_counts() == day);
  CHECK(explanations_in(stall) ==
        std::vector{explanation(3, "lost"), explanation(2, "not_tapped")});

  const Ended later = stall.play_lines(
      "tap \"发放\"\ntap \"库存\"\nsee \"对得上\"\nsee \"差 2 份\"\nsee \"漏点了\"\nquit\n");
  INFO(later.err);
  CHECK(later.exit_code == 0);

  const Ended synced = stall.sync();
  INFO(synced.err);
  REQUIRE(synced.exit_code == 0);
  CHECK(stall.county_counts() == day);
  const Json status = stall.kiosk_json({"status"});
  CHECK(status.at("recorded") == kStockEntries);
  CHECK(status.at("acknowledged") == kStockEntries);
  CHECK(status.at("set_aside").empty());
  CHECK(stall.kiosk_json({"verify"}).at("damages").empty());
}

}  // namespace
}  // namespace outreach::testing
