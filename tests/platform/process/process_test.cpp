#include "platform/process/process.h"

#include "tests/support/catch.h"

namespace outreach {
namespace {

constexpr std::chrono::seconds kPatience{60};

TEST_CASE("Process: a program's exit code and what it said are told", "[process]") {
  const auto done = process::run_to_end({"true"}, kPatience);
  REQUIRE(done);
  CHECK(done->exit_code == 0);
  CHECK(done->said.empty());
  const auto failed =
      process::run_to_end({"sh", "-c", "echo out; echo wrong >&2; exit 3"}, kPatience);
  REQUIRE(failed);
  CHECK(failed->exit_code == 3);
  CHECK(failed->said == "wrong\n");
  const auto killed = process::run_to_end({"sh", "-c", "kill -9 $$"}, kPatience);
  REQUIRE(killed);
  CHECK(killed->exit_code == -9);
}

TEST_CASE("Process: no shell takes the words apart, and no input comes", "[process]") {
  const auto ran =
      process::run_to_end({"sh", "-c", "cat; echo \"$1\" >&2", "sh", "a b; $(false)"}, kPatience);
  REQUIRE(ran);
  CHECK(ran->said == "a b; $(false)\n");
}

TEST_CASE("Process: a program that is not there, and one that does not end, are told apart",
          "[process]") {
  const auto none = process::run_to_end({"outreach-no-such-program"}, kPatience);
  REQUIRE_FALSE(none);
  CHECK(none.error().code == ErrorCode::NotFound);
  const auto endless = process::run_to_end({"sleep", "1000"}, std::chrono::milliseconds(50));
  REQUIRE_FALSE(endless);
  CHECK(endless.error().code == ErrorCode::Unavailable);
  CHECK(process::run_to_end({}, kPatience).error().code == ErrorCode::InvalidInput);
}

TEST_CASE("Process: of much that is said the beginning is kept", "[process]") {
  const auto ran = process::run_to_end({"sh", "-c", "yes wordy | head -c 300000 >&2"}, kPatience);
  REQUIRE(ran);
  CHECK(ran->exit_code == 0);
  CHECK(ran->said.size() >= 4'096);
  CHECK(ran->said.size() < 10'000);
}

}  // namespace
}  // namespace outreach
