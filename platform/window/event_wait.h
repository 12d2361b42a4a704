// Sleeps until SDL has an event, cheaply on every video driver, and can be woken from any thread.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>

#include <SDL.h>

namespace outreach {

class EventWait {
 public:
  EventWait();  // after SDL's video has started
  EventWait(const EventWait&) = delete;
  EventWait& operator=(const EventWait&) = delete;

  // The next event, waiting at most `timeout_ms` (0: not at all, negative: no limit). `touched`: a
  // finger is down, so that a driver which must be polled is polled often. False when there is
  // none.
  bool next(int timeout_ms, bool touched, SDL_Event* event);
  // Makes `next` return an event for which is_wake is true. Any thread.
  void wake();
  bool is_wake(const SDL_Event& event);
  // So many events that were taken told what somebody typed. SDL keeps spent events for the next
  // ones: nothing of these stays in them.
  void overwrite_spent(std::size_t count);

 private:
  bool next_by_polling(int timeout_ms, bool touched, SDL_Event* event);
  void nap(int milliseconds);

  // Not SDL's semaphore, which waits by the wall clock: put back by a year, it slept a year.
  std::mutex mutex_;
  std::condition_variable posted_;
  bool is_woken_ = false;
  Uint32 wake_event_;
  Uint32 blank_event_;
  bool polls_;
};

}  // namespace outreach
