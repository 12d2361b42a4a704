#include "platform/json/json_place.h"

#include "tests/support/catch.h"

namespace outreach {
namespace {

const std::string kText = R"({
  "a": [
    {"id": "x,]}\"", "n": 1},
    {
      "id": "y",
      "list": [[], {},
        3]
    }
  ],
  "b": {"c": true,
        "d": null}
})";

TEST_CASE("JSON place: the line of a value, by names and positions", "[json]") {
  CHECK(line_of(kText, {}) == 1);
  CHECK(line_of(kText, {"a"}) == 2);
  CHECK(line_of(kText, {"a", "0"}) == 3);
  CHECK(line_of(kText, {"a", "0", "n"}) == 3);
  CHECK(line_of(kText, {"a", "1"}) == 4);
  CHECK(line_of(kText, {"a", "1", "id"}) == 5);
  CHECK(line_of(kText, {"a", "1", "list", "1"}) == 6);
  CHECK(line_of(kText, {"a", "1", "list", "2"}) == 7);
  CHECK(line_of(kText, {"b", "d"}) == 11);
}

TEST_CASE("JSON place: of what is not there, the line of what encloses it", "[json]") {
  CHECK(line_of(kText, {"none"}) == 1);
  CHECK(line_of(kText, {"a", "1", "none"}) == 4);
  CHECK(line_of(kText, {"a", "9"}) == 2);
  CHECK(line_of(kText, {"b", "c", "deeper"}) == 10);
  CHECK(line_of("", {"a"}) == 1);
  CHECK(line_of("{\"a\":", {"a"}) == 1);
}

TEST_CASE("JSON place: a byte's line", "[json]") {
  CHECK(line_of_byte("a\nb\nc", 0) == 1);
  CHECK(line_of_byte("a\nb\nc", 2) == 2);
  CHECK(line_of_byte("a\nb\nc", 99) == 3);
}

}  // namespace
}  // namespace outreach
