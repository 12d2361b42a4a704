// A FIFO, a terminal and a plain file in the place of /dev/usb/lp0.
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>
#include <poll.h>
#include <string>
#include <unistd.h>

#include "platform/printer/printer.h"
#include "tests/platform/printer/print_jobs.h"
#include "tests/support/catch.h"
#include "tests/support/fifo_end.h"
#include "tests/support/temporary_folder.h"

namespace outreach::testing {
namespace {

using std::chrono::milliseconds;

auto read_beside(const FifoEnd& end, milliseconds rest = {}) {
  return std::async(std::launch::async, [&end, rest] { return end.read_all(rest); });
}

TEST_CASE("Device file: a printer behind it gets every byte", "[printer]") {
  const TemporaryFolder folder;
  const FifoEnd end(folder / "lp0");
  DeviceFilePrinter printer(folder / "lp0", kAmple);
  auto read = read_beside(end);
  const Bytes sent = job(200'000);
  CHECK(printer.print(sent));
  CHECK((read.get() == sent));
}

TEST_CASE("Device file: one that answers slowly is waited for, beyond the patience for a pause",
          "[printer]") {
  const TemporaryFolder folder;
  const FifoEnd end(folder / "lp0");
  // Sixty pages of 25 ms each.
  DeviceFilePrinter printer(folder / "lp0", {milliseconds(1'000), milliseconds(60'000), {}});
  auto read = read_beside(end, milliseconds(25));
  const Bytes sent = job(60 * FifoEnd::kPage);
  CHECK(printer.print(sent));
  CHECK((read.get() == sent));
}

TEST_CASE("Device file: one that takes nothing is given up", "[printer]") {
  const TemporaryFolder folder;
  const FifoEnd end(folder / "lp0");
  DeviceFilePrinter printer(folder / "lp0", {milliseconds(50), milliseconds(60'000), {}});
  const auto printed = printer.print(job(10 * FifoEnd::kPage));
  REQUIRE_FALSE(printed);
  CHECK(printed.error().code == ErrorCode::Unavailable);
  CHECK(printed.error().context.find("look at its paper") != std::string::npos);
}

TEST_CASE("Device file: one that dribbles for ever is given up too", "[printer]") {
  const TemporaryFolder folder;
  const FifoEnd end(folder / "lp0");
  DeviceFilePrinter printer(folder / "lp0", {milliseconds(60'000), milliseconds(200), {}});
  auto read = read_beside(end, milliseconds(20));
  const Bytes sent = job(4'000 * FifoEnd::kPage);  // 80 s
  const auto printed = printer.print(sent);
  REQUIRE_FALSE(printed);
  CHECK(printed.error().code == ErrorCode::Unavailable);
  CHECK(read.get().size() < sent.size());
}

TEST_CASE("Device file: one that goes away half way ends the job and not the program",
          "[printer]") {
  const TemporaryFolder folder;
  FifoEnd end(folder / "lp0");
  // As the program runs where nobody has put the signal aside.
  const auto before = std::signal(SIGPIPE, SIG_DFL);
  DeviceFilePrinter printer(folder / "lp0", kAmple);
  auto gone = std::async(std::launch::async, [&end] {
    end.read_some();
    end.close();
  });
  const auto printed = printer.print(job(100 * FifoEnd::kPage));
  gone.get();
  REQUIRE_FALSE(printed);
  CHECK(printed.error().code == ErrorCode::Unavailable);
  CHECK(printed.error().cause == EPIPE);
  CHECK(printed.error().context.find("went away") != std::string::npos);
  sigset_t pending;
  sigpending(&pending);
  CHECK(sigismember(&pending, SIGPIPE) == 0);
  sigset_t blocked;
  pthread_sigmask(SIG_BLOCK, nullptr, &blocked);
  CHECK(sigismember(&blocked, SIGPIPE) == 0);
  std::signal(SIGPIPE, before);
}

TEST_CASE("Device file: each way of not being there says what to do", "[printer]") {
  const TemporaryFolder folder;
  const auto both = [](const Path& device) {
    DeviceFilePrinter printer(device);
    const auto printed = printer.print(job(10));
    const auto looked = printer.look();
    REQUIRE_FALSE(printed);
    REQUIRE_FALSE(looked);
    CHECK(printed.error().code == looked.error().code);
    CHECK(printed.error().context.find(device.string()) != std::string::npos);
    return printed.error().code;
  };
  CHECK(both(folder / "absent") == ErrorCode::NotFound);
  CHECK_FALSE(std::filesystem::exists(folder / "absent"));  // none is made
  CHECK(both(folder / "absent/lp0") == ErrorCode::NotFound);
  CHECK(both(folder.path()) == ErrorCode::InvalidInput);
  { FifoEnd end(folder / "lp0"); }
  CHECK(both(folder / "lp0") == ErrorCode::Unavailable);  // switched off: nobody reads
  if (geteuid() != 0) {
    std::ofstream(folder / "locked") << "";
    std::filesystem::permissions(folder / "locked", std::filesystem::perms::none);
    CHECK(both(folder / "locked") == ErrorCode::Refused);
  }
}

TEST_CASE("Device file: jobs in a plain file stand after one another", "[printer]") {
  const TemporaryFolder folder;
  std::ofstream(folder / "roll") << "";
  DeviceFilePrinter printer(folder / "roll");
  CHECK(printer.print(job(5'000)));
  CHECK(printer.print(job(300)));
  CHECK(printer.look().value() == PrinterState::Ready);
  std::ifstream roll(folder / "roll", std::ios::binary);
  const Bytes held{std::istreambuf_iterator<char>(roll), {}};
  Bytes expected = job(5'000);
  const Bytes second = job(300);
  expected.insert(expected.end(), second.begin(), second.end());
  CHECK((held == expected));
}

// The master's side of a pseudo terminal: what a serial printer reads.
class TerminalEnd {
 public:
  TerminalEnd() : descriptor_(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)) {
    REQUIRE(descriptor_ >= 0);
    REQUIRE(grantpt(descriptor_) == 0);
    REQUIRE(unlockpt(descriptor_) == 0);
    std::array<char, 100> name{};
    REQUIRE(ptsname_r(descriptor_, name.data(), name.size()) == 0);
    path_ = name.data();
    // Held open, or the master reads an error before the printer's first job.
    held_ = open(name.data(), O_RDWR | O_NOCTTY | O_CLOEXEC);
  }
  ~TerminalEnd() {
    close(held_);
    close(descriptor_);
  }
  TerminalEnd(const TerminalEnd&) = delete;
  TerminalEnd& operator=(const TerminalEnd&) = delete;

  const std::string& path() const {
    return path_;
  }
  Bytes read_exactly(std::size_t size) const {
    Bytes all;
    Bytes some(4096);
    while (all.size() < size) {
      pollfd wanted{descriptor_, POLLIN, 0};
      constexpr auto kWait = std::chrono::milliseconds(kPatience).count();
      if (poll(&wanted, 1, static_cast<int>(kWait)) <= 0) {
        break;
      }
      const ssize_t count = read(descriptor_, some.data(), some.size());
      if (count <= 0) {
        break;
      }
      all.insert(all.end(), some.begin(), some.begin() + count);
    }
    return all;
  }

 private:
  int descriptor_;
  int held_ = -1;
  std::string path_;
};

TEST_CASE("Device file: a terminal changes no byte of a picture", "[printer]") {
  const TerminalEnd end;
  DeviceFilePrinter printer(end.path(), kAmple);
  const Bytes sent = job(50'000);
  auto read = std::async(std::launch::async, [&] { return end.read_exactly(sent.size()); });
  const auto printed = printer.print(sent);
  CHECK(printed);
  CHECK((read.get() == sent));
  CHECK(printer.look().value() == PrinterState::Ready);
}

TEST_CASE("Device file: a terminal that takes nothing is given up, and closing does not wait",
          "[printer]") {
  const TerminalEnd end;
  DeviceFilePrinter printer(end.path(), {milliseconds(50), milliseconds(60'000), {}});
  const auto printed = printer.print(job(1'000'000));
  REQUIRE_FALSE(printed);
  CHECK(printed.error().code == ErrorCode::Unavailable);
}

}  // namespace
}  // namespace outreach::testing
