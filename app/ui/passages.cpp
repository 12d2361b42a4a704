#include "app/ui/passages.h"

#include <cstddef>

namespace outreach::ui {
namespace {

// An answer's sentences stand apart, and longer ones are parted at a comma: a column of the
// smallest panel holds so many characters in small type.
constexpr std::size_t kPassageMax = 90;
constexpr std::size_t kHanziBytes = 3;

bool ends_sentence(std::string_view words) {
  return words.ends_with("。") || words.ends_with("！") || words.ends_with("？") ||
         words.ends_with("；") || words.ends_with(". ");
}

bool ends_clause(std::string_view words) {
  return words.ends_with("，") || words.ends_with("：") || words.ends_with("、") ||
         words.ends_with(", ");
}

// Where the next passage ends. Always at a whole character.
std::size_t passage_end(std::string_view words) {
  std::size_t clause = 0;
  std::size_t end = 0;
  for (std::size_t characters = 0; end < words.size(); ++characters) {
    if (characters >= kPassageMax) {
      return clause > 0 ? clause : end;
    }
    ++end;
    while (end < words.size() && (static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U) {
      ++end;
    }
    const std::string_view so_far = words.substr(0, end);
    if (ends_sentence(so_far)) {
      return end;
    }
    clause = ends_clause(so_far) ? end : clause;
  }
  return end;
}

}  // namespace

std::vector<std::string> passages_of(std::string_view words) {
  std::vector<std::string> passages;
  while (!words.empty()) {
    const std::size_t end = passage_end(words);
    // A few characters more rather than a line of their own.
    const bool is_nearly_all = words.size() - end <= 2 * kHanziBytes;
    passages.emplace_back(words.substr(0, is_nearly_all ? words.size() : end));
    words.remove_prefix(is_nearly_all ? words.size() : end);
  }
  return passages;
}

}  // namespace outreach::ui
