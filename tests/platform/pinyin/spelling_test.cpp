#include "platform/pinyin/spelling.h"

#include <string>
#include <utility>
#include <vector>

#include "platform/pinyin/readings.h"
#include "tests/support/catch.h"

namespace outreach {
namespace {

Readings table() {
  Result<Readings> readings =
      Readings::parse("史 shi\n村 cun\n乐 le yue\n昌 chang\n镇 zhen\n西 xi\n安 an\n女 nv\n");
  REQUIRE(readings);
  return std::move(*readings);
}

TEST_CASE("Spelling: v stands for the u with dots, and for u where only that can be", "[pinyin]") {
  CHECK(exact_spelling("nv") == "nv");
  CHECK(exact_spelling("lve") == "lue");
  CHECK(exact_spelling("jv") == "ju");
  CHECK(exact_spelling("xvan") == "xuan");
  CHECK(exact_spelling("v") == "v");
}

TEST_CASE("Spelling: what sounds alike here has one sound, and nothing else has", "[pinyin]") {
  CHECK(sound_of("ni") == sound_of("li"));
  CHECK(sound_of("zhang") == sound_of("zan"));
  CHECK(sound_of("cheng") == sound_of("cen"));
  CHECK(sound_of("shi") == sound_of("si"));
  CHECK(sound_of("xing") == sound_of("xin"));
  CHECK(sound_of("huang") == sound_of("fan"));
  CHECK(sound_of("hu") == sound_of("fu"));
  CHECK(sound_of("hui") == sound_of("fei"));
  CHECK(sound_of("hong") == sound_of("feng"));
  CHECK(sound_of("he") != sound_of("fe"));
  CHECK(sound_of("gong") != sound_of("gon"));
  CHECK(sound_of("ba") != sound_of("pa"));
  CHECK(sound_of("n") == "n");
}

TEST_CASE("Spelling: a word is spelt whole or not at all", "[pinyin]") {
  const WordReadings word = table().of_word("史村");
  CHECK(spelling_of("shicun", word) == Spelt::Exactly);
  CHECK(spelling_of("shi'cun", word) == Spelt::Exactly);
  CHECK(spelling_of("shicun'", word) == Spelt::Exactly);
  CHECK(spelling_of("sicun", word) == Spelt::Alike);
  CHECK(spelling_of("shi", word) == Spelt::Not);
  CHECK(spelling_of("shicunshi", word) == Spelt::Not);
  CHECK(spelling_of("shic'un", word) == Spelt::Not);
  CHECK(spelling_of("", word) == Spelt::Not);
  CHECK(spelling_of("'", word) == Spelt::Not);
}

TEST_CASE("Spelling: any reading of a hanzi serves", "[pinyin]") {
  const WordReadings word = table().of_word("乐昌镇");
  CHECK(spelling_of("lechangzhen", word) == Spelt::Exactly);
  CHECK(spelling_of("yuechangzhen", word) == Spelt::Exactly);
  CHECK(spelling_of("lecangzen", word) == Spelt::Alike);
}

TEST_CASE("Spelling: initials name a word of three hanzi and more", "[pinyin]") {
  const WordReadings three = table().of_word("乐昌镇");
  CHECK(spelling_of("lcz", three) == Spelt::Initials);
  CHECK(spelling_of("lchzh", three) == Spelt::Initials);
  CHECK(spelling_of("y'c'z", three) == Spelt::Initials);
  CHECK(spelling_of("lc", three) == Spelt::Not);
  CHECK(spelling_of("lczz", three) == Spelt::Not);
  CHECK(spelling_of("sc", table().of_word("史村")) == Spelt::Not);
}

TEST_CASE("Spelling: the letters of one syllable may be those of two", "[pinyin]") {
  CHECK(spelling_of("xian", table().of_word("西安")) == Spelt::Exactly);
}

TEST_CASE("Readings: a word with a character that is not in the table has none", "[pinyin]") {
  const Readings readings = table();
  CHECK(readings.of_word("史村A").empty());
  CHECK(readings.of_word("").empty());
  CHECK(readings.of(U'人').empty());
  CHECK(readings.is_read(U'乐', "yue"));
  CHECK_FALSE(readings.is_read(U'乐', "yu"));
  CHECK_FALSE(readings.is_read(U'人', ""));
}

TEST_CASE("Readings: a single hanzi is one character", "[pinyin]") {
  CHECK(single_hanzi("史") == U'史');
  CHECK_FALSE(single_hanzi("史村"));
}

TEST_CASE("Readings: a line of another form is refused", "[pinyin]") {
  for (const char* text : {"史\n", "史 \n", "史shi\n", "\n", "史 shi\n村"}) {
    const Result<Readings> readings = Readings::parse(text);
    REQUIRE_FALSE(readings);
    CHECK(readings.error().code == ErrorCode::Corrupt);
  }
  CHECK(Readings::parse(""));
}

TEST_CASE("County words: the exact come before the alike, and those before initials", "[pinyin]") {
  const Readings readings = table();
  const CountyWords words({"乐史村", "乐昌镇", "昌", "乐昌镇", "安A"}, readings);
  CHECK(words.spelt_by("lechangzhen") == std::vector<std::string>{"乐昌镇"});
  CHECK(words.spelt_by("lsc") == std::vector<std::string>{"乐史村"});
  CHECK(words.spelt_by("chang").empty());
  CHECK(words.spelt_by("an").empty());
  const CountyWords alike({"四村", "史村"}, *Readings::parse("四 si\n史 shi\n村 cun\n"));
  CHECK(alike.spelt_by("shicun") == std::vector<std::string>{"史村", "四村"});
}

}  // namespace
}  // namespace outreach
