// 批包: a run of consecutive entries as one file, the same bytes by HTTP and by stick. Layout:
// PROTOCOL.md. Pure.
#pragma once

#include <vector>

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/crypto/crypto.h"
#include "platform/random/random.h"
#include "sync/domain/chain.h"

namespace outreach::protocol {

using domain::ChainId;
using domain::Hash;
using domain::Sequence;

// Bounds what a receiver must hold at once; a sender makes smaller batches.
inline constexpr std::size_t kBatchEntriesMax = 2'000;
inline constexpr std::size_t kBatchPayloadMax = 4 << 20;  // before compression
inline constexpr std::size_t kBatchBytesMax = 1 << 20;    // the file
inline constexpr std::size_t kDistinctKindsMax = 64;
inline constexpr std::size_t kDistinctBootsMax =
    4'096;  // a batch crosses at most as many restarts as it has entries

// An entry as it travels: the receiver computes `body_hash` (where there is a body), `previous` and
// the entry's hash.
struct CarriedEntry {
  domain::Envelope envelope;
  std::optional<Bytes> body;
  bool operator==(const CarriedEntry& other) const;
};

struct BatchHeader {
  ChainId chain;
  Sequence first = 0;
  Sequence last = 0;
  Hash previous{};      // hash of entry first-1; zeros when first is 1
  Hash head{};          // hash of entry `last`
  Sequence newest = 0;  // the kiosk's newest entry when it made this: how much is still to come
  WallTime made_at{};   // device time
};

struct Batch {
  BatchHeader header;
  std::vector<CarriedEntry> entries;  // first..last, without a gap
};

// The entries must be consecutive, 1..kBatchEntriesMax, and of the header's chain. TooLarge above
// kBatchPayloadMax or kBatchBytesMax: make a smaller one.
Result<Bytes> encode_batch(const Batch& batch, const crypto::SigningKey& kiosk_key,
                           const crypto::PublicKey& transport_key, Random& random);

// Only the header: who sent it and what it holds. Corrupt when it is no batch. Nothing is verified.
Result<BatchHeader> peek_batch(ByteView file);

// Verifies the signature, opens the seal, checks every rule of the layout, recomputes the chain and
// compares it with the header's `head`. Refused: signature or seal do not fit. Corrupt: anything
// else that contradicts itself. On success every envelope has its body_hash, previous and place in
// the chain; hashes[i] is entry i's.
struct OpenedBatch {
  Batch batch;
  std::vector<Hash> hashes;
};
Result<OpenedBatch> open_batch(ByteView file, const crypto::PublicKey& kiosk_key,
                               const crypto::SealingKey& transport_key);

}  // namespace outreach::protocol
