// A speaker that remembers what it was to play, and can be pulled out.
#pragma once

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

  // All it ever played, and how often it was asked to.
  const std::vector<Sound>& played() const {
    return played_;
  }
  int tried() const {
    return tried_;
  }

 private:
  bool plugged_ = true;
  std::vector<Sound> played_;
  int tried_ = 0;
};

}  // namespace outreach::testing
