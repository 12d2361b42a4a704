#include "app/ui/lock_screen.h"

#include <algorithm>
#include <string>

#include "app/ui/pin_pad.h"
#include "app/ui/staff_sheet.h"
#include "app/ui/widgets.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr float kLockBarHeight = 76;

Rect below_lock_bar(const Canvas& canvas) {
  return canvas.screen().without_top(kLockBarHeight).inset(kStaffMargin, 12);
}

// Where the staff bar is otherwise, with 换人 where the person stands on it.
void draw_lock_bar(Canvas& canvas, const core::FrameView& frame, LockDraft& draft) {
  const Theme& theme = canvas.theme();
  const Rect bar = canvas.screen().top_part(kLockBarHeight);
  canvas.fill(bar, theme.bar);
  if (theme.high_contrast) {
    canvas.fill(bar.bottom_part(3), theme.accent);
  }
  constexpr float kLockIcon = 40;
  canvas.icon({bar.x + kStaffMargin, bar.centre_y() - kLockIcon / 2, kLockIcon, kLockIcon}, "lock",
              theme.bar_text);
  constexpr float kBadge = 240;
  const Rect badge{bar.right() - kBadge - 10, bar.y + 8, kBadge, 60};
  canvas.text(bar.without_left(kStaffMargin + kLockIcon + 16).without_right(kBadge + 30),
              tr("Locked"), {.size = kTextHint, .bold = true, .color = theme.bar_text});
  if (!frame.staff_choices.empty() &&
      bar_badge(canvas, badge, tr("Somebody else"), tr("Somebody else"))) {
    draft.choosing_staff = !draft.choosing_staff;
    draft.staff_page = 0;
  }
}

std::optional<core::Intent> draw_who_goes_on(Canvas& canvas, const core::FrameView& frame,
                                             LockDraft& draft) {
  const Rect inside = sheet(canvas, below_lock_bar(canvas), tr("Who goes on?"), {});
  constexpr float kFoot = 84;
  std::optional<core::Intent> intent;
  const auto name = staff_names(canvas, inside.without_bottom(kFoot + 14), frame, frame.lock->staff,
                                draft.staff_page);
  if (name) {
    intent = core::Unlock{*name};
  }
  const bool leaves =
      button(canvas, inside.bottom_part(kFoot),
             {.label = tr("Back"), .icon = "back", .size = kTextBody, .leads_back = true});
  draft.choosing_staff = !name && !leaves;
  return intent;
}

std::optional<core::Intent> draw_one_tap(Canvas& canvas, const core::FrameView& frame) {
  const Theme& theme = canvas.theme();
  const Rect inside = sheet(canvas, below_lock_bar(canvas), {}, {});
  constexpr float kLockIcon = 96;
  const float middle = std::max(inside.centre_y() - 60, inside.y + 90);
  canvas.icon({inside.centre_x() - kLockIcon / 2,
               middle - (canvas.form() == Form::Compact ? 130.0F : 150.0F), kLockIcon, kLockIcon},
              "lock", theme.ink2);
  canvas.text({inside.x, middle - 30, inside.w, 70}, tr("Locked: tap to go on"),
              {.size = kTextTitle, .bold = true, .color = theme.ink, .align = Align::Centre});
  if (!frame.lock->staff.empty()) {
    canvas.text({inside.x, middle + 50, inside.w, 60}, frame.lock->staff,
                {.size = kTextBody, .color = theme.ink2, .align = Align::Centre});
  }
  constexpr float kGoOnWidth = 480;
  constexpr float kGoOnHeight = 120;
  const Rect foot = inside.bottom_part(kGoOnHeight);
  if (button(canvas, {foot.centre_x() - kGoOnWidth / 2, foot.y, kGoOnWidth, foot.h},
             {.label = tr("Go on"), .icon = "next", .tone = &theme.primary, .size = kTextTitle})) {
    return core::Unlock{frame.lock->staff};
  }
  return std::nullopt;
}

}  // namespace

std::optional<core::Intent> draw_lock_screen(Canvas& canvas, const core::FrameView& frame,
                                             LockDraft& draft, PinDraft& typed) {
  const GroupScope group(canvas, "lock");
  draw_lock_bar(canvas, frame, draft);
  if (frame.pin && !draft.choosing_staff) {
    return draw_pin_pad(canvas, kLockBarHeight, *frame.pin, typed);
  }
  typed = PinDraft{};
  return draft.choosing_staff ? draw_who_goes_on(canvas, frame, draft)
                              : draw_one_tap(canvas, frame);
}

}  // namespace outreach::ui
