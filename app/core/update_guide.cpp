// 我该找谁: one question after the other, and what can be looked at where they lead. Choices are
// kept as they were made and nothing else, so that a step back is one choice less.
#include "app/core/guide_walk.h"
#include "app/core/steps.h"
#include "app/core/view_parts.h"

namespace outreach::core {
namespace {

bool leads_somewhere(const domain::Guide& guide, const domain::GuideChoice& choice) {
  return guide.question(choice.question) != nullptr || guide.result(choice.result) != nullptr;
}

// False: there is nothing of it where the walk has come to.
bool has_part(const AppState& state, GuidePart part) {
  const GuidePlace place = guide_place(state);
  switch (part) {
    case GuidePart::Answers:
      return place.result != nullptr && !guide_answers(state, *place.result).empty();
    case GuidePart::TakeAway:
      return place.result != nullptr;
    case GuidePart::NoneFits:
      return place.question != nullptr;
    case GuidePart::Help:
      return true;
    case GuidePart::Walk:
    case GuidePart::Answer:
      break;
  }
  return false;
}

}  // namespace

void begin_guide(AppState& state) {
  state.visit.guide = {};
  if (state.screen == ScreenName::Guide && !has_guide(state)) {
    state.screen = ScreenName::Residents;
  }
}

void apply(Step& step, const ChooseGuide& intent) {
  AppState& state = step.state;
  const domain::GuideQuestion* question = guide_place(state).question;
  if (state.screen != ScreenName::Guide || state.visit.guide.part != GuidePart::Walk ||
      question == nullptr || intent.index >= question->choices.size() ||
      !leads_somewhere(*state.guide, question->choices[intent.index])) {
    return;
  }
  state.visit.guide.choices.push_back(intent.index);
}

void apply(Step& step, const OpenGuidePart& intent) {
  AppState& state = step.state;
  if (state.screen == ScreenName::Guide && has_part(state, intent.part)) {
    state.visit.guide.part = intent.part;
  }
}

void apply(Step& step, const OpenAnswer& intent) {
  AppState& state = step.state;
  const domain::GuideResult* result = guide_place(state).result;
  if (state.screen == ScreenName::Guide && state.visit.guide.part == GuidePart::Answers &&
      result != nullptr && intent.index < guide_answers(state, *result).size()) {
    state.visit.guide.part = GuidePart::Answer;
    state.visit.guide.answer = intent.index;
  }
}

void apply(Step& step, const BackInGuide& /*intent*/) {
  AppState& state = step.state;
  GuideWalk& walk = state.visit.guide;
  if (state.screen != ScreenName::Guide) {
    return;
  }
  if (walk.part != GuidePart::Walk) {
    walk.part = walk.part == GuidePart::Answer ? GuidePart::Answers : GuidePart::Walk;
    walk.paper = {};  // of what was left nothing is said any more
  } else if (walk.choices.empty()) {
    state.screen = ScreenName::Residents;
  } else {
    walk.choices.pop_back();
  }
}

void apply(Step& step, const PrintGuideSlip& /*intent*/, Now now) {
  AppState& state = step.state;
  const domain::GuideResult* result = guide_place(state).result;
  GuideWalk& walk = state.visit.guide;
  if (state.screen != ScreenName::Guide || walk.part != GuidePart::TakeAway || result == nullptr ||
      walk.paper.job == PrintJob::Printing || state.printer == PrinterState::None) {
    return;
  }
  walk.paper = {state.next_ticket++, PrintJob::Printing, PrinterState::None};
  step.commands.emplace_back(
      PutGuideOnPaper{walk.paper.ticket, make_guide_result(state, *result, now)});
}

}  // namespace outreach::core
