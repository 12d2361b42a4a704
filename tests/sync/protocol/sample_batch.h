// Batches and keys for tests, from a seed.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "platform/crypto/crypto.h"
#include "sync/domain/chain.h"
#include "sync/protocol/batch.h"
#include "tests/support/catch.h"
#include "tests/support/seeded_random.h"

namespace outreach::testing {

struct SampleKeys {
  explicit SampleKeys(std::uint64_t seed = 7) : SampleKeys(SeededRandom(seed)) {}
  explicit SampleKeys(SeededRandom random)
      : kiosk(crypto::SigningKey::generate(random)),
        county(crypto::SigningKey::generate(random)),
        transport(crypto::SealingKey::generate(random)) {
    REQUIRE(crypto::initialise());
    chain = {domain::kiosk_id_of(kiosk.public_key()), random.array<16>()};
  }

  crypto::SigningKey kiosk;
  crypto::SigningKey county;
  crypto::SealingKey transport;
  domain::ChainId chain;
};

// Gives the entries their places and hashes, as a journal that begins at `first` would, and states
// what they add up to.
inline protocol::Batch batch_of(const domain::ChainId& chain,
                                std::vector<protocol::CarriedEntry> entries,
                                domain::Sequence first = 1, domain::Hash previous = {}) {
  protocol::Batch batch;
  batch.header.chain = chain;
  batch.header.first = first;
  batch.header.previous = previous;
  for (protocol::CarriedEntry& entry : entries) {
    domain::Envelope& envelope = entry.envelope;
    envelope.sequence = first++;
    envelope.previous = previous;
    if (entry.body) {
      envelope.body_hash = domain::hash_body(envelope.salt, *entry.body);
    }
    previous = entry.given_hash ? *entry.given_hash : domain::hash_envelope(chain, envelope);
  }
  batch.header.last = first - 1;
  batch.header.head = previous;
  batch.header.newest = batch.header.last;
  batch.entries = std::move(entries);
  return batch;
}

inline protocol::CarriedEntry plain_entry(
    const std::string& body = R"({"leaflet":"guide","copies":1,"staff":"a"})") {
  protocol::CarriedEntry entry;
  entry.envelope.kind = "handout";
  entry.envelope.device_time = WallTime(std::chrono::milliseconds(1'610'237'640'000));
  entry.envelope.monotonic = MonotonicTime{60'000};
  entry.envelope.outing = 1;
  entry.body = Bytes(body.begin(), body.end());
  return entry;
}

inline std::vector<protocol::CarriedEntry> random_entries(Random& random, std::size_t count) {
  std::vector<protocol::CarriedEntry> entries;
  for (std::size_t i = 0; i < count; ++i) {
    protocol::CarriedEntry entry;
    domain::Envelope& envelope = entry.envelope;
    envelope.kind = "kind_" + std::to_string(random.below(protocol::kDistinctKindsMax));
    envelope.device_time =
        WallTime(std::chrono::milliseconds(static_cast<std::int64_t>(random.u64())));
    envelope.device_time_trusted = random.below(2) == 0;
    envelope.boot = {static_cast<std::uint8_t>(random.below(9))};
    envelope.monotonic = MonotonicTime{static_cast<std::int64_t>(random.u64())};
    envelope.outing = random.u64();
    envelope.salt = random.array<16>();
    if (random.below(4) == 0) {
      envelope.body_hash = random.array<32>();  // the body was erased
    } else {
      Bytes body(static_cast<std::size_t>(random.below(200)));
      random.fill(body);
      entry.body = std::move(body);
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

inline Bytes encoded_batch(const protocol::Batch& batch, const SampleKeys& keys) {
  SeededRandom random(5);
  auto file = protocol::encode_batch(batch, keys.kiosk, keys.transport.public_key(), random);
  if (!file) {
    FAIL(file.error().context);
  }
  return *std::move(file);
}

// As the county that has the keys opens it.
inline Result<protocol::OpenedBatch> opened_batch(ByteView file, const SampleKeys& keys) {
  return protocol::open_batch(file, keys.kiosk.public_key(), keys.transport);
}

}  // namespace outreach::testing
