// What 查答复 shows. The answer is somebody's own: it is compared by which one it is.
#pragma once

#include <cstdint>
#include <optional>

#include "app/core/found_answer.h"

namespace outreach::core {

struct LookUpView {
  enum class State {
    Asking,       // for the number
    MustWait,     // the same, and nothing is looked up for `wait_seconds`
    WrongNumber,  // the same: a digit is wrong, and nothing was looked up
    Looking,
    NothingYet,
    Found,
    Failed,        // it could not be read; another time it may
    CannotLookUp,  // this machine has no county, or none that takes questions
  } state = State::Asking;
  std::int64_t wait_seconds = 0;     // left, rounded up; 0: the next one is looked up at once
  std::optional<Date> answers_of{};  // of NothingYet: the day of those here; none: none ever came
  AnswerHandle answer{};             // of Found
  bool operator==(const LookUpView&) const = default;
};

}  // namespace outreach::core
