// 更多 on the home screen, by a person's taps.
#include "tests/app/ui/visitor.h"
#include "tests/support/catch.h"

namespace outreach::ui {
namespace {

TEST_CASE("Home: gloves are put on and taken off where the rest is set", "[screens]") {
  Visitor person("home-more");
  CHECK(person.tap("戴着手套") == core::Intent(core::SetGloves{true}));
  person.sample().view.frame.gloves = true;
  CHECK(person.tap("戴着手套") == core::Intent(core::SetGloves{false}));
  CHECK(person.sample().drafts.home.showing_more);
  person.tap("关上");
  CHECK_FALSE(person.sample().drafts.home.showing_more);
}

}  // namespace
}  // namespace outreach::ui
