// The scripts of tests/scripts on the real screens, and what the records say afterwards.
#include "tests/end-to-end/stall.h"
#include "tests/support/catch.h"

namespace outreach::testing {
namespace {

void succeeds(const Ended& ended) {
  INFO(ended.err);
  CHECK(ended.exit_code == 0);
}

TEST_CASE("Market day: recorded by touch, delivered, and counted the same on both sides",
          "[end-to-end]") {
  StallPrograms stall;
  stall.enrol();
  succeeds(stall.play("market-day"));
  const Counts day{1, 4, 10, 142};
  CHECK(stall.kiosk_counts() == day);
  succeeds(stall.sync());
  CHECK(stall.county_counts() == day);
  const Json status = stall.kiosk_json({"status"});
  CHECK(status.at("waiting") == 0);
  CHECK(status.at("recorded") == status.at("acknowledged"));
  CHECK(status.at("outing").is_null());
  CHECK(stall.kiosk_json({"verify"}).at("damages").empty());
}

TEST_CASE("Market day: the same on a larger display", "[end-to-end]") {
  StallPrograms stall;
  stall.enrol();
  succeeds(stall.play("market-day", {"--size", "1920x1080"}));
  CHECK(stall.kiosk_counts() == Counts{1, 4, 10, 142});
}

TEST_CASE("Every screen: readable and in reach in each type size, contrast and language",
          "[end-to-end]") {
  StallPrograms stall;
  succeeds(stall.play("every-screen"));
  CHECK(stall.kiosk_counts() == Counts{1, 2, 2, 2});
}

TEST_CASE("Power cut: what was called saved is there afterwards, and nothing twice",
          "[end-to-end]") {
  StallPrograms stall;
  succeeds(stall.play("power-cut"));
  CHECK(stall.kiosk_counts() == Counts{1, 1, 5, 3});
  succeeds(stall.play("after-power-cut"));
  CHECK(stall.kiosk_counts() == Counts{1, 1, 5, 3});
  CHECK(stall.kiosk_json({"verify"}).at("damages").empty());
}

TEST_CASE("Dead clock: staff choose the day and the stall counts", "[end-to-end]") {
  StallPrograms stall;
  succeeds(stall.play("dead-clock"));
  CHECK(stall.kiosk_counts() == Counts{1, 0, 0, 1});
}

TEST_CASE("Lock: screens left alone lose nothing, and the supervisor's PIN ends the program",
          "[end-to-end]") {
  StallPrograms stall;
  succeeds(stall.play("lock"));
  CHECK(stall.kiosk_counts() == Counts{1, 1, 2, 12});
  // Opened, handed out, asked for advice, and that wrong PINs locked the pad.
  CHECK(stall.kiosk_json({"status"}).at("recorded") == 4);
  CHECK(stall.kiosk_json({"verify"}).at("damages").empty());
}

TEST_CASE(
    "Residents: the screen is handed over, a visit leaves nothing, and a restart keeps it theirs",
    "[end-to-end]") {
  StallPrograms stall;
  succeeds(stall.play("residents"));
  CHECK(stall.kiosk_counts() == Counts{1, 0, 0, 3});
  const Json faces = stall.kiosk_json({"tally", "--by", "face"}).at("rows");
  REQUIRE(faces.size() == 1);
  CHECK(faces.at(0).at("face") == "poor");
  CHECK(faces.at(0).at("ratings") == 1);
  succeeds(stall.play_lines("see \"点这里开始\"\ngone \"接着记\"\nquit\n"));
}

TEST_CASE("Guide: unpaid wages lead to the office and the clock that runs, and go home on paper",
          "[end-to-end]") {
  StallPrograms stall;
  const std::string device = stall.file("lp0", "");
  succeeds(stall.play("guide", {"--printer", device}));
  CHECK(std::filesystem::file_size(device) > 0);
  CHECK(stall.kiosk_json({"status"}).at("recorded") == 0);
}

TEST_CASE(
    "Reader: a comic is read from its first panel to where it is from, and counts as read alone",
    "[end-to-end]") {
  StallPrograms stall;
  succeeds(stall.play("reader"));
  CHECK(stall.kiosk_json({"status"}).at("recorded") == 2);
  const Json read = stall.kiosk_json({"tally"}).at("totals");
  CHECK(read.at("readings") == 2);
  CHECK(read.at("reading_seconds").get<int>() >= 20);
  CHECK(read.at("take_aways") == 1);
  CHECK(read.at("copies") == 0);
}

TEST_CASE("Practice: a day's records are what they were before it", "[end-to-end]") {
  StallPrograms stall;
  succeeds(stall.play("practice"));
  CHECK(stall.kiosk_counts() == Counts{1, 1, 2, 5});
  CHECK(stall.kiosk_json({"status"}).at("recorded") == 3);
  CHECK(stall.kiosk_json({"verify"}).at("damages").empty());
  succeeds(stall.play_lines("gone \"练习\"\ntap \"接着记\"\nsee \"本场共 5 份\"\nquit\n"));
}

TEST_CASE("Scanner: a barcode of no leaflet is said, counts nothing, and is on no keypad",
          "[end-to-end]") {
  StallPrograms stall;
  succeeds(stall.play_lines(
      "tap \"开场次\"\ntap \"东关集会\"\ntap \"张\"\ntap \"开始\"\ntap \"对，就是这天\"\n"
      "tap \"我该找谁办事指南\"\ntype \"6901234567892\\n\"\nsee \"不认识这个条码\"\n"
      "gone \"6901\"\ntap \"知道了\"\ntype \"12\\n\"\nsee \"本场共 12 份\"\nsee "
      "\"已保存\"\nquit\n"));
  CHECK(stall.kiosk_counts() == Counts{1, 0, 0, 12});
}

TEST_CASE("Scanner: the barcode of a leaflet is a copy of it, on both sides", "[end-to-end]") {
  StallPrograms stall;
  stall.enrol();
  succeeds(stall.play("barcode"));
  const Counts day{1, 1, 1, 4};
  CHECK(stall.kiosk_counts() == day);
  succeeds(stall.sync());
  CHECK(stall.county_counts() == day);
  CHECK(stall.kiosk_json({"status"}).at("recorded") == 6);
}

TEST_CASE(
    "Replaced: a consultation changed from today, and changed back, counts once on both sides",
    "[end-to-end]") {
  StallPrograms stall;
  stall.enrol();
  succeeds(stall.play("replace"));
  const Counts day{1, 1, 1, 0};
  CHECK(stall.kiosk_counts() == day);
  succeeds(stall.sync());
  CHECK(stall.county_counts() == day);
  const Json status = stall.kiosk_json({"status"});
  // Opened, as tapped first, taken out, as meant; taken out again, and the first back.
  CHECK(status.at("recorded") == 6);
  CHECK(status.at("set_aside").empty());
}

TEST_CASE("Script: a line that fails says its number, its wish and what was on the screen",
          "[end-to-end]") {
  StallPrograms stall;
  const Ended ended = stall.play_failing_lines("see \"开场次\"\ntap \"没有这个\"\n",
                                               {"--shots", (stall.folder() / "shots").string()});
  CHECK(ended.exit_code == 5);
  CHECK(ended.err.find("lines.txt:2: tap \"没有这个\"") != std::string::npos);
  CHECK(ended.err.find("    开场次") != std::string::npos);
  CHECK(std::filesystem::exists(stall.folder() / "shots" / "failed.png"));
  CHECK(stall.play_lines("tapp").exit_code == 5);
}

TEST_CASE("Script: the language of the command line is the language of the screens",
          "[end-to-end]") {
  StallPrograms stall;
  succeeds(stall.play_lines("see \"Start an outing\"", {"--lang", "en"}));
  succeeds(stall.play_lines("see \"开场次\"", {"--lang", "zh_CN"}));
}

}  // namespace
}  // namespace outreach::testing
