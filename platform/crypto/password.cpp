#include "platform/crypto/password.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <optional>
#include <vector>

#include <sodium.h>

#include "platform/base/text.h"
#include "platform/crypto/crypto.h"

namespace outreach::crypto {

namespace {

constexpr std::size_t kKibibyte = 1024;
constexpr std::size_t kPinHashSize = 32;  // as crypto_pwhash_str has it
constexpr int kBase64 = sodium_base64_VARIANT_ORIGINAL_NO_PADDING;

using Salt = std::array<std::uint8_t, crypto_pwhash_SALTBYTES>;

constexpr std::string_view kWrapMagic = "OUTRWRAP";
constexpr std::uint8_t kWrapVersion = 1;
constexpr std::size_t kKeySize = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t kNonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kHeaderSize = kWrapMagic.size() + 1 + 4 + 4 + sizeof(Salt) + kNonceSize;

struct Cost {
  std::uint32_t passes = 0;
  std::uint32_t memory_kib = 0;
};
constexpr Cost kPinCost{kPinPasses, kPinMemory / kKibibyte};
constexpr Cost kReceiptCost{kReceiptPasses, kReceiptMemory / kKibibyte};
constexpr Cost kPassphraseCost{kPassphrasePasses, kPassphraseMemory / kKibibyte};

bool is_bearable(const Cost& cost) {
  return cost.passes >= crypto_pwhash_OPSLIMIT_MIN && cost.passes <= kPasswordPassesMax &&
         cost.memory_kib >= crypto_pwhash_MEMLIMIT_MIN / kKibibyte &&
         cost.memory_kib <= kPasswordMemoryMax / kKibibyte;
}

Result<SecretBytes> made_of_size(std::size_t size) {
  Result<SecretBytes> secret = SecretBytes::make(size);
  if (secret) {
    static_cast<void>(secret->resize(size));
  }
  return secret;
}

// The only call here that takes long.
Result<SecretBytes> derived(std::size_t size, ByteView password, const Salt& salt,
                            const Cost& cost) {
  Result<SecretBytes> key = made_of_size(size);
  // An empty view may point nowhere, which libsodium does not take.
  const char* letters = password.empty() ? "" : reinterpret_cast<const char*>(password.data());
  // With a cost within its bounds it fails for want of memory alone.
  if (key &&
      crypto_pwhash(key->data(), key->size(), letters, password.size(), salt.data(), cost.passes,
                    cost.memory_kib * kKibibyte, crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return Error{ErrorCode::Unavailable,
                 "no memory to check a password: " + std::to_string(cost.memory_kib) + " KiB",
                 errno};
  }
  return key;
}

std::string base64(ByteView bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), kBase64), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), kBase64);
  text.pop_back();  // its NUL
  return text;
}

template <std::size_t Size>
std::optional<std::array<std::uint8_t, Size>> from_base64(std::string_view text) {
  std::array<std::uint8_t, Size> bytes{};
  std::size_t size = 0;
  if (sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size,
                        nullptr, kBase64) != 0 ||
      size != Size) {
    return std::nullopt;
  }
  return bytes;
}

std::optional<std::uint32_t> number_after(std::string_view name, std::string_view text) {
  std::uint32_t number = 0;
  if (!text.starts_with(name)) {
    return std::nullopt;
  }
  text.remove_prefix(name.size());
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc() || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return number;
}

std::string cost_text(const Cost& cost) {
  return "m=" + std::to_string(cost.memory_kib) + ",t=" + std::to_string(cost.passes) + ",p=1";
}

struct PinHash {
  Cost cost;
  Salt salt{};
  std::array<std::uint8_t, kPinHashSize> hash{};
};

std::optional<PinHash> parse_pin_hash(std::string_view encoded) {
  const std::vector<std::string_view> parts = split(encoded, '$');
  if (parts.size() != 6 || !parts[0].empty() || parts[1] != "argon2id" || parts[2] != "v=19") {
    return std::nullopt;
  }
  const std::vector<std::string_view> costs = split(parts[3], ',');
  if (costs.size() != 3 || costs[2] != "p=1") {
    return std::nullopt;
  }
  const auto memory = number_after("m=", costs[0]);
  const auto passes = number_after("t=", costs[1]);
  const auto salt = from_base64<sizeof(Salt)>(parts[4]);
  const auto hash = from_base64<kPinHashSize>(parts[5]);
  if (!memory || !passes || !salt || !hash || !is_bearable({*passes, *memory})) {
    return std::nullopt;
  }
  return PinHash{{*passes, *memory}, *salt, *hash};
}

}  // namespace

Result<std::string> hash_pin(ByteView pin, Random& random) {
  if (pin.empty()) {
    return Error{ErrorCode::InvalidInput, "an empty PIN"};
  }
  const Salt salt = random.array<sizeof(Salt)>();
  const Result<SecretBytes> hash = derived(kPinHashSize, pin, salt, kPinCost);
  if (!hash) {
    return hash.error();
  }
  return "$argon2id$v=19$" + cost_text(kPinCost) + "$" + base64(salt) + "$" + base64(hash->view());
}

Result<bool> pin_matches(std::string_view encoded, ByteView pin) {
  const std::optional<PinHash> stored = parse_pin_hash(encoded);
  if (!stored) {
    return Error{ErrorCode::Corrupt, "the stored form of a PIN"};
  }
  const Result<SecretBytes> hash = derived(kPinHashSize, pin, stored->salt, stored->cost);
  if (!hash) {
    return hash.error();
  }
  return equal_in_constant_time(hash->view(), stored->hash);
}

Result<SecretBytes> stretch_receipt(ByteView digits, const std::array<std::uint8_t, 16>& salt) {
  static_assert(sizeof(Salt) == 16);
  if (digits.empty()) {
    return Error{ErrorCode::InvalidInput, "an empty receipt"};
  }
  return derived(kKeySize, digits, salt, kReceiptCost);
}

Result<Bytes> wrap_with_passphrase(ByteView secret, ByteView passphrase, Random& random) {
  if (passphrase.empty()) {
    return Error{ErrorCode::InvalidInput, "an empty passphrase"};
  }
  const Salt salt = random.array<sizeof(Salt)>();
  const auto nonce = random.array<kNonceSize>();
  const Result<SecretBytes> key = derived(kKeySize, passphrase, salt, kPassphraseCost);
  if (!key) {
    return key.error();
  }
  Bytes wrapped = ByteWriter()
                      .text(kWrapMagic)
                      .u8(kWrapVersion)
                      .u32(kPassphraseCost.passes)
                      .u32(kPassphraseCost.memory_kib)
                      .raw(salt)
                      .raw(nonce)
                      .take();
  wrapped.resize(kHeaderSize + secret.size() + kTagSize);
  crypto_aead_xchacha20poly1305_ietf_encrypt(wrapped.data() + kHeaderSize, nullptr, secret.data(),
                                             secret.size(), wrapped.data(), kHeaderSize, nullptr,
                                             nonce.data(), key->view().data());
  return wrapped;
}

Result<SecretBytes> unwrap_with_passphrase(ByteView wrapped, ByteView passphrase) {
  ByteReader reader(wrapped);
  const bool ours = text_of(reader.raw(kWrapMagic.size())) == kWrapMagic;
  const std::uint8_t version = reader.u8();
  if (!ours || reader.failed()) {
    return Error{ErrorCode::Corrupt, "nothing that is wrapped with a passphrase"};
  }
  if (version != kWrapVersion) {
    return Error{ErrorCode::Unsupported, "wrapped by a newer version: " + std::to_string(version)};
  }
  Cost cost;
  cost.passes = reader.u32();
  cost.memory_kib = reader.u32();
  const auto salt = reader.array<sizeof(Salt)>();
  const auto nonce = reader.array<kNonceSize>();
  if (reader.failed() || reader.remaining() < kTagSize || !is_bearable(cost)) {
    return Error{ErrorCode::Corrupt, "wrapped with a passphrase, but cut off or of absurd cost"};
  }
  const Result<SecretBytes> key = derived(kKeySize, passphrase, salt, cost);
  if (!key) {
    return key.error();
  }
  const std::size_t size = reader.remaining() - kTagSize;
  Result<SecretBytes> secret = made_of_size(size);
  if (secret && crypto_aead_xchacha20poly1305_ietf_decrypt(
                    secret->data(), nullptr, nullptr, wrapped.data() + kHeaderSize, size + kTagSize,
                    wrapped.data(), kHeaderSize, nonce.data(), key->view().data()) != 0) {
    return Error{ErrorCode::Refused, "another passphrase, or the wrapped bytes were changed"};
  }
  return secret;
}

}  // namespace outreach::crypto
