// What must not be taken for a delivery, and what a person has to look at.
#include <string>
#include <vector>

#include "sync/client/delivery.h"
#include "sync/client/planner.h"
#include "sync/protocol/ack.h"
#include "tests/support/catch.h"
#include "tests/support/faulty_vfs.h"
#include "tests/sync/client/road.h"

namespace outreach::client {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

TEST_CASE("Delivery: a 200 from a sign-in page acknowledges nothing", "[client]") {
  Road road;
  road.open();
  for (int i = 0; i < 6; ++i) {
    road.transport.answer_next(sign_in_page());
  }
  // Even one that says it is ours.
  http::Answer ours = sign_in_page();
  ours.content_type = protocol::kContentType;
  road.transport.answer_next(ours);
  road.record_handouts(3);
  for (int i = 0; i < 20 && road.transport.requests().size() < 2 + 7; ++i) {
    road.turn();
    road.pass_time();
    CHECK(road.delivery->status().acknowledged_through == 0);
    CHECK(counts_of(road).local == counts_of(road).recorded);
  }
  CHECK(road.delivery->status().trouble == Trouble::NotTheCounty);
  CHECK(road.county.entries() == 0);
  CHECK(road.settle());
  check_delivered(road);
}

// Found by the simulator: the loop sleeps while a request is under way, so that the newest time
// that was known when it failed was the one when it was sent, and a slow county was asked again at
// once.
TEST_CASE("Delivery: a wait is counted from the failure, not from when the request was sent",
          "[client]") {
  Road road;
  road.open();
  road.record_handouts(1);
  REQUIRE(road.settle());
  road.transport.hold();
  road.record_handouts(1);
  road.turns(4);
  REQUIRE(road.transport.under_way() == 1);
  const std::size_t requests = road.transport.requests().size();
  road.transport.answer_next(http::Failure{http::Fault::Timeout, "a slow county"});
  road.stall.clock.advance(std::chrono::seconds(30));
  road.transport.release();
  road.turns(1);
  CHECK(road.delivery->status().trouble == Trouble::Timeout);
  CHECK(road.delivery->wait_milliseconds(road.stall.clock.now()) >= kRetryLeast);
  CHECK(road.transport.requests().size() == requests);
  CHECK(road.settle());
  check_delivered(road);
}

TEST_CASE("Delivery: an ack of another county, kiosk or epoch acknowledges nothing", "[client]") {
  Road road;
  road.open();
  SeededRandom random(77);
  const auto stranger = crypto::SigningKey::generate(random);
  protocol::Ack ack;
  ack.chain = road.journal->chain();
  ack.acknowledged_through = 1;
  const auto answer_with = [&](const Bytes& document) {
    road.transport.answer_next(http::Answer{200, protocol::kContentType, std::nullopt, document});
  };
  answer_with(protocol::ack_answer(protocol::encode_ack(ack, stranger)));
  road.record_handouts(1);
  road.turns(6);
  CHECK(road.delivery->status().trouble == Trouble::NotTheCounty);
  CHECK(counts_of(road).local == 1);
  CHECK(road.settle());
  check_delivered(road);
}

TEST_CASE("Delivery: an old answer to a question, played back, lowers nothing", "[client]") {
  Road road;
  road.open();
  road.record_handouts(2);
  CHECK(road.settle());
  road.restart_kiosk();
  std::optional<Bytes> old;
  road.overhear = [&](const http::Request&, const http::Outcome& outcome) {
    old = std::get<http::Answer>(outcome).body;
  };
  CHECK(road.settle());  // asks once
  road.overhear = {};
  REQUIRE(old);
  road.record_handouts(3);
  CHECK(road.settle());
  road.transport.answer_next(http::Answer{200, protocol::kContentType, std::nullopt, *old});
  road.delivery->sync_now();
  road.turns(4);
  CHECK(road.delivery->status().trouble == Trouble::NotTheCounty);
  CHECK(road.delivery->status().acknowledged_through == 5);
  CHECK(counts_of(road).local == 0);
  road.delivery->sync_now();
  CHECK(road.settle());
  check_delivered(road);
}

TEST_CASE("Delivery: a revoked kiosk is held, keeps recording, and goes on once it is taken back",
          "[client]") {
  Road road;
  road.open();
  REQUIRE(road.county.database().execute("UPDATE kiosk SET revoked=1"));
  road.record_handouts(3);
  road.turns(8);
  CHECK(road.delivery->status().link == Link::Held);
  CHECK(road.delivery->status().trouble == Trouble::Revoked);
  CHECK(counts_of(road).local == 3);
  REQUIRE(road.county.database().execute("UPDATE kiosk SET revoked=0"));
  road.delivery->sync_now();
  CHECK(road.settle());
  check_delivered(road);
}

TEST_CASE("Delivery: a handle that fails under an ack is reported, to be opened anew", "[client]") {
  FaultyVfs disk;
  Road road(disk.name());
  road.open();
  road.record_handouts(3);
  CHECK(road.settle());
  CHECK(road.journal_failures == 0);
  road.delivery->sync_now();
  disk.fail_in(FaultyVfs::Operation::Write, 1, FaultyVfs::Fault::InputOutput);
  road.turns(6);
  CHECK(road.journal_failures == 1);
  CHECK(road.delivery->status().trouble == Trouble::OwnDisk);
  road.restart_kiosk();
  CHECK(road.settle());
  check_delivered(road);
}

TEST_CASE("Delivery: an ack that cannot be stored here is asked for again", "[client]") {
  FaultyVfs disk;
  Road road(disk.name());
  road.open();
  road.record_handouts(3);
  const auto waiting = counts_of(road).local;
  CHECK(waiting > 0);
  for (int i = 0; i < 20 && !road.transport.requests().back().url.ends_with("/batches"); ++i) {
    road.turn();
  }
  disk.set_full(true);  // while the batch is on its way
  for (int i = 0; i < 12; ++i) {
    road.turn();
    road.pass_time();
  }
  CHECK(road.county.entries() == 3);
  CHECK(counts_of(road).local == waiting);
  CHECK(road.delivery->status().link != Link::Idle);
  disk.set_full(false);
  CHECK(road.settle());
  check_delivered(road);
}

}  // namespace
}  // namespace outreach::client
