#include "platform/crypto/crypto.h"

#include <sodium.h>

#include "platform/random/random.h"
#include "tests/support/catch.h"
#include "tests/support/seeded_random.h"

namespace outreach::testing {
namespace {

using crypto::SealingKey;
using crypto::SigningKey;

// 2^255 - 19 and its neighbours, 0 and 1: points of order one, two and four.
constexpr const char* kLowOrderKeys[] = {
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"};

TEST_CASE("Crypto: initialises as often as asked", "[crypto]") {
  CHECK(crypto::initialise());
  CHECK(crypto::initialise());
}

TEST_CASE("SHA-256: gives the vectors of FIPS 180-4", "[crypto]") {
  REQUIRE(crypto::initialise());
  CHECK(to_hex(crypto::sha256({})) ==
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(to_hex(crypto::sha256(bytes_of("abc"))) ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(to_hex(
            crypto::sha256(bytes_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))) ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(to_hex(crypto::sha256(Bytes(1'000'000, 'a'))) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("SHA-256: parts give the same as the whole, wherever they are cut", "[crypto]") {
  const Bytes bytes(200, 'x');
  const ByteView whole(bytes);
  for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
    CHECK(crypto::Sha256().update(whole.first(cut)).update(whole.subspan(cut)).finish() ==
          crypto::sha256(whole));
  }
}

struct SignatureVector {
  const char* seed;
  const char* public_key;
  const char* message;
  const char* signature;
};

TEST_CASE("Ed25519: gives the vectors of RFC 8032", "[crypto]") {
  REQUIRE(crypto::initialise());
  const auto vector = GENERATE(
      SignatureVector{"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
                      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a3"
                      "3bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
      SignatureVector{"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
                      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15"
                      "996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
      SignatureVector{"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
                      "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
                      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16"
                      "f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"});
  const auto key = SigningKey::from_seed(*array_from_hex<32>(vector.seed));
  const Bytes message = *from_hex(vector.message);
  CHECK(to_hex(key.public_key()) == vector.public_key);
  const auto signature = key.sign(message);
  CHECK(to_hex(signature) == vector.signature);
  CHECK(crypto::verify(key.public_key(), message, signature));
}

TEST_CASE("Ed25519: any changed bit, another key or another message is refused", "[crypto]") {
  SeededRandom random;
  const SigningKey key = SigningKey::generate(random);
  const SigningKey other = SigningKey::generate(random);
  const ByteView message = bytes_of("发放 50 份");
  const auto signature = key.sign(message);
  REQUIRE(crypto::verify(key.public_key(), message, signature));
  CHECK_FALSE(crypto::verify(other.public_key(), message, signature));
  CHECK_FALSE(crypto::verify(key.public_key(), bytes_of("发放 51 份"), signature));
  CHECK_FALSE(crypto::verify(key.public_key(), message, {}));
  CHECK_FALSE(crypto::verify({}, message, signature));
  for (std::size_t bit = 0; bit < signature.size() * 8; ++bit) {
    auto changed = signature;
    changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1U << (bit % 8)));
    CHECK_FALSE(crypto::verify(key.public_key(), message, changed));
  }
}

TEST_CASE("Seal: opens for its key and no other", "[crypto]") {
  SeededRandom random;
  const SealingKey key = SealingKey::generate(random);
  const SealingKey other = SealingKey::generate(random);
  for (const std::size_t size : {0U, 1U, 63U, 64U, 65536U}) {
    Bytes message(size);
    random.fill(message);
    const Bytes sealed = crypto::seal(key.public_key(), message, random);
    CHECK(sealed.size() == size + crypto::kSealOverhead);
    CHECK(*key.open(sealed) == message);
    CHECK(other.open(sealed).error().code == ErrorCode::Corrupt);
  }
}

TEST_CASE("Seal: is libsodium's sealed box, either way", "[crypto]") {
  SystemRandom random;
  const SealingKey key = SealingKey::generate(random);
  std::array<std::uint8_t, crypto_box_PUBLICKEYBYTES> public_key{};
  std::array<std::uint8_t, crypto_box_SECRETKEYBYTES> secret_key{};
  REQUIRE(crypto_box_seed_keypair(public_key.data(), secret_key.data(), key.seed().data()) == 0);
  CHECK(public_key == key.public_key());

  const Bytes message{'h', 'e', 'l', 'p'};
  const Bytes ours = crypto::seal(key.public_key(), message, random);
  Bytes opened(message.size());
  REQUIRE(crypto_box_seal_open(opened.data(), ours.data(), ours.size(), public_key.data(),
                               secret_key.data()) == 0);
  CHECK(opened == message);

  Bytes theirs(message.size() + crypto_box_SEALBYTES);
  REQUIRE(crypto_box_seal(theirs.data(), message.data(), message.size(), public_key.data()) == 0);
  CHECK(*key.open(theirs) == message);
}

TEST_CASE("Seal: any changed bit or cut is refused", "[crypto]") {
  SeededRandom random;
  const SealingKey key = SealingKey::generate(random);
  const Bytes sealed = crypto::seal(key.public_key(), bytes_of("王"), random);
  for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    // The top bit of an X25519 key is not used (RFC 7748), but libsodium's nonce covers it.
    Bytes changed = sealed;
    changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1U << (bit % 8)));
    CHECK_FALSE(key.open(changed));
  }
  for (std::size_t size = 0; size < sealed.size(); ++size) {
    CHECK(key.open(ByteView(sealed).first(size)).error().code == ErrorCode::Corrupt);
  }
}

TEST_CASE("Seal: the same randomness gives the same bytes, other randomness others", "[crypto]") {
  SeededRandom key_random(7);
  const SealingKey key = SealingKey::generate(key_random);
  SeededRandom first(1);
  SeededRandom again(1);
  SeededRandom second(2);
  const Bytes sealed = crypto::seal(key.public_key(), bytes_of("a"), first);
  CHECK(sealed == crypto::seal(key.public_key(), bytes_of("a"), again));
  CHECK(sealed != crypto::seal(key.public_key(), bytes_of("a"), second));
}

TEST_CASE("Seal: keys without secrecy are recognised before they are used", "[crypto]") {
  for (const char* hex : kLowOrderKeys) {
    CHECK_FALSE(crypto::can_seal_to(*array_from_hex<32>(hex)));
  }
  SeededRandom random;
  CHECK(crypto::can_seal_to(SealingKey::generate(random).public_key()));
}

TEST_CASE("Crypto: comparison needs the same length and content", "[crypto]") {
  CHECK(crypto::equal_in_constant_time({}, {}));
  CHECK(crypto::equal_in_constant_time(bytes_of("abc"), bytes_of("abc")));
  CHECK_FALSE(crypto::equal_in_constant_time(bytes_of("abc"), bytes_of("abd")));
  CHECK_FALSE(crypto::equal_in_constant_time(bytes_of("abc"), bytes_of("ab")));
  CHECK_FALSE(crypto::equal_in_constant_time({}, bytes_of("a")));
}

TEST_CASE("Crypto: wiping leaves zeros", "[crypto]") {
  Bytes secret{1, 2, 3};
  crypto::wipe(secret);
  CHECK(secret == Bytes(3));
  crypto::wipe({});
}

}  // namespace
}  // namespace outreach::testing
