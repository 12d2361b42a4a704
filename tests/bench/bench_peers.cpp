// The kiosk in residents' hands beside Debian's Chromium in kiosk mode that shows the same home
// page: in one run, on a display of the same kind, looked at from outside by the same means. Needs
// the packages of PEER_PACKAGES in dev.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

#include "platform/files/files.h"
#include "platform/worker/worker.h"
#include "tests/bench/bench_kiosk.h"
#include "tests/bench/measure.h"
#include "tests/bench/peer_page.h"
#include "tests/bench/process_tree.h"
#include "tests/bench/virtual_display.h"

namespace outreach::bench {
namespace {

constexpr int kPanelWidth = 1'280;
constexpr int kPanelHeight = 800;

// What is asked of the kiosk.
constexpr double kFirstFrameMax = 0.120;         // seconds, files cached
constexpr double kMemoryMax = 45.0 * (1 << 20);  // PSS
constexpr double kIdleShareMax = 0.0005;         // of one core
constexpr double kTimesSooner = 4;               // than Chromium
constexpr double kTimesSmaller = 8;

constexpr int kPeerStarts = 10;
// A picture is shown when all but so many of a hundred pixels are as they will be at rest: edges of
// letters may come later.
constexpr double kPercentLeft = 1;
constexpr double kShownPatience = 60;  // seconds
constexpr int kLookEvery = 1;          // milliseconds
constexpr int kBetweenStarts = 500;    // milliseconds
constexpr std::size_t kYearsOfEntries = 1'000'000;
constexpr std::size_t kDayEntries = 2'000;  // of one outing
constexpr std::size_t kTodayEntries = 200;

// What a program does after its start is over when it takes less than that of a core while the
// pictures of the attract screen go round once.
constexpr double kRestShare = 0.02;
constexpr int kRestLook = 30'000;            // milliseconds
constexpr double kRestPatience = 30 * 60.0;  // seconds
constexpr int kAttractIdleMilliseconds = 60'000;
// Residents' home asks after 60 s whether somebody is still there.
constexpr int kHomeIdleMilliseconds = 50'000;
constexpr int kAfterTap = 3'000;

constexpr std::size_t kMappingsShown = 25;

struct Program {
  std::string name;
  std::vector<std::string> command;
};

struct AtRest {
  double memory = 0;  // bytes, PSS of all its processes
  double share = 0;   // of one core
  std::size_t processes = 0;
};

[[noreturn]] void stop_for(const std::string& why) {
  std::fprintf(stderr, "bench: %s\n", why.c_str());
  std::exit(1);
}

void pass(int milliseconds) {
  Inbox nothing;
  nothing.wait(milliseconds);
}

// Years of outings, and one that is open as on any day.
void fill_years(const Path& folder) {
  SystemClock clock;
  SystemRandom random;
  SystemFiles files;
  auto journal = must(journal::Journal::open(folder, clock, random, files));
  for (std::size_t done = 0; done < kYearsOfEntries;) {
    const journal::Sequence outing = open_sample_outing(journal);
    const bool is_today = kYearsOfEntries - done <= kDayEntries;
    const std::size_t entries = is_today ? kTodayEntries : kDayEntries - 2;
    std::vector<journal::Draft> drafts;
    for (std::size_t i = 0; i < entries; ++i) {
      drafts.push_back({sample_record(done + i), outing});
    }
    if (!is_today) {
      drafts.push_back({{domain::OutingClosed{}, "张", {}}, outing});
    }
    must(journal.append(drafts));
    done += kDayEntries;
  }
}

Program our_kiosk(const Path& folder) {
  const Path data = folder / "kiosk";
  fill_years(data);
  // In residents' hands, as staff left it.
  std::ofstream(data / "settings.json") << "{\"self_service\": \"on\"}\n";
  return {"outreach-kiosk",
          {program("outreach-kiosk"), "--data", data.string(), "--lock-down", "--lang", "zh_CN"}};
}

// The least a start with this display's libraries takes on this machine.
Program blank_display() {
  return {"a window of two colours", {program("outreach-bench"), "--blank-display"}};
}

Program chromium(const Path& folder) {
  const Path page = folder / "home.html";
  std::ofstream(page) << peer_page(assets_folder());
  std::vector<std::string> command{"/usr/bin/chromium",
                                   "--kiosk",
                                   "--no-first-run",
                                   "--disable-gpu",
                                   "--window-position=0,0",
                                   "--window-size=1280,800",
                                   "--user-data-dir=" + (folder / "profile").string()};
  if (geteuid() == 0) {
    command.emplace_back("--no-sandbox");  // which it cannot have there
  }
  command.push_back("file://" + page.string());
  return {"Chromium", std::move(command)};
}

// Seconds until what it shows at rest is shown.
double seconds_to_show(const Program& what, const VirtualDisplay& display, const Glass& at_rest) {
  display.wait_until_blank();
  pass(kBetweenStarts);
  const double begin = seconds_now();
  const Child child(what.command);
  while (percent_differing(display.glass(), at_rest) > kPercentLeft) {
    pass(kLookEvery);
    if (seconds_now() - begin > kShownPatience) {
      stop_for(what.name + " did not show what it showed before");
    }
  }
  return seconds_now() - begin;
}

double median_start(const Program& what, const VirtualDisplay& display) {
  Glass at_rest;
  {
    const Child first(what.command);  // reads its files, makes its profile
    at_rest = display.glass_at_rest();
  }
  std::vector<double> starts;
  for (int i = 0; i < kPeerStarts; ++i) {
    starts.push_back(seconds_to_show(what, display, at_rest));
  }
  return percentile(starts, 0.5);
}

void wait_for_rest(const Program& what, int process) {
  const double begin = seconds_now();
  for (double share = 1; share > kRestShare;) {
    const double before = cpu_of_threads(processes_from(process));
    pass(kRestLook);
    share = (cpu_of_threads(processes_from(process)) - before) * 1e3 / kRestLook;
    if (seconds_now() - begin > kRestPatience) {
      stop_for(what.name + " does not come to rest");
    }
  }
}

AtRest measured_at_rest(int process, int milliseconds) {
  const std::vector<int> processes = processes_from(process);
  const double before = cpu_of_threads(processes);
  pass(milliseconds);
  AtRest out;
  out.share = (cpu_of_threads(processes) - before) * 1e3 / milliseconds;
  out.memory = pss_bytes(processes_from(process));
  out.processes = processes.size();
  if (out.memory == 0) {
    stop_for("the kiosk shows its memory to root alone: run this as root");
  }
  return out;
}

std::string in_percent(double share) {
  return rounded(share * 100, 3, "%");
}

void print_at_rest(const std::string& where, const AtRest& ours, const AtRest& theirs) {
  const auto memory = [&](const std::string& against, double limit) {
    print_row(where + ": memory (PSS)" + against, in_mebibytes(ours.memory), in_mebibytes(limit),
              ours.memory / limit);
  };
  memory("", kMemoryMax);
  memory(", against Chromium / 8", theirs.memory / kTimesSmaller);
  print_row(where + ": CPU of one core", in_percent(ours.share), in_percent(kIdleShareMax),
            ours.share / kIdleShareMax);
}

void print_mappings(int process) {
  std::printf("\nWhat the kiosk's memory is, on residents' home (PSS)\n");
  const auto mappings = pss_by_mapping(process);
  for (std::size_t i = 0; i < std::min(kMappingsShown, mappings.size()); ++i) {
    std::printf("%14s  %s\n", in_mebibytes(mappings[i].second).c_str(), mappings[i].first.c_str());
  }
}

void tap_the_middle() {
  const ChildUse tap = run_child({"/usr/bin/xdotool", "mousemove", std::to_string(kPanelWidth / 2),
                                  std::to_string(kPanelHeight / 2), "click", "1"});
  if (tap.exit_code != 0) {
    stop_for("no tap on the display: is the package xdotool there?");
  }
}

struct Kept {
  AtRest attract;
  AtRest home;
};

Kept our_rest(const Program& what, const VirtualDisplay& display, bool verbose) {
  display.wait_until_blank();
  const Child child(what.command);
  wait_for_rest(what, child.process());
  Kept kept;
  kept.attract = measured_at_rest(child.process(), kAttractIdleMilliseconds);
  const Glass attract = display.glass();
  tap_the_middle();
  pass(kAfterTap);
  if (percent_differing(display.glass(), attract) < kPercentLeft) {
    stop_for("a tap did not lead to residents' home");
  }
  kept.home = measured_at_rest(child.process(), kHomeIdleMilliseconds);
  if (verbose) {
    print_mappings(child.process());
  }
  return kept;
}

AtRest their_rest(const Program& what, const VirtualDisplay& display) {
  display.wait_until_blank();
  const Child child(what.command);
  wait_for_rest(what, child.process());
  return measured_at_rest(child.process(), kAttractIdleMilliseconds);
}

}  // namespace

void bench_peers(bool verbose) {
  const Path folder = bench_folder() / "peers";
  std::filesystem::create_directories(folder);
  const VirtualDisplay display(kPanelWidth, kPanelHeight);
  const Program ours = our_kiosk(folder);
  const Program theirs = chromium(folder);
  const double our_start = median_start(ours, display);
  const double blank_start = median_start(blank_display(), display);
  const double their_start = median_start(theirs, display);
  const Kept kept = our_rest(ours, display, verbose);
  const AtRest browser = their_rest(theirs, display);
  print_heading("In residents' hands, 1,000,000 entries, beside Chromium (" +
                std::to_string(browser.processes) +
                " processes) with the same home page, Xvfb at " +
                "1280x800 (limit: what is asked; its part of what Chromium takes)");
  print_row("start to first picture shown, median of 10, files cached", in_milliseconds(our_start),
            in_milliseconds(kFirstFrameMax), our_start / kFirstFrameMax);
  print_row("start to first picture shown, against Chromium / 4", in_milliseconds(our_start),
            in_milliseconds(their_start / kTimesSooner), our_start * kTimesSooner / their_start);
  print_row("start to first picture shown, against a window of two colours",
            in_milliseconds(our_start), in_milliseconds(blank_start), our_start / blank_start);
  print_at_rest("attract screen", kept.attract, browser);
  print_at_rest("residents' home", kept.home, browser);
  std::printf("%-58s %14s\n", "Chromium: CPU of one core", in_percent(browser.share).c_str());
}

}  // namespace outreach::bench
