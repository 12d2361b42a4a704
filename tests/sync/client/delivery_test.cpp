#include "sync/client/delivery.h"

#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/sync/client/road.h"

namespace outreach::client {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

TEST_CASE("Delivery: a day reaches the county and both sides count the same", "[client]") {
  Road road;
  road.open();
  CHECK(road.delivery->status().link != Link::NotEnrolled);
  CHECK_FALSE(road.delivery->status().has_begun);
  road.record({outing_draft(), handout_draft(journal::kOutingOfThisAppend, 50)});
  road.record({consultation_draft(1, 3), correction_draft(1, 2, 50, 40)});
  CHECK(road.settle());
  check_delivered(road);
  CHECK(totals_of(road.county.database()) == domain::Totals{1, 1, 3, 40});
  CHECK(road.delivery->status().last_ack_at);
  CHECK(road.delivery->status().clock_skew_seconds == 0);
}

TEST_CASE("Delivery: without a grant nothing is ever sent", "[client]") {
  Road road;
  road.begin_delivery();
  road.record_handouts(3);
  road.turns(5);
  CHECK(road.transport.requests().empty());
  CHECK(road.delivery->status().link == Link::NotEnrolled);
  CHECK(road.delivery->status().waiting == 3);
  CHECK(counts_of(road).local == 3);
}

TEST_CASE("Delivery: what was recorded before enrolment and before a restart is delivered",
          "[client]") {
  Road road;
  record_day(*road.journal, 20);
  road.open();
  CHECK(road.settle());
  check_delivered(road);
  const std::size_t requests = road.transport.requests().size();
  road.restart_kiosk();
  road.turns(5);
  CHECK(road.delivery->status().acknowledged_through == road.journal->head().sequence);
  CHECK(road.delivery->status().last_ack_at);
  road.turns(5);
  // It asks once where the county stands; then an idle kiosk is silent.
  CHECK(road.transport.requests().size() == requests + 1);
}

TEST_CASE("Delivery: a batch says when it was made, the first after a start too", "[client]") {
  Road road;
  record_day(*road.journal, 2);
  road.open();
  road.reading.flush();  // the journal was read before the loop's first turn
  CHECK(road.settle());
  const auto made_at = road.county.database().integer("SELECT MIN(made_at) FROM arrival");
  REQUIRE(made_at);
  CHECK(*made_at == kMarketMorning.time_since_epoch().count());
}

TEST_CASE("Delivery: a lost answer doubles nothing", "[client]") {
  Road road;
  road.open();
  for (int round = 0; round < 5; ++round) {
    road.mishaps = {Road::Mishap::LoseAnswer, Road::Mishap::LoseAnswer};
    road.record_handouts(7);
    CHECK(road.settle());
    check_delivered(road);
  }
}

TEST_CASE("Delivery: a request that arrives twice doubles nothing", "[client]") {
  Road road;
  road.open();
  road.mishaps.assign(10, Road::Mishap::Duplicate);
  road.record_handouts(12);
  CHECK(road.settle());
  check_delivered(road);
}

TEST_CASE("Delivery: goes on after the county was stopped and started", "[client]") {
  Road road;
  road.open();
  road.record_handouts(5);
  CHECK(road.settle());
  road.county.stop();
  road.record_handouts(5);
  road.turn();
  for (int i = 0; i < 20 && road.delivery->status().link != Link::WaitingRetry; ++i) {
    road.turn();
  }
  CHECK(road.delivery->status().link == Link::WaitingRetry);
  CHECK(road.delivery->status().trouble == Trouble::Unreachable);
  CHECK(road.delivery->status().waiting == 5);
  CHECK(road.delivery->status().retry_in_milliseconds > 0);
  road.county.start();
  road.delivery->sync_now();
  CHECK(road.settle());
  check_delivered(road);
}

TEST_CASE("Delivery: goes on wherever the kiosk was cut off", "[client]") {
  for (int turns = 0; turns < 12; ++turns) {
    INFO("cut after " << turns << " turns");
    Road road;
    road.open();
    road.record_handouts(9);
    road.turns(turns);
    road.restart_kiosk();
    road.record_handouts(2);
    CHECK(road.settle());
    check_delivered(road);
  }
}

TEST_CASE("Delivery: a county that lost its newest entries gets them again", "[client]") {
  Road road;
  road.open();
  road.record_handouts(6);
  CHECK(road.settle());
  // As restored from a backup of when it held four.
  road.county.stop();
  {
    auto database = sqlite::Database::open((road.county.folder / ledger::kLedgerFile).string(), {});
    REQUIRE(database);
    const std::string fourth = to_hex(hash_at(*road.journal, 4));
    REQUIRE(database->execute(
        "DELETE FROM entry WHERE sequence>4; DELETE FROM handout WHERE sequence>4;"
        "DELETE FROM arrival; UPDATE chain SET head_sequence=4, head_hash=x'" +
        fourth + "'"));
  }
  road.county.start();
  road.record_handouts(1);
  CHECK(road.settle());
  check_delivered(road);
}

TEST_CASE("Delivery: answers that come after it has ended touch nothing", "[client]") {
  Road road;
  road.open();
  road.transport.hold();
  road.record_handouts(2);
  road.turns(6);
  CHECK(road.transport.under_way() == 1);
  road.delivery.reset();
  road.transport.release();
  road.transport.poll();
  road.recording.flush();
  road.reading.flush();
  road.inbox.drain();
  CHECK(counts_of(road).local == 2);
}

TEST_CASE("Delivery: random mishaps, restarts and recordings lose and double nothing", "[client]") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    SeededRandom random(seed);
    INFO(random.description());
    Road road;
    road.open();
    for (int step = 0; step < 60; ++step) {
      switch (random.below(9)) {
        case 0:
          road.county.stop();
          break;
        case 1:
          road.restart_kiosk();
          break;
        case 2:
          road.mishaps.push_back(random.below(2) == 0 ? Road::Mishap::LoseAnswer
                                                      : Road::Mishap::Duplicate);
          break;
        case 3:
          road.transport.answer_next(sign_in_page());
          break;
        case 4:
          road.county.stop();
          road.county.start();
          break;
        case 5:
          road.pass_time();
          break;
        default:
          road.record_handouts(static_cast<int>(random.below(4)));
          road.turns(static_cast<int>(random.below(6)));
      }
    }
    road.county.stop();
    road.county.start();
    road.record_handouts(1);
    road.delivery->sync_now();
    CHECK(road.settle());
    check_delivered(road);
  }
}

}  // namespace
}  // namespace outreach::client
