// Inside platform/pinyin only: how syllables are spelt, exactly and as they sound in the county,
// and whether letters spell a word. Pure. The same pairs of sounds are rules in
// assets/pinyin/outreach.schema.yaml.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace outreach {

// One way to spell each syllable: "jv" is ju, "lve" is lue.
std::string exact_spelling(std::string_view syllable);
// The same for syllables that people here do not tell apart: n and l, z and zh, c and ch, s and sh,
// in and ing, en and eng, an and ang, f and hu.
std::string sound_of(std::string_view syllable);

struct Reading {
  std::string exact;
  std::string sound;
};
// What each of its hanzi may be read as.
using WordReadings = std::vector<std::vector<Reading>>;

// From the best to the worst.
enum class Spelt { Exactly, Alike, Initials, Not };
// Letters of fewer syllables than this are no initials of a word: everything would begin with them.
inline constexpr std::size_t kInitialsMin = 3;

// How the letters (a-z, and apostrophes between syllables) spell the whole word.
Spelt spelling_of(std::string_view letters, const WordReadings& word);

}  // namespace outreach
