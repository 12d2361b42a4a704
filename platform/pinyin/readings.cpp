#include "platform/pinyin/readings.h"

#include <algorithm>
#include <array>
#include <set>

#include "platform/base/text.h"
#include "platform/pinyin/pinyin.h"

namespace outreach {

std::optional<char32_t> single_hanzi(std::string_view text) {
  std::size_t position = 0;
  const char32_t hanzi = next_code_point(text, position);
  return position == text.size() ? std::optional(hanzi) : std::nullopt;
}

Result<Readings> Readings::parse(std::string text) {
  Readings readings;
  readings.text_ = std::move(text);
  const std::string_view whole = readings.text_;
  std::size_t line = 0;
  while (line < whole.size()) {
    const std::size_t end = std::min(whole.find('\n', line), whole.size());
    std::size_t position = line;
    const char32_t hanzi = next_code_point(whole, position);
    if (position + 1 >= end || whole[position] != ' ') {
      return Error{ErrorCode::Corrupt,
                   "the table of readings: a line is not \"hanzi reading ...\""};
    }
    ++position;
    readings.places_.push_back(
        {hanzi, static_cast<std::uint32_t>(position), static_cast<std::uint32_t>(end - position)});
    line = end + 1;
  }
  std::sort(readings.places_.begin(), readings.places_.end(),
            [](const Place& left, const Place& right) { return left.hanzi < right.hanzi; });
  return readings;
}

std::string_view Readings::of(char32_t hanzi) const {
  const auto found =
      std::lower_bound(places_.begin(), places_.end(), hanzi,
                       [](const Place& place, char32_t wanted) { return place.hanzi < wanted; });
  if (found == places_.end() || found->hanzi != hanzi) {
    return {};
  }
  return std::string_view(text_).substr(found->from, found->size);
}

bool Readings::is_read(char32_t hanzi, std::string_view syllable) const {
  const std::vector<std::string_view> known = split(of(hanzi), ' ');
  return !syllable.empty() &&
         std::find(known.begin(), known.end(), exact_spelling(syllable)) != known.end();
}

WordReadings Readings::of_word(std::string_view word) const {
  WordReadings readings;
  std::size_t position = 0;
  while (position < word.size()) {
    const std::string_view known = of(next_code_point(word, position));
    if (known.empty()) {
      return {};
    }
    std::vector<Reading>& hanzi = readings.emplace_back();
    for (const std::string_view syllable : split(known, ' ')) {
      hanzi.push_back({exact_spelling(syllable), sound_of(syllable)});
    }
  }
  return readings;
}

CountyWords::CountyWords(const std::vector<std::string>& words, const Readings& readings) {
  std::set<std::string_view> seen;
  for (const std::string& word : words) {
    if (words_.size() == kCountyWordsMax) {
      break;
    }
    WordReadings known = readings.of_word(word);
    if (known.size() > 1 && known.size() <= kCountyWordHanziMax && seen.insert(word).second) {
      words_.emplace_back(word, std::move(known));
    }
  }
}

std::vector<std::string> CountyWords::spelt_by(std::string_view letters) const {
  std::array<std::vector<std::string>, static_cast<std::size_t>(Spelt::Not)> found;
  for (const auto& [word, readings] : words_) {
    const Spelt how = spelling_of(letters, readings);
    if (how != Spelt::Not) {
      found[static_cast<std::size_t>(how)].push_back(word);
    }
  }
  std::vector<std::string> all;
  for (std::vector<std::string>& words : found) {
    all.insert(all.end(), words.begin(), words.end());
  }
  return all;
}

}  // namespace outreach
