#include "sync/domain/stock.h"

#include "tests/support/catch.h"

namespace outreach::domain {
namespace {

TEST_CASE("Stock: a difference wants both taking out and bringing back", "[domain]") {
  StockBalance balance;
  balance.given = 30;
  CHECK_FALSE(balance.difference());
  CHECK_FALSE(balance.left());
  balance.add(StockMovement::TakenOut, 100);
  CHECK_FALSE(balance.difference());
  CHECK(balance.left() == 70);
  balance.add(StockMovement::Spoiled, 5);
  CHECK(balance.left() == 65);
  balance.add(StockMovement::BroughtBack, 60);
  CHECK(balance.difference() == 5);
  CHECK_FALSE(balance.left());
}

TEST_CASE("Stock: nothing is blank, and what comes out even is a zero", "[domain]") {
  StockBalance balance;
  balance.add(StockMovement::BroughtBack, 40);
  CHECK_FALSE(balance.difference());
  CHECK_FALSE(balance.left());
  balance.add(StockMovement::TakenOut, 50);
  balance.given = 10;
  CHECK(balance.difference() == 0);
  balance.given = 11;
  CHECK(balance.difference() == -1);
}

TEST_CASE("Stock: what is taken back was never said", "[domain]") {
  StockBalance balance;
  balance.add(StockMovement::TakenOut, 100);
  balance.add(StockMovement::BroughtBack, 20);
  balance.add(StockMovement::BroughtBack, -20);
  CHECK(balance.left() == 100);
  CHECK_FALSE(balance.difference());
}

}  // namespace
}  // namespace outreach::domain
