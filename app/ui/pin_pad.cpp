#include "app/ui/pin_pad.h"

#include <algorithm>
#include <string>
#include <utility>

#include "app/ui/pin_pad_keys.h"
#include "app/ui/widgets.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

using core::PinPurpose;
using Step = PinDraft::Step;

constexpr float kButtonHeight = 84;

// Where the parts of the pad stand.
struct PinCuts {
  Rect dots;
  Rect hint;
  Rect ways;  // what else the pad leads to, one below the other
  float way_height = kButtonHeight;
  Rect keys;
};

PinCuts pin_cuts(Form form, const Rect& inside) {
  PinCuts made;
  if (form == Form::Tall) {
    constexpr float kKeysTall = 4 * 116 + 3 * kGap;
    made.dots = inside.top_part(120);
    made.hint = inside.without_top(140).top_part(140);
    made.keys = inside.without_top(300).top_part(kKeysTall);
    made.ways = inside.bottom_part(2 * kButtonHeight + 16);
    return made;
  }
  const bool is_compact = form == Form::Compact;
  const Rect left = inside.left_part(inside.w * 0.42F);
  made.keys = inside.without_left(left.w + 24);
  made.dots = left.top_part(is_compact ? 72 : 120);
  made.hint =
      left.without_top(made.dots.h + (is_compact ? 10 : 20)).top_part(is_compact ? 112 : 150);
  made.way_height = is_compact ? kStaffTargetMin + 3 : kButtonHeight;
  made.ways = left.bottom_part(2 * made.way_height + 16);
  return made;
}

bool sets_new(PinPurpose purpose) {
  return purpose == PinPurpose::SetOwn || purpose == PinPurpose::SetSupervisor;
}

Step first_step(const core::PinView& pin) {
  const bool no_old = pin.purpose == PinPurpose::SetSupervisor ||
                      (pin.purpose == PinPurpose::SetOwn && !pin.has_pin);
  return no_old ? Step::New : Step::Current;
}

void begin(PinDraft& draft, const core::PinView& pin) {
  draft = PinDraft{};
  draft.purpose = pin.purpose;
  draft.staff = pin.staff;
  draft.step = first_step(pin);
}

std::string question_words(const core::PinView& pin, Step step) {
  if (pin.purpose == PinPurpose::ClearForgotten || pin.purpose == PinPurpose::EndProgram) {
    return tr("Supervisor's PIN");
  }
  if (pin.purpose == PinPurpose::SetSupervisor) {
    return step == Step::New ? tr("No supervisor's PIN yet: set one now")
                             : tr("Supervisor: once more, please");
  }
  const char* words = tr("{name}: your PIN, please");
  if (step == Step::New) {
    words = tr("{name}: think of a new PIN");
  } else if (step == Step::Again) {
    words = tr("{name}: once more, please");
  } else if (pin.purpose == PinPurpose::Unlock) {
    words = tr("{name}: your PIN to go on");
  } else if (pin.purpose == PinPurpose::EnterStaff) {
    words = tr("{name}: your PIN to enter");
  } else if (pin.purpose == PinPurpose::SetOwn) {
    words = tr("{name}: first the PIN you have now");
  }
  return fill(words, {{"name", pin.staff}});
}

struct Hint {
  const Tone* tone = nullptr;  // null: plain words without a box
  const char* icon = "";
  std::string words;
};

std::string clock_words(std::int64_t seconds) {
  constexpr std::int64_t kMinute = 60;
  const std::string rest = std::to_string(seconds % kMinute);
  return std::to_string(seconds / kMinute) + (rest.size() < 2 ? ":0" : ":") + rest;
}

Hint hint_of(const Theme& theme, const core::PinView& pin, const PinDraft& draft) {
  if (pin.wait_seconds > 0) {
    return {&theme.wheat, "waiting",
            fill(tr("Too many wrong tries.\nAgain in {time}"),
                 {{"time", clock_words(pin.wait_seconds)}})};
  }
  if (pin.checking) {
    return {&theme.saving, "waiting", tr("Checking")};
  }
  const bool untouched = draft.typed.empty() && draft.step == first_step(pin);
  if (draft.differed && draft.typed.empty()) {
    return {&theme.failed, "warning", tr("The two were not alike.\nType the new PIN again")};
  }
  if (untouched && pin.answer == core::PinView::Answer::Wrong) {
    return {&theme.failed, "warning",
            pin.tries_left > 0
                ? fill(tr("Wrong PIN. Tries left: {n}"), {{"n", std::to_string(pin.tries_left)}})
                : std::string(tr("Wrong PIN. Please try again"))};
  }
  if (untouched && pin.answer == core::PinView::Answer::Failed) {
    return {&theme.failed, "warning", tr("The disk did not answer. Please try again")};
  }
  if (pin.purpose == PinPurpose::ClearForgotten) {
    return {nullptr, "", fill(tr("It takes {name}'s PIN away"), {{"name", pin.staff}})};
  }
  if (pin.purpose == PinPurpose::EndProgram) {
    return {nullptr, "", tr("It ends the program")};
  }
  if (draft.step != Step::Current) {
    return {nullptr, "", tr("4 to 8 digits,\nno birthday")};
  }
  return {nullptr, "", tr("4 to 8 digits")};
}

void draw_hint(Canvas& canvas, const Rect& rect, const Hint& hint) {
  const Theme& theme = canvas.theme();
  if (hint.tone == nullptr) {
    canvas.text(rect, hint.words,
                {.size = kTextBody,
                 .color = theme.ink2,
                 .vertical = Align::Start,
                 .max_lines = 3,
                 .pitch = 1.25F,
                 .prefers_one_line = false});
    return;
  }
  canvas.box(rect, {.fill = hint.tone->fill,
                    .border = hint.tone->border,
                    .border_width = 2,
                    .radius = kRadiusStaff});
  const Rect inside = rect.inset(16, 8);
  constexpr float kIcon = 44;
  canvas.icon({inside.x, inside.centre_y() - kIcon / 2, kIcon, kIcon}, hint.icon, hint.tone->icon);
  canvas.text(inside.without_left(kIcon + 16), hint.words,
              {.size = kTextBody,
               .bold = true,
               .color = hint.tone->text,
               .max_lines = 3,
               .pitch = 1.2F,
               .prefers_one_line = false});
}

// Takes the typed digits to the next step; an intent once all are there.
std::optional<core::Intent> take(PinDraft& draft, const core::PinView& pin) {
  if (draft.step == Step::Current && sets_new(pin.purpose)) {
    draft.old = std::move(draft.typed);
    draft.step = Step::New;
    return std::nullopt;
  }
  if (draft.step == Step::New) {
    draft.fresh = std::move(draft.typed);
    draft.step = Step::Again;
    draft.differed = false;
    return std::nullopt;
  }
  if (draft.step == Step::Again && draft.typed != draft.fresh) {
    draft.typed.wipe();
    draft.fresh.wipe();
    draft.step = Step::New;
    draft.differed = true;
    return std::nullopt;
  }
  core::EnterPin intent;
  if (draft.step == Step::Again) {
    intent = {std::move(draft.old), std::move(draft.fresh)};
  } else {
    intent.digits = std::move(draft.typed);
  }
  begin(draft, pin);
  return intent;
}

// Nothing to type: only words and the way back.
std::optional<core::Intent> draw_lacking_supervisor(Canvas& canvas, const Rect& at) {
  const Theme& theme = canvas.theme();
  const Rect inside = sheet(canvas, at, {}, {});
  constexpr float kIcon = 96;
  const float middle = std::max(inside.centre_y() - 60, inside.y + 90);
  canvas.icon({inside.centre_x() - kIcon / 2,
               middle - (canvas.form() == Form::Compact ? 130.0F : 150.0F), kIcon, kIcon},
              "lock", theme.ink2);
  canvas.text({inside.x, middle - 30, inside.w, 70}, tr("There is no supervisor's PIN yet"),
              {.size = kTextTitle, .bold = true, .color = theme.ink, .align = Align::Centre});
  canvas.text({inside.x, middle + 50, inside.w, 60},
              tr("Please ask whoever looks after this machine to set it"),
              {.size = kTextBody, .color = theme.ink2, .align = Align::Centre});
  constexpr float kBackWidth = 420;
  const Rect foot = inside.bottom_part(kButtonHeight);
  if (button(canvas, {foot.centre_x() - kBackWidth / 2, foot.y, kBackWidth, foot.h},
             {.label = tr("Back"), .icon = "back", .size = kTextBody, .leads_back = true})) {
    return core::LeavePin{};
  }
  return std::nullopt;
}

// What else the pad leads to, below the dots. From a lock nothing leads back.
std::optional<core::Intent> draw_ways_out(Canvas& canvas, const PinCuts& cuts,
                                          const core::PinView& pin) {
  std::optional<core::Intent> intent;
  const bool leads_back = pin.purpose != PinPurpose::Unlock;
  const Rect upper =
      cuts.ways.without_bottom(leads_back ? cuts.way_height + 16 : 0).bottom_part(cuts.way_height);
  const ButtonState state = pin.checking ? ButtonState::Disabled : ButtonState::Idle;
  const bool forgets = pin.has_pin && pin.purpose != PinPurpose::ClearForgotten;
  if (!pin.changes_none && (forgets || pin.may_set_supervisor) &&
      button(canvas, upper,
             {.label = forgets ? tr("Forgot the PIN") : tr("Set the supervisor's PIN"),
              .icon = forgets ? "question" : "lock",
              .state = state,
              .size = kTextBody})) {
    intent = core::AskPin{forgets ? PinPurpose::ClearForgotten : PinPurpose::SetSupervisor};
  }
  if (leads_back &&
      button(canvas, cuts.ways.bottom_part(cuts.way_height),
             {.label = tr("Back"), .icon = "back", .size = kTextBody, .leads_back = true})) {
    intent = core::LeavePin{};
  }
  return intent;
}

}  // namespace

std::optional<core::Intent> draw_pin_pad(Canvas& canvas, float below, const core::PinView& pin,
                                         PinDraft& draft) {
  const GroupScope group(canvas, "pin");
  if (draft.purpose != pin.purpose || draft.staff != pin.staff) {
    begin(draft, pin);
  }
  const Rect screen = canvas.screen();
  // The whole screen below the bar: half a screen beside it would only distract.
  const Rect at = screen.without_top(below).inset(kStaffMargin, 12);
  if (pin.lacks_supervisor) {
    return draw_lacking_supervisor(canvas, at);
  }
  const Rect inside = sheet(canvas, at, question_words(pin, draft.step), {});
  const PinCuts cuts = pin_cuts(canvas.form(), inside);
  draw_pin_dots(canvas, cuts.dots, draft.typed.size());
  draw_hint(canvas, cuts.hint, hint_of(canvas.theme(), pin, draft));
  std::optional<core::Intent> intent;
  const bool enabled = !pin.checking && pin.wait_seconds == 0;
  const bool goes_on =
      draft.step == Step::New || (draft.step == Step::Current && sets_new(pin.purpose));
  if (draw_pin_keys(canvas, cuts.keys, pin.order, enabled, goes_on, draft.typed)) {
    intent = take(draft, pin);
  }
  if (auto way_out = draw_ways_out(canvas, cuts, pin)) {
    intent = std::move(way_out);
  }
  return intent;
}

}  // namespace outreach::ui
