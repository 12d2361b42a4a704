#include "sync/protocol/batch.h"

#include <limits>
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/sync/protocol/sample_batch.h"

namespace outreach::protocol {
namespace {

using testing::batch_of;
using testing::encoded_batch;
using testing::opened_batch;
using testing::plain_entry;
using testing::SampleKeys;
using testing::SeededRandom;

void check_round_trip(const Batch& batch, const SampleKeys& keys) {
  const Bytes file = encoded_batch(batch, keys);
  const auto back = opened_batch(file, keys);
  if (!back) {
    FAIL(back.error().context);
  }
  CHECK(back->batch.entries == batch.entries);
  CHECK(back->hashes.back() == batch.header.head);
  const BatchHeader& header = back->batch.header;
  CHECK(header.chain == batch.header.chain);
  CHECK(header.first == batch.header.first);
  CHECK(header.last == batch.header.last);
  CHECK(header.previous == batch.header.previous);
  CHECK(header.newest == batch.header.newest);
  CHECK(header.made_at == batch.header.made_at);
}

TEST_CASE("Batch: what goes in comes out, for any entries", "[protocol]") {
  const SampleKeys keys;
  SeededRandom random(11);
  INFO(random.description());
  for (int round = 0; round < 60; ++round) {
    Batch batch = batch_of(keys.chain, testing::random_entries(random, 1 + random.below(50)),
                           1 + random.below(1U << 20), random.array<32>());
    batch.header.newest = batch.header.last + random.below(100);
    batch.header.made_at =
        WallTime(std::chrono::milliseconds(static_cast<std::int64_t>(random.u64())));
    check_round_trip(batch, keys);
  }
}

TEST_CASE("Batch: carries as many entries, kinds and boots as its limits say", "[protocol]") {
  const SampleKeys keys;
  std::vector<CarriedEntry> entries;
  for (std::size_t i = 0; i < kBatchEntriesMax; ++i) {
    CarriedEntry entry = plain_entry();
    entry.envelope.kind = "kind_" + std::to_string(i % kDistinctKindsMax);
    entry.envelope.boot = {static_cast<std::uint8_t>(i >> 8), static_cast<std::uint8_t>(i)};
    entries.push_back(std::move(entry));
  }
  check_round_trip(batch_of(keys.chain, entries), keys);
}

TEST_CASE("Batch: more kinds than a receiver takes are for a smaller batch", "[protocol]") {
  const SampleKeys keys;
  std::vector<CarriedEntry> entries;
  for (std::size_t i = 0; i <= kDistinctKindsMax; ++i) {
    entries.push_back(plain_entry());
    entries.back().envelope.kind = "kind_" + std::to_string(i);
  }
  SeededRandom random(5);
  const auto file =
      encode_batch(batch_of(keys.chain, entries), keys.kiosk, keys.transport.public_key(), random);
  REQUIRE_FALSE(file);
  CHECK(file.error().code == ErrorCode::TooLarge);
  entries.pop_back();
  check_round_trip(batch_of(keys.chain, entries), keys);
}

TEST_CASE("Batch: times and numbers at the ends of their range survive", "[protocol]") {
  const SampleKeys keys;
  constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  std::vector<CarriedEntry> entries;
  for (const std::int64_t value :
       {kMost, kLeast, std::int64_t{0}, kLeast, kMost, std::int64_t{-1}, kMost}) {
    CarriedEntry entry = plain_entry();
    entry.envelope.device_time = WallTime(std::chrono::milliseconds(value));
    entry.envelope.monotonic = MonotonicTime{value};
    entry.envelope.outing = static_cast<Sequence>(value);
    entries.push_back(std::move(entry));
  }
  Batch batch = batch_of(keys.chain, entries);
  batch.header.made_at = WallTime(std::chrono::milliseconds(kLeast));
  batch.header.newest = std::numeric_limits<Sequence>::max();
  check_round_trip(batch, keys);
}

TEST_CASE("Batch: carries bodies of no bytes and of 64 KiB, and entries whose body is gone",
          "[protocol]") {
  const SampleKeys keys;
  std::vector<CarriedEntry> entries{
      plain_entry(""), plain_entry(std::string(domain::kBodyBytesMax, 'x')), plain_entry()};
  entries[2].body.reset();
  entries[2].envelope.body_hash = {1, 2, 3};
  check_round_trip(batch_of(keys.chain, entries), keys);
}

CarriedEntry damaged_entry(const Hash& hash = {}) {
  CarriedEntry entry;
  entry.envelope.kind = kDamagedKind;
  entry.given_hash = hash;
  return entry;
}
CarriedEntry entry_with_hash(const Hash& hash) {
  CarriedEntry entry = plain_entry();
  entry.given_hash = hash;
  return entry;
}

TEST_CASE("Batch: explains what the kiosk's disk lost, and goes on behind it", "[protocol]") {
  const SampleKeys keys;
  check_round_trip(batch_of(keys.chain, {plain_entry(), damaged_entry(), damaged_entry({7}),
                                         entry_with_hash({1, 2}), plain_entry()}),
                   keys);
  // The gap began in the batch before.
  check_round_trip(batch_of(keys.chain, {entry_with_hash({1, 2}), plain_entry()}, 9), keys);
  // The hash of what is lost is known: the entry behind it is proven by it.
  check_round_trip(batch_of(keys.chain, {damaged_entry({7}), plain_entry()}), keys);
  check_round_trip(batch_of(keys.chain, {plain_entry(), damaged_entry()}), keys);
}

TEST_CASE("Batch: a hash is given only where it cannot be computed", "[protocol]") {
  const SampleKeys keys;
  const auto refused = [&](std::vector<CarriedEntry> entries, Sequence first = 1) {
    const auto result =
        opened_batch(encoded_batch(batch_of(keys.chain, std::move(entries), first), keys), keys);
    return !result && result.error().code == ErrorCode::Corrupt;
  };
  CHECK(refused({entry_with_hash({1})}));
  CHECK_FALSE(refused({entry_with_hash({1})}, 2));
  CHECK(refused({plain_entry(), entry_with_hash({1})}, 2));
  CHECK(refused({damaged_entry(), entry_with_hash({1}), entry_with_hash({2})}));
}

TEST_CASE("Batch: a damaged entry says nothing but its place", "[protocol]") {
  const SampleKeys keys;
  const auto refused = [&](auto change) {
    CarriedEntry entry = damaged_entry();
    change(entry);
    const auto result = opened_batch(encoded_batch(batch_of(keys.chain, {entry}), keys), keys);
    return !result && result.error().code == ErrorCode::Corrupt;
  };
  CHECK_FALSE(refused([](CarriedEntry&) {}));
  CHECK(refused([](CarriedEntry& entry) { entry.given_hash.reset(); }));
  CHECK(refused([](CarriedEntry& entry) { entry.body = Bytes{'{', '}'}; }));
  CHECK(refused([](CarriedEntry& entry) { entry.envelope.outing = 1; }));
  CHECK(refused([](CarriedEntry& entry) { entry.envelope.body_hash = {1}; }));
}

TEST_CASE("Batch: what is too large is refused by its sender", "[protocol]") {
  const SampleKeys keys;
  SeededRandom random(5);
  const auto refused = [&](std::vector<CarriedEntry> entries) {
    const auto file = encode_batch(batch_of(keys.chain, std::move(entries)), keys.kiosk,
                                   keys.transport.public_key(), random);
    return !file && file.error().code == ErrorCode::TooLarge;
  };
  CHECK(refused(std::vector(kBatchEntriesMax + 1, plain_entry("{}"))));
  CHECK(refused(std::vector(
      64, plain_entry(std::string(domain::kBodyBytesMax, 'x')))));  // with columns over 4 MiB
  std::vector<CarriedEntry> incompressible;
  for (int i = 0; i < 17; ++i) {
    incompressible.push_back(plain_entry());
    incompressible.back().body->resize(domain::kBodyBytesMax);
    random.fill(*incompressible.back().body);
  }
  CHECK(refused(incompressible));
}

}  // namespace
}  // namespace outreach::protocol
