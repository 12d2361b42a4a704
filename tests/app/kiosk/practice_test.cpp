// 练习 in the kiosk without its window: what it leaves alone, and what it is no way around.
#include <map>
#include <string>
#include <vector>

#include "app/core/lock.h"
#include "app/kiosk/staff_pins.h"
#include "platform/base/bytes.h"
#include "platform/files/files.h"
#include "tests/app/kiosk/windowless_kiosk.h"
#include "tests/support/seeded_random.h"

namespace outreach::kiosk {
namespace {

constexpr int kRandomTaps = 600;
constexpr std::size_t kFileBytesMax = std::size_t{64} << 20;

class PractisingKiosk : public WindowlessKiosk {
 public:
  PractisingKiosk() {
    start();
  }
  core::View view() const {
    return shell_->view();
  }
  core::FrameView frame() const {
    return shell_->view().frame;
  }
  Shell& shell() {
    return *shell_;
  }
  Date day() const {
    return china_date(clock_.now().wall);
  }
  domain::Totals today() const {
    return std::get<core::HomeView>(shell_->view().screen).today;
  }
  void begin() {
    say(core::GoTo{core::ScreenName::Home});
    say(core::BeginPractice{});
  }
  void pass(std::int64_t milliseconds) {
    clock_.advance(std::chrono::milliseconds(milliseconds));
    shell_->turn();
  }
  // Everything in the kiosk's folder, by name; but what SQLite notes of who reads at the moment.
  std::map<std::string, std::string> files() const {
    SystemFiles system;
    std::map<std::string, std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(options_.data)) {
      if (entry.is_regular_file() && !entry.path().string().ends_with("-shm")) {
        const auto bytes = system.read(entry.path(), kFileBytesMax);
        REQUIRE(bytes);
        found[entry.path().string()] = to_hex(crypto::sha256(*bytes));
      }
    }
    return found;
  }
};

// Anything that any screen may ask for, but to leave practice.
core::Intent any_tap(testing::SeededRandom& random, Date day) {
  const auto one_of = [&](const std::vector<std::string>& names) {
    return names[random.below(names.size())];
  };
  const int amount = 1 + static_cast<int>(random.below(60));
  const std::vector<std::string> leaflets{"legal-aid-card", "who-to-ask-guide"};
  const std::vector<core::Intent> all{
      core::GoTo{static_cast<core::ScreenName>(random.below(9))},
      core::OpenOuting{{domain::OutingKind::Fair, "东关集会", "乐昌镇", day}, "张"},
      core::AnswerDay{random.below(4) > 0},
      core::AnswerClock{random.below(2) == 0},
      core::AnswerResume{random.below(2) == 0 ? core::AnswerResume::Answer::GoOn
                                              : core::AnswerResume::Answer::Close},
      core::ChangeStaff{one_of({"张", "李"})},
      core::AskPin{static_cast<core::PinPurpose>(random.below(7))},
      core::EnterPin{core::PinDigits("2468"), core::PinDigits("1357")},
      core::LeavePin{},
      core::Unlock{"李"},
      core::HandOut{one_of(leaflets), amount},
      core::RecordConsultation{{amount, "land-contract", domain::Pathway::Arbitration,
                                "agriculture", domain::Outcome::AnsweredOnTheSpot}},
      core::RecordStock{one_of(leaflets), domain::StockMovement::TakenOut, amount},
      core::ExplainDifference{one_of(leaflets), core::DifferenceReason::Unknown},
      core::UndoLast{},
      core::Correct{random.below(20), amount, domain::CorrectionReason::Miscount},
      core::RecordAgain{random.below(20)},
      core::SettleReturned{std::nullopt, random.below(20)},
      core::SyncNow{},
      core::WriteToStick{},
      core::RollBackContent{},
      core::TurnPage{1},
      core::BeginPractice{},
      core::DismissNotice{},
      core::SetLanguage{core::Language::English},
      core::SetTypeSize{core::TypeSize::Largest},
      core::SetContrast{core::Contrast::High},
      core::CloseOuting{}};
  // Closing is rare, or there would be little to count.
  const std::size_t common = random.below(8) == 0 ? all.size() : all.size() - 1;
  return all[random.below(common)];
}

TEST_CASE("Practice: nothing reaches the journal, whatever is tapped", "[shell][practice]") {
  PractisingKiosk kiosk;
  kiosk.open_outing();
  // What the start had to write is written before the tap.
  kiosk.hand_out(5);
  kiosk.until_saved();
  kiosk.begin();
  const auto before = kiosk.files();
  REQUIRE_FALSE(before.empty());
  testing::SeededRandom random(11);
  INFO(random.description());
  int counted = 0;
  for (int i = 0; i < kRandomTaps; ++i) {
    kiosk.say(any_tap(random, kiosk.day()));
    kiosk.pass(10);
    REQUIRE(kiosk.frame().practice);
    counted += kiosk.frame().last.state == core::SaveState::Saved ? 1 : 0;
  }
  CHECK(counted > kRandomTaps / 4);  // it was a day's work, there
  kiosk.say(core::EndPractice{});
  CHECK_FALSE(kiosk.frame().practice);
  CHECK(kiosk.frame().language == core::Language::Chinese);
  CHECK(kiosk.today().copies == 5);
  CHECK(kiosk.files() == before);
  kiosk.close();
  kiosk.start();
  CHECK(kiosk.today().copies == 5);
}

TEST_CASE("Practice: begins empty, from the home screen alone, and leaves nothing to the next",
          "[shell][practice]") {
  PractisingKiosk kiosk;
  kiosk.open_outing();
  kiosk.say(core::BeginPractice{});
  CHECK_FALSE(kiosk.frame().practice);
  kiosk.begin();
  REQUIRE(kiosk.frame().practice);
  CHECK_FALSE(kiosk.frame().outing_open);
  kiosk.open_outing();
  kiosk.hand_out(50);
  kiosk.say(core::GoTo{core::ScreenName::Home});
  CHECK(kiosk.today().copies == 50);
  kiosk.say(core::EndPractice{});
  CHECK(kiosk.frame().outing_open);
  CHECK(kiosk.today().copies == 0);
  kiosk.begin();
  CHECK_FALSE(kiosk.frame().outing_open);
}

TEST_CASE("Practice: a tap that was on its way when it began is saved", "[shell][practice]") {
  PractisingKiosk kiosk;
  kiosk.open_outing();
  kiosk.hand_out(5);
  kiosk.begin();
  kiosk.say(core::EndPractice{});
  kiosk.until_saved();
  CHECK(kiosk.today().copies == 5);
}

TEST_CASE("Practice: it locks like the rest, and leads out of the lock to the home screen only",
          "[shell][practice]") {
  PractisingKiosk kiosk;
  kiosk.begin();
  kiosk.open_outing();
  kiosk.pass(core::kStaffIdleMilliseconds);
  REQUIRE(kiosk.frame().lock);
  kiosk.hand_out(5);
  CHECK(kiosk.frame().last.what == core::LastAction::What::OutingOpened);
  kiosk.say(core::EndPractice{});
  CHECK_FALSE(kiosk.frame().practice);
  CHECK(kiosk.frame().screen == core::ScreenName::Home);
}

TEST_CASE("Practice: the supervisor's PIN ends the program, and a refused one is in the record",
          "[shell][practice]") {
  PractisingKiosk kiosk;
  kiosk.open_outing();
  kiosk.set_supervisor("135790");
  kiosk.say(core::DismissNotice{});
  kiosk.begin();
  kiosk.say(core::AskPin{core::PinPurpose::EndProgram});
  REQUIRE(kiosk.frame().pin);
  CHECK(core::has_each_digit(kiosk.frame().pin->order));
  for (int i = 1; i < kFreeTries; ++i) {
    kiosk.give("2468");
    kiosk.until_wrong();
  }
  kiosk.give("2468");
  kiosk.until(
      [](const core::View& view) { return view.frame.pin && view.frame.pin->wait_seconds > 0; });
  CHECK_FALSE(kiosk.shell().wants_end());
  kiosk.pass(kiosk.frame().pin->wait_seconds * 1'000);
  kiosk.give("135790");
  kiosk.until([](const core::View& view) { return !view.frame.pin; });
  CHECK(kiosk.shell().wants_end());
  kiosk.close();
  kiosk.start();
  kiosk.say(core::GoTo{core::ScreenName::Delivery});
  // Opened, and the remark.
  CHECK(std::get<core::DeliveryView>(kiosk.view().screen).recorded == 2);
}

TEST_CASE("Practice: a name with a PIN asks for it, and none can be set or cleared",
          "[shell][practice]") {
  PractisingKiosk kiosk;
  kiosk.open_outing();
  kiosk.say(core::AskPin{core::PinPurpose::SetOwn});
  kiosk.say(core::EnterPin{{}, core::PinDigits("2468")});
  kiosk.until([](const core::View& view) { return !view.frame.staff_with_pin.empty(); });
  kiosk.begin();
  kiosk.say(core::AskPin{core::PinPurpose::SetOwn});
  CHECK_FALSE(kiosk.frame().pin);
  kiosk.say(core::GoTo{core::ScreenName::OpenOuting});
  kiosk.say(core::OpenOuting{{domain::OutingKind::Fair, "东关集会", "乐昌镇", kiosk.day()}, "张"});
  kiosk.say(core::AnswerDay{true});
  REQUIRE(kiosk.frame().pin);
  CHECK(kiosk.frame().pin->purpose == core::PinPurpose::OpenOuting);
  kiosk.say(core::AskPin{core::PinPurpose::ClearForgotten});
  CHECK(kiosk.frame().pin->purpose == core::PinPurpose::OpenOuting);
  kiosk.give("2468");
  kiosk.until([](const core::View& view) { return view.frame.outing_open; });
  CHECK(kiosk.frame().staff == "张");
}

}  // namespace
}  // namespace outreach::kiosk
