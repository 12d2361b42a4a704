#include "platform/text/line_break.h"

#include <string>

#include "platform/base/text.h"
#include "tests/support/catch.h"

namespace outreach {
namespace {

// Hanzi are two wide, everything else one.
float width_of(std::string_view text) {
  float sum = 0;
  for (std::size_t position = 0; position < text.size();) {
    sum += next_code_point(text, position) >= 0x2E80 ? 2.0F : 1.0F;
  }
  return sum;
}

std::vector<std::string> wrapped(std::string_view text, float width) {
  std::vector<std::string> lines;
  for (const WrappedLine& line : wrap_text(text, width, width_of)) {
    lines.emplace_back(line.text);
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST_CASE("Line break: Chinese breaks between any two hanzi", "[line-break]") {
  CHECK(wrapped("土地承包纠纷指南", 8) == Lines{"土地承包", "纠纷指南"});
}

TEST_CASE("Line break: no line begins with a closing mark", "[line-break]") {
  CHECK(wrapped("等着送出，不影响", 8) == Lines{"等着送", "出，不影", "响"});
  CHECK(wrapped("结束这一场？", 10) == Lines{"结束这一", "场？"});
}

TEST_CASE("Line break: no line ends with an opening mark", "[line-break]") {
  CHECK(wrapped("请看《便民卡》吧", 6) == Lines{"请看", "《便民", "卡》吧"});
}

TEST_CASE("Line break: a number stays whole and keeps its unit", "[line-break]") {
  CHECK(wrapped("土地1.25亩", 7) == Lines{"土地", "1.25亩"});
  CHECK(wrapped("只有 12 条在等", 7) == Lines{"只有", "12 条在", "等"});
  CHECK(wrapped("电话0357-4521234打", 13) == Lines{"电话", "0357-4521234", "打"});
}

TEST_CASE("Line break: a date stays whole", "[line-break]") {
  CHECK(wrapped("今日 11月22日", 9) == Lines{"今日", "11月22日"});
}

TEST_CASE("Line break: English breaks at spaces and drops them", "[line-break]") {
  CHECK(wrapped("Can we pack up?", 8) == Lines{"Can we", "pack up?"});
}

TEST_CASE("Line break: a line feed ends a line and an empty line stays", "[line-break]") {
  CHECK(wrapped("a\n\nb", 10) == Lines{"a", "", "b"});
}

TEST_CASE("Line break: a word wider than the line is cut, not lost", "[line-break]") {
  CHECK(wrapped("abcdefg", 3) == Lines{"abc", "def", "g"});
}

TEST_CASE("Line break: the pieces together are the text", "[line-break]") {
  const std::string text = "《法律援助便民卡》还剩 4 份，12 条等着送出。OK then\n第31条";
  std::string joined;
  for (const std::string_view piece : unbreakable_pieces(text)) {
    joined += piece;
  }
  CHECK(joined == text);
}

TEST_CASE("Line break: invalid UTF-8 and an empty text do no harm", "[line-break]") {
  CHECK(wrapped("", 10).empty());
  CHECK(wrapped("\xff\xfe土", 2).size() >= 1);
}

}  // namespace
}  // namespace outreach
