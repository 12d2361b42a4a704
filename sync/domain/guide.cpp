#include "sync/domain/guide.h"

#include <algorithm>
#include <utility>

#include "platform/base/text.h"
#include "sync/domain/content_rows.h"
#include "sync/domain/guide_reading.h"

namespace outreach::domain {
namespace {

const Act* act_called(const std::vector<Act>& acts, std::string_view name) {
  const auto found =
      std::find_if(acts.begin(), acts.end(), [&](const Act& act) { return act.name == name; });
  return found == acts.end() ? nullptr : &*found;
}

bool is_in_force(const Act& act, const GuideLife& life) {
  return act.effective && *act.effective <= life.first &&
         (!act.superseded_on || *act.superseded_on > life.last);
}

std::vector<Act> read_acts(const Json& file, std::vector<ContentProblem>& problems) {
  std::vector<Act> acts;
  ListReader reader(kGuideFile, file, "acts", problems);
  while (reader.next()) {
    Act act;
    act.name = reader.line("name");
    reader.once(act.name, "name");
    act.effective = reader.optional_date("effective");
    act.superseded_on = reader.optional_date("superseded_on");
    act.superseded_by = reader.optional_line("superseded_by");
    if (!act.effective && !act.superseded_on) {
      reader.fail_at("effective", "is missing, and the act is not said to be superseded");
    }
    if (act.superseded_on.has_value() == act.superseded_by.empty()) {
      reader.fail_at("superseded_by", "and superseded_on belong together");
    }
    acts.push_back(std::move(act));
  }
  return acts;
}

// Why an answer may not rest on this act; empty when it may.
std::string objection_to(const Act& act, const GuideLife& life) {
  if (is_in_force(act, life)) {
    return {};
  }
  if (act.superseded_on && *act.superseded_on <= life.last) {
    return "is superseded by 《" + act.superseded_by + "》 from " + to_iso(*act.superseded_on) +
           " on";
  }
  return "is not in force before " + to_iso(act.effective.value_or(Date{}));
}

void read_answers(const Json& file, const GuideReading& reading, Guide& guide) {
  ListReader reader(kGuideFile, file, "answers", reading.problems);
  while (reader.next()) {
    GuideAnswer answer;
    answer.id = reader.id("id");
    reader.once(answer.id, "id");
    answer.question = reader.line("question");
    answer.english = reader.optional_line("english");
    answer.topic = reader.optional_id("topic");
    if (!answer.topic.empty() && reading.catalogue.topic(answer.topic) == nullptr) {
      reader.fail_at("topic", "is none of the catalogue's: " + answer.topic);
    }
    answer.answer = reader.text("answer", kGuideAnswerMax);
    check_named_acts(reader, "answer", answer.answer, reading);
    answer.citations = read_citations(reader, "an answer", reading);
    guide.answers.push_back(std::move(answer));
  }
}

template <typename Row>
const Row* row_of(const std::vector<Row>& rows, std::string_view id) {
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.id == id; });
  return found == rows.end() ? nullptr : &*found;
}

}  // namespace

const GuideQuestion* Guide::question(std::string_view id) const {
  return row_of(questions, id);
}

const GuideResult* Guide::result(std::string_view id) const {
  return row_of(results, id);
}

const GuideAnswer* Guide::answer(std::string_view id) const {
  return row_of(answers, id);
}

std::vector<Citation> read_citations(ListReader& rows, const char* what,
                                     const GuideReading& reading) {
  std::vector<Citation> citations;
  ListReader reader(kGuideFile, rows.row(), "citations", reading.problems, rows.place());
  while (reader.next()) {
    Citation citation;
    citation.law = reader.line("law");
    citation.article = reader.text("article", kArticleMax);
    citation.effective = reader.date("effective");
    const Act* act = act_called(reading.acts, citation.law);
    if (citation.law.empty()) {
      // said already
    } else if (act == nullptr) {
      reader.fail_at("law", "is none of the acts: " + citation.law);
    } else if (const std::string objection = objection_to(*act, reading.life); !objection.empty()) {
      reader.fail_at("law", "《" + citation.law + "》 " + objection);
    } else if (citation.effective.ok() && act->effective != citation.effective) {
      reader.fail_at("effective", "is not the act's: " + to_iso(*act->effective));
    }
    citations.push_back(std::move(citation));
  }
  if (citations.empty()) {
    rows.fail_at("citations",
                 std::string("are missing: ") + what + " needs law, article and effective date");
  }
  return citations;
}

void check_named_acts(ListReader& rows, const char* key, const std::string& words,
                      const GuideReading& reading) {
  for (const Act& act : reading.acts) {
    const std::string objection = objection_to(act, reading.life);
    if (!objection.empty() && words.find("《" + act.name + "》") != std::string::npos) {
      rows.fail_at(key, "names 《" + act.name + "》, which " + objection);
    }
  }
}

Guide read_guide(const Json& file, const Catalogue& catalogue, const GuideLife& life,
                 std::vector<ContentProblem>& problems) {
  Guide guide;
  if (!file.is_object()) {
    problems.push_back({{}, "guide: not one JSON object"});
    return guide;
  }
  guide.acts = read_acts(file, problems);
  const GuideReading reading{guide.acts, catalogue, life, problems};
  read_answers(file, reading, guide);
  if (file.contains("first") || file.contains("questions") || file.contains("results")) {
    read_guide_tree(file, reading, guide);
    check_guide_ways(guide, problems);
  }
  return guide;
}

}  // namespace outreach::domain
