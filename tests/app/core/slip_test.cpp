// 日小票: when it is made, and what is said of the printer.
#include <memory>
#include <vector>

#include "tests/app/core/stall.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

using Job = SlipView::Job;

// A stall at the slip's screen.
class Slips {
 public:
  Slips() {
    stall_.open();
    stall_.hand_out("guide", 5);
    stall_.save_all();
    look();
  }

  void look() {
    stall_.input(Intent{GoTo{ScreenName::Slip}});
  }
  // Every ticket that a slip was asked for under, the newest last.
  std::vector<Ticket> asked() const {
    std::vector<Ticket> tickets;
    for (const Command& command : stall_.commands()) {
      if (const auto* make = std::get_if<MakeSlip>(&command)) {
        tickets.push_back(make->ticket);
      }
    }
    return tickets;
  }
  std::vector<std::shared_ptr<const Bitmap>> printed() const {
    std::vector<std::shared_ptr<const Bitmap>> pictures;
    for (const Command& command : stall_.commands()) {
      if (const auto* print = std::get_if<Print>(&command)) {
        pictures.push_back(print->picture);
      }
    }
    return pictures;
  }
  // Answers the newest that was asked for.
  std::shared_ptr<const Bitmap> make() {
    auto picture = std::make_shared<const Bitmap>(384, 20);
    stall_.input(Event{SlipMade{asked().back(), picture}});
    return picture;
  }
  void become(PrinterState state) {
    stall_.input(Event{PrinterChanged{state}});
  }
  void print() {
    stall_.input(Intent{PrintSlip{}});
  }
  SlipView view() const {
    return stall_.screen<SlipView>();
  }
  Stall& stall() {
    return stall_;
  }

 private:
  Stall stall_;
};

TEST_CASE("Slip: it is made when its screen opens, and let go of when it is left", "[core][slip]") {
  Slips slips;
  REQUIRE(slips.asked().size() == 1);
  CHECK(slips.view().picture == nullptr);
  CHECK(slips.view().place == "东关集会");
  CHECK(slips.view().is_open);
  const auto picture = slips.make();
  CHECK(slips.view().picture == picture);
  slips.stall().input(Intent{GoTo{ScreenName::Home}});
  CHECK(picture.use_count() == 1);
  slips.look();
  CHECK(slips.asked().size() == 2);
  CHECK(slips.view().picture == nullptr);
}

TEST_CASE("Slip: it is made anew where what it says has changed, and shown until then",
          "[core][slip]") {
  Slips slips;
  const auto first = slips.make();
  slips.stall().input(Touched{});
  CHECK(slips.asked().size() == 1);
  slips.stall().acknowledge(1);
  REQUIRE(slips.asked().size() == 2);
  CHECK(slips.view().picture == first);
  slips.stall().hand_out("guide", 1);
  CHECK(slips.asked().size() == 2);  // it counts once it is durable
  slips.stall().save_all();
  CHECK(slips.asked().size() == 3);
  CHECK(slips.view().is_open);
  slips.stall().input(Intent{CloseOuting{}});
  slips.stall().save_all();
  slips.look();
  CHECK(slips.asked().size() == 4);
  CHECK_FALSE(slips.view().is_open);
  CHECK(slips.view().place == "东关集会");
}

TEST_CASE("Slip: an answer to an earlier asking is not shown", "[core][slip]") {
  Slips slips;
  slips.stall().acknowledge(1);
  const auto asked = slips.asked();
  slips.stall().input(Event{SlipMade{asked.front(), std::make_shared<const Bitmap>(384, 20)}});
  CHECK(slips.view().picture == nullptr);
  const auto newest = slips.make();
  CHECK(slips.view().picture == newest);
}

TEST_CASE("Slip: one that cannot be made is said on its screen, and no notice", "[core][slip]") {
  Slips slips;
  CHECK_FALSE(slips.view().failed);
  slips.stall().input(Event{SlipMade{slips.asked().back(), nullptr}});
  CHECK(slips.view().failed);
  CHECK_FALSE(slips.stall().view().frame.notice);
}

TEST_CASE("Slip: what is printed is what is shown, once however often it is tapped",
          "[core][slip]") {
  Slips slips;
  slips.become(PrinterState::Ready);
  slips.print();
  CHECK(slips.printed().empty());  // nothing is shown yet
  const auto picture = slips.make();
  slips.print();
  slips.print();
  CHECK(slips.printed() == std::vector{picture});
  CHECK(slips.view().job == Job::Printing);
  slips.stall().input(Event{SlipPrinted{true, PrinterState::Ready}});
  CHECK(slips.view().job == Job::Printed);
  slips.print();
  CHECK(slips.printed().size() == 2);
}

TEST_CASE("Slip: without a printer nothing is printed and nothing is wrong", "[core][slip]") {
  Slips slips;
  slips.make();
  slips.print();
  CHECK(slips.printed().empty());
  CHECK(slips.view().job == Job::None);
  CHECK(slips.stall().delivery().printer == PrinterState::None);
  CHECK_FALSE(slips.stall().view().frame.notice);
}

TEST_CASE("Slip: why it was not printed is said on its screen until that is left", "[core][slip]") {
  Slips slips;
  slips.make();
  slips.become(PrinterState::Ready);
  slips.print();
  slips.stall().input(Intent{GoTo{ScreenName::Delivery}});
  slips.stall().input(Event{SlipPrinted{false, PrinterState::NoPaper}});
  CHECK(slips.stall().screen<DeliveryView>().printer == PrinterState::NoPaper);
  CHECK(slips.stall().screen<DeliveryView>().has_slip);
  slips.look();
  CHECK(slips.view().job == Job::NotPrinted);
  slips.become(PrinterState::Ready);  // a new roll is in
  CHECK(slips.view().trouble == PrinterState::NoPaper);
  CHECK(slips.view().printer == PrinterState::Ready);
  CHECK_FALSE(slips.stall().view().frame.notice);
  slips.stall().input(Intent{GoTo{ScreenName::Delivery}});
  slips.look();
  CHECK(slips.view().job == Job::None);
}

TEST_CASE("Slip: without an outing there is none", "[core][slip]") {
  Stall stall;
  CHECK_FALSE(stall.delivery().has_slip);
  stall.input(Intent{GoTo{ScreenName::Slip}});
  CHECK(stall.view().frame.screen == ScreenName::OpenOuting);
}

}  // namespace
}  // namespace outreach::core
