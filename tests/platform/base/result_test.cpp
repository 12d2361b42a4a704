#include "platform/base/result.h"

#include <memory>
#include <set>

#include "tests/support/catch.h"

namespace outreach {
namespace {

TEST_CASE("Result: holds a value or an error", "[result]") {
  const Result<int> number = 5;
  REQUIRE(number);
  CHECK(*number == 5);
  const Result<int> failed = Error{ErrorCode::NoSpace, "writing", 28};
  REQUIRE_FALSE(failed);
  CHECK(failed.error().code == ErrorCode::NoSpace);
  CHECK(failed.error().cause == 28);
  CHECK(Result<void>());
  CHECK_FALSE(Result<void>(Error{}));
}

TEST_CASE("Result: a value that can only be moved is moved out", "[result]") {
  Result<std::unique_ptr<int>> holder = std::make_unique<int>(7);
  const std::unique_ptr<int> taken = *std::move(holder);
  CHECK(*taken == 7);
}

TEST_CASE("ErrorCode: every code has a name of its own", "[result]") {
  std::set<std::string> names;
  for (int code = 0; code <= static_cast<int>(ErrorCode::Unsupported); ++code) {
    names.insert(name_of(static_cast<ErrorCode>(code)));
  }
  CHECK(names.size() == 10);
  CHECK_FALSE(names.contains("unknown"));
  CHECK(names.contains("input_output"));
}

}  // namespace
}  // namespace outreach
