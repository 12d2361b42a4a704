// Scenario 3, a shift change on one kiosk, offline: 张 hands over to 李 at noon, 李 fixes 张's
// morning figure. Demanded: the PIN switch needs no network; 张's queued records keep 张's name
// after the upload by 李; the fix keeps old value, new value, reason and both names; neither can
// delete history; a forgotten PIN neither exposes nor loses the queue.
#include <algorithm>
#include <map>

#include "sync/journal/journal.h"
#include "sync/ledger/ledger.h"
#include "tests/end-to-end/scenarios/scenario.h"
#include "tests/support/invariants.h"

namespace outreach::testing {
namespace {

// As the scripts leave it. The 50 are entry 2, and the correction is entry 4.
constexpr domain::Sequence kMorningFigure = 2;
constexpr domain::Sequence kFix = 4;
const Counts kShiftMorning{1, 1, 2, 50};
const Counts kShiftNoon{1, 1, 2, 45};
const Counts kShiftEnd{1, 3, 4, 46};
constexpr std::int64_t kShiftRecorded = 4 + 2 + 1 + 1;  // with a remark: that the pad was locked

// What either side keeps of the shift, by its number, and what it says.
using Said = std::map<domain::Sequence, domain::Record>;

Said said_in(sqlite::Database database) {
  const auto chains = invariants::given(journal::chains(database));
  REQUIRE(chains.size() == 1);
  Said said;
  for (const auto& entry : invariants::given(
           journal::entries_of_outing(database, chains.front().number, domain::Sequence{1}))) {
    said[entry.sequence] = entry.record;
  }
  return said;
}

Said kept_by_kiosk(const StallPrograms& stall) {
  return said_in(invariants::given(journal::open_reader(stall.data())));
}

Said kept_by_county(const StallPrograms& stall) {
  return said_in(invariants::given(ledger::open_reader(stall.folder() / "county")));
}

void check_fix(const Said& said) {
  REQUIRE(said.contains(kMorningFigure));
  REQUIRE(said.contains(kFix));
  CHECK(said.at(kMorningFigure).content == domain::Content(domain::Handout{"legal-aid-card", 50}));
  CHECK(said.at(kMorningFigure).staff == "张");
  CHECK(said.at(kFix).content == domain::Content(domain::Correction{
                                     kMorningFigure, 50, 45, domain::CorrectionReason::Miscount}));
  CHECK(said.at(kFix).staff == "李");
}

std::int64_t entries_of(const Said& said, const std::string& staff) {
  return std::count_if(said.begin(), said.end(),
                       [&](const auto& row) { return row.second.staff == staff; });
}

// Whatever was there before is there word for word.
void check_kept(const Said& before, const Said& after) {
  for (const auto& [sequence, record] : before) {
    CAPTURE(sequence);
    REQUIRE(after.contains(sequence));
    CHECK(after.at(sequence) == record);
  }
}

TEST_CASE("Scenario 3: a shift changes offline, and each record keeps its name and its history",
          "[end-to-end][scenario]") {
  StallPrograms stall;
  // No county and no network: it is enrolled only in the evening.
  went_well(stall.play("scenario-3-morning"));
  CHECK(stall.kiosk_counts() == kShiftMorning);
  const Said morning = kept_by_kiosk(stall);
  CHECK(entries_of(morning, "张") == 3);

  went_well(stall.play("scenario-3-noon"));
  CHECK(stall.kiosk_counts() == kShiftNoon);
  const Said noon = kept_by_kiosk(stall);
  check_kept(morning, noon);
  check_fix(noon);
  CHECK(recorded_of(stall) == kFix);
  check_whole(stall);

  went_well(stall.play("scenario-3-forgotten"));
  CHECK(stall.kiosk_counts() == kShiftEnd);
  CHECK(recorded_of(stall) == kShiftRecorded);
  const Said evening = kept_by_kiosk(stall);
  check_kept(noon, evening);
  // What was recorded while somebody guessed 张's PIN is 李's.
  CHECK(entries_of(evening, "李") == 3);
  CHECK(entries_of(evening, "张") == 4);

  stall.enrol();
  went_well(
      stall.play_lines("tap \"工作人员\"\ntap \"李\"\ntype \"8642\\n\"\n"
                       "tap \"能收摊吗\"\nsee \"可以收摊：县局都收到了\"\nquit\n"));
  check_delivered(stall, kShiftEnd);
  const Said arrived = kept_by_county(stall);
  CHECK(arrived == evening);
  check_fix(arrived);
}

}  // namespace
}  // namespace outreach::testing
