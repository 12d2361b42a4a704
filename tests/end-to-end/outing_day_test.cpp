// The day an outing is of, by the real screens: planned, forgotten, and on a machine far ahead.
#include <filesystem>

#include "tests/end-to-end/stall.h"
#include "tests/support/catch.h"

namespace outreach::testing {
namespace {

namespace fs = std::filesystem;

void went_well(const Ended& ended) {
  INFO(ended.err);
  REQUIRE(ended.exit_code == 0);
}

TEST_CASE("Planned: two kiosks that choose the same plan are one outing at the county",
          "[end-to-end]") {
  StallPrograms stall;
  stall.enrol();
  const std::string plan =
      stall.file("outings.json",
                 R"({"outings": [{"date": "2127-01-10", "place": "东关集会", "note": "腊月集"}]})");
  for (const char* kiosk : {"left", "right"}) {
    stall.use_kiosk(kiosk);
    const fs::path content = fs::path(stall.data()) / "content";
    fs::create_directories(content);
    fs::copy_file(source_file("assets/content/catalogue.json"), content / "catalogue.json");
    fs::copy_file(plan, content / "outings.json");
    // Enrolled only afterwards: the county's clock is not the script's.
    went_well(stall.play("planned"));
    CHECK(stall.kiosk_counts() == Counts{1, 0, 0, 4});
    stall.enrol_with_same();
    went_well(stall.sync());
  }
  CHECK(stall.county_counts() == Counts{1, 0, 0, 8});
}

TEST_CASE("Forgotten outing: asked about, never guessed, and what was counted stays",
          "[end-to-end]") {
  StallPrograms stall;
  went_well(stall.play_lines(
      "set-clock 2127-01-10T08:00\ntap \"开场次\"\ntap \"东关集会\" in \"places\"\ntap \"张\"\n"
      "tap \"开始\"\ntap \"对，就是这天\"\ntap \"+1\" x3 in \"法律援助便民卡\"\n"
      "see \"本场共 3 份\"\nsee \"已保存\"\nquit\n"));
  CHECK_FALSE(stall.kiosk_json({"status"}).at("outing").is_null());
  went_well(stall.play("outing-forgotten"));
  CHECK(stall.kiosk_counts() == Counts{1, 0, 0, 4});
  CHECK(stall.kiosk_json({"status"}).at("outing").is_null());
}

TEST_CASE("Clock ahead: staff say so, choose the day, and the stall counts", "[end-to-end]") {
  StallPrograms stall;
  went_well(stall.play("clock-ahead"));
  CHECK(stall.kiosk_counts() == Counts{1, 0, 0, 1});
  // The day is the one they chose.
  const Json ahead = stall.kiosk_json({"tally", "--from", "2128-11-01"});
  CHECK(ahead.at("totals").at("copies") == 0);
}

}  // namespace
}  // namespace outreach::testing
