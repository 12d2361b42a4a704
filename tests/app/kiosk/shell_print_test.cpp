// The kiosk without its window, and a printer at a device file: none, one that takes everything,
// and one that is stuck.
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <optional>

#include "platform/printer/slip.h"
#include "tests/app/kiosk/windowless_kiosk.h"
#include "tests/support/fifo_end.h"
#include "tests/support/paper_roll.h"

namespace outreach::kiosk {
namespace {

using Job = core::SlipView::Job;

class KioskWithPaper : public WindowlessKiosk {
 public:
  Path device() const {
    return folder_ / "lp0";
  }
  // Takes whatever comes, as a plain file does.
  void plug_in() {
    std::ofstream(device(), std::ios::binary);
  }
  void name_printer() {
    options_.printer = device().string();
  }
  void begin() {
    start();
    open_outing();
    hand_out(5);
    until_saved();
  }
  // Lists that a data folder has of its own bring a guide of their own.
  void bring_guide() {
    std::filesystem::copy_file(OUTREACH_SOURCE_FOLDER "/assets/content/guide.json",
                               options_.data / "content" / "guide.json");
  }
  // A resident at the first result there is, about to take it home.
  void walk_guide() {
    say(core::OpenToResidents{});
    say(core::BeginVisit{});
    say(core::GoTo{core::ScreenName::Guide});
    while (std::get<core::GuideView>(shell_->view().screen).question) {
      say(core::ChooseGuide{0});
    }
    say(core::OpenGuidePart{core::GuidePart::TakeAway});
  }
  void until_guide(const std::function<bool(const core::GuideView&)>& happens) {
    until([&](const core::View& view) {
      const auto* guide = std::get_if<core::GuideView>(&view.screen);
      return guide != nullptr && happens(*guide);
    });
  }
  void look_at_slip() {
    say(core::GoTo{core::ScreenName::Slip});
    until([](const core::View& view) {
      const auto* slip = std::get_if<core::SlipView>(&view.screen);
      return slip != nullptr && slip->picture;
    });
  }
  core::SlipView slip() const {
    return std::get<core::SlipView>(shell_->view().screen);
  }
  core::FrameView frame() const {
    return shell_->view().frame;
  }
  void until_printer(core::PrinterState state) {
    until([state](const core::View& view) {
      const auto* slip = std::get_if<core::SlipView>(&view.screen);
      return slip != nullptr && slip->printer == state;
    });
  }
  void until_job(Job job) {
    until([job](const core::View& view) {
      const auto* slip = std::get_if<core::SlipView>(&view.screen);
      return slip != nullptr && slip->job == job;
    });
  }
  void pass(std::chrono::milliseconds time) {
    clock_.advance(time);
  }
  Shell& shell() {
    return *shell_;
  }
};

testing::PaperRoll paper_in(const Path& device) {
  std::ifstream file(device, std::ios::binary);
  const std::string taken{std::istreambuf_iterator<char>(file), {}};
  return testing::unroll(bytes_of(taken), kDotsOf58Millimetres);
}

// What comes first: before that, whoever looked at the printer opened and closed it.
Bytes first_page(const testing::FifoEnd& printer) {
  const auto until = std::chrono::steady_clock::now() + testing::kPatience;
  Bytes page = printer.read_some();
  while (page.empty() && std::chrono::steady_clock::now() < until) {
    page = printer.read_some();
  }
  REQUIRE_FALSE(page.empty());
  return page;
}

TEST_CASE("Shell: no printer is a quiet fact", "[shell][slip]") {
  for (const bool is_named : {false, true}) {
    KioskWithPaper kiosk;
    if (is_named) {
      kiosk.name_printer();
    }
    kiosk.begin();
    kiosk.look_at_slip();
    CHECK(kiosk.slip().printer == core::PrinterState::None);
    CHECK(kiosk.slip().picture->dots() == kDotsOf58Millimetres);
    kiosk.say(core::PrintSlip{});
    CHECK(kiosk.slip().job == Job::None);
    kiosk.hand_out(1);
    kiosk.until_saved();
    CHECK_FALSE(kiosk.frame().notice);
  }
}

TEST_CASE("Shell: what is on paper is what was on the screen", "[shell][slip]") {
  KioskWithPaper kiosk;
  kiosk.plug_in();
  kiosk.name_printer();
  kiosk.begin();
  kiosk.look_at_slip();
  kiosk.until_printer(core::PrinterState::Ready);
  const auto shown = kiosk.slip().picture;
  kiosk.say(core::PrintSlip{});
  CHECK(kiosk.slip().job == Job::Printing);
  kiosk.until_job(Job::Printed);
  const testing::PaperRoll roll = paper_in(kiosk.device());
  CHECK(roll.complaint.empty());
  REQUIRE(roll.cut.size() == 1);
  CHECK((roll.cut.front() == *shown));
}

TEST_CASE(
    "Shell: a printer that is plugged in while its screen is open is seen, and wakes nobody "
    "elsewhere",
    "[shell][slip]") {
  constexpr std::chrono::milliseconds kAWhile{5'000};
  KioskWithPaper kiosk;
  kiosk.name_printer();
  kiosk.begin();
  kiosk.look_at_slip();
  kiosk.plug_in();
  kiosk.pass(kAWhile);
  kiosk.until_printer(core::PrinterState::Ready);
  CHECK(kiosk.shell().wait_milliseconds().value_or(kAWhile.count() + 1) <= kAWhile.count());
  kiosk.say(core::GoTo{core::ScreenName::Handout});
  CHECK(kiosk.shell().wait_milliseconds().value_or(0) > kAWhile.count());
}

TEST_CASE("Shell: a stuck printer holds up no frame", "[shell][slip]") {
  KioskWithPaper kiosk;
  // It has a page of room, far less than a slip, and takes nothing for now.
  const testing::FifoEnd stuck(kiosk.device());
  kiosk.name_printer();
  kiosk.begin();
  kiosk.look_at_slip();
  kiosk.until_printer(core::PrinterState::Ready);
  const auto shown = kiosk.slip().picture;
  kiosk.say(core::PrintSlip{});
  kiosk.hand_out(10);
  kiosk.until_saved();
  CHECK(kiosk.slip().job == Job::Printing);
  kiosk.say(core::GoTo{core::ScreenName::Handout});
  kiosk.hand_out(1);
  kiosk.until_saved();
  Bytes taken = first_page(stuck);
  const Bytes rest = stuck.read_all();
  taken.insert(taken.end(), rest.begin(), rest.end());
  const auto roll = testing::unroll(taken, kDotsOf58Millimetres);
  REQUIRE(roll.cut.size() == 1);
  CHECK((roll.cut.front() == *shown));
  kiosk.look_at_slip();
  kiosk.until_job(Job::Printed);
}

TEST_CASE("Shell: a result of the guide goes on paper whole, with none of it recorded",
          "[shell][slip][guide]") {
  KioskWithPaper kiosk;
  kiosk.bring_guide();
  kiosk.plug_in();
  kiosk.name_printer();
  kiosk.start();
  kiosk.walk_guide();
  kiosk.until_guide(
      [](const core::GuideView& guide) { return guide.printer == core::PrinterState::Ready; });
  kiosk.say(core::PrintGuideSlip{});
  kiosk.until_guide([](const core::GuideView& guide) { return guide.job == Job::Printed; });
  const testing::PaperRoll roll = paper_in(kiosk.device());
  CHECK(roll.complaint.empty());
  CHECK(roll.cut.size() == 1);
  CHECK(kiosk.frame().nothing_recorded);
}

TEST_CASE("Shell: lists of a data folder's own without a guide have none, and all else works",
          "[shell][guide]") {
  KioskWithPaper kiosk;
  kiosk.start();
  kiosk.say(core::OpenToResidents{});
  kiosk.say(core::BeginVisit{});
  CHECK_FALSE(std::get<core::ResidentsView>(kiosk.shell().view().screen).has_guide);
}

TEST_CASE("Shell: a printer that goes away half way is said on its screen alone", "[shell][slip]") {
  KioskWithPaper kiosk;
  testing::FifoEnd leaving(kiosk.device());
  kiosk.name_printer();
  kiosk.begin();
  kiosk.look_at_slip();
  kiosk.until_printer(core::PrinterState::Ready);
  kiosk.say(core::PrintSlip{});
  first_page(leaving);
  leaving.close();
  kiosk.until_job(Job::NotPrinted);
  CHECK(kiosk.slip().trouble == core::PrinterState::Unreachable);
  CHECK_FALSE(kiosk.frame().notice);
}

}  // namespace
}  // namespace outreach::kiosk
