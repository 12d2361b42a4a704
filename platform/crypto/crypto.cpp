#include "platform/crypto/crypto.h"

#include <cstdlib>
#include <new>

// OpenSSL uses the processor's own instructions for SHA-256: a quarter of libsodium's time for an
// entry. These of its functions allocate nothing and so cannot fail; its newer interface may.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

#include <sodium.h>

namespace outreach::crypto {

namespace {

static_assert(sizeof(Hash) == SHA256_DIGEST_LENGTH);
static_assert(sizeof(Signature) == crypto_sign_BYTES);
static_assert(sizeof(PublicKey) == crypto_sign_PUBLICKEYBYTES);
static_assert(sizeof(PublicKey) == crypto_box_PUBLICKEYBYTES);
static_assert(sizeof(Seed) == crypto_sign_SEEDBYTES);
static_assert(sizeof(Seed) == crypto_box_SEEDBYTES);
static_assert(kSealOverhead == crypto_box_SEALBYTES);

// These calls fail only for a broken invariant of ours: going on would write unsigned or unsealed
// data.
void require(int status) {
  if (status != 0) {
    std::abort();
  }
}

// OpenSSL's functions return 1 when all is well.
void require_one(int status) {
  require(status == 1 ? 0 : 1);
}

SHA256_CTX* sha256_state(std::array<std::uint8_t, 112>& bytes) {
  static_assert(sizeof(SHA256_CTX) == sizeof(bytes));
  static_assert(alignof(SHA256_CTX) <= 8);
  return std::launder(reinterpret_cast<SHA256_CTX*>(bytes.data()));
}

}  // namespace

Result<void> initialise() {
  if (sodium_init() < 0) {
    return Error{ErrorCode::Refused, "libsodium cannot work on this machine"};
  }
  return {};
}

Hash sha256(ByteView bytes) {
  return Sha256().update(bytes).finish();
}

Sha256::Sha256() {
  require_one(SHA256_Init(sha256_state(state_)));
}

Sha256& Sha256::update(ByteView bytes) {
  require_one(SHA256_Update(sha256_state(state_), bytes.data(), bytes.size()));
  return *this;
}

Hash Sha256::finish() {
  Hash hash{};
  require_one(SHA256_Final(hash.data(), sha256_state(state_)));
  return hash;
}

SigningKey SigningKey::from_seed(const Seed& seed) {
  static_assert(sizeof(secret_) == crypto_sign_SECRETKEYBYTES);
  SigningKey key;
  key.seed_ = seed;
  require(crypto_sign_seed_keypair(key.public_key_.data(), key.secret_.data(), seed.data()));
  return key;
}

SigningKey SigningKey::generate(Random& random) {
  Seed seed = random.array<sizeof(Seed)>();
  SigningKey key = from_seed(seed);
  wipe(seed);
  return key;
}

SigningKey::~SigningKey() {
  wipe(seed_);
  wipe(secret_);
}

Signature SigningKey::sign(ByteView message) const {
  Signature signature{};
  require(crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(),
                               secret_.data()));
  return signature;
}

bool verify(const PublicKey& key, ByteView message, const Signature& signature) {
  return crypto_sign_verify_detached(signature.data(), message.data(), message.size(),
                                     key.data()) == 0;
}

SealingKey SealingKey::from_seed(const Seed& seed) {
  static_assert(sizeof(secret_) == crypto_box_SECRETKEYBYTES);
  SealingKey key;
  key.seed_ = seed;
  require(crypto_box_seed_keypair(key.public_key_.data(), key.secret_.data(), seed.data()));
  return key;
}

SealingKey SealingKey::generate(Random& random) {
  Seed seed = random.array<sizeof(Seed)>();
  SealingKey key = from_seed(seed);
  wipe(seed);
  return key;
}

SealingKey::~SealingKey() {
  wipe(seed_);
  wipe(secret_);
}

Result<Bytes> SealingKey::open(ByteView sealed) const {
  if (sealed.size() < kSealOverhead) {
    return Error{ErrorCode::Corrupt, "sealed bytes too short"};
  }
  Bytes message(sealed.size() - kSealOverhead);
  if (crypto_box_seal_open(message.data(), sealed.data(), sealed.size(), public_key_.data(),
                           secret_.data()) != 0) {
    return Error{ErrorCode::Corrupt, "sealed bytes changed, or sealed to another key"};
  }
  return message;
}

bool can_seal_to(const PublicKey& key) {
  // X25519 with a key of low order gives zeros for every secret, and libsodium says so.
  constexpr std::array<std::uint8_t, crypto_box_SECRETKEYBYTES> kAnySecret{1};
  std::array<std::uint8_t, crypto_scalarmult_BYTES> shared{};
  return crypto_scalarmult(shared.data(), kAnySecret.data(), key.data()) == 0;
}

Bytes seal(const PublicKey& to, ByteView message, Random& random) {
  std::array<std::uint8_t, crypto_box_SECRETKEYBYTES> one_time_secret{};
  random.fill(one_time_secret);
  Bytes sealed(message.size() + kSealOverhead);
  require(crypto_scalarmult_base(sealed.data(), one_time_secret.data()));

  std::array<std::uint8_t, crypto_box_NONCEBYTES> nonce{};
  crypto_generichash_state state;
  require(crypto_generichash_init(&state, nullptr, 0, nonce.size()));
  require(crypto_generichash_update(&state, sealed.data(), crypto_box_PUBLICKEYBYTES));
  require(crypto_generichash_update(&state, to.data(), to.size()));
  require(crypto_generichash_final(&state, nonce.data(), nonce.size()));

  const int status =
      crypto_box_easy(sealed.data() + crypto_box_PUBLICKEYBYTES, message.data(), message.size(),
                      nonce.data(), to.data(), one_time_secret.data());
  wipe(one_time_secret);
  require(status);
  return sealed;
}

bool equal_in_constant_time(ByteView left, ByteView right) {
  return left.size() == right.size() &&
         (left.empty() || sodium_memcmp(left.data(), right.data(), left.size()) == 0);
}

void wipe(std::span<std::uint8_t> bytes) {
  sodium_memzero(bytes.data(), bytes.size());
}

}  // namespace outreach::crypto
