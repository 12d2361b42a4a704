// The kiosk without its window, for tests: started, tapped and waited for.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "app/kiosk/shell.h"
#include "platform/crypto/crypto.h"
#include "sync/journal/journal.h"
#include "sync/journal/queries.h"
#include "tests/support/catch.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_speaker.h"
#include "tests/support/fake_voice.h"
#include "tests/support/signal.h"
#include "tests/support/temporary_folder.h"

namespace outreach::kiosk {

// A new folder with the lists of names. Whoever derives from it adds options, then starts it.
class WindowlessKiosk {
 public:
  WindowlessKiosk() {
    REQUIRE(crypto::initialise());
    const Path content = folder_.path() / "kiosk" / "content";
    std::filesystem::create_directories(content);
    std::filesystem::copy_file(OUTREACH_SOURCE_FOLDER "/assets/content/catalogue.json",
                               content / "catalogue.json");
    options_.data = folder_.path() / "kiosk";
    options_.power_supplies = folder_.path() / "power";
  }

  void start() {
    doubting_.emplace(clock_);  // each start has one of its own, as the program's
    auto opened = Shell::open(options_, *doubting_, speaker_, voice_, woken_.raiser());
    REQUIRE(opened);
    shell_ = *std::move(opened);
  }
  void close() {
    shell_.reset();
  }

  void say(core::Intent intent) {
    shell_->input(std::move(intent));
  }
  void open_outing() {
    say(core::GoTo{core::ScreenName::OpenOuting});
    say(core::OpenOuting{
        {domain::OutingKind::Fair, "东关集会", "乐昌镇", china_date(clock_.now().wall)}, "张"});
    say(core::AnswerDay{true});
    until_saved();
  }
  void hand_out(int copies) {
    say(core::HandOut{"legal-aid-card", copies});
  }
  void until(const std::function<bool(const core::View&)>& happens) {
    shell_->turn();
    while (!happens(shell_->view())) {
      const auto notice = shell_->view().frame.notice;
      INFO("notice: " << (notice ? notice->detail : "none"));
      REQUIRE(woken_.wait());
      shell_->turn();
    }
  }
  void until_saved() {
    until([](const core::View& view) { return view.frame.last.state == core::SaveState::Saved; });
  }

  // Types the PIN that is asked.
  void give(const char* digits) {
    say(core::EnterPin{core::PinDigits(digits), {}});
  }
  void until_wrong() {
    until([](const core::View& view) {
      return view.frame.pin && view.frame.pin->answer == core::PinView::Answer::Wrong;
    });
  }
  void set_supervisor(const char* digits) {
    say(core::AskPin{core::PinPurpose::SetOwn});
    say(core::AskPin{core::PinPurpose::SetSupervisor});
    say(core::EnterPin{{}, core::PinDigits(digits)});
    until([](const core::View& view) {
      return view.frame.notice && view.frame.notice->what == core::Notice::What::SupervisorPinSet;
    });
  }
  // As another program would read the journal of the closed kiosk. `vfs`: of its disk.
  domain::Totals totals_in_journal(const std::string& vfs) const {
    auto reader = journal::open_reader(options_.data, {vfs});
    REQUIRE(reader);
    const auto table = journal::tally(*reader, {}, {});
    REQUIRE(table);
    return table->totals;
  }

 protected:
  testing::TemporaryFolder folder_;
  testing::FakeClock clock_;
  std::optional<DoubtingClock> doubting_;
  testing::FakeSpeaker speaker_;
  testing::FakeVoice voice_;
  testing::Signal woken_;
  Options options_;
  std::unique_ptr<Shell> shell_;
};

}  // namespace outreach::kiosk
