// A slip as lines of words: an entry as "name|value".
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "platform/printer/slip.h"

namespace outreach::testing {

inline std::vector<std::string> words_of(const Slip& slip) {
  std::vector<std::string> words;
  for (const SlipLine& line : slip.lines) {
    if (const auto* text = std::get_if<SlipText>(&line)) {
      words.push_back(text->text);
    } else if (const auto* entry = std::get_if<SlipEntry>(&line)) {
      words.push_back(entry->name + "|" + entry->value);
    }
  }
  return words;
}

inline bool says(const Slip& slip, const std::string& line) {
  const auto words = words_of(slip);
  return std::ranges::find(words, line) != words.end();
}

// For INFO: what a failing test shows.
inline std::string all_words(const Slip& slip) {
  std::string all;
  for (const std::string& line : words_of(slip)) {
    all += line + "\n";
  }
  return all;
}

}  // namespace outreach::testing
