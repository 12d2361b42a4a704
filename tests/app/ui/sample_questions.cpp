#include <string>
#include <utility>

#include "tests/app/ui/sample_parts.h"

namespace outreach::ui {
namespace {

using core::MirrorState;
using core::Notice;
using core::PinPurpose;

void add_pads(std::vector<Sample>& all) {
  const auto pad = [&](const std::string& name, core::PinView pin, const std::string& typed,
                       PinDraft::Step step = PinDraft::Step::Current) {
    Sample& made = copy_of(all, "handout", name);
    made.view.frame.staff_with_pin = {"张建国", "李秀英"};
    made.drafts.pin.purpose = pin.purpose;
    made.drafts.pin.staff = pin.staff;
    made.drafts.pin.step = step;
    made.drafts.pin.typed = core::PinDigits(typed);
    made.view.frame.pin = std::move(pin);
  };
  const core::PinView asked{PinPurpose::SwitchStaff, "李秀英", true};
  pad("pin", asked, "123");
  core::PinView wrong = asked;
  wrong.answer = core::PinView::Answer::Wrong;
  wrong.tries_left = 2;
  pad("pin-wrong", wrong, "");
  core::PinView locked = asked;
  locked.wait_seconds = 28;
  pad("pin-locked", locked, "");
  core::PinView checking = asked;
  checking.checking = true;
  pad("pin-checking", checking, "");
  core::PinView failed = asked;
  failed.answer = core::PinView::Answer::Failed;
  pad("pin-failed", failed, "");
  pad("pin-own", {PinPurpose::SetOwn, "张建国", true}, "");
  pad("pin-new", {PinPurpose::SetOwn, "张建国", false}, "12345678", PinDraft::Step::New);
  pad("pin-again", {PinPurpose::SetOwn, "张建国", false}, "", PinDraft::Step::Again);
  pad("pin-differed", {PinPurpose::SetOwn, "张建国", false}, "", PinDraft::Step::New);
  all.back().drafts.pin.differed = true;
  pad("pin-forgotten", {PinPurpose::ClearForgotten, "李秀英", true}, "");
  core::PinView lacking{PinPurpose::ClearForgotten, "李秀英", true};
  lacking.lacks_supervisor = true;
  pad("pin-lacks-supervisor", lacking, "");
  core::PinView first{PinPurpose::SetOwn, "张建国", false};
  first.may_set_supervisor = true;
  pad("pin-first", first, "", PinDraft::Step::New);
  all.back().view.frame.staff_with_pin.clear();
  pad("pin-supervisor", {PinPurpose::SetSupervisor, "张建国", false}, "", PinDraft::Step::New);
  all.back().view.frame.staff_with_pin.clear();
}

void add_days(std::vector<Sample>& all) {
  const Date day = std::chrono::year{2027} / 1 / 10;
  const auto ask = [&](const std::string& name) -> core::OpenOutingView& {
    Sample& made = copy_of(all, "open-outing-chosen", name);
    auto& view = std::get<core::OpenOutingView>(made.view.screen);
    view.question = core::OpenOutingView::DayQuestion{day, "史村集市", true, false};
    return view;
  };
  ask("day");
  core::OpenOutingView& future = ask("day-future");
  future.question->is_today = false;
  future.question->in_future = true;
  for (const auto& [name, doubt] :
       {std::pair{"day-doubt", core::ClockDoubt::BeforeBuild},
        std::pair{"day-doubt-county", core::ClockDoubt::DisagreesWithCounty}}) {
    core::OpenOutingView& doubted = ask(name);
    doubted.clock_trusted = false;
    doubted.clock_doubt = doubt;
    doubted.question->is_today = false;
  }
  Sample& choosing = copy_of(all, "open-outing", "open-outing-doubt");
  auto& view = std::get<core::OpenOutingView>(choosing.view.screen);
  view.clock_trusted = false;
  view.clock_doubt = core::ClockDoubt::BeforeCountyTime;
}

void add_notices(std::vector<Sample>& all) {
  const auto say = [&](const std::string& screen, Notice::Tone tone, Notice::What what) -> Notice& {
    Sample& made =
        copy_of(all, screen, "notice-" + std::to_string(static_cast<int>(what)) + "-" + screen);
    made.view.frame.notice = Notice{tone, what};
    return *made.view.frame.notice;
  };
  // The longest of each kind; on the fullest screen, and at home.
  for (const std::string screen : {"handout", "home"}) {
    Notice& epoch = say(screen, Notice::Tone::Waiting, Notice::What::EpochBegan);
    epoch.epoch = domain::EpochReason::CountyDiffers;
    epoch.lost = 1'234;
    epoch.taken_over = 1'288;
    say(screen, Notice::Tone::Waiting, Notice::What::EntriesDamaged).count = 12;
  }
  for (const Notice::What what :
       {Notice::What::OutingEnding, Notice::What::UnknownBarcode, Notice::What::DiskNearlyFull,
        Notice::What::DiskReserveInUse, Notice::What::MirrorMissing, Notice::What::MirrorFull,
        Notice::What::MirrorWriteProtected, Notice::What::MirrorFailed, Notice::What::SyncMalformed,
        Notice::What::SyncOwnDisk, Notice::What::SyncDiverged}) {
    say("handout", Notice::Tone::Waiting, what);
  }
  for (const Notice::What what : {Notice::What::PinSet, Notice::What::PinCleared}) {
    say("consultation", Notice::Tone::Saved, what).detail = "李秀英";
  }
  say("consultation", Notice::Tone::Saved, Notice::What::SupervisorPinSet);
}

void add_deliveries(std::vector<Sample>& all) {
  const auto with = [&](const std::string& name, MirrorState state, std::int64_t behind) {
    Sample& made = copy_of(all, "delivery", name);
    auto& view = std::get<core::DeliveryView>(made.view.screen);
    view.mirror = state;
    view.mirror_behind = behind;
    return &view;
  };
  with("delivery-mirror", MirrorState::Fine, 0);
  core::DeliveryView* missing = with("delivery-mirror-missing", MirrorState::Missing, 1'234);
  missing->free_disk_bytes = 5'000'000;
  missing->disk_room = core::DiskRoom::ReserveInUse;
  missing->clock_trusted = false;
  missing->clock_doubt = core::ClockDoubt::DisagreesWithCounty;
  missing->trouble = core::DeliveryView::Trouble::OwnDisk;
  missing->link = core::DeliveryView::Link::Held;
}

void add_content(std::vector<Sample>& all) {
  constexpr Date kMade{std::chrono::year{2127} / 1 / 10};
  const auto with = [&](const std::string& from, const std::string& name) {
    auto& view = std::get<core::DeliveryView>(copy_of(all, from, name).view.screen);
    view.content = {12, kMade, kMade, false, 11, 0, core::ContentRefusal::None};
    return &view;
  };
  with("delivery-done", "delivery-content");
  core::DeliveryView* expired = with("delivery-done", "delivery-content-expired");
  expired->mirror = MirrorState::Fine;
  expired->content.is_expired = true;
  with("delivery", "delivery-content-arrived")->content.arrived = 13;
  with("delivery-stick", "delivery-content-stick");
  with("delivery-by-stick", "delivery-content-by-stick");
  with("delivery", "delivery-content-refused")->content.refusal =
      core::ContentRefusal::ClockDoubted;
}

}  // namespace

void add_questions(std::vector<Sample>& all) {
  Sample& staff = copy_of(all, "handout-staff", "handout-staff-pins");
  staff.view.frame.staff_with_pin = {"张建国", "李秀英"};
  add_pads(all);
  add_days(all);
  add_notices(all);
  add_deliveries(all);
  add_content(all);
}

}  // namespace outreach::ui
