// 被退回: what the county set aside, and what staff do about it.
#include <algorithm>
#include <set>

#include "tests/app/core/stall.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

using Do = ReturnedRow::Do;

// Opened, and 9 times one leaflet: entries 1 to 10.
Stall returned_day() {
  Stall stall;
  stall.open();
  for (int i = 0; i < 9; ++i) {
    stall.hand_out("guide", 5);
  }
  stall.save_all();
  return stall;
}

ReturnedView returned(Stall& stall) {
  stall.input(Intent{GoTo{ScreenName::Returned}});
  return stall.screen<ReturnedView>();
}

bool was_asked_to_read(const Stall& stall) {
  return std::any_of(stall.commands().begin(), stall.commands().end(), [](const Command& command) {
    return std::holds_alternative<ReadReturned>(command);
  });
}

ReturnedEntry earlier_entry(Sequence sequence, const std::string& reason) {
  ReturnedEntry entry;
  entry.epoch = domain::EpochId{7};
  entry.sequence = sequence;
  entry.kind = "consultation";
  entry.reason = reason;
  entry.record = domain::Record{domain::Consultation{3, "wages", domain::Pathway::Arbitration,
                                                     "labour", domain::Outcome::GuidedToPathway},
                                "王", std::nullopt};
  entry.place = "史村集市";
  entry.date = std::chrono::year{2020} / 12 / 30;
  return entry;
}

void check_sum_with_returned(const DeliveryView& view) {
  CHECK(view.recorded == view.local + view.on_stick + view.acknowledged + view.quarantined);
}

TEST_CASE("Returned: also of earlier chains and days, with what they said", "[core]") {
  Stall stall = returned_day();
  stall.acknowledge(10, {{4, "bad_value"}});
  stall.input(Event{ReturnedChanged{{earlier_entry(9, "unknown_outing")}}});
  const ReturnedView view = returned(stall);
  CHECK(view.entries == 2);
  CHECK(view.open == 2);
  REQUIRE(view.rows.size() == 2);
  // Of the current chain what delivery says is known before the journal is read again.
  CHECK_FALSE(view.rows[0].epoch);
  CHECK(view.rows[0].sequence == 4);
  CHECK(view.rows[0].what == LastAction::What::Handout);
  CHECK(view.rows[0].name == "我该找谁办事指南");
  CHECK(view.rows[0].amount == 5);
  CHECK(view.rows[0].place == "东关集会");
  CHECK(view.rows[1].epoch == domain::EpochId{7});
  CHECK(view.rows[1].name == "拖欠工资");
  CHECK(view.rows[1].amount == 3);
  CHECK(view.rows[1].staff == "王");
  CHECK(view.rows[1].place == "史村集市");
  const DeliveryView delivery = stall.delivery();
  CHECK(delivery.returned == ReturnedSummary{2, 2});
  CHECK(delivery.quarantined == 1);  // of this outing
}

TEST_CASE("Returned: every reason has something to do", "[core]") {
  const std::vector<std::pair<std::string, Do>> reasons{
      {"unknown_kind", Do::Wait},           {"unknown_outing", Do::Wait},
      {"not_text", Do::RecordAgain},        {"not_an_object", Do::RecordAgain},
      {"missing_field", Do::RecordAgain},   {"bad_value", Do::RecordAgain},
      {"too_large", Do::RecordAgain},       {"bad_target", Do::CorrectAgain},
      {"body_missing", Do::PutCardIn},      {"damaged", Do::PutCardIn},
      {"of_a_newer_county", Do::AskSupport}};
  for (const auto& [reason, what] : reasons) {
    INFO(reason);
    Stall stall = returned_day();
    stall.acknowledge(10, {{4, reason}});
    const ReturnedView view = returned(stall);
    REQUIRE(view.rows.size() == 1);
    CHECK(view.rows[0].what_to_do == what);
    CHECK(view.rows[0].may_settle == (what != Do::Wait));
    CHECK(view.rows[0].code == reason);
    CHECK(view.rows[0].reason == domain::rejection_from(reason));
  }
}

TEST_CASE("Returned: what cannot be recorded again here is support's", "[core]") {
  Stall stall = returned_day();
  stall.acknowledge(10, {{1, "bad_value"}});  // the outing itself
  stall.input(Event{ReturnedChanged{{earlier_entry(9, "bad_value")}}});
  const ReturnedView view = returned(stall);
  REQUIRE(view.rows.size() == 2);
  CHECK(view.rows[0].what_to_do == Do::AskSupport);
  CHECK(view.rows[1].what_to_do == Do::AskSupport);
  stall.input(Intent{RecordAgain{1}});
  stall.input(Intent{RecordAgain{9}});
  CHECK(stall.asked().empty());
}

TEST_CASE("Returned: dealing with one keeps the sum, and it goes to the end", "[core]") {
  Stall stall = returned_day();
  stall.acknowledge(10, {{4, "bad_value"}, {6, "body_missing"}});
  const DeliveryView before = stall.delivery();
  check_sum_with_returned(before);
  CHECK(returned(stall).rows[0].sequence == 6);
  stall.input(Intent{SettleReturned{std::nullopt, 6}});
  REQUIRE(stall.asked().size() == 1);
  const auto& remark = std::get<domain::Remark>(stall.asked().front().record.content);
  CHECK(remark.about == domain::kRemarkSetAsideSettled);
  CHECK(remark.target == 6);
  CHECK_FALSE(remark.epoch);
  CHECK(stall.asked().front().record.staff == "张");
  CHECK(returned(stall).rows[0].settling);
  CHECK_FALSE(returned(stall).rows[0].settled);
  stall.input(Intent{SettleReturned{std::nullopt, 6}});
  CHECK(stall.asked().size() == 1);  // once
  stall.save_all();
  const ReturnedView view = returned(stall);
  CHECK(view.entries == 2);
  CHECK(view.open == 1);
  CHECK(view.rows[0].sequence == 4);
  CHECK(view.rows[1].settled);
  CHECK_FALSE(view.rows[1].may_settle);
  const DeliveryView after = stall.delivery();
  check_sum_with_returned(after);
  CHECK(after.quarantined == before.quarantined);
  CHECK(after.returned == ReturnedSummary{2, 1});
  // Read before the remark was written: it is dealt with all the same.
  ReturnedEntry stale;
  stale.sequence = 6;
  stale.reason = "body_missing";
  stall.input(Event{ReturnedChanged{{stale}}});
  CHECK(returned(stall).open == 1);
}

TEST_CASE("Returned: one of an earlier chain is dealt with by its own name", "[core]") {
  Stall stall = returned_day();
  stall.input(Event{ReturnedChanged{{earlier_entry(9, "bad_value")}}});
  stall.input(Intent{SettleReturned{domain::EpochId{8}, 9}});
  stall.input(Intent{SettleReturned{std::nullopt, 9}});
  CHECK(stall.asked().empty());
  stall.input(Intent{SettleReturned{domain::EpochId{7}, 9}});
  REQUIRE(stall.asked().size() == 1);
  CHECK(std::get<domain::Remark>(stall.asked().front().record.content).epoch == domain::EpochId{7});
  stall.fail_next(ErrorCode::NoSpace);
  CHECK(returned(stall).open == 1);
  CHECK(stall.view().frame.notice->what == Notice::What::NotSavedDiskFull);
}

TEST_CASE("Returned: a remark is never dealt with by a remark", "[core]") {
  Stall stall = returned_day();
  ReturnedEntry remark;
  remark.epoch = domain::EpochId{7};
  remark.sequence = 3;
  remark.kind = "remark";
  remark.reason = "of_a_newer_county";
  stall.input(Event{ReturnedChanged{{remark}}});
  const ReturnedView view = returned(stall);
  REQUIRE(view.rows.size() == 1);
  CHECK(view.rows[0].what_to_do == Do::Wait);
  CHECK_FALSE(view.rows[0].may_settle);
  stall.input(Intent{SettleReturned{domain::EpochId{7}, 3}});
  CHECK(stall.asked().empty());
}

TEST_CASE("Returned: what nobody has a key for cannot be dealt with by a remark", "[core]") {
  Stall stall = returned_day();
  ReturnedEntry entry = earlier_entry(9, "bad_value");
  entry.is_of_lost_key = true;
  stall.input(Event{ReturnedChanged{{entry}}});
  CHECK_FALSE(returned(stall).rows[0].may_settle);
  stall.input(Intent{SettleReturned{entry.epoch, 9}});
  CHECK(stall.asked().empty());
}

TEST_CASE("Returned: nobody deals with one namelessly", "[core]") {
  Stall stall;
  stall.input(Event{ReturnedChanged{{earlier_entry(9, "bad_value")}}});
  CHECK(returned(stall).staff.empty());
  stall.input(Intent{SettleReturned{domain::EpochId{7}, 9}});
  CHECK(stall.asked().empty());
  stall.input(Intent{ChangeStaff{"李"}});
  CHECK(returned(stall).staff == "李");
  stall.input(Intent{SettleReturned{domain::EpochId{7}, 9}});
  REQUIRE(stall.asked().size() == 1);
  CHECK(stall.asked().front().record.staff == "李");
}

TEST_CASE("Returned: recorded again it counts once, and is dealt with", "[core]") {
  Stall stall = returned_day();
  stall.acknowledge(10, {{4, "bad_value"}});
  stall.input(Intent{RecordAgain{4}});
  stall.input(Intent{RecordAgain{4}});
  REQUIRE(stall.asked().size() == 1);  // the others wait for it
  CHECK(stall.asked().front().record.content == domain::Content{domain::Handout{"guide", 5}});
  stall.save_all();
  REQUIRE(stall.journal().size() == 13);
  CHECK(stall.journal()[11].record.content ==
        domain::Content{domain::Correction{4, 5, 0, domain::CorrectionReason::Duplicate}});
  CHECK(std::get<domain::Remark>(stall.journal()[12].record.content).target == 4);
  stall.input(Intent{GoTo{ScreenName::Handout}});
  CHECK(stall.screen<HandoutView>().copies == 45);
  CHECK(returned(stall).open == 0);
  check_sum_with_returned(stall.delivery());
  // The county returns the correction as well: it hangs on what was dealt with.
  stall.acknowledge(13, {{4, "bad_value"}, {12, "bad_target"}});
  const ReturnedView view = returned(stall);
  CHECK(view.entries == 2);
  CHECK(view.open == 0);
}

TEST_CASE("Returned: recorded again it says what it counted last, stock too", "[core]") {
  using Movement = domain::StockMovement;
  Stall stall = returned_day();
  stall.input(Intent{RecordStock{"guide", Movement::TakenOut, 200}});
  stall.save_all();
  stall.input(Intent{Correct{4, 3, domain::CorrectionReason::Miscount}});
  stall.input(Intent{Correct{11, 150, domain::CorrectionReason::Miscount}});
  stall.save_all();
  stall.acknowledge(13, {{4, "bad_value"}, {11, "bad_value"}});
  stall.input(Intent{RecordAgain{4}});
  CHECK(stall.asked().front().record.content == domain::Content{domain::Handout{"guide", 3}});
  stall.save_all();
  stall.input(Intent{RecordAgain{11}});
  REQUIRE(stall.asked().size() == 1);
  CHECK(stall.asked().front().record.content ==
        domain::Content{domain::Stock{"guide", Movement::TakenOut, 150}});
  stall.save_all();
  CHECK(returned(stall).open == 0);
}

TEST_CASE("Returned: what could not be recorded again is neither taken out nor dealt with",
          "[core]") {
  Stall stall = returned_day();
  stall.acknowledge(10, {{4, "bad_value"}});
  stall.input(Intent{RecordAgain{4}});
  stall.fail_next(ErrorCode::NoSpace);
  CHECK(stall.asked().empty());
  CHECK(stall.state().in_flight.empty());
  CHECK(returned(stall).open == 1);
  stall.input(Intent{GoTo{ScreenName::Handout}});
  CHECK(stall.screen<HandoutView>().copies == 45);
}

TEST_CASE("Returned: the journal is asked when something may have changed", "[core]") {
  Stall stall = returned_day();
  CHECK_FALSE(was_asked_to_read(stall));
  stall.acknowledge(10);
  CHECK_FALSE(was_asked_to_read(stall));
  SECTION("the county returned one") {
    stall.acknowledge(10, {{4, "bad_value"}});
    CHECK(was_asked_to_read(stall));
  }
  SECTION("something of an earlier chain was answered") {
    DeliveryChanged event;
    event.link = DeliveryView::Link::Idle;
    event.acknowledged_through = 10;
    event.waiting_elsewhere = 2;
    stall.input(Event{event});
    CHECK(was_asked_to_read(stall));
  }
  SECTION("somebody looks") {
    stall.input(Intent{GoTo{ScreenName::Delivery}});
    CHECK(was_asked_to_read(stall));
  }
}

TEST_CASE("Returned: many are paged, and each is on one page", "[core]") {
  Stall stall = returned_day();
  std::vector<SetAsideEntry> all;
  for (Sequence sequence = 2; sequence <= 8; ++sequence) {
    all.push_back({sequence, "unknown_kind"});
  }
  stall.acknowledge(10, all);
  std::set<Sequence> seen;
  ReturnedView view = returned(stall);
  CHECK(view.pages == 3);
  for (int page = 0; page < view.pages; ++page) {
    for (const ReturnedRow& row : stall.screen<ReturnedView>().rows) {
      CHECK(seen.insert(row.sequence).second);
    }
    stall.input(Intent{TurnPage{1}});
  }
  CHECK(seen.size() == all.size());
}

}  // namespace
}  // namespace outreach::core
