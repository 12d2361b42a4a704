// The day of an outing in the kiosk without its window: the plan that is read, a date that is
// called wrong, and what a start finds.
#include <fstream>

#include "sync/journal/journal.h"
#include "sync/journal/queries.h"
#include "tests/app/kiosk/windowless_kiosk.h"
#include "tests/support/catch.h"

namespace outreach::kiosk {
namespace {

class KioskOnADay : public WindowlessKiosk {
 public:
  KioskOnADay() {
    start();
  }
  void restart() {
    close();
    start();
  }
  void write_plan(const std::string& text) {
    std::ofstream(options_.data / "content" / "outings.json") << text;
  }
  void wait_days(int days) {
    clock_.advance(std::chrono::hours{24 * days});
    shell_->turn();
  }
  void set_while_off(int hours) {
    close();
    clock_.set_wall(clock_.now().wall + std::chrono::hours{hours});
    start();
    shell_->turn();
  }
  core::View view() const {
    return shell_->view();
  }
  core::OpenOutingView opening() {
    say(core::GoTo{core::ScreenName::OpenOuting});
    return std::get<core::OpenOutingView>(view().screen);
  }
  // Of each entry in the journal of the closed kiosk: whether its device time was believed.
  std::vector<bool> believed() {
    close();
    auto reader = journal::open_reader(options_.data, {});
    REQUIRE(reader);
    const auto entries = journal::read_entries(*reader, 1, 1, 100, 1 << 20);
    REQUIRE(entries);
    std::vector<bool> believed;
    for (const journal::Entry& entry : *entries) {
      believed.push_back(entry.envelope.device_time_trusted);
    }
    return believed;
  }
};

TEST_CASE("Shell: the plan beside the data folder's lists is on the screen", "[shell][outing]") {
  KioskOnADay kiosk;
  CHECK(kiosk.opening().planned.empty());
  kiosk.write_plan(
      R"({"outings": [{"date": "2127-01-10", "place": "东关集会", "note": "腊月集"}]})");
  kiosk.restart();
  const auto planned = kiosk.opening().planned;
  REQUIRE(planned.size() == 1);
  CHECK(planned[0].is_today);
  CHECK(planned[0].outing.township == "乐昌镇");
}

TEST_CASE("Shell: a plan that cannot be read stops nobody", "[shell][outing]") {
  KioskOnADay kiosk;
  kiosk.write_plan(
      GENERATE("not JSON", R"({"outings": [{"date": "2127-01-10", "place": "西关"}]})"));
  kiosk.restart();
  CHECK(kiosk.opening().planned.empty());
  kiosk.open_outing();
  CHECK(kiosk.view().frame.outing_open);
}

TEST_CASE("Shell: from the moment staff call the date wrong, records say it is doubted",
          "[shell][outing]") {
  KioskOnADay kiosk;
  kiosk.open_outing();
  kiosk.say(core::AnswerClock{true});
  CHECK_FALSE(kiosk.view().frame.clock_trusted);
  kiosk.hand_out(3);
  kiosk.until_saved();
  kiosk.say(core::GoTo{core::ScreenName::Delivery});
  CHECK(std::get<core::DeliveryView>(kiosk.view().screen).clock_doubt ==
        core::ClockDoubt::StaffSayWrong);
  CHECK(kiosk.believed() == std::vector<bool>{true, false});
}

TEST_CASE(
    "Shell: that staff called the date wrong is known after a restart, and nothing is believed",
    "[shell][outing]") {
  KioskOnADay kiosk;
  kiosk.open_outing();
  kiosk.say(core::AnswerClock{true});
  for (int start = 0; start < 2; ++start) {
    kiosk.wait_days(1);
    kiosk.restart();
    kiosk.wait_days(0);  // a turn
    CHECK_FALSE(kiosk.view().frame.clock_trusted);
    REQUIRE(kiosk.view().frame.resume);
    CHECK_FALSE(kiosk.view().frame.resume->today);
    CHECK(kiosk.view().frame.resume->clock_doubt == core::ClockDoubt::StaffSayWrong);
    kiosk.say(core::AnswerResume{core::AnswerResume::Answer::GoOn});
    kiosk.hand_out(3);
    kiosk.until_saved();
  }
  CHECK(kiosk.believed() == std::vector<bool>{true, false, false});
}

TEST_CASE(
    "Shell: a date called wrong is believed again once people choose it, also after a restart",
    "[shell][outing]") {
  KioskOnADay kiosk;
  kiosk.say(core::AnswerClock{true});
  kiosk.wait_days(0);
  kiosk.restart();
  kiosk.wait_days(0);
  CHECK_FALSE(kiosk.view().frame.clock_trusted);
  kiosk.open_outing();
  CHECK(kiosk.view().frame.clock_trusted);
  kiosk.restart();
  CHECK(kiosk.view().frame.clock_trusted);
  CHECK(kiosk.believed() == std::vector<bool>{true});
}

TEST_CASE("Shell: a date called wrong that was set while the kiosk was off is believed",
          "[shell][outing]") {
  KioskOnADay kiosk;
  kiosk.say(core::AnswerClock{true});
  kiosk.set_while_off(-24 * 40);
  CHECK(kiosk.view().frame.clock_trusted);
  kiosk.wait_days(41);
  kiosk.restart();  // their word is not kept any more
  CHECK(kiosk.view().frame.clock_trusted);
}

TEST_CASE("Shell: a closed outing of today is found after a restart, a forgotten one asked about",
          "[shell][outing]") {
  KioskOnADay kiosk;
  kiosk.open_outing();
  kiosk.hand_out(3);
  kiosk.until_saved();
  SECTION("closed") {
    kiosk.say(core::CloseOuting{});
    kiosk.until([](const core::View& view) { return !view.frame.outing_open; });
    kiosk.restart();
    CHECK_FALSE(kiosk.view().frame.resume);
    kiosk.say(core::GoTo{core::ScreenName::Today});
    const auto today = std::get<core::TodayView>(kiosk.view().screen);
    CHECK(today.is_closed);
    CHECK(today.totals.copies == 3);
    kiosk.say(core::Correct{2, 1, domain::CorrectionReason::Miscount});
    kiosk.until_saved();
    CHECK(std::get<core::TodayView>(kiosk.view().screen).totals.copies == 1);
    kiosk.wait_days(1);
    kiosk.restart();
    kiosk.say(core::GoTo{core::ScreenName::Today});
    CHECK(kiosk.view().frame.screen == core::ScreenName::OpenOuting);
  }
  SECTION("forgotten") {
    kiosk.wait_days(1);
    kiosk.restart();
    REQUIRE(kiosk.view().frame.resume);
    CHECK(kiosk.view().frame.resume->place == "东关集会");
    kiosk.say(core::AnswerResume{core::AnswerResume::Answer::Close});
    kiosk.until([](const core::View& view) { return !view.frame.outing_open; });
    CHECK(kiosk.view().frame.screen == core::ScreenName::OpenOuting);
  }
}

}  // namespace
}  // namespace outreach::kiosk
