// A sheet typed in as a file, on the stick of the kiosk without its window.
#include <fstream>

#include "tests/app/kiosk/windowless_kiosk.h"
#include "tests/support/catch.h"

namespace outreach::kiosk {
namespace {

const std::string kSheetFileHead =
    "date,time,outing_kind,place,township,entry,people,topic,pathway,department,outcome,leaflet,"
    "copies\n";

class KioskWithSheetFiles : public WindowlessKiosk {
 public:
  KioskWithSheetFiles() {
    options_.stick = folder_ / "stick";
    std::filesystem::create_directories(options_.stick / "folder.csv");
    write("notes.txt", "no sheet");
    write("good.CSV", kSheetFileHead +
                          "2021-03-02,08:14,market,史村集市,史村镇,handout,,,,,,"
                          "法律援助便民卡,5\n");
    write("wrong.csv", kSheetFileHead +
                           "2021-03-02,08:14,market,史村集市,史村镇,handout,,,,,,"
                           "法律援助便民卡,none\n");
    start();
    say(core::ChangeStaff{"李"});
    look_until_there();
  }
  void check(const std::string& name) {
    say(core::CheckSheetFile{name});
    until_view([](const core::SheetFilesView& view) { return view.checked.has_value(); });
  }
  void import_checked() {
    say(core::ImportSheetFile{});
    until_view([](const core::SheetFilesView& view) { return !view.is_importing; });
  }
  core::SheetFilesView files() const {
    return std::get<core::SheetFilesView>(shell_->view().screen);
  }
  std::int64_t waiting() const {
    return shell_->view().frame.waiting;
  }

 private:
  void write(const std::string& name, const std::string& content) {
    std::ofstream(options_.stick / name) << content;
  }
  void until_view(const std::function<bool(const core::SheetFilesView&)>& happens) {
    until([&](const core::View& view) {
      return happens(std::get<core::SheetFilesView>(view.screen));
    });
  }
  // The stick is found while the screen is open, or was before.
  void look_until_there() {
    say(core::GoTo{core::ScreenName::SheetFiles});
    until_view([](const core::SheetFilesView& view) { return view.has_stick && !view.is_looking; });
  }
};

TEST_CASE("Shell: the sheets at the top of the stick are listed, and nothing else",
          "[shell][sheet]") {
  const KioskWithSheetFiles kiosk;
  CHECK(kiosk.files().names == std::vector<std::string>{"good.CSV", "wrong.csv"});
}

TEST_CASE("Shell: a sheet file is imported whole, and once", "[shell][sheet]") {
  KioskWithSheetFiles kiosk;
  kiosk.check("good.CSV");
  CHECK(kiosk.files().checked == core::CheckedFile{"good.CSV", true, 1, 1, {}});
  kiosk.import_checked();
  CHECK(kiosk.files().imported == 1);
  CHECK(kiosk.waiting() == 2);
  kiosk.say(core::LeaveSheetFile{});
  kiosk.check("good.CSV");
  kiosk.import_checked();
  CHECK(kiosk.files().is_known);
  CHECK_FALSE(kiosk.files().imported.has_value());
  CHECK(kiosk.waiting() == 2);
}

TEST_CASE("Shell: a sheet file with a mistake is told by line, and not imported",
          "[shell][sheet]") {
  KioskWithSheetFiles kiosk;
  kiosk.check("wrong.csv");
  REQUIRE(kiosk.files().checked->problems.size() == 1);
  CHECK(kiosk.files().checked->problems[0].line == 2);
  CHECK(kiosk.files().checked->problems[0].what == core::SheetMistake::Number);
  kiosk.import_checked();
  CHECK(kiosk.waiting() == 0);
}

}  // namespace
}  // namespace outreach::kiosk
