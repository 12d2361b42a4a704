#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/sync/journal/county_copy.h"

namespace outreach::journal {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

constexpr std::chrono::hours kDay{24};

struct Kept : Stall {
  Kept() : journal(opened()) {
    record_day(journal, 9);
  }
  void acknowledge(Sequence through, Sequence archived, int day, bool is_fresh = false,
                   const std::vector<SetAside>& aside = {}) {
    const auto stored = journal.record_ack(
        {journal.chain_number(), through, through == 0 ? Hash{} : hash_at(journal, through),
         archived, aside, kMarketMorning + day * kDay, Bytes{1, 2, 3}, is_fresh});
    if (!stored) {
      FAIL(stored.error().context);
    }
  }
  std::int64_t pruned() {
    const auto count = journal.prune();
    REQUIRE(count);
    const auto report = verify(journal.database(), &journal.identity().key.public_key());
    REQUIRE(report);
    CHECK(report->damages.empty());
    CHECK(totals_of(journal.database()).copies == 45);
    return *count;
  }
  std::int64_t bodies() {
    return *journal.database().integer("SELECT COUNT(*) FROM entry WHERE body IS NOT NULL");
  }
  Journal journal;
};

TEST_CASE_METHOD(Kept, "Prune: a body goes thirty days after the county archived it, no sooner",
                 "[journal]") {
  CHECK(pruned() == 0);
  acknowledge(8, 6, 0);
  CHECK(pruned() == 0);
  acknowledge(9, 7, 29);
  CHECK(pruned() == 0);
  acknowledge(9, 7, 30);
  CHECK(pruned() == 6);
  CHECK(bodies() == 4);
  CHECK(chains_of(journal).front().pruned_through == 6);
  CHECK(pruned() == 0);
  acknowledge(10, 10, 59);
  CHECK(pruned() == 1);
  acknowledge(10, 10, 89);
  CHECK(pruned() == 3);
  CHECK(bodies() == 0);
}

TEST_CASE_METHOD(Kept, "Prune: the kiosk's own clock has no say", "[journal]") {
  acknowledge(9, 9, 0);
  clock.advance(1000 * kDay);
  CHECK(pruned() == 0);
  clock.set_wall(kMarketMorning - 1000 * kDay);
  acknowledge(9, 9, 30);
  CHECK(pruned() == 9);
}

TEST_CASE_METHOD(Kept, "Prune: what was confirmed and not archived stays, and the other way round",
                 "[journal]") {
  acknowledge(9, 0, 0);
  acknowledge(9, 0, 60);
  CHECK(pruned() == 0);
  // An ack cannot archive what it does not confirm.
  acknowledge(9, 10, 61);
  acknowledge(9, 10, 100);
  CHECK(pruned() == 9);
  CHECK(bodies() == 1);
}

TEST_CASE_METHOD(Kept, "Prune: what the county set aside stays whole", "[journal]") {
  acknowledge(10, 10, 0, false, {{3, "unknown_kind"}, {7, "bad_value"}});
  acknowledge(10, 10, 30, false, {{3, "unknown_kind"}, {7, "bad_value"}});
  CHECK(pruned() == 8);
  CHECK(bodies() == 2);
  CHECK(chains_of(journal).front().pruned_through == 10);
}

TEST_CASE_METHOD(Kept, "Prune: a county restored from a backup confirms less, and keeps less",
                 "[journal]") {
  acknowledge(10, 10, 0);
  acknowledge(4, 2, 29);  // an old ack that is played again says nothing
  CHECK(ack_state(journal.database(), journal.chain_number())->acknowledged_through == 10);
  CHECK(ack_state(journal.database(), journal.chain_number())->archived_through == 10);
  acknowledge(4, 2, 29, true);
  const auto state = ack_state(journal.database(), journal.chain_number());
  CHECK(state->acknowledged_through == 4);
  CHECK(state->archived_through == 2);
  acknowledge(10, 2, 40, true);
  CHECK(pruned() == 0);  // what was archived is not known to be for thirty days any more
  acknowledge(10, 10, 59, true);
  CHECK(pruned() == 2);
  // What is pruned stays so, whatever the county lost.
  acknowledge(0, 0, 60, true);
  CHECK(pruned() == 0);
  CHECK(chains_of(journal).front().pruned_through == 2);
  acknowledge(10, 10, 61);
  acknowledge(10, 10, 91);
  CHECK(pruned() == 8);
}

TEST_CASE_METHOD(Kept, "Prune: notes of what was archived are few, however many acks come",
                 "[journal]") {
  for (int day = 0; day < 200; ++day) {
    append(journal, {correction_draft(0, 2, 1, 1)});
    for (int hour = 0; hour < 3; ++hour) {
      const Sequence head = journal.head().sequence;
      acknowledge(head, head - 3 + static_cast<Sequence>(hour), day);
    }
  }
  CHECK(*journal.database().integer("SELECT COUNT(*) FROM archived") <= 32);
  CHECK(pruned() >= 175);
}

TEST_CASE("Prune: removes a bounded number at a time, in order", "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  append(journal, {outing_draft()});
  std::vector<Draft> drafts(static_cast<std::size_t>(kPruneMost), handout_draft(1, 1));
  append(journal, drafts);
  const Sequence head = journal.head().sequence;
  for (const int day : {0, 30}) {
    REQUIRE(journal.record_ack({journal.chain_number(),
                                head,
                                hash_at(journal, head),
                                head,
                                {},
                                kMarketMorning + day * kDay,
                                Bytes{1},
                                false}));
  }
  CHECK(*journal.prune() == kPruneMost);
  CHECK(chains_of(journal).front().pruned_through == static_cast<Sequence>(kPruneMost));
  CHECK(*journal.prune() == 1);
  CHECK(*journal.prune() == 0);
}

TEST_CASE("Ack: a row that the disk lost contradicts nothing, one that is not there yet does",
          "[journal]") {
  Stall stall;
  Hash at_three{};
  {
    Journal journal = stall.opened();
    record_day(journal, 4);
    at_three = hash_at(journal, 3);
  }
  stall.tamper("DELETE FROM entry WHERE sequence=3");
  Journal journal = stall.opened();
  CHECK_FALSE(journal.opening().epoch);
  CHECK_FALSE(journal.opening().damages.empty());
  const auto ack = [&](Sequence through) {
    return journal.record_ack(
        {journal.chain_number(), through, at_three, 0, {}, kMarketMorning, Bytes{1}, false});
  };
  CHECK(ack(3));
  CHECK_FALSE(ack(4));
  CHECK_FALSE(ack(6));
  CHECK(ack_state(journal.database(), journal.chain_number())->acknowledged_through == 3);
}

}  // namespace
}  // namespace outreach::journal
