// 听一听: what is said aloud on residents' screens, and what ends it.
#include <type_traits>
#include <utility>
#include <variant>

#include "app/core/resident.h"
#include "app/core/steps.h"

namespace outreach::core {
namespace {

// What leaves the screen saying what is being said of it. After everything else that somebody asks
// for it may say something else.
template <typename Wanted>
constexpr bool kLeavesSpeech =
    std::is_same_v<Wanted, Listen> || std::is_same_v<Wanted, SetSpeechSpeed> ||
    std::is_same_v<Wanted, FitRoom>;

bool breaks_off(const Input& input) {
  const auto* intent = std::get_if<Intent>(&input);
  return intent != nullptr && !std::visit(
                                  [](const auto& wanted) {
                                    return kLeavesSpeech<std::remove_cvref_t<decltype(wanted)>>;
                                  },
                                  *intent);
}

bool can_listen(const AppState& state) {
  return is_resident(state.screen) && state.screen != ScreenName::Attract &&
         !state.visit.listening.is_unavailable;
}

void speak(Step& step, Speak::What what, std::vector<std::string> words) {
  AppState& state = step.state;
  const Ticket ticket = state.next_ticket++;
  state.visit.listening.ticket = ticket;
  state.visit.listening.sentence.reset();
  step.commands.emplace_back(Speak{ticket, what, std::move(words), settings_in_use(state).language,
                                   state.visit.listening.speed});
}

}  // namespace

SpeechBefore::SpeechBefore(const AppState& state)
    : screen(state.screen),
      asked_still_there(state.visit.asks_still_there),
      had_pin(state.pin.has_value()),
      ticket(state.visit.listening.ticket) {}

void apply(Step& step, const Listen& intent) {
  if (can_listen(step.state) && !intent.words.empty()) {
    speak(step, Speak::What::Words, intent.words);
  }
}

void apply(Step& step, const StopListening& /*intent*/) {
  step.state.visit.listening.ticket.reset();
}

void apply(Step& step, const SetSpeechSpeed& intent) {
  Listening& listening = step.state.visit.listening;
  if (!is_resident(step.state.screen)) {
    return;
  }
  listening.speed = intent.speed;
  if (listening.ticket) {
    step.commands.emplace_back(ChangeSpeechSpeed{intent.speed});
  }
}

// Whoever listens is there, though they touch nothing; a sentence is far shorter than the time
// after which that is asked. The question itself is no sign of anybody.
void on(Step& step, const SpeechChanged& event, Now now) {
  Listening& listening = step.state.visit.listening;
  if (listening.ticket != event.ticket) {
    return;  // of a speech that was stopped
  }
  if (!step.state.visit.asks_still_there) {
    step.state.last_touch = now.monotonic;
  }
  if (event.state == SpeechChanged::State::Saying) {
    listening.sentence = event.sentence;
  } else {
    listening.ticket.reset();
  }
  listening.is_unavailable = event.state == SpeechChanged::State::Unavailable;
}

void settle_speech(Step& step, const SpeechBefore& before, const Input& input) {
  AppState& state = step.state;
  std::optional<Ticket>& ticket = state.visit.listening.ticket;
  if (state.visit.asks_still_there && !before.asked_still_there && can_listen(state)) {
    speak(step, Speak::What::StillThere, {});
    return;
  }
  const bool is_left = state.screen != before.screen || (state.pin && !before.had_pin);
  if (ticket && ticket == before.ticket && (is_left || breaks_off(input))) {
    ticket.reset();
  }
  const auto* event = std::get_if<Event>(&input);
  const bool ended = event != nullptr && std::holds_alternative<SpeechChanged>(*event);
  if (before.ticket && !ticket && !ended) {
    step.commands.emplace_back(StopSpeech{});
  }
}

}  // namespace outreach::core
