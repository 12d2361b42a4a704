// The envelope of an entry and the hash chain over envelopes. Pure. Byte layouts:
// sync/journal/FORMAT.md.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "platform/base/bytes.h"
#include "platform/base/time.h"
#include "platform/crypto/crypto.h"
#include "sync/domain/record.h"

namespace outreach::domain {

// First 16 bytes of SHA-256 over the kiosk's signing key: two kiosks cannot share one by accident.
using KioskId = std::array<std::uint8_t, 16>;
// Random, per entry: keeps a short body from being guessed from its hash once it has been erased.
using Salt = std::array<std::uint8_t, 16>;
using crypto::Hash;

KioskId kiosk_id_of(const crypto::PublicKey& signing_key);

// One journal: everything below (kiosk, epoch) is one chain.
struct ChainId {
  KioskId kiosk{};
  EpochId epoch{};
  auto operator<=>(const ChainId&) const = default;  // NOLINT(modernize-use-nullptr)
};

struct Envelope {
  Sequence sequence = 0;
  std::string kind;  // 1..kKindMax bytes of [a-z0-9_]
  WallTime device_time{};
  bool device_time_trusted = false;
  std::array<std::uint8_t, 8> boot{};
  MonotonicTime monotonic;
  Sequence outing = 0;  // the entry that opened the outing this belongs to; 0: none
  Salt salt{};
  Hash body_hash{};
  Hash previous{};  // hash of the entry before; zeros for the first
};

// True for 1..kKindMax bytes of [a-z0-9_].
bool is_kind_name(std::string_view kind);

Hash hash_body(const Salt& salt, ByteView body);
// The entry's hash: commits to every field of the envelope but the salt, which is inside body_hash.
Hash hash_envelope(const ChainId& chain, const Envelope& envelope);

// What a kiosk signs after every append: this chain reached that entry, with that hash.
Bytes head_statement(const ChainId& chain, Sequence sequence, const Hash& hash);

}  // namespace outreach::domain
