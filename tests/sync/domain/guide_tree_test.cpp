// The tree of the guide: each rule's breach is refused with its words.
// Long because each rule has its breach, and the sound tree they start from stands once.
#include <algorithm>
#include <string>

#include "sync/domain/guide.h"
#include "tests/support/catch.h"

namespace outreach::domain {
namespace {

constexpr GuideLife kTreeLife{Date{std::chrono::year{2127} / 1 / 10},
                              Date{std::chrono::year{2128} / 1 / 10}};

Catalogue tree_catalogue() {
  auto catalogue = parse_catalogue(
      R"({"county":"县","leaflets":[],"departments":[{"id":"office","name":"县局"}],)"
      R"("topics":[{"id":"wages","name":"工资","icon":"wage","pathway":"arbitration",)"
      R"("department":"office"}],"places":[],"staff":[]})");
  REQUIRE(catalogue);
  return *std::move(catalogue);
}

Json cited(const char* law = "新法", const char* effective = "2022-05-01") {
  return Json::array({{{"law", law}, {"article", "第一条"}, {"effective", effective}}});
}

Json said(const std::string& words) {
  return {{"words", words}, {"english", "Words"}};
}

Json choice_to(const std::string& words, const char* kind, const std::string& id) {
  Json choice = said(words);
  choice["icon"] = "wage";
  choice[kind] = id;
  return choice;
}

Json clock_row() {
  return {{"what", "申请仲裁"},       {"what_english", "Apply"},
          {"length", "1年"},          {"length_english", "1 year"},
          {"from", "从知道那天算起"}, {"from_english", "From knowing"},
          {"citations", cited()}};
}

Json result_row(const std::string& id) {
  Json statement = said("先找县局。");
  statement["citations"] = cited();
  return {{"id", id},
          {"title", "这样办"},
          {"title_english", "What to do"},
          {"topic", "wages"},
          {"departments", {"office"}},
          {"pathway", "arbitration"},
          {"bring", Json::array({said("身份证")})},
          {"clocks", Json::array({clock_row()})},
          {"statements", Json::array({statement})},
          {"answers", {"a"}},
          {"takes_no_question", false},
          {"reviewer", ""}};
}

Json question_row(const std::string& id, const Json& choices) {
  Json question = said("出了什么事？");
  question["id"] = id;
  question["choices"] = choices;
  return question;
}

// Two questions, two results: q1 to r1 and q2, q2 to r2.
Json sound_tree() {
  return {{"acts",
           {{{"name", "新法"}, {"effective", "2022-05-01"}},
            {{"name", "信访新规"}, {"effective", "2022-05-01"}},
            {{"name", "旧法"}, {"superseded_on", "2022-05-01"}, {"superseded_by", "新法"}},
            {{"name", "后法"}, {"effective", "2129-01-01"}}}},
          {"answers",
           Json::array(
               {{{"id", "a"}, {"question", "问？"}, {"answer", "答。"}, {"citations", cited()}}})},
          {"first", "q1"},
          {"questions",
           Json::array({question_row("q1", Json::array({choice_to("甲", "result", "r1"),
                                                        choice_to("乙", "question", "q2")})),
                        question_row("q2", Json::array({choice_to("丙", "result", "r2")}))})},
          {"results", Json::array({result_row("r1"), result_row("r2")})}};
}

std::vector<ContentProblem> tree_problems(const Json& file) {
  std::vector<ContentProblem> problems;
  read_guide(file, tree_catalogue(), kTreeLife, problems);
  return problems;
}

// What is wrong, all of it, a line each.
std::string wrong_with(const Json& file) {
  std::string all;
  for (const ContentProblem& problem : tree_problems(file)) {
    all += problem.what + "\n";
  }
  return all;
}

bool says(const Json& file, const std::string& words) {
  const std::string all = wrong_with(file);
  INFO(all);
  CHECK(all.find(words) != std::string::npos);
  return all.find(words) != std::string::npos;
}

// A copy of the sound tree with one change.
template <typename Change>
Json changed(Change change) {
  Json file = sound_tree();
  change(file);
  return file;
}

template <typename Change>
Json with_result(Change change) {
  return changed([&](Json& file) { change(file["results"][0]); });
}

template <typename Change>
Json with_choice(Change change) {
  return changed([&](Json& file) { change(file["questions"][0]["choices"][0]); });
}

std::string hanzi(std::size_t count) {
  std::string text;
  for (std::size_t at = 0; at < count; ++at) {
    text += "字";
  }
  return text;
}

TEST_CASE("Guide tree: a sound one is taken as it stands", "[guide]") {
  CHECK(wrong_with(sound_tree()).empty());
  std::vector<ContentProblem> problems;
  const Guide guide = read_guide(sound_tree(), tree_catalogue(), kTreeLife, problems);
  CHECK(guide.first == "q1");
  REQUIRE(guide.question("q1") != nullptr);
  CHECK(guide.question("q1")->choices[1].question == "q2");
  CHECK(guide.question("q3") == nullptr);
  REQUIRE(guide.result("r2") != nullptr);
  const GuideResult& result = *guide.result("r2");
  CHECK(result.departments == std::vector<std::string>{"office"});
  CHECK(result.pathway == Pathway::Arbitration);
  CHECK(result.clocks.at(0).from == Wording{"从知道那天算起", "From knowing"});
  CHECK(result.statements.at(0).citations.at(0).article == "第一条");
  CHECK(result.answers == std::vector<std::string>{"a"});
  CHECK_FALSE(result.takes_no_question);
  REQUIRE(guide.answer("a") != nullptr);
}

TEST_CASE("Guide tree: a pack from before there was one has none, half of one is refused",
          "[guide]") {
  const Json old = changed([](Json& file) {
    file.erase("first");
    file.erase("questions");
    file.erase("results");
  });
  std::vector<ContentProblem> problems;
  const Guide guide = read_guide(old, tree_catalogue(), kTreeLife, problems);
  CHECK(problems.empty());
  CHECK(guide.first.empty());
  CHECK(guide.questions.empty());
  CHECK(guide.results.empty());
  CHECK(says(changed([](Json& file) { file.erase("first"); }), "first is none of the questions"));
  CHECK(says(changed([](Json& file) { file.erase("questions"); }), "guide, questions: missing"));
  CHECK(says(changed([](Json& file) { file.erase("results"); }), "guide, results: missing"));
}

TEST_CASE("Guide tree: a choice leads to exactly one question or result, which is there",
          "[guide]") {
  CHECK(says(with_choice([](Json& choice) { choice.erase("result"); }),
             "a choice leads to exactly one of them"));
  CHECK(says(with_choice([](Json& choice) { choice["question"] = "q2"; }),
             "a choice leads to exactly one of them"));
  CHECK(says(with_choice([](Json& choice) { choice["result"] = "r9"; }),
             "guide, choices: row 1: result is none of the results: r9"));
  CHECK(says(with_choice([](Json& choice) {
               choice.erase("result");
               choice["question"] = "q9";
             }),
             "question is none of the questions: q9"));
  CHECK(says(changed([](Json& file) { file["first"] = "q9"; }),
             "first is none of the questions: q9"));
}

TEST_CASE("Guide tree: every question and result is reached from the first", "[guide]") {
  CHECK(says(changed([](Json& file) {
               file["questions"].push_back(
                   question_row("q3", Json::array({choice_to("丁", "result", "r1")})));
             }),
             "guide, questions: row 3: no choice leads to it from the first: q3"));
  CHECK(says(changed([](Json& file) { file["results"].push_back(result_row("r3")); }),
             "guide, results: row 3: no choice leads to it from the first: r3"));
  // Only from a question that is itself not reached.
  CHECK(says(changed([](Json& file) {
               file["questions"].push_back(
                   question_row("q3", Json::array({choice_to("丁", "result", "r3")})));
               file["results"].push_back(result_row("r3"));
             }),
             "no choice leads to it from the first: r3"));
}

TEST_CASE("Guide tree: choices that lead back are refused", "[guide]") {
  CHECK(says(changed([](Json& file) {
               file["questions"][1]["choices"].push_back(choice_to("回", "question", "q1"));
             }),
             "its choices lead back to it: q1"));
  CHECK(says(changed([](Json& file) {
               file["questions"][1]["choices"].push_back(choice_to("回", "question", "q2"));
             }),
             "its choices lead back to it: q2"));
}

Json chain_of(std::size_t questions) {
  return changed([&](Json& file) {
    file["questions"] = Json::array();
    for (std::size_t at = 1; at <= questions; ++at) {
      const bool is_last = at == questions;
      Json choices =
          Json::array({is_last ? choice_to("末", "result", "r1")
                               : choice_to("下", "question", "q" + std::to_string(at + 1))});
      file["questions"].push_back(question_row("q" + std::to_string(at), choices));
    }
    file["results"] = Json::array({result_row("r1")});
  });
}

TEST_CASE("Guide tree: a result is there after four choices at most", "[guide]") {
  CHECK(wrong_with(chain_of(kGuideDepthMax)).empty());
  CHECK(says(chain_of(kGuideDepthMax + 1), "it is asked after 4 choices"));
  // By the longer of two ways to the same question.
  CHECK(says(changed([](Json& file) {
               file = chain_of(kGuideDepthMax + 1);
               file["questions"][0]["choices"].push_back(choice_to("近", "question", "q5"));
             }),
             "it is asked after 4 choices"));
}

TEST_CASE("Guide tree: a question has one to six choices, each other than the rest", "[guide]") {
  const auto choices = [](std::size_t count) {
    return changed([&](Json& file) {
      Json& rows = file["questions"][1]["choices"];
      rows = Json::array();
      for (std::size_t at = 0; at < count; ++at) {
        rows.push_back(choice_to("选" + std::to_string(at), "result", "r2"));
      }
    });
  };
  CHECK(wrong_with(choices(kGuideChoicesMax)).empty());
  CHECK(says(choices(kGuideChoicesMax + 1), "choices are 7, not 1 to 6"));
  CHECK(says(choices(0), "choices are 0, not 1 to 6"));
  CHECK(says(changed([](Json& file) { file["questions"][0]["choices"][1]["words"] = "甲"; }),
             "words stands in the list twice: 甲"));
  CHECK(says(with_choice([](Json& choice) { choice.erase("icon"); }),
             "one of them is for who does not read"));
}

TEST_CASE("Guide tree: ids are ids, and once", "[guide]") {
  CHECK(says(changed([](Json& file) { file["questions"][1]["id"] = "Q 2"; }),
             "id is not 1 to 64 of a-z"));
  CHECK(says(changed([](Json& file) { file["questions"][1]["id"] = "q1"; }),
             "guide, questions: row 2: id stands in the list twice: q1"));
  CHECK(says(changed([](Json& file) { file["results"][1]["id"] = "r1"; }),
             "guide, results: row 2: id stands in the list twice: r1"));
}

TEST_CASE("Guide tree: words that a screen cannot show are refused, at their limit they are taken",
          "[guide]") {
  struct Limit {
    const char* place;
    const char* key;
    std::size_t most;
  };
  for (const Limit& limit : {Limit{"/questions/0", "words", kGuideQuestionMax},
                             Limit{"/questions/0/choices/0", "words", kGuideChoiceMax},
                             Limit{"/results/0", "title", kGuideTitleMax},
                             Limit{"/results/0/bring/0", "words", kGuideBringMax},
                             Limit{"/results/0/statements/0", "words", kGuideStatementMax},
                             Limit{"/results/0/clocks/0", "what", kGuideClockWhatMax},
                             Limit{"/results/0/clocks/0", "length", kGuideClockLengthMax},
                             Limit{"/results/0/clocks/0", "from", kGuideClockFromMax}}) {
    INFO(limit.place << " " << limit.key);
    const auto with = [&](const std::string& key, const std::string& text) {
      return changed([&](Json& file) { file[Json::json_pointer(limit.place)][key] = text; });
    };
    const std::string key = limit.key;
    const std::string english = key == "words" ? "english" : key + "_english";
    CHECK(wrong_with(with(key, hanzi(limit.most))).empty());
    CHECK(says(with(key, hanzi(limit.most + 1)),
               key + " is missing, or not one line of at most " + std::to_string(limit.most)));
    CHECK(says(with(key, "一\n二"), key + " is missing, or not one line"));
    const std::size_t most_english = limit.most * kGuideEnglishTimes;
    CHECK(wrong_with(with(english, std::string(most_english, 'e'))).empty());
    CHECK(says(with(english, std::string(most_english + 1, 'e')),
               english + " is missing, or not one line"));
    CHECK(says(with(english, ""), english + " is missing"));
  }
  CHECK(wrong_with(with_choice([](Json& choice) {
          choice["hint"] = hanzi(kGuideHintMax);
          choice["hint_english"] = "Hint";
        })).empty());
  CHECK(says(with_choice([](Json& choice) {
               choice["hint"] = hanzi(kGuideHintMax + 1);
               choice["hint_english"] = "Hint";
             }),
             "hint is missing, or not one line of at most 20"));
  CHECK(
      says(with_choice([](Json& choice) { choice["hint"] = "提示"; }), "hint_english is missing"));
}

TEST_CASE("Guide tree: a result holds no more than its screen, and no less than it needs",
          "[guide]") {
  const auto filled = [](const char* list, std::size_t count) {
    return with_result([&](Json& result) {
      const Json row = result[list][0];
      result[list] = Json::array();
      for (std::size_t at = 0; at < count; ++at) {
        result[list].push_back(row);
      }
    });
  };
  CHECK(wrong_with(filled("clocks", 0)).empty());
  CHECK(wrong_with(filled("clocks", kGuideClocksMax)).empty());
  CHECK(says(filled("clocks", kGuideClocksMax + 1), "clocks are 4, not 0 to 3"));
  CHECK(says(filled("bring", 0), "bring are 0, not 1 to 4"));
  CHECK(says(filled("bring", kGuideBringCountMax + 1), "bring are 5, not 1 to 4"));
  CHECK(says(filled("statements", 0), "statements are 0, not 1 to 5"));
  CHECK(says(filled("statements", kGuideStatementsMax + 1), "statements are 6, not 1 to 5"));
  CHECK(says(filled("departments", 0), "departments are 0, not 1 to 3"));
  CHECK(says(filled("departments", kGuideDepartmentsMax + 1), "departments are 4, not 1 to 3"));
  CHECK(says(filled("answers", kGuideAnswersMax + 1), "answers are 5, not 0 to 4"));
}

TEST_CASE("Guide tree: topic, departments, pathway and answers are those of the lists", "[guide]") {
  CHECK(says(with_result([](Json& result) { result["topic"] = "none"; }),
             "topic is none of the catalogue's: none"));
  CHECK(says(with_result([](Json& result) { result.erase("topic"); }), "topic is not 1 to 64"));
  CHECK(says(with_result([](Json& result) {
               result["departments"] = {"office", "none"};
             }),
             "is none of the catalogue's departments: none"));
  CHECK(says(with_result([](Json& result) {
               result["departments"] = {"office", "office"};
             }),
             "stands in the list twice: office"));
  CHECK(says(with_result([](Json& result) { result["pathway"] = "path"; }),
             "pathway is not one of the list's codes"));
  CHECK(says(with_result([](Json& result) { result["answers"] = {"b"}; }),
             "is none of the answers: b"));
  CHECK(says(with_result([](Json& result) { result["takes_no_question"] = "no"; }),
             "takes_no_question is neither true nor false"));
}

TEST_CASE("Guide tree: a clock without what starts it is refused", "[guide]") {
  CHECK(says(with_result([](Json& result) { result["clocks"][0].erase("from"); }),
             "from is missing: never a deadline without what starts it"));
  CHECK(
      says(with_result([](Json& result) { result["clocks"][0]["from"] = ""; }), "from is missing"));
}

TEST_CASE("Guide tree: clocks and statements rest on law, article and date, in force", "[guide]") {
  for (const char* list : {"clocks", "statements"}) {
    INFO(list);
    const auto citing = [&](const Json& citations) {
      return with_result([&](Json& result) { result[list][0]["citations"] = citations; });
    };
    CHECK(says(citing(Json::array()), "needs law, article and effective date"));
    CHECK(says(citing(cited("旧法", "2005-05-01")), "law 《旧法》 is superseded by 《新法》"));
    CHECK(says(citing(cited("后法", "2129-01-01")), "is not in force before 2129-01-01"));
    CHECK(says(citing(cited("没有")), "is none of the acts: 没有"));
    CHECK(says(citing(cited("新法", "2022-05-02")), "is not the act's: 2022-05-01"));
    CHECK(says(citing(Json::array({{{"law", "新法"}, {"effective", "2022-05-01"}}})),
               "article is missing"));
  }
  // Named in words.
  CHECK(says(with_result([](Json& result) { result["statements"][0]["words"] = "按《旧法》办。"; }),
             "words names 《旧法》, which is superseded"));
  CHECK(says(with_choice([](Json& choice) { choice["words"] = "问《旧法》"; }),
             "words names 《旧法》"));
}

TEST_CASE("Guide tree: what is reported about an official takes no question and no petition clock",
          "[guide]") {
  const auto report = [](const char* law, bool takes_no_question) {
    return with_result([&](Json& result) {
      result["pathway"] = "discipline";
      result["takes_no_question"] = takes_no_question;
      result["clocks"][0]["citations"] = cited(law);
    });
  };
  CHECK(wrong_with(report("新法", true)).empty());
  CHECK(
      says(report("新法", false), "takes_no_question is not true, and the pathway is discipline"));
  CHECK(says(report("信访新规", true), "clocks hold one of petitions"));
  // Any other pathway may have one.
  CHECK(wrong_with(with_result([](Json& result) {
          result["clocks"][0]["citations"] = cited("信访新规");
        })).empty());
}

TEST_CASE("Guide tree: members it does not know it ignores", "[guide]") {
  CHECK(wrong_with(changed([](Json& file) {
          file["later"] = 1;
          file["questions"][0]["later"] = "x";
          file["questions"][0]["choices"][0]["later"] = Json::array();
          file["results"][0]["later"] = true;
          file["results"][0]["clocks"][0]["later"] = "x";
        })).empty());
}

TEST_CASE("Guide tree: each problem is said with its line", "[guide]") {
  const std::string text =
      "{\"acts\":[],\n\"answers\":[],\n\"first\":\"q1\",\n\"questions\":[\n"
      "{\"id\":\"q1\",\"words\":\"问？\",\"english\":\"Q\",\"choices\":[\n"
      "{\"words\":\"甲\",\"english\":\"A\",\"icon\":\"wage\",\n"
      "\"result\":\"r9\"}]}],\n\"results\":[]}";
  const auto json = parse_json(text);
  REQUIRE(json);
  const auto problems = tree_problems(*json);
  REQUIRE(problems.size() == 1);
  CHECK(line_of(text, problems.front().place) == 7);
}

}  // namespace
}  // namespace outreach::domain
