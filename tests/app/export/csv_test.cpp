#include "app/export/csv.h"

#include "tests/support/catch.h"

namespace outreach::exports {
namespace {

TEST_CASE("CSV: quotes what needs it and defuses formulas", "[export]") {
  CsvText csv(CsvFor::Machines);
  csv.row({"a", "b,c", "say \"hi\"", "two\nlines", ""});
  csv.row({"=1+1", "+86", "-5", "@x", "5"});
  CHECK(csv.take() == "a,\"b,c\",\"say \"\"hi\"\"\",\"two\nlines\",\r\n'=1+1,'+86,'-5,'@x,5\r\n");
}

TEST_CASE("CSV: a table for people has a byte order mark and words; blank is not zero",
          "[export]") {
  domain::Catalogue catalogue;
  catalogue.leaflets = {{{"aid", "法律援助便民卡", {}}, "cover-law"}};
  domain::TallyTable table;
  table.dimensions = {domain::Dimension::Pathway, domain::Dimension::Leaflet};
  table.rows = {{{"", "aid"}, {}, {}, {}, 7, {}, 2, 130, 1},
                {{"petition", ""}, std::nullopt, 0, 0, {}}};
  CHECK(
      tally_csv(table, catalogue, CsvFor::People) ==
      "\xEF\xBB\xBF途径,资料,场次,批次,人次,份,评价次数,自助阅读次数,自助阅读秒数,扫码带走次数\r\n"
      ",法律援助便民卡,,,,7,,2,130,1\r\n信访程序,,,0,0,,,,,\r\n");
  CHECK(tally_csv(table, catalogue, CsvFor::Machines) ==
        "pathway,leaflet,outings,parties,people,copies,ratings,readings,reading_seconds,take_"
        "aways\r\n"
        ",aid,,,,7,,2,130,1\r\npetition,,,0,0,,,,,\r\n");
}

TEST_CASE("CSV: faces and what they are of are words for people, codes for machines", "[export]") {
  domain::TallyTable table;
  table.dimensions = {domain::Dimension::Rated, domain::Dimension::Face};
  table.rows = {{{"answer", "poor"}, {}, {}, {}, {}, 3}};
  CHECK(tally_csv(table, {}, CsvFor::People).find("答复,不太好,,,,,3,,,\r\n") != std::string::npos);
  CHECK(tally_csv(table, {}, CsvFor::People).find("评价对象,评价,场次") != std::string::npos);
  CHECK(tally_csv(table, {}, CsvFor::Machines).find("answer,poor,,,,,3,,,\r\n") !=
        std::string::npos);
}

}  // namespace
}  // namespace outreach::exports
