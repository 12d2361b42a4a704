// What makes sound of words.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/files/files.h"
#include "platform/process/filter.h"

namespace outreach {

enum class VoiceLanguage { Chinese, English };
enum class SpeechSpeed { Slow, Usual, Quick };

// What is said in one breath. Numbers are in words already.
struct Utterance {
  std::string words;
  VoiceLanguage language = VoiceLanguage::Chinese;
  SpeechSpeed speed = SpeechSpeed::Usual;
  Path clip{};  // of these words, recorded; empty: none is known. It may be gone.
  bool operator==(const Utterance&) const = default;
};

class Voice {
 public:
  virtual ~Voice() = default;
  // Samples as Speaker::play() takes them; none where the words are none. Takes tens of
  // milliseconds and more: never on the control thread. Unavailable: it was stopped, or there is
  // nothing here that speaks; a later call tries again. One thread at a time.
  virtual Result<std::vector<std::int16_t>> speak(const Utterance& utterance,
                                                  const process::Stopper& stopper) = 0;
};

// A recorded clip where there is one, the utterance's own before the program's; else espeak-ng,
// which runs as a program of its own for each utterance: it is under the GPL, and it can be killed
// in the middle of a word. What it is to say goes to its standard input, where no other user of the
// machine can read it.
class SystemVoice final : public Voice {
 public:
  static constexpr const char* kUsual = "espeak-ng";

  // `clips`: the folder of the program's recorded clips, called as clip_name says. Clips are heard
  // at the speed they were recorded at. It need not be there.
  explicit SystemVoice(Path clips, std::string program = kUsual);
  Result<std::vector<std::int16_t>> speak(const Utterance& utterance,
                                          const process::Stopper& stopper) override;

 private:
  Path clips_;
  std::string program_;
  SystemFiles files_;
};

}  // namespace outreach
