#include "platform/text/line_break.h"

#include "platform/base/text.h"

namespace outreach {
namespace {

// After GB/T 15834 and the kinsoku rules of JLREQ/CLREQ.
constexpr std::u32string_view kNotAtStart =
    U"，。、；：？！）》〉」』】〕”’…—·％‰℃,.;:?!)]}%°~～/›»";
constexpr std::u32string_view kNotAtEnd = U"（《〈「『【〔“‘([{＃#￥$‹«";
// A number keeps its unit.
constexpr std::u32string_view kUnits =
    U"份批人条次年月日号时点分秒小元块亩个件天岁户页步米里公斤吨项款第余";

bool one_of(char32_t c, std::u32string_view set) {
  return set.find(c) != std::u32string_view::npos;
}

bool is_space(char32_t c) {
  return c == U' ' || c == U'\t' || c == U'\u3000';
}

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

bool is_wide(char32_t c) {
  return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF00 && c <= 0xFFEF) || c >= 0x20000;
}

// May a line end between these two neighbours?
bool may_break(char32_t before, char32_t after) {
  if (before == U'\n' || after == U'\n') {
    return true;
  }
  if (one_of(after, kNotAtStart) || one_of(before, kNotAtEnd) || is_space(after)) {
    return false;
  }
  if (is_space(before)) {
    return true;
  }
  if ((is_digit(before) && one_of(after, kUnits)) || (before == U'第' && is_digit(after))) {
    return false;
  }
  if ((before == U'年' || before == U'月') && is_digit(after)) {
    return false;  // a date
  }
  if ((before == U'+' || before == U'-') && is_digit(after)) {
    return false;
  }
  return is_wide(before) || is_wide(after) || before == U'…' || before == U'—';
}

// A space between a number and its unit does not part them either: "12 条".
bool holds_unit(std::string_view text, std::size_t space_end, char32_t before_space) {
  std::size_t position = space_end;
  return is_digit(before_space) && position < text.size() &&
         one_of(next_code_point(text, position), kUnits);
}

std::string_view without_spaces_at_end(std::string_view text) {
  constexpr std::string_view kWideSpace = "\u3000";
  while (!text.empty()) {
    if (text.back() == ' ' || text.back() == '\t') {
      text.remove_suffix(1);
    } else if (text.ends_with(kWideSpace)) {
      text.remove_suffix(kWideSpace.size());
    } else {
      break;
    }
  }
  return text;
}

// Ends a line; knows where in the text it began.
class Lines {
 public:
  Lines(float width, const MeasureText& measure) : width_(width), measure_(measure) {}

  void add(std::string_view piece) {
    if (piece == "\n") {
      end(piece.data());
      begin_ = nullptr;
      ended_by_feed_ = true;
      return;
    }
    ended_by_feed_ = false;
    if (begin_ == nullptr) {
      begin_ = piece.data();
    } else if (width_of(piece.data() + piece.size()) > width_) {
      end(piece.data());
      begin_ = piece.data();
    }
    cut_while_too_wide(piece);
    end_ = piece.data() + piece.size();
  }

  std::vector<WrappedLine> take() {
    if (begin_ != nullptr) {
      end(end_);
    }
    return std::move(lines_);
  }

 private:
  std::string_view from_begin(const char* end) const {
    return {begin_, static_cast<std::size_t>(end - begin_)};
  }
  float width_of(const char* end) const {
    return measure_(without_spaces_at_end(from_begin(end)));
  }
  void end(const char* at) {
    if (begin_ == nullptr) {
      if (ended_by_feed_ || lines_.empty()) {
        lines_.push_back({});
      }
      return;
    }
    const std::string_view line = without_spaces_at_end(from_begin(at));
    lines_.push_back({line, measure_(line)});
  }
  // A single piece wider than the line is cut between characters.
  void cut_while_too_wide(std::string_view piece) {
    if (begin_ != piece.data()) {
      return;
    }
    const char* const stop = piece.data() + piece.size();
    while (width_of(stop) > width_) {
      std::size_t position = 0;
      const std::string_view rest = from_begin(stop);
      next_code_point(rest, position);
      std::size_t fits = position;
      while (position < rest.size() && measure_(rest.substr(0, position)) <= width_) {
        fits = position;
        next_code_point(rest, position);
      }
      if (fits >= rest.size()) {
        return;
      }
      end(begin_ + fits);
      begin_ += fits;
    }
  }

  float width_;
  const MeasureText& measure_;
  const char* begin_ = nullptr;
  const char* end_ = nullptr;
  bool ended_by_feed_ = false;
  std::vector<WrappedLine> lines_;
};

}  // namespace

std::vector<std::string_view> unbreakable_pieces(std::string_view text) {
  std::vector<std::string_view> pieces;
  std::size_t start = 0;
  std::size_t position = 0;
  char32_t before = 0;
  char32_t before_space = 0;
  while (position < text.size()) {
    const std::size_t here = position;
    const char32_t c = next_code_point(text, position);
    const bool unit_follows = is_space(before) && holds_unit(text, here, before_space);
    if (here > start && may_break(before, c) && !unit_follows) {
      pieces.push_back(text.substr(start, here - start));
      start = here;
    }
    if (!is_space(c)) {
      before_space = c;
    }
    before = c;
  }
  if (start < text.size()) {
    pieces.push_back(text.substr(start));
  }
  return pieces;
}

std::vector<WrappedLine> wrap_text(std::string_view text, float width, const MeasureText& measure) {
  Lines lines(width, measure);
  for (const std::string_view piece : unbreakable_pieces(text)) {
    lines.add(piece);
  }
  return lines.take();
}

}  // namespace outreach
