// A sheet of paper typed in at the kiosk without its window.
#include "sync/journal/journal.h"
#include "sync/journal/queries.h"
#include "tests/app/kiosk/windowless_kiosk.h"
#include "tests/support/catch.h"
#include "tests/support/faulty_vfs.h"

namespace outreach::kiosk {
namespace {

// Its disk fails as told.
class KioskWithSheets : public WindowlessKiosk {
 public:
  KioskWithSheets() {
    options_.vfs = disk_.name();
    start();
    say(core::ChangeStaff{"李"});
    say(core::GoTo{core::ScreenName::Sheet});
  }
  ~KioskWithSheets() {
    close();  // before its disk goes
  }
  KioskWithSheets(const KioskWithSheets&) = delete;
  KioskWithSheets& operator=(const KioskWithSheets&) = delete;

  void record(const domain::OutingOpened& outing, int copies) {
    say(core::RecordSheet{outing, {domain::Handout{"legal-aid-card", copies}}});
  }
  domain::OutingOpened of_today() const {
    return {domain::OutingKind::Market, "东关集会", "乐昌镇", china_date(clock_.now().wall)};
  }
  domain::OutingOpened of_last_year() const {
    domain::OutingOpened outing = of_today();
    outing.date = Date{std::chrono::sys_days{outing.date} - std::chrono::days{365}};
    return outing;
  }
  core::View view() const {
    return shell_->view();
  }
  void until_answered() {
    until([](const core::View& view) {
      const auto* paper = std::get_if<core::SheetView>(&view.screen);
      return paper != nullptr && !paper->saving;
    });
  }
  std::optional<std::int64_t> recorded() const {
    return std::get<core::SheetView>(view().screen).recorded;
  }
  testing::FaultyVfs& disk() {
    return disk_;
  }
  // Of the closed kiosk.
  domain::Totals journal_totals() {
    close();
    return totals_in_journal(disk_.name());
  }

 private:
  testing::FaultyVfs disk_;
};

TEST_CASE("Shell: a sheet of a day that nobody opened is an outing of its own, and not the day's",
          "[shell][sheet]") {
  KioskWithSheets kiosk;
  kiosk.record(kiosk.of_last_year(), 30);
  kiosk.until_answered();
  CHECK(kiosk.recorded() == 1);
  CHECK_FALSE(kiosk.view().frame.outing_open);
  CHECK(kiosk.view().frame.waiting == 2);
  CHECK(kiosk.journal_totals() == domain::Totals{1, 0, 0, 30});
}

TEST_CASE("Shell: a sheet joins the outing of its day and place, and is in its list",
          "[shell][sheet]") {
  KioskWithSheets kiosk;
  kiosk.open_outing();
  kiosk.hand_out(5);
  kiosk.until_saved();
  kiosk.say(core::GoTo{core::ScreenName::Sheet});
  kiosk.record(kiosk.of_today(), 30);
  kiosk.until_answered();
  kiosk.hand_out(1);
  kiosk.until_saved();
  kiosk.say(core::GoTo{core::ScreenName::Today});
  const auto today = std::get<core::TodayView>(kiosk.view().screen);
  CHECK(today.totals.copies == 36);
  REQUIRE(today.rows.size() == 4);
  CHECK(today.rows[1].from_sheet);
  CHECK_FALSE(today.rows[2].from_sheet);
  CHECK(kiosk.journal_totals() == domain::Totals{1, 0, 0, 36});
}

TEST_CASE("Shell: two sheets of one day and place are one outing", "[shell][sheet]") {
  KioskWithSheets kiosk;
  for (const int copies : {30, 12}) {
    kiosk.record(kiosk.of_last_year(), copies);
    kiosk.until_answered();
  }
  CHECK(kiosk.journal_totals() == domain::Totals{1, 0, 0, 42});
}

TEST_CASE("Shell: a sheet whose sync failed is looked for before anybody types it in again",
          "[shell][sheet]") {
  KioskWithSheets kiosk;
  kiosk.disk().fail_in(testing::FaultyVfs::Operation::Sync, 1,
                       testing::FaultyVfs::Fault::InputOutput);
  kiosk.record(kiosk.of_last_year(), 30);
  kiosk.until_answered();
  // Whether the log had it is open; what is said is so.
  const bool is_saved = kiosk.recorded().has_value();
  CHECK(kiosk.view().frame.notice.has_value() == !is_saved);
  kiosk.record(kiosk.of_last_year(), 12);
  kiosk.until_answered();
  CHECK(kiosk.recorded() == 1);
  CHECK(kiosk.journal_totals() == domain::Totals{1, 0, 0, is_saved ? 42 : 12});
}

}  // namespace
}  // namespace outreach::kiosk
