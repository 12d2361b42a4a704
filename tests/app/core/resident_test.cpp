// Residents' visits: what ends them, what they leave behind, and what is out of their reach.
#include "app/core/resident.h"

#include "tests/app/core/stall.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

void leave_alone(Stall& stall, std::int64_t milliseconds) {
  Now now = stall.now();
  now.wall += std::chrono::milliseconds(milliseconds);
  now.monotonic.milliseconds += milliseconds;
  stall.set_time(now);
  stall.input(Tick{});
}

// Staff have handed the screen over, and somebody has touched it.
Stall with_resident(StaffPins pins = {}) {
  Stall stall;
  stall.set_pins(std::move(pins));
  stall.input(Intent{OpenToResidents{}});
  stall.input(Intent{BeginVisit{}});
  return stall;
}

bool asks(const Stall& stall) {
  return stall.view().frame.still_there.has_value();
}

ScreenName screen_shown(const Stall& stall) {
  return stall.view().frame.screen;
}

TEST_CASE("Visit: staff hand the screen over, a touch begins one", "[core][resident]") {
  Stall stall;
  stall.input(Intent{OpenToResidents{}});
  CHECK(screen_shown(stall) == ScreenName::Attract);
  CHECK(std::get<SaveSettings>(stall.commands().back()).settings.self_service);
  stall.input(Intent{BeginVisit{}});
  CHECK(screen_shown(stall) == ScreenName::Residents);
}

TEST_CASE("Attract screen: a kiosk that is switched on in residents' hands shows its first picture",
          "[core][resident]") {
  Started started;
  started.settings.self_service = true;
  for (const std::int64_t since_boot : {0, 14'000, 123'456'789}) {
    const Now now{{}, MonotonicTime{since_boot}};
    const Step step = update({}, Event{started}, now);
    const View view = make_view(step.state, now);
    REQUIRE(std::holds_alternative<AttractView>(view.screen));
    CHECK(std::get<AttractView>(view.screen).picture == 0);
  }
}

TEST_CASE("Visit: after 60 s untouched the screen asks, and not at 59", "[core][resident]") {
  Stall stall = with_resident();
  leave_alone(stall, 59'000);
  CHECK_FALSE(asks(stall));
  leave_alone(stall, 1'000);
  REQUIRE(asks(stall));
  CHECK(stall.view().frame.still_there->seconds == 30);
  CHECK(screen_shown(stall) == ScreenName::Residents);
}

TEST_CASE("Visit: whoever answers goes on as often as they like", "[core][resident]") {
  Stall stall = with_resident();
  for (int i = 0; i < 20; ++i) {
    leave_alone(stall, 60'000);
    REQUIRE(asks(stall));
    leave_alone(stall, 29'000);
    REQUIRE(asks(stall));
    stall.input(Touched{});
    stall.input(Intent{StayHere{}});
    REQUIRE_FALSE(asks(stall));
    REQUIRE(screen_shown(stall) == ScreenName::Residents);
  }
}

TEST_CASE("Visit: where nobody answers for 30 s, all of it is gone", "[core][resident]") {
  Stall stall = with_resident();
  stall.input(Intent{SetTypeSize{TypeSize::Largest}});
  stall.input(Intent{SetLanguage{Language::English}});
  stall.input(Intent{SetContrast{Contrast::High}});
  leave_alone(stall, 60'000);
  leave_alone(stall, 29'000);
  CHECK(screen_shown(stall) == ScreenName::Residents);
  leave_alone(stall, 1'000);
  CHECK(screen_shown(stall) == ScreenName::Attract);
  CHECK_FALSE(asks(stall));
  stall.input(Intent{BeginVisit{}});
  const FrameView next = stall.view().frame;
  CHECK(next.type_size == TypeSize::Standard);
  CHECK(next.language == Language::Chinese);
  CHECK(next.contrast == Contrast::Normal);
}

TEST_CASE("Visit: a turn that comes an hour late still asks first", "[core][resident]") {
  Stall stall = with_resident();
  leave_alone(stall, 3'600'000);
  REQUIRE(asks(stall));
  CHECK(stall.view().frame.still_there->seconds == 30);
}

TEST_CASE("Visit: how a resident wants the screen is not kept", "[core][resident]") {
  Stall stall = with_resident();
  const std::size_t before = stall.commands().size();
  stall.input(Intent{SetTypeSize{TypeSize::Large}});
  CHECK(stall.view().frame.type_size == TypeSize::Large);
  CHECK(stall.state().settings.type_size == TypeSize::Standard);
  CHECK(stall.commands().size() == before);
}

TEST_CASE("Visit: nothing of staff's is within a resident's reach", "[core][resident]") {
  Stall stall;
  stall.open();
  stall.hand_out("guide", 5);
  stall.input(Intent{GoTo{ScreenName::Home}});
  stall.save_all();
  stall.input(Intent{OpenToResidents{}});
  stall.input(Intent{BeginVisit{}});
  const View before = stall.view();
  for (const Intent& intent :
       {Intent{GoTo{ScreenName::Today}}, Intent{GoTo{ScreenName::Home}}, Intent{CloseOuting{}},
        Intent{UndoLast{}}, Intent{HandOut{"guide", 5}}, Intent{ChangeStaff{"李"}},
        Intent{AskPin{PinPurpose::EndProgram}}, Intent{AskPin{PinPurpose::SetOwn}},
        Intent{BeginPractice{}}, Intent{SyncNow{}}, Intent{WriteToStick{}},
        Intent{RollBackContent{}}, Intent{Unlock{"李"}}, Intent{SetSounds{true}}}) {
    stall.input(intent);
    CHECK(stall.view() == before);
    CHECK(stall.asked().empty());
  }
}

TEST_CASE("Visit: the way to staff's screens asks for the PIN of who has one", "[core][resident]") {
  Stall stall = with_resident({{"张"}, false});
  stall.input(Intent{EnterStaff{"张"}});
  CHECK(screen_shown(stall) == ScreenName::Residents);
  REQUIRE(stall.view().frame.pin);
  CHECK(stall.view().frame.pin->purpose == PinPurpose::EnterStaff);
  stall.input(Intent{EnterPin{PinDigits("4711"), {}}});
  const Ticket ticket = std::get<CheckPin>(stall.commands().back()).ticket;
  stall.input(Event{PinAnswered{ticket, PinAnswered::Result::Ok}});
  CHECK(screen_shown(stall) == ScreenName::Home);
  CHECK(stall.state().staff == "张");
  CHECK_FALSE(stall.state().settings.self_service);
}

TEST_CASE("Visit: who has no PIN enters by a tap on the name, and a name of nobody does not",
          "[core][resident]") {
  Stall stall = with_resident();
  stall.input(Intent{EnterStaff{""}});
  CHECK(screen_shown(stall) == ScreenName::Residents);
  stall.input(Intent{EnterStaff{"李"}});
  CHECK(screen_shown(stall) == ScreenName::Home);
}

TEST_CASE("Visit: a pad left open asks nobody and goes with the visit", "[core][resident]") {
  Stall stall = with_resident({{"张"}, false});
  stall.input(Intent{EnterStaff{"张"}});
  leave_alone(stall, 60'000);
  CHECK_FALSE(stall.view().frame.pin);
  leave_alone(stall, 30'000);
  CHECK(screen_shown(stall) == ScreenName::Attract);
}

TEST_CASE("Visit: the attract screen changes its picture every nine seconds", "[core][resident]") {
  Stall stall;
  stall.input(Intent{OpenToResidents{}});
  CHECK(stall.screen<AttractView>().picture == 0);
  CHECK(next_picture_at(stall.state(), stall.now()) ==
        MonotonicTime{stall.now().monotonic.milliseconds + kAttractPictureMilliseconds});
  leave_alone(stall, kAttractPictureMilliseconds);
  CHECK(stall.screen<AttractView>().picture == 1);
  leave_alone(stall, 2 * kAttractPictureMilliseconds);
  CHECK(stall.screen<AttractView>().picture == 0);
  CHECK_FALSE(visit_due(stall.state()));
}

TEST_CASE("Visit: what the outing asks waits until staff are there", "[core][resident]") {
  Stall stall = with_resident();
  Now next_day = stall.now();
  next_day.wall += std::chrono::hours(24);
  stall.set_time(next_day);
  stall.input(Tick{});
  CHECK_FALSE(stall.view().frame.resume);
  CHECK_FALSE(stall.view().frame.notice);
}

TEST_CASE("Visit: the screen stays in residents' hands over a restart", "[core][resident]") {
  AppState state;
  Started started;
  started.catalogue = sample_catalogue();
  started.settings.self_service = true;
  const Step step = update(std::move(state), Event{started}, at("10:42"));
  CHECK(step.state.screen == ScreenName::Attract);
}

TEST_CASE("Visit: practice is not handed over", "[core][resident]") {
  Stall stall;
  AppState practice = stall.state();
  practice.is_practice = true;
  const Step step = update(practice, Intent{OpenToResidents{}}, stall.now());
  CHECK(step.state.screen == ScreenName::Home);
}

}  // namespace
}  // namespace outreach::core
