#include "platform/window/event_wait.h"

#include <algorithm>
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
    : woken_(SDL_CreateSemaphore(0)), wake_event_(SDL_RegisterEvents(1)), polls_(must_poll()) {}

EventWait::~EventWait() {
  SDL_DestroySemaphore(woken_);
}

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
    int nap = touched ? kPollTouchedMs : kPollIdleMs;
    if (timeout_ms >= 0) {
      const auto passed = static_cast<std::int64_t>(SDL_GetTicks64() - start);
      if (passed >= timeout_ms) {
        return false;
      }
      nap = static_cast<int>(std::min<std::int64_t>(nap, timeout_ms - passed));
    }
    SDL_SemWaitTimeout(woken_, static_cast<Uint32>(nap));
  }
  return true;
}

void EventWait::wake() {
  SDL_Event event{};
  event.type = wake_event_;
  SDL_PushEvent(&event);
  SDL_SemPost(woken_);
}

bool EventWait::is_wake(const SDL_Event& event) {
  if (event.type != wake_event_) {
    return false;
  }
  // What was posted has been heard.
  while (SDL_SemTryWait(woken_) == 0) {
  }
  return true;
}

}  // namespace outreach
