#include "platform/base/text.h"

#include <limits>

#include "tests/support/catch.h"

namespace outreach {
namespace {

TEST_CASE("Text: well-formed UTF-8 is accepted to its edges", "[text]") {
  for (const char* text : {"", "A", "\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF",
                           "\xEE\x80\x80", "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF",
                           "信访局 12345", "𠮷野家", "👨‍👩‍👧"}) {
    CAPTURE(text);
    CHECK(is_utf8(text));
  }
  CHECK(is_utf8(std::string_view("a\0b", 3)));
}

TEST_CASE("Text: bad UTF-8 is refused", "[text]") {
  for (const char* text : {"\x80",
                           "\xBF",
                           "\xC0\x80",
                           "\xC1\xBF",
                           "\xC2",
                           "\xC2\x41",
                           "\xC2\xC2",
                           "\xE0\x80\x80",
                           "\xE0\x9F\xBF",
                           "\xE4\xBF",
                           "\xE4\xBF\x41",
                           "\xED\xA0\x80",
                           "\xED\xBF\xBF",
                           "\xF0\x80\x80\x80",
                           "\xF0\x8F\xBF\xBF",
                           "\xF0\x9F\x98",
                           "\xF4\x90\x80\x80",
                           "\xF5\x80\x80\x80",
                           "\xF8\x88\x80\x80\x80",
                           "\xFC\x84\x80\x80\x80\x80",
                           "\xFE",
                           "\xFF",
                           "信\xE8",
                           "\xD0\xC5\xB7\xC3"}) {
    CAPTURE(text);
    CHECK_FALSE(is_utf8(text));
  }
}

TEST_CASE("Text: decoding always moves on and marks bad bytes", "[text]") {
  const std::string_view text = "a\xFF\xE4\xBF信";
  std::vector<char32_t> points;
  for (std::size_t position = 0; position < text.size();) {
    points.push_back(next_code_point(text, position));
  }
  CHECK(points == std::vector<char32_t>{'a', 0xFFFD, 0xFFFD, 0xFFFD, U'信'});
  std::size_t end = text.size();
  CHECK(next_code_point(text, end) == 0xFFFD);
  CHECK(end == text.size());
}

TEST_CASE("Text: every code point survives encoding and decoding", "[text]") {
  for (char32_t point = 0; point <= 0x10FFFF; point += point < 0x11000 ? 1 : 97) {
    std::string text;
    append_utf8(text, point);
    std::size_t position = 0;
    const bool is_surrogate = point >= 0xD800 && point <= 0xDFFF;
    const char32_t back = next_code_point(text, position);
    if (!is_utf8(text) || back != (is_surrogate ? 0xFFFD : point) || position != text.size() ||
        code_point_count(text) != 1) {
      FAIL("code point " << static_cast<std::uint32_t>(point));
    }
  }
  std::string beyond;
  append_utf8(beyond, 0x110000);
  CHECK(beyond == "\xEF\xBF\xBD");
}

TEST_CASE("Text: control characters are found, tab and line feed allowed", "[text]") {
  CHECK_FALSE(has_control_characters("一行\n\t二行 ~"));
  CHECK_FALSE(has_control_characters(""));
  for (const char character : {'\x00', '\x01', '\x08', '\x0B', '\r', '\x1B', '\x1F', '\x7F'}) {
    CHECK(has_control_characters(std::string("a") + character));
  }
}

TEST_CASE("Text: trimming takes Chinese and ASCII space at both ends", "[text]") {
  CHECK(trimmed("　 \t屈窝　村\r\n　") == "屈窝　村");
  CHECK(trimmed("　　") == "");
  CHECK(trimmed("") == "");
  CHECK(trimmed("a") == "a");
  CHECK(trimmed("\xE3\x80") == "\xE3\x80");
}

TEST_CASE("Text: splitting keeps empty parts", "[text]") {
  using Parts = std::vector<std::string_view>;
  CHECK(split("a,,b,", ',') == Parts{"a", "", "b", ""});
  CHECK(split("", ',') == Parts{""});
  CHECK(split("信访", ',') == Parts{"信访"});
}

TEST_CASE("Text: counts are grouped by thousands", "[text]") {
  CHECK(with_thousands(0) == "0");
  CHECK(with_thousands(999) == "999");
  CHECK(with_thousands(1000) == "1,000");
  CHECK(with_thousands(10368) == "10,368");
  CHECK(with_thousands(-100) == "-100");
  CHECK(with_thousands(-1234567) == "-1,234,567");
  CHECK(with_thousands(std::numeric_limits<std::int64_t>::min()) == "-9,223,372,036,854,775,808");
}

}  // namespace
}  // namespace outreach
