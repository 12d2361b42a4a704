#include "sync/domain/guide.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/support/catch.h"

namespace outreach::domain {
namespace {

constexpr GuideLife kLife{Date{std::chrono::year{2127} / 1 / 10},
                          Date{std::chrono::year{2128} / 1 / 10}};

const std::string kActs =
    R"("acts":[{"name":"新法","effective":"2022-05-01"},)"
    R"({"name":"旧法","superseded_on":"2022-05-01","superseded_by":"新法"},)"
    R"({"name":"后法","effective":"2129-01-01"},)"
    R"({"name":"将废","effective":"2000-01-01","superseded_on":"2127-07-01","superseded_by":"后法"}])";

std::string guide_with(const std::string& answer) {
  return "{" + kActs + ",\n\"answers\":[\n" + answer + "]}";
}

std::string answer_with(const std::string& citations, const std::string& words = "十五日内办。") {
  return R"({"id":"a","question":"要等多久？","answer":")" + words + R"(","citations":)" +
         citations + "}";
}

std::vector<ContentProblem> problems_of(const std::string& text) {
  const auto json = parse_json(text);
  REQUIRE(json);
  std::vector<ContentProblem> problems;
  read_guide(*json, Catalogue{}, kLife, problems);
  return problems;
}

// The one thing that is wrong.
std::string problem_of(const std::string& text) {
  const auto problems = problems_of(text);
  REQUIRE(problems.size() == 1);
  return problems.front().what;
}

TEST_CASE("Guide: an answer with law, article and effective date is taken", "[guide]") {
  const std::string text = guide_with(
      answer_with(R"([{"law":"新法","article":"第二十二条","effective":"2022-05-01"}])"));
  CHECK(problems_of(text).empty());
  const auto json = parse_json(text);
  std::vector<ContentProblem> problems;
  const Guide guide = read_guide(*json, Catalogue{}, kLife, problems);
  REQUIRE(guide.answers.size() == 1);
  CHECK(guide.answers[0].citations[0].article == "第二十二条");
}

TEST_CASE("Guide: an answer without law, article or effective date is refused", "[guide]") {
  CHECK(problem_of(guide_with(answer_with("[]"))).find("needs law, article and effective date") !=
        std::string::npos);
  CHECK_FALSE(problems_of(guide_with(R"({"id":"a","question":"问","answer":"答"})")).empty());
  CHECK(problem_of(guide_with(answer_with(R"([{"article":"第一条","effective":"2022-05-01"}])")))
            .find("law is missing") != std::string::npos);
  CHECK(problem_of(guide_with(answer_with(R"([{"law":"新法","effective":"2022-05-01"}])")))
            .find("article is missing") != std::string::npos);
  CHECK_FALSE(
      problems_of(guide_with(answer_with(R"([{"law":"新法","article":"第一条"}])"))).empty());
  CHECK(problem_of(guide_with(answer_with(
                       R"([{"law":"新法","article":"第一条","effective":"2022-05-02"}])")))
            .find("is not the act's: 2022-05-01") != std::string::npos);
}

TEST_CASE("Guide: an act that is not in force for as long as the guide lives is refused",
          "[guide]") {
  const auto citing = [](const std::string& law, const std::string& effective) {
    return problem_of(guide_with(answer_with(R"([{"law":")" + law + R"(","article":"第一条",)" +
                                             R"("effective":")" + effective + "\"}]")));
  };
  CHECK(citing("旧法", "2005-05-01").find("is superseded by 《新法》 from 2022-05-01") !=
        std::string::npos);
  CHECK(citing("后法", "2129-01-01").find("is not in force before 2129-01-01") !=
        std::string::npos);
  // Superseded half way through the guide's life.
  CHECK(citing("将废", "2000-01-01").find("is superseded by 《后法》 from 2127-07-01") !=
        std::string::npos);
  CHECK(citing("没有", "2000-01-01").find("is none of the acts") != std::string::npos);
  // Named in the words, with a sound citation beside it.
  CHECK(problem_of(guide_with(answer_with(
                       R"([{"law":"新法","article":"第一条","effective":"2022-05-01"}])",
                       "按《旧法》办。")))
            .find("names 《旧法》") != std::string::npos);
}

TEST_CASE("Guide: everything that is wrong is said at once, each with its place", "[guide]") {
  const std::string text = guide_with(
      answer_with("[]") + ",\n" + R"({"id":"A","question":"","answer":"答","topic":"none",)" +
      R"("citations":[{"law":"旧法","article":"x","effective":"y"}]})");
  const auto problems = problems_of(text);
  CHECK(problems.size() >= 5);
  CHECK(std::all_of(problems.begin(), problems.end(), [&](const ContentProblem& problem) {
    const std::size_t line = line_of(text, problem.place);
    return line == 3 || line == 4;
  }));
}

TEST_CASE("Guide: the shipped one is sound", "[guide]") {
  std::ifstream file(OUTREACH_SOURCE_FOLDER "/assets/content/guide.json");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  std::ifstream lists(OUTREACH_SOURCE_FOLDER "/assets/content/catalogue.json");
  const auto catalogue = parse_catalogue(std::string{std::istreambuf_iterator<char>(lists), {}});
  REQUIRE(catalogue);
  const auto json = parse_json(text);
  REQUIRE(json);
  std::vector<ContentProblem> problems;
  const Guide guide = read_guide(*json, *catalogue, kLife, problems);
  for (const ContentProblem& problem : problems) {
    UNSCOPED_INFO(problem.what);
  }
  CHECK(problems.empty());
  CHECK(guide.answers.size() >= 10);
}

}  // namespace
}  // namespace outreach::domain
