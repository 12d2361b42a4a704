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

// EAN-13: weighed by 1 and 3 in turn, the digits add up to tens.
bool checks_as_ean13(const std::string& digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    sum += (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
  }
  return digits.size() == 13 && sum % 10 == 0;
}

TEST_CASE("Catalogue: barcodes of the shipped one are sound, and nobody else's", "[catalogue]") {
  CHECK(checks_as_ean13("6901234567892"));
  CHECK_FALSE(checks_as_ean13("6901234567893"));
  const auto catalogue = parse_catalogue(shipped());
  REQUIRE(catalogue);
  int barcodes = 0;
  for (const Leaflet& leaflet : catalogue->leaflets) {
    if (!leaflet.barcode.empty()) {
      CHECK(checks_as_ean13(leaflet.barcode));
      CHECK(leaflet.barcode.front() == '2');
      CHECK(catalogue->leaflet_with_barcode(leaflet.barcode) == &leaflet);
      barcodes += 1;
    }
  }
  CHECK(barcodes > 0);
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

TEST_CASE("Catalogue: the county's own kinds are kinds of its places", "[catalogue]") {
  const auto places = [](const std::string& kind, const std::string& kinds) {
    std::string text = with("places", R"([{"name":"甲","kind":")" + kind + R"("}])");
    text.pop_back();
    return text + R"(,"outing_kinds":)" + kinds + "}";
  };
  const std::string temple = R"([{"id":"temple-fair","name":"庙会","english":"Temple fair"}])";
  const auto catalogue = parse_catalogue(places("temple-fair", temple));
  REQUIRE(catalogue);
  CHECK(catalogue->places == std::vector<Place>{{"甲", "", OutingKind::Other, "temple-fair"}});
  CHECK(catalogue->name_of_outing_kind("temple-fair") == "庙会");
  CHECK(catalogue->name_of_outing_kind("gone") == "gone");
  const auto built_in = parse_catalogue(places("leader_reception", temple));
  REQUIRE(built_in);
  CHECK(built_in->places == std::vector<Place>{{"甲", "", OutingKind::LeaderReception}});
  CHECK(refusal(places("temple-fair", "[]")) ==
        "catalogue, places: row 1: kind is not one of the list's codes");
  CHECK(refusal(places("other", temple)) ==
        "catalogue, places: row 1: kind is to name which other: an id of outing_kinds");
  CHECK(refusal(places("fair", R"([{"id":"market","name":"集"}])")) ==
        "catalogue, outing_kinds: row 1: id is a built-in kind's: market");
  CHECK(refusal(places("fair", R"([{"id":"other","name":"别的"}])")) ==
        "catalogue, outing_kinds: row 1: id is a built-in kind's: other");
  CHECK(refusal(places("fair", "{}")) == "catalogue, outing_kinds: missing or not a list");
}

TEST_CASE("Catalogue: a leaflet's bar code is digits, and one leaflet's alone", "[catalogue]") {
  const auto leaflets = [](const std::string& first, const std::string& second) {
    return with("leaflets", R"([{"id":"a","name":"甲","cover":"c","barcode":")" + first +
                                R"("},{"id":"b","name":"乙","cover":"c","barcode":")" + second +
                                R"("}])");
  };
  const auto catalogue = parse_catalogue(leaflets("6901234567892", ""));
  REQUIRE(catalogue);
  CHECK(catalogue->leaflets[0].barcode == "6901234567892");
  CHECK(catalogue->leaflets[1].barcode.empty());
  CHECK(parse_catalogue(
      leaflets(std::string(kBarcodeDigitsMin, '1'), std::string(kBarcodeDigitsMax, '1'))));
  const std::string rule = "catalogue, leaflets: row 2: barcode is not 6 to 18 digits";
  CHECK(refusal(leaflets("", std::string(kBarcodeDigitsMin - 1, '1'))) == rule);
  CHECK(refusal(leaflets("", std::string(kBarcodeDigitsMax + 1, '1'))) == rule);
  CHECK(refusal(leaflets("", "69O1234567892")) == rule);
  CHECK(refusal(leaflets("6901234567892", "6901234567892")) ==
        "catalogue, leaflets: row 2: barcode stands in the list twice: 6901234567892");
}

TEST_CASE("Catalogue: a topic may propose an outcome, and a phrase is no person", "[catalogue]") {
  const auto topic = [](const std::string& outcome) {
    return R"({"departments":[{"id":"d","name":"丁"}],"leaflets":[],"places":[],"staff":[],)"
           R"("topics":[{"id":"a","name":"甲","icon":"i","pathway":"petition","department":"d")" +
           outcome + "}]}";
  };
  CHECK(parse_catalogue(topic(R"(,"outcome":"guided")"))->topics[0].outcome ==
        Outcome::GuidedToPathway);
  CHECK_FALSE(parse_catalogue(topic(""))->topics[0].outcome);
  CHECK(refusal(topic(R"(,"outcome":"gone")")) ==
        "catalogue, topics: row 1: outcome is not one of the list's codes");
  const auto phrases = [](const std::string& rows) {
    std::string text = with("none", "");
    text.pop_back();
    return text + R"(,"note_phrases":)" + rows + "}";
  };
  CHECK(parse_catalogue(phrases(R"(["材料不全","请下次带合同"])"))->note_phrases ==
        std::vector<std::string>{"材料不全", "请下次带合同"});
  CHECK(refusal(phrases(R"(["材料不全","材料不全"])")) ==
        "catalogue, note_phrases: row 2: name stands in the list twice: 材料不全");
  CHECK(refusal(phrases(R"(["请打0357-4522345"])")) ==
        "catalogue, note_phrases: row 1: name holds a phone or ID number, and no note may");
  CHECK(refusal(phrases("7")) == "catalogue, note_phrases: missing or not a list");
}

}  // namespace
}  // namespace outreach::domain
