// A program that is given a text and gives bytes back: for what must not be linked, or must be
// ended at once. POSIX.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/bytes.h"
#include "platform/base/result.h"

namespace outreach::process {

// Ends programs from another thread than the one that waits for them. Any thread.
class Stopper {
 public:
  Stopper();
  ~Stopper();
  Stopper(const Stopper&) = delete;
  Stopper& operator=(const Stopper&) = delete;

  // Whatever runs with it is killed, and what is started with it later, too.
  void stop();
  bool is_stopped() const;
  // Can be read from once it was stopped; below 0: this machine has no descriptor left.
  int descriptor() const {
    return descriptor_;
  }

 private:
  int descriptor_ = -1;
};

// What may be given at once, without waiting for the program to read it.
inline constexpr std::size_t kFilterInputMax = 16'384;

struct Filter {
  // As of run_to_end(); other users of the machine can read these words while it runs, the input
  // they cannot.
  std::vector<std::string> words;
  std::string_view input;
  std::size_t output_max = 0;
  std::chrono::milliseconds patience{};
};

struct Filtered {
  int exit_code = 0;  // minus the signal that ended it
  Bytes output;
};

// Blocks until the program has ended. InvalidInput: no program, or too long an input. NotFound:
// this machine has no such program. TooLarge: more came than `output_max`. Unavailable: it was
// stopped, or gave nothing and did not end for as long as `patience`. After every error it is dead.
Result<Filtered> run_filter(const Filter& filter, const Stopper& stopper);

}  // namespace outreach::process
