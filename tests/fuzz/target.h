// What comes from outside, one decoder each: fed with anything at all by libFuzzer (engine/), and
// with samples, their neighbours and named nasty cases by the unit tests.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "platform/base/bytes.h"

namespace outreach::fuzz {

struct Target {
  const char* name;
  // Returns whatever the bytes are; ends the program where a promise of the decoder is broken.
  void (*feed)(ByteView input);
  // Well-formed input, from the vectors and samples of the checkout.
  std::vector<Bytes> (*seeds)();
  std::size_t size_most = 4'096;  // of inputs that are tried: larger ones only take longer
};

std::span<const Target> targets();
// Null when there is none of that name.
const Target* find_target(std::string_view name);

// Ends the program, with these words, unless it holds.
void promise(bool holds, const char* what);

}  // namespace outreach::fuzz
