// How much one kiosk may bring in a day.
#include "tests/support/county_bench.h"

namespace outreach::ledger {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

const domain::KioskId kOne{1};
const domain::KioskId kTwo{2};

MonotonicTime after(std::chrono::hours hours) {
  return {1'000 + std::chrono::milliseconds(hours).count()};
}

TEST_CASE("Quota: batches, bytes and epochs are each bounded by the day, for each kiosk alone",
          "[ledger]") {
  Quota quota({3, 1'000, 2});
  const MonotonicTime start = after(std::chrono::hours(0));
  CHECK(quota.admit(kOne, 400, true, start));
  CHECK(quota.admit(kOne, 400, true, start));
  CHECK_FALSE(quota.admit(kOne, 100, true, start));   // a third epoch
  CHECK_FALSE(quota.admit(kOne, 201, false, start));  // too many bytes
  CHECK(quota.admit(kOne, 200, false, start));        // what was refused was not counted
  CHECK_FALSE(quota.admit(kOne, 0, false, start));    // a fourth batch
  CHECK(quota.admit(kTwo, 1'000, true, start));
  CHECK_FALSE(quota.admit(kOne, 1, false, after(std::chrono::hours(23))));
  CHECK(quota.admit(kOne, 1'000, true, after(std::chrono::hours(24))));
}

TEST_CASE("Ledger: a kiosk over its day's quota is told when to come again, and others are served",
          "[ledger]") {
  CountyBench bench;
  bench.options.quota.epochs = 2;
  bench.open();
  const auto key = crypto::SigningKey::generate(bench.random);
  const auto epoch_of = [&](const crypto::SigningKey& its_key) {
    ChainWriter epoch(bench.random, its_key);
    epoch.add_outing();
    epoch.add_handout(1);
    return epoch;
  };
  const ChainWriter first = epoch_of(key);
  bench.welcome(first);
  bench.ack_in(bench.deliver(first, 1, 1));
  bench.ack_in(bench.deliver(epoch_of(key), 1, 1));
  const ChainWriter third = epoch_of(key);
  const Response refused = bench.deliver(third, 1, 1);
  CHECK(refused.status == 429);
  CHECK(error_word(refused) == "quota");
  CHECK(refused.headers == decltype(refused.headers){{"Retry-After", kQuotaRetryAfterSeconds}});
  bench.ack_in(bench.deliver(first, 2, 2));  // the epochs it has go on
  const ChainWriter other = epoch_of(crypto::SigningKey::generate(bench.random));
  bench.welcome(other);
  bench.ack_in(bench.deliver(other, 1, 1));
  bench.clock.advance(std::chrono::hours(24));
  bench.ack_in(bench.deliver(third, 1, 2));
  CHECK(bench.whole_entries() == 6);
}

TEST_CASE("Ledger: a batch that anybody could have made up is not counted against its kiosk",
          "[ledger]") {
  CountyBench bench;
  bench.options.quota.batches = 1;
  bench.open();
  ChainWriter kiosk(bench.random);
  kiosk.add_outing();
  bench.welcome(kiosk);
  Bytes forged = bench.encoded(kiosk, 1, 1);
  forged.back() ^= 1U;
  for (int i = 0; i < 5; ++i) {
    CHECK(bench.post(protocol::kBatchPath, forged).status == 400);
  }
  bench.ack_in(bench.deliver(kiosk, 1, 1));
}

}  // namespace
}  // namespace outreach::ledger
