#include "sync/domain/chain.h"

#include <functional>
#include <set>
#include <string>

#include "tests/support/catch.h"
#include "tests/support/seeded_random.h"

namespace outreach::domain {
namespace {

Envelope some_envelope() {
  Envelope envelope;
  envelope.sequence = 7;
  envelope.kind = "handout";
  envelope.device_time = WallTime(std::chrono::milliseconds(1'610'237'640'000));
  envelope.device_time_trusted = true;
  envelope.boot = {1, 2, 3, 4, 5, 6, 7, 8};
  envelope.monotonic = MonotonicTime{60'000};
  envelope.outing = 1;
  envelope.salt[0] = 9;
  envelope.body_hash[0] = 10;
  envelope.previous[0] = 11;
  return envelope;
}

TEST_CASE("Chain: an entry's hash changes with every field of its envelope but the salt",
          "[domain]") {
  using Change = std::function<void(ChainId&, Envelope&)>;
  const std::vector<Change> changes{
      [](ChainId& chain, Envelope&) { chain.kiosk[15] ^= 1; },
      [](ChainId& chain, Envelope&) { chain.epoch[0] ^= 1; },
      [](ChainId&, Envelope& envelope) { ++envelope.sequence; },
      [](ChainId&, Envelope& envelope) { envelope.kind = "handouu"; },
      [](ChainId&, Envelope& envelope) { envelope.kind = "handou"; },
      [](ChainId&, Envelope& envelope) { envelope.device_time += std::chrono::milliseconds(1); },
      [](ChainId&, Envelope& envelope) { envelope.device_time_trusted = false; },
      [](ChainId&, Envelope& envelope) { envelope.boot[7] ^= 1; },
      [](ChainId&, Envelope& envelope) { ++envelope.monotonic.milliseconds; },
      [](ChainId&, Envelope& envelope) { ++envelope.outing; },
      [](ChainId&, Envelope& envelope) { envelope.body_hash[31] ^= 1; },
      [](ChainId&, Envelope& envelope) { envelope.previous[31] ^= 1; },
  };
  std::set<Hash> hashes{hash_envelope({}, some_envelope())};
  for (const Change& change : changes) {
    ChainId chain;
    Envelope envelope = some_envelope();
    change(chain, envelope);
    CHECK(hashes.insert(hash_envelope(chain, envelope)).second);
  }
  Envelope other_salt = some_envelope();
  other_salt.salt[0] ^= 1;
  CHECK_FALSE(hashes.insert(hash_envelope({}, other_salt)).second);
}

TEST_CASE("Chain: a body's hash changes with the body and with the salt", "[domain]") {
  const Bytes body{'a', 'b'};
  const Bytes longer{'a', 'b', 0};
  const Salt salt{1};
  CHECK(hash_body(salt, body) == hash_body(salt, body));
  CHECK(hash_body(salt, body) != hash_body(Salt{2}, body));
  CHECK(hash_body(salt, body) != hash_body(salt, longer));
  CHECK(hash_body(salt, body) != hash_body(salt, {}));
}

TEST_CASE("Chain: kind names are 1 to 32 of a-z, 0-9 and _", "[domain]") {
  for (const std::string& kind :
       {std::string("a"), std::string("outing_2"), std::string(32, 'z')}) {
    CHECK(is_kind_name(kind));
  }
  for (const std::string& kind :
       {std::string(), std::string(33, 'z'), std::string("A"), std::string("a b"),
        std::string("a-b"), std::string(1, '\0'), std::string("发放")}) {
    CHECK_FALSE(is_kind_name(kind));
  }
}

TEST_CASE("Chain: a kiosk's number follows from its key", "[domain]") {
  testing::SeededRandom random(3);
  const auto key = random.array<32>();
  auto other = key;
  other[0] ^= 1;
  CHECK(kiosk_id_of(key) == kiosk_id_of(key));
  CHECK(kiosk_id_of(key) != kiosk_id_of(other));
}

}  // namespace
}  // namespace outreach::domain
