// The ack inside an answer over HTTP, for tests that have the request at hand.
#pragma once

#include "platform/base/bytes.h"
#include "sync/protocol/ack.h"

namespace outreach::testing {

// `asked`: a batch file or a head query; both begin with 8 bytes that name them, and the chain. A
// question goes on with its nonce.
inline Result<protocol::Ack> open_ack_answer(ByteView answer, ByteView asked,
                                             const crypto::PublicKey& county_key) {
  ByteReader in(asked);
  const bool is_question = text_of(in.raw(8)) == "OUTRHED1";
  domain::ChainId chain;
  chain.kiosk = in.array<16>();
  chain.epoch = in.array<16>();
  const protocol::Nonce nonce = is_question ? in.array<8>() : protocol::Nonce{};
  return protocol::open_ack(protocol::ack_document(answer, chain, nonce), county_key);
}

}  // namespace outreach::testing
