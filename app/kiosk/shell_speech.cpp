// What residents want to hear.
#include <utility>

#include "app/kiosk/shell_state.h"
#include "platform/text/locale.h"
#include "platform/text/spoken.h"

namespace outreach::kiosk {
namespace {

SpeechSpeed speech_speed_of(core::SpeechSpeed speed) {
  switch (speed) {
    case core::SpeechSpeed::Slow:
      return SpeechSpeed::Slow;
    case core::SpeechSpeed::Quick:
      return SpeechSpeed::Quick;
    case core::SpeechSpeed::Usual:
      break;
  }
  return SpeechSpeed::Usual;
}

core::SpeechChanged::State speech_state_of(SpeechProgress::State state) {
  switch (state) {
    case SpeechProgress::State::Saying:
      return core::SpeechChanged::State::Saying;
    case SpeechProgress::State::Ended:
      return core::SpeechChanged::State::Ended;
    case SpeechProgress::State::Unavailable:
      break;
  }
  return core::SpeechChanged::State::Unavailable;
}

}  // namespace

void Shell::State::perform_speech(const core::Command& command) {
  if (const auto* wanted = std::get_if<core::Speak>(&command)) {
    speak(*wanted);
  } else if (std::holds_alternative<core::StopSpeech>(command)) {
    speech.stop();
  } else if (const auto* speed = std::get_if<core::ChangeSpeechSpeed>(&command)) {
    speech.set_speed(speech_speed_of(speed->speed));
  }
}

void Shell::State::speak(const core::Speak& command) {
  const MessageLanguage language = command.language == core::Language::Chinese
                                       ? MessageLanguage::Chinese
                                       : MessageLanguage::English;
  std::vector<std::string> words = command.words;
  if (command.what == core::Speak::What::StillThere) {
    set_message_language(language);
    words = {tr("Are you still there?")};
  }
  std::vector<Utterance> utterances;
  for (const std::string& text : words) {
    for (SpokenPiece& piece : spoken_pieces(text, language)) {
      const bool is_chinese = piece.language == MessageLanguage::Chinese;
      utterances.push_back({std::move(piece.words),
                            is_chinese ? VoiceLanguage::Chinese : VoiceLanguage::English,
                            speech_speed_of(command.speed)});
    }
  }
  speaking = command.ticket;
  speech.say(std::move(utterances));
}

void Shell::State::tell_speech(const SpeechProgress& progress) {
  input(core::Event{core::SpeechChanged{speaking, speech_state_of(progress.state)}});
}

}  // namespace outreach::kiosk
