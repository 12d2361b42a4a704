#include "platform/window/event_wait.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstring>

namespace outreach {
namespace {

// SDL waits properly only on X11 and Wayland; elsewhere it would poll every millisecond, at 2 % of
// a fast core.
constexpr int kPollIdleMs = 40;
constexpr int kPollTouchedMs = 8;

bool must_poll() {
  const char* driver = SDL_GetCurrentVideoDriver();
  return driver == nullptr ||
         (std::strcmp(driver, "x11") != 0 && std::strcmp(driver, "wayland") != 0);
}

}  // namespace

EventWait::EventWait()
    : wake_event_(SDL_RegisterEvents(1)),
      blank_event_(SDL_RegisterEvents(1)),
      polls_(must_poll()) {}

bool EventWait::next(int timeout_ms, bool touched, SDL_Event* event) {
  if (SDL_PollEvent(event) != 0) {
    return true;
  }
  if (timeout_ms == 0) {
    return false;
  }
  if (polls_) {
    return next_by_polling(timeout_ms, touched, event);
  }
  return (timeout_ms < 0 ? SDL_WaitEvent(event) : SDL_WaitEventTimeout(event, timeout_ms)) != 0;
}

bool EventWait::next_by_polling(int timeout_ms, bool touched, SDL_Event* event) {
  const Uint64 start = SDL_GetTicks64();
  while (SDL_PollEvent(event) == 0) {
    int pause = touched ? kPollTouchedMs : kPollIdleMs;
    if (timeout_ms >= 0) {
      const auto passed = static_cast<std::int64_t>(SDL_GetTicks64() - start);
      if (passed >= timeout_ms) {
        return false;
      }
      pause = static_cast<int>(std::min<std::int64_t>(pause, timeout_ms - passed));
    }
    nap(pause);
  }
  return true;
}

void EventWait::nap(int milliseconds) {
  std::unique_lock lock(mutex_);
  posted_.wait_for(lock, std::chrono::milliseconds(milliseconds), [this] { return is_woken_; });
  is_woken_ = false;
}

void EventWait::wake() {
  SDL_Event event{};
  event.type = wake_event_;
  SDL_PushEvent(&event);
  {
    const std::lock_guard lock(mutex_);
    is_woken_ = true;
  }
  posted_.notify_one();
}

// What was spent last is used first; SDL's own, which end a round of polling, may lie above ours.
void EventWait::overwrite_spent(std::size_t count) {
  SDL_Event blank{};
  blank.type = blank_event_;
  constexpr std::size_t kOfSdl = 8;
  for (std::size_t i = 0; i < count + kOfSdl; ++i) {
    SDL_PushEvent(&blank);
  }
  SDL_FlushEvent(blank_event_);
}

bool EventWait::is_wake(const SDL_Event& event) {
  if (event.type != wake_event_) {
    return false;
  }
  const std::lock_guard lock(mutex_);
  is_woken_ = false;  // it has been heard
  return true;
}

}  // namespace outreach
