// 日小票 by a person's taps.
#include "platform/printer/slip.h"

#include <memory>
#include <utility>

#include "app/ui/delivery_facts.h"
#include "tests/app/ui/visitor.h"
#include "tests/support/catch.h"

namespace outreach::ui {
namespace {

core::Intent to_slip() {
  return core::GoTo{core::ScreenName::Slip};
}

core::SlipView& slip_of(Visitor& person) {
  return std::get<core::SlipView>(person.sample().view.screen);
}

TEST_CASE("Slip: it is one tap away from the summary and from packing up", "[screens]") {
  {
    Visitor summary("summary");
    CHECK(summary.tap("打印小票") == to_slip());
  }
  Visitor delivery("delivery-printer-ready");
  CHECK(delivery.tap("日小票") == to_slip());
}

TEST_CASE("Slip: with a printer it is printed by a tap, and one tap at a time", "[screens]") {
  {
    Visitor person("slip");
    CHECK(person.tap("打印") == core::Intent{core::PrintSlip{}});
  }
  Visitor person("slip-printing");
  CHECK(person.scene().sees("打印中"));
  CHECK(person.scene().find_targets("打印").empty());
}

TEST_CASE("Slip: without a printer there is no button, one quiet line, and nothing is wrong",
          "[screens]") {
  Visitor person("slip-no-printer");
  CHECK(person.scene().sees("没接打印机"));
  CHECK(person.scene().find_targets("打印").empty());
  CHECK(person.tap("返回") == core::Intent{core::GoTo{core::ScreenName::Summary}});
}

TEST_CASE("Slip: what is not made yet cannot be printed", "[screens]") {
  const Visitor person("slip-being-made");
  CHECK(person.scene().find_targets("打印").empty());
}

TEST_CASE("Slip: of an open outing it says so and leads back to packing up", "[screens]") {
  Visitor person("slip-open-80");
  CHECK(person.scene().sees("场次还没结束"));
  CHECK(person.tap("返回") == core::Intent{core::GoTo{core::ScreenName::Delivery}});
}

TEST_CASE("Slip: why it was not printed is one line, and it can be tapped again", "[screens]") {
  Visitor person("slip-open-80");
  slip_of(person).job = core::SlipView::Job::NotPrinted;
  for (const auto& [trouble, words] :
       {std::pair(core::PrinterState::NoPaper, "没打出来：打印机没纸了"),
        std::pair(core::PrinterState::None, "没打出来：没接打印机"),
        std::pair(core::PrinterState::Ready, "没打完")}) {
    slip_of(person).trouble = trouble;
    person.frame();
    INFO(words);
    CHECK(person.scene().sees(words));
  }
  CHECK(person.tap("打印") == core::Intent{core::PrintSlip{}});
}

TEST_CASE("Slip: all of it can be looked at, a page at a time", "[screens]") {
  Visitor person("slip");
  CHECK(person.scene().sees("1 / 2"));
  CHECK_FALSE(person.tap("下一页").has_value());
  CHECK(person.scene().sees("2 / 2"));
  CHECK(person.sample().drafts.slip.page == 1);
  auto shorter = std::make_shared<const Bitmap>(kDotsOf58Millimetres, 100);
  slip_of(person).picture = shorter;
  person.frame();
  CHECK(person.sample().drafts.slip.page == 0);
  CHECK(person.scene().find_targets("下一页").empty());
}

TEST_CASE("Printer: none is nothing to do, and what it needs comes with a next step", "[screens]") {
  core::DeliveryView view;
  CHECK(printer_card(view).standing == FactCard::Standing::Fine);
  CHECK(printer_card(view).action.empty());
  view.printer = core::PrinterState::Ready;
  CHECK(printer_card(view).standing == FactCard::Standing::Fine);
  view.printer = core::PrinterState::NoPaper;
  CHECK(printer_card(view).standing == FactCard::Standing::Attention);
  CHECK(Visitor("delivery-no-paper").scene().sees("没纸"));
  CHECK(Visitor("delivery-slip-without-printer").scene().sees("不影响记数"));
}

}  // namespace
}  // namespace outreach::ui
