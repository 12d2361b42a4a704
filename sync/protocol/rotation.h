// 换密钥: a county's new keys, announced by the old one, so that kiosks need no new code. Layout:
// PROTOCOL.md. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/crypto/crypto.h"

namespace outreach::protocol {

// The keys a kiosk pins.
struct PinnedKeys {
  crypto::PublicKey sign{};
  crypto::PublicKey transport{};
  bool operator==(const PinnedKeys&) const = default;
};

// Says that `previous` were replaced by `next`; signed by previous.sign. One of the two keys may
// stay the same.
struct Rotation {
  PinnedKeys previous;
  PinnedKeys next;
  WallTime made_at{};
};

// How many a county may announce in its life, one a year for a generation; bounds what a kiosk
// reads and keeps.
inline constexpr std::size_t kRotationsMax = 32;
// The longest list of them weighs less.
inline constexpr std::size_t kRotationsBytesMax = 64 << 10;

std::string encode_rotation(const Rotation& rotation, const crypto::SigningKey& previous_key);
// Verifies the signature by the previous key that the document itself names: only a step from keys
// that are pinned already is worth anything, see follow(). Corrupt also where nothing could be
// sealed to the new transport key.
Result<Rotation> open_rotation(std::string_view document);

// The answer to GET /v1/rotations: every announcement, oldest first. Corrupt when it is no such
// list, or longer than kRotationsMax.
std::string encode_rotations(const std::vector<std::string>& documents);
Result<std::vector<std::string>> read_rotations(std::string_view text);

// Where the announcements lead from what is pinned, step by step, each verified by the key the step
// before it named.
struct Followed {
  PinnedKeys keys;                              // the newest; what was pinned when there is no step
  std::vector<crypto::PublicKey> earlier_sign;  // keys that were left behind, oldest first
  std::vector<std::string> documents;           // the steps taken
};
Followed follow(const PinnedKeys& pinned, const std::vector<std::string>& documents);

}  // namespace outreach::protocol
