#include "sync/ledger/fleet.h"

#include "tests/support/county_bench.h"

namespace outreach::ledger {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

TEST_CASE("Fleet: a kiosk that has sent nothing is listed", "[ledger][fleet]") {
  CountyBench bench;
  const auto key = crypto::SigningKey::generate(bench.random);
  REQUIRE(bench.enrol(key, bench.new_code("城关一号")).status == 200);
  const auto kiosks = required(kiosk_reports(bench.county->database()));
  REQUIRE(kiosks.size() == 1);
  CHECK(kiosks.front().name == "城关一号");
  CHECK(kiosks.front().kiosk == domain::kiosk_id_of(key.public_key()));
  CHECK(kiosks.front().enrolled_at == bench.clock.now().wall);
  CHECK_FALSE(kiosks.front().revoked);
  CHECK(kiosks.front().chains.empty());
}

TEST_CASE("Fleet: how far each epoch has come, and what is wrong with it", "[ledger][fleet]") {
  CountyBench bench;
  ChainWriter kiosk(bench.random);
  kiosk.add_outing();
  kiosk.add_text("drone_flight", "{}");
  kiosk.add_text("drone_flight", "{}");
  kiosk.add_text("handout", "{}");
  ChainWriter copy = kiosk;
  kiosk.add_handout(1);
  kiosk.add_handout(2);
  copy.add_handout(3);
  bench.welcome(kiosk);
  bench.clock.advance(std::chrono::hours(1));
  bench.ack_in(bench.deliver(kiosk, 1, 5));
  bench.ack_in(bench.deliver(copy, 5, 5), 409);
  ChainWriter next(bench.random, kiosk.key());
  next.add_outing();
  bench.ack_in(bench.deliver(next, 1, 1));

  bench.close();
  auto reader = required(open_reader(bench.folder.path()));
  const auto kiosks = required(kiosk_reports(reader));
  REQUIRE(kiosks.size() == 1);
  REQUIRE(kiosks.front().chains.size() == 2);
  const ChainReport& first = kiosks.front().chains.front();
  CHECK(first.chain.id == kiosk.id());
  CHECK(first.chain.head == journal::Head{5, kiosk.hash_at(5)});
  CHECK(first.newest_stated == 6);
  CHECK(first.last_arrival == kMarketMorning + std::chrono::hours(1));
  REQUIRE(first.quarantined.size() == 2);
  CHECK(first.quarantined[0].reason == "missing_field");
  CHECK(first.quarantined[0].entries == 1);
  CHECK(first.quarantined[1].reason == "unknown_kind");
  CHECK(first.quarantined[1].entries == 2);
  CHECK(first.forks == 1);
  CHECK(kiosks.front().chains.back().chain.id == next.id());
  CHECK(kiosks.front().chains.back().forks == 0);
}

TEST_CASE("Fleet: an epoch says why it began and what the disk before it lost", "[ledger][fleet]") {
  CountyBench bench;
  ChainWriter kiosk(bench.random);
  kiosk.add_outing();
  for (int i = 0; i < 8; ++i) {
    kiosk.add_handout(1);
  }
  bench.welcome(kiosk);
  bench.ack_in(bench.deliver(kiosk, 1, 5));  // and says that it has nine
  ChainWriter next(bench.random, kiosk.key());
  next.add_record(domain::EpochOpened{domain::EpochReason::Restored, kiosk.id().epoch, 7, 7}, 0);
  CHECK(bench.ack_in(bench.deliver(next, 1, 1)).quarantined.empty());
  const auto began = [&] {
    return required(kiosk_reports(bench.county->database())).front().chains.back().began;
  };
  REQUIRE(began());
  CHECK(began()->reason == domain::EpochReason::Restored);
  CHECK(began()->previous == kiosk.id().epoch);
  CHECK(began()->lost == 2);
  bench.ack_in(bench.deliver(kiosk, 6, 7));  // what the disk still had
  CHECK(began()->lost == 2);
  bench.ack_in(bench.deliver(kiosk, 8, 9));  // and what a stick had
  CHECK(began()->lost == 0);
  CHECK_FALSE(required(kiosk_reports(bench.county->database())).front().chains.front().began);
}

TEST_CASE("Verify: names what somebody with the file in his hands changed", "[ledger][verify]") {
  CountyBench bench;
  ChainWriter kiosk(bench.random);
  kiosk.add_outing();
  for (int i = 0; i < 5; ++i) {
    kiosk.add_handout(1);
  }
  bench.welcome(kiosk);
  bench.ack_in(bench.deliver(kiosk, 1, 6));
  auto& database = bench.county->database();
  REQUIRE(database.execute(
      "UPDATE entry SET body=CAST('{}' AS BLOB) WHERE sequence=2;"
      "UPDATE entry SET kind='consultation' WHERE sequence=4; DELETE FROM entry WHERE sequence=6"));
  const auto report = required(journal::verify(database));
  REQUIRE(report.damages.size() >= 3);
  CHECK(report.damages[0].sequence == 2);
  CHECK(report.damages[0].kind == "body_changed");
  CHECK(report.damages[1].sequence == 4);
  CHECK(report.damages[1].kind == "envelope_changed");
  CHECK(report.damages[2].sequence == 6);
  CHECK(report.damages[2].kind == "missing");
  CHECK(report.damages[2].chain == kiosk.id());
}

}  // namespace
}  // namespace outreach::ledger
