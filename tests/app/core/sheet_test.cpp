// 补录: what the journal is asked for, and what becomes of it.
#include "tests/app/core/stall.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

const domain::Consultation kWages{2, "wages", domain::Pathway::Arbitration, "labour",
                                  domain::Outcome::GuidedToPathway};

RecordSheet paper() {
  RecordSheet sheet;
  sheet.outing = {domain::OutingKind::Market, "高显集市", "高显镇",
                  std::chrono::year{2020} / 11 / 3};
  sheet.entries = {domain::Handout{"guide", 30}, kWages};
  return sheet;
}

const AppendSheet* asked_sheet(const Stall& stall) {
  const auto& commands = stall.commands();
  return commands.empty() ? nullptr : std::get_if<AppendSheet>(&commands.back());
}

// Nobody is asked who records before an outing was opened or somebody chosen.
void begin(Stall& stall) {
  stall.input(Intent{ChangeStaff{"李"}});
  stall.input(Intent{GoTo{ScreenName::Sheet}});
}

TEST_CASE("Sheet: all of it is asked for at once, signed and marked as from paper", "[core]") {
  Stall stall;
  begin(stall);
  CHECK(stall.screen<SheetView>().staff == "李");
  stall.input(Intent{paper()});
  const AppendSheet* asked = asked_sheet(stall);
  REQUIRE(asked != nullptr);
  REQUIRE(asked->records.size() == 3);
  CHECK(asked->records[0].content == domain::Content(paper().outing));
  CHECK(asked->records[1].content == domain::Content(domain::Handout{"guide", 30}));
  CHECK(asked->records[2].content == domain::Content(kWages));
  for (const domain::Record& record : asked->records) {
    CHECK(record.staff == "李");
    CHECK(record.sheet_time == "");
  }
  CHECK(stall.screen<SheetView>().saving);
  CHECK(stall.asked().empty());
}

TEST_CASE("Sheet: one is recorded after the other", "[core]") {
  Stall stall;
  begin(stall);
  stall.input(Intent{paper()});
  const std::size_t asked = stall.commands().size();
  stall.input(Intent{paper()});
  CHECK(stall.commands().size() == asked);
  stall.input(Event{SheetRecorded{asked_sheet(stall)->ticket, 2, JournalFacts{}}});
  CHECK_FALSE(stall.screen<SheetView>().saving);
  CHECK(stall.screen<SheetView>().recorded == 2);
  stall.input(Intent{paper()});
  CHECK(stall.commands().size() == asked + 1);
  CHECK_FALSE(stall.screen<SheetView>().recorded.has_value());
}

TEST_CASE("Sheet: what cannot be recorded is refused whole, in words", "[core]") {
  const auto refused = [](const RecordSheet& sheet) {
    Stall stall;
    begin(stall);
    stall.input(Intent{sheet});
    const auto notice = stall.view().frame.notice;
    return asked_sheet(stall) == nullptr && !stall.screen<SheetView>().saving && notice &&
           notice->what == Notice::What::NotSavedInvalid;
  };
  CHECK_FALSE(refused(paper()));
  RecordSheet sheet = paper();
  sheet.entries.clear();
  CHECK(refused(sheet));
  sheet = paper();
  sheet.entries.emplace_back(domain::Handout{"guide", 10'000});
  CHECK(refused(sheet));
  sheet = paper();
  sheet.entries.emplace_back(domain::OutingClosed{});
  CHECK(refused(sheet));
  sheet = paper();
  sheet.outing.place.clear();
  CHECK(refused(sheet));
  sheet = paper();
  sheet.outing.date = std::chrono::year{2021} / 1 / 11;  // tomorrow
  CHECK(refused(sheet));
}

TEST_CASE("Sheet: nobody's sheet is recorded", "[core]") {
  Stall stall;
  stall.input(Intent{GoTo{ScreenName::Sheet}});
  CHECK(stall.screen<SheetView>().staff.empty());
  stall.input(Intent{paper()});
  CHECK(asked_sheet(stall) == nullptr);
}

TEST_CASE("Sheet: one that did not become durable is said to be so, and may be sent again",
          "[core]") {
  Stall stall;
  begin(stall);
  stall.input(Intent{paper()});
  stall.input(Event{SheetNotRecorded{asked_sheet(stall)->ticket, ErrorCode::NoSpace, "append"}});
  CHECK(stall.view().frame.notice->what == Notice::What::NotSavedDiskFull);
  CHECK_FALSE(stall.screen<SheetView>().saving);
  CHECK_FALSE(stall.screen<SheetView>().recorded.has_value());
  const std::size_t asked = stall.commands().size();
  stall.input(Intent{paper()});
  CHECK(stall.commands().size() == asked + 1);
}

TEST_CASE("Sheet: what joins the open outing is in its list and counts, with what is in flight",
          "[core]") {
  Stall stall;
  stall.open();
  stall.hand_out("guide", 5);
  stall.save_all();
  stall.input(Intent{GoTo{ScreenName::Sheet}});
  RecordSheet sheet = paper();
  sheet.outing = stall.state().outing->opened;
  stall.input(Intent{sheet});
  const AppendSheet asked = *asked_sheet(stall);
  stall.hand_out("aid", 1);
  JournalFacts facts;
  facts.head = 4;
  facts.newest_outing = 1;
  facts.outing = CurrentOuting{1, sheet.outing, {}};
  for (const Stall::Durable& entry : stall.journal()) {
    facts.outing->entries.push_back({entry.sequence, entry.device_time, entry.record});
  }
  facts.outing->entries.push_back({3, stall.now().wall, asked.records[1]});
  facts.outing->entries.push_back({4, stall.now().wall, asked.records[2]});
  stall.input(Event{SheetRecorded{asked.ticket, 2, facts}});
  stall.input(Intent{GoTo{ScreenName::Today}});
  const auto today = stall.screen<TodayView>();
  CHECK(today.totals == domain::Totals{1, 1, 2, 36});
  REQUIRE(today.rows.size() == 5);
  CHECK_FALSE(today.rows[0].from_sheet);
  CHECK(today.rows[0].state == EntryState::Saving);
  CHECK(today.rows[1].from_sheet);
  CHECK(today.rows[2].from_sheet);
  CHECK_FALSE(today.rows[3].from_sheet);
}

}  // namespace
}  // namespace outreach::core
