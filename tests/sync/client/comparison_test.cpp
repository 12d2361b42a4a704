#include "sync/client/comparison.h"

#include "tests/support/catch.h"

namespace outreach::client {
namespace {

int log2_ceiling(Sequence value) {
  int bits = 0;
  while ((Sequence{1} << bits) < value) {
    ++bits;
  }
  return bits;
}

TEST_CASE("Comparison: finds the last common entry with few questions", "[client]") {
  for (const Sequence differs : {1, 2, 3, 7, 64, 65, 100, 1'023}) {
    for (Sequence common = 0; common < differs; ++common) {
      Comparison comparison(differs);
      int questions = 0;
      while (!comparison.is_settled()) {
        const Sequence place = comparison.probe();
        CHECK(place > comparison.above());
        CHECK(place < comparison.below());
        REQUIRE(comparison.answered(place, place <= common ? Match::Same : Match::Differs));
        ++questions;
      }
      CHECK(comparison.common() == common);
      CHECK(questions <= log2_ceiling(differs) + 1);
    }
  }
}

TEST_CASE("Comparison: answers for any place between serve", "[client]") {
  Comparison comparison(1'000);
  CHECK(comparison.answered(3, Match::Same));
  CHECK(comparison.answered(5, Match::Differs));
  CHECK(comparison.probe() == 4);
  CHECK(comparison.answered(4, Match::Same));
  CHECK(comparison.is_settled());
  CHECK(comparison.common() == 4);
}

TEST_CASE("Comparison: an answer that does not fit those before begins it anew", "[client]") {
  Comparison comparison(100);
  CHECK(comparison.answered(50, Match::Same));
  CHECK_FALSE(comparison.answered(50, Match::Differs));
  CHECK_FALSE(comparison.answered(20, Match::Same));  // the county has fewer than before
  CHECK_FALSE(comparison.answered(100, Match::Same));
  CHECK_FALSE(comparison.answered(75, Match::Unknown));
}

TEST_CASE("Comparison: rows that are lost here are not shown to be common", "[client]") {
  Comparison comparison(100);
  CHECK(comparison.answered(50, Match::Same));
  CHECK(comparison.answered(53, Match::Differs));
  comparison.nothing_known_between();
  CHECK(comparison.is_settled());
  CHECK(comparison.common() == 50);
}

}  // namespace
}  // namespace outreach::client
