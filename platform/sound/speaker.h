// What can be heard. Opening a sound device may take hundreds of milliseconds: never play on the
// control thread. A speaker is used by one thread at a time; it may be made and destroyed on
// another.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/sound/samples.h"

namespace outreach {

class Speaker {
 public:
  virtual ~Speaker() = default;
  // Begins the sound, in place of one that is still to be heard, and does not wait for its end.
  // Unavailable where there is nothing to be heard from, or nothing any more; a later call tries
  // again.
  virtual Result<void> play(Sound sound) = 0;
  // The same for samples of one channel, kSamplesPerSecond of them: what a voice says.
  virtual Result<void> play(std::vector<std::int16_t> samples) = 0;
  // Nothing more is heard; what was still to be heard is overwritten, and the device is given back.
  virtual void stop() = 0;
};

// The system's own sound device, opened by the first sound and kept open until stop(), so that the
// next click comes with its tap. Where sound goes is the system's to say (PipeWire, PulseAudio,
// ALSA): a headset that is plugged in takes the place of the loudspeaker, also while something is
// heard. One at a time in a program, and gone before its window is.
class SystemSpeaker final : public Speaker {
 public:
  // Names of SDL's drivers. The usual one is what the system offers; the silent one needs no
  // hardware, and nobody hears it.
  static constexpr const char* kUsual = "";
  static constexpr const char* kSilent = "dummy";

  explicit SystemSpeaker(std::string driver = kUsual);
  ~SystemSpeaker() override;
  SystemSpeaker(const SystemSpeaker&) = delete;
  SystemSpeaker& operator=(const SystemSpeaker&) = delete;
  Result<void> play(Sound sound) override;
  Result<void> play(std::vector<std::int16_t> samples) override;
  void stop() override;

 private:
  struct Playing;
  Result<void> open();
  void close();

  std::string driver_;
  std::unique_ptr<Playing> playing_;  // the device's thread reads it
  bool has_driver_ = false;
  std::uint32_t device_ = 0;  // 0: none is open
};

}  // namespace outreach
