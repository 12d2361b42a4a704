// 库存: what was taken along of each leaflet, what came back, and whether that fits what was given.
#include <array>
#include <cstdlib>
#include <string>
#include <vector>

#include "app/ui/draw.h"
#include "app/ui/parts.h"
#include "app/ui/stock_sheets.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

using core::StockRow;

constexpr float kStockHeadHeight = 44;
constexpr float kStockPagesHeight = 66;
constexpr float kStockFigure = 40;
constexpr float kStockFigureSmall = 28;
// Higher rows would only spread a short list over the screen.
constexpr float kStockRowMax = 104;
constexpr float kStockRowTallMax = 160;

// Where the columns stand; the same for every row.
struct StockColumns {
  Rect name;
  std::array<Rect, domain::kStockMovements.size()> cells;
  Rect given;
  Rect result;
};

StockColumns columns_of(Form form, const Rect& row) {
  constexpr float kBetween = 8;
  StockColumns made;
  if (form == Form::Tall) {  // in two lines: the numbers below the name and what they come to
    const float lower = row.h * 0.48F;
    const int columns = static_cast<int>(made.cells.size()) + 1;
    const auto number = [&](std::size_t i) {
      return row.bottom_part(lower).cell(static_cast<int>(i), 0, columns, 1, kBetween);
    };
    for (std::size_t i = 0; i < made.cells.size(); ++i) {
      made.cells[i] = number(i);
    }
    made.given = number(made.cells.size());
    const Rect upper = row.without_bottom(lower + kBetween);
    made.name = upper.left_part(upper.w * 0.55F);
    made.result = upper.without_left(made.name.w + kBetween);
    return made;
  }
  const float result_width = form == Form::Compact ? 276 : 340;
  const float number_width = form == Form::Compact ? 98 : 150;
  made.result = row.right_part(result_width);
  made.given = row.without_right(result_width + kBetween).right_part(number_width);
  Rect rest = row.without_right(result_width + number_width + 2 * kBetween);
  for (std::size_t i = made.cells.size(); i > 0; --i) {
    made.cells[i - 1] = rest.right_part(number_width);
    rest = rest.without_right(number_width + kBetween);
  }
  made.name = rest;
  return made;
}

// On a small panel of one size for what has two digits and what has four.
float stock_figure(const Canvas& canvas) {
  return canvas.form() == Form::Compact ? kStockFigureSmall
                                        : kStockFigure * type_factor(canvas.type_size());
}

void draw_stock_head(Canvas& canvas, const Rect& rect) {
  const StockColumns columns = columns_of(canvas.form(), rect);
  std::vector<std::string> words;
  words.reserve(std::size(domain::kStockMovements) + 1);
  for (const domain::StockMovement movement : domain::kStockMovements) {
    words.push_back(word_of(movement));
  }
  words.emplace_back(tr("Given out"));
  TextStyle style = canvas.common(
      {0, 0, columns.given.w, rect.h}, words,
      {.size = kTextNote, .bold = true, .color = canvas.theme().ink2, .align = Align::Centre});
  const auto over = [&rect](const Rect& column) {
    return Rect{column.x, rect.y, column.w, rect.h};
  };
  for (std::size_t i = 0; i < columns.cells.size(); ++i) {
    canvas.text(over(columns.cells[i]), words[i], style);
  }
  canvas.text(over(columns.given), words.back(), style);
}

// A cell to tap. What nobody counted is blank, not 0.
bool draw_stock_cell(Canvas& canvas, const Rect& rect, const std::string& label,
                     std::optional<std::int64_t> copies) {
  const Theme& theme = canvas.theme();
  const Canvas::Press press = canvas.target(rect, label);
  const float lip = theme.high_contrast || press.pressed ? 0 : kLipStaff;
  canvas.box(rect, {.fill = press.pressed ? theme.plain.pressed : theme.plain.fill,
                    .border = theme.plain.border,
                    .border_width = 2,
                    .radius = kRadiusStaff,
                    .lip = theme.plain.lip,
                    .lip_height = lip});
  const Rect inside = rect.without_bottom(lip).inset(6, 4);
  if (!copies) {
    canvas.text(inside, tr("Fill in"),
                {.size = kTextNote, .color = theme.ink2, .align = Align::Centre});
  } else {
    figure(canvas, inside, with_thousands(*copies), tr("copies"), stock_figure(canvas),
           theme.plain.text, theme.high_contrast ? theme.plain.text : theme.ink2, Align::Centre);
  }
  return press.clicked;
}

// What the numbers come to, in words, and what is said under it.
struct StockResult {
  std::string words;
  std::string hint;
  bool asks = false;     // a difference that is not explained as it stands
  bool differs = false;  // explained or not
  bool adds_up = false;
};

std::string hint_of_difference(const StockRow& row) {
  if (row.explanation && row.explanation->is_current) {
    return row.explanation->reason ? word_of(*row.explanation->reason)
                                   : std::string(tr("Explained"));
  }
  if (row.explanation) {
    return fill(tr("Explained as {n}"),
                {{"n", with_thousands(std::abs(row.explanation->difference))}});
  }
  return *row.difference > 0 ? tr("Too few") : tr("Too many");
}

StockResult result_of(const StockRow& row) {
  StockResult made;
  if (row.left) {
    made.words = fill(tr("{n} copies left"), {{"n", with_thousands(*row.left)}});
  } else if (!row.difference) {
    const bool lacks_start = row.brought_back > 0 || row.spoiled > 0 || row.none_back;
    made.hint = lacks_start ? tr("How many were taken along?") : "";
  } else if (*row.difference == 0) {
    made.words = tr("Adds up");
    made.adds_up = true;
  } else {
    made.words = fill(tr("Off by {n} copies"), {{"n", with_thousands(std::abs(*row.difference))}});
    made.hint = hint_of_difference(row);
    made.differs = true;
    made.asks = !row.explanation || !row.explanation->is_current;
  }
  return made;
}

// True when 说明 was tapped.
bool draw_stock_result(Canvas& canvas, const Rect& rect, const StockRow& row) {
  const Theme& theme = canvas.theme();
  const StockResult result = result_of(row);
  Rect words = rect.without_left(8).inset(0, 4);
  bool tapped = false;
  if (result.differs) {
    const bool is_compact = canvas.form() == Form::Compact;
    const float explain = is_compact ? 84 : 124;
    tapped = button(canvas, rect.right_part(explain),
                    {.label = tr("Explain"),
                     .icon = is_compact    ? ""
                             : result.asks ? "pen"
                                           : "check",
                     .tone = result.asks ? &theme.listen : &theme.plain,
                     .size = kTextHint});
    words = words.without_right(explain + 10);
  } else if (result.adds_up) {
    canvas.icon({words.x, words.centre_y() - 17, 34, 34}, "check", theme.saved.icon);
    words = words.without_left(44);
  }
  const TextStyle title{.size = kTextHint, .bold = true, .color = theme.ink};
  const TextStyle hint{.size = kTextNote, .color = theme.ink2, .max_lines = 2, .pitch = 1.15F};
  if (result.hint.empty()) {
    canvas.text(words, result.words, title);
  } else if (result.words.empty()) {
    canvas.text(words, result.hint, hint);
  } else {
    canvas.text(words.top_part(words.h * 0.46F), result.words, title);
    canvas.text(words.bottom_part(words.h * 0.54F), result.hint, hint);
  }
  return tapped;
}

void draw_stock_row(Canvas& canvas, const Rect& rect, const StockRow& row, StockDraft& draft) {
  const Theme& theme = canvas.theme();
  const GroupScope group(canvas, row.name);
  canvas.fill(rect.bottom_part(2), theme.line);
  const StockColumns columns = columns_of(canvas.form(), rect.inset(0, 5));
  const Rect cover{columns.name.x, columns.name.y, 46, columns.name.h};
  leaflet_cover(canvas, cover, row.cover);
  if (row.saving) {
    saving_mark(canvas, cover);
  }
  canvas.text(columns.name.without_left(cover.w + 10), row.name,
              {.size = kTextNote,
               .bold = true,
               .color = theme.ink,
               .max_lines = 3,
               .pitch = 1.15F,
               .prefers_one_line = false});
  for (std::size_t i = 0; i < columns.cells.size(); ++i) {
    const domain::StockMovement movement = domain::kStockMovements[i];
    std::optional<std::int64_t> copies = copies_of(row, movement);
    if (*copies == 0 && !(movement == domain::StockMovement::BroughtBack && row.none_back)) {
      copies.reset();
    }
    if (draw_stock_cell(canvas, columns.cells[i], word_of(movement), copies)) {
      draft = StockDraft{row.id, movement, {}};
    }
  }
  figure(canvas, columns.given, with_thousands(row.given), tr("copies"), stock_figure(canvas),
         theme.ink, theme.ink2, Align::Centre);
  if (draw_stock_result(canvas, columns.result, row)) {
    draft = StockDraft{row.id, std::nullopt, {}};
  }
}

std::optional<core::Intent> draw_stock_sheet(Canvas& canvas, const Rect& area,
                                             const core::StockView& view, StockDraft& draft) {
  for (const StockRow& row : view.rows) {
    if (row.id != draft.leaflet) {
      continue;
    }
    if (draft.movement) {
      return draw_stock_pad(canvas, area, row, *draft.movement, draft);
    }
    if (row.difference.value_or(0) != 0) {
      return draw_stock_explanation(canvas, area, row, draft);
    }
  }
  draft = StockDraft{};  // what it was about went away
  return std::nullopt;
}

}  // namespace

std::optional<core::Intent> draw_stock(Canvas& canvas, const core::FrameView& frame,
                                       const core::StockView& view, StockDraft& draft) {
  std::optional<core::Intent> intent;
  const Rect area = work_area(canvas, frame, intent);
  const auto take = [&intent](std::optional<core::Intent> wanted) {
    if (wanted) {
      intent = std::move(wanted);
    }
  };
  const bool is_compact = canvas.form() == Form::Compact;
  const float bar = undo_bar_height(canvas);
  take(undo_bar(canvas, area.bottom_part(bar), frame, {}));
  Rect list = area.without_bottom(bar + (is_compact ? 8.0F : 10.0F));
  if (view.pages > 1) {
    const float turn = is_compact ? kStaffTargetMin + 1 : kStockPagesHeight;
    const Rect pages = list.bottom_part(turn);
    if (const int turned = page_buttons(canvas, pages, view.page, view.pages); turned != 0) {
      intent = core::TurnPage{turned};
    }
    list = list.without_bottom(turn + 8);
  }
  const float head = is_compact ? 32 : kStockHeadHeight;
  draw_stock_head(canvas, list.top_part(head));
  const Rect rows = list.without_top(head);
  const float most = canvas.form() == Form::Tall ? kStockRowTallMax : kStockRowMax;
  const float height = std::min(most, rows.h / static_cast<float>(frame.room.stock_rows));
  for (std::size_t i = 0; i < view.rows.size(); ++i) {
    const Rect row{rows.x, rows.y + static_cast<float>(i) * height, rows.w, height};
    draw_stock_row(canvas, row, view.rows[i], draft);
  }
  if (!draft.leaflet.empty()) {
    take(draw_stock_sheet(canvas, sheet_area(canvas, area), view, draft));
  }
  return intent;
}

}  // namespace outreach::ui
