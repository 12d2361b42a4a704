// A barcode scanner at the pad.
#include "tests/app/core/stall.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

const std::string kGuideCode = "6901234567892";

void scan(Stall& stall, const std::string& code) {
  stall.input(Intent{ScanBarcode{code}});
}

std::int64_t copies_of_guide(const Stall& stall) {
  return stall.screen<HandoutView>().tiles[0].copies;
}

TEST_CASE("Scan: a leaflet's barcode on the pad is one copy, each time", "[core]") {
  Stall stall;
  stall.open();
  scan(stall, kGuideCode);
  scan(stall, kGuideCode);
  stall.save_all();
  CHECK(copies_of_guide(stall) == 2);
  CHECK(stall.view().frame.last.amount == 1);
}

TEST_CASE("Scan: an unknown barcode is said and counts nothing, until one is known", "[core]") {
  Stall stall;
  stall.open();
  scan(stall, "123456");
  REQUIRE(stall.view().frame.notice);
  CHECK(stall.view().frame.notice->what == Notice::What::UnknownBarcode);
  scan(stall, "");
  CHECK(copies_of_guide(stall) == 0);
  CHECK(stall.asked().empty());
  scan(stall, kGuideCode);
  CHECK_FALSE(stall.view().frame.notice);
}

TEST_CASE("Scan: off the pad it counts nothing", "[core]") {
  Stall stall;
  stall.open();
  for (const ScreenName screen : {ScreenName::Home, ScreenName::Consultation, ScreenName::Stock}) {
    stall.input(Intent{GoTo{screen}});
    scan(stall, kGuideCode);
    scan(stall, "123456");
    CHECK(stall.asked().empty());
    CHECK_FALSE(stall.view().frame.notice);
  }
}

}  // namespace
}  // namespace outreach::core
