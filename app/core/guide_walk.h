// Where somebody is in 我该找谁. Pure.
#pragma once

#include "app/core/state.h"

namespace outreach::core {

// There is a guide, and it has a question to begin with.
bool has_guide(const AppState& state);

// Where the choices of the visit have led: to one of the two; to neither where there is no tree.
struct GuidePlace {
  const domain::GuideQuestion* question = nullptr;
  const domain::GuideResult* result = nullptr;
};
GuidePlace guide_place(const AppState& state);
// The question that was asked before so many choices were made; null where none was.
const domain::GuideQuestion* guide_question(const AppState& state, std::size_t choices);

// Questions on the longest way from this one to a result, itself included.
int questions_ahead(const domain::Guide& guide, const domain::GuideQuestion& question);

// Those of the result's answers that the guide has.
std::vector<const domain::GuideAnswer*> guide_answers(const AppState& state,
                                                      const domain::GuideResult& result);

}  // namespace outreach::core
