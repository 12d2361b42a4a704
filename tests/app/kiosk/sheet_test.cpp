#include "app/kiosk/sheet.h"

#include "platform/base/bytes.h"
#include "tests/support/catch.h"

namespace outreach::kiosk {
namespace {

const std::string kHead =
    "date,time,outing_kind,place,township,entry,people,topic,pathway,department,outcome,leaflet,"
    "copies\n";
const std::string kAdvice =
    "2021-01-10,08:14,market,东关,乐昌镇,consultation,5,拖欠工资,仲裁,县人社局,当场答复,,\n";
const std::string kLeaflets = "2021-01-10,,market,东关,乐昌镇,handout,,,,,,便民卡,50\n";

domain::Catalogue catalogue_of_one_leaflet() {
  domain::Catalogue lists;
  lists.leaflets = {{{"aid", "便民卡", {}}, "cover-law"}};
  lists.departments = {{"labour", "县人社局", {}}};
  lists.topics = {{{"wages", "拖欠工资", {}}, "wage", domain::Pathway::Arbitration, "labour"}};
  lists.outing_kinds = {{"temple-fair", "庙会", {}}};
  return lists;
}

Result<std::vector<journal::Draft>> read(const std::string& file) {
  const auto rows = read_sheet(bytes_of(file));
  if (!rows) {
    return rows.error();
  }
  return drafts_of(*rows, catalogue_of_one_leaflet(), "补录");
}

std::string complaint_about_sheet(const std::string& file) {
  const auto drafts = read(file);
  REQUIRE_FALSE(drafts);
  return drafts.error().context;
}

TEST_CASE("Sheet: what an export has of residents is passed over", "[sheet]") {
  const auto drafts = read(kHead + "2021-01-10,08:14,market,东关,乐昌镇,rating,,,,,,,\n" +
                           kLeaflets + ",08:20,,,,self_service,,,,,,便民卡,\n");
  REQUIRE(drafts);
  REQUIRE(drafts->size() == 2);
  CHECK(std::holds_alternative<domain::Handout>((*drafts)[1].record.content));
}

TEST_CASE("Sheet: opens one outing for each day and place and marks everything", "[sheet]") {
  const auto drafts = read(kHead + kAdvice + kLeaflets +
                           "2021-01-11,09:00,market,东关,乐昌镇,handout,,,,,,便民卡,1\n");
  REQUIRE(drafts);
  REQUIRE(drafts->size() == 5);
  CHECK(std::holds_alternative<domain::OutingOpened>((*drafts)[0].record.content));
  CHECK((*drafts)[1].record.content ==
        domain::Content(domain::Consultation{5, "wages", domain::Pathway::Arbitration, "labour",
                                             domain::Outcome::AnsweredOnTheSpot}));
  CHECK((*drafts)[1].record.sheet_time == "08:14");
  CHECK((*drafts)[2].record.content == domain::Content(domain::Handout{"aid", 50}));
  CHECK((*drafts)[2].record.sheet_time == "");
  CHECK((*drafts)[2].outing == journal::kOutingOfThisAppend + 0);
  CHECK((*drafts)[4].outing == journal::kOutingOfThisAppend + 3);
  for (const journal::Draft& draft : *drafts) {
    CHECK_FALSE(domain::check(draft.record));
    CHECK(draft.record.staff == "补录");
    CHECK(draft.record.sheet_time.has_value());
  }
}

TEST_CASE("Sheet: knows every kind of outing, the county's own by their ids", "[sheet]") {
  for (const std::string kind : {"joint_visit", "leader_reception", "temple-fair"}) {
    const auto drafts =
        read(kHead + "2021-01-10,," + kind + ",东关,乐昌镇,handout,,,,,,便民卡,1\n");
    REQUIRE(drafts);
    CHECK(domain::key_of(std::get<domain::OutingOpened>(drafts->front().record.content)) == kind);
  }
}

TEST_CASE("Sheet: takes a byte order mark, either line end, quotes, blanks and columns of its own",
          "[sheet]") {
  std::string windows = "\xEF\xBB\xBF" + kHead + kLeaflets;
  for (std::size_t at = 0; (at = windows.find('\n', at)) != std::string::npos; at += 2) {
    windows.replace(at, 1, "\r\n");
  }
  CHECK(read(windows).has_value());
  CHECK(read(kHead + "\n\n" + "2021-01-10, ,market,\"东关\", 乐昌镇 ,handout,,,,,,便民卡,50")
            .has_value());
  CHECK(read(kHead.substr(0, kHead.size() - 1) + ",staff\n" +
             kLeaflets.substr(0, kLeaflets.size() - 1) + ",张\n"));
  CHECK(read(kHead + "2021-01-10,,market,东关,乐昌镇,outing,,,,,,,\n")->size() == 1);
}

TEST_CASE("Sheet: each mistake is named by line, column and cure", "[sheet]") {
  struct Row {
    std::string rows;
    std::string complaint;
  };
  const std::string start = "2021-01-10,08:14,market,东关,乐昌镇,";
  const std::vector<Row> table{
      {"2021-02-30,,market,东关,乐昌镇,handout,,,,,,便民卡,1\n",
       "line 2, column date: '2021-02-30' is not a day such as 2021-01-10"},
      {"2021-01-10,8点,market,东关,乐昌镇,handout,,,,,,便民卡,1\n",
       "line 2, column time: '8点' is not a time of day such as 08:14 (it may be empty)"},
      {"2021-01-10,,集市,东关,乐昌镇,handout,,,,,,便民卡,1\n",
       "line 2, column outing_kind: '集市' is none of market, fair, square, township_visit, "
       "village_visit, joint_visit, leader_reception, temple-fair"},
      {"2021-01-10,,other,东关,乐昌镇,handout,,,,,,便民卡,1\n",
       "line 2, column outing_kind: 'other' is none of market, fair, square, township_visit, "
       "village_visit, joint_visit, leader_reception, temple-fair"},
      {"2021-01-10,,market,,乐昌镇,handout,,,,,,便民卡,1\n",
       "line 2, column place: place and township want one short line, at most 60 characters"},
      {start + "gift,,,,,,,\n",
       "line 2, column entry: 'gift' is none of consultation, handout, outing"},
      {start + "handout,,,,,,书,1\n",
       "line 2, column leaflet: '书' is not in the list of names; write it as on the kiosk's "
       "screen"},
      {start + "handout,,,,,,便民卡,0\n",
       "line 2, column copies: wants a whole number from 1 to 9999, not '0'"},
      {start + "handout,,,,,,便民卡,10000\n",
       "line 2, column copies: wants a whole number from 1 to 9999, not '10000'"},
      {start + "handout,,,,,,便民卡,1.5\n",
       "line 2, column copies: wants a whole number from 1 to 9999, not '1.5'"},
      {start + "handout,3,,,,,便民卡,1\n",
       "line 2, column people: must be empty in a row of this entry, but says '3'"},
      {start + "consultation,1,拖欠工资,上访,县人社局,当场答复,,\n",
       "line 2, column pathway: '上访' is none of 诉讼, 仲裁, 行政复议, 行政程序, 涉法涉诉程序, "
       "纪检监察, 信访程序, 一般咨询"},
      {kLeaflets + "2021-01-10,,fair,东关,乐昌镇,handout,,,,,,便民卡,1\n",
       "line 3, column outing_kind: another row of this day and place says 'market'"},
      {kLeaflets + "2021-01-10,,market,东关,史村镇,handout,,,,,,便民卡,1\n",
       "line 3, column township: another row of this day and place says '乐昌镇'"},
      {kLeaflets + "\n\"a\nb\",c\n", "line 4: has 2 columns, the head has 13"},
      {"2021-01-10,\"08:14,market\n",
       "line 2: a quotation mark is not closed or stands inside a field"},
      {kLeaflets + std::string("a\0b\n", 4), "line 3: has a zero byte: this is not a text file"},
      {kLeaflets + "\xB6\xAB\n",
       "line 3: is not UTF-8: save the file as \"CSV UTF-8\" in Excel or WPS"},
      {"", "line 1: there is no row under the head"}};
  for (const Row& row : table) {
    CAPTURE(row.rows);
    CHECK(complaint_about_sheet(kHead + row.rows) == row.complaint);
  }
  CHECK(complaint_about_sheet("") == "line 1: the file is empty");
  CHECK(complaint_about_sheet("a,b\n1,2\n")
            .starts_with("line 1, column date: the head must name the columns"));
}

TEST_CASE("Sheet: checking tells rows, and the first five mistakes by line", "[sheet]") {
  const auto check = [](const std::string& file) {
    return check_sheet(bytes_of(file), catalogue_of_one_leaflet(), "补录");
  };
  const CheckedSheet good = check(kHead + kAdvice + kLeaflets);
  CHECK(good.rows == 2);
  CHECK(good.drafts.size() == 3);
  CHECK(good.problems.empty());
  const std::string wrong = "2021-01-10,,market,东关,乐昌镇,handout,,,,,,书,1\n";
  const CheckedSheet bad = check(kHead + wrong + kLeaflets + wrong + wrong + wrong + wrong + wrong);
  CHECK(bad.drafts.empty());
  REQUIRE(bad.problems.size() == core::kSheetProblemsShown);
  CHECK(bad.problems[0] == core::SheetProblem{2, "leaflet", core::SheetMistake::UnknownName, "书"});
  CHECK(bad.problems[1].line == 4);
  const CheckedSheet none = check("a,b\n1,2\n");
  REQUIRE(none.problems.size() == 1);
  CHECK(none.problems[0].what == core::SheetMistake::Head);
  CHECK(none.rows == 0);
}

TEST_CASE("Sheet: a file that is no stall's sheet is refused by its size", "[sheet]") {
  const auto large = read_sheet(Bytes(kSheetBytesMax + 1, 'a'));
  REQUIRE_FALSE(large);
  CHECK(large.error().code == ErrorCode::TooLarge);
  std::string rows = kHead;
  for (std::size_t i = 0; i <= kSheetRowsMax; ++i) {
    rows += kLeaflets;
  }
  const auto many = read_sheet(bytes_of(rows));
  REQUIRE_FALSE(many);
  CHECK(many.error().code == ErrorCode::TooLarge);
}

}  // namespace
}  // namespace outreach::kiosk
