#include <string>
#include <utility>

#include "tests/app/ui/sample_parts.h"

namespace outreach::ui {
namespace {

using core::PinPurpose;

constexpr core::PadOrder kSamplePad{7, 2, 9, 0, 5, 1, 8, 3, 6, 4};

// As many as a large office has: more than any sheet shows at once.
void add_many_names(core::FrameView& frame) {
  for (const char* surname : {"刘", "陈", "杨", "黄", "周", "吴", "徐"}) {
    for (const char* name : {"国强", "小红", "文"}) {
      frame.staff_choices.push_back(std::string(surname) + name);
    }
  }
}

void add_staff_sheets(std::vector<Sample>& all) {
  add_many_names(copy_of(all, "handout-staff-pins", "handout-staff-many").view.frame);
  Sample& last = copy_of(all, "handout-staff-many", "handout-staff-last-page");
  last.drafts.staff_page = 3;
  copy_of(all, "home", "home-staff").drafts.choosing_staff = true;
  copy_of(all, "home-closed", "home-closed-staff").drafts.choosing_staff = true;
  all.back().view.frame.staff.clear();
}

void add_lock_screens(std::vector<Sample>& all) {
  copy_of(all, "consultation", "lock").view.frame.lock = core::LockView{"张建国"};
  Sample& nobody = copy_of(all, "open-outing-chosen", "lock-nobody");
  nobody.view.frame.lock = core::LockView{};
  const core::PinView asked{PinPurpose::Unlock, "张建国", true};
  const auto locked = [&](const std::string& name, const core::PinView& pin) -> Sample& {
    Sample& made = copy_of(all, "handout", name);
    made.view.frame.lock = core::LockView{"张建国"};
    made.view.frame.staff_with_pin = {"张建国", "李秀英"};
    made.view.frame.pin = pin;
    made.view.frame.pin->order = kSamplePad;
    return made;
  };
  locked("lock-pin", asked);
  core::PinView wrong = asked;
  wrong.answer = core::PinView::Answer::Wrong;
  wrong.tries_left = 1;
  locked("lock-wrong", wrong);
  locked("lock-forgotten", {PinPurpose::ClearForgotten, "张建国", true});
  Sample& who = locked("lock-who", asked);
  who.drafts.lock.choosing_staff = true;
  add_many_names(copy_of(all, "lock-who", "lock-who-many").view.frame);
}

void add_ends(std::vector<Sample>& all) {
  core::PinView asked{PinPurpose::EndProgram, {}, false};
  asked.order = kSamplePad;
  copy_of(all, "home", "end").view.frame.pin = asked;
  asked.lacks_supervisor = true;
  copy_of(all, "home", "end-lacks-supervisor").view.frame.pin = asked;
  copy_of(all, "pin", "pin-scrambled").view.frame.pin->order = kSamplePad;
}

}  // namespace

void add_locks(std::vector<Sample>& all) {
  add_staff_sheets(all);
  add_lock_screens(all);
  add_ends(all);
}

}  // namespace outreach::ui
