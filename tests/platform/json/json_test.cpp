#include "platform/json/json.h"

#include "tests/support/catch.h"

namespace outreach {
namespace {

std::string nested(int depth) {
  return std::string(static_cast<std::size_t>(depth), '[') +
         std::string(static_cast<std::size_t>(depth), ']');
}

TEST_CASE("JSON: keeps the order of keys and the bytes of text", "[json]") {
  const std::string text =
      R"({"z":1,"a":[true,null,-5,1.5,"信访\n"],"m":{"":"\"\\/"},"n":18446744073709551615})";
  const auto json = parse_json(text);
  REQUIRE(json);
  CHECK(write_json(*json) == text);
  CHECK(write_json(*parse_json(write_json_indented(*json))) == text);
  CHECK(write_json(*parse_json(" [ 1 , 2 ] \n")) == "[1,2]");
  CHECK(write_json(*parse_json("\"\\u4fe1\\ud842\\udfb7\"")) == "\"信𠮷\"");
}

TEST_CASE("JSON: anything but one strict value is refused", "[json]") {
  for (const char* text :
       {"",          " ",       "{",     "[1,]",     "{\"a\":1,}", "{a:1}",    "{'a':1}",
        "[1] 2",     "nul",     "NaN",   "Infinity", "-",          "01",       "1.",
        ".5",        "+1",      "1e",    "0x10",     "\"\t\"",     "\"a",      "\"\\x\"",
        "\"\\u12\"", "// c\n1", "/**/1", "[1}",      "{\"a\"}",    "{\"a\":}", "\xEF\xBB\xBF[]",
        "1e400",     "-1e400"}) {
    CAPTURE(text);
    const auto json = parse_json(text);
    REQUIRE_FALSE(json);
    CHECK(json.error().code == ErrorCode::InvalidInput);
    CHECK(json.error().context.find("byte") != std::string::npos);
  }
}

TEST_CASE("JSON: a key twice in one object is refused, however it is spelt", "[json]") {
  CHECK_FALSE(parse_json(R"({"a":1,"a":1})"));
  CHECK_FALSE(parse_json(R"({"a":1,"b":{},"\u0061":2})"));
  CHECK_FALSE(parse_json(R"([{"x":{"a":1,"a":2}}])"));
  CHECK(parse_json(R"({"a":{"a":{"a":1}},"b":{"a":1}})"));
}

TEST_CASE("JSON: a NUL is refused wherever it is", "[json]") {
  CHECK_FALSE(parse_json(R"({"a":"x\u0000y"})"));
  CHECK_FALSE(parse_json(R"({"x\u0000y":1})"));
  CHECK_FALSE(parse_json(std::string_view("[1]\0", 4)));
  CHECK_FALSE(parse_json(std::string_view("[1]\0garbage", 11)));
  CHECK_FALSE(parse_json(std::string_view("\"a\0b\"", 5)));
  CHECK(parse_json(R"("\\u0000")"));
}

TEST_CASE("JSON: text that is not UTF-8 is refused", "[json]") {
  for (const char* text :
       {"\"\x80\"", "\"\xC0\x80\"", "\"\xED\xA0\x80\"", "\"\xF5\x80\x80\x80\"", "\"\xE4\xBF\"",
        "\"\\ud842\"", "\"\\udfb7\"", "\"\\ud842x\"", "{\"\xFF\":1}", "\"\xD0\xC5\""}) {
    CAPTURE(text);
    CHECK_FALSE(parse_json(text));
  }
}

TEST_CASE("JSON: depth is bounded", "[json]") {
  CHECK(parse_json(nested(kJsonDepthMax)));
  CHECK_FALSE(parse_json(nested(kJsonDepthMax + 1)));
  CHECK_FALSE(parse_json(std::string(10'000'000, '[')));
  std::string objects;
  for (int depth = 0; depth <= kJsonDepthMax; ++depth) {
    objects += R"({"a":)";
  }
  CHECK_FALSE(parse_json(objects));
}

TEST_CASE("JSON: an object of very many keys is read in reasonable time", "[json]") {
  std::string text = "{";
  for (int key = 0; key < 100'000; ++key) {
    text += "\"" + std::to_string(key) + "\":0,";
  }
  text.back() = '}';
  REQUIRE(parse_json(text));
  text.back() = ',';
  CHECK_FALSE(parse_json(text + "\"99999\":0}"));
}

TEST_CASE("JSON: integers that do not fit are nothing, not something near", "[json]") {
  const auto json = *parse_json(
      R"({"max":9223372036854775807,"min":-9223372036854775808,"over":9223372036854775808,)"
      R"("far":18446744073709551616,"under":-9223372036854775809,"real":1.0,"text":"1","no":null})");
  CHECK(integer_member(json, "max") == INT64_MAX);
  CHECK(integer_member(json, "min") == INT64_MIN);
  for (const char* key : {"over", "far", "under", "real", "text", "no", "absent"}) {
    CAPTURE(key);
    CHECK_FALSE(integer_member(json, key));
  }
}

TEST_CASE("JSON: members of another type, and members of no object, are nothing", "[json]") {
  const auto json = *parse_json(R"({"t":"x","b":true,"n":0})");
  CHECK(text_member(json, "t") == "x");
  CHECK(bool_member(json, "b") == true);
  CHECK_FALSE(text_member(json, "n"));
  CHECK_FALSE(bool_member(json, "n"));
  CHECK_FALSE(bool_member(json, "t"));
  CHECK_FALSE(integer_member(json, "b"));
  for (const char* text : {"[1]", "1", "\"t\"", "null"}) {
    const auto other = *parse_json(text);
    CHECK_FALSE(text_member(other, "t"));
    CHECK_FALSE(integer_member(other, "0"));
    CHECK_FALSE(bool_member(other, "b"));
  }
}

TEST_CASE("JSON: bytes that are not UTF-8 are written as U+FFFD", "[json]") {
  CHECK(write_json(Json("a\xFFz")) == "\"a\xEF\xBF\xBDz\"");
}

}  // namespace
}  // namespace outreach
