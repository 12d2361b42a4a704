// What seeds are made of: the keys and documents of the vectors, and files of the checkout.
#pragma once

#include <string>

#include "platform/base/bytes.h"
#include "platform/crypto/crypto.h"
#include "platform/json/json.h"
#include "sync/domain/chain.h"
#include "tests/support/seeded_random.h"

namespace outreach::fuzz {

// The parties of the vectors.
struct Parties {
  crypto::SigningKey kiosk;
  crypto::SigningKey county;
  crypto::SealingKey transport;
  crypto::SealingKey casework;
  domain::ChainId chain;
};
const Parties& parties();

const Json& vectors();
// A member of the vectors: its bytes from hexadecimal, or its text.
Bytes vector_bytes(const char* document, const char* member);
Bytes vector_text(const char* document, const char* member);
// A file of the checkout; empty when it is not there.
Bytes sample_file(const std::string& path);

Bytes bytes_from(std::string_view text);
Bytes with_signature(ByteView message, const crypto::SigningKey& key);

}  // namespace outreach::fuzz
