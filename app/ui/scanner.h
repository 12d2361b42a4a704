// Tells a barcode scanner, which types like a keyboard, from a person at one: by its pace. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/time.h"
#include "platform/window/input.h"

namespace outreach::ui {

// No person types two characters within this; a slow scanner needs half of it.
inline constexpr std::int64_t kScanGapMs = 40;
// Shorter is no barcode of ours (domain::kBarcodeDigitsMin).
inline constexpr std::size_t kScanLeast = 6;
// Longer than any linear barcode: a key that is held down, or a cat.
inline constexpr std::size_t kScanMost = 48;

class Scanner {
 public:
  // Takes what came in since the last frame, and returns of it what is for the screens, in order.
  // What may be part of a scan is held back until that is decided, for kScanGapMs at most and a
  // frame.
  std::vector<InputEvent> take(std::vector<InputEvent> inputs, MonotonicTime now);
  // What was scanned, whole, in the last take.
  const std::optional<std::string>& scanned() const;
  // A take must follow soon, whether or not anything comes in.
  bool holds() const;
  // Holds nothing back and scans nothing from here on, or does again.
  void listen(bool listens);

 private:
  void hold(const InputEvent& text, MonotonicTime now, std::vector<InputEvent>& out);
  void release(std::vector<InputEvent>& out);

  bool listens_ = false;
  std::vector<InputEvent> held_;  // one character each
  MonotonicTime last_{};          // of these
  std::optional<std::string> scanned_;
};

}  // namespace outreach::ui
