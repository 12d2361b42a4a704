#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/sync/journal/county_copy.h"
#include "tests/sync/journal/stall.h"

namespace outreach::journal {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)
using domain::Dimension;

constexpr Date day(unsigned month, unsigned of_month) {
  return std::chrono::year{2021} / std::chrono::month{month} / std::chrono::day{of_month};
}

// Three outings by hand: a full one, one with nothing, one with leaflets alone. By sequence:
// 1 县城集 January: 2 handouts (50 and 10 copies), 3 consultations (2, 1 and 4 people)
// 7 史村集 January: none.  8 里村 February, a village visit: 30 copies.
void record_three(Journal& journal) {
  const Sequence first = kOutingOfThisAppend;
  append(journal, {outing_draft("县城集", day(1, 10)), handout_draft(first, 50, "regulations"),
                   handout_draft(first, 10, "guide"), consultation_draft(first, 2, "land"),
                   consultation_draft(first, 1, "wages"), consultation_draft(first, 4, "land")});
  append(journal, {outing_draft("史村集", day(1, 31), domain::OutingKind::Fair, "史村镇")});
  append(journal, {outing_draft("里村", day(2, 1), domain::OutingKind::VillageVisit, ""),
                   handout_draft(kOutingOfThisAppend, 30, "regulations")});
}

// A table as text: keys, then outings parties people copies; a blank is "-".
std::vector<std::string> rows(Journal& journal, const std::vector<Dimension>& dimensions,
                              const domain::TallyFilter& filter = {}) {
  const auto table = tally(journal.database(), dimensions, filter);
  REQUIRE(table);
  CHECK(table->dimensions == dimensions);
  std::vector<std::string> out;
  for (const domain::TallyRow& row : table->rows) {
    std::string line;
    for (const std::string& key : row.keys) {
      line += key + " ";
    }
    for (const auto& measure : {row.outings, row.parties, row.people, row.copies}) {
      line += (measure ? std::to_string(*measure) : "-") + " ";
    }
    line.pop_back();
    out.push_back(line);
  }
  return out;
}

using Rows = std::vector<std::string>;

struct ThreeOutings {
  ThreeOutings() : journal(stall.opened()) {
    record_three(journal);
  }
  Stall stall;
  Journal journal;
};

TEST_CASE_METHOD(ThreeOutings, "Tally: an outing with nothing is zero, not blank", "[journal]") {
  CHECK(totals_of(journal.database()) == domain::Totals{3, 3, 7, 90});
  CHECK(rows(journal, {}).empty());
  CHECK(rows(journal, {Dimension::Place}) ==
        Rows{"县城集 1 3 7 60", "史村集 1 0 0 0", "里村 1 0 0 30"});
}

TEST_CASE_METHOD(ThreeOutings, "Tally: what does not apply to a dimension is blank, not zero",
                 "[journal]") {
  CHECK(rows(journal, {Dimension::Topic}) == Rows{"land - 2 6 -", "wages - 1 1 -"});
  CHECK(rows(journal, {Dimension::Leaflet}) == Rows{"guide - - - 10", "regulations - - - 80"});
  CHECK(rows(journal, {Dimension::Place, Dimension::Leaflet}) ==
        Rows{"县城集 guide - - - 10", "县城集 regulations - - - 50", "里村 regulations - - - 30"});
  CHECK(rows(journal, {Dimension::Topic, Dimension::Leaflet}) ==
        Rows{" guide - - - 10", " regulations - - - 80", "land  - 2 6 -", "wages  - 1 1 -"});
}

TEST_CASE_METHOD(ThreeOutings, "Tally: every dimension groups by its own key", "[journal]") {
  CHECK(rows(journal, {Dimension::Day}) ==
        Rows{"2021-01-10 1 3 7 60", "2021-01-31 1 0 0 0", "2021-02-01 1 0 0 30"});
  CHECK(rows(journal, {Dimension::Month}) == Rows{"2021-01 2 3 7 60", "2021-02 1 0 0 30"});
  CHECK(rows(journal, {Dimension::Year}) == Rows{"2021 3 3 7 90"});
  CHECK(rows(journal, {Dimension::Township}) ==
        Rows{" 1 0 0 30", "乐昌镇 1 3 7 60", "史村镇 1 0 0 0"});
  CHECK(rows(journal, {Dimension::OutingKind}) ==
        Rows{"fair 1 0 0 0", "market 1 3 7 60", "village_visit 1 0 0 30"});
  CHECK(rows(journal, {Dimension::Pathway}) == Rows{"arbitration - 3 7 -"});
  CHECK(rows(journal, {Dimension::Department}) == Rows{"labour - 3 7 -"});
  CHECK(rows(journal, {Dimension::Outcome}) == Rows{"answered - 3 7 -"});
  CHECK(rows(journal, {Dimension::Staff}) == Rows{"张三 3 0 0 90", "李四 0 3 7 0"});
  CHECK(rows(journal, {Dimension::Kiosk}) == Rows{to_hex(journal.chain().kiosk) + " 3 3 7 90"});
  CHECK(rows(journal, {Dimension::Month, Dimension::Topic}) ==
        Rows{"2021-01 land - 2 6 -", "2021-01 wages - 1 1 -"});
}

TEST_CASE_METHOD(ThreeOutings, "Tally: dates are the outing's and both ends count", "[journal]") {
  const auto totals = [&](const domain::TallyFilter& filter) {
    const auto table = tally(journal.database(), {Dimension::Topic}, filter);
    REQUIRE(table);
    return table->totals;
  };
  CHECK(totals({day(1, 10), day(1, 10)}) == domain::Totals{1, 3, 7, 60});
  CHECK(totals({day(1, 11), day(2, 1)}) == domain::Totals{2, 0, 0, 30});
  CHECK(totals({day(2, 1), {}}) == domain::Totals{1, 0, 0, 30});
  CHECK(totals({{}, day(1, 31)}) == domain::Totals{2, 3, 7, 60});
  CHECK(totals({day(3, 1), {}}) == domain::Totals{});
  CHECK(rows(journal, {Dimension::Place}, {day(1, 31), {}}) ==
        Rows{"史村集 1 0 0 0", "里村 1 0 0 30"});
}

// Two kiosks and one county.
struct TwoKiosks {
  void deliver(Journal& journal, Sequence& delivered) {
    const ChainRow chain = chains_of(journal).back();
    for (const Entry& entry : entries_of(journal, chain, chain.head.sequence)) {
      if (entry.envelope.sequence > delivered) {
        county.take(chain.id, entry);
      }
    }
    delivered = chain.head.sequence;
  }
  domain::Totals totals() {
    deliver(first, delivered_first);
    deliver(second, delivered_second);
    return totals_of(county.database());
  }
  Stall first_stall;
  Stall second_stall{{}, 2};
  Journal first = first_stall.opened();
  Journal second = second_stall.opened();
  CountyCopy county;
  Sequence delivered_first = 0;
  Sequence delivered_second = 0;
};

TEST_CASE_METHOD(TwoKiosks, "Tally: two kiosks at one planned outing are one, by hand two",
                 "[journal]") {
  append(first, {planned_draft(), handout_draft(kOutingOfThisAppend, 50)});
  append(second, {planned_draft(), handout_draft(kOutingOfThisAppend, 7)});
  CHECK(totals() == domain::Totals{1, 0, 0, 57});
  append(first, {outing_draft("东集")});
  append(second, {outing_draft("东集")});
  CHECK(totals().outings == 3);
  // Another day or place is another outing, planned or not.
  append(second, {planned_draft("县城集", day(1, 11)), planned_draft("西集")});
  CHECK(totals().outings == 5);
  const auto by_kiosk = tally(county.database(), {Dimension::Kiosk}, {});
  REQUIRE(by_kiosk);
  std::int64_t sum = 0;
  for (const domain::TallyRow& row : by_kiosk->rows) {
    sum += row.outings.value_or(0);
  }
  CHECK(sum == 6);  // each of the two was there
  append(first, {correction_draft(0, 1, 1, 0)});
  CHECK(totals() == domain::Totals{5, 0, 0, 7});
}

TEST_CASE_METHOD(TwoKiosks, "Tally: a planned outing that its kiosk opened again by hand stays one",
                 "[journal]") {
  append(first, {planned_draft(), closing_draft(kOutingOfThisAppend), outing_draft()});
  CHECK(totals_of(first.database()).outings == 1);
  append(second, {outing_draft()});
  CHECK(totals().outings == 2);  // the second did not join
  append(second, {planned_draft()});
  CHECK(totals().outings == 1);
}

TEST_CASE_METHOD(ThreeOutings, "Tally: what was corrected to nothing leaves every count",
                 "[journal]") {
  append(journal, {correction_draft(1, 4, 2, 0), correction_draft(1, 2, 50, 0),
                   correction_draft(7, 7, 1, 0)});
  CHECK(rows(journal, {Dimension::Place}) == Rows{"县城集 1 2 5 10", "里村 1 0 0 30"});
  CHECK(rows(journal, {Dimension::Topic}) == Rows{"land - 1 4 -", "wages - 1 1 -"});
  CHECK(totals_of(journal.database()) == domain::Totals{2, 2, 5, 40});
}

}  // namespace
}  // namespace outreach::journal
