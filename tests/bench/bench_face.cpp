// The face: cold start, frames, idling, memory; each against a window of the same size that shows
// nothing.
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <string>
#include <unistd.h>

#include "app/ui/canvas.h"
#include "app/ui/draw.h"
#include "platform/text/locale.h"
#include "platform/window/window.h"
#include "platform/worker/worker.h"
#include "tests/app/ui/sample_views.h"
#include "tests/bench/measure.h"
#include "tests/bench/sample_day.h"

namespace outreach::bench {
namespace {

constexpr int kStarts = 10;
constexpr int kFrames = 120;
constexpr int kIdleMilliseconds = 5'000;

std::unique_ptr<Window> blank_window() {
  WindowOptions options;
  options.headless = true;
  options.assets = assets_folder();
  return must(Window::create(options));
}

double frame_cpu(Window& window, const std::function<void()>& content) {
  const double begin = cpu_seconds();
  for (int i = 0; i < kFrames; ++i) {
    window.begin_frame();
    content();
    window.end_frame();
  }
  return (cpu_seconds() - begin) / kFrames;
}

// The least a frame that changed costs: its pixels go to the display once.
double screen_copy_cpu() {
  constexpr std::size_t kScreenBytes = 1280 * 800 * 4;
  const std::vector<char> from(kScreenBytes, 1);
  std::vector<char> to(kScreenBytes);
  const double begin = cpu_seconds();
  for (int i = 0; i < kFrames; ++i) {
    std::memcpy(to.data(), from.data(), to.size());
    // Read back, so that the copy is not left out.
    asm volatile("" : : "r"(to.data()) : "memory");
  }
  return (cpu_seconds() - begin) / kFrames;
}

void bench_frames() {
  const auto window = blank_window();
  ui::Canvas canvas(window->fonts(), window->pictures());
  const double copy = screen_copy_cpu();
  print_heading(
      "A whole frame at 1280x800, software renderer, CPU (limit: copying that many pixels once)");
  for (const ui::Sample& sample : ui::sample_screens()) {
    ui::Drafts drafts = sample.drafts;
    const auto content = [&] {
      canvas.begin({window->size(), MonotonicTime{1'000}, {}, {}});
      (void)ui::draw(canvas, sample.view, drafts);
      canvas.end();
    };
    frame_cpu(*window, content);  // glyphs and pictures are made at their first use
    window->pictures().wait();
    const double cpu = frame_cpu(*window, content);
    print_row(sample.name, in_milliseconds(cpu), in_milliseconds(copy), cpu / copy);
  }
}

std::string quit_script(const Path& folder) {
  const std::string path = (folder / "quit.script").string();
  std::ofstream(path) << "quit\n";
  return path;
}

void bench_start(const Path& folder) {
  const std::string data = (folder / "kiosk").string();
  const std::string script = quit_script(folder);
  const std::vector<std::string> kiosk{
      program("outreach-kiosk"), "--data", data, "--headless", "--script", script};
  const std::vector<std::string> blank{program("outreach-bench"), "--blank-window"};
  run_child(kiosk);  // founds the journal
  std::vector<double> ours;
  std::vector<double> limits;
  double our_peak = 0;
  double limit_peak = 0;
  for (int i = 0; i < kStarts; ++i) {
    const ChildUse kiosk_use = run_child(kiosk);
    const ChildUse blank_use = run_child(blank);
    if (kiosk_use.exit_code != 0 || blank_use.exit_code != 0) {
      std::fprintf(stderr, "bench: a program did not start\n");
      std::exit(1);
    }
    ours.push_back(kiosk_use.wall_seconds);
    limits.push_back(blank_use.wall_seconds);
    our_peak = std::max(our_peak, kiosk_use.peak_bytes);
    limit_peak = std::max(limit_peak, blank_use.peak_bytes);
  }
  print_heading(
      "The program (limit: a process that opens the same window, shows one empty frame and ends)");
  print_row("start, first frames, end: median of 10, files cached",
            in_milliseconds(percentile(ours, 0.5)), in_milliseconds(percentile(limits, 0.5)),
            percentile(ours, 0.5) / percentile(limits, 0.5));
  print_row("peak memory (resident)", in_mebibytes(our_peak), in_mebibytes(limit_peak),
            our_peak / limit_peak);
}

void bench_idle(const Path& folder) {
  const Child child(
      {program("outreach-kiosk"), "--data", (folder / "kiosk").string(), "--headless"});
  constexpr int kSettleMilliseconds = 2'000;
  Inbox nothing;
  nothing.wait(kSettleMilliseconds);
  const double before = cpu_of_process(child.process());
  nothing.wait(kIdleMilliseconds);
  const double share = (cpu_of_process(child.process()) - before) * 1e3 / kIdleMilliseconds;
  print_heading("Idle, headless, over 5 s (limit: one hundredth of one core)");
  print_row("CPU of one core", rounded(share * 100, 2, "%"), "1 %", share * 100);
}

}  // namespace

int show_blank_window() {
  const auto window = blank_window();
  window->begin_frame();
  window->end_frame();
  return 0;
}

int show_blank_display() {
  WindowOptions options;
  options.lock_down = true;
  options.assets = assets_folder();
  const auto window = must(Window::create(options));
  ui::Canvas canvas(window->fonts(), window->pictures());
  for (;;) {
    constexpr int kUntilAnEvent = -1;
    if (window->pump(kUntilAnEvent).quit) {
      return 0;
    }
    if (window->needs_frame()) {
      window->begin_frame();
      canvas.begin({window->size(), MonotonicTime{1'000}, {}, {}});
      canvas.fill(canvas.screen(), canvas.theme().paper);
      canvas.fill(canvas.screen().bottom_part(100),
                  canvas.theme().bar);  // of one it would be blank
      canvas.end();
      window->end_frame();
    }
  }
}

void bench_face() {
  const Path folder = bench_folder() / "face";
  std::filesystem::create_directories(folder);
  bench_start(folder);
  bench_frames();
  bench_touches();
  bench_idle(folder);
}

}  // namespace outreach::bench
