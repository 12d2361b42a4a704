#include "tests/bench/measure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace outreach::bench {
namespace {

double seconds_in(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

// Starts the program with its output in `output`, or thrown away.
pid_t start(const std::vector<std::string>& command, int output) {
  std::vector<char*> arguments;
  arguments.reserve(command.size() + 1);
  for (const std::string& word : command) {
    arguments.push_back(const_cast<char*>(word.c_str()));
  }
  arguments.push_back(nullptr);
  const pid_t process = fork();
  if (process == 0) {
    const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    dup2(nothing, 0);
    dup2(output >= 0 ? output : nothing, 1);
    dup2(nothing, 2);
    execv(arguments[0], arguments.data());
    _exit(127);
  }
  return process;
}

std::string read_line_from(int descriptor) {
  std::string line;
  char c = 0;
  while (read(descriptor, &c, 1) == 1 && c != '\n') {
    line += c;
  }
  return line;
}

}  // namespace

double seconds_now() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

double seconds_of(const std::function<void()>& work) {
  const double begin = seconds_now();
  work();
  return seconds_now() - begin;
}

double cpu_seconds() {
  rusage use{};
  getrusage(RUSAGE_SELF, &use);
  return seconds_in(use.ru_utime) + seconds_in(use.ru_stime);
}

double cpu_of_process(int process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/stat");
  std::stringstream text;
  text << file.rdbuf();
  const std::string all = text.str();
  std::istringstream fields(all.substr(all.rfind(')') + 2));
  std::string skipped;
  constexpr int kFieldsBeforeUserTime = 11;
  for (int i = 0; i < kFieldsBeforeUserTime; ++i) {
    fields >> skipped;
  }
  double user = 0;
  double system = 0;
  fields >> user >> system;
  return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

double percentile(std::vector<double> values, double part) {
  std::sort(values.begin(), values.end());
  const auto last = static_cast<double>(values.size() - 1);
  return values[static_cast<std::size_t>(std::lround(part * last))];
}

ChildUse run_child(const std::vector<std::string>& command) {
  const double begin = seconds_now();
  const pid_t process = start(command, -1);
  int status = 0;
  rusage use{};
  wait4(process, &status, 0, &use);
  return {seconds_now() - begin, seconds_in(use.ru_utime) + seconds_in(use.ru_stime),
          static_cast<double>(use.ru_maxrss) * 1024, WIFEXITED(status) ? WEXITSTATUS(status) : -1};
}

Child::Child(const std::vector<std::string>& command) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) {
    std::perror("pipe");
    std::exit(1);
  }
  process_ = start(command, ends[1]);
  close(ends[1]);
  output_ = ends[0];
}

Child::~Child() {
  kill(process_, SIGTERM);
  waitpid(process_, nullptr, 0);
  close(output_);
}

std::string Child::read_line() const {
  return read_line_from(output_);
}

std::string output_of(const std::vector<std::string>& command) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) {
    std::perror("pipe");
    std::exit(1);
  }
  const pid_t process = start(command, ends[1]);
  close(ends[1]);
  std::string line = read_line_from(ends[0]);
  close(ends[0]);
  waitpid(process, nullptr, 0);
  return line;
}

void print_heading(const std::string& text) {
  std::printf("\n%s\n%-58s %14s %16s %8s\n", text.c_str(), "", "measured", "limit", "ratio");
}

void print_row(const std::string& what, const std::string& measured, const std::string& limit,
               double ratio) {
  std::printf("%-58s %14s %16s %8.2f\n", what.c_str(), measured.c_str(), limit.c_str(), ratio);
  std::fflush(stdout);
}

std::string rounded(double value, int digits, const char* unit) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.*f %s", digits, value, unit);
  return text.data();
}

std::string in_milliseconds(double seconds) {
  return rounded(seconds * 1e3, 2, "ms");
}

std::string in_mebibytes(double bytes) {
  return rounded(bytes / (1 << 20), 1, "MiB");
}

namespace {

Path make_folder(const Path& parent) {
  std::filesystem::create_directories(parent);
  std::string name = (parent / "run-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) {
    std::perror("mkdtemp");
    std::exit(1);
  }
  return {name};
}

}  // namespace

Path bench_folder() {
  static const Path folder = [] {
    const char* given = std::getenv("OUTREACH_BENCH_FOLDER");
    return make_folder(given != nullptr ? given : OUTREACH_BENCH_FOLDER);
  }();
  return folder;
}

Path memory_folder() {
  static const Path folder = [] {
    const Path memory = "/dev/shm";
    return std::filesystem::is_directory(memory) ? make_folder(memory / "outreach-bench")
                                                 : bench_folder() / "memory";
  }();
  return folder;
}

std::string program(const std::string& name) {
  return (Path(OUTREACH_PROGRAMS_FOLDER) / name).string();
}

}  // namespace outreach::bench
