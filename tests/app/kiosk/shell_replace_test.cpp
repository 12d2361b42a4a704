// 改内容 on the kiosk without its window: both entries are in the journal, or neither.
#include "sync/journal/journal.h"
#include "tests/app/kiosk/windowless_kiosk.h"
#include "tests/support/faulty_vfs.h"

namespace outreach::kiosk {
namespace {

using testing::FaultyVfs;

const domain::Consultation kTappedFirst{2, "wages", domain::Pathway::Arbitration, "labour",
                                        domain::Outcome::GuidedToPathway};
const domain::Consultation kMeantToSay{3, "land", domain::Pathway::Arbitration, "agriculture",
                                       domain::Outcome::AnsweredOnTheSpot};

class ReplacingKiosk : public WindowlessKiosk {
 public:
  ReplacingKiosk() {
    options_.vfs = disk_.name();
    start();
    open_outing();
    say(core::RecordConsultation{kTappedFirst});
    until_saved();
  }
  ~ReplacingKiosk() {
    close();  // before its disk goes
  }
  ReplacingKiosk(const ReplacingKiosk&) = delete;
  ReplacingKiosk& operator=(const ReplacingKiosk&) = delete;

  void replace() {
    say(core::GoTo{core::ScreenName::Today});
    say(core::BeginReplacement{2, domain::CorrectionReason::Mistap});
    say(core::ReplaceConsultation{2, kMeantToSay});
    until([](const core::View& view) { return view.frame.last.state != core::SaveState::Saving; });
  }
  domain::Totals shown() {
    say(core::GoTo{core::ScreenName::Today});
    return std::get<core::TodayView>(shell_->view().screen).totals;
  }
  // As another program would read the journal of the closed kiosk.
  domain::Totals recorded() {
    close();
    return totals_in_journal(disk_.name());
  }
  core::SaveState last() const {
    return shell_->view().frame.last.state;
  }
  FaultyVfs& disk() {
    return disk_;
  }

 private:
  FaultyVfs disk_;
};

TEST_CASE("Shell: a replaced consultation counts once, also after a power cut", "[shell]") {
  ReplacingKiosk kiosk;
  kiosk.replace();
  REQUIRE(kiosk.last() == core::SaveState::Saved);
  CHECK(kiosk.shown().people == 3);
  kiosk.disk().power_cut();
  const domain::Totals totals = kiosk.recorded();
  CHECK(totals.parties == 1);
  CHECK(totals.people == 3);
}

TEST_CASE("Shell: where the disk fails under a replacement, what is shown is what is recorded",
          "[shell]") {
  for (const FaultyVfs::Operation operation :
       {FaultyVfs::Operation::Write, FaultyVfs::Operation::Sync}) {
    ReplacingKiosk kiosk;
    kiosk.disk().fail_in(operation, 1, FaultyVfs::Fault::InputOutput);
    kiosk.replace();
    const std::int64_t people = kiosk.last() == core::SaveState::Saved ? 3 : 2;
    CHECK(kiosk.shown().parties == 1);
    CHECK(kiosk.shown().people == people);
    const domain::Totals totals = kiosk.recorded();
    CHECK(totals.parties == 1);
    CHECK(totals.people == people);
  }
}

}  // namespace
}  // namespace outreach::kiosk
