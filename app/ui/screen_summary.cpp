// 本场小结: what an outing came to, when it ends.
#include <array>
#include <string>
#include <vector>

#include "app/ui/draw.h"
#include "app/ui/parts.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr float kSummaryHeadHeight = 84;
constexpr float kWaysHeight = 84;
constexpr float kSummaryGap = 12;

void draw_head(Canvas& canvas, const Rect& rect, const core::SummaryView& view) {
  const Theme& theme = canvas.theme();
  const Rect chip = rect.right_part(200).inset(0, rect.h < 60 ? 4.0F : 14.0F);
  if (view.closing) {
    state_chip(canvas, chip, "waiting", tr("Saving"), theme.saving);
  } else {
    state_chip(canvas, chip, "check", tr("Outing closed"), theme.saved);
  }
  const Rect words = rect.without_right(216);
  std::string facts = long_day_words(view.date) + " " + weekday_words(view.date) + " · " +
                      (view.own_kind.empty() ? word_of(view.kind) : view.own_kind);
  if (view.is_planned) {
    facts += std::string(" · ") + tr("Planned by the county");
  }
  const Rect place = canvas.text(
      words.left_part(words.w * 0.5F), fill(tr("Summary: {place}"), {{"place", view.place}}),
      {.size = kTextTitle, .bold = true, .color = theme.ink, .max_lines = 2, .pitch = 1.15F});
  canvas.text(words.without_left(place.right() - words.x + 24), facts,
              {.size = kTextHint, .color = theme.ink2, .max_lines = 2, .pitch = 1.2F});
}

struct SummaryFigure {
  const char* label;
  std::optional<std::int64_t> value;
};

void draw_figures(Canvas& canvas, const Rect& rect, const core::SummaryView& view) {
  const Theme& theme = canvas.theme();
  const std::array figures{SummaryFigure{tr("Parties"), view.parties},
                           SummaryFigure{tr("People"), view.people},
                           SummaryFigure{tr("Copies"), view.copies}};
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const Rect cell = rect.cell(static_cast<int>(i), 0, 3, 1, kSummaryGap);
    canvas.box(cell, {.fill = theme.note.fill,
                      .border = theme.note.border,
                      .border_width = 2,
                      .radius = kRadiusStaff});
    const Rect inside = cell.inset(canvas.form() == Form::Wide ? 22.0F : 12.0F,
                                   canvas.form() == Form::Compact ? 2.0F : 8.0F);
    const Rect label = canvas.text(inside.left_part(inside.w * 0.4F), figures[i].label,
                                   {.size = kTextHint, .color = theme.note.text});
    // What nobody recorded is not a zero.
    const bool is_blank = !figures[i].value;
    canvas.text(inside.without_left(label.w + 12),
                is_blank ? std::string(tr("none recorded")) : with_thousands(*figures[i].value),
                {.size = is_blank ? kTextHint : kTextHero,
                 .bold = !is_blank,
                 .color = theme.note.text,
                 .align = Align::End});
  }
}

// A leaflet whose stock does not come out.
void draw_off(Canvas& canvas, const Rect& row, const core::SummaryRow& leaflet) {
  constexpr float kIcon = 30;
  const Tone& tone = canvas.theme().wheat;
  canvas.fill(row, tone.fill);
  Rect words = row.inset(18, 2);
  canvas.icon({words.x, words.centre_y() - kIcon / 2, kIcon, kIcon}, "stock", tone.icon);
  words = words.without_left(kIcon + 10);
  const Rect off = canvas.text(words.right_part(words.w * 0.52F), words_of(*leaflet.off),
                               {.size = kTextHint,
                                .bold = true,
                                .color = tone.text,
                                .align = Align::End,
                                .max_lines = 2,
                                .pitch = 1.1F});
  canvas.text(words.without_right(off.w + 12), leaflet.name,
              {.size = kTextHint, .color = tone.text});
}

void draw_given(Canvas& canvas, const Rect& rect, const core::SummaryView& view, int rows) {
  const Theme& theme = canvas.theme();
  canvas.box(rect,
             {.fill = theme.card, .border = theme.line, .border_width = 2, .radius = kRadiusStaff});
  if (view.leaflets.empty()) {
    canvas.text(rect.inset(16), tr("No leaflet was handed out"),
                {.size = kTextBody, .color = theme.ink2, .align = Align::Centre, .max_lines = 2});
    return;
  }
  const Rect inside = rect.inset(2);
  for (std::size_t i = 0; i < view.leaflets.size(); ++i) {
    const core::SummaryRow& leaflet = view.leaflets[i];
    const Rect row = inside.cell(0, static_cast<int>(i), 1, rows, 0);
    const Rect words = row.inset(18, 2);
    if (leaflet.off) {
      draw_off(canvas, row, leaflet);
      continue;
    }
    canvas.fill(row, i % 2 == 1 ? theme.zebra : theme.card);
    const Rect copies =
        canvas.text(words.right_part(words.w * 0.3F),
                    fill(tr("{n} copies"), {{"n", with_thousands(leaflet.copies)}}),
                    {.size = kTextHint, .bold = true, .color = theme.ink, .align = Align::End});
    canvas.text(words.without_right(copies.w + 12), leaflet.name,
                {.size = kTextHint, .color = theme.ink});
  }
}

void draw_record(Canvas& canvas, const Rect& rect, const core::FrameView& frame,
                 const core::SummaryView& view) {
  const Theme& theme = canvas.theme();
  const float gap = canvas.form() == Form::Compact ? 6 : kSummaryGap;
  banner(canvas, rect.cell(0, 0, 1, 2, gap),
         {.icon = "staff",
          .words = fill(tr("Recorded by {names}"), {{"names", listed_words(view.staff)}}),
          .tone = &theme.note});
  const Rect where = rect.cell(0, 1, 1, 2, gap);
  if (view.undelivered == 0) {
    banner(canvas, where,
           {.icon = "delivered", .words = tr("All delivered to the county"), .tone = &theme.saved});
    return;
  }
  const char* words = frame.enrolled ? tr("{n} not delivered yet") : tr("{n} kept on this machine");
  banner(canvas, where,
         {.icon = frame.enrolled ? "waiting" : "disk",
          .words = fill(words, {{"n", with_thousands(view.undelivered)}}),
          .tone = &theme.wheat});
}

std::optional<core::Intent> draw_ways_on(Canvas& canvas, const Rect& rect) {
  const GroupScope group(canvas, "summary");
  struct Way {
    const char* label;
    const char* icon;
    core::ScreenName to;
  };
  const std::array ways{Way{tr("To the home screen"), "home", core::ScreenName::Home},
                        Way{tr("See and correct"), "pen", core::ScreenName::Today},
                        Way{tr("Print the slip"), "printer", core::ScreenName::Slip},
                        Way{tr("Can we pack up?"), "pack-up", core::ScreenName::Delivery}};
  // Where it is tall in two rows.
  const auto count = static_cast<int>(ways.size());
  const int columns = canvas.form() == Form::Tall ? count / 2 : count;
  std::optional<core::Intent> intent;
  for (std::size_t i = 0; i < ways.size(); ++i) {
    if (button(canvas,
               rect.cell(static_cast<int>(i) % columns, static_cast<int>(i) / columns, columns,
                         count / columns, kSummaryGap),
               {.label = ways[i].label,
                .icon = ways[i].icon,
                .size = kTextBody,
                .radius = kRadiusButton,
                .lip = kLipButton,
                .max_lines = 2})) {
      intent = core::GoTo{ways[i].to};
    }
  }
  return intent;
}

}  // namespace

std::optional<core::Intent> draw_summary(Canvas& canvas, const core::FrameView& frame,
                                         const core::SummaryView& view) {
  std::optional<core::Intent> intent;
  const Rect area = work_area(canvas, frame, intent);
  const Form form = canvas.form();
  const float head = form == Form::Compact ? 56 : kSummaryHeadHeight;
  const float ways = by_form(form, kWaysHeight, kStaffTargetMin + 1, 2 * kWaysHeight + kSummaryGap);
  const float gap = form == Form::Compact ? 6 : kSummaryGap;
  draw_head(canvas, area.top_part(head), view);
  const float figures = form == Form::Compact ? 50 : std::min(130.0F, area.h * 0.18F);
  draw_figures(canvas, area.without_top(head + gap).top_part(figures), view);
  const Rect body = area.without_top(head + figures + 2 * gap).without_bottom(ways + gap);
  const bool is_tall = form == Form::Tall;
  const Rect left = is_tall ? body.top_part(body.h * 0.58F) : body.left_part(body.w * 0.6F);
  draw_given(canvas, left, view, frame.room.summary_rows);
  Rect right = is_tall ? body.without_top(left.h + gap) : body.without_left(left.w + kSummaryGap);
  if (view.pages > 1) {
    const float pages = form == Form::Compact ? kStaffTargetMin + 1 : 66;
    if (const int turned = page_buttons(canvas, right.bottom_part(pages), view.page, view.pages);
        turned != 0) {
      intent = core::TurnPage{turned};
    }
    right = right.without_bottom(pages + gap);
  }
  draw_record(canvas, right, frame, view);
  if (auto wanted = draw_ways_on(canvas, area.bottom_part(ways))) {
    intent = std::move(wanted);
  }
  return intent;
}

}  // namespace outreach::ui
