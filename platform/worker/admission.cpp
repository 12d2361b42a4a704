#include "platform/worker/admission.h"

#include <atomic>

namespace outreach {

struct Admission::State {
  std::size_t places = 0;
  std::atomic<std::size_t> taken{0};
};

Admission::Admission(std::size_t places) : state_(std::make_shared<State>()) {
  state_->places = places;
}

Admission::Pass Admission::try_enter() {
  if (state_->taken.fetch_add(1) >= state_->places) {
    state_->taken.fetch_sub(1);
    return {};
  }
  return {state_.get(), [state = state_](void*) { state->taken.fetch_sub(1); }};
}

}  // namespace outreach
