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

TEST_CASE("Home: sounds are switched beside the gloves, and that none can be heard is said there",
          "[screens]") {
  Visitor person("home-more");
  CHECK(person.tap("点一下响一声") == core::Intent(core::SetSounds{true}));
  core::FrameView& frame = person.sample().view.frame;
  frame.has_speaker = false;
  person.frame();
  CHECK_FALSE(person.scene().sees("没找到喇叭"));  // nobody wants one
  frame.sounds = true;
  person.frame();
  CHECK(person.scene().sees("没找到喇叭"));
  CHECK(person.tap("点一下响一声") == core::Intent(core::SetSounds{false}));
  frame.has_speaker = true;
  person.frame();
  CHECK_FALSE(person.scene().sees("没找到喇叭"));
}

TEST_CASE("Home: what a scanner reads is a scan on every screen, and on no keypad", "[screens]") {
  const std::string code = "6901234567892";
  for (const char* name : {"handout", "stock-pad", "today-correct", "practice-handout"}) {
    INFO(name);
    Visitor person(name);
    const Drafts before = person.sample().drafts;
    CHECK(person.frame(typed_and_entered(code)) == core::Intent(core::ScanBarcode{code}));
    CHECK(person.sample().drafts == before);
  }
  CHECK_FALSE(Visitor("lock").frame(typed_and_entered(code)).has_value());
  CHECK_FALSE(Visitor("resume").frame(typed_and_entered(code)).has_value());
}

TEST_CASE("Keypad: digits and Enter that come in one frame are the whole number", "[screens]") {
  {
    Visitor pad("handout");
    pad.sample().drafts.handout.typed = "1";
    CHECK(pad.frame(typed_and_entered("2")) ==
          core::Intent(core::HandOut{pad.sample().drafts.handout.leaflet, 12}));
  }
  {
    Visitor stock("stock-pad");
    stock.sample().drafts.stock.typed.clear();
    CHECK(stock.frame(typed_and_entered("120")) ==
          core::Intent(core::RecordStock{"guide", domain::StockMovement::TakenOut, 120}));
  }
  Visitor correcting("today-correct");
  correcting.sample().drafts.today.typed = "1";
  correcting.sample().drafts.today.reason = domain::CorrectionReason::Mistap;
  const auto intent = correcting.frame(typed_and_entered("5"));
  REQUIRE(intent.has_value());
  REQUIRE(std::holds_alternative<core::Correct>(*intent));
  CHECK(std::get<core::Correct>(*intent).new_amount == 15);
}

}  // namespace
}  // namespace outreach::ui
