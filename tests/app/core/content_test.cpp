// 资料包: when another version comes into use, and how it is put back.
#include "tests/app/core/stall.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

ContentChanged version(std::uint64_t number, std::uint64_t previous = 0) {
  ContentChanged changed;
  changed.catalogue = sample_catalogue();
  changed.catalogue.county = "第" + std::to_string(number) + "版";
  const WallTime made = at("08:00").wall;
  changed.facts = {number, previous, made, made + std::chrono::hours(24 * 365)};
  return changed;
}

std::string shown(const Stall& stall) {
  return stall.view().frame.county;
}

TEST_CASE("Content: a new version waits until the home screen, and nothing is on its way",
          "[core][pack]") {
  Stall stall;
  stall.open();
  stall.input(Event{version(7)});
  CHECK(shown(stall) != "第7版");
  CHECK(stall.delivery().content.arrived == 7);  // and there it is not taken either
  stall.hand_out("guide", 3);
  stall.input(Intent{GoTo{ScreenName::Home}});
  CHECK(shown(stall) != "第7版");
  stall.save_all();
  CHECK(shown(stall) == "第7版");
  CHECK(stall.state().content.version == 7);
  CHECK_FALSE(stall.state().arrived);
}

TEST_CASE("Content: on the home screen it is in use at once", "[core][pack]") {
  Stall stall;
  stall.input(Intent{GoTo{ScreenName::Home}});
  stall.input(Event{version(7)});
  CHECK(shown(stall) == "第7版");
}

TEST_CASE("Content: of two that arrive the later is taken", "[core][pack]") {
  Stall stall;
  stall.input(Intent{GoTo{ScreenName::OpenOuting}});
  stall.input(Event{version(7)});
  stall.input(Event{version(8, 7)});
  stall.input(Intent{GoTo{ScreenName::Home}});
  CHECK(shown(stall) == "第8版");
}

TEST_CASE("Content: one tap puts the version before back, wherever the tap was", "[core][pack]") {
  Stall stall;
  stall.input(Event{version(8, 7)});
  stall.input(Intent{GoTo{ScreenName::Delivery}});
  CHECK(stall.screen<DeliveryView>().content.previous == 7);
  stall.input(Intent{RollBackContent{}});
  REQUIRE(stall.commands().size() >= 1);
  CHECK(std::holds_alternative<RollBackPack>(stall.commands().back()));
  ContentChanged back = version(7, 8);
  back.was_asked_for = true;
  stall.input(Event{back});
  CHECK(shown(stall) == "第7版");
  CHECK(stall.screen<DeliveryView>().content.version == 7);
}

TEST_CASE("Content: while another waits for the home screen, back is to the one in use",
          "[core][pack]") {
  Stall stall;
  stall.input(Event{version(8, 7)});
  stall.input(Intent{GoTo{ScreenName::Delivery}});
  stall.input(Event{version(9, 8)});
  CHECK(stall.screen<DeliveryView>().content.version == 8);
  CHECK(stall.screen<DeliveryView>().content.arrived == 9);
  CHECK(stall.screen<DeliveryView>().content.previous == 8);
}

TEST_CASE("Content: without a version before nothing is asked", "[core][pack]") {
  Stall stall;
  const auto before = stall.commands().size();
  stall.input(Intent{RollBackContent{}});
  CHECK(stall.commands().size() == before);
}

TEST_CASE("Content: what expires stays in use and is said, by a clock that is believed",
          "[core][pack]") {
  Stall stall;
  stall.input(Intent{GoTo{ScreenName::Home}});
  stall.input(Event{version(7)});
  CHECK_FALSE(stall.delivery().content.is_expired);
  Now later = stall.now();
  later.wall += std::chrono::hours(24 * 400);
  stall.set_time(later);
  CHECK(stall.delivery().content.is_expired);
  CHECK(shown(stall) == "第7版");
  later.wall_trusted = false;
  stall.set_time(later);
  CHECK_FALSE(stall.delivery().content.is_expired);
}

TEST_CASE("Content: why a newer one is not taken is said until it changes", "[core][pack]") {
  Stall stall;
  stall.input(Event{ContentRefused{ContentRefusal::NoSpace}});
  CHECK(stall.delivery().content.refusal == ContentRefusal::NoSpace);
  stall.input(Event{ContentRefused{ContentRefusal::None}});
  CHECK(stall.delivery().content.refusal == ContentRefusal::None);
}

}  // namespace
}  // namespace outreach::core
