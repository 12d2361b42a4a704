#include "platform/base/bitmap.h"

#include "tests/support/catch.h"

namespace outreach {
namespace {

TEST_CASE("Bitmap: rows that were reserved come without moving those before", "[bitmap]") {
  constexpr int kRows = 1'000;
  Bitmap picture(16, 1);
  picture.reserve_rows(kRows);
  picture.ink(3, 0);
  const auto* first = picture.rows_from(0, 1).data();
  for (int rows = 1; rows < kRows; ++rows) {
    picture.add_rows(1);
  }
  CHECK(picture.rows_from(0, 1).data() == first);
  CHECK(picture.is_ink(3, 0));
}

TEST_CASE("Bitmap: whoever takes its rows has them alone", "[bitmap]") {
  Bitmap picture(16, 2);
  picture.ink(0, 1);
  const auto* first = picture.rows_from(0, 1).data();
  const Bytes rows = picture.take_rows();
  CHECK(rows.data() == first);
  CHECK(rows == Bytes{0, 0, 0x80, 0});
  CHECK(picture.rows() == 0);
  CHECK_FALSE(picture.is_ink(0, 1));
  picture.add_rows(1);
  CHECK_FALSE(picture.is_ink(0, 0));
}

}  // namespace
}  // namespace outreach
