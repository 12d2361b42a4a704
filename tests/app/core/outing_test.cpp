// Long because an outing's whole life, from the day asked to packing up, is tried in one place.
// Outings, screens, restart, delivery counts.
#include "tests/app/core/stall.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

Intent opening(Date date) {
  return OpenOuting{{domain::OutingKind::Fair, "东关集会", "乐昌镇", date}, "张"};
}

TEST_CASE("Core: opening an outing leads to the tally pad once it is durable", "[core]") {
  Stall stall;
  stall.input(Intent{GoTo{ScreenName::Handout}});
  CHECK(stall.view().frame.screen == ScreenName::OpenOuting);
  stall.input(opening(china_date(stall.now().wall)));
  stall.input(Intent{AnswerDay{true}});
  CHECK(stall.screen<OpenOutingView>().saving);
  CHECK_FALSE(stall.view().frame.outing_open);
  stall.input(opening(china_date(stall.now().wall)));
  CHECK(stall.asked().size() == 1);
  stall.save_all();
  const FrameView frame = stall.view().frame;
  CHECK(frame.screen == ScreenName::Handout);
  CHECK(frame.outing_open);
  CHECK(frame.place == "东关集会");
  CHECK(frame.staff == "张");
}

TEST_CASE("Core: an outing that could not be saved is not open", "[core]") {
  Stall stall;
  stall.input(Intent{GoTo{ScreenName::OpenOuting}});
  stall.input(opening(china_date(stall.now().wall)));
  stall.input(Intent{AnswerDay{true}});
  stall.fail_next(ErrorCode::NoSpace);
  CHECK_FALSE(stall.screen<OpenOutingView>().saving);
  CHECK(stall.view().frame.last.state == SaveState::Failed);
  CHECK(stall.view().frame.notice->what == Notice::What::NotSavedDiskFull);
  stall.hand_out("guide", 1);
  CHECK(stall.asked().empty());
}

TEST_CASE("Core: a second outing opens only after the first is closed", "[core]") {
  Stall stall;
  stall.open();
  stall.input(opening(china_date(stall.now().wall)));
  CHECK(stall.asked().empty());
  stall.hand_out("guide", 3);
  stall.input(Intent{CloseOuting{}});
  CHECK(stall.screen<SummaryView>().closing);
  stall.save_all();
  CHECK_FALSE(stall.screen<SummaryView>().closing);
  CHECK_FALSE(stall.view().frame.outing_open);
  stall.input(Intent{GoTo{ScreenName::Home}});
  CHECK(stall.screen<HomeView>().today == domain::Totals{});
  stall.open();
  CHECK(stall.screen<HandoutView>().copies == 0);
  CHECK(stall.journal().size() == 4);
}

TEST_CASE("Core: an undo that was waiting when the outing closed still reaches the journal",
          "[core]") {
  Stall stall;
  stall.open();
  stall.hand_out("guide", 3);
  stall.undo();
  stall.input(Intent{CloseOuting{}});
  stall.save_all();
  REQUIRE(stall.journal().size() == 4);
  CHECK(std::get<domain::Correction>(stall.journal().back().record.content).target == 2);
  CHECK(stall.journal().back().outing == 1);
  CHECK(stall.state().in_flight.empty());
}

TEST_CASE("Core: an outing opened by mistake is taken back while nothing counts on it", "[core]") {
  Stall stall;
  stall.open();
  stall.hand_out("guide", 3);
  stall.undo();
  stall.save_all();
  stall.input(Intent{GoTo{ScreenName::Today}});
  CHECK(stall.screen<TodayView>().rows.back().correctable);
  stall.input(Intent{Correct{1, 0, domain::CorrectionReason::Mistap}});
  stall.save_all();
  CHECK_FALSE(stall.view().frame.outing_open);
  CHECK(stall.view().frame.screen == ScreenName::Home);
}

TEST_CASE("Core: nothing is opened before the day was confirmed", "[core]") {
  Stall stall;
  stall.input(Intent{GoTo{ScreenName::OpenOuting}});
  stall.input(opening(std::chrono::year{2021} / 1 / 10));
  CHECK(stall.asked().empty());
  const auto question = stall.screen<OpenOutingView>().question;
  REQUIRE(question.has_value());
  CHECK(question->date == std::chrono::year{2021} / 1 / 10);
  CHECK(question->place == "东关集会");
  CHECK(question->is_today);
  CHECK_FALSE(question->in_future);
  stall.input(Intent{AnswerDay{true}});
  CHECK(stall.asked().size() == 1);
  CHECK_FALSE(stall.screen<OpenOutingView>().question.has_value());
  // A second tap of the same button opens no second outing.
  stall.input(Intent{AnswerDay{true}});
  CHECK(stall.asked().size() == 1);
}

TEST_CASE("Core: a day that is not right is chosen again", "[core]") {
  Stall stall;
  stall.input(Intent{GoTo{ScreenName::OpenOuting}});
  const Date tomorrow = std::chrono::year{2021} / 1 / 11;
  stall.input(opening(tomorrow));
  CHECK(stall.screen<OpenOutingView>().question->in_future);
  CHECK_FALSE(stall.screen<OpenOutingView>().question->is_today);
  stall.input(Intent{AnswerDay{false}});
  CHECK(stall.asked().empty());
  CHECK_FALSE(stall.screen<OpenOutingView>().question.has_value());
  CHECK(stall.view().frame.screen == ScreenName::OpenOuting);
  // Leaving the screen leaves the question, too.
  stall.input(opening(tomorrow));
  stall.input(Intent{GoTo{ScreenName::Home}});
  stall.input(Intent{AnswerDay{true}});
  CHECK(stall.asked().empty());
}

TEST_CASE("Core: with a clock in doubt no day is today, and the screen knows why", "[core]") {
  Stall stall;
  Now dead;
  dead.wall_trusted = false;
  stall.set_time(dead);
  stall.input(Event{ClockDoubtChanged{ClockDoubt::BeforeBuild}});
  stall.input(Intent{GoTo{ScreenName::OpenOuting}});
  CHECK_FALSE(stall.screen<OpenOutingView>().clock_trusted);
  CHECK(stall.screen<OpenOutingView>().clock_doubt == ClockDoubt::BeforeBuild);
  CHECK(stall.screen<OpenOutingView>().today ==
        std::chrono::year{2020} / 12 / 31);  // when the program was built
  stall.input(opening(std::chrono::year{2020} / 12 / 31));
  CHECK_FALSE(stall.screen<OpenOutingView>().question->is_today);
  CHECK_FALSE(stall.screen<OpenOutingView>().question->in_future);
  stall.input(Intent{AnswerDay{true}});
  CHECK(stall.asked().size() == 1);
}

TEST_CASE("Core: a change of staff keeps the counts and signs what comes after", "[core]") {
  Stall stall;
  stall.open();
  stall.hand_out("guide", 3);
  stall.input(Intent{ChangeStaff{"李"}});
  stall.hand_out("guide", 1);
  stall.save_all();
  CHECK(stall.view().frame.screen == ScreenName::Handout);
  CHECK(stall.screen<HandoutView>().copies == 4);
  CHECK(stall.journal()[1].record.staff == "张");
  CHECK(stall.journal()[2].record.staff == "李");
  stall.input(Intent{ChangeStaff{""}});
  CHECK(stall.view().frame.staff == "李");
}

TEST_CASE("Core: a restart shows what was shown before it", "[core]") {
  Stall stall;
  stall.open();
  stall.hand_out("guide", 3);
  stall.consult(5);
  stall.hand_out("wage", 50);
  stall.undo();
  stall.save_all();
  stall.input(Intent{ChangeStaff{"李"}});
  stall.hand_out("civil", 1);
  stall.save_all();
  stall.acknowledge(3, {{2, "bad_value"}});
  for (const ScreenName screen : {ScreenName::Home, ScreenName::Handout, ScreenName::Consultation,
                                  ScreenName::Today, ScreenName::Delivery}) {
    stall.input(Intent{GoTo{screen}});
    const View before = stall.view();
    stall.restart();
    CHECK(stall.view().frame.screen == ScreenName::Home);
    stall.input(Intent{GoTo{screen}});
    CHECK(stall.view() == before);
  }
}

TEST_CASE("Core: a power cut leaves exactly what was called saved", "[core]") {
  Stall stall;
  stall.open();
  stall.hand_out("guide", 3);
  stall.save_all();
  stall.hand_out("guide", 50);
  stall.undo();
  stall.restart();
  stall.input(Intent{GoTo{ScreenName::Handout}});
  CHECK(stall.screen<HandoutView>().copies == 3);
}

TEST_CASE("Core: the pad has six leaflets a page and today pages through every row", "[core]") {
  Stall stall;
  stall.open();
  CHECK(stall.screen<HandoutView>().tiles.size() == 6);
  CHECK(stall.screen<HandoutView>().pages == 2);
  stall.input(Intent{TurnPage{1}});
  stall.input(Intent{TurnPage{1}});
  CHECK(stall.screen<HandoutView>().page == 1);
  CHECK(stall.screen<HandoutView>().tiles.size() == 1);
  stall.input(Intent{TurnPage{-1}});
  CHECK(stall.screen<HandoutView>().page == 0);
  for (int i = 0; i < 20; ++i) {
    stall.hand_out("guide", i + 1);
  }
  stall.save_all();
  stall.input(Intent{GoTo{ScreenName::Today}});
  std::size_t rows = 0;
  const int pages = stall.screen<TodayView>().pages;
  for (int page = 0; page < pages; ++page) {
    CHECK(stall.screen<TodayView>().page == page);
    rows += stall.screen<TodayView>().rows.size();
    stall.input(Intent{TurnPage{1}});
  }
  CHECK(rows == 21);
}

TEST_CASE("Core: topics come most used first and do not move during the day", "[core]") {
  AppState state;
  Started started;
  started.catalogue = sample_catalogue();
  started.journal.topic_use = {{"wages", 9}, {"land", 2}};
  state = update(std::move(state), Event{started}, at("08:00")).state;
  state.screen = ScreenName::Consultation;
  const View view = make_view(state, at("08:00"));
  CHECK(std::get<ConsultationView>(view.screen).topics.front().id == "wages");
}

TEST_CASE(
    "Core: today's entries are each in exactly one place, and packing up waits for all of them",
    "[core]") {
  Stall stall;
  stall.open();
  stall.input(Intent{CloseOuting{}});
  stall.save_all();
  stall.open();
  stall.hand_out("guide", 1);
  stall.hand_out("guide", 2);
  stall.save_all();
  stall.hand_out("guide", 3);
  DeliveryView view = stall.delivery();
  CHECK(view.recorded == 4);
  CHECK(view.local == 4);
  CHECK(stall.view().frame.waiting == 6);
  stall.save_all();
  stall.acknowledge(4, {{4, "unknown_kind"}, {1, "bad_value"}});
  view = stall.delivery();
  CHECK(view.recorded == 4);
  CHECK(view.local == 2);
  CHECK(view.acknowledged == 1);
  CHECK(view.quarantined == 1);
  CHECK_FALSE(view.can_pack_up);
  stall.acknowledge(6, {{4, "unknown_kind"}});
  CHECK(stall.delivery().can_pack_up);
  stall.hand_out("guide", 1);
  CHECK_FALSE(stall.delivery().can_pack_up);
}

TEST_CASE("Core: says how long the oldest entry has waited", "[core]") {
  Stall stall;
  stall.open();
  stall.set_time(at("09:00"));
  stall.hand_out("guide", 1);
  stall.save_all();
  stall.set_time(at("10:30"));
  CHECK(stall.delivery().oldest_waiting_minutes == 150);
  stall.acknowledge(1);
  CHECK(stall.delivery().oldest_waiting_minutes == 90);
  stall.restart();
  CHECK(stall.delivery().oldest_waiting_minutes == 90);
  stall.acknowledge(2);
  CHECK_FALSE(stall.delivery().oldest_waiting_minutes.has_value());
}

TEST_CASE("Core: a county that was restored from a backup holds less, and the screen says so",
          "[core]") {
  Stall stall;
  stall.open();
  stall.hand_out("guide", 3);
  stall.save_all();
  stall.acknowledge(2);
  CHECK(stall.delivery().acknowledged == 2);
  stall.acknowledge(1);
  CHECK(stall.delivery().acknowledged == 1);
  CHECK(stall.delivery().local == 1);
  CHECK_FALSE(stall.delivery().can_pack_up);
}

TEST_CASE(
    "Core: a trouble with the county is said until dismissed, and again when it is another one",
    "[core]") {
  Stall stall;
  DeliveryChanged event;
  event.link = DeliveryView::Link::WaitingRetry;
  event.trouble = DeliveryView::Trouble::NotTheCounty;
  event.retry_in_milliseconds = 2'500;
  stall.input(Event{event});
  CHECK(stall.view().frame.notice->what == Notice::What::SyncNotTheCounty);
  CHECK(stall.delivery().retry_seconds == 3);
  stall.input(Intent{DismissNotice{}});
  CHECK_FALSE(stall.view().frame.notice.has_value());
  stall.input(Event{event});
  CHECK_FALSE(stall.view().frame.notice.has_value());
  event.trouble = DeliveryView::Trouble::Refused;
  stall.input(Event{event});
  CHECK(stall.view().frame.notice->what == Notice::What::SyncRefused);
}

TEST_CASE("Core: names follow the language where the catalogue has them in it", "[core]") {
  Stall stall;
  stall.open();
  stall.input(Intent{SetLanguage{Language::English}});
  CHECK(stall.screen<HandoutView>().tiles[0].name == "Who to ask");
  CHECK(stall.screen<HandoutView>().tiles[1].name == "法律援助便民卡");
  stall.hand_out("guide", 1);
  CHECK(stall.view().frame.last.name == "Who to ask");
}

TEST_CASE("Core: settings are kept and the language changes at once", "[core]") {
  Stall stall;
  stall.input(Intent{SetLanguage{Language::English}});
  stall.input(Intent{SetContrast{Contrast::High}});
  CHECK(stall.view().frame.language == Language::English);
  CHECK(std::get<SaveSettings>(stall.commands().back()).settings ==
        Settings{Language::English, TypeSize::Standard, Contrast::High});
  stall.input(Intent{SetGloves{true}});
  CHECK(stall.view().frame.gloves);
  CHECK(std::get<SaveSettings>(stall.commands().back()).settings.gloves);
  stall.input(Intent{SetSounds{true}});
  CHECK(stall.view().frame.sounds);
  CHECK(std::get<SaveSettings>(stall.commands().back()).settings.sounds);
  stall.input(Intent{SyncNow{}});
  CHECK(std::holds_alternative<SyncWithCounty>(stall.commands().back()));
}

}  // namespace
}  // namespace outreach::core
