// 补录 by a person's taps.
#include "tests/app/ui/visitor.h"
#include "tests/support/catch.h"

namespace outreach::ui {
namespace {

using core::SheetView;
using domain::Outcome;
using domain::Pathway;

SheetView& paper_of(Visitor& person) {
  return std::get<SheetView>(person.sample().view.screen);
}

const core::RecordSheet* recorded_in(const std::optional<core::Intent>& intent) {
  return intent ? std::get_if<core::RecordSheet>(&*intent) : nullptr;
}

TEST_CASE("Sheet: a paper sheet is typed in whole and recorded by one tap", "[screens]") {
  Visitor person("sheet-empty");
  person.tap("请选日子");
  person.tap("上个月");
  person.tap("20");
  person.tap("请选地方");
  person.tap("高显集市");
  person.tap("法律援助便民卡");
  person.digits("30");
  CHECK_FALSE(person.tap("确定").has_value());
  CHECK(person.scene().sees("法律援助便民卡：30 份"));
  person.tap("加咨询");
  person.tap("2");
  person.tap("拖欠工资");
  person.tap("引导法定途径");
  person.tap("加上这一批");
  person.tap("低保救助");
  person.tap("当场答复");
  person.tap("加上这一批");
  person.tap("就这些");
  CHECK(person.scene().sees("2 批"));
  const auto intent = person.tap("记上 3 条，标补录");
  const core::RecordSheet* recorded = recorded_in(intent);
  REQUIRE(recorded != nullptr);
  CHECK(recorded->outing.place == "高显集市");
  CHECK(recorded->outing.township == "高显镇");
  CHECK(recorded->outing.kind == domain::OutingKind::Market);
  CHECK(to_iso(recorded->outing.date) == "2026-10-20");
  const domain::Consultation wages{2, "wage", Pathway::Arbitration, "hr", Outcome::GuidedToPathway};
  const domain::Consultation aid{1, "aid", Pathway::AdministrativeProcedure, "civil",
                                 Outcome::AnsweredOnTheSpot};
  CHECK(recorded->entries == std::vector<domain::Content>{domain::Handout{"law", 30}, wages, aid});
}

TEST_CASE("Sheet: a line can be taken out, and 0 copies are none", "[screens]") {
  Visitor person("sheet");
  person.tap("去掉", "party 2");
  CHECK(person.sample().drafts.sheet.parties.size() == 4);
  CHECK_FALSE(person.scene().sees("120 人"));
  person.tap("法律援助便民卡：30 份");
  person.tap("0");
  person.tap("确定");
  CHECK(person.scene().find_targets("法律援助便民卡：30 份").empty());
  CHECK(person.sample().drafts.sheet.copies.size() == 2);
}

TEST_CASE("Sheet: a day that is still to come is not recorded", "[screens]") {
  Visitor person("sheet-to-come");
  CHECK(person.scene().sees("这一天还没到"));
  CHECK(person.scene().find_targets("记上").empty());
  paper_of(person).outing.clock_trusted = false;  // nobody knows what is to come
  person.frame();
  CHECK_FALSE(person.scene().find_targets("记上").empty());
}

TEST_CASE("Sheet: who records is asked first where nobody was chosen", "[screens]") {
  Visitor person("sheet-nobody");
  CHECK_FALSE(person.tap("请选谁记").has_value());
  CHECK(person.sample().drafts.choosing_staff);
  CHECK_FALSE(person.sample().drafts.sheet.sent);
}

TEST_CASE("Sheet: what was typed stays until it is recorded, on other screens too", "[screens]") {
  Visitor person("sheet");
  const SheetDraft typed = person.sample().drafts.sheet;
  const core::View paper = person.sample().view;
  CHECK(recorded_in(person.tap("记上")) != nullptr);
  SECTION("nothing changes while it is on its way") {
    person.sample().drafts.sheet.sent = true;
    paper_of(person).saving = true;
    person.frame();
    person.tap("去掉", "party 2");
    CHECK(person.sample().drafts.sheet.parties == typed.parties);
  }
  SECTION("refused") {
    person.frame();
    CHECK(person.sample().drafts.sheet == typed);
  }
  SECTION("recorded while another screen is open") {
    person.sample().drafts.sheet.sent = true;
    paper_of(person).saving = true;
    person.frame();
    person.sample().view.frame.screen = core::ScreenName::Today;
    person.sample().view.screen = core::TodayView{};
    person.frame();
    CHECK(person.sample().drafts.sheet.copies == typed.copies);
    person.sample().view = paper;
    paper_of(person).recorded = 8;
    person.frame();
    CHECK(person.sample().drafts.sheet == SheetDraft{});
    CHECK(person.scene().sees("记上了 8 条"));
  }
}

TEST_CASE("Sheet: it is reached from today and from opening an outing", "[screens]") {
  const core::Intent to_sheet = core::GoTo{core::ScreenName::Sheet};
  {
    Visitor today("today");
    CHECK(today.tap("补录纸质表") == to_sheet);
  }
  Visitor opening("open-outing");
  CHECK(opening.tap("补录纸质表") == to_sheet);
}

TEST_CASE("Sheet: a file on the stick is chosen, and recorded once it is good", "[screens]") {
  {
    Visitor typing("sheet");
    CHECK(typing.tap("从U盘导入") == core::Intent{core::GoTo{core::ScreenName::SheetFiles}});
  }
  {
    Visitor list("sheet-files");
    CHECK(list.tap("史村集市.csv") == core::Intent{core::CheckSheetFile{"史村集市.csv"}});
    CHECK(list.tap("再看一遍") == core::Intent{core::GoTo{core::ScreenName::SheetFiles}});
  }
  {
    Visitor good("sheet-file");
    CHECK(good.tap("记上 1,234 条，标补录") == core::Intent{core::ImportSheetFile{}});
    CHECK(good.tap("换个文件") == core::Intent{core::LeaveSheetFile{}});
  }
  Visitor nobody("sheet-file-nobody");
  CHECK_FALSE(nobody.tap("请选谁记").has_value());
  CHECK(nobody.sample().drafts.choosing_staff);
}

TEST_CASE("Sheet: a mistake is named by line, and nothing of the file is recorded", "[screens]") {
  {
    const Visitor wrong("sheet-file-wrong");
    CHECK(wrong.scene().sees("第 2 行，资料 (leaflet)：名单里没有“法律援助联系卡”"));
    CHECK(wrong.scene().sees("“上访”不对，只能填：诉讼、仲裁、行政复议、"));
    CHECK(wrong.scene().sees("第 1200 行：有 12 列，表头有 13 列"));
    CHECK(wrong.scene().find_targets("记上").empty());
  }
  CHECK(Visitor("sheet-file-encoding").scene().sees("CSV UTF-8"));
}

TEST_CASE("Sheet: a file is not recorded a second time", "[screens]") {
  const Visitor known("sheet-file-known");
  CHECK(known.scene().sees("这张表导入过"));
  CHECK(known.scene().find_targets("记上").empty());
}

}  // namespace
}  // namespace outreach::ui
