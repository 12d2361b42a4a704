#include "platform/crypto/password.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <string>
#include <sys/resource.h>
#include <tuple>
#include <unistd.h>
#include <utility>

#include <sodium.h>

#include "tests/support/catch.h"
#include "tests/support/seeded_random.h"

namespace outreach::testing {
namespace {

using crypto::hash_pin;
using crypto::pin_matches;
using crypto::unwrap_with_passphrase;
using crypto::wrap_with_passphrase;

constexpr std::uint32_t kLeastPasses = 1;
constexpr std::uint32_t kLeastMemory = 8;  // KiB

ErrorCode code_of(const Result<crypto::SecretBytes>& result) {
  REQUIRE_FALSE(result);
  return result.error().code;
}

// The layout as the header has it, by libsodium alone and at the least cost, so that what is read
// is not only what we wrote, and a thousand of them take no time.
Bytes wrapped_cheaply(ByteView secret, std::string_view passphrase, std::uint8_t version = 1) {
  SeededRandom random(3);
  const auto salt = random.array<16>();
  const auto nonce = random.array<24>();
  std::array<std::uint8_t, 32> key{};
  REQUIRE(crypto_pwhash(key.data(), key.size(), passphrase.data(), passphrase.size(), salt.data(),
                        kLeastPasses, kLeastMemory * 1024, crypto_pwhash_ALG_ARGON2ID13) == 0);
  Bytes wrapped = ByteWriter()
                      .text("OUTRWRAP")
                      .u8(version)
                      .u32(kLeastPasses)
                      .u32(kLeastMemory)
                      .raw(salt)
                      .raw(nonce)
                      .take();
  const Bytes header = wrapped;
  wrapped.resize(header.size() + secret.size() + 16);
  REQUIRE(crypto_aead_xchacha20poly1305_ietf_encrypt(
              wrapped.data() + header.size(), nullptr, secret.data(), secret.size(), header.data(),
              header.size(), nullptr, nonce.data(), key.data()) == 0);
  return wrapped;
}

Bytes with_cost(Bytes wrapped, std::uint32_t passes, std::uint32_t memory_kib) {
  const Bytes cost = ByteWriter().u32(passes).u32(memory_kib).take();
  std::copy(cost.begin(), cost.end(), wrapped.begin() + 9);
  return wrapped;
}

// Room for this process to grow by 16 MiB and no more while this lives: for a secret, not for a
// hash.
class MemoryLimit {
 public:
  MemoryLimit() {
    getrlimit(RLIMIT_AS, &previous_);
    rlimit limited = previous_;
    limited.rlim_cur = rlim_t{pages_in_use()} * static_cast<rlim_t>(sysconf(_SC_PAGESIZE)) +
                       rlim_t{16} * 1024 * 1024;
    REQUIRE(setrlimit(RLIMIT_AS, &limited) == 0);
  }
  ~MemoryLimit() {
    setrlimit(RLIMIT_AS, &previous_);
  }
  MemoryLimit(const MemoryLimit&) = delete;
  MemoryLimit& operator=(const MemoryLimit&) = delete;

 private:
  static std::uint64_t pages_in_use() {
    std::uint64_t pages = 0;
    REQUIRE(std::ifstream("/proc/self/statm") >> pages);
    return pages;
  }
  rlimit previous_{};
};

TEST_CASE("PIN: its hash lets in that PIN and no other", "[crypto]") {
  SeededRandom random;
  const auto encoded = hash_pin(bytes_of("246810"), random);
  REQUIRE(encoded);
  CHECK(*pin_matches(*encoded, bytes_of("246810")));
  for (const char* other : {"246811", "24681", "2468100", "", "２４６８１０"}) {
    CHECK_FALSE(*pin_matches(*encoded, bytes_of(other)));
  }
  CHECK(hash_pin({}, random).error().code == ErrorCode::InvalidInput);
}

TEST_CASE("PIN: the stored form is the one of other programs too", "[crypto]") {
  SeededRandom random;
  const std::string encoded = *hash_pin(bytes_of("246810"), random);
  CHECK(encoded.starts_with("$argon2id$v=19$m=32768,t=3,p=1$"));
  CHECK(encoded.find("246810") == std::string::npos);
  REQUIRE(encoded.size() < crypto_pwhash_STRBYTES);
  CHECK(crypto_pwhash_str_verify(encoded.c_str(), "246810", 6) == 0);

  std::array<char, crypto_pwhash_STRBYTES> theirs{};
  REQUIRE(crypto_pwhash_str(theirs.data(), "246810", 6, kLeastPasses, kLeastMemory * 1024) == 0);
  CHECK(*pin_matches(theirs.data(), bytes_of("246810")));
  CHECK_FALSE(*pin_matches(theirs.data(), bytes_of("246811")));
}

TEST_CASE("PIN: the same randomness gives the same bytes, other randomness others", "[crypto]") {
  SeededRandom first(1);
  SeededRandom again(1);
  const std::string encoded = *hash_pin(bytes_of("1"), first);
  CHECK(*hash_pin(bytes_of("1"), again) == encoded);
  CHECK(*hash_pin(bytes_of("1"), first) != encoded);
}

TEST_CASE("PIN: a stored form that nobody wrote, or of absurd cost, is refused at once",
          "[crypto]") {
  const std::string tail = "$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  const auto of_cost = [&tail](const std::string& cost) { return "$argon2id$v=19$" + cost + tail; };
  REQUIRE(pin_matches(of_cost("m=8,t=1,p=1"), bytes_of("1")));
  for (const std::string& encoded : {std::string(),
                                     std::string("$"),
                                     std::string("$$$$$"),
                                     std::string("246810"),
                                     of_cost("m=67108864,t=1,p=1"),
                                     of_cost("m=524289,t=1,p=1"),
                                     of_cost("m=8,t=9,p=1"),
                                     of_cost("m=8,t=4294967295,p=1"),
                                     of_cost("m=4294967304,t=1,p=1"),
                                     of_cost("m=7,t=1,p=1"),
                                     of_cost("m=8,t=0,p=1"),
                                     of_cost("m=8,t=1,p=2"),
                                     of_cost("m=8,t=1"),
                                     of_cost("t=1,m=8,p=1"),
                                     of_cost("m=8 ,t=1,p=1"),
                                     of_cost("m=-8,t=1,p=1"),
                                     of_cost("m=,t=1,p=1"),
                                     "$argon2i$v=19$m=8,t=1,p=1" + tail,
                                     "$argon2id$v=16$m=8,t=1,p=1" + tail,
                                     of_cost("m=8,t=1,p=1") + "A",
                                     of_cost("m=8,t=1,p=1") + "$",
                                     "x" + of_cost("m=8,t=1,p=1"),
                                     of_cost("m=8,t=1,p=1").substr(0, 60)}) {
    INFO(encoded);
    CHECK(pin_matches(encoded, bytes_of("1")).error().code == ErrorCode::Corrupt);
  }
}

TEST_CASE("Passphrase: gives back what it wrapped", "[crypto]") {
  SeededRandom random;
  Bytes secret(32);
  random.fill(secret);
  const auto wrapped = wrap_with_passphrase(secret, bytes_of("春天 的 井水"), random);
  REQUIRE(wrapped);
  CHECK(wrapped->size() == 57 + secret.size() + 16);
  const auto opened = unwrap_with_passphrase(*wrapped, bytes_of("春天 的 井水"));
  REQUIRE(opened);
  CHECK(Bytes(opened->view().begin(), opened->view().end()) == secret);
  CHECK(code_of(unwrap_with_passphrase(*wrapped, bytes_of("春天 的 水井"))) == ErrorCode::Refused);
  CHECK(std::search(wrapped->begin(), wrapped->end(), secret.begin(), secret.end()) ==
        wrapped->end());
}

TEST_CASE("Passphrase: wrapping twice shows nothing in common", "[crypto]") {
  SeededRandom random;
  const auto first = wrap_with_passphrase(bytes_of("1"), bytes_of("p"), random);
  const auto second = wrap_with_passphrase(bytes_of("1"), bytes_of("p"), random);
  REQUIRE(first);
  REQUIRE(second);
  CHECK(*first != *second);
  CHECK(wrap_with_passphrase(bytes_of("1"), {}, random).error().code == ErrorCode::InvalidInput);
}

TEST_CASE("Passphrase: the layout is the one that is written down, for any size", "[crypto]") {
  for (const std::size_t size : {0U, 1U, 32U, 100'000U}) {
    const Bytes secret(size, 's');
    const auto opened = unwrap_with_passphrase(wrapped_cheaply(secret, "p"), bytes_of("p"));
    REQUIRE(opened);
    CHECK(Bytes(opened->view().begin(), opened->view().end()) == secret);
  }
  CHECK(code_of(unwrap_with_passphrase(wrapped_cheaply({}, "p"), {})) == ErrorCode::Refused);
}

TEST_CASE("Passphrase: any changed bit and any cut is noticed", "[crypto]") {
  constexpr std::size_t kCostAt = 9;
  constexpr std::size_t kSaltAt = 17;
  const Bytes wrapped = wrapped_cheaply(bytes_of("a secret"), "p");
  for (std::size_t bit = 0; bit < wrapped.size() * 8; ++bit) {
    if (bit / 8 >= kCostAt && bit / 8 < kSaltAt) {
      continue;  // a changed cost is tried below, where it takes no gigabyte
    }
    Bytes changed = wrapped;
    changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1U << (bit % 8)));
    const ErrorCode expected = bit / 8 < 8         ? ErrorCode::Corrupt
                               : bit / 8 < kCostAt ? ErrorCode::Unsupported
                                                   : ErrorCode::Refused;
    CHECK(code_of(unwrap_with_passphrase(changed, bytes_of("p"))) == expected);
  }
  for (std::size_t size = 0; size < wrapped.size(); ++size) {
    const ErrorCode code =
        code_of(unwrap_with_passphrase(ByteView(wrapped).first(size), bytes_of("p")));
    CHECK((code == ErrorCode::Corrupt || code == ErrorCode::Refused));
  }
  Bytes longer = wrapped;
  longer.push_back(0);
  CHECK(code_of(unwrap_with_passphrase(longer, bytes_of("p"))) == ErrorCode::Refused);
  for (const auto& [passes, memory] : {std::pair{2U, 8U}, {1U, 9U}, {8U, 16U}}) {
    CHECK(code_of(unwrap_with_passphrase(with_cost(wrapped, passes, memory), bytes_of("p"))) ==
          ErrorCode::Refused);
  }
}

TEST_CASE("Passphrase: a file that asks for absurd time or memory is refused at once", "[crypto]") {
  const Bytes wrapped = wrapped_cheaply(bytes_of("a secret"), "p");
  constexpr std::uint32_t kMost = 0xFFFFFFFFU;
  for (const auto& [passes, memory] : {std::pair{1U, kMost},
                                       {kMost, 8U},
                                       {kMost, kMost},
                                       {9U, 8U},
                                       {1U, 512U * 1024 + 1},
                                       {0U, 8U},
                                       {1U, 7U},
                                       {1U, 0U},
                                       {1U, 64U * 1024 * 1024}}) {
    CHECK(code_of(unwrap_with_passphrase(with_cost(wrapped, passes, memory), bytes_of("p"))) ==
          ErrorCode::Corrupt);
  }
}

TEST_CASE("Password: without the memory it says so, and not that the word was wrong", "[crypto]") {
  SeededRandom random;
  const std::string encoded = *hash_pin(bytes_of("1"), random);
  const auto [hashed, checked, wrapped] = [&] {
    const MemoryLimit limit;
    REQUIRE(crypto::SecretBytes::make(32));
    return std::tuple{hash_pin(bytes_of("1"), random).has_value(),
                      pin_matches(encoded, bytes_of("1")),
                      wrap_with_passphrase(bytes_of("1"), bytes_of("p"), random).has_value()};
  }();
  CHECK_FALSE(hashed);
  CHECK_FALSE(wrapped);
  REQUIRE_FALSE(checked);
  CHECK(checked.error().code == ErrorCode::Unavailable);
}

}  // namespace
}  // namespace outreach::testing
