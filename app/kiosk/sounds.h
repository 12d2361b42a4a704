// Lets the core's sounds be heard. They are convenience: where nothing can play them all else goes
// on, and it is said where they are switched on.
#pragma once

#include <functional>
#include <optional>

#include "app/core/command.h"
#include "platform/sound/speaker.h"
#include "platform/worker/worker.h"

namespace outreach::kiosk {

// A failed opening of a device costs a core tens of milliseconds, which not every tap is to cost;
// who has just plugged a speaker in hears it soon enough.
inline constexpr std::int64_t kSpeakerAgainAfter = 10'000;

// Control thread. It waits for nothing: the speaker is the worker's.
class Sounds {
 public:
  // `found`: each time it is known whether there was something to be heard from. All of them
  // outlive this.
  Sounds(Speaker& speaker, Worker& worker, Inbox& inbox, std::function<void(bool)> found);

  // At once; while an earlier one is being begun, after it, and of several then the last. Nothing
  // for kSpeakerAgainAfter once there was no speaker: a sound that comes late says something wrong.
  void play(core::Sound sound, Now now);

 private:
  void begun(bool found, Now asked_at);

  Speaker& speaker_;
  Worker& worker_;
  Inbox& inbox_;
  std::function<void(bool)> found_;
  bool is_beginning_ = false;
  std::optional<core::Sound> next_;
  std::optional<MonotonicTime> silent_until_;
};

}  // namespace outreach::kiosk
