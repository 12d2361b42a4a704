// ./dev bench: every number beside a limit measured in the same run. Names of parts may be given:
// saving, verify, delivery, herd, wire, face. --peers alone, since it needs other programs; with
// --verbose it also says what the kiosk's memory is.
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "platform/crypto/crypto.h"
#include "tests/bench/measure.h"
#include "tests/bench/sample_day.h"

int main(int count, char** words) {
  using namespace outreach;
  const std::vector<std::string> asked(words + 1, words + count);
  if (asked == std::vector<std::string>{"--blank-window"}) {
    return bench::show_blank_window();
  }
  if (asked == std::vector<std::string>{"--blank-display"}) {
    return bench::show_blank_display();
  }
  bench::must(crypto::initialise());
  const auto says = [&](const char* word) {
    return std::find(asked.begin(), asked.end(), word) != asked.end();
  };
  const auto wants = [&](const char* part) { return asked.empty() || says(part); };
  std::printf("In %s\n", bench::bench_folder().c_str());
  if (wants("saving")) {
    bench::bench_saving();
    bench::bench_saving_while_sending();
  }
  if (wants("verify")) {
    bench::bench_verify();
  }
  if (wants("delivery")) {
    bench::bench_delivery();
  }
  if (wants("herd")) {
    bench::bench_herd();
  }
  if (wants("wire")) {
    bench::bench_wire();
  }
  if (wants("face")) {
    bench::bench_face();
  }
  if (says("--peers")) {
    bench::bench_peers(says("--verbose"));
  }
  std::filesystem::remove_all(bench::bench_folder());
  std::filesystem::remove_all(bench::memory_folder());
  return 0;
}
