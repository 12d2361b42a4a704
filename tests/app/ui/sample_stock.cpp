// Samples of 库存, and of what other screens say of it.
#include "tests/app/ui/sample_parts.h"

namespace outreach::ui {
namespace {

using core::DifferenceReason;
using core::ScreenName;
using core::StockRow;

// One leaflet in each state.
core::StockView stock() {
  core::StockView view;
  view.rows = {
      {"guide", "我该找谁办事指南", "cover-guide", 300, 0, 0, 128, 172, {}, {}, false},
      {"law", "法律援助便民卡", "cover-law", 100, 51, 0, 46, {}, 3, {}, true},
      {"land", "土地承包纠纷解决指南", "cover-land", 9'999, 9'780, 4, 215, {}, 0, {}, false},
      {"flow", "复查复核流程图", "cover-flow", 0, 0, 0, 30, {}, {}, {}, false},
      {"wage",
       "农民工工资维权手册",
       "cover-wage",
       1'250,
       0,
       2,
       1'292,
       {},
       -44,
       StockRow::Explanation{true, -44, DifferenceReason::GivenElsewhere},
       false}};
  view.pages = 2;
  return view;
}

core::StockView& stock_in(Sample& sample) {
  return std::get<core::StockView>(sample.view.screen);
}

}  // namespace

void add_stock(std::vector<Sample>& all) {
  all.push_back(sample("stock", ScreenName::Stock, stock()));
  all.back().view.frame.last.what = core::LastAction::What::TakenOut;

  Sample& again = copy_of(all, "stock", "stock-explained-before");
  again.view.frame.notice =
      core::Notice{core::Notice::Tone::Failed, core::Notice::What::NotSavedDiskFailed, "EIO"};
  again.view.frame.last.state = core::SaveState::Failed;
  again.view.frame.last.what = core::LastAction::What::Explained;
  stock_in(again).rows[1].explanation = StockRow::Explanation{false, 1'234, DifferenceReason::Lost};
  stock_in(again).rows[4].explanation = StockRow::Explanation{true, -44, {}};
  stock_in(again).rows[3].brought_back = 12;
  stock_in(again).rows[0].left = 0;
  stock_in(again).rows[2].brought_back = 0;
  stock_in(again).rows[2].none_back = true;

  Sample& last_page = copy_of(all, "stock", "stock-last-page");
  stock_in(last_page).rows.resize(2);
  stock_in(last_page).page = 1;
  last_page.view.frame.last = {};

  Sample& pad = copy_of(all, "stock", "stock-pad");
  pad.drafts.stock = {"guide", domain::StockMovement::TakenOut, "120"};
  Sample& pad_below_notice = copy_of(all, "stock-explained-before", "stock-pad-notice");
  pad_below_notice.drafts.stock = {"flow", domain::StockMovement::Spoiled, {}};
  Sample& reasons = copy_of(all, "stock", "stock-explain");
  reasons.drafts.stock = {"law", {}, {}};
  Sample& reasons_below_notice = copy_of(all, "stock-explained-before", "stock-explain-notice");
  reasons_below_notice.drafts.stock = {"wage", {}, {}};

  Sample& few = copy_of(all, "handout", "handout-few-left");
  std::get<core::HandoutView>(few.view.screen).few_left = core::FewLeft{"土地承包纠纷解决指南", 4};

  Sample& today = copy_of(all, "today", "today-stock");
  auto& rows = std::get<core::TodayView>(today.view.screen).rows;
  using What = core::LastAction::What;
  rows[0].what = What::TakenOut;
  rows[1].what = What::BroughtBack;
  rows[2].what = What::Explained;
  rows[2].reason.reset();
  rows[2].explanation = DifferenceReason::NotTapped;
  rows[3].what = What::Spoiled;
  rows[4].what = What::ExplanationTakenBack;
  rows[4].amount = rows[4].original_amount = 0;
  rows[4].correctable = false;

  Sample& one = copy_of(all, "delivery", "delivery-stock");
  std::get<core::DeliveryView>(one.view.screen).stock_difference =
      core::StockDifference{1, "土地承包纠纷解决指南", -1'234};
  Sample& more = copy_of(all, "delivery-same-disk", "delivery-stock-mirror");
  std::get<core::DeliveryView>(more.view.screen).stock_difference =
      core::StockDifference{3, "法律援助便民卡", 3};
}

}  // namespace outreach::ui
