// 被退回: every entry that the county keeps and does not count, and what staff do about it.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "app/core/make_view.h"
#include "app/ui/draw.h"
#include "app/ui/parts.h"
#include "app/ui/returned_words.h"
#include "app/ui/widgets.h"
#include "platform/base/bytes.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr float kHeadHeight = 60;
constexpr float kTurnHeight = 60;
constexpr float kReturnedRowMin = 150;

std::optional<core::Intent> draw_returned_head(Canvas& canvas, const Rect& rect,
                                               const core::ReturnedView& view) {
  constexpr float kBackWidth = 300;
  std::string hint = tr("The county returned nothing");
  if (view.open > 0) {
    hint = fill(tr("{n} still to be looked at"), {{"n", with_thousands(view.open)}});
  } else if (view.entries > 0) {
    hint = tr("All dealt with");
  }
  step_title(canvas, rect.without_right(kBackWidth + 20), tr("Returned by the county"), hint);
  if (button(canvas, rect.right_part(kBackWidth),
             {.label = tr("Back to packing up"),
              .icon = "back",
              .size = kTextHint,
              .leads_back = true})) {
    return core::GoTo{core::ScreenName::Delivery};
  }
  return std::nullopt;
}

// What can be done with one, at its right.
std::optional<core::Intent> draw_returned_actions(Canvas& canvas, const Rect& rect,
                                                  const core::ReturnedView& view,
                                                  const core::ReturnedRow& row,
                                                  ReturnedDraft& draft, bool& choosing_staff) {
  if (row.settled || row.settling) {
    const Theme& theme = canvas.theme();
    constexpr float kChip = 250;
    state_chip(canvas, {rect.right() - kChip, rect.centre_y() - 26, kChip, 52},
               row.settled ? "check" : "waiting", row.settled ? tr("Dealt with") : tr("Saving"),
               row.settled ? theme.saved : theme.saving);
    return std::nullopt;
  }
  if (!row.may_settle) {
    return std::nullopt;
  }
  const bool again = row.what_to_do == core::ReturnedRow::Do::RecordAgain;
  // One below the other, or where it is tall side by side.
  const bool is_tall = canvas.form() == Form::Tall;
  const int rows = again && !is_tall ? 2 : 1;
  const int columns = is_tall ? 2 : 1;
  const Rect column =
      again || is_tall ? rect.inset(0, 6) : Rect{rect.x, rect.centre_y() - 35, rect.w, 70};
  std::optional<core::Intent> intent;
  bool tapped = false;
  if (again && button(canvas, column.cell(0, 0, columns, rows, 8),
                      {.label = tr("Record it again"), .icon = "repeat"})) {
    tapped = true;
    intent = core::RecordAgain{row.sequence};
  }
  if (button(canvas, column.cell(columns - 1, rows - 1, columns, rows, 8),
             {.label = tr("Dealt with"), .icon = "check"})) {
    tapped = true;
    draft.settling = core::SettleReturned{row.epoch, row.sequence};
  }
  if (tapped && view.staff.empty()) {
    // Who did it belongs to what was done.
    draft.settling.reset();
    choosing_staff = true;
    return std::nullopt;
  }
  return intent;
}

struct ReturnedCuts {
  Rect lines;
  Rect actions;
};

// Beside each other, or where it is tall what can be done below what is said.
ReturnedCuts returned_cuts(Form form, const Rect& rect) {
  constexpr float kActionsWidth = 250;
  constexpr float kActionsHeight = 76;
  const Rect inside = rect.without_right(12);
  if (form == Form::Tall) {
    return {inside.without_bottom(kActionsHeight).inset(0, 4), inside.bottom_part(kActionsHeight)};
  }
  const Rect actions = inside.right_part(kActionsWidth);
  return {{inside.x, rect.y + 4, actions.x - inside.x - 12, rect.h - 10}, actions};
}

std::optional<core::Intent> draw_returned_row(Canvas& canvas, const Rect& rect,
                                              const core::ReturnedView& view,
                                              const core::ReturnedRow& row, ReturnedDraft& draft,
                                              bool& choosing_staff) {
  const Theme& theme = canvas.theme();
  // A number stands once in each of a kiosk's epochs.
  const std::string epoch = row.epoch ? to_hex(*row.epoch) + "/" : std::string();
  const GroupScope group(canvas, epoch + std::to_string(row.sequence));
  canvas.fill(rect, theme.card);
  canvas.fill(rect.bottom_part(2), theme.line);
  const Tone& tone = row.settled ? theme.saved : theme.failed;
  const Rect panel{rect.x, rect.y, 72, rect.h - 2};
  canvas.fill(panel, tone.fill);
  canvas.icon({panel.centre_x() - 18, panel.centre_y() - 18, 36, 36}, "returned", tone.icon);
  const ReturnedCuts cuts = returned_cuts(canvas.form(), rect.without_left(panel.w + 16));
  const Rect& lines = cuts.lines;
  const auto line = [&](int i) { return lines.cell(0, i, 1, 4, 0); };
  canvas.text(line(0), returned_words(row), {.size = kTextHint, .bold = true, .color = theme.ink});
  canvas.text(line(1), returned_origin(row), {.size = kTextNote, .color = theme.ink2});
  canvas.text(line(2), returned_reason(row),
              {.size = kTextNote, .color = theme.high_contrast ? theme.ink : tone.text});
  canvas.text(line(3), staff_remedy(row), {.size = kTextNote, .color = theme.ink});
  return draw_returned_actions(canvas, cuts.actions, view, row, draft, choosing_staff);
}

std::optional<core::Intent> draw_settling(Canvas& canvas, const Rect& area,
                                          const core::ReturnedView& view, ReturnedDraft& draft) {
  const GroupScope group(canvas, "settling");
  const Rect at = sheet_place(area.without_top(std::min(90.0F, area.h * 0.1F)), 840, 330);
  const Rect inside =
      sheet(canvas, at, fill(tr("Has {name} dealt with it?"), {{"name", view.staff}}),
            tr("It stays among the returned and moves to the end of the list"));
  std::optional<core::Intent> intent;
  const Rect row = inside.bottom_part(118);
  const bool leaves = button(canvas, row.cell(0, 0, 2, 1, 16),
                             {.label = tr("Not yet"),
                              .icon = "back",
                              .size = kTextBody,
                              .radius = kRadiusButton,
                              .lip = kLipButton});
  if (button(canvas, row.cell(1, 0, 2, 1, 16),
             {.label = tr("Yes, it is done"),
              .icon = "check",
              .tone = &canvas.theme().confirm,
              .size = kTextBody,
              .radius = kRadiusButton,
              .lip = kLipButton})) {
    intent = *draft.settling;
  }
  if (leaves || intent) {
    draft.settling.reset();
  }
  return intent;
}

std::optional<core::Intent> draw_returned_list(Canvas& canvas, const Rect& rect,
                                               const core::ReturnedView& view, int rows_per_page,
                                               ReturnedDraft& draft, bool& choosing_staff) {
  const Theme& theme = canvas.theme();
  canvas.box(rect,
             {.fill = theme.card, .border = theme.line, .border_width = 2, .radius = kRadiusStaff});
  if (view.rows.empty()) {
    canvas.text(rect, tr("The county counts all it received"),
                {.size = kTextBody, .color = theme.ink2, .align = Align::Centre});
    return std::nullopt;
  }
  std::optional<core::Intent> intent;
  const auto rows = static_cast<int>(view.rows.size());
  const Rect inside = rect.inset(2);
  const float even = inside.h / static_cast<float>(rows_per_page);
  scroll_list(
      canvas, inside, "returned", rows, std::max(kReturnedRowMin, even),
      [&](int i, const Rect& at) {
        if (auto wanted = draw_returned_row(
                canvas, at, view, view.rows[static_cast<std::size_t>(i)], draft, choosing_staff)) {
          intent = std::move(wanted);
        }
      });
  return intent;
}

}  // namespace

std::optional<core::Intent> draw_returned(Canvas& canvas, const core::FrameView& frame,
                                          const core::ReturnedView& view, ReturnedDraft& draft,
                                          bool& choosing_staff) {
  std::optional<core::Intent> intent;
  const Rect area = work_area(canvas, frame, intent);
  if (auto wanted = draw_returned_head(canvas, area.top_part(kHeadHeight), view)) {
    intent = std::move(wanted);
  }
  Rect list = area.without_top(kHeadHeight + 8);
  if (view.pages > 1) {
    if (const int turned =
            page_buttons(canvas, list.bottom_part(kTurnHeight), view.page, view.pages);
        turned != 0) {
      intent = core::TurnPage{turned};
    }
    list = list.without_bottom(kTurnHeight + 8);
  }
  if (auto wanted =
          draw_returned_list(canvas, list, view, frame.room.returned, draft, choosing_staff)) {
    intent = std::move(wanted);
  }
  if (draft.settling) {
    if (auto wanted = draw_settling(canvas, area, view, draft)) {
      intent = std::move(wanted);
    }
  }
  return intent;
}

}  // namespace outreach::ui
