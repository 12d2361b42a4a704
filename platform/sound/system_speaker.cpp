#include <algorithm>
#include <cstddef>
#include <cstring>
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

// Ours and not SDL's own queue, which keeps what it was given when it is emptied: what is spoken
// may be for one person alone.
struct SystemSpeaker::Playing {
  std::vector<std::int16_t> samples;
  std::size_t at = 0;

  // On the device's thread, which holds its lock.
  static void hand_over(void* self, Uint8* device, int bytes) {
    Playing& playing = *static_cast<Playing*>(self);
    const std::size_t wanted = static_cast<std::size_t>(bytes) / sizeof(std::int16_t);
    const std::size_t given = std::min(wanted, playing.samples.size() - playing.at);
    if (given > 0) {
      std::memcpy(device, playing.samples.data() + playing.at, given * sizeof(std::int16_t));
    }
    std::memset(device + given * sizeof(std::int16_t), 0, (wanted - given) * sizeof(std::int16_t));
    playing.at += given;
  }

  // Overwritten, not only freed.
  void wipe() {
    std::fill(samples.begin(), samples.end(), std::int16_t{0});
    at = samples.size();
  }
};

SystemSpeaker::SystemSpeaker(std::string driver)
    : driver_(std::move(driver)), playing_(std::make_unique<Playing>()) {}

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
  wanted.callback = &Playing::hand_over;
  wanted.userdata = playing_.get();
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
  playing_->wipe();
}

Result<void> SystemSpeaker::play(Sound sound) {
  return play(samples_of(sound));
}

Result<void> SystemSpeaker::play(std::vector<std::int16_t> samples) {
  // Stopped: it was pulled out.
  if (device_ != 0 && SDL_GetAudioDeviceStatus(device_) == SDL_AUDIO_STOPPED) {
    close();
  }
  if (device_ == 0) {
    if (auto opened = open(); !opened) {
      return opened;
    }
  }
  SDL_LockAudioDevice(device_);
  playing_->wipe();
  playing_->samples = std::move(samples);
  playing_->at = 0;
  SDL_UnlockAudioDevice(device_);
  return {};
}

void SystemSpeaker::stop() {
  if (device_ != 0) {
    SDL_LockAudioDevice(device_);
    playing_->wipe();
    SDL_UnlockAudioDevice(device_);
  }
  close();
}

}  // namespace outreach
