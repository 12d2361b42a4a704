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

// Somebody touched the screen or a key, whatever it led to; what it led to comes after it.
struct Touched {};

using Input = std::variant<Intent, Event, Tick, Touched>;

struct Step {
  AppState state;
  std::vector<Command> commands;
};

Step update(AppState state, const Input& input, Now now);

}  // namespace outreach::core
