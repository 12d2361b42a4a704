#include "app/ui/typed_words.h"

#include "platform/base/text.h"

namespace outreach::ui {
namespace {

constexpr char32_t kSpace = 0x20;
constexpr char32_t kDelete = 0x7F;

bool is_continuation(char byte) {
  constexpr unsigned kMask = 0xC0;
  constexpr unsigned kContinues = 0x80;
  return (static_cast<unsigned char>(byte) & kMask) == kContinues;
}

}  // namespace

void add_typed(std::string& text, std::string_view typed, std::size_t code_points) {
  std::size_t count = code_point_count(text);
  std::size_t position = 0;
  while (position < typed.size() && count < code_points) {
    const char32_t next = next_code_point(typed, position);
    if (next >= kSpace && next != kDelete) {
      append_utf8(text, next);
      ++count;
    }
  }
}

void take_last(std::string& text) {
  while (!text.empty() && is_continuation(text.back())) {
    text.pop_back();
  }
  if (!text.empty()) {
    text.pop_back();
  }
}

}  // namespace outreach::ui
