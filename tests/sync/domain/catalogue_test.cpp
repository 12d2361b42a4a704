#include "sync/domain/catalogue.h"

#include <fstream>
#include <iterator>
#include <string>

#include "tests/support/catch.h"

namespace outreach::domain {
namespace {

std::string shipped() {
  std::ifstream file(OUTREACH_SOURCE_FOLDER "/assets/content/catalogue.json");
  return {std::istreambuf_iterator<char>(file), {}};
}

// The smallest whole catalogue, with `part` in place of a list.
std::string with(const std::string& list, const std::string& rows) {
  std::string text = "{";
  for (const std::string name : {"leaflets", "departments", "topics", "places", "staff"}) {
    text += (text.size() > 1 ? ",\"" : "\"") + name + "\":" + (name == list ? rows : "[]");
  }
  return text + "}";
}

std::string refusal(const std::string& json) {
  const auto catalogue = parse_catalogue(json);
  REQUIRE_FALSE(catalogue);
  CHECK(catalogue.error().code == ErrorCode::InvalidInput);
  return catalogue.error().context;
}

TEST_CASE("Catalogue: the shipped one has what the demo year names", "[catalogue]") {
  const auto catalogue = parse_catalogue(shipped());
  REQUIRE(catalogue);
  CHECK(catalogue->county == "曲沃县信访局");
  CHECK(catalogue->leaflets.size() == 7);
  CHECK(catalogue->topics.size() == 12);
  CHECK(catalogue->departments.size() == 11);
  CHECK(catalogue->places.size() == 10);
  CHECK(catalogue->staff.size() == 3);
  CHECK(catalogue->name_of_leaflet("legal-aid-card") == "法律援助便民卡");
  CHECK(catalogue->name_of_leaflet("gone") == "gone");
  REQUIRE(catalogue->topic("unpaid-wages") != nullptr);
  CHECK(catalogue->topic("unpaid-wages")->pathway == Pathway::Arbitration);
  CHECK(catalogue->name_of_department(catalogue->topic("unpaid-wages")->department) ==
        "县人力资源和社会保障局");
}

TEST_CASE("Catalogue: empty lists are a catalogue, a missing one is not", "[catalogue]") {
  CHECK(parse_catalogue(with("none", "")));
  CHECK(refusal("{}") == "catalogue, leaflets: missing or not a list");
  CHECK(refusal("[]") == "catalogue: not one JSON object");
  CHECK_FALSE(parse_catalogue("{").has_value());
}

TEST_CASE("Catalogue: a refusal names the list, the row and what is wrong", "[catalogue]") {
  CHECK(
      refusal(with("leaflets",
                   R"([{"id":"a","name":"甲","cover":"c"},{"id":"A","name":"乙","cover":"c"}])")) ==
      "catalogue, leaflets: row 2: id is not 1 to 64 of a-z, 0-9, - and _");
  CHECK(refusal(with("leaflets", R"([{"id":"a","cover":"c"}])")) ==
        "catalogue, leaflets: row 1: name is missing or not one short line of text");
  CHECK(refusal(with("departments", R"([{"id":"a","name":"甲"},{"id":"a","name":"乙"}])")) ==
        "catalogue, departments: row 2: id stands in the list twice: a");
  CHECK(refusal(
            with("topics",
                 R"([{"id":"a","name":"甲","icon":"i","pathway":"petition","department":"d"}])")) ==
        "catalogue, topics: row 1: department is none of the departments: d");
  CHECK(refusal(with("places", R"([{"name":"甲","township":"","kind":"shop"}])")) ==
        "catalogue, places: row 1: kind is not one of the list's codes");
  CHECK(refusal(with("staff", R"(["张", 3])")) ==
        "catalogue, staff: row 2: name is missing or not one short line of text");
  CHECK(refusal(with("staff", "[\"" + std::string(61, 'a') + "\"]")).find("staff: row 1") !=
        std::string::npos);
}

}  // namespace
}  // namespace outreach::domain
