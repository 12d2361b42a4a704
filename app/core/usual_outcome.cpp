#include "app/core/usual_outcome.h"

#include <algorithm>

namespace outreach::core {

std::optional<domain::Outcome> usual_outcome(const AppState& state, const std::string& topic) {
  std::optional<domain::Outcome> usual;
  std::int64_t most = 0;
  for (const OutcomeUse& use : state.outcome_use) {
    const bool more = use.times > most || (usual && use.times == most && use.outcome < *usual);
    if (use.topic == topic && more) {
      most = use.times;
      usual = use.outcome;
    }
  }
  if (usual) {
    return usual;
  }
  const domain::Topic* listed = state.catalogue.topic(topic);
  return listed != nullptr ? listed->outcome : std::nullopt;
}

void count_outcome(AppState& state, const DayCounts::Change& change) {
  const auto* consultation =
      std::get_if<domain::Consultation>(&state.outing->entries[change.index].record.content);
  const int more = (change.after > 0 ? 1 : 0) - (change.before > 0 ? 1 : 0);
  if (consultation == nullptr || more == 0) {
    return;
  }
  auto& uses = state.outcome_use;
  const auto found = std::find_if(uses.begin(), uses.end(), [&](const OutcomeUse& use) {
    return use.topic == consultation->topic && use.outcome == consultation->outcome;
  });
  if (found != uses.end()) {
    found->times += more;
  } else {
    uses.push_back({consultation->topic, consultation->outcome, more});
  }
}

}  // namespace outreach::core
