// What 评一评 shows.
#pragma once

#include <optional>

#include "sync/domain/vocabulary.h"

namespace outreach::core {

struct RateView {
  enum class State {
    Asking,    // for a face
    Saving,    // one was tapped
    Kept,      // it is durable: 谢谢，记下了
    NotSaved,  // asking again
  } state = State::Asking;
  domain::Rated rated = domain::Rated::Stall;
  std::optional<domain::Face> face{};  // of Saving and Kept
  bool operator==(const RateView&) const = default;
};

}  // namespace outreach::core
