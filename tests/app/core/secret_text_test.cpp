// Words that are wiped when they go out of use.
#include "app/core/secret_text.h"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "tests/support/catch.h"

namespace outreach::core {
namespace {

static_assert(!std::is_copy_constructible_v<SecretText> && !std::is_copy_assignable_v<SecretText>);
static_assert(std::is_nothrow_move_constructible_v<SecretText>);

TEST_CASE("Secret text: characters are counted, not bytes, and what does not fit is dropped",
          "[core]") {
  SecretText text(3);
  text.add("地a\x01\n\xFF界墙");
  CHECK(text.view() == "地a界");
  CHECK(text.size() == 3);
  text.add("x");
  CHECK(text.size() == 3);
  text.take_last();
  text.take_last();
  CHECK(text.view() == "地");
  text.take_last();
  text.take_last();
  CHECK(text.empty());
  text.add("\U0001F33E\U0001F33E\U0001F33E");  // four bytes each: it has room for the largest
  CHECK(text.size() == 3);
}

TEST_CASE("Secret text: what is taken away or wiped is overwritten where it stood", "[core]") {
  SecretText text(4);
  text.add("地界墙");
  const char* where = text.view().data();
  const std::size_t bytes = text.view().size();
  const auto zeros = [&](std::size_t from) {
    return std::all_of(where + from, where + bytes, [](char c) { return c == 0; });
  };
  text.take_last();
  CHECK(zeros(text.view().size()));
  text.wipe();
  CHECK(text.empty());
  CHECK(zeros(0));
}

TEST_CASE("Secret text: it moves without a copy, and leaves nothing behind", "[core]") {
  SecretText from(4);
  from.add("地界");
  const char* where = from.view().data();
  SecretText to = std::move(from);
  CHECK(to.view() == "地界");
  CHECK(to.view().data() == where);
  SecretText third(1);
  third.add("墙");
  third = std::move(to);
  CHECK(third.view().data() == where);
  CHECK(third.size() == 2);
}

}  // namespace
}  // namespace outreach::core
