// A resident's own words on their way from the keyboard to where they are sealed. On the heap, in
// room that never grows, as growing would leave a copy behind; overwritten when they go out of use.
// They are moved, never copied, and never compared. Pure.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

namespace outreach::core {

// Code points of what a member of staff takes down for somebody at the table: two minutes of
// talking, and all of it is seen at once on the smallest screen.
inline constexpr std::size_t kQuestionWordsMax = 300;
// A name, a telephone number, where to find somebody.
inline constexpr std::size_t kQuestionContactMax = 60;
// Of a code point in UTF-8.
inline constexpr std::size_t kCodePointBytesMax = 4;

class SecretText {
 public:
  // Empty, with room for so many code points.
  explicit SecretText(std::size_t code_points);
  ~SecretText();
  // What was moved from is empty and has no room.
  SecretText(SecretText&& other) noexcept;
  SecretText& operator=(SecretText&& other) noexcept;
  SecretText(const SecretText&) = delete;
  SecretText& operator=(const SecretText&) = delete;

  // What still fits of the text (UTF-8); the rest, control characters and bad bytes are dropped.
  void add(std::string_view typed);
  // The last code point goes away; nothing of an empty text.
  void take_last();
  void wipe();

  bool empty() const {
    return bytes_ == 0;
  }
  // Code points.
  std::size_t size() const {
    return size_;
  }
  std::size_t room() const {
    return room_;
  }
  // UTF-8. Good as long as this is and does not change.
  std::string_view view() const {
    return {text_.get(), bytes_};
  }

 private:
  std::unique_ptr<char[]> text_;
  std::size_t room_ = 0;
  std::size_t size_ = 0;
  std::size_t bytes_ = 0;
};

// 登记详情: what is sealed together.
struct QuestionWords {
  SecretText words{kQuestionWordsMax};
  SecretText contact{kQuestionContactMax};  // may be empty: anonymous
};
// Intents and commands are copied; what they carry is one and the same text, wiped with its last
// holder. Once a command carries it nobody changes it: another thread may be reading.
using QuestionHandle = std::shared_ptr<QuestionWords>;

}  // namespace outreach::core
