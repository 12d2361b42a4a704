// A disk that loses power, fails and fills up under the county.
#include "tests/support/county_bench.h"
#include "tests/support/faulty_vfs.h"

namespace outreach::ledger {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

ChainWriter long_day(CountyBench& bench) {
  ChainWriter kiosk(bench.random);
  kiosk.add_outing();
  for (int i = 1; i <= 60; ++i) {
    kiosk.add_handout(1);
  }
  bench.welcome(kiosk);
  return kiosk;
}

TEST_CASE("Ledger: everything acknowledged survives a power cut after each ack",
          "[ledger][power]") {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    FaultyVfs disk;
    CountyBench bench(disk.name(), seed);
    INFO(bench.random.description());
    const ChainWriter kiosk = long_day(bench);
    domain::Sequence acknowledged = 0;
    while (acknowledged < kiosk.newest()) {
      const domain::Sequence last =
          std::min(kiosk.newest(), acknowledged + 1 + bench.random.below(8));
      acknowledged =
          bench.ack_in(bench.deliver(kiosk, acknowledged + 1, last)).acknowledged_through;
      REQUIRE(acknowledged == last);
      // Some of what was not asked to be safe may be there all the same, in any mixture.
      disk.power_cut([&] { return seed > 1 && bench.random.below(2) == 0; });
      bench.close();
      bench.open();
      CHECK(bench.whole_entries() == static_cast<std::int64_t>(acknowledged));
      CHECK(bench.totals() == domain::Totals{1, 0, 0, static_cast<std::int64_t>(acknowledged) - 1});
    }
  }
}

TEST_CASE("Ledger: a batch whose sync failed is confirmed only after it is durable",
          "[ledger][power]") {
  FaultyVfs disk;
  CountyBench bench(disk.name());
  const ChainWriter kiosk = long_day(bench);
  bench.ack_in(bench.deliver(kiosk, 1, 5));
  disk.fail_in(FaultyVfs::Operation::Sync, 1, FaultyVfs::Fault::InputOutput);
  REQUIRE(bench.deliver(kiosk, 6, 20).status == 503);
  bench.close();
  bench.open();
  const auto through = bench.ack_in(bench.deliver(kiosk, 6, 20)).acknowledged_through;
  REQUIRE(through == 20);
  disk.power_cut();
  bench.close();
  bench.open();
  CHECK(bench.whole_entries() == 20);
}

TEST_CASE("Ledger: an enrolment that was answered survives a power cut", "[ledger][power]") {
  FaultyVfs disk;
  CountyBench bench(disk.name());
  ChainWriter kiosk(bench.random);
  kiosk.add_outing();
  const std::string code = bench.new_code();
  REQUIRE(bench.enrol(kiosk.key(), code).status == 200);
  disk.power_cut();
  bench.close();
  bench.open();
  bench.ack_in(bench.deliver(kiosk, 1, 1));
  CHECK(bench.enrol(crypto::SigningKey::generate(bench.random), code).status == 403);
}

// Delivers with the fault at the nth call until the fault comes no more. Each time: no ack, nothing
// half, and after a restart the same batch is taken whole.
void fail_at_each(FaultyVfs::Operation operation, FaultyVfs::Fault fault, bool ends_in_power_cut) {
  std::size_t failures = 0;
  bool failed = true;
  for (std::size_t nth = 1; failed; ++nth) {
    REQUIRE(nth < 200);
    FaultyVfs disk;
    CountyBench bench(disk.name(), nth);
    INFO("call " << nth);
    const ChainWriter kiosk = long_day(bench);
    bench.ack_in(bench.deliver(kiosk, 1, 10));
    disk.fail_in(operation, nth, fault);
    const Response response = bench.deliver(kiosk, 11, 30);
    failed = response.status != 200;
    if (failed) {
      ++failures;
      CHECK(response.status == 503);
      CHECK(error_word(response) == "unavailable");
      REQUIRE_FALSE(response.headers.empty());
      CHECK(response.headers.front().first == "Retry-After");
    }
    disk.fail_in(operation, 1'000'000'000, fault);  // never: the restart finds a sound disk
    if (ends_in_power_cut) {
      disk.power_cut([&] { return bench.random.below(2) == 0; });
    }
    bench.close();
    bench.open();
    const auto held = bench.whole_entries();
    // A commit whose sync failed may be there or not; it was never acknowledged, and it is never
    // half there.
    CHECK((held == 30 || (failed && held == 10)));
    CHECK(bench.totals() == domain::Totals{1, 0, 0, held - 1});
    CHECK(bench.ack_in(bench.deliver(kiosk, 11, 30)).acknowledged_through == 30);
    CHECK(bench.totals() == domain::Totals{1, 0, 0, 29});
  }
  CHECK(failures > 0);
}

TEST_CASE(
    "Ledger: a write that fails at any moment is a 503, never an ack, and leaves nothing half",
    "[ledger][power]") {
  fail_at_each(FaultyVfs::Operation::Write, FaultyVfs::Fault::InputOutput, GENERATE(false, true));
}

TEST_CASE(
    "Ledger: a disk that is full at any moment is a 503, never an ack, and leaves nothing half",
    "[ledger][power]") {
  fail_at_each(FaultyVfs::Operation::Write, FaultyVfs::Fault::Full, GENERATE(false, true));
}

TEST_CASE("Ledger: a sync that fails at any moment is a 503, never an ack, and leaves nothing half",
          "[ledger][power]") {
  fail_at_each(FaultyVfs::Operation::Sync, FaultyVfs::Fault::InputOutput, GENERATE(false, true));
}

TEST_CASE("Ledger: filling a gap is done whole or not at all, wherever the disk fails",
          "[ledger][power]") {
  std::size_t failures = 0;
  bool failed = true;
  for (std::size_t nth = 1; failed; ++nth) {
    REQUIRE(nth < 200);
    FaultyVfs disk;
    CountyBench bench(disk.name(), nth);
    INFO("call " << nth);
    ChainWriter kiosk = long_day(bench);
    kiosk.lose(1);  // the outing that everything hangs on
    kiosk.lose(5);
    bench.ack_in(bench.deliver(kiosk, 1, 10));
    kiosk.find_all_again();
    disk.fail_in(FaultyVfs::Operation::Write, nth, FaultyVfs::Fault::InputOutput);
    failed = bench.deliver(kiosk, 1, 10).status != 200;
    failures += failed ? 1 : 0;
    disk.fail_in(FaultyVfs::Operation::Write, 1'000'000'000, FaultyVfs::Fault::InputOutput);
    disk.power_cut([&] { return bench.random.below(2) == 0; });
    bench.close();
    bench.open();
    CHECK(bench.whole_entries() == 10);
    const auto totals = bench.totals();
    CHECK((totals == domain::Totals{1, 0, 0, 9} || (failed && totals == domain::Totals{})));
    CHECK(bench.ack_in(bench.deliver(kiosk, 1, 10)).quarantined.empty());
    CHECK(bench.totals() == domain::Totals{1, 0, 0, 9});
  }
  CHECK(failures > 0);
}

TEST_CASE("Ledger: after a failed sync it confirms nothing more until it is started anew",
          "[ledger][power]") {
  FaultyVfs disk;
  CountyBench bench(disk.name());
  const ChainWriter kiosk = long_day(bench);
  disk.fail_in(FaultyVfs::Operation::Sync, 1, FaultyVfs::Fault::InputOutput);
  CHECK(bench.deliver(kiosk, 1, 10).status == 503);
  CHECK(bench.county->has_failed());
  CHECK(bench.deliver(kiosk, 1, 10).status == 503);
  CHECK(bench.get(protocol::kCountyPath).status == 503);
  bench.close();
  bench.open();
  CHECK_FALSE(bench.county->has_failed());
  CHECK(bench.ack_in(bench.deliver(kiosk, 1, 10)).acknowledged_through == 10);
}

TEST_CASE("Ledger: a full disk passes when there is space again", "[ledger][power]") {
  FaultyVfs disk;
  CountyBench bench(disk.name());
  const ChainWriter kiosk = long_day(bench);
  bench.ack_in(bench.deliver(kiosk, 1, 1));
  disk.set_full(true);
  domain::Sequence acknowledged = 1;
  while (acknowledged < kiosk.newest()) {
    const Response response = bench.deliver(kiosk, acknowledged + 1, acknowledged + 1);
    if (response.status != 200) {
      CHECK(response.status == 503);
      break;
    }
    ++acknowledged;  // into space that the files have already
  }
  CHECK(bench.whole_entries() == static_cast<std::int64_t>(acknowledged));
  disk.set_full(false);
  CHECK(bench.ack_in(bench.deliver(kiosk, acknowledged + 1, kiosk.newest())).acknowledged_through ==
        kiosk.newest());
  CHECK(bench.totals() == domain::Totals{1, 0, 0, 60});
}

}  // namespace
}  // namespace outreach::ledger
