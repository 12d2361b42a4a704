// 今日: every record of the outing, where it is, and its correction.
#include <array>
#include <string>

#include "app/ui/draw.h"
#include "app/ui/parts.h"
#include "app/ui/today_correction.h"
#include "app/ui/today_rows.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr float kPaperSheetButton = 270;
constexpr float kClosedHeight = 74;

// Heights of what stands around the list.
struct TodayCuts {
  float totals = 72;
  float filters = 62;
  float pages = 66;
  float gap = 10;
};

TodayCuts today_cuts(Form form) {
  constexpr float kLeast = kStaffTargetMin + 1;
  return form == Form::Compact ? TodayCuts{kLeast, kLeast, kLeast, 6} : TodayCuts{};
}

void draw_totals(Canvas& canvas, const Rect& rect, const domain::Totals& totals) {
  const Theme& theme = canvas.theme();
  struct Figure {
    const char* label;
    std::int64_t value;
  };
  const std::array figures{Figure{tr("Parties"), totals.parties},
                           Figure{tr("People"), totals.people},
                           Figure{tr("Copies"), totals.copies}};
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const Rect cell = rect.cell(static_cast<int>(i), 0, 3, 1, 12);
    canvas.box(cell, {.fill = theme.note.fill,
                      .border = theme.note.border,
                      .border_width = 2,
                      .radius = kRadiusStaff});
    const Rect inside = cell.inset(canvas.form() == Form::Wide ? 22.0F : 12.0F, 8);
    const Rect label = canvas.text(inside.left_part(inside.w * 0.5F), figures[i].label,
                                   {.size = kTextHint, .color = theme.note.text});
    canvas.text(inside.without_left(label.w + 12), with_thousands(figures[i].value),
                {.size = kTextTitle, .bold = true, .color = theme.note.text, .align = Align::End});
  }
}

std::optional<core::Intent> draw_filters(Canvas& canvas, const Rect& rect,
                                         core::TodayFilter chosen) {
  const GroupScope group(canvas, "filters");
  struct Filter {
    core::TodayFilter filter;
    const char* label;
  };
  const std::array filters{Filter{core::TodayFilter::All, tr("All")},
                           Filter{core::TodayFilter::Handouts, tr("Handouts")},
                           Filter{core::TodayFilter::Advice, tr("Advice")},
                           Filter{core::TodayFilter::Corrections, tr("Corrections")},
                           Filter{core::TodayFilter::Returned, tr("Returned")}};
  std::optional<core::Intent> intent;
  for (std::size_t i = 0; i < filters.size(); ++i) {
    const Rect cell = rect.cell(static_cast<int>(i), 0, static_cast<int>(filters.size()), 1, kGap);
    if (choice(canvas, cell,
               {.label = filters[i].label, .selected = filters[i].filter == chosen})) {
      intent = core::ChooseFilter{filters[i].filter};
    }
  }
  return intent;
}

// The pages of a long day, with its first and last at once.
std::optional<core::Intent> draw_pages(Canvas& canvas, const Rect& rect,
                                       const core::TodayView& view) {
  const float end_width = canvas.form() == Form::Tall ? 130 : 150;
  const int last = view.pages - 1;
  const auto state = [](bool on) { return on ? ButtonState::Idle : ButtonState::Disabled; };
  std::optional<core::Intent> intent;
  if (button(canvas, rect.left_part(end_width),
             {.label = tr("Newest"), .state = state(view.page > 0)})) {
    intent = core::TurnPage{-view.page};
  }
  if (button(canvas, rect.right_part(end_width),
             {.label = tr("Oldest"), .state = state(view.page < last)})) {
    intent = core::TurnPage{last - view.page};
  }
  const Rect between = rect.inset(end_width + kGap, 0);
  if (const int turned = page_buttons(canvas, between, view.page, view.pages); turned != 0) {
    intent = core::TurnPage{turned};
  }
  return intent;
}

const core::TodayRow* row_of(const core::TodayView& view, domain::Sequence sequence) {
  for (const core::TodayRow& row : view.rows) {
    if (row.sequence == sequence) {
      return &row;
    }
  }
  return nullptr;
}

}  // namespace

std::optional<core::Intent> draw_today(Canvas& canvas, const core::FrameView& frame,
                                       const core::TodayView& view, TodayDraft& draft) {
  std::optional<core::Intent> intent;
  const Rect area = work_area(canvas, frame, intent);
  const auto take = [&intent](std::optional<core::Intent> wanted) {
    if (wanted) {
      intent = std::move(wanted);
    }
  };
  const TodayCuts cuts = today_cuts(canvas.form());
  const Rect head = area.top_part(cuts.totals);
  Rect list = area.without_top(cuts.totals + cuts.gap);
  Rect paper = head.right_part(kPaperSheetButton);
  if (canvas.form() == Form::Tall) {
    draw_totals(canvas, head, view.totals);
    paper = list.bottom_part(cuts.filters);
    list = list.without_bottom(cuts.filters + cuts.gap);
  } else {
    draw_totals(canvas, head.without_right(kPaperSheetButton + kGap), view.totals);
  }
  if (button(canvas, paper,
             {.label = tr("Type in a paper sheet"), .icon = "pen", .max_lines = 2})) {
    intent = core::GoTo{core::ScreenName::Sheet};
  }
  take(draw_filters(canvas, list.top_part(cuts.filters), view.filter));
  list = list.without_top(cuts.filters + cuts.gap);
  if (view.is_closed) {
    if (banner(canvas, list.top_part(kClosedHeight),
               {.icon = "pack-up",
                .words = tr("This outing is closed. It can still be corrected"),
                .tone = &canvas.theme().note,
                .action = tr("See the summary")})) {
      intent = core::GoTo{core::ScreenName::Summary};
    }
    list = list.without_top(kClosedHeight + 10);
  }
  if (view.pages > 1) {
    take(draw_pages(canvas, list.bottom_part(cuts.pages), view));
    list = list.without_bottom(cuts.pages + cuts.gap);
  }
  draw_today_rows(canvas, list, view, frame.room.today_rows, draft);
  if (draft.correcting) {
    if (const core::TodayRow* row = row_of(view, *draft.correcting)) {
      take(draw_correction(canvas, sheet_area(canvas, area), *row, draft));
    } else {
      draft = TodayDraft{};
    }
  }
  return intent;
}

}  // namespace outreach::ui
