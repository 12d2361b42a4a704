// The numbers of a slip are those that tally and status answer.
#include "app/kiosk/outing_day.h"

#include "tests/support/catch.h"
#include "tests/sync/journal/stall.h"

namespace outreach::kiosk {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)
using journal::kOutingOfThisAppend;

constexpr Date kDayBefore{std::chrono::year{2127} / 1 / 9};

domain::Catalogue catalogue_of_two_leaflets() {
  domain::Catalogue lists;
  lists.county = "曲沃县信访局";
  lists.leaflets = {{{"regulations", "信访工作条例", {}}, {}}, {{"aid", "便民卡", {}}, {}}};
  lists.outing_kinds = {{"school", "进学校", "At a school"}};
  return lists;
}

struct Journaled {
  Journaled() : journal(stall.opened()) {}
  OutingDay day() {
    auto read = read_outing_day(journal.database(), catalogue_of_two_leaflets());
    INFO((read ? std::string() : read.error().context));
    REQUIRE(read);
    return *std::move(read);
  }
  Stall stall;
  journal::Journal journal;
};

std::vector<std::string> rows(const OutingDay& day) {
  std::vector<std::string> out;
  for (const LeafletCopies& row : day.leaflets) {
    out.push_back(row.leaflet.name + " " + std::to_string(row.copies));
  }
  return out;
}

TEST_CASE("Outing's day: before any outing there is none, said in words", "[slip]") {
  Journaled empty;
  const auto read = read_outing_day(empty.journal.database(), catalogue_of_two_leaflets());
  REQUIRE_FALSE(read);
  CHECK(read.error().code == ErrorCode::NotFound);
  CHECK(read.error().context.find("open one on the screen") != std::string::npos);
}

TEST_CASE("Outing's day: what residents did is neither staff nor copies", "[slip]") {
  Journaled stall;
  append(stall.journal, {outing_draft(), handout_draft(kOutingOfThisAppend, 50, "aid"),
                         rating_draft(kOutingOfThisAppend),
                         reading_draft(kOutingOfThisAppend, 90, 1, "regulations")});
  const OutingDay day = stall.day();
  CHECK(day.totals == domain::Totals{1, 0, 0, 50});
  CHECK(day.staff == std::vector<std::string>{"张三"});
  REQUIRE(day.leaflets.size() == 1);
  CHECK(day.leaflets.front().leaflet.id == "aid");
}

TEST_CASE("Outing's day: totals as the tally has them, corrections applied", "[slip]") {
  Journaled stall;
  const auto first =
      append(stall.journal,
             {outing_draft(), handout_draft(kOutingOfThisAppend, 50, "aid"),
              handout_draft(kOutingOfThisAppend, 10), consultation_draft(kOutingOfThisAppend, 2),
              consultation_draft(kOutingOfThisAppend, 5)});
  append(stall.journal, {correction_draft(first[0].sequence, first[1].sequence, 50, 45),
                         correction_draft(first[0].sequence, first[4].sequence, 5, 0)});
  const OutingDay day = stall.day();
  CHECK(day.totals == domain::Totals{1, 1, 2, 55});
  CHECK(day.totals == totals_of(stall.journal.database()));
  CHECK(rows(day) == std::vector<std::string>{"信访工作条例 10", "便民卡 45"});
  CHECK(day.staff == std::vector<std::string>{"张三", "李四"});
  CHECK(day.county == "曲沃县信访局");
  CHECK(day.open);
}

TEST_CASE("Outing's day: what is off in stock as the screen has it", "[slip]") {
  using domain::StockMovement;
  Journaled stall;
  const auto first =
      append(stall.journal,
             {outing_draft(), stock_draft(kOutingOfThisAppend, 60, StockMovement::TakenOut, "aid"),
              stock_draft(kOutingOfThisAppend, 20, StockMovement::TakenOut, "regulations"),
              handout_draft(kOutingOfThisAppend, 50, "aid"),
              handout_draft(kOutingOfThisAppend, 10, "regulations"),
              stock_draft(kOutingOfThisAppend, 5, StockMovement::BroughtBack, "aid")});
  append(stall.journal, {correction_draft(first[0].sequence, first[3].sequence, 50, 45)});
  const auto differences = stall.day().differences;
  REQUIRE(differences.size() == 1);
  CHECK(differences.front().leaflet.name == "便民卡");
  CHECK(differences.front().difference == core::ToldDifference{10, false, std::nullopt});
}

TEST_CASE("Outing's day: other days and places are not in it, the same one opened twice is",
          "[slip]") {
  Journaled stall;
  append(stall.journal,
         {outing_draft("县城集", kDayBefore), handout_draft(kOutingOfThisAppend, 1'000)});
  append(stall.journal,
         {outing_draft("史村集", kMarketDay), handout_draft(kOutingOfThisAppend, 500)});
  const auto morning =
      append(stall.journal, {outing_draft(), handout_draft(kOutingOfThisAppend, 7)});
  append(stall.journal, {closing_draft(morning.front().sequence)});
  append(stall.journal, {outing_draft(), handout_draft(kOutingOfThisAppend, 4)});
  CHECK(stall.day().totals == domain::Totals{1, 0, 0, 11});
}

TEST_CASE("Outing's day: a leaflet that left the list stands last, by its id", "[slip]") {
  Journaled stall;
  append(stall.journal, {outing_draft(), handout_draft(kOutingOfThisAppend, 3, "aa-gone"),
                         handout_draft(kOutingOfThisAppend, 2, "aid")});
  CHECK(rows(stall.day()) == std::vector<std::string>{"便民卡 2", "aa-gone 3"});
}

TEST_CASE("Outing's day: a kind of the county's own has its name, one that left the list its id",
          "[slip]") {
  for (const auto& [id, name] : {std::pair("school", "进学校"), std::pair("prison", "prison")}) {
    Journaled stall;
    journal::Draft opening = outing_draft();
    auto& opened = std::get<domain::OutingOpened>(opening.record.content);
    opened.kind = domain::OutingKind::Other;
    opened.other_kind = id;
    append(stall.journal, {opening});
    const OutingDay day = stall.day();
    REQUIRE(day.own_kind);
    CHECK(day.own_kind->name == name);
  }
  Journaled built_in;
  append(built_in.journal, {outing_draft()});
  CHECK_FALSE(built_in.day().own_kind);
}

TEST_CASE("Outing's day: delivery as status has it", "[slip]") {
  Journaled stall;
  record_day(stall.journal, 4);
  const auto counts = journal::count_delivery(stall.journal.database());
  REQUIRE(counts);
  const OutingDay day = stall.day();
  CHECK(day.delivery.recorded == 5);
  CHECK(day.delivery.recorded == counts->recorded);
  CHECK(day.delivery.local == counts->local);
}

}  // namespace
}  // namespace outreach::kiosk
