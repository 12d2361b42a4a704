// What the benchmarks share: stop watches, percentiles, child processes, and the table they print.
//
// Every row stands beside a limit measured in the same run on the same disk: machines are noisy, ratios less so.
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

// A program that serves until it is ended; its first line of output is kept.
class Server {
 public:
  explicit Server(const std::vector<std::string>& command);
  ~Server();  // SIGTERM, then waits
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  const std::string& first_line() const {
    return first_line_;
  }

 private:
  int process_ = 0;
  std::string first_line_;
};

// First line a program prints, when it ends with 0.
std::string output_of(const std::vector<std::string>& command);

// "name    measured   limit   ratio": what, in its unit; the limit in the same unit and what it is.
void print_heading(const std::string& text);
void print_row(const std::string& what, const std::string& measured, const std::string& limit, double ratio);
std::string in_milliseconds(double seconds);
std::string in_mebibytes(double bytes);
std::string rounded(double value, int digits, const char* unit);

// A folder of this run on the disk to be measured.
Path bench_folder();
// build/bin/<name>
std::string program(const std::string& name);

void bench_saving();
void bench_delivery();
void bench_face();

}  // namespace outreach::bench
