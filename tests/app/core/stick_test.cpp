// 写到U盘: what the face says of a stick.
#include "tests/app/core/stall.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

StickDone written(Sequence through) {
  StickDone done;
  done.result = StickDone::Result::Written;
  done.entries = static_cast<std::int64_t>(through);
  done.stick_through = through;
  return done;
}

void check_sum(const DeliveryView& view) {
  CHECK(view.recorded == view.local + view.on_stick + view.acknowledged + view.quarantined);
}

Stall day() {
  Stall stall;
  stall.open();
  for (int i = 0; i < 9; ++i) {
    stall.hand_out("guide", 1);
  }
  stall.save_all();
  return stall;
}

TEST_CASE("Stick: what is on it is told apart until an ack covers it", "[core]") {
  Stall stall = day();
  CHECK(stall.delivery().on_stick == 0);
  stall.input(Event{written(6)});
  DeliveryView view = stall.delivery();
  check_sum(view);
  CHECK(view.on_stick == 6);
  CHECK(view.local == 4);
  CHECK(view.waiting_on_stick == 6);
  CHECK_FALSE(view.can_pack_up);
  stall.acknowledge(4, {{2, "bad_value"}});
  view = stall.delivery();
  check_sum(view);
  CHECK(view.on_stick == 2);
  CHECK(view.acknowledged == 3);
  stall.input(Intent{GoTo{ScreenName::Today}});
  CHECK(stall.screen<TodayView>().rows.front().state == EntryState::Local);
  stall.acknowledge(10);
  CHECK(stall.delivery().on_stick == 0);
}

TEST_CASE("Stick: an entry of today that is on it says so", "[core]") {
  Stall stall = day();
  stall.input(Event{written(10)});
  stall.input(Intent{GoTo{ScreenName::Today}});
  for (const TodayRow& row : stall.screen<TodayView>().rows) {
    CHECK(row.state == EntryState::OnStick);
  }
}

TEST_CASE("Stick: is written to only while one is there and idle", "[core]") {
  Stall stall = day();
  const auto asks = [&] {
    const std::size_t before = stall.commands().size();
    stall.input(Intent{WriteToStick{}});
    return stall.commands().size() > before;
  };
  CHECK_FALSE(asks());
  stall.input(Event{StickChanged{StickState::There}});
  CHECK(asks());
  stall.input(Event{StickChanged{StickState::Busy}});
  CHECK_FALSE(asks());
}

TEST_CASE("Stick: each outcome is one notice that says what to do", "[core]") {
  using Result = StickDone::Result;
  using What = Notice::What;
  for (const auto& [result, what] :
       std::vector<std::pair<Result, What>>{{Result::Written, What::StickWritten},
                                            {Result::Full, What::StickFull},
                                            {Result::WriteProtected, What::StickWriteProtected},
                                            {Result::Gone, What::StickGone},
                                            {Result::GivesBackOther, What::StickGivesBackOther},
                                            {Result::OwnDisk, What::SyncOwnDisk}}) {
    Stall stall = day();
    StickDone done = written(10);
    done.result = result;
    stall.input(Event{done});
    REQUIRE(stall.view().frame.notice);
    CHECK(stall.view().frame.notice->what == what);
    stall.input(Intent{DismissNotice{}});
    CHECK_FALSE(stall.view().frame.notice);
  }
  Stall stall = day();
  stall.input(Event{StickDone{}});
  CHECK_FALSE(stall.view().frame.notice);
}

TEST_CASE("Stick: what it brought home is told before what was written", "[core]") {
  Stall stall = day();
  StickDone done = written(10);
  done.receipts = 3;
  done.enrolled_with = "曲沃县信访局";
  stall.input(Event{done});
  CHECK(stall.delivery().enrolled);
  for (const auto what :
       {Notice::What::StickEnrolled, Notice::What::StickReceipts, Notice::What::StickWritten}) {
    REQUIRE(stall.view().frame.notice);
    CHECK(stall.view().frame.notice->what == what);
    stall.input(Intent{DismissNotice{}});
  }
}

TEST_CASE("Stick: what somebody waits for is not told behind good news of an earlier stick",
          "[core]") {
  Stall stall = day();
  StickDone enrolled;
  enrolled.enrolled_with = "曲沃县信访局";
  stall.input(Event{enrolled});
  stall.input(Event{written(10)});
  REQUIRE(stall.view().frame.notice);
  CHECK(stall.view().frame.notice->what == Notice::What::StickWritten);
  StickDone full = written(10);
  full.result = StickDone::Result::Full;
  stall.input(Event{full});
  stall.input(Event{written(10)});
  REQUIRE(stall.view().frame.notice);
  CHECK(stall.view().frame.notice->what == Notice::What::StickFull);  // has to be read
}

TEST_CASE("Stick: a county that holds less than before leaves nothing on the stick", "[core]") {
  Stall stall = day();
  stall.input(Event{written(10)});
  stall.acknowledge(8);
  stall.acknowledge(3);
  CHECK(stall.delivery().on_stick == 0);
  CHECK(stall.delivery().local == 7);
}

}  // namespace
}  // namespace outreach::core
