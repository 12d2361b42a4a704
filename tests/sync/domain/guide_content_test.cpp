// The guide this repository ships: facts about what it says.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>

#include "platform/base/text.h"
#include "sync/domain/guide.h"
#include "tests/support/catch.h"

namespace outreach::domain {
namespace {

constexpr GuideLife kShippedLife{Date{std::chrono::year{2127} / 1 / 10},
                                 Date{std::chrono::year{2128} / 1 / 10}};

std::string shipped_text(const char* name) {
  std::ifstream file(std::string(OUTREACH_SOURCE_FOLDER "/assets/content/") + name);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Shipped {
  Shipped() {
    const auto lists = parse_catalogue(shipped_text("catalogue.json"));
    REQUIRE(lists);
    catalogue = *lists;
    const auto json = parse_json(shipped_text("guide.json"));
    REQUIRE(json);
    std::vector<ContentProblem> problems;
    guide = read_guide(*json, catalogue, kShippedLife, problems);
    REQUIRE(problems.empty());
  }

  // How many choices lead to each result, at least.
  std::map<std::string, std::size_t> choices_to_results() const {
    std::map<std::string, std::size_t> found;
    std::set<std::string> level{guide.first};
    for (std::size_t taken = 1; !level.empty() && taken <= guide.questions.size(); ++taken) {
      std::set<std::string> next;
      for (const std::string& id : level) {
        for (const GuideChoice& choice : guide.question(id)->choices) {
          if (choice.result.empty()) {
            next.insert(choice.question);
          } else {
            found.emplace(choice.result, taken);
          }
        }
      }
      level = std::move(next);
    }
    return found;
  }

  Catalogue catalogue;
  Guide guide;
};

TEST_CASE("Shipped guide: each of the twelve topics has a result within four choices", "[guide]") {
  const Shipped shipped;
  const auto choices = shipped.choices_to_results();
  CHECK(shipped.catalogue.topics.size() == 12);
  for (const Topic& topic : shipped.catalogue.topics) {
    INFO(topic.item.id);
    CHECK(std::any_of(shipped.guide.results.begin(), shipped.guide.results.end(),
                      [&](const GuideResult& result) {
                        const auto taken = choices.find(result.id);
                        return result.topic == topic.item.id && taken != choices.end() &&
                               taken->second <= kGuideDepthMax;
                      }));
  }
}

// Whoever sues goes to the court, whatever office the topic is of.
TEST_CASE("Shipped guide: the office to go to first is the topic's, or the court for a lawsuit",
          "[guide]") {
  const Shipped shipped;
  for (const GuideResult& result : shipped.guide.results) {
    INFO(result.id);
    const bool sues = result.pathway == Pathway::Litigation;
    CHECK(result.departments.front() ==
          (sues ? "court" : shipped.catalogue.topic(result.topic)->department));
  }
}

TEST_CASE("Shipped guide: the pathway of a topic is that of one of its results", "[guide]") {
  const Shipped shipped;
  for (const Topic& topic : shipped.catalogue.topics) {
    INFO(topic.item.id);
    CHECK(std::any_of(shipped.guide.results.begin(), shipped.guide.results.end(),
                      [&](const GuideResult& result) {
                        return result.topic == topic.item.id && result.pathway == topic.pathway;
                      }));
  }
}

TEST_CASE("Shipped guide: every citation has an act, with its day", "[guide]") {
  const Shipped shipped;
  const auto check = [&](const std::vector<Citation>& citations) {
    CHECK_FALSE(citations.empty());
    for (const Citation& citation : citations) {
      INFO(citation.law << citation.article);
      CHECK(std::any_of(shipped.guide.acts.begin(), shipped.guide.acts.end(), [&](const Act& act) {
        return act.name == citation.law && act.effective == citation.effective &&
               !act.superseded_on;
      }));
    }
  };
  for (const GuideResult& result : shipped.guide.results) {
    INFO(result.id);
    for (const GuideClock& clock : result.clocks) {
      check(clock.citations);
    }
    for (const GuideStatement& statement : result.statements) {
      check(statement.citations);
    }
  }
}

TEST_CASE("Shipped guide: a report about an official takes no question, everything else does",
          "[guide]") {
  const Shipped shipped;
  for (const GuideResult& result : shipped.guide.results) {
    INFO(result.id);
    CHECK(result.takes_no_question == (result.pathway == Pathway::Discipline));
    CHECK(result.takes_no_question == (result.topic == "official-conduct"));
    CHECK((!result.takes_no_question || result.clocks.empty()));
  }
}

TEST_CASE("Shipped guide: no result is said to be reviewed before the county's staff sign it",
          "[guide]") {
  const Shipped shipped;
  CHECK(std::all_of(shipped.guide.results.begin(), shipped.guide.results.end(),
                    [](const GuideResult& result) { return result.reviewer.empty(); }));
}

TEST_CASE("Shipped guide: no words are longer than their limit", "[guide]") {
  const Shipped shipped;
  const auto fits = [](const Wording& wording, std::size_t most) {
    INFO(wording.words << " | " << wording.english);
    CHECK(code_point_count(wording.words) <= most);
    CHECK(code_point_count(wording.english) <= most * kGuideEnglishTimes);
    CHECK_FALSE(wording.english.empty());
  };
  for (const GuideQuestion& question : shipped.guide.questions) {
    fits(question.words, kGuideQuestionMax);
    for (const GuideChoice& choice : question.choices) {
      fits(choice.words, kGuideChoiceMax);
      CHECK(code_point_count(choice.hint.words) <= kGuideHintMax);
      CHECK(choice.hint.words.empty() == choice.hint.english.empty());
    }
  }
  for (const GuideResult& result : shipped.guide.results) {
    fits(result.title, kGuideTitleMax);
    for (const Wording& thing : result.bring) {
      fits(thing, kGuideBringMax);
    }
    for (const GuideStatement& statement : result.statements) {
      fits(statement.words, kGuideStatementMax);
    }
    for (const GuideClock& clock : result.clocks) {
      fits(clock.what, kGuideClockWhatMax);
      fits(clock.length, kGuideClockLengthMax);
      fits(clock.from, kGuideClockFromMax);
    }
  }
}

TEST_CASE("Shipped guide: its pictures and icons are there", "[guide]") {
  const Shipped shipped;
  const auto is_there = [](const std::string& folder, const std::string& name) {
    return name.empty() || std::filesystem::exists(OUTREACH_SOURCE_FOLDER "/assets/" + folder +
                                                   "/" + name + ".svg");
  };
  for (const GuideQuestion& question : shipped.guide.questions) {
    for (const GuideChoice& choice : question.choices) {
      INFO(question.id << " " << choice.words.words);
      CHECK(is_there("art", choice.picture));
      CHECK(is_there("icons", choice.icon));
    }
  }
}

}  // namespace
}  // namespace outreach::domain
