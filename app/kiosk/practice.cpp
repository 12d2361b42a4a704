#include "app/kiosk/practice.h"

#include <deque>
#include <utility>

namespace outreach::kiosk {
namespace {

bool is_real_in_practice(const core::Command& command) {
  return std::holds_alternative<core::CheckPin>(command) ||
         std::holds_alternative<core::CheckSupervisorPin>(command) ||
         std::holds_alternative<core::ScramblePad>(command) ||
         std::holds_alternative<core::EndProgram>(command) ||
         std::holds_alternative<core::LeavePractice>(command);
}

}  // namespace

Practice::Practice(const core::AppState& real, Now now) : face_(core::practice_beside(real, now)) {}

std::vector<core::Command> Practice::input(const core::Input& input, Now now) {
  std::vector<core::Command> real;
  std::deque<core::Input> waiting{input};
  while (!waiting.empty()) {
    core::Step step = core::update(std::move(face_), waiting.front(), now);
    waiting.pop_front();
    face_ = std::move(step.state);
    for (core::Command& command : step.commands) {
      if (const auto* append = std::get_if<core::Append>(&command)) {
        waiting.emplace_back(core::Event{answer(*append, now)});
      } else if (is_real_in_practice(command)) {
        real.push_back(std::move(command));
      }
    }
  }
  return real;
}

const core::AppState& Practice::face() const {
  return face_;
}

core::Recorded Practice::answer(const core::Append& append, Now now) {
  head_ += 1;
  const bool opens = std::holds_alternative<domain::OutingOpened>(append.record.content);
  return {append.ticket, head_, opens ? head_ : append.outing, now.wall};
}

}  // namespace outreach::kiosk
