#include "sync/client/planner.h"

#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/seeded_random.h"

namespace outreach::client {
namespace {

using State = Planner::State;

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

  testing::SeededRandom random{3};
  Planner planner;
  std::int64_t now = 5'000;
};

TEST_CASE("Planner: does nothing while nothing waits", "[client]") {
  Desk desk(5);
  CHECK(desk.on(JournalGrew{5}).empty());
  CHECK(desk.on(TimerFired{}).empty());
  CHECK(desk.on(PersonAsked{}).empty());
  CHECK(desk.planner.state() == State::Idle);
  CHECK(desk.planner.waiting() == 0);
}

TEST_CASE("Planner: a new entry is built, posted, acknowledged and stored", "[client]") {
  Desk desk(5);
  const auto build = desk.one<BuildBatch>(JournalGrew{8});
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
  auto build = desk.one<BuildBatch>(JournalGrew{100'000});
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
  BuildBatch posted = desk.post(desk.one<BuildBatch>(JournalGrew{1'000}));
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

TEST_CASE("Planner: waits longer after each failure, up to a cap, and starts over after an ack",
          "[client]") {
  Desk desk;
  desk.post(desk.one<BuildBatch>(JournalGrew{1}));
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
  desk.post(desk.one<BuildBatch>(JournalGrew{1}));
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
  desk.post(desk.one<BuildBatch>(JournalGrew{1}));
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
  desk.post(desk.one<BuildBatch>(JournalGrew{1}));
  CHECK(desk.wait_after(Verdict::Kind::Hold, Trouble::Refused) == kHoldWait);
  CHECK(desk.planner.state() == State::Held);
  CHECK(desk.planner.trouble() == Trouble::Refused);
  CHECK(desk.on(JournalGrew{2}).empty());
  desk.post(desk.one<BuildBatch>(PersonAsked{}));
  CHECK(desk.on(PersonAsked{}).empty());  // a second tap while it is under way
  CHECK(desk.wait_after(Verdict::Kind::Hold, Trouble::Refused) == kHoldWait);
  desk.fire_and_post();
  desk.acknowledge(2);
  CHECK(desk.planner.trouble() == Trouble::None);
}

TEST_CASE("Planner: a person may skip any wait", "[client]") {
  Desk desk;
  desk.post(desk.one<BuildBatch>(JournalGrew{1}));
  desk.wait_after(Verdict::Kind::Retry);
  CHECK(desk.one<BuildBatch>(PersonAsked{}).first == 1);
  CHECK_FALSE(desk.planner.timer());
}

TEST_CASE("Planner: a conflict is settled by asking the county's head", "[client]") {
  Desk desk(20);
  desk.post(desk.one<BuildBatch>(JournalGrew{30}));
  desk.one<AskHead>(RequestFailed{{Verdict::Kind::Conflict, Trouble::None, {}, ""}});
  desk.one<StoreAck>(HeadAnswered{12});  // a county restored from a backup
  const auto build = desk.one<BuildBatch>(AckStored{});
  CHECK(build.first == 13);
  CHECK(desk.planner.waiting() == 18);
}

TEST_CASE("Planner: a conflict that the head does not settle is no hot loop", "[client]") {
  Desk desk(20);
  desk.post(desk.one<BuildBatch>(JournalGrew{30}));
  const Event conflict = RequestFailed{{Verdict::Kind::Conflict, Trouble::None, {}, ""}};
  std::int64_t waited = 0;
  int requests = 0;
  for (int round = 0; round < 40; ++round) {
    desk.one<AskHead>(conflict);
    desk.one<StoreAck>(HeadAnswered{20});
    desk.post(desk.one<BuildBatch>(AckStored{}));
    requests += 2;
    waited += desk.wait_after(conflict);
    desk.fire_and_post();
  }
  CHECK(waited / requests > 60'000);
}

TEST_CASE("Planner: a failed head query is tried again later", "[client]") {
  Desk desk(20);
  desk.post(desk.one<BuildBatch>(JournalGrew{30}));
  const Event conflict = RequestFailed{{Verdict::Kind::Conflict, Trouble::None, {}, ""}};
  desk.one<AskHead>(conflict);
  CHECK(desk.wait_after(Verdict::Kind::Shrink) >= kRetryLeast);
  CHECK(desk.fire_and_post().entries ==
        10);  // a cut question says nothing about the size of batches
  desk.one<AskHead>(conflict);
  CHECK(desk.wait_after(conflict) >= kRetryLeast);
}

TEST_CASE("Planner: an old ack over and over is no progress and no hot loop", "[client]") {
  Desk desk(20);
  desk.post(desk.one<BuildBatch>(JournalGrew{30}));
  std::int64_t waited = 0;
  for (int round = 0; round < 30; ++round) {
    desk.one<StoreAck>(BatchAnswered{round % 2 == 0 ? Sequence{20} : Sequence{7}});
    waited += desk.wait_after(AckStored{});
    CHECK(desk.planner.acknowledged() == 20);
    CHECK(desk.planner.trouble() == Trouble::NotTheCounty);
    desk.fire_and_post();
  }
  CHECK(waited > 30 * 60'000);
}

TEST_CASE("Planner: a county that contradicts the journal is held for a person", "[client]") {
  Desk desk(20);
  desk.post(desk.one<BuildBatch>(JournalGrew{30}));
  desk.one<StoreAck>(BatchAnswered{30});
  CHECK(desk.wait_after(AckContradicted{}) == kHoldWait);
  CHECK(desk.planner.state() == State::Held);
  CHECK(desk.planner.trouble() == Trouble::Damaged);
  CHECK(desk.planner.acknowledged() == 20);
}

TEST_CASE("Planner: what cannot be read or stored here waits and is named", "[client]") {
  Desk desk(20);
  desk.one<BuildBatch>(JournalGrew{30});
  CHECK(desk.wait_after(BuildFailed{}) == kHoldWait);
  CHECK(desk.planner.trouble() == Trouble::Damaged);
  desk.fire_and_post();
  desk.one<StoreAck>(BatchAnswered{30});
  CHECK(desk.wait_after(AckNotStored{}) >= kRetryLeast);
  CHECK(desk.planner.acknowledged() == 20);
  CHECK(desk.planner.state() == State::WaitingRetry);
  CHECK(desk.fire_and_post().first == 21);
}

TEST_CASE("Planner: a slow line gets the time that the bytes need", "[client]") {
  CHECK(Planner::deadline_for(0) >= 15'000);
  CHECK(Planner::deadline_for(kBatchBytesGoal) - Planner::deadline_for(0) >= 256'000);
}

}  // namespace
}  // namespace outreach::client
