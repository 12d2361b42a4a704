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
  table.rows = {{{"", "aid"}, std::nullopt, std::nullopt, std::nullopt, 7},
                {{"petition", ""}, std::nullopt, 0, 0, {}}};
  CHECK(tally_csv(table, catalogue, CsvFor::People) ==
        "\xEF\xBB\xBF途径,资料,场次,批次,人次,份\r\n,法律援助便民卡,,,,7\r\n信访程序,,,0,0,\r\n");
  CHECK(tally_csv(table, catalogue, CsvFor::Machines) ==
        "pathway,leaflet,outings,parties,people,copies\r\n,aid,,,,7\r\npetition,,,0,0,\r\n");
}

}  // namespace
}  // namespace outreach::exports
