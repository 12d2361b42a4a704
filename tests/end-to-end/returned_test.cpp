// 被退回 on the real screens: what the county set aside is named and dealt with, and the sum holds.
#include <filesystem>
#include <fstream>

#include "tests/end-to-end/stall.h"
#include "tests/support/catch.h"

namespace outreach::testing {
namespace {

void check_sum_of(const StallPrograms& stall) {
  const Json status = stall.kiosk_json({"status"});
  CHECK(status.at("quarantined") == 1);
  CHECK(status.at("recorded").get<int>() ==
        status.at("local").get<int>() + status.at("on_stick").get<int>() +
            status.at("acknowledged").get<int>() + status.at("quarantined").get<int>());
}

// A machine whose battery is running out, as the kernel would say it.
std::string weak_battery(const StallPrograms& stall) {
  const std::filesystem::path supplies = stall.folder() / "power";
  std::filesystem::create_directories(supplies / "BAT0");
  std::ofstream(supplies / "BAT0" / "type") << "Battery\n";
  std::ofstream(supplies / "BAT0" / "status") << "Discharging\n";
  std::ofstream(supplies / "BAT0" / "capacity") << "12\n";
  return supplies.string();
}

TEST_CASE("Returned: named with what to do, dealt with from the screen, and still in the sum",
          "[end-to-end]") {
  StallPrograms stall;
  stall.enrol();
  REQUIRE(stall.kiosk({"import-sheet", stall.file("sheet.csv", kSheet)}).exit_code == 0);
  // Erased before the county saw it: there is nothing that it could count.
  REQUIRE(stall.kiosk({"erase", "2", "--staff", "李"}).exit_code == 0);
  REQUIRE(stall.sync().exit_code == 0);
  check_sum_of(stall);
  const Ended played = stall.play("returned", {"--power-supplies", weak_battery(stall)});
  INFO(played.err);
  REQUIRE(played.exit_code == 0);
  REQUIRE(stall.sync().exit_code == 0);
  check_sum_of(stall);
  CHECK(stall.kiosk_json({"status"}).at("waiting") == 0);
  CHECK(stall.kiosk_json({"verify"}).at("damages").empty());
  // Dealt with is remembered.
  const Ended again = stall.play_lines("tap \"能收摊吗\"\nsee \"都处理过了\"\nquit\n");
  INFO(again.err);
  CHECK(again.exit_code == 0);
}

}  // namespace
}  // namespace outreach::testing
