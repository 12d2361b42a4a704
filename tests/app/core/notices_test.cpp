// What the screen says of the disk, the spare card, epochs and damage; and what it keeps through
// trouble.
#include "tests/app/core/stall.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

Notice::What said(const Stall& stall) {
  const auto notice = stall.view().frame.notice;
  return notice ? notice->what : Notice::What::None;
}

void run_for(Stall& stall, std::int64_t milliseconds) {
  Now now = stall.now();
  now.monotonic.milliseconds += milliseconds;
  stall.set_time(now);
}

TEST_CASE("Notices: a new epoch and damage are each said, one after the other", "[core]") {
  Stall stall;
  Started started;
  started.damaged = 4;
  stall.input(Event{started});
  stall.input(Event{EpochBegan{domain::EpochReason::Restored, 3, 12}});
  CHECK(said(stall) == Notice::What::EntriesDamaged);
  CHECK(stall.view().frame.notice->count == 4);
  stall.input(Intent{DismissNotice{}});
  CHECK(said(stall) == Notice::What::EpochBegan);
  CHECK(stall.view().frame.notice->epoch == domain::EpochReason::Restored);
  CHECK(stall.view().frame.notice->lost == 3);
  CHECK(stall.view().frame.notice->taken_over == 12);
  stall.input(Intent{DismissNotice{}});
  CHECK(said(stall) == Notice::What::None);
}

TEST_CASE("Notices: a filling disk is said early, and again when the reserve is in use", "[core]") {
  Stall stall;
  stall.input(Event{FactsChanged{kDiskWarningBytes, false}});
  CHECK(said(stall) == Notice::What::None);
  stall.input(Event{FactsChanged{kDiskWarningBytes - 1, false}});
  CHECK(said(stall) == Notice::What::DiskNearlyFull);
  stall.input(Intent{DismissNotice{}});
  stall.input(Event{FactsChanged{kDiskWarningBytes + 1, false}});
  stall.input(Event{FactsChanged{kDiskWarningBytes - 1, false}});
  CHECK(said(stall) == Notice::What::None);  // not at every wave about the limit
  stall.input(Event{FactsChanged{0, true}});
  CHECK(said(stall) == Notice::What::DiskReserveInUse);
  CHECK(stall.delivery().disk_room == DiskRoom::ReserveInUse);
  stall.input(Intent{DismissNotice{}});
  CHECK(said(stall) == Notice::What::None);
  stall.input(Event{FactsChanged{4 * kDiskWarningBytes, false}});
  stall.input(Event{FactsChanged{kDiskWarningBytes - 1, false}});
  CHECK(said(stall) == Notice::What::DiskNearlyFull);
}

TEST_CASE("Notices: a battery that runs out is said, and once more when it is nearly empty",
          "[core]") {
  using State = Battery::State;
  Stall stall;
  const auto battery = [&](int percent, State state = State::Discharging) {
    FactsChanged facts;
    facts.battery = Battery{percent, state};
    stall.input(Event{facts});
  };
  battery(kBatteryLow);
  CHECK(said(stall) == Notice::What::None);
  battery(kBatteryLow - 1);
  CHECK(said(stall) == Notice::What::BatteryLow);
  CHECK(stall.view().frame.notice->count == kBatteryLow - 1);
  stall.input(Intent{DismissNotice{}});
  battery(kBatteryLow + 1);
  battery(kBatteryLow - 1);
  CHECK(said(stall) == Notice::What::None);  // not at every wave about the limit
  battery(kBatteryNearlyEmpty - 1);
  CHECK(said(stall) == Notice::What::BatteryNearlyEmpty);
  CHECK(stall.delivery().battery_charge == BatteryCharge::NearlyEmpty);
  stall.input(Intent{DismissNotice{}});
  CHECK(said(stall) == Notice::What::None);
  battery(kBatteryNearlyEmpty - 1, State::Charging);
  battery(kBatteryNearlyEmpty - 1);  // pulled out again
  CHECK(said(stall) == Notice::What::BatteryNearlyEmpty);
  battery(kBatteryNearlyEmpty - 1, State::Full);
  CHECK(said(stall) == Notice::What::None);
  CHECK(stall.delivery().battery_charge == BatteryCharge::Enough);
}

TEST_CASE("Notices: a spare card is missed after some minutes, a full one at once", "[core]") {
  Stall stall;
  stall.input(Event{MirrorChanged{MirrorState::Missing, 7}});
  CHECK(said(stall) == Notice::What::None);
  CHECK(stall.delivery().mirror == MirrorState::Missing);
  CHECK(stall.delivery().mirror_behind == 7);
  run_for(stall, kMirrorMissingMilliseconds);
  CHECK(said(stall) == Notice::What::MirrorMissing);
  stall.input(Intent{DismissNotice{}});
  CHECK(said(stall) == Notice::What::None);
  stall.input(Event{MirrorChanged{MirrorState::Fine, 0}});
  stall.input(Event{MirrorChanged{MirrorState::WriteProtected, 1}});
  CHECK(said(stall) == Notice::What::MirrorWriteProtected);
  stall.input(Event{MirrorChanged{MirrorState::Full, 1}});
  CHECK(said(stall) == Notice::What::MirrorFull);
  stall.input(Event{MirrorChanged{MirrorState::Fine, 0}});
  CHECK(said(stall) == Notice::What::None);
}

TEST_CASE("Core: a spare card on the records' own disk is told on the delivery screen", "[core]") {
  Stall stall;
  stall.input(Event{MirrorChanged{MirrorState::Fine, 0, true}});
  CHECK(stall.delivery().mirror_on_same_disk);
  CHECK(said(stall) == Notice::What::None);
  stall.input(Event{MirrorChanged{MirrorState::Fine, 0, false}});
  CHECK_FALSE(stall.delivery().mirror_on_same_disk);
}

TEST_CASE("Notices: what could not be saved is said before what goes on", "[core]") {
  Stall stall;
  stall.open();
  stall.input(Event{FactsChanged{0, true}});
  stall.hand_out("guide", 1);
  stall.fail_next(ErrorCode::NoSpace);
  CHECK(said(stall) == Notice::What::NotSavedDiskFull);
  stall.input(Intent{DismissNotice{}});
  CHECK(said(stall) == Notice::What::DiskReserveInUse);
}

TEST_CASE("Notices: each trouble of delivery that staff can help has its own words", "[core]") {
  using Trouble = DeliveryView::Trouble;
  for (const auto& [trouble, what] : {std::pair{Trouble::Malformed, Notice::What::SyncMalformed},
                                      std::pair{Trouble::OwnDisk, Notice::What::SyncOwnDisk},
                                      std::pair{Trouble::Diverged, Notice::What::SyncDiverged}}) {
    Stall stall;
    DeliveryChanged event;
    event.link = DeliveryView::Link::Held;
    event.trouble = trouble;
    stall.input(Event{event});
    CHECK(said(stall) == what);
  }
}

TEST_CASE("Core: a journal opened anew loses nothing on the screen", "[core]") {
  // The program started while the journal could not be read: the face knows nothing yet.
  Stall stall;
  stall.input(Event{JournalFailed{"journal"}});
  JournalFacts facts;
  facts.outing = CurrentOuting{5, {domain::OutingKind::Fair, "东关集会", "乐昌镇", {}}, {}};
  facts.outing->entries.push_back(
      {5, stall.now().wall, {facts.outing->opened, "李", std::nullopt}});
  facts.head = 5;
  facts.newest_outing = 5;
  facts.acknowledged_through = 2;
  facts.waiting_elsewhere = 7;
  facts.of_lost_key = 4;
  facts.topic_use = {{"wages", 9}};
  stall.input(Event{JournalReopened{facts}});
  CHECK(stall.view().frame.outing_open);
  CHECK(stall.view().frame.staff == "李");
  CHECK(stall.view().frame.waiting == 3 + 7);
  CHECK(stall.delivery().of_lost_key == 4);
  stall.input(Intent{GoTo{ScreenName::Consultation}});
  CHECK(stall.screen<ConsultationView>().topics.front().id == "wages");
  // Who was chosen since then stays chosen; a new epoch's acks begin anew.
  stall.input(Intent{ChangeStaff{"王"}});
  facts.acknowledged_through = 0;
  stall.input(Event{JournalReopened{facts}});
  CHECK(stall.view().frame.staff == "王");
  CHECK(stall.view().frame.waiting == 5 + 7);
}

TEST_CASE("Core: records of a lost key keep nobody from knowing them", "[core]") {
  Stall stall;
  DeliveryChanged event;
  event.link = DeliveryView::Link::Idle;
  event.waiting_elsewhere = 5;
  event.of_lost_key = 5;
  stall.input(Event{event});
  CHECK(stall.delivery().of_lost_key == 5);
  CHECK_FALSE(stall.delivery().can_pack_up);
  event.of_lost_key.reset();  // not known yet
  stall.input(Event{event});
  CHECK(stall.delivery().of_lost_key == 5);
  event.of_lost_key = 0;
  event.waiting_elsewhere = 0;
  stall.input(Event{event});
  CHECK(stall.delivery().of_lost_key == 0);
  CHECK(stall.delivery().can_pack_up);
}

TEST_CASE("Core: who recorded last is a person, not the machine and not a resident", "[core]") {
  Stall stall;
  JournalFacts facts;
  const domain::OutingOpened opened{domain::OutingKind::Fair, "东关集会", "乐昌镇", {}};
  facts.outing = CurrentOuting{1, opened, {}};
  facts.outing->entries = {{1, {}, {opened, "李", std::nullopt}},
                           {2, {}, {domain::Question{}, domain::kStaffSelfService, std::nullopt}}};
  facts.head = 2;
  stall.input(Event{JournalReopened{facts}});
  CHECK(stall.view().frame.staff == "李");
}

TEST_CASE("Core: nothing lands in an outing that is being taken back", "[core]") {
  Stall stall;
  stall.open();
  stall.input(Intent{Correct{1, 0, domain::CorrectionReason::Mistap}});
  REQUIRE(stall.asked().size() == 1);
  stall.hand_out("guide", 1);
  stall.consult(1);
  stall.undo();
  stall.input(Intent{CloseOuting{}});
  CHECK(stall.asked().size() == 1);
  CHECK(said(stall) == Notice::What::OutingEnding);
  // It could not be taken back after all: counting goes on.
  stall.fail_next(ErrorCode::NoSpace);
  stall.hand_out("guide", 1);
  CHECK(stall.asked().size() == 1);
}

TEST_CASE("Core: nothing lands in an outing that is being closed", "[core]") {
  Stall stall;
  stall.open();
  stall.input(Intent{CloseOuting{}});
  stall.hand_out("guide", 1);
  CHECK(stall.asked().size() == 1);
  CHECK(said(stall) == Notice::What::OutingEnding);
}

}  // namespace
}  // namespace outreach::core
