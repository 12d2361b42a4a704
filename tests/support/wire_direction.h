// One direction of a connection through the WireProxy: what has come and is not due yet, and how
// far it has passed. Private to wire_proxy.cpp.
#pragma once

#include <algorithm>
#include <chrono>
#include <deque>
#include <string>

#include "tests/support/wire_proxy.h"

namespace outreach::testing {

struct WireDirection {
  using Clock = std::chrono::steady_clock;
  struct Piece {
    Clock::time_point due;
    std::string bytes;
  };

  Lane lane;
  std::deque<Piece> held;
  std::size_t held_bytes = 0;
  std::size_t passed = 0;
  Clock::time_point free_at{};  // when the throttled line has let the last piece out
  bool source_ended = false;
  bool end_passed_on = false;
  std::string message;  // of a gateway: what has come of the next message

  // The buffers of a modem: beyond this it takes no more.
  bool takes() const {
    constexpr std::size_t kHeldMost = 32 << 10;
    return !source_ended && held_bytes < kHeldMost;
  }
  bool is_silent() const {
    return passed >= lane.silent_at;
  }
  bool is_due() const {
    return !held.empty() && !is_silent() && held.front().due <= Clock::now();
  }

  // A throttled line lets through pieces of a fiftieth of a second, not all at the end.
  void hold(const std::string& bytes) {
    constexpr std::size_t kPiecesPerSecond = 50;
    constexpr std::size_t kBitsPerByte = 8;
    constexpr std::size_t kMicroseconds = 1'000'000;
    const std::size_t piece =
        lane.bits_per_second == 0
            ? bytes.size()
            : std::max<std::size_t>(lane.bits_per_second / kBitsPerByte / kPiecesPerSecond, 1);
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
      std::string part = bytes.substr(at, piece);
      auto leaves = Clock::now();
      if (lane.bits_per_second != 0) {
        leaves = std::max(leaves, free_at) +
                 std::chrono::microseconds(part.size() * kBitsPerByte * kMicroseconds /
                                           lane.bits_per_second);
        free_at = leaves;
      }
      held_bytes += part.size();
      held.push_back({leaves + lane.delay, std::move(part)});
    }
  }

  // How much of the next piece may pass before the lane cuts or falls silent. A bit that is to flip
  // is flipped in it.
  std::size_t next_size() {
    std::string& bytes = held.front().bytes;
    const std::size_t limit = std::min(lane.cut_at, lane.silent_at);
    const std::size_t size = std::min(bytes.size(), limit - std::min(limit, passed));
    if (lane.flip_at != kNever && lane.flip_at - passed < size) {
      constexpr char kBit = 0x10;
      bytes[lane.flip_at - passed] = static_cast<char>(bytes[lane.flip_at - passed] ^ kBit);
      lane.flip_at = kNever;
    }
    return size;
  }
  void has_passed(std::size_t size) {
    passed += size;
    held_bytes -= size;
    held.front().bytes.erase(0, size);
    if (held.front().bytes.empty()) {
      held.pop_front();
    }
  }
};

}  // namespace outreach::testing
