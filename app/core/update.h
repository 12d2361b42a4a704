// The one place where the kiosk decides. Pure: the same state, input and time give the same step.
#pragma once

#include <variant>
#include <vector>

#include "app/core/command.h"
#include "app/core/event.h"
#include "app/core/intent.h"
#include "app/core/state.h"

namespace outreach::core {

// Time went by and nothing else happened.
struct Tick {};

using Input = std::variant<Intent, Event, Tick>;

struct Step {
  AppState state;
  std::vector<Command> commands;
};

Step update(AppState state, const Input& input, Now now);

}  // namespace outreach::core
