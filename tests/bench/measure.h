// What the benchmarks share: stop watches, percentiles, child processes, and the table they print.
//
// Every row stands beside a limit measured in the same run on the same disk: machines are noisy,
// ratios less so.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "platform/files/files.h"

namespace outreach::bench {

// Seconds of the monotonic clock.
double seconds_now();
double seconds_of(const std::function<void()>& work);
// CPU seconds, user and system, of this process so far.
double cpu_seconds();
// The same of another process that runs, from its /proc entry.
double cpu_of_process(int process);
// `values` need not be sorted; `part` in 0..1.
double percentile(std::vector<double> values, double part);

struct ChildUse {
  double wall_seconds = 0;
  double cpu_seconds = 0;
  double peak_bytes = 0;
  int exit_code = 0;
};
// Runs a program to its end with its output thrown away.
ChildUse run_child(const std::vector<std::string>& command);

// A program that runs until it is ended.
class Child {
 public:
  explicit Child(const std::vector<std::string>& command);
  ~Child();  // SIGTERM, then waits
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  int process() const {
    return process_;
  }
  // Reads a line of its output; blocks.
  std::string read_line() const;

 private:
  int process_ = 0;
  int output_ = -1;
};

// First line a program prints, when it ends with 0.
std::string output_of(const std::vector<std::string>& command);

// "name    measured   limit   ratio": what, in its unit; the limit in the same unit and what it is.
void print_heading(const std::string& text);
void print_row(const std::string& what, const std::string& measured, const std::string& limit,
               double ratio);
std::string in_milliseconds(double seconds);
std::string in_mebibytes(double bytes);
std::string rounded(double value, int digits, const char* unit);

// A folder of this run on the disk to be measured.
Path bench_folder();
// Another one, in memory where the machine has such a place (/dev/shm), removed at the end; what is
// in it costs the measured disk nothing.
Path memory_folder();
// build/bin/<name>
std::string program(const std::string& name);

void bench_saving();
void bench_saving_while_sending();
void bench_verify();
void bench_delivery();
void bench_herd();
void bench_wire();
void bench_face();
// Of the face: what follows a finger.
void bench_touches();
// Beside a browser; `verbose`: also what our memory is.
void bench_peers(bool verbose);
// Opens the limit's window, shows one empty frame; a program of its own, so that its memory and
// start are its own.
int show_blank_window();
// The same on the display, as the kiosk fills it, of two colours and until it is ended.
int show_blank_display();

}  // namespace outreach::bench
