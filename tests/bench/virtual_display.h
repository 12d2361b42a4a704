// A display of memory (Xvfb) for programs that are measured from outside: what is on its glass is
// read from the file that the server keeps its pixels in, so that looking costs neither the server
// nor the program anything.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/bench/measure.h"

namespace outreach::bench {

// Pixels of the glass, every few of them; row by row.
using Glass = std::vector<std::uint32_t>;

// Nothing on it but the display's own ground.
bool is_blank(const Glass& glass);
// How many of a hundred differ.
double percent_differing(const Glass& a, const Glass& b);

class VirtualDisplay {
 public:
  // Starts a server whose display has so many pixels; programs started from then on open on it.
  VirtualDisplay(int width, int height);
  ~VirtualDisplay();
  VirtualDisplay(const VirtualDisplay&) = delete;
  VirtualDisplay& operator=(const VirtualDisplay&) = delete;

  Glass glass() const;
  // Waits until something is shown and has not changed for a while; gives it. Ends the program
  // where that takes longer than a minute.
  Glass glass_at_rest() const;
  void wait_until_blank() const;

 private:
  Child server_;
  int width_;
  int height_;
  const std::uint8_t* file_ = nullptr;
  std::size_t file_size_ = 0;
  std::size_t first_pixel_ = 0;  // byte of the file
  std::size_t row_bytes_ = 0;
};

}  // namespace outreach::bench
