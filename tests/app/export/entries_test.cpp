#include "app/export/entries.h"

#include <string>
#include <vector>

#include "platform/base/text.h"
#include "tests/support/catch.h"
#include "tests/sync/journal/county_copy.h"
#include "tests/sync/journal/random_days.h"

namespace outreach::exports {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)
using domain::EpochReason;
using journal::Journal;

// Columns of the sheet.
constexpr std::size_t kTime = 1;
constexpr std::size_t kEntry = 5;
constexpr std::size_t kPeople = 6;
constexpr std::size_t kCopies = 12;
constexpr std::size_t kOriginal = 15;
constexpr std::size_t kFaceColumn = 18;
constexpr std::size_t kSeconds = 19;
constexpr std::size_t kTakeAways = 20;

std::string sheet_of(sqlite::Database& database) {
  const auto text = entries_csv(database, {}, CsvFor::Machines);
  if (!text) {
    FAIL(text.error().context);
  }
  return *text;
}

// Its lines but the first; nothing in these tests needs quotes.
std::vector<std::vector<std::string>> lines_of(const std::string& sheet) {
  std::vector<std::vector<std::string>> lines;
  for (const std::string_view text : split(sheet, '\n')) {
    if (trimmed(text).empty()) {
      continue;
    }
    const auto fields = split(trimmed(text), ',');
    lines.emplace_back(fields.begin(), fields.end());
  }
  REQUIRE_FALSE(lines.empty());
  lines.erase(lines.begin());
  return lines;
}

domain::Totals sums_of(sqlite::Database& database) {
  domain::Totals sums;
  for (const auto& line : lines_of(sheet_of(database))) {
    sums.outings += line[kEntry] == "outing" ? 1 : 0;
    sums.parties += line[kEntry] == "consultation" ? 1 : 0;
    sums.people += line[kPeople].empty() ? 0 : std::stoll(line[kPeople]);
    sums.copies += line[kCopies].empty() ? 0 : std::stoll(line[kCopies]);
    sums.ratings += line[kFaceColumn].empty() ? 0 : 1;
    sums.readings += line[kEntry] == "self_service" ? 1 : 0;
    sums.reading_seconds += line[kSeconds].empty() ? 0 : std::stoll(line[kSeconds]);
    sums.take_aways += line[kTakeAways].empty() ? 0 : std::stoll(line[kTakeAways]);
  }
  return sums;
}

journal::Draft correction_of_epoch(const domain::EpochId& epoch, journal::Sequence target, int from,
                                   int to) {
  journal::Draft draft = correction_draft(0, target, from, to);
  std::get<domain::Correction>(draft.record.content).epoch = epoch;
  return draft;
}

TEST_CASE("Entries: what a new epoch took over is listed once, as corrections of any epoch left it",
          "[export]") {
  Stall stall;
  Journal journal = stall.opened();
  append(journal, {outing_draft(), handout_draft(journal::kOutingOfThisAppend, 50),
                   consultation_draft(journal::kOutingOfThisAppend, 3)});
  append(journal, {handout_draft(1, 7, "guide"), correction_draft(1, 2, 50, 40)});
  const domain::EpochId first = journal.chain().epoch;
  const std::string before = sheet_of(journal.database());
  stall.clock.advance(std::chrono::minutes(5));
  // Entry 3 of the new chain is the handout of 7, entry 2 its outing.
  REQUIRE(journal.begin_epoch(EpochReason::CountyDiffers, 3));
  append(journal, {handout_draft(2, 5), correction_of_epoch(first, 3, 3, 4)});

  CHECK(totals_of(journal.database()) == domain::Totals{1, 1, 4, 52});
  CHECK(sums_of(journal.database()) == domain::Totals{1, 1, 4, 52});
  const auto lines = lines_of(sheet_of(journal.database()));
  REQUIRE(lines.size() == 5);
  CHECK(lines[1][kCopies] == "40");
  CHECK(lines[1][kOriginal] == "50");
  CHECK(lines[2][kPeople] == "4");
  CHECK(lines[2][kOriginal] == "3");
  // Recorded when it was, not when it was taken over.
  CHECK(lines[3][kCopies] == "7");
  CHECK(lines[3][kTime] == lines_of(before)[3][kTime]);
  CHECK(lines[4][kTime] != lines[3][kTime]);
}

TEST_CASE("Entries: an outing that was opened twice is one line", "[export]") {
  Stall stall;
  Journal journal = stall.opened();
  append(journal, {outing_draft(), closing_draft(journal::kOutingOfThisAppend), outing_draft(),
                   outing_draft("东集")});
  CHECK(totals_of(journal.database()).outings == 2);
  CHECK(sums_of(journal.database()) == totals_of(journal.database()));
}

TEST_CASE("Entries: a planned outing of two kiosks is one line, by hand two", "[export]") {
  Stall first_stall;
  Stall second_stall({}, 2);
  Journal first = first_stall.opened();
  Journal second = second_stall.opened();
  CountyCopy county;
  for (Journal* kiosk : {&first, &second}) {
    append(*kiosk, {planned_draft(), handout_draft(journal::kOutingOfThisAppend, 50),
                    outing_draft("东集"), stock_draft(journal::kOutingOfThisAppend, 200)});
    const journal::ChainRow chain = chains_of(*kiosk).back();
    for (const journal::Entry& entry : entries_of(*kiosk, chain, chain.head.sequence)) {
      county.take(chain.id, entry);
    }
  }
  CHECK(totals_of(county.database()) == domain::Totals{3, 0, 0, 100});
  CHECK(sums_of(county.database()) == totals_of(county.database()));
}

TEST_CASE("Entries: what residents left has columns of its own behind the sheet's", "[export]") {
  Stall stall;
  Journal journal = stall.opened();
  append(journal, {outing_draft(), rating_draft(journal::kOutingOfThisAppend, domain::Face::Bad),
                   reading_draft(0, 90, 2)});
  CHECK(sums_of(journal.database()) == domain::Totals{1, 0, 0, 0, 1, 1, 90, 2});
  const std::string sheet = sheet_of(journal.database());
  CHECK(sheet.find(",sequence,rated,face,seconds,take_aways\r\n") != std::string::npos);
  const auto lines = lines_of(sheet);
  REQUIRE(lines.size() == 3);
  const std::string clock = lines[0][kTime];
  const std::string text = sheet.substr(sheet.find("\r\n") + 2);
  CHECK(text.find("2127-01-10," + clock +
                  ",market,县城集,乐昌镇,rating,,,,,,,,自助,,,2,摊位,不好,,\r\n") !=
        std::string::npos);
  CHECK(text.find("\r\n," + clock + ",,,,self_service,,,,,,regulations,,自助,,,3,,,90,2\r\n") !=
        std::string::npos);
  // Taken back with its outing; what stands in none stays.
  append(journal, {correction_draft(1, 1, 1, 0)});
  CHECK(sums_of(journal.database()) == domain::Totals{0, 0, 0, 0, 0, 1, 90, 2});
}

TEST_CASE("Entries: what was erased is listed as it counts", "[export]") {
  Stall stall;
  Journal journal = stall.opened();
  append(journal, {outing_draft(), consultation_draft(journal::kOutingOfThisAppend, 3)});
  append(journal, {erasure_draft(2)});
  CHECK(totals_of(journal.database()) == domain::Totals{1, 1, 3, 0});
  CHECK(sums_of(journal.database()) == domain::Totals{1, 1, 3, 0});
}

TEST_CASE("Entries: whatever is recorded in whatever epochs, the lines add up to the tally",
          "[export]") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    Stall stall({}, seed);
    INFO(stall.random.description());
    Journal journal = stall.opened();
    RandomDays days(stall.random);
    for (int epoch = 0; epoch < 3; ++epoch) {
      days.record(journal, 20 + static_cast<int>(stall.random.below(40)));
      CHECK(sums_of(journal.database()) == totals_of(journal.database()));
      const journal::Sequence common = stall.random.below(journal.head().sequence + 1);
      REQUIRE(journal.begin_epoch(EpochReason::CountyDiffers, common));
      CHECK(sums_of(journal.database()) == totals_of(journal.database()));
    }
    days.record(journal, 20);
    CHECK(sums_of(journal.database()) == totals_of(journal.database()));
  }
}

}  // namespace
}  // namespace outreach::exports
