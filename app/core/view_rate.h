// What 评一评 shows.
#pragma once

#include <optional>

#include "app/core/view_ask.h"
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
  std::optional<domain::Face> face{};     // of Saving and Kept
  bool can_write = false;                 // 说一句 can be sealed, and no face was tapped yet
  bool is_writing = false;                // its page is shown
  AskTrouble trouble = AskTrouble::None;  // of that page
  bool operator==(const RateView&) const = default;
};

}  // namespace outreach::core
