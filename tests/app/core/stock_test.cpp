// 库存: what it comes to, what is said about it, and how both are taken back.
// Long because every movement, difference and explanation has its facts here, told by one stall.
#include "tests/app/core/stall.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

using domain::StockMovement;

void move(Stall& stall, StockMovement movement, int copies, const std::string& leaflet = "guide") {
  stall.input(Intent{RecordStock{leaflet, movement, copies}});
}

void explain(Stall& stall, DifferenceReason reason, const std::string& leaflet = "guide") {
  stall.input(Intent{ExplainDifference{leaflet, reason}});
}

StockRow row(Stall& stall, const std::string& leaflet = "guide") {
  stall.input(Intent{GoTo{ScreenName::Stock}});
  for (const StockRow& candidate : stall.screen<StockView>().rows) {
    if (candidate.id == leaflet) {
      return candidate;
    }
  }
  FAIL("no row " << leaflet);
  return {};
}

// Taken along 100, given out 60, brought back 37: 3 are missing.
void leave_three_missing(Stall& stall) {
  stall.open();
  move(stall, StockMovement::TakenOut, 100);
  stall.hand_out("guide", 60);
  move(stall, StockMovement::BroughtBack, 37);
  stall.save_all();
}

TEST_CASE("Stock: blank, left and difference are three things", "[core]") {
  Stall stall;
  stall.open();
  stall.hand_out("guide", 60);
  CHECK_FALSE(row(stall).left.has_value());
  CHECK_FALSE(row(stall).difference.has_value());
  CHECK(row(stall).given == 60);
  move(stall, StockMovement::TakenOut, 100);
  CHECK(row(stall).left == 40);
  CHECK_FALSE(row(stall).difference.has_value());
  move(stall, StockMovement::Spoiled, 2);
  CHECK(row(stall).left == 38);
  move(stall, StockMovement::BroughtBack, 35);
  CHECK_FALSE(row(stall).left.has_value());
  CHECK(row(stall).difference == 3);
  move(stall, StockMovement::BroughtBack, 3);
  CHECK(row(stall).difference == 0);
  CHECK_FALSE(row(stall, "aid").left.has_value());
}

TEST_CASE("Stock: more given out than taken along is a difference, whatever comes back", "[core]") {
  Stall stall;
  stall.open();
  move(stall, StockMovement::TakenOut, 50);
  stall.hand_out("guide", 52);
  CHECK_FALSE(row(stall).left.has_value());
  CHECK(row(stall).difference == -2);
  stall.undo();
  CHECK(row(stall).left == 50);
}

TEST_CASE("Stock: a difference is shown until explained, and again when it changes", "[core]") {
  Stall stall;
  leave_three_missing(stall);
  CHECK(row(stall).difference == 3);
  CHECK_FALSE(row(stall).explanation.has_value());
  REQUIRE(stall.delivery().stock_difference.has_value());
  explain(stall, DifferenceReason::Lost);
  CHECK(row(stall).explanation == StockRow::Explanation{true, 3, DifferenceReason::Lost});
  CHECK_FALSE(stall.delivery().stock_difference.has_value());
  stall.save_all();
  stall.hand_out("guide", 1);
  CHECK(row(stall).difference == 2);
  CHECK(row(stall).explanation == StockRow::Explanation{false, 3, DifferenceReason::Lost});
  CHECK(stall.delivery().stock_difference.has_value());
  explain(stall, DifferenceReason::NotTapped);
  CHECK(row(stall).explanation == StockRow::Explanation{true, 2, DifferenceReason::NotTapped});
}

TEST_CASE("Stock: an explanation says what it was given for, and changes no count", "[core]") {
  Stall stall;
  leave_three_missing(stall);
  const StockRow before = row(stall);
  explain(stall, DifferenceReason::GivenElsewhere);
  REQUIRE(stall.asked().size() == 1);
  const auto& said = std::get<domain::Remark>(stall.asked().front().record.content);
  CHECK(said.about == domain::kRemarkStockDifference);
  CHECK(said.leaflet == "guide");
  CHECK(said.difference == 3);
  CHECK(said.reason == "given_elsewhere");
  stall.save_all();
  StockRow after = row(stall);
  after.explanation.reset();
  CHECK(after == before);
  stall.input(Intent{GoTo{ScreenName::Home}});
  CHECK(stall.screen<HomeView>().today == domain::Totals{1, 0, 0, 60});
}

TEST_CASE("Stock: where nothing differs nothing is explained", "[core]") {
  Stall stall;
  stall.open();
  explain(stall, DifferenceReason::Lost);
  move(stall, StockMovement::TakenOut, 10);
  stall.save_all();
  explain(stall, DifferenceReason::Lost);
  move(stall, StockMovement::BroughtBack, 10);
  stall.save_all();
  explain(stall, DifferenceReason::Lost);
  CHECK(stall.asked().empty());
}

TEST_CASE("Stock: a difference beyond what a remark can say can be explained", "[core]") {
  Stall stall;
  stall.open();
  for (int i = 0; i < 3; ++i) {
    move(stall, StockMovement::TakenOut, domain::kCopiesMax);
  }
  move(stall, StockMovement::BroughtBack, 1);
  explain(stall, DifferenceReason::Unknown);
  stall.save_all();
  CHECK(row(stall).difference == std::int64_t{3} * domain::kCopiesMax - 1);
  REQUIRE(row(stall).explanation.has_value());
  CHECK(row(stall).explanation->is_current);
}

TEST_CASE("Stock: an undo takes back the movement that came last", "[core]") {
  Stall stall;
  stall.open();
  stall.hand_out("guide", 5);
  move(stall, StockMovement::TakenOut, 100);
  stall.save_all();
  move(stall, StockMovement::TakenOut, 50);
  const LastAction last = stall.view().frame.last;
  CHECK(last.what == LastAction::What::TakenOut);
  CHECK(last.amount == 50);
  CHECK(last.name == "我该找谁办事指南");
  stall.undo();  // while it is on its way
  CHECK(row(stall).taken_out == 100);
  stall.save_all();
  CHECK(row(stall).taken_out == 100);
  stall.undo();
  stall.save_all();
  CHECK(row(stall).taken_out == 0);
  CHECK(row(stall).given == 5);
  CHECK_FALSE(row(stall).left.has_value());
  stall.undo();
  CHECK(row(stall).given == 0);
}

TEST_CASE("Stock: an undo takes back the explanation that came last, and no count", "[core]") {
  Stall stall;
  leave_three_missing(stall);
  explain(stall, DifferenceReason::Lost);
  stall.save_all();
  CHECK(stall.view().frame.last.what == LastAction::What::Explained);
  stall.undo();
  CHECK(stall.view().frame.last.what == LastAction::What::ExplanationTakenBack);
  CHECK_FALSE(row(stall).explanation.has_value());
  stall.save_all();
  CHECK(row(stall).difference == 3);
  CHECK_FALSE(row(stall).explanation.has_value());
  CHECK(stall.delivery().stock_difference.has_value());
  stall.undo();
  CHECK(row(stall).brought_back == 0);
}

TEST_CASE("Stock: that none came back is said, counts nothing, and is taken back", "[core]") {
  Stall stall;
  stall.open();
  move(stall, StockMovement::TakenOut, 100);
  stall.hand_out("guide", 97);
  stall.save_all();
  CHECK(row(stall).left == 3);
  CHECK_FALSE(row(stall).none_back);
  stall.input(Intent{RecordNoneBack{"guide"}});
  CHECK(row(stall).none_back);  // at once
  CHECK(row(stall).difference == 3);
  stall.save_all();
  CHECK(stall.view().frame.last.what == LastAction::What::NoneBack);
  CHECK_FALSE(row(stall).left.has_value());
  CHECK(row(stall).difference == 3);
  CHECK(row(stall).given == 97);
  CHECK_FALSE(row(stall, "aid").none_back);

  stall.undo();
  stall.save_all();
  CHECK(row(stall).left == 3);
  CHECK_FALSE(row(stall).none_back);

  stall.input(Intent{RecordNoneBack{"guide"}});
  move(stall, StockMovement::BroughtBack, 2);  // found after all
  stall.save_all();
  CHECK_FALSE(row(stall).none_back);
  CHECK(row(stall).difference == 1);
}

TEST_CASE("Stock: a movement is corrected like a handout", "[core]") {
  Stall stall;
  leave_three_missing(stall);
  // Entry 4: what was brought back.
  stall.input(Intent{Correct{4, 40, domain::CorrectionReason::Miscount}});
  CHECK(row(stall).brought_back == 40);
  CHECK(row(stall).difference == 0);
  CHECK(row(stall).saving);
  stall.save_all();
  CHECK(row(stall).brought_back == 40);
  CHECK_FALSE(row(stall).saving);
  stall.input(Intent{Correct{4, domain::kCopiesMax + 1, domain::CorrectionReason::Miscount}});
  CHECK(stall.asked().empty());
  stall.input(Intent{GoTo{ScreenName::Today}});
  const TodayRow& moved = stall.screen<TodayView>().rows.at(1);
  CHECK(moved.what == LastAction::What::BroughtBack);
  CHECK(moved.amount == 40);
  CHECK(moved.original_amount == 37);
  CHECK(moved.correctable);
}

TEST_CASE("Stock: what was not saved counts for nothing", "[core]") {
  Stall stall;
  stall.open();
  move(stall, StockMovement::TakenOut, 100);
  CHECK(row(stall).saving);
  CHECK(row(stall).left == 100);
  stall.fail_next(ErrorCode::NoSpace);
  CHECK_FALSE(row(stall).left.has_value());
  CHECK(stall.view().frame.last.what == LastAction::What::TakenOut);
  CHECK(stall.view().frame.last.state == SaveState::Failed);
}

TEST_CASE("Stock: what was said and explained is there again after a restart", "[core]") {
  Stall stall;
  leave_three_missing(stall);
  explain(stall, DifferenceReason::Lost);
  stall.save_all();
  const StockRow before = row(stall);
  stall.restart();
  CHECK(row(stall) == before);
  CHECK(before.explanation.has_value());
}

TEST_CASE("Stock: an outing with stock on it is not taken back", "[core]") {
  Stall stall;
  stall.open();
  move(stall, StockMovement::TakenOut, 100);
  stall.save_all();
  stall.input(Intent{Correct{1, 0, domain::CorrectionReason::Mistap}});
  CHECK(stall.asked().empty());
}

TEST_CASE("Stock: packing up names one leaflet and counts the others, and adds up no copies",
          "[core]") {
  Stall stall;
  leave_three_missing(stall);
  CHECK(stall.delivery().stock_difference == StockDifference{1, "我该找谁办事指南", 3});
  move(stall, StockMovement::TakenOut, 20, "aid");
  move(stall, StockMovement::BroughtBack, 25, "aid");
  CHECK(stall.delivery().stock_difference == StockDifference{2, "我该找谁办事指南", 3});
  explain(stall, DifferenceReason::Lost);
  CHECK(stall.delivery().stock_difference == StockDifference{1, "法律援助便民卡", -5});
}

TEST_CASE("Stock: nobody is asked to explain what is closed", "[core]") {
  Stall stall;
  leave_three_missing(stall);
  REQUIRE(stall.delivery().stock_difference.has_value());
  stall.input(Intent{CloseOuting{}});
  stall.save_all();
  CHECK_FALSE(stall.delivery().stock_difference.has_value());
  explain(stall, DifferenceReason::Lost);
  move(stall, StockMovement::BroughtBack, 3);
  CHECK(stall.asked().empty());
}

TEST_CASE("Stock: the pad says of which leaflet few are left, those that are gone last", "[core]") {
  Stall stall;
  stall.open();
  const auto few = [&] { return stall.screen<HandoutView>().few_left; };
  stall.hand_out("guide", 2);
  CHECK_FALSE(few().has_value());
  move(stall, StockMovement::TakenOut, static_cast<int>(kFewLeft) + 3);
  CHECK_FALSE(few().has_value());
  stall.hand_out("guide", 1);
  CHECK(few() == FewLeft{"我该找谁办事指南", kFewLeft});
  move(stall, StockMovement::TakenOut, 4, "aid");
  CHECK(few() == FewLeft{"法律援助便民卡", 4});
  stall.hand_out("aid", 4);
  CHECK(few() == FewLeft{"我该找谁办事指南", kFewLeft});
  stall.hand_out("guide", 10);
  CHECK(few()->copies == 0);
}

TEST_CASE("Stock: leaflets stand on pages, and without an outing one is opened first", "[core]") {
  Stall stall;
  stall.input(Intent{GoTo{ScreenName::Stock}});
  CHECK(stall.view().frame.screen == ScreenName::OpenOuting);
  stall.open();
  stall.input(Intent{GoTo{ScreenName::Stock}});
  CHECK(stall.screen<StockView>().pages == 2);
  CHECK(stall.screen<StockView>().rows.size() == static_cast<std::size_t>(Room{}.stock_rows));
  stall.input(Intent{TurnPage{1}});
  CHECK(stall.screen<StockView>().rows.size() == 2);
  stall.input(Intent{TurnPage{1}});
  CHECK(stall.screen<StockView>().page == 1);
  stall.input(Intent{CloseOuting{}});
  stall.input(Intent{GoTo{ScreenName::Stock}});
  stall.save_all();
  CHECK(stall.view().frame.screen == ScreenName::Home);
}

TEST_CASE("Stock: each reason has a code of its own, and a later version's is none of ours",
          "[core]") {
  for (const DifferenceReason reason : kDifferenceReasons) {
    CHECK(difference_reason_from(code_of(reason)) == reason);
  }
  CHECK_FALSE(difference_reason_from("eaten_by_goats").has_value());
}

}  // namespace
}  // namespace outreach::core
