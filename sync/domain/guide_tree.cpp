// The tree of the guide as rows: questions with their choices, and results. Where the choices lead
// is looked at in guide_ways.cpp.
#include <algorithm>
#include <string>
#include <utility>

#include "sync/domain/guide_reading.h"

namespace outreach::domain {
namespace {

// Stands in the name of every act about petitions, of the state and of a province; what is reported
// about an official follows none of their time limits.
constexpr std::string_view kPetitionWord = "信访";

struct WordingKeys {
  const char* words;
  const char* english;
};
constexpr WordingKeys kWordsKeys{"words", "english"};

Wording read_wording(ListReader& rows, WordingKeys keys, std::size_t characters_max,
                     const GuideReading& reading) {
  Wording wording{rows.line(keys.words, characters_max),
                  rows.line(keys.english, characters_max * kGuideEnglishTimes)};
  check_named_acts(rows, keys.words, wording.words, reading);
  return wording;
}

void check_count(ListReader& rows, const char* list, std::size_t count, std::size_t least,
                 std::size_t most) {
  if (count < least || count > most) {
    rows.fail_at(list, "are " + std::to_string(count) + ", not " + std::to_string(least) + " to " +
                           std::to_string(most));
  }
}

std::vector<GuideChoice> read_choices(ListReader& questions, const GuideReading& reading) {
  std::vector<GuideChoice> choices;
  ListReader reader(kGuideFile, questions.row(), "choices", reading.problems, questions.place());
  while (reader.next()) {
    GuideChoice choice;
    choice.words = read_wording(reader, kWordsKeys, kGuideChoiceMax, reading);
    reader.once(choice.words.words, "words");
    if (reader.has("hint") || reader.has("hint_english")) {
      choice.hint = read_wording(reader, {"hint", "hint_english"}, kGuideHintMax, reading);
    }
    choice.picture = reader.optional_id("picture");
    choice.icon = reader.optional_id("icon");
    if (!reader.has("picture") && !reader.has("icon")) {
      reader.fail_at("picture", "is missing, and icon too: one of them is for who does not read");
    }
    choice.question = reader.optional_id("question");
    choice.result = reader.optional_id("result");
    if (reader.has("question") == reader.has("result")) {
      reader.fail_at("question", "or result: a choice leads to exactly one of them");
    }
    choices.push_back(std::move(choice));
  }
  check_count(questions, "choices", choices.size(), 1, kGuideChoicesMax);
  return choices;
}

std::vector<GuideClock> read_clocks(ListReader& results, const GuideReading& reading) {
  std::vector<GuideClock> clocks;
  if (!results.has("clocks")) {
    return clocks;
  }
  ListReader reader(kGuideFile, results.row(), "clocks", reading.problems, results.place());
  while (reader.next()) {
    GuideClock clock;
    clock.what = read_wording(reader, {"what", "what_english"}, kGuideClockWhatMax, reading);
    clock.length =
        read_wording(reader, {"length", "length_english"}, kGuideClockLengthMax, reading);
    if (reader.has("from")) {
      clock.from = read_wording(reader, {"from", "from_english"}, kGuideClockFromMax, reading);
    } else {
      reader.fail_at("from", "is missing: never a deadline without what starts it");
    }
    clock.citations = read_citations(reader, "a clock", reading);
    clocks.push_back(std::move(clock));
  }
  check_count(results, "clocks", clocks.size(), 0, kGuideClocksMax);
  return clocks;
}

std::vector<GuideStatement> read_statements(ListReader& results, const GuideReading& reading) {
  std::vector<GuideStatement> statements;
  ListReader reader(kGuideFile, results.row(), "statements", reading.problems, results.place());
  while (reader.next()) {
    GuideStatement statement;
    statement.words = read_wording(reader, kWordsKeys, kGuideStatementMax, reading);
    statement.citations = read_citations(reader, "a statement", reading);
    statements.push_back(std::move(statement));
  }
  check_count(results, "statements", statements.size(), 1, kGuideStatementsMax);
  return statements;
}

std::vector<Wording> read_bring(ListReader& results, const GuideReading& reading) {
  std::vector<Wording> bring;
  ListReader reader(kGuideFile, results.row(), "bring", reading.problems, results.place());
  while (reader.next()) {
    bring.push_back(read_wording(reader, kWordsKeys, kGuideBringMax, reading));
  }
  check_count(results, "bring", bring.size(), 1, kGuideBringCountMax);
  return bring;
}

std::vector<std::string> read_guide_departments(ListReader& results, const GuideReading& reading) {
  std::vector<std::string> departments;
  ListReader reader(kGuideFile, results.row(), "departments", reading.problems, results.place());
  while (reader.next()) {
    departments.push_back(reader.whole_row());
    reader.once(departments.back(), "id");
    if (reading.catalogue.department(departments.back()) == nullptr) {
      reader.fail_at("id", "is none of the catalogue's departments: " + departments.back());
    }
  }
  check_count(results, "departments", departments.size(), 1, kGuideDepartmentsMax);
  return departments;
}

std::vector<std::string> read_answer_ids(ListReader& results, const Guide& guide,
                                         const GuideReading& reading) {
  std::vector<std::string> answers;
  if (!results.has("answers")) {
    return answers;
  }
  ListReader reader(kGuideFile, results.row(), "answers", reading.problems, results.place());
  while (reader.next()) {
    answers.push_back(reader.whole_row());
    reader.once(answers.back(), "id");
    if (guide.answer(answers.back()) == nullptr) {
      reader.fail_at("id", "is none of the answers: " + answers.back());
    }
  }
  check_count(results, "answers", answers.size(), 0, kGuideAnswersMax);
  return answers;
}

// What is reported about an official belongs to the discipline bodies alone (信访工作条例 Art. 22,
// 30): nothing about it is asked here, and it has no time limit of a petition.
void check_discipline(ListReader& results, const GuideResult& result) {
  if (result.pathway != Pathway::Discipline) {
    return;
  }
  if (!result.takes_no_question) {
    results.fail_at("takes_no_question", "is not true, and the pathway is discipline");
  }
  const bool has_petition_clock =
      std::any_of(result.clocks.begin(), result.clocks.end(), [](const GuideClock& clock) {
        return std::any_of(clock.citations.begin(), clock.citations.end(),
                           [](const Citation& citation) {
                             return citation.law.find(kPetitionWord) != std::string::npos;
                           });
      });
  if (has_petition_clock) {
    results.fail_at("clocks", "hold one of petitions, and the pathway is discipline");
  }
}

void read_guide_questions(const Json& file, const GuideReading& reading, Guide& guide) {
  ListReader reader(kGuideFile, file, "questions", reading.problems);
  while (reader.next()) {
    GuideQuestion question;
    question.id = reader.id("id");
    reader.once(question.id, "id");
    question.words = read_wording(reader, kWordsKeys, kGuideQuestionMax, reading);
    question.choices = read_choices(reader, reading);
    guide.questions.push_back(std::move(question));
  }
}

void read_guide_results(const Json& file, const GuideReading& reading, Guide& guide) {
  ListReader reader(kGuideFile, file, "results", reading.problems);
  while (reader.next()) {
    GuideResult result;
    result.id = reader.id("id");
    reader.once(result.id, "id");
    result.title = read_wording(reader, {"title", "title_english"}, kGuideTitleMax, reading);
    result.topic = reader.id("topic");
    if (!result.topic.empty() && reading.catalogue.topic(result.topic) == nullptr) {
      reader.fail_at("topic", "is none of the catalogue's: " + result.topic);
    }
    result.departments = read_guide_departments(reader, reading);
    result.pathway = reader.coded("pathway", pathway_from);
    result.bring = read_bring(reader, reading);
    result.clocks = read_clocks(reader, reading);
    result.statements = read_statements(reader, reading);
    result.answers = read_answer_ids(reader, guide, reading);
    result.takes_no_question = reader.flag("takes_no_question");
    result.reviewer = reader.optional_line("reviewer");
    check_discipline(reader, result);
    guide.results.push_back(std::move(result));
  }
}

}  // namespace

void read_guide_tree(const Json& file, const GuideReading& reading, Guide& guide) {
  guide.first = text_member(file, "first").value_or(std::string());
  read_guide_questions(file, reading, guide);
  read_guide_results(file, reading, guide);
}

}  // namespace outreach::domain
