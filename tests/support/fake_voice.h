// A voice that remembers what it was told to say, and can lose its tongue.
#pragma once

#include <utility>
#include <vector>

#include "platform/speech/voice.h"

namespace outreach::testing {

// Looked at by whoever has ended the thread that speaks, or is that thread.
class FakeVoice final : public Voice {
 public:
  // Samples of what is said, whatever it is: half a second.
  static constexpr std::size_t kSamples = 11'025;

  void lose(bool lost) {
    lost_ = lost;
  }

  Result<std::vector<std::int16_t>> speak(const Utterance& utterance,
                                          const process::Stopper& stopper) override {
    if (lost_ || stopper.is_stopped()) {
      return Error{ErrorCode::Unavailable, "speaking by the fake: it was stopped, or is mute", 0};
    }
    said_.push_back(utterance);
    return std::vector<std::int16_t>(utterance.words.empty() ? 0 : kSamples, 1'000);
  }

  const std::vector<Utterance>& said() const {
    return said_;
  }

 private:
  bool lost_ = false;
  std::vector<Utterance> said_;
};

}  // namespace outreach::testing
