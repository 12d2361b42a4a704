#include "app/ui/text_blocks.h"

#include <algorithm>
#include <array>
#include <utility>

namespace outreach::ui {
namespace {

constexpr float kBlockGap = 14;
constexpr float kColumnGap = 20;
constexpr float kBlockPitch = 1.34F;
constexpr float kBlockIcon = 52;
constexpr float kBlockIconGap = 16;
// More lines than the highest column has of the smallest words.
constexpr int kBlockLinesMax = 80;
constexpr float kAnyHeight = 100'000;
// A figure leaves so much of the width to what stands beside it, or stands alone.
constexpr float kFigureShare = 0.55F;
// Sizes a block too high for its column steps down through: few, since each bakes its glyphs anew.
constexpr std::array kBlockScales{1.0F, 0.84F, 0.7F, 0.58F, 0.48F, 0.38F};

TextStyle block_style(const Canvas& canvas, const BlockText& text, float scale) {
  const float wanted = text.size * type_factor(canvas.type_size()) * scale;
  return {.size = std::max(kTextSmallest, wanted),
          .bold = text.bold,
          .color = text.color,
          .vertical = Align::Start,
          .max_lines = kBlockLinesMax,
          .grows = false,
          .pitch = kBlockPitch,
          .prefers_one_line = false};
}

struct TextExtent {
  float width = 0;
  float height = 0;
};

TextExtent extent_of(const Canvas& canvas, const std::string& words, float width,
                     const TextStyle& style) {
  const Canvas::Fitted fitted = canvas.fitted({0, 0, width, kAnyHeight}, words, style);
  return {fitted.width, fitted.em * (1 + static_cast<float>(fitted.lines - 1) * style.pitch)};
}

// From the top left corner on; its height is what it needs.
PlacedBlock lay_block(const Canvas& canvas, const TextBlock& block, float width, float scale) {
  const bool is_compact = canvas.form() == Form::Compact;
  const float pad_x = is_compact ? 14 : 22;
  const float pad_y = is_compact ? 10 : 16;
  PlacedBlock placed{block.tone, block.icon, {pad_x, pad_y, kBlockIcon, kBlockIcon}, {}, {}};
  const float left = pad_x + (block.icon.empty() ? 0 : kBlockIcon + kBlockIconGap);
  const float room = width - left - pad_x;
  float y = pad_y;
  const auto add = [&](const std::string& words, const TextStyle& style, const Rect& rect) {
    placed.texts.push_back({rect, words, style});
  };
  std::size_t next = 0;
  if (!block.figure.empty() && !block.texts.empty()) {
    const TextStyle big =
        block_style(canvas, {block.figure, kTextHero, true, block.texts.front().color}, scale);
    const TextStyle small = block_style(canvas, block.texts.front(), scale);
    const TextExtent figure = extent_of(canvas, block.figure, room, big);
    const float beside = room - figure.width - kBlockIconGap;
    if (figure.width <= room * kFigureShare) {
      const TextExtent words = extent_of(canvas, block.texts.front().words, beside, small);
      const float row = std::max(figure.height, words.height);
      add(block.figure, big,
          {left, y + (row - figure.height) / 2, figure.width + 1, figure.height});
      add(block.texts.front().words, small,
          {left + room - beside, y + (row - words.height) / 2, beside, words.height});
      y += row + small.size * 0.4F;
      next = 1;
    } else {
      add(block.figure, big, {left, y, room, figure.height});
      y += figure.height + small.size * 0.4F;
    }
  }
  for (; next < block.texts.size(); ++next) {
    const TextStyle style = block_style(canvas, block.texts[next], scale);
    const TextExtent words = extent_of(canvas, block.texts[next].words, room, style);
    add(block.texts[next].words, style, {left, y, room, words.height});
    y += words.height + style.size * 0.4F;
  }
  const float last = placed.texts.empty() ? pad_y : placed.texts.back().rect.bottom();
  const float least = block.icon.empty() ? 0 : kBlockIcon + 2 * pad_y;
  placed.rect = {0, 0, width, std::max(last + pad_y, least)};
  return placed;
}

void move_block(PlacedBlock& block, float dx, float dy) {
  block.rect = block.rect.moved(dx, dy);
  block.icon_rect = block.icon_rect.moved(dx, dy);
  for (PlacedBlock::Text& text : block.texts) {
    text.rect = text.rect.moved(dx, dy);
  }
}

}  // namespace

std::vector<BlockPage> flow_blocks(const Canvas& canvas, const Rect& area, int columns,
                                   const std::vector<TextBlock>& blocks) {
  std::vector<BlockPage> pages(1);
  const Rect first = area.cell(0, 0, columns, 1, kColumnGap);
  int column = 0;
  float y = area.y;
  for (const TextBlock& block : blocks) {
    PlacedBlock placed;
    for (const float scale : kBlockScales) {
      placed = lay_block(canvas, block, first.w, scale);
      if (placed.rect.h <= area.h) {
        break;
      }
    }
    if (y > area.y && y + placed.rect.h > area.bottom()) {
      y = area.y;
      column += 1;
      if (column == columns) {
        column = 0;
        pages.emplace_back();
      }
    }
    move_block(placed, area.cell(column, 0, columns, 1, kColumnGap).x, y);
    y += placed.rect.h + kBlockGap;
    pages.back().push_back(std::move(placed));
  }
  return pages;
}

void draw_blocks(Canvas& canvas, const BlockPage& page) {
  const Theme& theme = canvas.theme();
  for (const PlacedBlock& block : page) {
    canvas.box(block.rect, {.fill = block.tone != nullptr ? block.tone->fill : theme.card,
                            .border = block.tone != nullptr ? block.tone->border : theme.line,
                            .border_width = 2,
                            .radius = kRadiusButton});
    if (!block.icon.empty()) {
      canvas.icon(block.icon_rect, block.icon,
                  block.tone != nullptr ? block.tone->icon : theme.accent);
    }
    for (const PlacedBlock::Text& text : block.texts) {
      canvas.text(text.rect, text.words, text.style);
    }
  }
}

}  // namespace outreach::ui
