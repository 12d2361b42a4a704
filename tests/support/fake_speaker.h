// A speaker that remembers what it was to play, and can be pulled out.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "platform/sound/speaker.h"

namespace outreach::testing {

// Looked at by whoever has ended the thread that plays, or is that thread.
class FakeSpeaker final : public Speaker {
 public:
  // Pulled out, it cannot be opened.
  void plug(bool plugged) {
    plugged_ = plugged;
  }

  Result<void> play(Sound sound) override {
    tried_ += 1;
    if (!plugged_) {
      return Error{ErrorCode::Unavailable, "playing on the fake: it is not plugged in", 0};
    }
    played_.push_back(sound);
    return {};
  }
  Result<void> play(std::vector<std::int16_t> samples) override {
    tried_ += 1;
    if (!plugged_) {
      return Error{ErrorCode::Unavailable, "playing on the fake: it is not plugged in", 0};
    }
    said_.push_back(std::move(samples));
    is_silent_ = false;
    return {};
  }
  void stop() override {
    is_silent_ = true;
  }

  // All it ever played, and how often it was asked to.
  const std::vector<Sound>& played() const {
    return played_;
  }
  int tried() const {
    return tried_;
  }
  // All samples it was ever given, and whether it was stopped since the last of them.
  const std::vector<std::vector<std::int16_t>>& said() const {
    return said_;
  }
  bool is_silent() const {
    return is_silent_;
  }

 private:
  bool plugged_ = true;
  std::vector<Sound> played_;
  int tried_ = 0;
  std::vector<std::vector<std::int16_t>> said_;
  bool is_silent_ = true;
};

}  // namespace outreach::testing
