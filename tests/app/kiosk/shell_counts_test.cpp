// Counts that the disk changed under a kiosk that stood still: found after its start, put right,
// and said.
#include <chrono>

#include "sync/journal/schema.h"
#include "tests/app/kiosk/windowless_kiosk.h"

namespace outreach::kiosk {
namespace {

class KioskWithSpoiledCounts : public WindowlessKiosk {
 public:
  KioskWithSpoiledCounts() {
    start();
    open_outing();
    hand_out(5);
    until_saved();
    close();
    auto database = sqlite::Database::open((options_.data / journal::kJournalFile).string(), {});
    REQUIRE(database);
    REQUIRE(database->execute("UPDATE handout SET copies=50"));
  }
  void until_said() {
    until([](const core::View& view) {
      return view.frame.notice && view.frame.notice->what == core::Notice::What::EntriesDamaged;
    });
  }
  void pass(std::chrono::milliseconds time) {
    clock_.advance(time);
    shell_->turn();
  }
  std::int64_t copies_in_journal() const {
    return totals_in_journal({}).copies;
  }
  std::optional<std::int64_t> wait() const {
    return shell_->wait_milliseconds();
  }
};

TEST_CASE("Shell: counts that the disk changed are put right after the start, and it is said",
          "[shell]") {
  KioskWithSpoiledCounts kiosk;
  REQUIRE(kiosk.copies_in_journal() == 50);
  kiosk.start();
  // The first screen does not wait for it; the window wakes up for it.
  CHECK(kiosk.wait().value_or(0) <= 2'000);
  kiosk.pass(std::chrono::milliseconds(2'000));
  kiosk.until_said();
  kiosk.hand_out(1);
  kiosk.until_saved();
  kiosk.close();
  CHECK(kiosk.copies_in_journal() == 6);
}

TEST_CASE("Shell: a program that ends before its counts were checked checks them the next time",
          "[shell]") {
  KioskWithSpoiledCounts kiosk;
  kiosk.start();
  kiosk.close();
  CHECK(kiosk.copies_in_journal() == 50);
  kiosk.start();
  kiosk.pass(std::chrono::milliseconds(2'000));
  kiosk.until_said();
  kiosk.close();
  CHECK(kiosk.copies_in_journal() == 5);
}

}  // namespace
}  // namespace outreach::kiosk
