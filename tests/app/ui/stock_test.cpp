// 库存 by a person's taps.
#include "tests/app/ui/visitor.h"
#include "tests/support/catch.h"

namespace outreach::ui {
namespace {

using domain::StockMovement;

core::Intent recorded(const std::string& leaflet, StockMovement movement, int copies) {
  return core::RecordStock{leaflet, movement, copies};
}

TEST_CASE("Stock: a cell asks for a number and names its unit", "[screens]") {
  Visitor person("stock");
  CHECK_FALSE(person.tap("损耗", "法律援助便民卡").has_value());
  CHECK(person.scene().sees("损耗：几份？"));
  CHECK(person.scene().sees("法律援助便民卡"));
  CHECK(person.scene().sees("份"));
  CHECK(person.scene().find_targets("记上").empty());
  person.digits("12");
  CHECK(person.tap("记上") == recorded("law", StockMovement::Spoiled, 12));
  CHECK(person.sample().drafts.stock == StockDraft{});
}

TEST_CASE("Stock: steps add at once, and the pad stays until it is done with", "[screens]") {
  Visitor person("stock");
  person.tap("带出", "复查复核流程图");
  CHECK(person.tap("+100") == recorded("flow", StockMovement::TakenOut, 100));
  std::get<core::StockView>(person.sample().view.screen).rows[3].taken_out = 4'321;
  person.frame();
  CHECK(person.scene().sees("4,321"));
  CHECK(person.tap("+10") == recorded("flow", StockMovement::TakenOut, 10));
  CHECK_FALSE(person.tap("好了").has_value());
  CHECK(person.scene().find_targets("+10").empty());
}

TEST_CASE("Stock: that none came back is typed as 0, where nothing came back yet", "[screens]") {
  Visitor person("stock");
  person.tap("带回", "复查复核流程图");
  person.digits("0");
  CHECK(person.tap("记上") == core::Intent{core::RecordNoneBack{"flow"}});
  person.tap("带回", "复查复核流程图");
  person.digits("05");
  CHECK(person.tap("记上") == recorded("flow", StockMovement::BroughtBack, 5));
  person.tap("带回", "法律援助便民卡");  // 51 are back
  person.digits("0");
  CHECK(person.scene().find_targets("记上").empty());
  person.tap("好了");
  person.tap("带出", "复查复核流程图");
  person.digits("0");
  CHECK(person.scene().find_targets("记上").empty());
}

TEST_CASE("Stock: what nobody counted is blank; what is left, off or right is said", "[screens]") {
  const Visitor person("stock");
  for (const char* words : {"还剩 172 份", "差 3 份", "少了", "对得上", "差 44 份", "别处发的"}) {
    INFO(words);
    CHECK(person.scene().sees(words));
  }
  // Of the chart nobody said how many were taken along, and of two how many came back.
  CHECK_FALSE(person.scene().sees("还剩 0 份"));
  CHECK(person.scene().sees("填"));
}

TEST_CASE("Stock: why it is off takes two taps", "[screens]") {
  Visitor person("stock");
  CHECK_FALSE(person.tap("说明", "法律援助便民卡").has_value());
  CHECK(person.scene().sees("差 3 份：为什么？"));
  CHECK(person.tap("丢了") ==
        core::Intent{core::ExplainDifference{"law", core::DifferenceReason::Lost}});
  CHECK(person.sample().drafts.stock == StockDraft{});
}

TEST_CASE("Stock: an explanation of another difference is shown and asked for again", "[screens]") {
  Visitor person("stock-explained-before");
  CHECK(person.scene().sees("说明时差 1,234 份"));
  CHECK_FALSE(person.scene().find_targets("说明", "法律援助便民卡").empty());
}

TEST_CASE("Stock: the reasons go away with the difference", "[screens]") {
  Visitor person("stock-explain");
  CHECK_FALSE(person.scene().find_targets("丢了").empty());
  std::get<core::StockView>(person.sample().view.screen).rows[1].difference = 0;
  person.frame();
  person.frame();
  CHECK(person.scene().find_targets("丢了").empty());
  CHECK(person.sample().drafts.stock == StockDraft{});
}

TEST_CASE("Stock: it is a tab of its own, with pages and undo", "[screens]") {
  {
    Visitor person("handout");
    CHECK(person.tap("库存") == core::Intent{core::GoTo{core::ScreenName::Stock}});
  }
  Visitor stock("stock");
  CHECK(stock.tap("下一页") == core::Intent{core::TurnPage{1}});
  CHECK(stock.tap("撤销") == core::Intent{core::UndoLast{}});
}

TEST_CASE("Stock: the pad says which leaflet is nearly gone", "[screens]") {
  CHECK(Visitor("handout-few-left").scene().sees("《土地承包纠纷解决指南》还剩 4 份"));
  CHECK_FALSE(Visitor("handout").scene().sees("还剩"));
}

TEST_CASE("Stock: packing up names what is off, one leaflet or how many", "[screens]") {
  CHECK(Visitor("delivery").scene().find_targets("说明").empty());
  {
    Visitor one("delivery-stock");
    CHECK(one.scene().sees("1,234 份"));
    CHECK(one.scene().sees("土地承包纠纷解决指南"));
    CHECK(one.tap("说明") == core::Intent{core::GoTo{core::ScreenName::Stock}});
  }
  const Visitor more("delivery-stock-mirror");
  CHECK(more.scene().sees("3 种资料"));
}

}  // namespace
}  // namespace outreach::ui
