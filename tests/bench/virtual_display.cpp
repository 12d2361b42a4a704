#include "tests/bench/virtual_display.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/worker/worker.h"

namespace outreach::bench {
namespace {

// Between the pixels looked at: small enough for every letter and picture of a home screen.
constexpr int kGlassStep = 8;
constexpr double kPatienceSeconds = 60;
constexpr double kRestSeconds = 2;
constexpr int kLookMilliseconds = 50;
constexpr int kPixelBytes = 4;

// The file is an XWD picture (X11/XWDFile.h): a heading of numbers, most significant byte first,
// the window's name, colours of 12 bytes each, pixels.
constexpr std::size_t kHeadingSize = 0;
constexpr std::size_t kBytesPerLine = 12;
constexpr std::size_t kColours = 19;
constexpr std::size_t kColourBytes = 12;

[[noreturn]] void give_up(const std::string& why) {
  std::fprintf(stderr, "bench: %s\n", why.c_str());
  std::exit(1);
}

std::size_t number_at(const std::uint8_t* heading, std::size_t which) {
  std::size_t number = 0;
  for (std::size_t i = 0; i < sizeof(std::uint32_t); ++i) {
    number = number << 8 | heading[which * sizeof(std::uint32_t) + i];
  }
  return number;
}

Path screen_folder() {
  const Path folder = memory_folder() / "display";
  std::filesystem::create_directories(folder);
  return folder;
}

std::string screen_words(int width, int height) {
  return std::to_string(width) + "x" + std::to_string(height) + "x24";
}

}  // namespace

bool is_blank(const Glass& glass) {
  return percent_differing(glass, Glass(glass.size(), glass.front())) == 0;
}

double percent_differing(const Glass& a, const Glass& b) {
  std::size_t differing = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    differing += a[i] != b[i] ? 1 : 0;
  }
  return 100.0 * static_cast<double>(differing) / static_cast<double>(a.size());
}

VirtualDisplay::VirtualDisplay(int width, int height)
    : server_({"/usr/bin/Xvfb", "-displayfd", "1", "-screen", "0", screen_words(width, height),
               "-nocursor", "-noreset", "-nolisten", "tcp", "-fbdir", screen_folder().string()}),
      width_(width),
      height_(height) {
  const std::string number = server_.read_line();
  if (number.empty()) {
    give_up("no display: is the package xvfb there?");
  }
  setenv("DISPLAY", (":" + number).c_str(), 1);
  const std::string path = (screen_folder() / "Xvfb_screen0").string();
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat facts {};
  if (descriptor < 0 || fstat(descriptor, &facts) != 0) {
    give_up("no pixels of the display in " + path);
  }
  file_size_ = static_cast<std::size_t>(facts.st_size);
  void* mapped = mmap(nullptr, file_size_, PROT_READ, MAP_SHARED, descriptor, 0);
  close(descriptor);
  if (mapped == MAP_FAILED) {
    give_up("mapping the display's pixels failed");
  }
  file_ = static_cast<const std::uint8_t*>(mapped);
  row_bytes_ = number_at(file_, kBytesPerLine);
  first_pixel_ = number_at(file_, kHeadingSize) + number_at(file_, kColours) * kColourBytes;
}

VirtualDisplay::~VirtualDisplay() {
  munmap(const_cast<std::uint8_t*>(file_), file_size_);
}

Glass VirtualDisplay::glass() const {
  Glass glass;
  glass.reserve(static_cast<std::size_t>(width_ / kGlassStep + 1) *
                static_cast<std::size_t>(height_ / kGlassStep + 1));
  for (int y = 0; y < height_; y += kGlassStep) {
    const std::uint8_t* row = file_ + first_pixel_ + static_cast<std::size_t>(y) * row_bytes_;
    for (int x = 0; x < width_; x += kGlassStep) {
      std::uint32_t pixel = 0;
      std::memcpy(&pixel, row + static_cast<std::ptrdiff_t>(x) * kPixelBytes, sizeof pixel);
      glass.push_back(pixel);
    }
  }
  return glass;
}

Glass VirtualDisplay::glass_at_rest() const {
  const double begin = seconds_now();
  double since = begin;
  Glass before = glass();
  Inbox nothing;
  while (seconds_now() - since < kRestSeconds) {
    nothing.wait(kLookMilliseconds);
    Glass now = glass();
    if (is_blank(now) || now != before) {
      since = seconds_now();
    }
    before = std::move(now);
    if (seconds_now() - begin > kPatienceSeconds) {
      give_up("nothing came to rest on the display");
    }
  }
  return before;
}

void VirtualDisplay::wait_until_blank() const {
  const double begin = seconds_now();
  Inbox nothing;
  while (!is_blank(glass())) {
    nothing.wait(kLookMilliseconds);
    if (seconds_now() - begin > kPatienceSeconds) {
      give_up("a program that has ended stays on the display");
    }
  }
}

}  // namespace outreach::bench
