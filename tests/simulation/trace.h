// What happened in a life, step by step: printed when asked for, and summed up in one number that
// two runs of a seed must agree on.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string_view>

namespace outreach::simulation {

class Trace {
 public:
  explicit Trace(bool is_printing) : is_printing_(is_printing) {}

  // `at`: milliseconds of the life. What the numbers mean, `what` says.
  void note(std::int64_t at, std::string_view who, std::string_view what, std::int64_t first = 0,
            std::int64_t second = 0) {
    ++steps_;
    mix(static_cast<std::uint64_t>(at));
    mix(who);
    mix(what);
    mix(static_cast<std::uint64_t>(first));
    mix(static_cast<std::uint64_t>(second));
    if (is_printing_) {
      std::printf("%12lld  %-10.*s %.*s %lld %lld\n", static_cast<long long>(at),
                  static_cast<int>(who.size()), who.data(), static_cast<int>(what.size()),
                  what.data(), static_cast<long long>(first), static_cast<long long>(second));
    }
  }
  std::uint64_t hash() const {
    return hash_;
  }
  std::uint64_t steps() const {
    return steps_;
  }
  bool is_printing() const {
    return is_printing_;
  }

 private:
  // FNV-1a.
  void mix(std::string_view text) {
    for (const char letter : text) {
      hash_ = (hash_ ^ static_cast<std::uint8_t>(letter)) * 0x100000001B3U;
    }
  }
  void mix(std::uint64_t number) {
    hash_ = (hash_ ^ number) * 0x9E3779B97F4A7C15U;
    hash_ ^= hash_ >> 29;
  }

  bool is_printing_;
  std::uint64_t hash_ = 0xCBF29CE484222325U;
  std::uint64_t steps_ = 0;
};

}  // namespace outreach::simulation
