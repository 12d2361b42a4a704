// 我该找谁, in the language of the screen.
#include <algorithm>
#include <utility>

#include "app/core/guide_walk.h"
#include "app/core/resident.h"
#include "app/core/view_parts.h"

namespace outreach::core {
namespace {

std::string shown_wording(const AppState& state, const domain::Wording& wording) {
  return settings_in_use(state).language == Language::English && !wording.english.empty()
             ? wording.english
             : wording.words;
}

GuideQuestionView make_guide_question(const AppState& state,
                                      const domain::GuideQuestion& question) {
  GuideQuestionView view;
  view.words = shown_wording(state, question.words);
  for (const domain::GuideChoice& choice : question.choices) {
    view.choices.push_back({shown_wording(state, choice.words), shown_wording(state, choice.hint),
                            choice.picture, choice.icon});
  }
  const int before = static_cast<int>(state.visit.guide.choices.size());
  view.step = before + 1;
  view.steps = before + questions_ahead(*state.guide, question);
  return view;
}

GuideOfficeView make_office(const AppState& state, const std::string& id) {
  const std::vector<domain::CatalogueItem>& all = state.catalogue.departments;
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const domain::CatalogueItem& item) { return item.id == id; });
  if (found == all.end()) {
    return {id, {}};
  }
  GuideOfficeView office{shown_name(state, *found), {}};
  const auto at = static_cast<std::size_t>(found - all.begin());
  if (at < state.catalogue.contacts.size()) {
    office.contact = state.catalogue.contacts[at];
  }
  return office;
}

// Only the question of an answer is there in English.
GuideAnswerView make_answer(const AppState& state, const domain::GuideAnswer& answer) {
  return {shown_wording(state, {answer.question, answer.english}), answer.answer, answer.citations};
}

}  // namespace

GuideResultView make_guide_result(const AppState& state, const domain::GuideResult& result,
                                  Now now) {
  GuideResultView view;
  view.id = result.id;
  view.title = shown_wording(state, result.title);
  for (const std::string& id : result.departments) {
    view.offices.push_back(make_office(state, id));
  }
  view.pathway = result.pathway;
  for (const domain::GuideClock& clock : result.clocks) {
    view.clocks.push_back({shown_wording(state, clock.what), shown_wording(state, clock.length),
                           shown_wording(state, clock.from), clock.citations});
  }
  for (const domain::Wording& wording : result.bring) {
    view.bring.push_back(shown_wording(state, wording));
  }
  for (const domain::GuideStatement& statement : result.statements) {
    view.statements.push_back({shown_wording(state, statement.words), statement.citations});
  }
  view.takes_no_question = result.takes_no_question;
  view.reviewer = result.reviewer;
  view.is_expired = is_expired(state.content, now);
  return view;
}

GuideView make_guide(const AppState& state, Now now) {
  const GuideWalk& walk = state.visit.guide;
  const GuidePlace place = guide_place(state);
  GuideView view;
  view.part = walk.part;
  for (std::size_t i = 0; i < walk.choices.size(); ++i) {
    if (const auto* asked = guide_question(state, i); asked != nullptr) {
      view.chosen.push_back(shown_wording(state, asked->choices.at(walk.choices[i]).words));
    }
  }
  if (place.question != nullptr) {
    view.question = make_guide_question(state, *place.question);
  }
  if (place.result != nullptr) {
    view.result = make_guide_result(state, *place.result, now);
    for (const domain::GuideAnswer* answer : guide_answers(state, *place.result)) {
      view.answers.push_back(make_answer(state, *answer));
    }
    view.answer = walk.answer;
    view.printer = state.printer;
    view.job = walk.paper.job;
    view.trouble = walk.paper.trouble;
  }
  return view;
}

}  // namespace outreach::core
