#include "sync/domain/leaflet.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "sync/domain/catalogue.h"
#include "tests/support/catch.h"

namespace outreach::domain {
namespace {

const std::string kSpeech =
    R"({"words":"该找谁？","english":"Whom to ask?","box":[20,20,400,200],"kind":"speech"})";
const std::string kSource = R"({"law":"新法","article":"第一条","effective":"2022-05-01"})";

std::string panel_with(const std::string& lettering, const std::string& picture = "one") {
  return R"({"picture":")" + picture +
         R"(","narration":"有人问。","narration_english":"Someone asks.","lettering":[)" +
         lettering + "]}";
}

std::string comic_with(const std::string& panels, const std::string& sources = kSource,
                       const std::string& rest = R"("id":"a","review":"待县局审核")") {
  return "{" + rest + R"(,"panels":[)" + panels + R"(],"sources":[)" + sources + "]}";
}

std::vector<ContentProblem> comic_problems(const std::string& text) {
  const auto json = parse_json(text);
  REQUIRE(json);
  std::vector<ContentProblem> problems;
  read_leaflet(*json, problems);
  return problems;
}

// The one thing that is wrong.
std::string comic_problem(const std::string& text) {
  const auto problems = comic_problems(text);
  REQUIRE(problems.size() == 1);
  return problems.front().what;
}

bool says(const std::string& problem, const std::string& words) {
  return problem.find(words) != std::string::npos;
}

std::string lettering_of(const std::string& words, const std::string& box,
                         const std::string& kind = "speech") {
  return R"({"words":")" + words + R"(","english":"x","box":)" + box + R"(,"kind":")" + kind +
         "\"}";
}

std::string repeated(const std::string& words, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) {
    all += words;
  }
  return all;
}

TEST_CASE("Leaflets: a panel with picture, narration and lettering is read", "[leaflet]") {
  const auto json = parse_json(comic_with(panel_with(kSpeech)));
  REQUIRE(json);
  std::vector<ContentProblem> problems;
  const ComicLeaflet leaflet = read_leaflet(*json, problems);
  CHECK(problems.empty());
  CHECK(leaflet.id == "a");
  CHECK(leaflet.review == "待县局审核");
  REQUIRE(leaflet.panels.size() == 1);
  CHECK(leaflet.panels[0].picture == "one");
  CHECK(leaflet.panels[0].narration == "有人问。");
  CHECK(leaflet.panels[0].narration_english == "Someone asks.");
  REQUIRE(leaflet.panels[0].lettering.size() == 1);
  CHECK(leaflet.panels[0].lettering[0] ==
        Lettering{"该找谁？", "Whom to ask?", {20, 20, 400, 200}, LetteringKind::Speech});
  REQUIRE(leaflet.sources.size() == 1);
  CHECK(leaflet.sources[0].article == "第一条");
  CHECK(to_iso(leaflet.sources[0].effective) == "2022-05-01");
}

TEST_CASE("Leaflets: one without law, article or effective date is refused", "[leaflet]") {
  const std::string panel = panel_with(kSpeech);
  CHECK(says(comic_problem(comic_with(panel, "")), "needs law, article and effective date"));
  CHECK(says(comic_problem(comic_with(panel, R"({"article":"第一条","effective":"2022-05-01"})")),
             "law"));
  CHECK(says(comic_problem(comic_with(panel, R"({"law":"新法","effective":"2022-05-01"})")),
             "article"));
  CHECK(
      says(comic_problem(comic_with(panel, R"({"law":"新法","article":"第一条"})")), "effective"));
  CHECK(says(comic_problem(comic_with(panel, kSource + "," + kSource)), "twice"));
}

TEST_CASE("Leaflets: words and English are both there, and short", "[leaflet]") {
  const auto with_words = [](const std::string& words, const std::string& english) {
    return comic_with(panel_with(R"({"words":")" + words + R"(","english":")" + english +
                                 R"(","box":[0,0,1000,900],"kind":"caption"})"));
  };
  CHECK(comic_problems(with_words(repeated("字", kLetteringMax), "x")).empty());
  CHECK(says(comic_problem(with_words(repeated("字", kLetteringMax + 1), "x")), "words"));
  CHECK(says(comic_problem(with_words("字", repeated("x", kLetteringEnglishMax + 1))), "english"));
  CHECK(says(comic_problem(with_words("字", "")), "english"));
  CHECK(says(comic_problem(with_words("", "x")), "words"));
  CHECK(says(comic_problem(with_words("一\\n二", "x")), "breaks its lines itself"));
}

TEST_CASE("Leaflets: a narration is there in both languages, and ends in half a minute",
          "[leaflet]") {
  const auto narrated = [](const std::string& narration, const std::string& english) {
    return comic_with(R"({"picture":"one","narration":")" + narration +
                      R"(","narration_english":")" + english + R"(","lettering":[]})");
  };
  CHECK(comic_problems(narrated(repeated("念", kNarrationMax), "x")).empty());
  CHECK(says(comic_problem(narrated(repeated("念", kNarrationMax + 1), "x")), "narration"));
  CHECK(says(comic_problem(narrated("", "x")), "narration"));
  CHECK(says(comic_problem(narrated("念", "")), "narration_english"));
}

TEST_CASE("Leaflets: a box lies in its panel, alone, and its words have room in it", "[leaflet]") {
  const auto boxed = [](const std::string& box) {
    return comic_with(panel_with(lettering_of("字", box)));
  };
  CHECK(comic_problems(boxed("[0,0,1000,1000]")).empty());
  for (const char* box :
       {"[1,0,1000,1000]", "[0,900,400,101]", "[0,0,0,200]", "[-1,0,200,200]", "[0,0,200]",
        "[0,0,200,200,1]", "[0,0,\"200\",200]", "[0.5,0,200,200]", "[0,0,200,99999999999]", "7"}) {
    CAPTURE(box);
    CHECK(says(comic_problem(boxed(box)), "is not x, y, width and height inside 0 to 1000"));
  }
  // 400 thousandths are twelve characters wide, 210 two lines high.
  CHECK(comic_problems(comic_with(panel_with(lettering_of(repeated("字", 24), "[0,0,400,210]"))))
            .empty());
  CHECK(
      says(comic_problem(comic_with(panel_with(lettering_of(repeated("字", 25), "[0,0,400,210]")))),
           "has no room for"));
  CHECK(says(comic_problem(comic_with(panel_with(lettering_of("左", "[0,0,400,200]") + "," +
                                                 lettering_of("右", "[399,199,400,200]")))),
             "lies over another"));
  CHECK(comic_problems(comic_with(panel_with(lettering_of("左", "[0,0,400,200]") + "," +
                                             lettering_of("右", "[400,0,400,200]"))))
            .empty());
}

TEST_CASE("Leaflets: pictures are plain names, once each; kinds are of the list", "[leaflet]") {
  CHECK(says(comic_problem(comic_with(panel_with(kSpeech, "../one"))), "picture"));
  CHECK(says(comic_problem(comic_with(panel_with(kSpeech) + "," + panel_with(kSpeech))), "twice"));
  CHECK(says(comic_problem(comic_with(panel_with(lettering_of("字", "[0,0,400,200]", "shout")))),
             "kind"));
}

TEST_CASE("Leaflets: no more panels and lettering than somebody reads standing", "[leaflet]") {
  const auto panels = [](std::size_t count) {
    std::string rows;
    for (std::size_t i = 0; i < count; ++i) {
      rows += (i > 0 ? "," : "") + panel_with("", "p" + std::to_string(i));
    }
    return comic_with(rows);
  };
  CHECK(comic_problems(panels(kLeafletPanelsMax)).empty());
  CHECK(says(comic_problem(panels(kLeafletPanelsMax + 1)), "not 1 to 12 panels"));
  CHECK(says(comic_problem(panels(0)), "not 1 to 12 panels"));
  const auto letterings = [](std::size_t count) {
    std::string rows;
    for (std::size_t i = 0; i < count; ++i) {
      rows +=
          (i > 0 ? "," : "") + lettering_of("字", "[" + std::to_string(100 * i) + ",0,100,200]");
    }
    return comic_with(panel_with(rows));
  };
  CHECK(comic_problems(letterings(kLetteringsMax)).empty());
  CHECK(says(comic_problem(letterings(kLetteringsMax + 1)), "is more than 6"));
}

TEST_CASE("Leaflets: id and review are there, and a list in place of the object is refused",
          "[leaflet]") {
  CHECK(says(comic_problem(comic_with(panel_with(kSpeech), kSource, R"("id":"A","review":"x")")),
             "id is not"));
  CHECK(says(comic_problem(comic_with(panel_with(kSpeech), kSource, R"("id":"a")")), "review"));
  CHECK(says(comic_problem("[]"), "not one JSON object"));
}

std::string leaflet_text(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Panels of a story that is worth opening, and short enough to be read to its end at a stall.
constexpr std::size_t kStoryPanelsMin = 5;
constexpr std::size_t kStoryPanelsMax = 7;
constexpr std::size_t kStories = 6;

TEST_CASE("Leaflets: every one that comes with the program is whole", "[leaflet]") {
  const std::filesystem::path folder(OUTREACH_SOURCE_FOLDER "/assets/leaflets");
  const auto catalogue =
      parse_catalogue(leaflet_text(OUTREACH_SOURCE_FOLDER "/assets/content/catalogue.json"));
  REQUIRE(catalogue);
  const auto guide = parse_json(leaflet_text(OUTREACH_SOURCE_FOLDER "/assets/content/guide.json"));
  REQUIRE(guide);
  std::size_t found = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (!std::filesystem::exists(entry.path() / "leaflet.json")) {
      continue;
    }
    ++found;
    CAPTURE(entry.path());
    const auto json = parse_json(leaflet_text(entry.path() / "leaflet.json"));
    REQUIRE(json);
    std::vector<ContentProblem> problems;
    const ComicLeaflet leaflet = read_leaflet(*json, problems);
    for (const ContentProblem& problem : problems) {
      FAIL_CHECK(problem.what);
    }
    CHECK(leaflet.id == entry.path().filename());
    CHECK(catalogue->leaflet(leaflet.id) != nullptr);
    CHECK(leaflet.panels.size() >= kStoryPanelsMin);
    CHECK(leaflet.panels.size() <= kStoryPanelsMax);
    CHECK_FALSE(leaflet.review.empty());
    REQUIRE_FALSE(leaflet.panels.empty());
    CHECK(says(leaflet.panels.back().narration, "下一步"));
    // What the guide knows of an act, a leaflet says likewise.
    for (const Citation& source : leaflet.sources) {
      for (const Json& act : guide->at("acts")) {
        if (text_member(act, "name") == source.law) {
          CHECK(text_member(act, "effective") == to_iso(source.effective));
          CHECK_FALSE(act.contains("superseded_on"));
        }
      }
    }
  }
  CHECK(found == kStories);
}

}  // namespace
}  // namespace outreach::domain
