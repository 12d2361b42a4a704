#include "platform/signals/signals.h"

#include <csignal>
#include <thread>
#include <unistd.h>

#include "tests/support/catch.h"

namespace outreach {
namespace {

TEST_CASE("StopSignals: a request to end is waited for instead of ending the program",
          "[signals]") {
  const int signal = GENERATE(SIGTERM, SIGINT, SIGHUP);
  auto signals = StopSignals::watch();
  REQUIRE(signals);
  ::raise(signal);
  signals->wait();
}

TEST_CASE("StopSignals: a signal to the process reaches the waiting thread whoever else runs",
          "[signals]") {
  auto signals = StopSignals::watch();
  REQUIRE(signals);
  std::thread other([] { ::kill(::getpid(), SIGTERM); });
  signals->wait();
  other.join();
}

TEST_CASE("StopSignals: any thread ends the wait, even before it begins", "[signals]") {
  auto signals = StopSignals::watch();
  REQUIRE(signals);
  std::thread([&] { signals->stop(); }).join();
  signals->wait();
}

TEST_CASE("StopSignals: writing to a pipe nobody reads ends nothing", "[signals]") {
  auto signals = StopSignals::watch();
  REQUIRE(signals);
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  ::close(ends[0]);
  CHECK(::write(ends[1], "x", 1) == -1);
  ::close(ends[1]);
}

}  // namespace
}  // namespace outreach
