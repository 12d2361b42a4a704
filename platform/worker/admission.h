// How much may wait for a worker at once: a queue in front of a slow disk must not grow without
// end.
#pragma once

#include <cstddef>
#include <memory>

namespace outreach {

class Admission {
 public:
  explicit Admission(std::size_t places);

  // Holds one place until its last copy is gone, on whatever thread.
  using Pass = std::shared_ptr<void>;
  // Empty when every place is taken. Any thread.
  Pass try_enter();

 private:
  struct State;
  std::shared_ptr<State> state_;  // passes may outlive the admission
};

}  // namespace outreach
