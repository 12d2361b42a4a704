#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/sync/journal/stall.h"

namespace outreach::journal {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

constexpr WallTime kCountyTime = kMarketMorning + std::chrono::minutes(3);

Result<void> acknowledge(Journal& journal, Sequence through,
                         const std::vector<SetAside>& aside = {}) {
  return journal.record_ack({journal.chain_number(), through,
                             through == 0 ? Hash{} : hash_at(journal, through), 0, aside,
                             kCountyTime, Bytes{1, 2, 3}, false});
}

AckState state_of(Journal& journal) {
  const auto state = ack_state(journal.database(), journal.chain_number());
  REQUIRE(state);
  return *state;
}

void check_sum(Journal& journal) {
  const auto counts = count_delivery(journal.database());
  REQUIRE(counts);
  CHECK(counts->recorded == static_cast<std::int64_t>(journal.head().sequence));
  CHECK(counts->recorded ==
        counts->local + counts->on_stick + counts->acknowledged + counts->quarantined);
  CHECK(std::min({counts->local, counts->on_stick, counts->acknowledged, counts->quarantined}) >=
        0);
}

TEST_CASE("Journal: an ack releases what it covers, across a restart", "[journal]") {
  Stall stall;
  {
    Journal journal = stall.opened();
    record_day(journal, 9);
    REQUIRE(acknowledge(journal, 7, {{3, "bad_value"}}));
  }
  Journal journal = stall.opened();
  const AckState state = state_of(journal);
  CHECK(state.acknowledged_through == 7);
  CHECK(state.set_aside == std::vector<SetAside>{{3, "bad_value"}});
  CHECK(state.county_time == kCountyTime);
  CHECK(state.device_time == kMarketMorning);
  const auto counts = count_delivery(journal.database());
  REQUIRE(counts);
  CHECK(counts->local == 3);
  CHECK(counts->acknowledged == 6);
  CHECK(counts->quarantined == 1);
  check_sum(journal);
}

TEST_CASE("Journal: an ack whose head is not ours is refused and releases nothing", "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  record_day(journal, 4);
  REQUIRE(acknowledge(journal, 2));
  Hash wrong = hash_at(journal, 4);
  wrong[0] ^= 1;
  const auto contradicted = [&](Sequence through, const Hash& hash) {
    const auto stored = journal.record_ack(
        {journal.chain_number(), through, hash, 0, {}, kCountyTime, Bytes{1}, false});
    REQUIRE_FALSE(stored);
    CHECK(stored.error().code == ErrorCode::Refused);
    CHECK(state_of(journal).acknowledged_through == 2);
  };
  contradicted(4, wrong);
  contradicted(4, hash_at(journal, 3));
  contradicted(6, hash_at(journal, 5));
  contradicted(1, Hash{});
  REQUIRE(acknowledge(journal, 4));
  CHECK(state_of(journal).acknowledged_through == 4);
}

TEST_CASE("Journal: an ack never lowers what an earlier one confirmed", "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  record_day(journal, 9);
  REQUIRE(acknowledge(journal, 8, {{2, "unknown_kind"}, {5, "bad_value"}}));
  for (const Sequence late : {Sequence{3}, Sequence{7}, Sequence{0}}) {
    REQUIRE(acknowledge(journal, late, {{1, "bad_value"}}));
    CHECK(state_of(journal).acknowledged_through == 8);
    CHECK(state_of(journal).set_aside.size() == 2);
  }
}

TEST_CASE("Journal: the newest ack's list of set-aside entries replaces the one before",
          "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  record_day(journal, 9);
  REQUIRE(acknowledge(journal, 5, {{2, "unknown_kind"}, {5, "bad_value"}}));
  REQUIRE(acknowledge(journal, 5, {{5, "bad_value"}}));
  CHECK(state_of(journal).set_aside == std::vector<SetAside>{{5, "bad_value"}});
  REQUIRE(acknowledge(journal, 9));
  CHECK(state_of(journal).set_aside.empty());
  check_sum(journal);
}

TEST_CASE(
    "Journal: recorded is local, on stick, acknowledged and quarantined together, after any acks",
    "[journal]") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    Stall stall({}, seed);
    INFO(stall.random.description());
    Journal journal = stall.opened();
    append(journal, {outing_draft()});
    Sequence best = 0;
    for (int step = 0; step < 60; ++step) {
      if (stall.random.below(2) == 0) {
        append(journal, {handout_draft(1, 1), handout_draft(1, 2)});
        continue;
      }
      const Sequence through = stall.random.below(journal.head().sequence + 1);
      std::vector<SetAside> aside;
      for (Sequence sequence = 1; sequence <= through; ++sequence) {
        if (stall.random.below(6) == 0) {
          aside.push_back({sequence, "bad_value"});
        }
      }
      REQUIRE(acknowledge(journal, through, aside));
      best = std::max(best, through);
      CHECK(state_of(journal).acknowledged_through == best);
      check_sum(journal);
    }
  }
}

TEST_CASE("Journal: an ack of more than a lying disk left here still leaves sums that add up",
          "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  record_day(journal, 9);
  REQUIRE(acknowledge(journal, 7, {{1, "bad_value"}, {6, "bad_value"}}));
  REQUIRE(journal.database().execute(
      "DELETE FROM entry WHERE sequence>4; UPDATE chain SET head_sequence=4"));
  const auto counts = count_delivery(journal.database());
  REQUIRE(counts);
  CHECK(counts->recorded == 4);
  CHECK(counts->local == 0);
  CHECK(counts->acknowledged == 3);
  CHECK(counts->quarantined == 1);
}

TEST_CASE("Journal: what is on a stick is neither only here nor acknowledged", "[journal]") {
  Stall stall;
  {
    Journal journal = stall.opened();
    record_day(journal, 9);
    REQUIRE(journal.note_stick(journal.chain_number(), 6));
    REQUIRE(journal.note_stick(journal.chain_number(), 4));  // another stick, with less
  }
  Journal journal = stall.opened();
  const auto counts = [&] {
    check_sum(journal);
    const auto read = count_delivery(journal.database());
    REQUIRE(read);
    return *read;
  };
  CHECK(counts().on_stick == 6);
  CHECK(counts().local == 4);
  REQUIRE(acknowledge(journal, 5, {{3, "bad_value"}}));
  CHECK(counts().on_stick == 1);
  CHECK(counts().local == 4);
  REQUIRE(acknowledge(journal, 8));
  CHECK(counts().on_stick == 0);
  CHECK(counts().local == 2);
  REQUIRE(journal.forget_sticks());
  CHECK(counts().on_stick == 0);
}

TEST_CASE("Journal: what was taken over into a new epoch is not on the stick of the old one",
          "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  record_day(journal, 9);
  REQUIRE(journal.note_stick(journal.chain_number(), 10));
  REQUIRE(journal.begin_epoch(domain::EpochReason::CountyDiffers, 4));
  const auto counts = count_delivery(journal.database());
  REQUIRE(counts);
  CHECK(counts->on_stick == 4);
  CHECK(counts->recorded == counts->local + counts->on_stick);
}

VerifiedAck by_stick(Journal& journal, Sequence through, std::chrono::minutes at,
                     const std::vector<SetAside>& aside = {}) {
  VerifiedAck ack{
      journal.chain_number(), through, hash_at(journal, through), 0, aside, kCountyTime + at,
      Bytes{1, 2, 3},         false};
  ack.may_be_old = true;
  return ack;
}

TEST_CASE("Journal: an ack that a stick brings late changes nothing that is known better",
          "[journal]") {
  using std::chrono::minutes;
  Stall stall;
  Journal journal = stall.opened();
  record_day(journal, 9);
  REQUIRE(journal.record_ack(by_stick(journal, 7, minutes(10))));
  // Less, or as much and earlier: what was set aside then is counted by now.
  REQUIRE(journal.record_ack(by_stick(journal, 5, minutes(20))));
  CHECK(state_of(journal).acknowledged_through == 7);
  REQUIRE(journal.record_ack(by_stick(journal, 7, minutes(5), {{3, "bad_value"}})));
  CHECK(state_of(journal).set_aside.empty());
  // As much and later: the county judged anew.
  REQUIRE(journal.record_ack(by_stick(journal, 7, minutes(15), {{3, "bad_value"}})));
  CHECK(state_of(journal).set_aside.size() == 1);
  // More.
  REQUIRE(journal.record_ack(by_stick(journal, 8, minutes(12))));
  CHECK(state_of(journal).acknowledged_through == 8);
}

TEST_CASE("Journal: an ack of before the county was restored releases nothing by stick",
          "[journal]") {
  using std::chrono::minutes;
  Stall stall;
  Journal journal = stall.opened();
  record_day(journal, 9);
  REQUIRE(journal.record_ack(by_stick(journal, 8, minutes(10))));
  REQUIRE(journal.note_stick(journal.chain_number(), 10));
  // Asked now, it says that it holds less.
  VerifiedAck lower = by_stick(journal, 4, minutes(60));
  lower.may_be_old = false;
  lower.is_fresh = true;
  REQUIRE(journal.record_ack(lower));
  CHECK(state_of(journal).acknowledged_through == 4);
  const auto counts = count_delivery(journal.database());
  REQUIRE(counts);
  CHECK(counts->on_stick == 0);
  // A stick of last week comes home.
  REQUIRE(journal.record_ack(by_stick(journal, 8, minutes(10))));
  CHECK(state_of(journal).acknowledged_through == 4);
  REQUIRE(journal.record_ack(by_stick(journal, 8, minutes(70))));
  CHECK(state_of(journal).acknowledged_through == 8);
  REQUIRE(journal.record_ack(by_stick(journal, 9, minutes(50))));
  CHECK(state_of(journal).acknowledged_through == 8);
}

}  // namespace
}  // namespace outreach::journal
