// Batches that were cut, changed, forged or made up.
#include <algorithm>
#include <string>
#include <vector>

#include "platform/compression/compression.h"
#include "sync/protocol/batch.h"
#include "sync/protocol/batch_payload.h"
#include "tests/support/catch.h"
#include "tests/sync/protocol/sample_batch.h"

namespace outreach::protocol {
namespace {

using testing::batch_of;
using testing::encoded_batch;
using testing::opened_batch;
using testing::plain_entry;
using testing::SampleKeys;
using testing::SeededRandom;

TEST_CASE("Batch: no byte can be changed", "[protocol]") {
  const SampleKeys keys;
  const Batch batch = batch_of(keys.chain, {plain_entry(), plain_entry("{}")});
  const Bytes file = encoded_batch(batch, keys);
  for (std::size_t at = 0; at < file.size(); ++at) {
    for (const std::uint8_t change : {std::uint8_t{1}, std::uint8_t{0x80}, std::uint8_t{0xFF}}) {
      Bytes changed = file;
      changed[at] ^= change;
      const auto result = opened_batch(changed, keys);
      INFO("byte " << at);
      REQUIRE_FALSE(result);
      const ErrorCode code = result.error().code;
      CHECK((code == ErrorCode::Refused || code == ErrorCode::Corrupt ||
             (at < 8 && code == ErrorCode::Unsupported)));
    }
  }
}

TEST_CASE("Batch: no part of it passes for the whole, nor does more", "[protocol]") {
  const SampleKeys keys;
  Bytes file = encoded_batch(batch_of(keys.chain, {plain_entry()}), keys);
  for (std::size_t size = 0; size < file.size(); ++size) {
    const auto result = opened_batch(ByteView(file).first(size), keys);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == ErrorCode::Corrupt);
    CHECK_FALSE(peek_batch(ByteView(file).first(size)));
  }
  file.push_back(0);
  CHECK_FALSE(opened_batch(file, keys));
}

TEST_CASE("Batch: another kiosk's signature and another county's key are refused", "[protocol]") {
  const SampleKeys keys;
  const SampleKeys others(8);
  const Bytes file = encoded_batch(batch_of(keys.chain, {plain_entry()}), keys);
  const auto by_another = open_batch(file, others.kiosk.public_key(), keys.transport);
  REQUIRE_FALSE(by_another);
  CHECK(by_another.error().code == ErrorCode::Refused);
  const auto to_another = open_batch(file, keys.kiosk.public_key(), others.transport);
  REQUIRE_FALSE(to_another);
  CHECK(to_another.error().code == ErrorCode::Refused);
}

TEST_CASE("Batch: its header says who sent it without opening it", "[protocol]") {
  const SampleKeys keys;
  const auto header =
      peek_batch(encoded_batch(batch_of(keys.chain, {plain_entry(), plain_entry()}, 41), keys));
  REQUIRE(header);
  CHECK(header->chain == keys.chain);
  CHECK(header->first == 41);
  CHECK(header->last == 42);
}

// A batch file around a payload of the test's own choice, correctly signed and sealed.
Bytes file_around(ByteView compressed, const Batch& batch, const SampleKeys& keys) {
  SeededRandom random(6);
  const BatchHeader& header = batch.header;
  const Bytes sealed = crypto::seal(keys.transport.public_key(), compressed, random);
  ByteWriter out;
  out.text("OUTRBAT1")
      .raw(header.chain.kiosk)
      .raw(header.chain.epoch)
      .u64(header.first)
      .u64(header.last);
  out.raw(header.previous)
      .raw(header.head)
      .u64(header.newest)
      .i64(header.made_at.time_since_epoch().count());
  out.u32(static_cast<std::uint32_t>(sealed.size())).raw(sealed);
  out.raw(keys.kiosk.sign(out.bytes()));
  return out.take();
}

TEST_CASE("Batch: a sender who signs contradictions is found out", "[protocol]") {
  const SampleKeys keys;
  const Batch good = batch_of(keys.chain, {plain_entry(), plain_entry()}, 5, {9});
  const auto refused = [&](const Batch& batch) {
    const auto payload = encode_payload(good.entries);
    REQUIRE(payload);
    const auto result =
        opened_batch(file_around(compression::compress(*payload), batch, keys), keys);
    return !result && result.error().code == ErrorCode::Corrupt;
  };
  CHECK_FALSE(refused(good));
  const auto changed = [&](auto change) {
    Batch batch = good;
    change(batch.header);
    return refused(batch);
  };
  CHECK(changed([](BatchHeader& header) { header.head[0] ^= 1; }));
  CHECK(changed([](BatchHeader& header) { header.previous[0] ^= 1; }));
  CHECK(changed([](BatchHeader& header) { header.chain.epoch[0] ^= 1; }));
  CHECK(changed([](BatchHeader& header) { header.first = 4; }));
  CHECK(changed([](BatchHeader& header) { header.last = header.newest = 7; }));
  CHECK(changed([](BatchHeader& header) { ++header.first, ++header.last, ++header.newest; }));
  CHECK(changed([](BatchHeader& header) { header.first = 0; }));
  CHECK(changed([](BatchHeader& header) { header.last = 4; }));
  CHECK(changed([](BatchHeader& header) { header.newest = 5; }));
  CHECK(changed([](BatchHeader& header) { header.last = header.newest = 5 + kBatchEntriesMax; }));
}

TEST_CASE("Batch: what would unpack to more than the limit is stopped there", "[protocol]") {
  const SampleKeys keys;
  const Batch batch = batch_of(keys.chain, {plain_entry()});
  const Bytes bomb = compression::compress(Bytes(64U << 20U));
  REQUIRE(bomb.size() < (64U << 10U));
  const auto result = opened_batch(file_around(bomb, batch, keys), keys);
  REQUIRE_FALSE(result);
  CHECK(result.error().code == ErrorCode::TooLarge);
  const auto no_frame = opened_batch(file_around(Bytes{1, 2, 3}, batch, keys), keys);
  REQUIRE_FALSE(no_frame);
  CHECK(no_frame.error().code == ErrorCode::Corrupt);
  CHECK_FALSE(opened_batch(file_around({}, batch, keys), keys));
}

TEST_CASE("Batch: a payload with any byte changed, cut or added does not lead to the same head",
          "[protocol]") {
  const SampleKeys keys;
  CarriedEntry erased = plain_entry();
  erased.body.reset();
  const Batch batch = batch_of(keys.chain, {plain_entry(), erased, plain_entry("{}")});
  const auto payload = encode_payload(batch.entries);
  REQUIRE(payload);
  int taken = 0;
  for (std::size_t at = 0; at < payload->size(); ++at) {
    Bytes changed = *payload;
    changed[at] ^= 1;
    auto result = opened_batch(file_around(compression::compress(changed), batch, keys), keys);
    if (result) {
      // With its body an entry's salt has lost its meaning, and nothing commits to it.
      ++taken;
      result->batch.entries[1].envelope.salt = erased.envelope.salt;
      CHECK(result->batch.entries == batch.entries);
    }
    CHECK_FALSE(decode_payload(ByteView(*payload).first(at), 1, 3));
  }
  CHECK(taken == sizeof(domain::Salt));
  Bytes longer = *payload;
  longer.push_back(0);
  CHECK_FALSE(decode_payload(longer, 1, 3));
  CHECK_FALSE(decode_payload(*payload, 1, 2));
  CHECK_FALSE(decode_payload(*payload, 1, 4));
}

TEST_CASE("Batch: garbage of any form is refused and crashes nothing", "[protocol]") {
  const SampleKeys keys;
  SeededRandom random(10'000);
  INFO(random.description());
  const auto good =
      encode_payload(batch_of(keys.chain, testing::random_entries(random, 4)).entries);
  REQUIRE(good);
  for (int round = 0; round < 10'000; ++round) {
    Bytes garbage(static_cast<std::size_t>(random.below(400)));
    random.fill(garbage);
    if (random.below(2) == 0) {  // begins as something that is known
      const std::size_t known = std::min<std::size_t>(garbage.size(), random.below(good->size()));
      std::copy_n(good->begin(), known, garbage.begin());
    }
    const std::size_t count = 1 + random.below(6);
    if (const auto entries = decode_payload(garbage, 1, count)) {
      CHECK(entries->size() == count);
    }
    CHECK_FALSE(opened_batch(garbage, keys));
    ByteWriter named;
    named.text("OUTRBAT1").raw(garbage);
    CHECK_FALSE(opened_batch(named.bytes(), keys));
    CHECK_FALSE(peek_batch(garbage));
  }
}

}  // namespace
}  // namespace outreach::protocol
