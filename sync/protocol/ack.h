// 县局回执 and the question that asks for one. Layouts: PROTOCOL.md. Pure.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/crypto/crypto.h"
#include "sync/domain/chain.h"
#include "sync/protocol/pack.h"

namespace outreach::protocol {

using Nonce = std::array<std::uint8_t, 8>;

// How many set-aside entries one ack lists: the oldest ones. More than this at one kiosk is a
// version mismatch, not a list that anybody works through.
inline constexpr std::size_t kAckQuarantineMax = 1'000;

// More names than there will be packs.
inline constexpr std::size_t kAckPacksMax = 8;

struct QuarantinedEntry {
  domain::Sequence sequence = 0;
  std::string reason;  // 1..32 bytes of [a-z0-9_]
  bool operator==(const QuarantinedEntry&) const = default;
};

struct Ack {
  domain::ChainId chain;
  domain::Sequence acknowledged_through =
      0;                // held durably by the county; 0: nothing of this chain
  domain::Hash head{};  // hash of that entry; zeros for 0
  // The county's own newest entry of this chain, at least acknowledged_through. More than the kiosk
  // has recorded: the kiosk's disk was put back to an earlier state.
  domain::Sequence newest = 0;
  // Entries 1 to this are also in a backup of the county's; at most acknowledged_through.
  domain::Sequence archived_through = 0;
  WallTime county_time{};
  Nonce nonce{};  // of the head query answered; zeros in answer to a batch
  std::vector<QuarantinedEntry> quarantined;
  // The newest version of each pack the county has published, by name, ascending: how a kiosk
  // learns of one without asking. Names that it does not know are none of its business.
  std::vector<PackVersion> packs;
  bool operator==(const Ack&) const = default;
};

Bytes encode_ack(const Ack& ack, const crypto::SigningKey& county_key);
// Over HTTP an ack answers without what the asker knows: its own chain, its nonce, and what it
// asked for. The signature covers them all the same, so that an answer to another question does not
// fit.
Bytes ack_answer(ByteView document);
// The document again; zeros for `nonce` where a batch was answered. Nothing is verified.
Bytes ack_document(ByteView answer, const domain::ChainId& chain, const Nonce& nonce);
// Refused: not signed by that key. Corrupt: not an ack, or one that contradicts itself.
Result<Ack> open_ack(ByteView document, const crypto::PublicKey& county_key);

// 台账头: the kiosk asks what the county holds of its entries 1 to `newest`. With its own newest
// entry it learns where to go on, and whether the county is ahead of it; with earlier ones it
// finds, halving, the last entry both agree on.
struct HeadQuery {
  domain::ChainId chain;
  Nonce nonce{};
  domain::Sequence newest = 0;  // 0: of nothing
  bool operator==(const HeadQuery&) const = default;
};

Bytes encode_head_query(const HeadQuery& query, const crypto::SigningKey& kiosk_key);
// Nothing is verified.
Result<HeadQuery> peek_head_query(ByteView document);
Result<HeadQuery> open_head_query(ByteView document, const crypto::PublicKey& kiosk_key);

}  // namespace outreach::protocol
