// 日小票: the very dots that are printed, and how the printer is.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "app/ui/draw.h"
#include "app/ui/parts.h"
#include "app/ui/print_words.h"
#include "app/ui/slip_pages.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

using core::PrinterState;
using Job = core::PrintJob;

constexpr float kSlipGap = 14;
// White around the dots, as around what is burned on a roll.
constexpr float kPaperMargin = 24;
// While there is no picture yet: of a roll of 58 mm.
constexpr float kSlipDots = 384;
constexpr Color kSlipPaper = hex(0xFFFFFF);

// As many lines as find room, a dot a unit or where it is narrow less; the rest on further pages.
void draw_paper(Canvas& canvas, const Rect& rect, const core::SlipView& view, int& page,
                int& pages) {
  const Theme& theme = canvas.theme();
  if (!view.picture) {
    canvas.box(
        rect,
        {.fill = theme.card, .border = theme.line, .border_width = 2, .radius = kRadiusStaff});
    canvas.text(rect.inset(kPaperMargin),
                view.failed ? tr("The slip cannot be made: ask who looks after this machine")
                            : tr("The slip is being made"),
                {.size = kTextBody, .color = theme.ink2, .align = Align::Centre, .max_lines = 4});
    return;
  }
  canvas.box(rect,
             {.fill = kSlipPaper, .border = theme.line, .border_width = 2, .radius = kRadiusStaff});
  const Rect inside = rect.inset(kPaperMargin);
  const float unit = inside.w / static_cast<float>(view.picture->dots());
  const int fitting = std::max(1, static_cast<int>(inside.h / unit));
  const std::vector<int> starts = slip_pages(*view.picture, fitting);
  pages = static_cast<int>(starts.size());
  page = std::clamp(page, 0, pages - 1);
  const auto at = static_cast<std::size_t>(page);
  const int first = starts[at];
  const int count = (at + 1 < starts.size() ? starts[at + 1] : view.picture->rows()) - first;
  canvas.dots(inside.top_part(static_cast<float>(count) * unit), view.picture, first, count);
}

void draw_slip_head(Canvas& canvas, const Rect& rect, const core::SlipView& view) {
  const Theme& theme = canvas.theme();
  const bool is_compact = canvas.form() == Form::Compact;
  const float title = is_compact ? 38 : 60;
  const float place = is_compact ? 30 : 46;
  const float day = is_compact ? 28 : 40;
  canvas.text(rect.top_part(title), tr("Slip of the day"),
              {.size = kTextTitle, .bold = true, .color = theme.ink});
  canvas.text(rect.without_top(title + (is_compact ? 0.0F : 6.0F))
                  .top_part(place - (is_compact ? 0.0F : 6.0F)),
              view.place, {.size = kTextBody, .bold = true, .color = theme.ink});
  canvas.text(rect.without_top(title + place).top_part(day - 4),
              long_day_words(view.date) + " " + weekday_words(view.date),
              {.size = kTextHint, .color = theme.ink2});
  if (view.is_open) {
    canvas.text(rect.without_top(title + place + day),
                tr("This outing is still open: more may come"),
                {.size = kTextHint, .color = theme.ink2, .max_lines = 2, .pitch = 1.2F});
  }
}

std::optional<core::Intent> draw_slip_buttons(Canvas& canvas, const Rect& rect,
                                              const core::SlipView& view) {
  const GroupScope group(canvas, "slip");
  std::optional<core::Intent> intent;
  if (button(canvas, rect.cell(0, 0, 2, 1, kSlipGap),
             {.label = tr("Back"),
              .icon = "back",
              .size = kTextBody,
              .radius = kRadiusButton,
              .lip = kLipButton,
              .leads_back = true})) {
    intent = core::GoTo{view.is_open ? core::ScreenName::Delivery : core::ScreenName::Summary};
  }
  const Rect right = rect.cell(1, 0, 2, 1, kSlipGap);
  if (view.printer == PrinterState::None) {
    canvas.text(right, printer_words(view.printer),
                {.size = kTextHint,
                 .color = canvas.theme().ink2,
                 .align = Align::Centre,
                 .max_lines = 2,
                 .pitch = 1.2F});
    return intent;
  }
  const bool may_print = view.picture && view.job != Job::Printing;
  if (button(canvas, right,
             {.label = tr("Print"),
              .icon = "printer",
              .tone = &canvas.theme().confirm,
              .state = may_print ? ButtonState::Idle : ButtonState::Disabled,
              .size = kTextBody,
              .radius = kRadiusButton,
              .lip = kLipButton})) {
    intent = core::PrintSlip{};
  }
  return intent;
}

}  // namespace

std::optional<core::Intent> draw_slip(Canvas& canvas, const core::FrameView& frame,
                                      const core::SlipView& view, SlipDraft& draft) {
  const bool is_compact = canvas.form() == Form::Compact;
  const float buttons = is_compact ? 70 : 94;
  const float turn = is_compact ? kStaffTargetMin + 1 : 66;
  const float line_height = is_compact ? 72 : 92;
  std::optional<core::Intent> intent;
  const Rect area = work_area(canvas, frame, intent);
  const float dots = view.picture ? static_cast<float>(view.picture->dots()) : kSlipDots;
  // Where it is tall the paper stands above what is said of it.
  const bool is_tall = canvas.form() == Form::Tall;
  constexpr float kBelowPaper = 500;
  constexpr float kBesidePaper = 440;
  // Words and buttons beside it keep their room.
  const float wide = std::min(dots + 2 * kPaperMargin, is_tall ? area.w : area.w - kBesidePaper);
  const Rect paper =
      is_tall ? Rect{area.centre_x() - wide / 2, area.y, wide, area.h - kBelowPaper - kSlipGap}
              : area.left_part(wide);
  int pages = 1;
  draw_paper(canvas, paper, view, draft.page, pages);
  Rect side = is_tall ? area.bottom_part(kBelowPaper) : area.without_left(paper.w + 2 * kSlipGap);
  if (auto wanted = draw_slip_buttons(canvas, side.bottom_part(buttons), view)) {
    intent = std::move(wanted);
  }
  side = side.without_bottom(buttons + kSlipGap);
  if (pages > 1) {
    draft.page += page_buttons(canvas, side.bottom_part(turn), draft.page, pages);
  }
  side = side.without_bottom(turn + kSlipGap);
  if (const auto line = print_line(canvas.theme(), view.job, view.trouble, view.printer)) {
    banner(canvas, side.bottom_part(line_height), *line);
  }
  draw_slip_head(canvas, side.without_bottom(line_height + kSlipGap), view);
  return intent;
}

}  // namespace outreach::ui
