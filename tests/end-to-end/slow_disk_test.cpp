// A day on a disk that takes half a second for every call: the stall does not feel it.
#include <cstdlib>
#include <fstream>
#include <string>

#include "platform/files/files.h"
#include "tests/end-to-end/stall.h"
#include "tests/support/catch.h"

namespace outreach::testing {
namespace {

// Milliseconds. Three frames at 60 a second: what follows a finger later than that feels stuck.
constexpr int kFrameMax = 50;
constexpr const char* kCallTakes = "500";
// Fewer would mean that the disk was not slow at all.
constexpr int kSlowCallsMin = 100;
// Its picture is the sign from which on the disk is slow: the program has started by then.
constexpr const char* kSlowFromHere = "slow-from-here";

// The script without its pictures, which wait for what they show, but for that one.
std::string day_on_a_slow_disk() {
  std::ifstream script(source_file("tests/scripts/market-day.txt"));
  std::string lines;
  bool has_begun = false;
  for (std::string line; std::getline(script, line);) {
    if (!has_begun && line.starts_with("tap ")) {
      lines += std::string("shot ") + kSlowFromHere + "\n";
      has_begun = true;
    }
    lines += line.starts_with("shot ") ? "" : line + "\n";
  }
  REQUIRE(has_begun);
  return lines;
}

// The number behind these words; -1 where they are not told.
int number_told(const std::string& printed, const std::string& words) {
  const auto at = printed.find(words);
  return at == std::string::npos ? -1 : std::atoi(printed.c_str() + at + words.size());
}

TEST_CASE("Slow disk: no frame over 50 ms through a whole market day", "[end-to-end]") {
  StallPrograms stall;
  stall.enrol();
  const std::string shots = (stall.folder() / "shots").string();
  const Ended day =
      run_program("/usr/bin/env",
                  {std::string("LD_PRELOAD=") + OUTREACH_SLOW_DISK,
                   "OUTREACH_SLOW_FOLDERS=" + stall.data() + ":" + assets_folder().string(),
                   "OUTREACH_SLOW_MARKER=" + shots + "/" + kSlowFromHere + ".png",
                   std::string("OUTREACH_SLOW_MS=") + kCallTakes, built_program("outreach-kiosk"),
                   "--data", stall.data(), "--headless", "--step-patience", "200", "--shots", shots,
                   "--script", stall.file("slow-day.txt", day_on_a_slow_disk())});
  INFO(day.err);
  REQUIRE(day.exit_code == 0);
  CHECK(number_told(day.err, "slow disk in all: ") >= kSlowCallsMin);
  const int longest = number_told(day.out, "longest frame ");
  WARN("slow disk: " << day.out);
  CHECK(longest >= 0);
  CHECK(longest <= kFrameMax);
  CHECK(stall.kiosk_counts() == Counts{1, 4, 10, 142});
  CHECK(stall.county_counts() == Counts{1, 4, 10, 142});
}

}  // namespace
}  // namespace outreach::testing
