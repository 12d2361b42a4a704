// 批包: a run of consecutive entries as one file, the same bytes by HTTP and by stick. Layout:
// PROTOCOL.md. Pure.
#pragma once

#include <optional>
#include <string_view>
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

// The kind of an entry that the kiosk's disk lost: nothing but its place is known, and its hash
// perhaps. No journal records this kind.
inline constexpr std::string_view kDamagedKind = "damaged";

// An entry as it travels: the receiver computes `body_hash` (where there is a body), `previous` and
// the entry's hash.
struct CarriedEntry {
  domain::Envelope envelope;
  std::optional<Bytes> body;
  // The receiver takes this hash and does not compute it: of a damaged entry (what the kiosk still
  // knows of it, or zeros), and of the entry after one, whose own `previous` is not known.
  std::optional<Hash> given_hash{};

  bool is_damaged() const {
    return envelope.kind == kDamagedKind;
  }
  bool operator==(const CarriedEntry& other) const;
};

struct BatchHeader {
  ChainId chain;
  Sequence first = 0;
  Sequence last = 0;
  Hash previous{};      // hash of entry first-1; zeros when first is 1 or it is lost
  Hash head{};          // hash of entry `last`; what was given, when it is a damaged one
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
// The header, after checking the kiosk's signature over the whole file. What is inside the seal
// stays unknown. Refused: not signed by that key, or changed.
Result<BatchHeader> check_batch(ByteView file, const crypto::PublicKey& kiosk_key);

// Verifies the signature, opens the seal, checks every rule of the layout, recomputes the chain
// (around the hashes that are given) and compares it with the header's `head`. Refused: signature
// or seal do not fit. Corrupt: anything else that contradicts itself. On success every envelope has
// its body_hash, previous and place in the chain; hashes[i] is entry i's.
struct OpenedBatch {
  Batch batch;
  std::vector<Hash> hashes;
};
Result<OpenedBatch> open_batch(ByteView file, const crypto::PublicKey& kiosk_key,
                               const crypto::SealingKey& transport_key);

}  // namespace outreach::protocol
