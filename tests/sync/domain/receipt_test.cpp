#include "sync/domain/receipt.h"

#include <set>

#include "tests/support/catch.h"
#include "tests/support/seeded_random.h"

namespace outreach::domain {
namespace {

Receipt any_receipt(testing::SeededRandom& random) {
  return Receipt::of_number(random.below(kReceiptNumbers));
}

TEST_CASE("Receipt: a number as it was minted is read back, however it is written down") {
  testing::SeededRandom random(7);
  for (int i = 0; i < 1'000; ++i) {
    const Receipt receipt = any_receipt(random);
    REQUIRE(receipt.digits().size() == kReceiptDigits);
    CHECK(Receipt::read(receipt.digits()) == receipt);
    CHECK(Receipt::read(receipt.grouped()) == receipt);
  }
  // Damm's own example: the check digit of 572 is 4.
  CHECK(Receipt::of_number(572).digits() == "000000005724");
  CHECK(Receipt::of_number(572).grouped() == "0000 0000 5724");
  CHECK(Receipt::of_number(0).digits() == "000000000000");
  CHECK(Receipt::read("0000-0000-5724"));
  CHECK(Receipt::read(" ００００　００００　５７２４ "));
}

TEST_CASE("Receipt: one wrong digit is never taken for another receipt") {
  testing::SeededRandom random(8);
  for (int i = 0; i < 200; ++i) {
    const Receipt receipt = any_receipt(random);
    for (std::size_t at = 0; at < kReceiptDigits; ++at) {
      for (char digit = '0'; digit <= '9'; ++digit) {
        std::string wrong = receipt.digits();
        if (wrong[at] != digit) {
          wrong[at] = digit;
          CHECK_FALSE(Receipt::read(wrong));
        }
      }
    }
  }
}

TEST_CASE("Receipt: two neighbouring digits swapped are never taken for another receipt") {
  testing::SeededRandom random(9);
  for (int i = 0; i < 500; ++i) {
    const Receipt receipt = any_receipt(random);
    for (std::size_t at = 0; at + 1 < kReceiptDigits; ++at) {
      std::string swapped = receipt.digits();
      std::swap(swapped[at], swapped[at + 1]);
      if (swapped != receipt.digits()) {
        CHECK_FALSE(Receipt::read(swapped));
      }
    }
  }
}

TEST_CASE("Receipt: what is no twelve digits is no receipt") {
  for (const char* typed :
       {"", "1", "00000000572", "0000000057240", "00000000572a", "电话", "\xEF\xBC",
        "\xEF\xBC\x9A"
        "00000000572",
        "0000+00005724"}) {
    INFO(typed);
    CHECK_FALSE(Receipt::read(typed));
  }
}

TEST_CASE("Receipt: numbers minted one after the other do not look alike") {
  testing::SeededRandom random(10);
  std::set<std::string> seen;
  for (int i = 0; i < 1'000; ++i) {
    seen.insert(any_receipt(random).digits());
  }
  CHECK(seen.size() == 1'000);
}

}  // namespace
}  // namespace outreach::domain
