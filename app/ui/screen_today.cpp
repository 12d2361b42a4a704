// 今日: every record of the outing, where it is, and its correction.
#include <array>
#include <charconv>
#include <string>

#include "app/ui/draw.h"
#include "app/ui/parts.h"
#include "app/ui/stock_sheets.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr float kTotalsHeight = 84;
constexpr float kPagesHeight = 66;
constexpr float kClosedHeight = 74;
constexpr float kRowMin = 76;

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
    const Rect inside = cell.inset(22, 8);
    const Rect label = canvas.text(inside.left_part(inside.w * 0.5F), figures[i].label,
                                   {.size = kTextHint, .color = theme.note.text});
    canvas.text(inside.without_left(label.w + 12), with_thousands(figures[i].value),
                {.size = kTextTitle, .bold = true, .color = theme.note.text, .align = Align::End});
  }
}

std::string row_words(const core::TodayRow& row) {
  using What = core::LastAction::What;
  if (row.amount != row.original_amount && row.what != What::Correction) {
    return fill(tr("{words} (was {before})"),
                {{"words", action_words(row.what, row.name, row.amount)},
                 {"before", with_thousands(row.original_amount)}});
  }
  return action_words(row.what, row.name, row.amount);
}

std::string row_hint(const core::TodayRow& row) {
  std::string hint = row.staff;
  const auto add = [&hint](const std::string& words) {
    hint += (hint.empty() ? "" : "\n") + words;
  };
  if (row.reason) {
    add(word_of(*row.reason));
  }
  if (row.explanation) {
    add(word_of(*row.explanation));
  }
  if (row.from_sheet) {
    add(tr("From a paper sheet"));
  }
  return hint;
}

void draw_row(Canvas& canvas, const Rect& rect, const core::TodayRow& row, bool odd,
              TodayDraft& draft) {
  const Theme& theme = canvas.theme();
  const GroupScope group(canvas,
                         row.sequence ? std::to_string(*row.sequence) : row.time + row.name);
  canvas.fill(rect, odd ? theme.zebra : theme.card);
  canvas.fill(rect.bottom_part(2), theme.line);
  canvas.text(rect.without_left(16).left_part(86), row.time,
              {.size = kTextNote, .color = theme.ink2});
  const Rect action = rect.right_part(138).inset(8, 0);
  const Rect chip{action.x - 216, rect.centre_y() - 26, 206, 52};
  entry_state_chip(canvas, chip, row.state);
  if (row.correctable) {
    const float height = std::max(kStaffTargetMin, rect.h - 14);
    if (button(canvas, {action.x, rect.centre_y() - height / 2, action.w, height},
               {.label = tr("Correct"), .icon = "pen"})) {
      draft = TodayDraft{};
      draft.correcting = row.sequence;
    }
  }
  const Rect words{rect.x + 108, rect.y + 4, chip.x - rect.x - 120, rect.h - 8};
  const std::string hint = row_hint(row);
  const Rect who = words.right_part(words.w * 0.26F);
  canvas.text(who, hint,
              {.size = kTextNote,
               .color = theme.ink2,
               .align = Align::End,
               .max_lines = 2,
               .pitch = 1.15F});
  canvas.text(
      words.without_right(who.w + 10), row_words(row),
      {.size = kTextHint, .bold = true, .color = theme.ink, .max_lines = 2, .pitch = 1.15F});
}

void draw_list(Canvas& canvas, const Rect& rect, const core::TodayView& view, TodayDraft& draft) {
  const Theme& theme = canvas.theme();
  canvas.box(rect,
             {.fill = theme.card, .border = theme.line, .border_width = 2, .radius = kRadiusStaff});
  if (view.rows.empty()) {
    canvas.text(rect, tr("Nothing recorded yet"),
                {.size = kTextBody, .color = theme.ink2, .align = Align::Centre});
    return;
  }
  const auto rows = static_cast<int>(view.rows.size());
  const Rect inside = rect.inset(2);
  // A page that fits stands still; one that does not is dragged.
  const float even = inside.h / static_cast<float>(std::max(rows, 6));
  scroll_list(canvas, inside, "today", rows, std::max(kRowMin, even), [&](int i, const Rect& row) {
    draw_row(canvas, row, view.rows[static_cast<std::size_t>(i)], i % 2 == 1, draft);
  });
}

const core::TodayRow* row_of(const core::TodayView& view, domain::Sequence sequence) {
  for (const core::TodayRow& row : view.rows) {
    if (row.sequence == sequence) {
      return &row;
    }
  }
  return nullptr;
}

std::optional<core::Intent> draw_correction(Canvas& canvas, const Rect& area,
                                            const core::TodayRow& row, TodayDraft& draft) {
  const GroupScope group(canvas, "correction");
  const Theme& theme = canvas.theme();
  const Rect at{area.centre_x() - 460, area.y, 920, area.h};
  const Rect inside =
      sheet(canvas, at, tr("How many was it really?"),
            row.time + "  " + action_words(row.what, row.name, row.amount) + " · " + row.staff);
  const Rect left = inside.left_part(inside.w * 0.5F - 14).without_bottom(88);
  const Rect right = inside.right_part(inside.w * 0.5F - 14).without_bottom(88);
  const Rect line = left.top_part(60);
  const Rect old =
      canvas.text(line, fill(tr("{before} becomes"), {{"before", with_thousands(row.amount)}}),
                  {.size = kTextHint, .color = theme.ink2});
  canvas.text(line.without_left(old.w + 10), draft.typed,
              {.size = kTextTitle, .bold = true, .color = theme.ink, .align = Align::End});
  canvas.fill(line.bottom_part(3), theme.accent);
  int typed = 0;
  std::from_chars(draft.typed.data(), draft.typed.data() + draft.typed.size(), typed);
  std::optional<core::Intent> intent;
  const bool ready = draft.reason && typed != row.amount;
  if (number_keypad(canvas, left.without_top(72), {.enter = tr("Set"), .enter_enabled = ready},
                    draft.typed)) {
    intent = core::Correct{*row.sequence, typed, *draft.reason};
  }
  canvas.text(right.top_part(50), tr("Why?"),
              {.size = kTextHint, .bold = true, .color = theme.ink});
  constexpr std::array kReasons{domain::CorrectionReason::Mistap,
                                domain::CorrectionReason::Miscount,
                                domain::CorrectionReason::Duplicate};
  const Rect reasons = right.without_top(56).without_bottom(90);
  for (int i = 0; i < 3; ++i) {
    const domain::CorrectionReason reason = kReasons[static_cast<std::size_t>(i)];
    if (choice(canvas, reasons.cell(0, i, 1, 3, 10),
               {.label = word_of(reason), .selected = draft.reason == reason, .size = 30})) {
      draft.reason = reason;
    }
  }
  if (button(canvas, right.bottom_part(76),
             {.label = tr("Take it out of the count"),
              .icon = "close",
              .tone = &theme.withdraw,
              .state = draft.reason ? ButtonState::Idle : ButtonState::Disabled,
              .size = kTextHint,
              .max_lines = 2})) {
    intent = core::Correct{*row.sequence, 0, *draft.reason};
  }
  if (button(canvas, inside.bottom_part(72),
             {.label = tr("Leave it as it is"), .icon = "back", .size = 30}) ||
      intent) {
    draft = TodayDraft{};
  }
  return intent;
}

}  // namespace

std::optional<core::Intent> draw_today(Canvas& canvas, const core::FrameView& frame,
                                       const core::TodayView& view, TodayDraft& draft) {
  std::optional<core::Intent> intent;
  const Rect area = work_area(canvas, frame, intent);
  draw_totals(canvas, area.top_part(kTotalsHeight), view.totals);
  Rect list = area.without_top(kTotalsHeight + 12);
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
    if (const int turned =
            page_buttons(canvas, list.bottom_part(kPagesHeight), view.page, view.pages);
        turned != 0) {
      intent = core::TurnPage{turned};
    }
    list = list.without_bottom(kPagesHeight + 10);
  }
  draw_list(canvas, list, view, draft);
  if (draft.correcting) {
    if (const core::TodayRow* row = row_of(view, *draft.correcting)) {
      if (auto wanted = draw_correction(canvas, area, *row, draft)) {
        intent = std::move(wanted);
      }
    } else {
      draft = TodayDraft{};
    }
  }
  return intent;
}

}  // namespace outreach::ui
