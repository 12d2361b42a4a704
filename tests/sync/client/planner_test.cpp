// Long because every event meets every state here, one fact each.
#include "sync/client/planner.h"

#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/seeded_random.h"

namespace outreach::client {
namespace {

using State = Planner::State;

const Event kConflict = RequestFailed{{Verdict::Kind::Conflict, Trouble::None, {}, ""}};

struct Desk {
  explicit Desk(Sequence acknowledged = 0) : planner(acknowledged, random) {}

  std::vector<Action> on(const Event& event) {
    return planner.on(event, now);
  }
  // The one action that the event leads to.
  template <typename Kind>
  Kind one(const Event& event) {
    const auto actions = on(event);
    REQUIRE(actions.size() == 1);
    REQUIRE(std::holds_alternative<Kind>(actions.front()));
    return std::get<Kind>(actions.front());
  }
  // How long it waits after the event.
  std::int64_t wait_after(const Event& event) {
    return one<ArmTimer>(event).at - now;
  }
  std::int64_t wait_after(Verdict::Kind kind, Trouble trouble = Trouble::Unreachable) {
    return wait_after(RequestFailed{{kind, trouble, {}, ""}});
  }
  // Time goes to the timer; what is built then is posted.
  BuildBatch fire_and_post(std::size_t bytes_per_entry = 60) {
    now = planner.timer().value();
    return post(one<BuildBatch>(TimerFired{}), bytes_per_entry);
  }
  BuildBatch post(const BuildBatch& build, std::size_t bytes_per_entry = 60) {
    const Sequence last =
        std::min(build.first + build.entries - 1, planner.acknowledged() + planner.waiting());
    one<PostBatch>(BatchBuilt{build.first, last,
                              static_cast<std::size_t>(last - build.first + 1) * bytes_per_entry});
    return {build.first, static_cast<std::size_t>(last - build.first + 1)};
  }
  std::vector<Action> acknowledge(Sequence through) {
    one<StoreAck>(BatchAnswered{through});
    return on(AckStored{});
  }
  // The first question of a start is answered: the county has what was acknowledged.
  std::vector<Action> begin(Sequence newest) {
    CHECK(one<AskHead>(JournalGrew{newest}).newest == newest);
    const Sequence held = planner.acknowledged();
    one<StoreAck>(HeadAnswered{held, held});
    return on(AckStored{});
  }
  BuildBatch begin_and_build(Sequence newest) {
    const auto actions = begin(newest);
    REQUIRE(actions.size() == 1);
    return std::get<BuildBatch>(actions.front());
  }

  testing::SeededRandom random{3};
  Planner planner;
  std::int64_t now = 5'000;
};

TEST_CASE("Planner: does nothing while nothing waits", "[client]") {
  Desk desk(5);
  CHECK(desk.begin(5).empty());
  CHECK(desk.on(JournalGrew{5}).empty());
  CHECK(desk.on(TimerFired{}).empty());
  CHECK(desk.planner.state() == State::Idle);
  CHECK(desk.planner.waiting() == 0);
}

TEST_CASE("Planner: a new entry is built, posted, acknowledged and stored", "[client]") {
  Desk desk(5);
  const auto build = desk.begin_and_build(8);
  CHECK(build.first == 6);
  CHECK(build.entries >= 3);
  desk.post(build);
  CHECK(desk.planner.state() == State::Posting);
  CHECK(desk.on(JournalGrew{9}).empty());  // meanwhile
  desk.one<StoreAck>(BatchAnswered{8});
  CHECK(desk.planner.acknowledged() == 5);  // not before the ack is durable
  const auto next = desk.one<BuildBatch>(AckStored{});
  CHECK(next.first == 9);
  desk.post(next);
  CHECK(desk.acknowledge(9).empty());
  CHECK(desk.planner.state() == State::Idle);
  CHECK_FALSE(desk.planner.timer());
}

TEST_CASE("Planner: batches grow by weight while the line holds", "[client]") {
  Desk desk;
  std::vector<std::size_t> sizes;
  auto build = desk.begin_and_build(100'000);
  for (int i = 0; i < 8; ++i) {
    const BuildBatch posted = desk.post(build, 400);
    sizes.push_back(posted.entries);
    const auto actions = desk.acknowledge(posted.first + posted.entries - 1);
    REQUIRE(actions.size() == 1);
    build = std::get<BuildBatch>(actions.front());
  }
  CHECK(sizes.front() == (kBatchBytesStart / 60));  // nothing measured yet
  CHECK(sizes[1] == 2 * kBatchBytesStart / 400);
  CHECK(sizes.back() == kBatchBytesGoal / 400);
}

TEST_CASE("Planner: a line that cuts gets smaller batches, down to one entry, and grows again",
          "[client]") {
  Desk desk;
  BuildBatch posted = desk.post(desk.begin_and_build(1'000));
  CHECK(posted.entries > 200);
  for (int tries = 0; tries < 12; ++tries) {
    CHECK(desk.wait_after(Verdict::Kind::Shrink) >= kRetryLeast);
    const BuildBatch next = desk.fire_and_post();
    CHECK(next.first == 1);
    CHECK(next.entries == std::max<std::size_t>(posted.entries / 2, 1));
    posted = next;
  }
  CHECK(posted.entries == 1);
  std::vector<std::size_t> sizes;
  for (int i = 0; i < 4; ++i) {
    const auto actions = desk.acknowledge(posted.first + posted.entries - 1);
    posted = desk.post(std::get<BuildBatch>(actions.front()));
    sizes.push_back(posted.entries);
  }
  CHECK(sizes == std::vector<std::size_t>{2, 4, 8, 16});
}

TEST_CASE("Planner: what a line carried before it cut is filled, then exceeded in small steps",
          "[client]") {
  constexpr std::size_t kEach = 100;
  Desk desk;
  BuildBatch posted = desk.post(desk.begin_and_build(100'000), kEach);
  const std::size_t carried = posted.entries * kEach;
  const auto next = [&](const std::vector<Action>& actions) {
    posted = desk.post(std::get<BuildBatch>(actions.at(0)), kEach);
    return posted.entries * kEach;
  };
  CHECK(next(desk.acknowledge(posted.entries)) > carried);
  desk.wait_after(Verdict::Kind::Shrink);  // the second one was too much
  desk.now = desk.planner.timer().value();
  CHECK(next(desk.on(TimerFired{})) <= carried / 2);
  std::size_t sum = posted.entries * kEach;
  while (sum < carried - kEach) {
    const std::size_t bytes = next(desk.acknowledge(posted.first + posted.entries - 1));
    CHECK(bytes <= std::max(carried / kTrialPart, carried - sum));
    sum += bytes;
  }
  while (sum < carried * kTrustedAfter) {
    const std::size_t bytes = next(desk.acknowledge(posted.first + posted.entries - 1));
    CHECK(bytes <= sum / kTrialPart);
    sum += bytes;
  }
  const std::size_t before = posted.entries;
  next(desk.acknowledge(posted.first + posted.entries - 1));
  CHECK(posted.entries > before * 3 / 2);  // trusted again
}

TEST_CASE("Planner: connections that die after so many bytes lose a small part of them",
          "[client]") {
  const auto capacity =
      GENERATE(std::size_t{8} << 10, std::size_t{24} << 10, std::size_t{64} << 10);
  CAPTURE(capacity);
  constexpr std::size_t kEach = 32;
  constexpr std::size_t kOfBatch = 430;  // its head, seal and signature, and the request's head
  constexpr Sequence kEntries = 20'000;
  Desk desk;
  auto build = desk.begin_and_build(kEntries);
  std::size_t sent = 0;
  std::size_t cuts = 0;
  std::size_t left = capacity;
  while (true) {
    const Sequence last = std::min<Sequence>(build.first + build.entries - 1, kEntries);
    const std::size_t bytes = (last - build.first + 1) * kEach + kOfBatch;
    desk.one<PostBatch>(BatchBuilt{build.first, last, bytes});
    sent += std::min(bytes, left);
    if (bytes >= left) {
      ++cuts;
      left = capacity;
      desk.wait_after(Verdict::Kind::Shrink);
      desk.now = desk.planner.timer().value();
      build = desk.one<BuildBatch>(TimerFired{});
      continue;
    }
    left -= bytes;
    const auto actions = desk.acknowledge(last);
    if (actions.empty()) {
      break;
    }
    build = std::get<BuildBatch>(actions.front());
  }
  CHECK(sent <= kEntries * kEach * 3 / 2 + cuts * 2'048);
}

TEST_CASE("Planner: a refusal is asked about once more, for the request may have been damaged",
          "[client]") {
  Desk desk(5);
  desk.post(desk.begin_and_build(8));
  const Event refused = RequestFailed{{Verdict::Kind::Hold, Trouble::Version, {}, ""}};
  desk.one<AskHead>(refused);
  desk.one<StoreAck>(HeadAnswered{5, 5});
  desk.post(desk.one<BuildBatch>(AckStored{}));
  // Batches alone are refused: no hot loop.
  CHECK(desk.wait_after(refused) == kHoldWait);
  CHECK(desk.planner.trouble() == Trouble::Version);
}

TEST_CASE("Planner: waits longer after each failure, up to a cap, and starts over after an ack",
          "[client]") {
  Desk desk;
  desk.post(desk.begin_and_build(1));
  std::int64_t longest = 0;
  for (int tries = 0; tries < 100; ++tries) {
    const std::int64_t wait = desk.wait_after(Verdict::Kind::Retry);
    const std::int64_t ceiling = std::min(kRetryCap, kRetryBase << std::min(tries, 20));
    CHECK(wait >= kRetryLeast);
    CHECK(wait <= ceiling);
    longest = std::max(longest, wait);
    desk.fire_and_post();
  }
  CHECK(longest > kRetryCap / 2);
  desk.acknowledge(1);
  desk.post(desk.one<BuildBatch>(JournalGrew{2}));
  CHECK(desk.wait_after(Verdict::Kind::Retry) <= kRetryBase);
}

TEST_CASE("Planner: a sign-in page does not make the delay grow", "[client]") {
  Desk desk;
  desk.post(desk.begin_and_build(1));
  for (int tries = 0; tries < 50; ++tries) {
    const std::int64_t wait = desk.wait_after(Verdict::Kind::NotTheCounty, Trouble::NotTheCounty);
    CHECK(wait >= kNotTheCountyWait / 2);
    CHECK(wait <= kNotTheCountyWait);
    CHECK(desk.planner.trouble() == Trouble::NotTheCounty);
    desk.fire_and_post();
  }
  CHECK(desk.wait_after(Verdict::Kind::Retry) <= kRetryBase);
}

TEST_CASE("Planner: waits as long as the county asks, and a little spread", "[client]") {
  Desk desk;
  desk.post(desk.begin_and_build(1));
  for (const std::int64_t asked : {kRetryAfterLeast, std::int64_t{30'000}, kRetryAfterMost}) {
    const std::int64_t wait =
        desk.wait_after(RequestFailed{{Verdict::Kind::Retry, Trouble::Busy, asked, ""}});
    CHECK(wait >= asked);
    CHECK(wait <= asked + asked / 4);
    CHECK(desk.planner.trouble() == Trouble::Busy);
    desk.fire_and_post();
  }
}

TEST_CASE("Planner: held, it tries at long intervals or when a person asks", "[client]") {
  Desk desk;
  const Event refused = RequestFailed{{Verdict::Kind::Hold, Trouble::Refused, {}, ""}};
  desk.post(desk.begin_and_build(1));
  desk.one<AskHead>(refused);
  CHECK(desk.wait_after(refused) == kHoldWait);
  CHECK(desk.planner.state() == State::Held);
  CHECK(desk.planner.trouble() == Trouble::Refused);
  CHECK(desk.on(JournalGrew{2}).empty());
  desk.one<AskHead>(PersonAsked{});
  CHECK(desk.on(PersonAsked{}).empty());  // a second tap while it is under way
  desk.one<AskHead>(refused);
  CHECK(desk.wait_after(refused) == kHoldWait);
  desk.now = desk.planner.timer().value();
  desk.one<AskHead>(TimerFired{});
  desk.one<StoreAck>(HeadAnswered{0, 0});
  desk.post(desk.one<BuildBatch>(AckStored{}));
  desk.acknowledge(2);
  CHECK(desk.planner.trouble() == Trouble::None);
}

TEST_CASE("Planner: a person may skip any wait", "[client]") {
  Desk desk;
  desk.post(desk.begin_and_build(1));
  desk.wait_after(Verdict::Kind::Retry);
  CHECK(desk.one<BuildBatch>(PersonAsked{}).first == 1);
  CHECK_FALSE(desk.planner.timer());
}

TEST_CASE("Planner: a conflict is settled by asking the county's head", "[client]") {
  Desk desk(20);
  desk.post(desk.begin_and_build(30));
  CHECK(desk.one<AskHead>(kConflict).newest == 30);
  desk.one<StoreAck>(HeadAnswered{12, 12});  // a county restored from a backup
  const auto build = desk.one<BuildBatch>(AckStored{});
  CHECK(build.first == 13);
  CHECK(desk.planner.waiting() == 18);
}

TEST_CASE("Planner: a conflict that the head does not settle is no hot loop", "[client]") {
  Desk desk(20);
  desk.post(desk.begin_and_build(30));
  std::int64_t waited = 0;
  int requests = 0;
  for (int round = 0; round < 40; ++round) {
    desk.one<AskHead>(kConflict);
    desk.one<StoreAck>(HeadAnswered{20, 20});
    desk.post(desk.one<BuildBatch>(AckStored{}));
    requests += 2;
    waited += desk.wait_after(kConflict);
    desk.fire_and_post();
  }
  CHECK(waited / requests > 60'000);
}

TEST_CASE("Planner: a failed head query is tried again later", "[client]") {
  Desk desk(20);
  desk.post(desk.begin_and_build(30));
  desk.one<AskHead>(kConflict);
  CHECK(desk.wait_after(Verdict::Kind::Shrink) >= kRetryLeast);
  desk.now = desk.planner.timer().value();
  desk.one<AskHead>(TimerFired{});
  desk.one<StoreAck>(HeadAnswered{20, 20});
  const auto actions = desk.on(AckStored{});
  // A cut question says nothing about the size of batches.
  CHECK(desk.post(std::get<BuildBatch>(actions.at(0))).entries == 10);
  desk.one<AskHead>(kConflict);
  CHECK(desk.wait_after(kConflict) >= kRetryLeast);
}

TEST_CASE("Planner: an old ack over and over is no progress and no hot loop", "[client]") {
  Desk desk(20);
  desk.post(desk.begin_and_build(30));
  std::int64_t waited = 0;
  for (int round = 0; round < 30; ++round) {
    waited += desk.wait_after(BatchAnswered{round % 2 == 0 ? Sequence{20} : Sequence{7}});
    CHECK(desk.planner.acknowledged() == 20);
    CHECK(desk.planner.trouble() == Trouble::NotTheCounty);
    desk.fire_and_post();
  }
  CHECK(waited > 30 * 60'000);
}

TEST_CASE("Planner: what cannot be read or stored here waits and is named", "[client]") {
  Desk desk(20);
  desk.begin_and_build(30);
  CHECK(desk.wait_after(ReadFailed{}) == kHoldWait);
  CHECK(desk.planner.trouble() == Trouble::OwnDisk);
  desk.fire_and_post();
  desk.one<StoreAck>(BatchAnswered{30});
  CHECK(desk.wait_after(AckNotStored{}) >= kRetryLeast);
  CHECK(desk.planner.acknowledged() == 20);
  CHECK(desk.planner.state() == State::WaitingRetry);
  CHECK(desk.fire_and_post().first == 21);
}

TEST_CASE("Planner: asks once at the start where the county stands, and when a person asks",
          "[client]") {
  Desk desk(5);
  desk.one<AskHead>(JournalGrew{5});
  // Nothing waits, so nobody is asked again when that fails.
  CHECK(desk.on(RequestFailed{{Verdict::Kind::Retry, Trouble::Unreachable, {}, ""}}).empty());
  CHECK(desk.planner.state() == State::Idle);
  CHECK(desk.planner.trouble() == Trouble::Unreachable);
  CHECK_FALSE(desk.planner.timer());
  CHECK(desk.on(JournalGrew{5}).empty());
  desk.one<AskHead>(PersonAsked{});
  CHECK(desk.on(RequestFailed{{Verdict::Kind::Hold, Trouble::Refused, {}, ""}}).empty());
  // But it is asked before anything is sent.
  desk.one<AskHead>(JournalGrew{6});
  desk.one<StoreAck>(HeadAnswered{5, 5});
  CHECK(desk.one<BuildBatch>(AckStored{}).first == 6);
  CHECK(desk.planner.trouble() == Trouble::None);
}

TEST_CASE("Planner: a fresh answer shows what the county lost, and it is sent again", "[client]") {
  Desk desk(20);
  desk.one<AskHead>(JournalGrew{20});
  desk.one<StoreAck>(HeadAnswered{12, 12});
  CHECK(desk.planner.acknowledged() == 20);  // not before it is durable
  CHECK(desk.one<BuildBatch>(AckStored{}).first == 13);
}

TEST_CASE("Planner: a county that has more of this chain than this disk ends it", "[client]") {
  Desk desk(20);
  CHECK(desk.one<AskHead>(JournalGrew{30}).newest == 30);
  desk.on(JournalGrew{31});  // meanwhile: asked again, for the county may have just that
  CHECK(desk.one<AskHead>(HeadAnswered{30, 35}).newest == 31);
  const auto actions = desk.on(HeadAnswered{31, 35});
  REQUIRE(actions.size() == 2);
  CHECK(std::get<Diverge>(actions.front()).reason == domain::EpochReason::CountyAhead);
  CHECK(std::get<Diverge>(actions.front()).common == 31);
  CHECK(desk.planner.state() == State::Held);
  CHECK(desk.planner.trouble() == Trouble::Diverged);
  // Should no new epoch come of it, it is looked at again.
  desk.now = desk.planner.timer().value();
  desk.one<AskHead>(TimerFired{});
}

TEST_CASE("Planner: an ended chain of which the county has more is delivered", "[client]") {
  testing::SeededRandom random{3};
  Planner planner(0, random, ChainLife::Ended);
  planner.on(JournalGrew{30}, 0);
  CHECK(std::holds_alternative<StoreAck>(planner.on(HeadAnswered{30, 35}, 0).at(0)));
  CHECK(planner.on(AckStored{}, 0).empty());
  CHECK(planner.state() == State::Idle);
}

TEST_CASE("Planner: an ended chain that the county has otherwise waits for a person", "[client]") {
  testing::SeededRandom random{3};
  Planner planner(0, random, ChainLife::Ended);
  planner.on(JournalGrew{30}, 0);
  CHECK(
      std::holds_alternative<ArmTimer>(planner.on(HeadAnswered{30, 30, Match::Differs}, 0).at(0)));
  CHECK(planner.state() == State::Held);
  CHECK(planner.trouble() == Trouble::Diverged);
}

TEST_CASE("Planner: a contradiction is believed only when fresh, and traced to where it begins",
          "[client]") {
  Desk desk(20);
  desk.post(desk.begin_and_build(30));
  desk.one<AskHead>(BatchAnswered{32, Match::Differs});
  CHECK(desk.planner.acknowledged() == 20);
  Probe probe = desk.one<Probe>(HeadAnswered{30, 32, Match::Differs});
  CHECK(desk.planner.trouble() == Trouble::Diverged);
  // A line that fails in between, and a foreign answer, lose nothing of it.
  desk.wait_after(Verdict::Kind::Retry);
  desk.now = desk.planner.timer().value();
  CHECK(desk.one<Probe>(TimerFired{}).at == probe.at);
  desk.wait_after(Verdict::Kind::NotTheCounty, Trouble::NotTheCounty);
  CHECK(desk.one<Probe>(PersonAsked{}).at == probe.at);
  while (true) {
    const auto actions =
        desk.on(HeadAnswered{probe.at, 32, probe.at <= 22 ? Match::Same : Match::Differs});
    if (const auto* left = std::get_if<Diverge>(&actions.front())) {
      CHECK(left->reason == domain::EpochReason::CountyDiffers);
      CHECK(left->common == 22);
      break;
    }
    probe = std::get<Probe>(actions.front());
  }
  CHECK(desk.planner.acknowledged() == 20);
}

TEST_CASE("Planner: a contradicting ack that no fresh answer bears out is no hot loop",
          "[client]") {
  Desk desk(20);
  desk.post(desk.begin_and_build(30));
  std::int64_t waited = 0;
  for (int round = 0; round < 30; ++round) {
    desk.one<AskHead>(BatchAnswered{30, Match::Differs});
    desk.one<StoreAck>(HeadAnswered{20, 20});
    desk.post(desk.one<BuildBatch>(AckStored{}));
    waited += desk.wait_after(BatchAnswered{30, Match::Differs});
    CHECK(desk.planner.acknowledged() == 20);
    desk.fire_and_post();
  }
  CHECK(waited > 30 * 60'000);
}

TEST_CASE("Planner: a county that changes while it is compared is asked from the start",
          "[client]") {
  Desk desk;
  desk.one<AskHead>(JournalGrew{30});
  const Probe probe = desk.one<Probe>(HeadAnswered{30, 32, Match::Differs});
  const Probe next = desk.one<Probe>(HeadAnswered{probe.at, 32, Match::Same});
  CHECK(next.above == probe.at);
  desk.wait_after(HeadAnswered{3, 3, Match::Same});
  desk.now = desk.planner.timer().value();
  desk.one<AskHead>(TimerFired{});
  desk.one<StoreAck>(HeadAnswered{3, 3, Match::Same});
  CHECK(desk.one<BuildBatch>(AckStored{}).first == 4);
}

TEST_CASE("Planner: where this disk lost its rows, the county cannot contradict", "[client]") {
  Desk desk;
  desk.one<AskHead>(JournalGrew{30});
  desk.one<StoreAck>(HeadAnswered{20, 20, Match::Unknown});
  CHECK(desk.one<BuildBatch>(AckStored{}).first == 21);
  desk.post({21, 10});
  desk.one<AskHead>(kConflict);
  desk.one<Probe>(HeadAnswered{30, 30, Match::Differs});
  const auto actions = desk.on(NothingKnown{});
  CHECK(std::get<Diverge>(actions.front()).common == 0);
}

TEST_CASE("Planner: a slow line gets the time that the bytes need", "[client]") {
  CHECK(Planner::deadline_for(0) >= 15'000);
  CHECK(Planner::deadline_for(kBatchBytesGoal) - Planner::deadline_for(0) >= 256'000);
}

}  // namespace
}  // namespace outreach::client
