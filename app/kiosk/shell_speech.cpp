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
  sentence_of.clear();
  for (std::size_t sentence = 0; sentence < words.size(); ++sentence) {
    for (const SpokenPiece& piece : spoken_pieces(words[sentence], language)) {
      for (Utterance& one : utterances_of(piece, speech_speed_of(command.speed), clips)) {
        utterances.push_back(std::move(one));
        sentence_of.push_back(sentence);
      }
    }
  }
  speaking = command.ticket;
  speech.say(std::move(utterances));
}

void Shell::State::tell_speech(const SpeechProgress& progress) {
  const bool is_known = progress.utterance < sentence_of.size();
  input(core::Event{core::SpeechChanged{speaking, speech_state_of(progress.state),
                                        is_known ? sentence_of[progress.utterance] : 0}});
}

}  // namespace outreach::kiosk
