// Cards of text that flow over columns and pages: each stands whole in one column, as high as its
// words need at the type that is worn.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "app/ui/canvas.h"

namespace outreach::ui {

struct BlockText {
  std::string words;
  float size = kTextBody;
  bool bold = false;
  Color color = {};
};

struct TextBlock {
  const Tone* tone = nullptr;  // ground and border; null: a card
  std::string icon = {};       // at the left; may be empty
  std::string figure = {};     // large, before the first text or above it; may be empty
  std::vector<BlockText> texts;
};

// One block where it stands on its page.
struct PlacedBlock {
  struct Text {
    Rect rect;
    std::string words;
    TextStyle style;
  };
  const Tone* tone = nullptr;
  std::string icon;
  Rect icon_rect;
  Rect rect;
  std::vector<Text> texts;
};
using BlockPage = std::vector<PlacedBlock>;

// In their order, down the first column, then the next, then on further pages; at least one page.
// A block that is too high for a column even alone has smaller words.
std::vector<BlockPage> flow_blocks(const Canvas& canvas, const Rect& area, int columns,
                                   const std::vector<TextBlock>& blocks);
void draw_blocks(Canvas& canvas, const BlockPage& page);

}  // namespace outreach::ui
