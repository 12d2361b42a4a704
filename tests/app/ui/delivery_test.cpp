// 能收摊吗 and 被退回, by a person's taps.
#include <set>
#include <string>

#include "app/ui/delivery_facts.h"
#include "app/ui/returned_words.h"
#include "platform/text/locale.h"
#include "tests/app/ui/visitor.h"
#include "tests/support/catch.h"

namespace outreach::ui {
namespace {

core::DeliveryView& delivery_of(Visitor& visitor) {
  return std::get<core::DeliveryView>(visitor.sample().view.screen);
}

core::ReturnedView& returned_of(Visitor& visitor) {
  return std::get<core::ReturnedView>(visitor.sample().view.screen);
}

TEST_CASE("Delivery: each card has a word and a next step, in every state", "[screens]") {
  for (const Sample& sample : sample_screens()) {
    const auto* view = std::get_if<core::DeliveryView>(&sample.view.screen);
    if (view == nullptr) {
      continue;
    }
    INFO(sample.name);
    auto before = FactCard::Standing::Bad;
    for (const FactCard& card : delivery_facts(*view)) {
      INFO(card.title);
      CHECK_FALSE(card.value.empty());
      CHECK_FALSE(card.meaning.empty());
      CHECK(card.action.empty() == !card.intent.has_value());
      CHECK(card.standing <= before);  // worst first
      before = card.standing;
    }
  }
}

TEST_CASE("Delivery: what does not find room is on the next page", "[screens]") {
  Visitor visitor("delivery-earlier-days");
  const std::size_t cards = delivery_facts(delivery_of(visitor)).size();
  std::set<std::string> seen;
  const auto look = [&] {
    for (const FactCard& card : delivery_facts(delivery_of(visitor))) {
      if (visitor.scene().sees(card.meaning)) {
        seen.insert(card.title);
      }
    }
  };
  look();
  CHECK(seen.size() < cards);
  CHECK_FALSE(visitor.tap(tr("Next")).has_value());
  look();
  CHECK(seen.size() == cards);
}

TEST_CASE("Delivery: earlier days are said beside the sum", "[screens]") {
  const Visitor visitor("delivery-earlier-days");
  CHECK(visitor.scene().sees("1,234"));
}

TEST_CASE("Delivery: the returned are one tap away, also when all are dealt with", "[screens]") {
  for (const char* name : {"delivery", "delivery-plugged-in"}) {
    Visitor visitor(name);
    CHECK(visitor.tap(tr("Look")) == core::Intent{core::GoTo{core::ScreenName::Returned}});
  }
}

TEST_CASE("Delivery: content goes back to its earlier version from its card", "[screens]") {
  Visitor visitor("delivery-done");
  delivery_of(visitor).content.version = 8;
  delivery_of(visitor).content.previous = 7;
  visitor.frame();
  CHECK(visitor.tap(fill(tr("Back to version {n}"), {{"n", "7"}})) ==
        core::Intent{core::RollBackContent{}});
}

TEST_CASE("Returned: every reason has words and something to do", "[screens]") {
  using Do = core::ReturnedRow::Do;
  for (int code = 0; code <= static_cast<int>(domain::Rejection::Damaged); ++code) {
    for (const Do what :
         {Do::Wait, Do::RecordAgain, Do::CorrectAgain, Do::PutCardIn, Do::AskSupport}) {
      core::ReturnedRow row;
      row.reason = static_cast<domain::Rejection>(code);
      row.what_to_do = what;
      CHECK_FALSE(returned_reason(row).empty());
      CHECK_FALSE(staff_remedy(row).empty());
    }
  }
  core::ReturnedRow newer;
  newer.code = "of_a_newer_county";
  CHECK(returned_reason(newer).find("of_a_newer_county") != std::string::npos);
  CHECK_FALSE(staff_remedy(newer).empty());
  CHECK_FALSE(returned_words(newer).empty());
}

TEST_CASE("Returned: dealing with one is asked about first", "[screens]") {
  Visitor visitor("returned");
  CHECK_FALSE(visitor.tap(tr("Dealt with"), "16").has_value());
  CHECK(visitor.scene().sees("张建国"));
  CHECK(visitor.tap(tr("Yes, it is done")) == core::Intent{core::SettleReturned{std::nullopt, 16}});
  CHECK_FALSE(visitor.sample().drafts.returned.settling);
}

TEST_CASE("Returned: one of the open outing is recorded again by a tap", "[screens]") {
  Visitor visitor("returned");
  CHECK(visitor.tap(tr("Record it again"), "16") == core::Intent{core::RecordAgain{16}});
}

TEST_CASE("Returned: who deals with one says first who they are", "[screens]") {
  Visitor visitor("returned-nobody");
  CHECK_FALSE(visitor.tap(tr("Dealt with"), "16").has_value());
  CHECK(visitor.sample().drafts.choosing_staff);
  CHECK_FALSE(visitor.sample().drafts.returned.settling);
}

TEST_CASE("Returned: what only has to wait has nothing to tap", "[screens]") {
  Visitor visitor("returned");
  returned_of(visitor).rows = {returned_of(visitor).rows.front()};
  visitor.frame();
  CHECK(visitor.scene().find_targets(tr("Dealt with")).empty());
  CHECK(visitor.tap(tr("Back to packing up")) ==
        core::Intent{core::GoTo{core::ScreenName::Delivery}});
}

}  // namespace
}  // namespace outreach::ui
