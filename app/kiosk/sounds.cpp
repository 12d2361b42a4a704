#include "app/kiosk/sounds.h"

#include <utility>

namespace outreach::kiosk {

Sounds::Sounds(Speaker& speaker, Worker& worker, Inbox& inbox, std::function<void(bool)> found)
    : speaker_(speaker), worker_(worker), inbox_(inbox), found_(std::move(found)) {}

void Sounds::play(core::Sound sound, Now now) {
  if (silent_until_ && now.monotonic < *silent_until_) {
    return;
  }
  if (is_beginning_) {
    next_ = sound;
    return;
  }
  is_beginning_ = true;
  const Sound wanted = sound == core::Sound::Counted ? Sound::Counted : Sound::Refused;
  run_on(
      worker_, inbox_, [&speaker = speaker_, wanted] { return speaker.play(wanted).has_value(); },
      [this, now](bool found) { begun(found, now); });
}

void Sounds::begun(bool found, Now asked_at) {
  is_beginning_ = false;
  silent_until_.reset();
  if (!found) {
    silent_until_ = MonotonicTime{asked_at.monotonic.milliseconds + kSpeakerAgainAfter};
  }
  found_(found);
  if (const auto next = std::exchange(next_, std::nullopt)) {
    play(*next, asked_at);
  }
}

}  // namespace outreach::kiosk
