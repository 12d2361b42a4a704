// Where a line of Chinese may end: between hanzi, never before a closing mark or after an opening
// one (kinsoku), never inside a number, a word, or between a number and its unit. Pure.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace outreach {

// Width of one line of text, in the caller's units.
using MeasureText = std::function<float(std::string_view)>;

struct WrappedLine {
  std::string_view text;  // into the wrapped text, without white space at its end
  float width = 0;
};

// The smallest pieces that stay whole, in order; together they are the text. A line feed is a piece
// of its own.
std::vector<std::string_view> unbreakable_pieces(std::string_view text);

// Lines no wider than `width`. A piece that alone is wider is cut between characters rather than
// lost. "\n" ends a line. The text must outlive the result.
std::vector<WrappedLine> wrap_text(std::string_view text, float width, const MeasureText& measure);

}  // namespace outreach
