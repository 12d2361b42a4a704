#include <chrono>
#include <cstddef>
#include <optional>
#include <utility>

#include "platform/speech/voice.h"
#include "platform/wave/wave.h"

namespace outreach {
namespace {

// Of espeak-ng, in words a minute; its own are 175. Old ears take in 160 well.
constexpr int kSlowWords = 120;
constexpr int kUsualWords = 160;
constexpr int kQuickWords = 210;

// "cmn" of espeak-ng 1.51, which is Debian 12's, spells most hanzi out in English; this one reads
// them, there and in later versions (espeak-ng issues 1028, 1236, 1370).
constexpr const char* kChineseVoice = "cmn-latn-pinyin";
constexpr const char* kEnglishVoice = "en";

// It makes a sentence in 0.05 s on a slow machine in one of 0.5 s.
constexpr std::chrono::seconds kVoicePatience{10};

int words_a_minute(SpeechSpeed speed) {
  switch (speed) {
    case SpeechSpeed::Slow:
      return kSlowWords;
    case SpeechSpeed::Quick:
      return kQuickWords;
    case SpeechSpeed::Usual:
      break;
  }
  return kUsualWords;
}

// A clip that is not there or is none: what it says is said by the engine.
std::optional<std::vector<std::int16_t>> clip_in(Files& files, const Path& file) {
  const auto bytes = files.read(file, kWaveBytesMax);
  if (!bytes) {
    return std::nullopt;
  }
  auto samples = samples_of_wave(*bytes);
  return samples ? std::optional(*std::move(samples)) : std::nullopt;
}

}  // namespace

SystemVoice::SystemVoice(Path clips, std::string program)
    : clips_(std::move(clips)), program_(std::move(program)) {}

Result<std::vector<std::int16_t>> SystemVoice::speak(const Utterance& utterance,
                                                     const process::Stopper& stopper) {
  if (utterance.words.empty()) {
    return std::vector<std::int16_t>();
  }
  if (!utterance.clip.empty()) {
    if (auto clip = clip_in(files_, utterance.clip)) {
      return *std::move(clip);
    }
  }
  if (auto clip = clip_in(files_, clips_ / clip_name(utterance.words))) {
    return *std::move(clip);
  }
  const bool is_chinese = utterance.language == VoiceLanguage::Chinese;
  process::Filter filter;
  filter.words = {program_, "-v", is_chinese ? kChineseVoice : kEnglishVoice, "-s",
                  std::to_string(words_a_minute(utterance.speed)),
                  // Its input is UTF-8, whatever the locale.
                  "-b", "1", "--stdin", "--stdout"};
  filter.input = utterance.words;
  filter.output_max = kWaveBytesMax;
  filter.patience = kVoicePatience;
  const auto made = process::run_filter(filter, stopper);
  if (!made) {
    Error error = made.error();
    error.code = ErrorCode::Unavailable;
    return error;
  }
  auto samples = samples_of_wave(made->output);
  if (made->exit_code != 0 || !samples) {
    return Error{ErrorCode::Unavailable,
                 program_ + " made no speech; it ended with " + std::to_string(made->exit_code), 0};
  }
  return *std::move(samples);
}

}  // namespace outreach
