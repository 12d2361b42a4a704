// Batches that repeat, overlap, leave gaps and contradict what is held.
#include "tests/support/county_bench.h"

namespace outreach::ledger {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

ChainWriter kiosk_with_handouts(CountyBench& bench, int handouts) {
  ChainWriter kiosk(bench.random);
  kiosk.add_outing();
  for (int i = 1; i <= handouts; ++i) {
    kiosk.add_handout(i);
  }
  bench.welcome(kiosk);
  return kiosk;
}

std::int64_t forks(CountyBench& bench) {
  return required(bench.county->database().integer("SELECT COUNT(*) FROM fork"));
}

TEST_CASE("Intake: the same batch again is confirmed again and counted once", "[ledger][intake]") {
  CountyBench bench;
  const ChainWriter kiosk = kiosk_with_handouts(bench, 4);
  const Bytes batch = bench.encoded(kiosk, 1, 5);
  const Response first = bench.post(protocol::kBatchPath, batch);
  for (int again = 0; again < 3; ++again) {
    CHECK(bench.post(protocol::kBatchPath, batch).body == first.body);
  }
  CHECK(bench.ack_in(first).acknowledged_through == 5);
  CHECK(bench.ack_in(first).head == kiosk.hash_at(5));
  CHECK(bench.totals() == domain::Totals{1, 0, 0, 10});
  CHECK(bench.whole_entries() == 5);
}

TEST_CASE("Intake: batches that overlap what is held add only what is new", "[ledger][intake]") {
  CountyBench bench;
  const ChainWriter kiosk = kiosk_with_handouts(bench, 9);
  CHECK(bench.ack_in(bench.deliver(kiosk, 1, 4)).acknowledged_through == 4);
  CHECK(bench.ack_in(bench.deliver(kiosk, 2, 6)).acknowledged_through == 6);
  CHECK(bench.ack_in(bench.deliver(kiosk, 3, 5)).acknowledged_through == 6);
  CHECK(bench.ack_in(bench.deliver(kiosk, 6, 6)).acknowledged_through == 6);
  CHECK(bench.ack_in(bench.deliver(kiosk, 1, 10)).acknowledged_through == 10);
  CHECK(bench.totals() == domain::Totals{1, 0, 0, 45});
  CHECK(bench.whole_entries() == 10);
}

TEST_CASE("Intake: any cutting of a journal into batches, in any overlap, gives the same ledger",
          "[ledger][intake]") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    CountyBench bench({}, seed);
    INFO(bench.random.description());
    const ChainWriter kiosk = kiosk_with_handouts(bench, 40);
    domain::Sequence held = 0;
    while (held < kiosk.newest()) {
      const domain::Sequence first = 1 + bench.random.below(held + 1);
      const domain::Sequence last = first + bench.random.below(kiosk.newest() - first + 1);
      held = std::max(held, last);
      CHECK(bench.ack_in(bench.deliver(kiosk, first, last)).acknowledged_through == held);
    }
    CHECK(bench.totals() == domain::Totals{1, 0, 0, 820});
    CHECK(bench.whole_entries() == 41);
  }
}

TEST_CASE("Intake: a batch after a gap is not taken, and the ack says where to go on",
          "[ledger][intake]") {
  CountyBench bench;
  const ChainWriter kiosk = kiosk_with_handouts(bench, 5);
  CHECK(bench.ack_in(bench.deliver(kiosk, 2, 3), 409).acknowledged_through == 0);
  CHECK(bench.ack_in(bench.deliver(kiosk, 1, 2)).acknowledged_through == 2);
  const auto ack = bench.ack_in(bench.deliver(kiosk, 4, 6), 409);
  CHECK(ack.acknowledged_through == 2);
  CHECK(ack.head == kiosk.hash_at(2));
  CHECK(forks(bench) == 0);
  CHECK(bench.whole_entries() == 2);
}

TEST_CASE(
    "Intake: a copied disk that goes on by itself is refused, kept as evidence, and harms nothing",
    "[ledger][intake]") {
  CountyBench bench;
  ChainWriter kiosk = kiosk_with_handouts(bench, 3);
  ChainWriter copy = kiosk;
  kiosk.add_handout(100);
  copy.add_handout(1'000);
  copy.add_handout(2'000);
  bench.ack_in(bench.deliver(kiosk, 1, 5));
  const Bytes batch = bench.encoded(copy, 5, 6);
  for (const auto& [first, last] :
       {std::pair<domain::Sequence, domain::Sequence>{5, 5}, {5, 6}, {1, 6}, {6, 6}}) {
    INFO(first << ".." << last);
    const auto ack = bench.ack_in(bench.deliver(copy, first, last), 409);
    CHECK(ack.acknowledged_through == 5);
    CHECK(ack.head == kiosk.hash_at(5));
  }
  bench.post(protocol::kBatchPath, batch);
  CHECK(forks(bench) == 5);
  auto evidence = required(
      bench.county->database().prepare("SELECT file FROM fork ORDER BY number DESC LIMIT 1"));
  REQUIRE(required(evidence.step()));
  CHECK(Bytes(evidence.blob(0).begin(), evidence.blob(0).end()) == batch);
  evidence.reset();

  CHECK(bench.totals() == domain::Totals{1, 0, 0, 106});
  kiosk.add_handout(7);
  CHECK(bench.ack_in(bench.deliver(kiosk, 6, 6)).acknowledged_through == 6);
  CHECK(bench.totals() == domain::Totals{1, 0, 0, 113});
  CHECK(bench.whole_entries() == 6);
}

TEST_CASE("Intake: the evidence of a kiosk gone wild is bounded", "[ledger][intake]") {
  CountyBench bench;
  ChainWriter kiosk = kiosk_with_handouts(bench, 0);
  ChainWriter copy = kiosk;
  kiosk.add_handout(1);
  copy.add_handout(2);
  bench.ack_in(bench.deliver(kiosk, 1, 2));
  for (int i = 0; i < 50; ++i) {
    bench.ack_in(bench.deliver(copy, 2, 2), 409);
  }
  CHECK(forks(bench) == 20);
}

TEST_CASE("Intake: each epoch of a kiosk is a journal of its own", "[ledger][intake]") {
  CountyBench bench;
  const ChainWriter kiosk = kiosk_with_handouts(bench, 2);
  ChainWriter again(bench.random, kiosk.key());
  again.add_outing();
  again.add_handout(5);
  CHECK(bench.ack_in(bench.deliver(kiosk, 1, 3)).acknowledged_through == 3);
  const auto ack = bench.ack_in(bench.deliver(again, 1, 2));
  CHECK(ack.chain == again.id());
  CHECK(ack.acknowledged_through == 2);
  CHECK(bench.totals() == domain::Totals{1, 0, 0, 8});  // one day at one place is one outing
}

TEST_CASE("Intake: kiosks do not see each other's outings", "[ledger][intake]") {
  CountyBench bench;
  const ChainWriter first = kiosk_with_handouts(bench, 1);
  bench.ack_in(bench.deliver(first, 1, 2));
  ChainWriter second(bench.random);
  second.add_handout(9);  // names outing 1, which only the other one opened
  bench.welcome(second);
  const auto ack = bench.ack_in(bench.deliver(second, 1, 1));
  REQUIRE(ack.quarantined.size() == 1);
  CHECK(ack.quarantined.front() == protocol::QuarantinedEntry{1, "unknown_outing"});
}

TEST_CASE("Intake: the county's own time is kept with each arrival", "[ledger][intake]") {
  CountyBench bench;
  const ChainWriter kiosk = kiosk_with_handouts(bench, 1);
  bench.ack_in(bench.deliver(kiosk, 1, 1));
  bench.clock.advance(std::chrono::minutes(5));
  bench.ack_in(bench.deliver(kiosk, 1, 2));
  bench.clock.advance(std::chrono::minutes(5));
  bench.ack_in(bench.deliver(kiosk, 1, 2));  // a repetition is no arrival
  auto arrivals = required(
      bench.county->database().prepare("SELECT first,last,arrived_at FROM arrival ORDER BY first"));
  REQUIRE(required(arrivals.step()));
  CHECK(arrivals.integer(2) == kMarketMorning.time_since_epoch().count());
  REQUIRE(required(arrivals.step()));
  CHECK(arrivals.integer(0) == 2);
  CHECK(arrivals.integer(2) ==
        (kMarketMorning + std::chrono::minutes(5)).time_since_epoch().count());
  CHECK_FALSE(required(arrivals.step()));
}

}  // namespace
}  // namespace outreach::ledger
