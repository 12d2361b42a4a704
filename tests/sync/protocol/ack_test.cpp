#include "sync/protocol/ack.h"

#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/sync/protocol/sample_batch.h"

namespace outreach::protocol {
namespace {

using testing::SampleKeys;
using testing::SeededRandom;

Ack some_ack(const SampleKeys& keys) {
  Ack ack;
  ack.chain = keys.chain;
  ack.acknowledged_through = 41;
  ack.head = {1, 2, 3};
  ack.newest = 44;
  ack.archived_through = 17;
  ack.county_time = WallTime(std::chrono::milliseconds(1'610'237'640'000));
  ack.nonce = {8, 7, 6, 5, 4, 3, 2, 1};
  ack.quarantined = {{3, "unknown_kind"}, {41, "bad_value"}};
  ack.packs = {{"content", 7}, {"newer_than_us", 1}};
  return ack;
}

TEST_CASE("Ack: what the county signs is what the kiosk reads", "[protocol]") {
  const SampleKeys keys;
  const Ack ack = some_ack(keys);
  const auto opened = open_ack(encode_ack(ack, keys.county), keys.county.public_key());
  REQUIRE(opened);
  CHECK(*opened == ack);

  Ack nothing;
  nothing.chain = keys.chain;
  nothing.county_time = WallTime(std::chrono::milliseconds(-1));
  const auto empty = open_ack(encode_ack(nothing, keys.county), keys.county.public_key());
  REQUIRE(empty);
  CHECK(*empty == nothing);
}

TEST_CASE("Ack: an answer without what the asker knows fits that question alone", "[protocol]") {
  const SampleKeys keys;
  const Ack ack = some_ack(keys);
  const Bytes document = encode_ack(ack, keys.county);
  const Bytes answer = ack_answer(document);
  CHECK(answer.size() == document.size() - 48);
  CHECK(ack_document(answer, ack.chain, ack.nonce) == document);
  const auto opens = [&](const domain::ChainId& chain, const Nonce& nonce) {
    return open_ack(ack_document(answer, chain, nonce), keys.county.public_key()).has_value();
  };
  CHECK(opens(ack.chain, ack.nonce));
  CHECK_FALSE(opens(ack.chain, {}));
  domain::ChainId other = ack.chain;
  other.epoch[0] ^= 1;
  CHECK_FALSE(opens(other, ack.nonce));
  CHECK(ack_answer({}).empty());
}

TEST_CASE("Ack: no byte can be changed, cut or added", "[protocol]") {
  const SampleKeys keys;
  Bytes document = encode_ack(some_ack(keys), keys.county);
  for (std::size_t at = 0; at < document.size(); ++at) {
    Bytes changed = document;
    changed[at] ^= 0x20;
    const auto opened = open_ack(changed, keys.county.public_key());
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == ErrorCode::Refused);
    CHECK_FALSE(open_ack(ByteView(document).first(at), keys.county.public_key()));
  }
  document.push_back(0);
  CHECK_FALSE(open_ack(document, keys.county.public_key()));
  CHECK_FALSE(open_ack(encode_ack(some_ack(keys), keys.kiosk), keys.county.public_key()));
}

TEST_CASE("Ack: versions of packs that cannot be are refused", "[protocol][pack]") {
  const SampleKeys keys;
  using Packs = std::vector<PackVersion>;
  for (const Packs& packs : {Packs{{"content", 0}}, Packs{{"", 1}}, Packs{{"a b", 1}},
                             Packs{{"b", 1}, {"a", 1}}, Packs{{"a", 1}, {"a", 2}}}) {
    Ack ack = some_ack(keys);
    ack.packs = packs;
    CHECK_FALSE(open_ack(encode_ack(ack, keys.county), keys.county.public_key()));
  }
}

TEST_CASE("Ack: lists the oldest thousand of the entries set aside", "[protocol]") {
  const SampleKeys keys;
  Ack ack = some_ack(keys);
  ack.acknowledged_through = ack.newest = 5'000;
  ack.quarantined.clear();
  for (Sequence sequence = 1; sequence <= kAckQuarantineMax + 5; ++sequence) {
    ack.quarantined.push_back({sequence, std::string(domain::kKindMax, 'z')});
  }
  const Bytes document = encode_ack(ack, keys.county);
  CHECK(document.size() < (64U << 10U));
  const auto opened = open_ack(document, keys.county.public_key());
  REQUIRE(opened);
  CHECK(opened->quarantined.size() == kAckQuarantineMax);
  CHECK(opened->quarantined.back().sequence == kAckQuarantineMax);
}

TEST_CASE("Ack: what a county must not sign is refused all the same", "[protocol]") {
  const SampleKeys keys;
  const auto refused = [&](const QuarantinedEntry& entry) {
    Ack ack = some_ack(keys);
    ack.quarantined = {entry};
    const auto opened = open_ack(encode_ack(ack, keys.county), keys.county.public_key());
    return !opened && opened.error().code == ErrorCode::Corrupt;
  };
  CHECK_FALSE(refused({41, "x"}));
  CHECK(refused({42, "bad_value"}));
  CHECK(refused({0, "bad_value"}));
  CHECK(refused({3, ""}));
  CHECK(refused({3, "Bad Value"}));
  CHECK(refused({3, std::string(33, 'a')}));
}

TEST_CASE("Ack: holds no less than it acknowledges and archives no more", "[protocol]") {
  const SampleKeys keys;
  const auto code_of = [&](Sequence through, Sequence newest, Sequence archived) {
    Ack ack = some_ack(keys);
    ack.quarantined.clear();
    ack.acknowledged_through = through;
    ack.newest = newest;
    ack.archived_through = archived;
    const auto opened = open_ack(encode_ack(ack, keys.county), keys.county.public_key());
    return opened ? std::optional<ErrorCode>() : opened.error().code;
  };
  CHECK_FALSE(code_of(41, 41, 41));
  CHECK_FALSE(code_of(0, 41, 0));
  CHECK(code_of(41, 40, 0) == ErrorCode::Corrupt);
  CHECK(code_of(41, 50, 42) == ErrorCode::Corrupt);
}

TEST_CASE("Head query: says who asks before it is verified, and cannot be changed", "[protocol]") {
  const SampleKeys keys;
  const HeadQuery query{keys.chain, {1, 2, 3, 4, 5, 6, 7, 8}, 77};
  Bytes document = encode_head_query(query, keys.kiosk);
  const auto asker = peek_head_query(document);
  REQUIRE(asker);
  CHECK(*asker == query);
  const auto opened = open_head_query(document, keys.kiosk.public_key());
  REQUIRE(opened);
  CHECK(*opened == query);
  for (std::size_t at = 0; at < document.size(); ++at) {
    Bytes changed = document;
    changed[at] ^= 1;
    CHECK_FALSE(open_head_query(changed, keys.kiosk.public_key()));
    CHECK_FALSE(open_head_query(ByteView(document).first(at), keys.kiosk.public_key()));
  }
  CHECK_FALSE(open_head_query(document, keys.county.public_key()));
  CHECK_FALSE(peek_head_query(ByteView(document).first(document.size() - 1)));
  document.push_back(0);
  CHECK_FALSE(open_head_query(document, keys.kiosk.public_key()));
}

TEST_CASE("Signed documents: one kind does not pass for another", "[protocol]") {
  const SampleKeys keys;
  const Bytes ack = encode_ack(some_ack(keys), keys.county);
  const Bytes query = encode_head_query({keys.chain, {}, 1}, keys.county);
  const auto query_as_ack = open_ack(query, keys.county.public_key());
  REQUIRE_FALSE(query_as_ack);
  CHECK(query_as_ack.error().code == ErrorCode::Unsupported);
  CHECK_FALSE(open_head_query(ack, keys.county.public_key()));
}

TEST_CASE("Acks and head queries: garbage is refused and crashes nothing", "[protocol]") {
  const SampleKeys keys;
  SeededRandom random(4'711);
  INFO(random.description());
  for (int round = 0; round < 5'000; ++round) {
    Bytes garbage(static_cast<std::size_t>(random.below(300)));
    random.fill(garbage);
    ByteWriter named;
    named.text(random.below(2) == 0 ? "OUTRACK1" : "OUTRHED1").raw(garbage);
    const auto signature = keys.county.sign(named.bytes());
    named.raw(signature);  // signed rightly, so that the content is reached
    const auto ack = open_ack(named.bytes(), keys.county.public_key());
    if (ack) {
      CHECK(encode_ack(*ack, keys.county) == named.bytes());
    }
    CHECK_FALSE(open_ack(garbage, keys.county.public_key()));
    const auto query = open_head_query(named.bytes(), keys.county.public_key());
    if (query) {
      CHECK(encode_head_query(*query, keys.county) == named.bytes());
    }
  }
}

}  // namespace
}  // namespace outreach::protocol
