#include "sync/domain/planned_outings.h"

#include <string>
#include <utility>

#include "tests/support/catch.h"

namespace outreach::domain {
namespace {

TEST_CASE("Planned outings: a day and place stand in the plan once", "[domain]") {
  Catalogue catalogue;
  catalogue.places = {{"东关集会", "乐昌镇", OutingKind::Fair},
                      {"史村集市", "史村镇", OutingKind::Market}};
  const auto read = [&](const char* rows) {
    const auto json = parse_json(std::string(R"({"outings":)") + rows + "}");
    REQUIRE(json);
    std::vector<ContentProblem> problems;
    const auto outings = read_planned_outings(*json, catalogue, problems);
    return std::pair(outings.size(), problems.empty() ? std::string() : problems.front().what);
  };
  CHECK(read(R"([{"date":"2127-01-10","place":"东关集会"},
                 {"date":"2127-01-10","place":"史村集市"},
                 {"date":"2127-01-15","place":"东关集会","note":"大集"}])") ==
        std::pair(std::size_t{3}, std::string()));
  CHECK(read(R"([{"date":"2127-01-10","place":"东关集会"},
                 {"date":"2127-01-10","place":"东关集会","note":"再来"}])")
            .second ==
        "outings, outings: row 2: place stands in the list twice: 2127-01-10 东关集会");
}

}  // namespace
}  // namespace outreach::domain
