#include "platform/json/json_place.h"

#include <algorithm>

namespace outreach {
namespace {

// Steps through a text that is known to be well formed.
class Steps {
 public:
  explicit Steps(std::string_view text) : text_(text) {}

  // Stands at the beginning of a value.
  std::size_t find(const JsonPlace& place, std::size_t depth) {
    skip_space();
    const std::size_t here = position_;
    if (depth == place.size() || (peek() != '{' && peek() != '[')) {
      return here;
    }
    const bool is_object = peek() == '{';
    ++position_;
    for (std::size_t index = 0;; ++index) {
      skip_space();
      if (position_ >= text_.size() || peek() == '}' || peek() == ']') {
        return here;
      }
      std::string name = std::to_string(index);
      if (is_object) {
        name = take_string();
        skip_space();
        ++position_;  // the colon
      }
      if (name == place[depth]) {
        return find(place, depth + 1);
      }
      skip_value();
      skip_space();
      if (peek() == ',') {
        ++position_;
      }
    }
  }

 private:
  char peek() const {
    return position_ < text_.size() ? text_[position_] : '\0';
  }

  void skip_space() {
    position_ = std::min(text_.find_first_not_of(" \t\r\n", position_), text_.size());
  }

  // Escapes are kept: our own names have none.
  std::string take_string() {
    const std::size_t start = ++position_;
    while (position_ < text_.size() && text_[position_] != '"') {
      position_ += text_[position_] == '\\' ? 2 : 1;
    }
    return std::string(text_.substr(start, position_++ - start));
  }

  void skip_value() {
    skip_space();
    int depth = 0;
    while (position_ < text_.size()) {
      const char c = text_[position_];
      if (c == '"') {
        take_string();
        if (depth == 0) {
          return;
        }
        continue;
      }
      if (depth == 0 && (c == ',' || c == '}' || c == ']')) {
        return;  // behind a number, true, false or null
      }
      depth += c == '{' || c == '[' ? 1 : 0;
      depth -= c == '}' || c == ']' ? 1 : 0;
      ++position_;
      if (depth == 0 && (c == '}' || c == ']')) {
        return;
      }
    }
  }

  std::string_view text_;
  std::size_t position_ = 0;
};

}  // namespace

std::size_t line_of(std::string_view text, const JsonPlace& place) {
  return line_of_byte(text, Steps(text).find(place, 0));
}

std::size_t line_of_byte(std::string_view text, std::size_t position) {
  const std::string_view before = text.substr(0, position);
  return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
}

}  // namespace outreach
