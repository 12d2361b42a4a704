// 补录: sheets on the stick, from the list to what became of one.
#include "tests/app/core/stall.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

template <typename Wanted>
const Wanted* newest_files(const Stall& stall) {
  const auto& commands = stall.commands();
  return commands.empty() ? nullptr : std::get_if<Wanted>(&commands.back());
}

void list_files(Stall& stall) {
  stall.input(Intent{GoTo{ScreenName::SheetFiles}});
  stall.input(Event{SheetsFound{true, {"a.csv", "b.csv"}}});
}

void check_file(Stall& stall, std::vector<SheetProblem> problems = {}) {
  stall.input(Intent{CheckSheetFile{"a.csv"}});
  stall.input(Event{SheetChecked{{"a.csv", true, 3, 1, std::move(problems)}}});
}

TEST_CASE("Sheet files: the stick is looked at when the screen opens, and when one comes",
          "[core]") {
  Stall stall;
  stall.input(Intent{GoTo{ScreenName::SheetFiles}});
  REQUIRE(newest_files<FindSheets>(stall) != nullptr);
  CHECK(stall.screen<SheetFilesView>().is_looking);
  stall.input(Event{SheetsFound{false, {}}});
  CHECK_FALSE(stall.screen<SheetFilesView>().is_looking);
  CHECK_FALSE(stall.screen<SheetFilesView>().has_stick);
  const std::size_t asked = stall.commands().size();
  stall.input(Event{StickChanged{StickState::There}});
  CHECK(stall.commands().size() == asked + 1);
  stall.input(Event{StickChanged{StickState::Busy}});  // the same stick
  CHECK(stall.commands().size() == asked + 1);
}

TEST_CASE("Sheet files: only what is listed is read, one at a time", "[core]") {
  Stall stall;
  list_files(stall);
  stall.input(Intent{CheckSheetFile{"../a.csv"}});
  CHECK(newest_files<CheckSheet>(stall) == nullptr);
  stall.input(Intent{CheckSheetFile{"a.csv"}});
  REQUIRE(newest_files<CheckSheet>(stall) != nullptr);
  CHECK(newest_files<CheckSheet>(stall)->name == "a.csv");
  stall.input(Intent{CheckSheetFile{"b.csv"}});
  CHECK(newest_files<CheckSheet>(stall)->name == "a.csv");
  stall.input(Event{SheetChecked{{"b.csv", true, 9, 1, {}}}});
  CHECK_FALSE(stall.screen<SheetFilesView>().checked.has_value());
}

TEST_CASE("Sheet files: a good one is imported once, by whoever records now", "[core]") {
  Stall stall;
  list_files(stall);
  check_file(stall);
  stall.input(Intent{ImportSheetFile{}});
  CHECK(newest_files<ImportCheckedSheet>(stall) == nullptr);  // nobody was chosen
  stall.input(Intent{ChangeStaff{"李"}});
  stall.input(Intent{ImportSheetFile{}});
  REQUIRE(newest_files<ImportCheckedSheet>(stall) != nullptr);
  const ImportCheckedSheet asked = *newest_files<ImportCheckedSheet>(stall);
  CHECK(asked.staff == "李");
  CHECK(stall.screen<SheetFilesView>().is_importing);
  SECTION("recorded") {
    stall.input(Event{SheetRecorded{asked.ticket, 3, JournalFacts{}}});
    CHECK(stall.screen<SheetFilesView>().imported == 3);
  }
  SECTION("imported before") {
    stall.input(Event{SheetNotRecorded{asked.ticket, ErrorCode::AlreadyExists, "a.csv"}});
    CHECK(stall.screen<SheetFilesView>().is_known);
    CHECK_FALSE(stall.view().frame.notice.has_value());
  }
  CHECK_FALSE(stall.screen<SheetFilesView>().is_importing);
  const std::size_t commands = stall.commands().size();
  stall.input(Intent{ImportSheetFile{}});
  CHECK(stall.commands().size() == commands);
}

TEST_CASE("Sheet files: what has a mistake is not imported; what failed may be tried again",
          "[core]") {
  Stall stall;
  stall.input(Intent{ChangeStaff{"李"}});
  list_files(stall);
  check_file(stall, {{2, "copies", SheetMistake::Number, "x", "9999"}});
  stall.input(Intent{ImportSheetFile{}});
  CHECK(newest_files<ImportCheckedSheet>(stall) == nullptr);
  stall.input(Intent{LeaveSheetFile{}});
  CHECK_FALSE(stall.screen<SheetFilesView>().checked.has_value());
  check_file(stall);
  stall.input(Intent{ImportSheetFile{}});
  REQUIRE(newest_files<ImportCheckedSheet>(stall) != nullptr);
  stall.input(Event{SheetNotRecorded{newest_files<ImportCheckedSheet>(stall)->ticket,
                                     ErrorCode::NoSpace, "append"}});
  CHECK(stall.view().frame.notice->what == Notice::What::NotSavedDiskFull);
  const std::size_t commands = stall.commands().size();
  stall.input(Intent{ImportSheetFile{}});
  CHECK(stall.commands().size() == commands + 1);
}

}  // namespace
}  // namespace outreach::core
