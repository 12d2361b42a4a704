// A program between a text and bytes.
#include "platform/process/filter.h"

#include <string>
#include <thread>

#include "tests/support/catch.h"

namespace outreach {
namespace {

using process::Filter;
using process::run_filter;
using process::Stopper;

constexpr std::chrono::seconds kFilterPatience{60};
constexpr std::size_t kMuch = 1 << 20;

TEST_CASE("Process: a filter gives back what it makes of its input", "[process]") {
  const Stopper stopper;
  const auto made = run_filter({{"tr", "a-z", "A-Z"}, "words", kMuch, kFilterPatience}, stopper);
  REQUIRE(made);
  CHECK(made->exit_code == 0);
  CHECK(text_of(made->output) == "WORDS");
}

TEST_CASE("Process: a filter that reads nothing and fails says so by its exit code alone",
          "[process]") {
  const Stopper stopper;
  const std::string input(process::kFilterInputMax, 'x');
  const auto failed = run_filter({{"sh", "-c", "exit 7"}, input, kMuch, kFilterPatience}, stopper);
  REQUIRE(failed);
  CHECK(failed->exit_code == 7);
  CHECK(failed->output.empty());
}

TEST_CASE("Process: a filter's limits are kept", "[process]") {
  const Stopper stopper;
  const auto much = run_filter({{"yes"}, {}, 100'000, kFilterPatience}, stopper);
  REQUIRE_FALSE(much);
  CHECK(much.error().code == ErrorCode::TooLarge);
  const auto silent =
      run_filter({{"sleep", "1000"}, {}, kMuch, std::chrono::milliseconds(50)}, stopper);
  REQUIRE_FALSE(silent);
  CHECK(silent.error().code == ErrorCode::Unavailable);
  const std::string input(process::kFilterInputMax + 1, 'x');
  CHECK(run_filter({{"cat"}, input, kMuch, kFilterPatience}, stopper).error().code ==
        ErrorCode::InvalidInput);
  CHECK(run_filter({{}, {}, kMuch, kFilterPatience}, stopper).error().code ==
        ErrorCode::InvalidInput);
  CHECK(run_filter({{"outreach-no-such-program"}, {}, kMuch, kFilterPatience}, stopper)
            .error()
            .code == ErrorCode::NotFound);
}

TEST_CASE("Process: a filter is ended from another thread, and none begins after that",
          "[process]") {
  Stopper stopper;
  std::jthread other([&stopper] { stopper.stop(); });
  const auto stopped = run_filter({{"sleep", "1000"}, {}, kMuch, kFilterPatience}, stopper);
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().code == ErrorCode::Unavailable);
  CHECK(stopper.is_stopped());
  CHECK_FALSE(run_filter({{"true"}, {}, kMuch, kFilterPatience}, stopper));
}

}  // namespace
}  // namespace outreach
