// Which outing a paper about the day is about.
#include <string>

#include "tests/support/catch.h"
#include "tests/sync/journal/stall.h"

namespace outreach::journal {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

constexpr Date kDayBefore{std::chrono::year{2127} / 1 / 9};

journal::Draft sheet_draft(const std::string& place, Date date) {
  journal::Draft draft = outing_draft(place, date);
  draft.record.sheet_time = "";
  return draft;
}

struct Journaled {
  Journaled() : journal(stall.opened()) {}
  std::string place() {
    const auto last = last_outing(journal.database());
    REQUIRE(last);
    return *last ? (*last)->outing.place : "";
  }
  bool is_closed() {
    const auto last = last_outing(journal.database());
    return last && *last && (*last)->closed;
  }
  Stall stall;
  Journal journal;
};

TEST_CASE("Last outing: none before the first", "[journal]") {
  Journaled day;
  CHECK(day.place().empty());
}

TEST_CASE("Last outing: the open one, though a later day was closed before", "[journal]") {
  Journaled day;
  const auto later = append(day.journal, {outing_draft("县城集", kMarketDay)});
  append(day.journal, {closing_draft(later.front().sequence)});
  append(day.journal, {outing_draft("史村集", kDayBefore)});
  CHECK(day.place() == "史村集");
  CHECK_FALSE(day.is_closed());
}

TEST_CASE("Last outing: with none open, that of the latest day, however late it came in",
          "[journal]") {
  Journaled day;
  const auto market = append(day.journal, {outing_draft("县城集", kMarketDay)});
  append(day.journal, {closing_draft(market.front().sequence)});
  append(day.journal, {sheet_draft("史村集", kDayBefore)});
  CHECK(day.place() == "县城集");
  CHECK(day.is_closed());
}

TEST_CASE("Last outing: one of a paper sheet is closed, whether somebody closed it or not",
          "[journal]") {
  Journaled day;
  append(day.journal, {sheet_draft("史村集", kDayBefore)});
  CHECK(day.place() == "史村集");
  CHECK(day.is_closed());
}

TEST_CASE("Last outing: never one that was taken back", "[journal]") {
  Journaled day;
  const auto kept = append(day.journal, {outing_draft("史村集", kDayBefore)});
  append(day.journal, {closing_draft(kept.front().sequence)});
  const auto mistaken = append(day.journal, {outing_draft("县城集", kMarketDay)});
  const Sequence opened = mistaken.front().sequence;
  append(day.journal, {correction_draft(opened, opened, 1, 0)});
  CHECK(day.place() == "史村集");
}

}  // namespace
}  // namespace outreach::journal
