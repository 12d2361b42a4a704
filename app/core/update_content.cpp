// 资料包: when another version comes into use.
#include <utility>

#include "app/core/steps.h"

namespace outreach::core {
namespace {

// Nobody chooses, types or waits for something that hangs on the lists.
bool is_idle(const AppState& state) {
  const bool has_no_list = state.screen == ScreenName::Home || state.screen == ScreenName::Attract;
  return has_no_list && state.in_flight.empty() && !state.pin && !state.opening;
}

void use(AppState& state, ArrivedContent content) {
  state.catalogue = std::move(content.catalogue);
  state.content = content.facts;
  state.planned = std::move(content.planned);
  state.guide = std::move(content.guide);
  state.leaflets = std::move(content.leaflets);
  begin_guide(state);
}

}  // namespace

void apply(Step& step, const RollBackContent& /*intent*/) {
  if (step.state.content.previous != 0 || step.state.arrived) {
    step.commands.emplace_back(RollBackPack{});
  }
}

void settle_content(AppState& state) {
  if (state.arrived && is_idle(state)) {
    use(state, *std::exchange(state.arrived, std::nullopt));
  }
}

void on(Step& step, const ContentChanged& event) {
  AppState& state = step.state;
  ArrivedContent content{event.catalogue, event.facts, event.planned, event.guide, event.leaflets};
  if (event.was_asked_for) {
    state.arrived.reset();
    use(state, std::move(content));
  } else {
    state.arrived = std::move(content);
  }
}

}  // namespace outreach::core
