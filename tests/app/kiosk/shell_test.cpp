// Long because every way a kiosk without its window can go wrong is tried on one stall.
// The kiosk without its window on a disk that stalls, fills up and fails.
#include "app/kiosk/shell.h"

#include <filesystem>
#include <fstream>

#include "app/kiosk/mirror_file.h"
#include "sync/client/mirror.h"
#include "sync/client/recover.h"
#include "sync/journal/journal.h"
#include "tests/app/kiosk/windowless_kiosk.h"
#include "tests/support/catch.h"
#include "tests/support/faulty_vfs.h"

namespace outreach::kiosk {
namespace {

using testing::FaultyVfs;

// Its disk stalls, fills up and fails as told.
class KioskOnFaultyDisk : public WindowlessKiosk {
 public:
  KioskOnFaultyDisk() {
    options_.vfs = disk_.name();
    start();
  }
  ~KioskOnFaultyDisk() {
    close();  // before its disk goes
  }
  KioskOnFaultyDisk(const KioskOnFaultyDisk&) = delete;
  KioskOnFaultyDisk& operator=(const KioskOnFaultyDisk&) = delete;

  void undo() {
    say(core::UndoLast{});
  }
  std::int64_t copies() {
    say(core::GoTo{core::ScreenName::Handout});
    return std::get<core::HandoutView>(shell_->view().screen).copies;
  }
  core::FrameView frame() const {
    return shell_->view().frame;
  }
  Shell& shell() {
    return *shell_;
  }
  // As somebody setting the machine's clock.
  void jump(std::chrono::minutes by) {
    clock_.set_wall(clock_.now().wall + by);
  }
  FaultyVfs& disk() {
    return disk_;
  }
  const Path& data() const {
    return options_.data;
  }
  // As another program would read the journal of the closed kiosk.
  domain::Totals journal_totals() {
    return totals_in_journal(disk_.name());
  }

 private:
  FaultyVfs disk_;
};

TEST_CASE("Shell: counts at once on a stalled disk and says saved only afterwards", "[shell]") {
  KioskOnFaultyDisk kiosk;
  kiosk.open_outing();
  kiosk.disk().hold_syncs();
  kiosk.hand_out(5);
  kiosk.hand_out(1);
  REQUIRE(kiosk.disk().wait_until_held());
  kiosk.shell().turn();
  CHECK(kiosk.copies() == 6);
  CHECK(kiosk.frame().last.state == core::SaveState::Saving);
  kiosk.disk().release_syncs();
  kiosk.until_saved();
  CHECK(kiosk.copies() == 6);
}

TEST_CASE(
    "Shell: a full disk is said, the count goes back, and counting goes on when there is room",
    "[shell]") {
  KioskOnFaultyDisk kiosk;
  kiosk.open_outing();
  kiosk.disk().set_full(true);
  // A log that was just written back is written over from its start: that fits without more room.
  constexpr int kFitMost = 500;
  int saved = -5;
  do {
    saved += 5;
    kiosk.hand_out(5);
    kiosk.until(
        [](const core::View& view) { return view.frame.last.state != core::SaveState::Saving; });
  } while (kiosk.frame().last.state == core::SaveState::Saved && saved < kFitMost);
  REQUIRE(kiosk.frame().notice.has_value());
  CHECK(kiosk.frame().notice->what == core::Notice::What::NotSavedDiskFull);
  CHECK(kiosk.frame().last.state == core::SaveState::Failed);
  CHECK(kiosk.copies() == saved);
  kiosk.disk().set_full(false);
  kiosk.hand_out(7);
  kiosk.until_saved();
  CHECK(kiosk.copies() == saved + 7);
  kiosk.close();
  CHECK(kiosk.journal_totals().copies == saved + 7);
}

TEST_CASE("Shell: a tap whose sync failed is looked for before anybody is told to tap again",
          "[shell]") {
  KioskOnFaultyDisk kiosk;
  kiosk.open_outing();
  kiosk.hand_out(2);
  kiosk.until_saved();
  kiosk.disk().fail_in(FaultyVfs::Operation::Sync, 1, FaultyVfs::Fault::InputOutput);
  kiosk.hand_out(5);
  kiosk.until(
      [](const core::View& view) { return view.frame.last.state != core::SaveState::Saving; });
  // The log had it, and opening anew made it durable, so that it counts once and nobody is sent to
  // another machine; or somebody was reading at that moment, so that the log's index survived
  // without it, and then it is said to be not saved. What is said is so.
  const bool is_saved = kiosk.frame().last.state == core::SaveState::Saved;
  const int copies = is_saved ? 7 : 2;
  CHECK(kiosk.copies() == copies);
  CHECK(kiosk.frame().notice.has_value() == !is_saved);
  kiosk.hand_out(7);
  kiosk.until_saved();
  kiosk.disk().power_cut();
  kiosk.close();
  CHECK(kiosk.journal_totals().copies == copies + 7);
}

TEST_CASE("Shell: after a failed write the journal is opened anew and the next tap is kept",
          "[shell]") {
  KioskOnFaultyDisk kiosk;
  kiosk.open_outing();
  kiosk.hand_out(2);
  kiosk.until_saved();
  kiosk.disk().fail_in(FaultyVfs::Operation::Write, 1, FaultyVfs::Fault::InputOutput);
  kiosk.hand_out(5);
  kiosk.until([](const core::View& view) { return view.frame.notice.has_value(); });
  CHECK(kiosk.frame().notice->what == core::Notice::What::NotSavedDiskFailed);
  kiosk.hand_out(7);
  kiosk.until_saved();
  CHECK(kiosk.copies() == 9);
  CHECK(kiosk.frame().outing_open);
  kiosk.close();
  CHECK(kiosk.journal_totals().copies == 9);
  kiosk.start();
  CHECK(kiosk.copies() == 9);
}

TEST_CASE("Shell: records that cannot be opened are said on the screen, and a tap tries again",
          "[shell]") {
  KioskOnFaultyDisk kiosk;
  kiosk.close();
  const Path journal = kiosk.data() / journal::kJournalFile;
  std::filesystem::rename(journal, kiosk.data() / "aside");
  std::ofstream(journal)
      << "this is no database, and is longer than a page header would be, to be sure of it";
  kiosk.start();
  CHECK(kiosk.frame().notice->what == core::Notice::What::JournalUnusable);
  std::filesystem::remove(journal);
  std::filesystem::rename(kiosk.data() / "aside", journal);
  kiosk.open_outing();
  CHECK(kiosk.frame().outing_open);
}

TEST_CASE("Shell: closing the window loses neither a tap in flight nor its undo", "[shell]") {
  KioskOnFaultyDisk kiosk;
  kiosk.open_outing();
  kiosk.hand_out(2);
  kiosk.hand_out(50);
  kiosk.undo();
  kiosk.close();
  CHECK(kiosk.journal_totals() == domain::Totals{1, 0, 0, 2});
}

TEST_CASE("Shell: a restart goes on with the open outing", "[shell]") {
  KioskOnFaultyDisk kiosk;
  kiosk.open_outing();
  kiosk.hand_out(3);
  kiosk.until_saved();
  kiosk.close();
  kiosk.start();
  CHECK(kiosk.frame().place == "东关集会");
  CHECK(kiosk.frame().staff == "张");
  CHECK(kiosk.copies() == 3);
  CHECK(kiosk.frame().last.can_undo);
}

TEST_CASE("Shell: settings come back after a restart", "[shell]") {
  KioskOnFaultyDisk kiosk;
  kiosk.say(core::SetContrast{core::Contrast::High});
  kiosk.say(core::SetTypeSize{core::TypeSize::Largest});
  kiosk.close();
  kiosk.start();
  CHECK(kiosk.frame().contrast == core::Contrast::High);
  CHECK(kiosk.frame().type_size == core::TypeSize::Largest);
}

TEST_CASE("Shell: a second kiosk on the same folder is refused with what to do", "[shell]") {
  KioskOnFaultyDisk kiosk;
  const testing::FakeClock machine;
  DoubtingClock clock(machine);
  testing::FakeSpeaker speaker;
  testing::FakeVoice voice;
  Options options;
  options.data = kiosk.data();
  const auto second = Shell::open(options, clock, speaker, voice, [] {});
  REQUIRE_FALSE(second);
  CHECK(second.error().code == ErrorCode::Refused);
  CHECK(second.error().context.find("close it first") != std::string::npos);
}

void enter(KioskOnFaultyDisk& kiosk, const char* digits, const char* new_digits = "") {
  kiosk.say(core::EnterPin{core::PinDigits(digits), core::PinDigits(new_digits)});
}

TEST_CASE("Shell: a PIN that was set is asked for before the person records, also after a restart",
          "[shell][staff]") {
  KioskOnFaultyDisk kiosk;
  kiosk.open_outing();
  kiosk.say(core::AskPin{core::PinPurpose::SetOwn});
  enter(kiosk, "", "2468");
  kiosk.until([](const core::View& view) {
    return view.frame.staff_with_pin == std::vector<std::string>{"张"};
  });
  kiosk.say(core::ChangeStaff{"李"});
  CHECK(kiosk.frame().staff == "李");
  kiosk.close();
  kiosk.start();
  kiosk.say(core::ChangeStaff{"李"});
  kiosk.say(core::ChangeStaff{"张"});
  REQUIRE(kiosk.frame().pin);
  CHECK(kiosk.frame().staff == "李");
  enter(kiosk, "1111");
  kiosk.until([](const core::View& view) {
    return view.frame.pin && view.frame.pin->answer == core::PinView::Answer::Wrong;
  });
  CHECK(kiosk.frame().pin->tries_left == 2);
  enter(kiosk, "2468");
  kiosk.until([](const core::View& view) { return view.frame.staff == "张"; });
  CHECK_FALSE(kiosk.frame().pin);
}

TEST_CASE("Shell: a clock that jumps is doubted on the screen and believed again when put right",
          "[shell][clock]") {
  KioskOnFaultyDisk kiosk;
  kiosk.shell().turn();
  CHECK(kiosk.frame().clock_trusted);
  kiosk.jump(std::chrono::hours(30));
  kiosk.shell().turn();
  CHECK_FALSE(kiosk.frame().clock_trusted);
  kiosk.say(core::GoTo{core::ScreenName::OpenOuting});
  CHECK(std::get<core::OpenOutingView>(kiosk.shell().view().screen).clock_doubt ==
        core::ClockDoubt::Jumped);
  kiosk.jump(-std::chrono::hours(30));
  kiosk.shell().turn();
  CHECK(kiosk.frame().clock_trusted);
}

TEST_CASE("Shell: records put back from an older copy begin a new epoch and the day goes on",
          "[shell][epoch]") {
  KioskOnFaultyDisk kiosk;
  kiosk.open_outing();
  kiosk.hand_out(5);
  kiosk.until_saved();
  kiosk.close();
  const Path copy = kiosk.data().parent_path() / "copy.sqlite";
  std::filesystem::copy_file(kiosk.data() / journal::kJournalFile, copy);
  kiosk.start();
  kiosk.hand_out(7);
  kiosk.until_saved();
  kiosk.close();
  std::filesystem::remove(kiosk.data() / "journal.sqlite-wal");
  std::filesystem::remove(kiosk.data() / "journal.sqlite-shm");
  std::filesystem::copy_file(copy, kiosk.data() / journal::kJournalFile,
                             std::filesystem::copy_options::overwrite_existing);
  kiosk.start();
  const auto notice = kiosk.frame().notice;
  REQUIRE(notice);
  CHECK(notice->what == core::Notice::What::EpochBegan);
  CHECK(notice->epoch == domain::EpochReason::Restored);
  CHECK(kiosk.frame().outing_open);
  kiosk.hand_out(2);
  kiosk.until_saved();
}

TEST_CASE("Shell: after the kiosk's key was lost the screen names what nobody can send",
          "[shell]") {
  KioskOnFaultyDisk kiosk;
  kiosk.open_outing();
  kiosk.hand_out(5);
  kiosk.until_saved();
  kiosk.close();
  std::filesystem::remove(kiosk.data() / journal::kIdentityFile);
  kiosk.start();
  kiosk.say(core::GoTo{core::ScreenName::Delivery});
  const auto view = kiosk.shell().view();
  CHECK(std::get<core::DeliveryView>(view.screen).of_lost_key == 2);
}

TEST_CASE("Shell: with a second medium every entry is on it when the program has ended",
          "[shell][mirror]") {
  KioskOnFaultyDisk kiosk;
  const Path medium = kiosk.data().parent_path() / "card";
  std::filesystem::create_directories(medium);
  SystemFiles files;
  SystemRandom random;
  REQUIRE(client::prepare_mirror(medium, files, random));
  kiosk.close();
  REQUIRE(save_mirror_folder(kiosk.data(), files, medium));
  kiosk.start();
  kiosk.open_outing();
  kiosk.hand_out(5);
  kiosk.until_saved();
  // The card is a folder beside the kiosk's: no second disk.
  kiosk.say(core::GoTo{core::ScreenName::Delivery});
  kiosk.until([](const core::View& view) {
    return std::get<core::DeliveryView>(view.screen).mirror_on_same_disk;
  });
  kiosk.close();
  const Path rebuilt = kiosk.data().parent_path() / "rebuilt";
  const auto recovered = client::recover(medium, rebuilt, files);
  REQUIRE(recovered);
  CHECK(recovered->entries == 2);
  CHECK(recovered->gaps.empty());
}

}  // namespace
}  // namespace outreach::kiosk
