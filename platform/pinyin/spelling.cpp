#include "platform/pinyin/spelling.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace outreach {
namespace {

// The longest are zhuang, chuang, shuang.
constexpr std::size_t kSyllableLettersMax = 6;

// Where f and hu are one sound.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kHuAsF = {{
    {"hu", "fu"},
    {"hua", "fa"},
    {"huan", "fan"},
    {"huang", "fang"},
    {"huo", "fo"},
    {"hui", "fei"},
    {"hun", "fen"},
    {"hong", "feng"},
}};

bool is_one_of(char letter, std::string_view letters) {
  return letters.find(letter) != std::string_view::npos;
}

bool has_reading(const std::vector<Reading>& readings, const std::string& spelling,
                 std::string Reading::*kind) {
  return std::any_of(readings.begin(), readings.end(),
                     [&](const Reading& reading) { return reading.*kind == spelling; });
}

// After an apostrophe, where there is one.
std::string_view next_syllable(std::string_view letters) {
  letters.remove_prefix(letters.starts_with('\'') ? 1 : 0);
  return letters;
}

// Whether the letters are syllables of the hanzi from `hanzi` on, in full.
bool spells_in_full(std::string_view letters, const WordReadings& word, std::size_t hanzi,
                    std::string Reading::*kind) {
  if (hanzi == word.size()) {
    return letters.empty();
  }
  const std::size_t longest = std::min({letters.find('\''), letters.size(), kSyllableLettersMax});
  for (std::size_t length = longest; length > 0; --length) {
    const std::string_view syllable = letters.substr(0, length);
    const bool exactly = kind == &Reading::exact;
    if (has_reading(word[hanzi], exactly ? exact_spelling(syllable) : sound_of(syllable), kind) &&
        spells_in_full(next_syllable(letters.substr(length)), word, hanzi + 1, kind)) {
      return true;
    }
  }
  return false;
}

// Whether they are the first letters of the hanzi from `hanzi` on: one of each, or zh, ch, sh.
bool spells_initials(std::string_view letters, const WordReadings& word, std::size_t hanzi) {
  if (hanzi == word.size()) {
    return letters.empty();
  }
  for (const Reading& reading : word[hanzi]) {
    const std::string_view exact = reading.exact;
    const std::size_t longest = exact.size() > 1 && exact[1] == 'h' ? 2 : 1;
    for (std::size_t length = longest; length > 0; --length) {
      if (letters.starts_with(exact.substr(0, length)) &&
          spells_initials(next_syllable(letters.substr(length)), word, hanzi + 1)) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace

std::string exact_spelling(std::string_view syllable) {
  std::string exact(syllable);
  if (exact.size() > 1 && exact[1] == 'v') {
    if (is_one_of(exact[0], "jqxy") || (is_one_of(exact[0], "nl") && exact.size() > 2)) {
      exact[1] = 'u';
    }
  }
  return exact;
}

std::string sound_of(std::string_view syllable) {
  std::string sound = exact_spelling(syllable);
  for (const auto& [hu, f] : kHuAsF) {
    if (sound == hu) {
      sound = f;
      break;
    }
  }
  if (sound.size() > 1 && sound[0] == 'n') {
    sound[0] = 'l';
  }
  if (sound.size() > 1 && is_one_of(sound[0], "zcs") && sound[1] == 'h') {
    sound.erase(1, 1);
  }
  const std::size_t size = sound.size();
  if (sound.ends_with("ng") && size > 2 && is_one_of(sound[size - 3], "aei")) {
    sound.pop_back();
  }
  return sound;
}

Spelt spelling_of(std::string_view letters, const WordReadings& word) {
  while (letters.ends_with('\'')) {
    letters.remove_suffix(1);
  }
  if (letters.empty() || word.empty()) {
    return Spelt::Not;
  }
  if (spells_in_full(letters, word, 0, &Reading::exact)) {
    return Spelt::Exactly;
  }
  if (spells_in_full(letters, word, 0, &Reading::sound)) {
    return Spelt::Alike;
  }
  if (word.size() >= kInitialsMin && spells_initials(letters, word, 0)) {
    return Spelt::Initials;
  }
  return Spelt::Not;
}

}  // namespace outreach
