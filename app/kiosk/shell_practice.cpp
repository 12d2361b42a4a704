// While somebody practises: what people do goes to practice, and what workers and network bring
// goes to the face that records, which goes on unseen.
#include "app/kiosk/shell_state.h"

namespace outreach::kiosk {

const core::AppState& Shell::State::shown() const {
  return practice ? practice->face() : face;
}

void Shell::State::person_input(const core::Input& given) {
  if (!practice) {
    input(given);
    return;
  }
  if (std::holds_alternative<core::Tick>(given)) {
    input(given);  // midnight is midnight for both
  }
  practise(given);
}

void Shell::State::practise(const core::Input& given) {
  const std::vector<core::Command> real = practice->input(given, clock.now());
  for (const core::Command& command : real) {
    if (std::holds_alternative<core::LeavePractice>(command)) {
      practice.reset();
      return;
    }
    perform_sound(command);
    perform_for_staff(command);
  }
}

// What is true of PINs is true in both. That one was refused is for the record, which the face that
// records writes.
void Shell::State::tell_both(const core::Event& event) {
  input(event);
  if (practice) {
    practise(event);
  }
}

void Shell::State::tell_speaker(bool found) {
  if (found != face.has_speaker) {
    tell_both(core::Event{core::SpeakerChanged{found}});
  }
}

}  // namespace outreach::kiosk
