#include <utility>

#include <SDL_audio.h>
#include <SDL_error.h>

#include "platform/sound/speaker.h"

namespace outreach {
namespace {

// Samples that the device takes at once: 23 ms, so that a click is heard with its tap. Smaller ones
// wake the processor more often.
constexpr Uint16 kSamplesAtOnce = 512;

Error no_sound(const char* doing) {
  return {ErrorCode::Unavailable, std::string(doing) + ": " + SDL_GetError(), 0};
}

}  // namespace

SystemSpeaker::SystemSpeaker(std::string driver) : driver_(std::move(driver)) {}

SystemSpeaker::~SystemSpeaker() {
  close();
}

// SDL_AudioInit and not SDL_InitSubSystem: that one counts in what the window's thread counts in,
// and takes a driver only from a hint, which the window's thread reads.
Result<void> SystemSpeaker::open() {
  if (SDL_AudioInit(driver_.empty() ? nullptr : driver_.c_str()) != 0) {
    return no_sound("looking for a speaker");
  }
  has_driver_ = true;
  SDL_AudioSpec wanted{};
  wanted.freq = kSamplesPerSecond;
  wanted.format = AUDIO_S16SYS;
  wanted.channels = 1;
  wanted.samples = kSamplesAtOnce;
  device_ = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
  if (device_ == 0) {
    const Error error = no_sound("opening the speaker");
    close();
    return error;
  }
  SDL_PauseAudioDevice(device_, 0);
  return {};
}

void SystemSpeaker::close() {
  if (device_ != 0) {
    SDL_CloseAudioDevice(std::exchange(device_, 0));
  }
  if (std::exchange(has_driver_, false)) {
    SDL_AudioQuit();
  }
}

Result<void> SystemSpeaker::play(Sound sound) {
  // Stopped: it was pulled out.
  if (device_ != 0 && SDL_GetAudioDeviceStatus(device_) == SDL_AUDIO_STOPPED) {
    close();
  }
  if (device_ == 0) {
    if (auto opened = open(); !opened) {
      return opened;
    }
  }
  const std::vector<std::int16_t> samples = samples_of(sound);
  SDL_ClearQueuedAudio(device_);
  if (SDL_QueueAudio(device_, samples.data(),
                     static_cast<Uint32>(samples.size() * sizeof samples.front())) != 0) {
    const Error error = no_sound("playing a sound");
    close();
    return error;
  }
  return {};
}

}  // namespace outreach
