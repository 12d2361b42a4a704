// Hashing, signing and sealing by libsodium; only this folder includes sodium.h. Pure and any
// thread, but for initialise(), which must have been called once.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/random/random.h"

namespace outreach::crypto {

using Hash = std::array<std::uint8_t, 32>;
inline constexpr std::size_t kSignatureBytes = 64;
using Signature = std::array<std::uint8_t, kSignatureBytes>;
using PublicKey = std::array<std::uint8_t, 32>;
using Seed = std::array<std::uint8_t, 32>;

// Once, first thing in main and in test programs. Refused if the library cannot work on this
// machine.
Result<void> initialise();

// SHA-256, FIPS 180-4.
Hash sha256(ByteView bytes);
class Sha256 {
 public:
  Sha256();
  Sha256& update(ByteView bytes);
  Hash finish();

 private:
  alignas(8) std::array<std::uint8_t, 112> state_{};  // SHA256_CTX, asserted in the .cpp
};

// Ed25519, RFC 8032. The secret is its 32-byte seed; wiped when destroyed.
class SigningKey {
 public:
  static SigningKey from_seed(const Seed& seed);
  static SigningKey generate(Random& random);
  ~SigningKey();
  SigningKey(const SigningKey&) = default;
  SigningKey& operator=(const SigningKey&) = default;

  const PublicKey& public_key() const {
    return public_key_;
  }
  const Seed& seed() const {
    return seed_;
  }
  Signature sign(ByteView message) const;

 private:
  SigningKey() = default;
  Seed seed_{};
  std::array<std::uint8_t, 64> secret_{};
  PublicKey public_key_{};
};
[[nodiscard]] bool verify(const PublicKey& key, ByteView message, const Signature& signature);

// X25519 key pair for sealing. The secret is its seed; wiped when destroyed.
class SealingKey {
 public:
  static SealingKey from_seed(const Seed& seed);
  static SealingKey generate(Random& random);
  ~SealingKey();
  SealingKey(const SealingKey&) = default;
  SealingKey& operator=(const SealingKey&) = default;

  const PublicKey& public_key() const {
    return public_key_;
  }
  const Seed& seed() const {
    return seed_;
  }
  // Opens what seal() made for this key; Corrupt when it was not, or was changed.
  Result<Bytes> open(ByteView sealed) const;

 private:
  SealingKey() = default;
  Seed seed_{};
  std::array<std::uint8_t, 32> secret_{};
  PublicKey public_key_{};
};

// libsodium's sealed box (crypto_box_seal: X25519, XSalsa20-Poly1305, nonce = BLAKE2b-192 of both
// public keys), with the one-time key taken from `random` so that test vectors repeat.
// kSealOverhead bytes longer.
inline constexpr std::size_t kSealOverhead = 48;
// False for the few keys (all zeros among them) that give no secrecy. Ask it of every key that
// comes from outside before keeping it: seal() aborts on such a key, as nothing it made would be
// sealed.
[[nodiscard]] bool can_seal_to(const PublicKey& key);
Bytes seal(const PublicKey& to, ByteView message, Random& random);

// Same length and content, in time that does not depend on the content.
[[nodiscard]] bool equal_in_constant_time(ByteView left, ByteView right);
void wipe(std::span<std::uint8_t> bytes);

}  // namespace outreach::crypto
