// What the tests of printers send, and how long they wait.
#pragma once

#include <chrono>
#include <cstdint>

#include "platform/base/bytes.h"
#include "platform/printer/printer.h"

namespace outreach::testing {

// Long enough that a busy machine is not taken for a stuck printer.
constexpr PrintPatience kAmple{std::chrono::seconds(20), std::chrono::seconds(60),
                               std::chrono::seconds(20)};

// Every value of a byte, line feeds and flow control among them. Compared in double brackets: Catch
// would print all of it, and cannot break such lines.
inline Bytes job(std::size_t size) {
  Bytes bytes(size);
  for (std::size_t index = 0; index < size; ++index) {
    bytes[index] = static_cast<std::uint8_t>(index % 251 + index / 251);
  }
  return bytes;
}

}  // namespace outreach::testing
