// Counting, saving, failing and taking back.
#include "tests/app/core/stall.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

std::int64_t copies(const Stall& stall) {
  return stall.screen<HandoutView>().copies;
}

const LeafletTile& tile(const HandoutView& view, const std::string& id) {
  for (const LeafletTile& candidate : view.tiles) {
    if (candidate.id == id) {
      return candidate;
    }
  }
  FAIL("no tile " << id);
  return view.tiles.front();
}

TEST_CASE("Core: a tap counts at once and is called saved only when durable", "[core]") {
  Stall stall;
  stall.open();
  stall.set_time(at("10:42"));
  stall.hand_out("aid", 1);
  auto view = stall.screen<HandoutView>();
  CHECK(tile(view, "aid").copies == 1);
  CHECK(tile(view, "aid").saving);
  CHECK(stall.view().frame.last.state == SaveState::Saving);
  stall.save_next();
  view = stall.screen<HandoutView>();
  CHECK(tile(view, "aid").copies == 1);
  CHECK_FALSE(tile(view, "aid").saving);
  const LastAction last = stall.view().frame.last;
  CHECK(last.state == SaveState::Saved);
  CHECK(last.what == LastAction::What::Handout);
  CHECK(last.name == "法律援助便民卡");
  CHECK(last.amount == 1);
  CHECK(last.time == "10:42");
  CHECK(last.staff == "张");
  CHECK(last.can_undo);
}

TEST_CASE("Core: rapid taps all count while none is durable yet", "[core]") {
  Stall stall;
  stall.open();
  for (int i = 0; i < 30; ++i) {
    stall.hand_out("guide", 1);
  }
  CHECK(copies(stall) == 30);
  CHECK(stall.asked().size() == 30);
  stall.save_all();
  CHECK(copies(stall) == 30);
  CHECK(stall.view().frame.last.state == SaveState::Saved);
}

TEST_CASE("Core: of three taps the second fails: its count goes back and the notice stays",
          "[core]") {
  Stall stall;
  stall.open();
  stall.hand_out("guide", 1);
  stall.hand_out("guide", 5);
  stall.hand_out("guide", 10);
  CHECK(copies(stall) == 16);
  stall.save_next();
  stall.fail_next(ErrorCode::NoSpace);
  CHECK(copies(stall) == 11);
  stall.save_next();
  CHECK(copies(stall) == 11);
  const FrameView frame = stall.view().frame;
  CHECK(frame.last.state == SaveState::Saved);
  CHECK(frame.last.amount == 10);
  REQUIRE(frame.notice.has_value());
  CHECK(frame.notice->what == Notice::What::NotSavedDiskFull);
  CHECK(frame.notice->tone == Notice::Tone::Failed);
  stall.input(Tick{});
  stall.hand_out("guide", 1);
  stall.save_all();
  CHECK(stall.view().frame.notice.has_value());
  stall.input(Intent{DismissNotice{}});
  CHECK_FALSE(stall.view().frame.notice.has_value());
  CHECK(copies(stall) == 12);
}

TEST_CASE("Core: the newest action that failed is shown as not saved", "[core]") {
  Stall stall;
  stall.open();
  stall.hand_out("guide", 5);
  stall.fail_next(ErrorCode::InputOutput);
  LastAction last = stall.view().frame.last;
  CHECK(last.state == SaveState::Failed);
  CHECK(last.name == "我该找谁办事指南");
  CHECK(last.amount == 5);
  CHECK_FALSE(last.can_undo);
  CHECK(stall.view().frame.notice->what == Notice::What::NotSavedDiskFailed);
  stall.hand_out("guide", 1);
  CHECK(stall.view().frame.last.state == SaveState::Saving);
}

TEST_CASE("Core: an undo is a counter-entry with the old amount", "[core]") {
  Stall stall;
  stall.open();
  stall.hand_out("land", 50);
  stall.save_all();
  stall.undo();
  CHECK(copies(stall) == 0);
  REQUIRE(stall.asked().size() == 1);
  CHECK(std::get<domain::Correction>(stall.asked().front().record.content) ==
        domain::Correction{2, 50, 0, domain::CorrectionReason::Undo});
  stall.save_all();
  CHECK(copies(stall) == 0);
  const LastAction last = stall.view().frame.last;
  CHECK(last.what == LastAction::What::Correction);
  CHECK(last.amount == -50);
  CHECK(last.name == "土地承包纠纷解决指南");
  CHECK_FALSE(last.can_undo);
  CHECK(stall.journal().size() == 3);
}

TEST_CASE("Core: an undo while the tap is in flight waits for its sequence and is not lost",
          "[core]") {
  Stall stall;
  stall.open();
  stall.hand_out("land", 50);
  stall.undo();
  CHECK(copies(stall) == 0);
  CHECK(stall.asked().size() == 1);
  CHECK(stall.view().frame.last.state == SaveState::Saving);
  stall.save_next();
  CHECK(copies(stall) == 0);
  REQUIRE(stall.asked().size() == 1);
  CHECK(std::get<domain::Correction>(stall.asked().front().record.content).target == 2);
  stall.save_next();
  CHECK(copies(stall) == 0);
  CHECK(stall.view().frame.last.state == SaveState::Saved);
}

TEST_CASE("Core: an undo of a tap that then fails needs no counter-entry", "[core]") {
  Stall stall;
  stall.open();
  stall.hand_out("guide", 1);
  stall.hand_out("land", 50);
  stall.undo();
  CHECK(copies(stall) == 1);
  stall.save_next();
  stall.fail_next(ErrorCode::NoSpace);
  CHECK(stall.asked().empty());
  CHECK(stall.state().in_flight.empty());
  CHECK(copies(stall) == 1);
  CHECK(stall.view().frame.notice.has_value());
}

TEST_CASE("Core: an undo that fails lets the tap count again", "[core]") {
  Stall stall;
  stall.open();
  stall.hand_out("guide", 5);
  stall.save_all();
  stall.undo();
  CHECK(copies(stall) == 0);
  stall.fail_next(ErrorCode::InputOutput);
  CHECK(copies(stall) == 5);
  CHECK(stall.view().frame.last.can_undo);
}

TEST_CASE("Core: several undos walk back and an undo is never undone", "[core]") {
  Stall stall;
  stall.open();
  stall.hand_out("guide", 1);
  stall.consult(5);
  stall.save_all();
  stall.hand_out("aid", 10);
  stall.undo();
  stall.undo();
  stall.undo();
  CHECK(copies(stall) == 0);
  CHECK_FALSE(stall.view().frame.last.can_undo);
  stall.undo();
  stall.undo();
  stall.save_all();
  CHECK(stall.journal().size() == 7);
  stall.input(Intent{GoTo{ScreenName::Today}});
  CHECK(stall.screen<TodayView>().totals == domain::Totals{1, 0, 0, 0});
}

TEST_CASE("Core: an undo after a correction takes back the correction", "[core]") {
  Stall stall;
  stall.open();
  stall.hand_out("guide", 5);
  stall.save_all();
  stall.input(Intent{Correct{2, 3, domain::CorrectionReason::Miscount}});
  CHECK(copies(stall) == 3);

  SECTION("also while it is in flight") {
    stall.undo();
    CHECK(copies(stall) == 5);
    stall.save_all();
  }
  SECTION("when it is durable") {
    stall.save_all();
    stall.undo();
    stall.save_all();
  }
  CHECK(std::get<domain::Correction>(stall.journal().back().record.content) ==
        domain::Correction{2, 3, 5, domain::CorrectionReason::Undo});
  CHECK(copies(stall) == 5);
  stall.undo();
  stall.save_all();
  CHECK(copies(stall) == 0);
}

TEST_CASE("Core: takes 9999 typed copies and says no to 10000", "[core]") {
  Stall stall;
  stall.open();
  stall.hand_out("guide", 9'999);
  stall.save_all();
  CHECK(copies(stall) == 9'999);
  stall.hand_out("guide", 10'000);
  CHECK(stall.asked().empty());
  CHECK(copies(stall) == 9'999);
  CHECK(stall.view().frame.notice->what == Notice::What::NotSavedInvalid);
  stall.hand_out("guide", 0);
  CHECK(stall.asked().empty());
}

TEST_CASE("Core: a consultation is one party of several people, and the next one can repeat it",
          "[core]") {
  Stall stall;
  stall.open();
  stall.input(Intent{GoTo{ScreenName::Consultation}});
  CHECK_FALSE(stall.screen<ConsultationView>().previous.has_value());
  stall.consult(5);
  stall.consult(1, "land");
  auto view = stall.screen<ConsultationView>();
  CHECK(view.parties == 2);
  CHECK(view.people == 6);
  CHECK(view.previous->topic == "land");
  stall.undo();
  view = stall.screen<ConsultationView>();
  CHECK(view.parties == 1);
  CHECK(view.people == 5);
  CHECK(view.previous->topic == "wages");
}

TEST_CASE("Core: a correction keeps old and new amount and the staff who made it", "[core]") {
  Stall stall;
  stall.open();
  stall.hand_out("guide", 50);
  stall.save_all();
  stall.input(Intent{ChangeStaff{"李"}});
  stall.input(Intent{Correct{2, 30, domain::CorrectionReason::Miscount}});
  stall.save_all();
  stall.input(Intent{GoTo{ScreenName::Today}});
  const auto view = stall.screen<TodayView>();
  REQUIRE(view.rows.size() == 3);
  CHECK(view.rows[0].what == LastAction::What::Correction);
  CHECK(view.rows[0].amount == -20);
  CHECK(view.rows[0].staff == "李");
  CHECK(view.rows[0].target == 2);
  CHECK_FALSE(view.rows[0].correctable);
  CHECK(view.rows[1].amount == 30);
  CHECK(view.rows[1].original_amount == 50);
  CHECK(view.rows[1].staff == "张");
  CHECK(view.rows[1].correctable);
  CHECK(view.totals.copies == 30);
}

TEST_CASE("Core: a correction of something that cannot be corrected is refused in words",
          "[core]") {
  Stall stall;
  stall.open();
  stall.hand_out("guide", 5);
  stall.save_all();
  const auto refuses = [&](Sequence target, int new_amount) {
    stall.input(Intent{Correct{target, new_amount, domain::CorrectionReason::Mistap}});
    const bool refused = stall.asked().empty() && stall.view().frame.notice.has_value();
    stall.input(Intent{DismissNotice{}});
    return refused;
  };
  CHECK(refuses(99, 1));
  CHECK(refuses(2, 5));
  CHECK(refuses(2, -1));
  CHECK(refuses(2, 10'000));
  CHECK(refuses(1, 0));  // the outing, while something counts on it
}

}  // namespace
}  // namespace outreach::core
