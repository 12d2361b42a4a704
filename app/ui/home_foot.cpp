#include "app/ui/home_foot.h"

#include <algorithm>

#include "app/ui/widgets.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr float kStatusTall = 84;
constexpr int kFootButtons = 5;
constexpr int kFootUpperTall = 3;

void draw_where_records_are(Canvas& canvas, const core::FrameView& frame, const Rect& rect) {
  const Theme& theme = canvas.theme();
  if (frame.practice) {
    banner(canvas, rect, {.icon = "repeat", .words = tr("Practice"), .tone = &theme.note});
    return;
  }
  Banner look{.icon = "outing", .words = rest_words(frame), .tone = &theme.note};
  if (frame.waiting > 0) {
    const char* words =
        frame.enrolled ? tr("{n} waiting to be sent") : tr("{n} kept on this machine");
    look = {.icon = frame.enrolled ? "waiting" : "disk",
            .words = fill(words, {{"n", with_thousands(frame.waiting)}}),
            .tone = &theme.wheat};
  } else if (!frame.nothing_recorded) {
    look.icon = "delivered";
    look.tone = &theme.saved;
  }
  banner(canvas, rect, look);
}

}  // namespace

const char* rest_words(const core::FrameView& frame) {
  return frame.nothing_recorded ? tr("Nothing recorded yet") : tr("All delivered");
}

float home_foot_height(Form form) {
  return form == Form::Tall ? kStatusTall + kGapTiles + 2 * kResidentTargetMin + kGapFoot
                            : kResidentTargetMin;
}

std::optional<core::Intent> draw_home_foot(Canvas& canvas, const core::FrameView& frame,
                                           const Rect& bar, HomeDraft& draft,
                                           bool& choosing_staff) {
  std::optional<core::Intent> intent;
  const bool is_compact = canvas.form() == Form::Compact;
  const bool is_tall = canvas.form() == Form::Tall;
  const float status = is_compact ? 216 : std::max(360.0F, bar.w * 0.3F);
  draw_where_records_are(canvas, frame,
                         is_tall ? bar.top_part(kStatusTall) : bar.left_part(status));
  const Rect rest =
      is_tall ? bar.without_top(kStatusTall + kGapTiles) : bar.without_left(status + kGapFoot);
  // Where it is tall in two rows.
  const auto place = [&](int i) {
    if (!is_tall) {
      return rest.cell(i, 0, kFootButtons, 1, kGapFoot);
    }
    const bool is_upper = i < kFootUpperTall;
    return is_upper ? rest.cell(i, 0, kFootUpperTall, 2, kGapFoot)
                    : rest.cell(i - kFootUpperTall, 1, kFootButtons - kFootUpperTall, 2, kGapFoot);
  };
  const auto foot_button = [&](int i, const char* label, const char* icon) {
    return button(canvas, place(i),
                  {.label = label,
                   .icon = is_compact ? "" : icon,  // the words need the room

                   .size = is_compact ? kTextNote : kTextBody,
                   .radius = kRadiusButton,
                   .lip = kLipButton,
                   .max_lines = 2});
  };
  using core::TypeSize;
  const bool largest = frame.type_size == TypeSize::Largest;
  if (foot_button(0, largest ? tr("Standard type") : tr("Larger type"), "big-type")) {
    intent = core::SetTypeSize{largest                                 ? TypeSize::Standard
                               : frame.type_size == TypeSize::Standard ? TypeSize::Large
                                                                       : TypeSize::Largest};
  }
  const bool high = frame.contrast == core::Contrast::High;
  if (foot_button(1, high ? tr("Normal colours") : tr("High contrast"), "contrast")) {
    intent = core::SetContrast{high ? core::Contrast::Normal : core::Contrast::High};
  }
  const bool chinese = frame.language == core::Language::Chinese;
  if (foot_button(2, chinese ? "English" : "中文", "language")) {
    intent = core::SetLanguage{chinese ? core::Language::English : core::Language::Chinese};
  }
  if (foot_button(3, tr("Staff"), "staff")) {
    choosing_staff = true;
  }
  if (foot_button(4, tr("More"), "plus")) {
    draft.showing_more = true;
  }
  return intent;
}

}  // namespace outreach::ui
