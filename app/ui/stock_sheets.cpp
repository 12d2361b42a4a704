#include "app/ui/stock_sheets.h"

#include <array>
#include <cstdlib>
#include <vector>

#include "app/ui/parts.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr float kStockSheetWidth = 920;

float leave_height(const Canvas& canvas) {
  return canvas.form() == Form::Compact ? kStaffTargetMin + 1 : 72;
}

// The sheet's last line. `leads_back`: with nothing done.
bool leaves_stock_sheet(Canvas& canvas, const Rect& inside, const char* label, const char* icon,
                        bool leads_back) {
  return button(canvas, inside.bottom_part(leave_height(canvas)),
                {.label = label, .icon = icon, .size = 30, .leads_back = leads_back});
}

// What the cell holds by now, and the steps that add to it at once.
std::optional<int> draw_stock_steps(Canvas& canvas, const Rect& rect, std::int64_t copies) {
  const Theme& theme = canvas.theme();
  const Rect total = rect.top_part(canvas.form() == Form::Compact ? 44.0F : 64.0F);
  const Rect label = canvas.text(total.left_part(total.w * 0.5F), tr("So far"),
                                 {.size = kTextHint, .color = theme.ink2});
  figure(canvas, total.without_left(label.w + 16), with_thousands(copies), tr("copies"),
         kTextTitle * type_factor(canvas.type_size()), theme.ink, theme.ink2, Align::Start);
  constexpr std::array kSteps{1, 10, 50, 100};
  const Rect grid = rect.without_top(total.h + (canvas.form() == Form::Compact ? 6.0F : 12.0F));
  std::optional<int> added;
  for (int i = 0; i < 4; ++i) {
    const int step = kSteps[static_cast<std::size_t>(i)];
    if (button(canvas, grid.cell(i % 2, i / 2, 2, 2, kGap),
               {.label = "+" + std::to_string(step),
                .tone = &theme.primary,
                .size = 44,
                .counting = true})) {
      added = step;
    }
  }
  return added;
}

// A number of any size, 0 where `takes_none`; it ends the sheet, since nothing is left to tap.
std::optional<int> draw_stock_keys(Canvas& canvas, const Rect& rect, bool takes_none,
                                   StockDraft& draft) {
  const Theme& theme = canvas.theme();
  const Rect line = rect.top_part(canvas.form() == Form::Compact ? 44.0F : 64.0F);
  canvas.text(line.left_part(line.w * 0.5F), tr("or type a number"),
              {.size = kTextNote, .color = theme.ink2});
  const Rect unit = canvas.text(line.right_part(line.w * 0.24F), tr("copies"),
                                {.size = kTextNote, .color = theme.ink2, .align = Align::End});
  canvas.text({line.centre_x(), line.y, unit.x - 8 - line.centre_x(), line.h}, draft.typed,
              {.size = 36, .bold = true, .color = theme.ink, .align = Align::End});
  canvas.fill(line.bottom_part(3), theme.accent);
  if (number_keypad(canvas,
                    rect.without_top(line.h + (canvas.form() == Form::Compact ? 6.0F : 12.0F)),
                    {.enter = tr("Add"), .takes_zero = takes_none}, draft.typed)) {
    return number_in(draft.typed);
  }
  return std::nullopt;
}

}  // namespace

std::string word_of(domain::StockMovement movement) {
  switch (movement) {
    case domain::StockMovement::BroughtBack:
      return tr("Brought back");
    case domain::StockMovement::Spoiled:
      return tr("Spoiled");
    case domain::StockMovement::TakenOut:
      break;
  }
  return tr("Taken along");
}

std::int64_t copies_of(const core::StockRow& row, domain::StockMovement movement) {
  switch (movement) {
    case domain::StockMovement::BroughtBack:
      return row.brought_back;
    case domain::StockMovement::Spoiled:
      return row.spoiled;
    case domain::StockMovement::TakenOut:
      break;
  }
  return row.taken_out;
}

std::optional<core::Intent> draw_stock_pad(Canvas& canvas, const Rect& area,
                                           const core::StockRow& row,
                                           domain::StockMovement movement, StockDraft& draft) {
  const GroupScope group(canvas, "stock pad");
  constexpr float kTallest = 680;
  const Rect at = sheet_place(area, kStockSheetWidth, kTallest);
  const Rect inside =
      sheet(canvas, at, fill(tr("{movement}: how many copies?"), {{"movement", word_of(movement)}}),
            row.name);
  // On a small panel the way back stands below the steps alone: the keys need the height.
  const bool is_compact = canvas.form() == Form::Compact;
  const Rect upper = inside.without_bottom(leave_height(canvas) + 12);
  const float half = inside.w * 0.5F - 14;
  const auto stepped = draw_stock_steps(canvas, upper.left_part(half), copies_of(row, movement));
  const bool none_back = movement == domain::StockMovement::BroughtBack && row.brought_back == 0;
  const auto typed =
      draw_stock_keys(canvas, (is_compact ? inside : upper).right_part(half), none_back, draft);
  std::optional<core::Intent> intent;
  if (const auto copies = typed ? typed : stepped) {
    if (*copies > 0) {
      intent = core::RecordStock{row.id, movement, *copies};
    } else {
      intent = core::RecordNoneBack{row.id};
    }
  }
  if (leaves_stock_sheet(canvas, is_compact ? inside.left_part(half) : inside, tr("Done"), "check",
                         false) ||
      typed) {
    draft = StockDraft{};
  }
  return intent;
}

std::optional<core::Intent> draw_stock_explanation(Canvas& canvas, const Rect& area,
                                                   const core::StockRow& row, StockDraft& draft) {
  const GroupScope group(canvas, "stock explanation");
  constexpr float kHeightMax = 560;
  const Rect at = sheet_place(area, kStockSheetWidth, kHeightMax);
  const std::string off = with_thousands(std::abs(row.difference.value_or(0)));
  const Rect inside =
      sheet(canvas, at, fill(tr("Off by {n} copies: why?"), {{"n", off}}), row.name);
  std::vector<ChoiceItem> items;
  for (const core::DifferenceReason reason : core::kDifferenceReasons) {
    const bool is_said =
        row.explanation && row.explanation->is_current && row.explanation->reason == reason;
    items.push_back({.label = word_of(reason), .selected = is_said});
  }
  int page = 0;
  std::optional<core::Intent> intent;
  if (const auto tapped = choice_grid(canvas, inside.without_bottom(leave_height(canvas) + 12),
                                      {.columns = 2, .rows = 3, .max_lines = 2}, items, page)) {
    intent = core::ExplainDifference{row.id, core::kDifferenceReasons[*tapped]};
  }
  if (leaves_stock_sheet(canvas, inside, tr("Back"), "back", true) || intent) {
    draft = StockDraft{};
  }
  return intent;
}

}  // namespace outreach::ui
