#include "app/core/guide_walk.h"

#include <utility>

namespace outreach::core {

bool has_guide(const AppState& state) {
  return state.guide && state.guide->question(state.guide->first) != nullptr;
}

const domain::GuideQuestion* guide_question(const AppState& state, std::size_t choices) {
  if (!has_guide(state)) {
    return nullptr;
  }
  const domain::GuideQuestion* question = state.guide->question(state.guide->first);
  for (std::size_t i = 0; question != nullptr && i < choices; ++i) {
    const std::size_t chosen = state.visit.guide.choices.at(i);
    question = state.guide->question(question->choices.at(chosen).question);
  }
  return question;
}

GuidePlace guide_place(const AppState& state) {
  const std::vector<std::size_t>& choices = state.visit.guide.choices;
  if (const auto* question = guide_question(state, choices.size()); question != nullptr) {
    return {question, nullptr};
  }
  if (choices.empty()) {
    return {};
  }
  const domain::GuideQuestion* last = guide_question(state, choices.size() - 1);
  return {nullptr,
          last == nullptr ? nullptr : state.guide->result(last->choices.at(choices.back()).result)};
}

int questions_ahead(const domain::Guide& guide, const domain::GuideQuestion& question) {
  int steps = 0;
  std::vector<const domain::GuideQuestion*> level{&question};
  while (!level.empty() && steps < static_cast<int>(domain::kGuideDepthMax)) {
    ++steps;
    std::vector<const domain::GuideQuestion*> next;
    for (const domain::GuideQuestion* asked : level) {
      for (const domain::GuideChoice& choice : asked->choices) {
        if (const auto* follows = guide.question(choice.question); follows != nullptr) {
          next.push_back(follows);
        }
      }
    }
    level = std::move(next);
  }
  return steps;
}

std::vector<const domain::GuideAnswer*> guide_answers(const AppState& state,
                                                      const domain::GuideResult& result) {
  std::vector<const domain::GuideAnswer*> answers;
  for (const std::string& id : result.answers) {
    if (const auto* answer = state.guide->answer(id); answer != nullptr) {
      answers.push_back(answer);
    }
  }
  return answers;
}

}  // namespace outreach::core
