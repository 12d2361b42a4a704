// The preview of a slip turns its pages between two lines.
#include "app/ui/slip_pages.h"

#include "tests/support/catch.h"

namespace outreach::ui {
namespace {

// Lines of 10 rows of ink with 5 white ones below each.
Bitmap lines_of_text(int lines) {
  Bitmap slip(16, lines * 15);
  for (int row = 0; row < slip.rows(); ++row) {
    if (row % 15 < 10) {
      slip.ink(row % 16, row);
    }
  }
  return slip;
}

TEST_CASE("Slip, preview: a page ends between two lines", "[slip]") {
  CHECK(slip_pages(lines_of_text(3), 45) == std::vector<int>{0});
  CHECK(slip_pages(lines_of_text(3), 100) == std::vector<int>{0});
  // Row 40 is white, the last that fits; 37 is ink, and 29 the last white one above.
  CHECK(slip_pages(lines_of_text(3), 40) == std::vector<int>{0, 40});
  CHECK(slip_pages(lines_of_text(3), 37) == std::vector<int>{0, 29});
  CHECK(slip_pages(Bitmap(16), 40) == std::vector<int>{0});
}

TEST_CASE("Slip, preview: what has no white row to part at is parted where the page is full",
          "[slip]") {
  Bitmap black(8, 100);
  for (int row = 0; row < black.rows(); ++row) {
    black.ink(0, row);
  }
  CHECK(slip_pages(black, 40) == std::vector<int>{0, 40, 80});
  CHECK(slip_pages(black, 1).size() == 100);
}

TEST_CASE("Slip, preview: every row is on one page, and no page is too long", "[slip]") {
  for (int fitting = 1; fitting < 70; ++fitting) {
    const Bitmap slip = lines_of_text(9);
    const auto pages = slip_pages(slip, fitting);
    INFO("fitting " << fitting);
    REQUIRE(pages.front() == 0);
    for (std::size_t i = 0; i < pages.size(); ++i) {
      const int end = i + 1 < pages.size() ? pages[i + 1] : slip.rows();
      CHECK(end > pages[i]);
      CHECK(end - pages[i] <= fitting);
    }
  }
}

}  // namespace
}  // namespace outreach::ui
