#include "platform/compression/compression.h"

#include "tests/support/catch.h"
#include "tests/support/seeded_random.h"

namespace outreach::testing {
namespace {

constexpr std::size_t kMebibyte = 1024 * 1024;

TEST_CASE("Compression: gives back what went in", "[compression]") {
  SeededRandom random;
  for (const std::size_t size : {0U, 1U, 100U, 131072U, 131073U, 3'000'000U}) {
    CAPTURE(size);
    Bytes noise(size);
    random.fill(noise);
    const Bytes zeros(size);
    for (const Bytes& bytes : {noise, zeros}) {
      const auto back = compression::decompress(compression::compress(bytes), size);
      REQUIRE(back);
      CHECK(*back == bytes);
    }
  }
}

TEST_CASE("Compression: the same bytes are always compressed the same", "[compression]") {
  const Bytes bytes(1000, 'x');
  CHECK(compression::compress(bytes) == compression::compress(bytes));
}

TEST_CASE("Compression: a bomb is refused at the limit", "[compression]") {
  const Bytes bomb = compression::compress(Bytes(64 * kMebibyte));
  REQUIRE(bomb.size() < 10'000);
  CHECK(compression::decompress(bomb, kMebibyte).error().code == ErrorCode::TooLarge);
  CHECK(compression::decompress(bomb, 64 * kMebibyte - 1).error().code == ErrorCode::TooLarge);
  CHECK(compression::decompress(bomb, 0).error().code == ErrorCode::TooLarge);
  CHECK(compression::decompress(bomb, 64 * kMebibyte));
}

TEST_CASE("Compression: a frame that asks for a huge window is refused", "[compression]") {
  // Magic, a header without content size, and the largest window the format knows.
  const Bytes frame{0x28, 0xB5, 0x2F, 0xFD, 0x00, 0xFF, 0x01, 0x00, 0x00};
  CHECK(compression::decompress(frame, kMebibyte).error().code == ErrorCode::Corrupt);
}

TEST_CASE("Compression: cut, lengthened or foreign bytes are Corrupt", "[compression]") {
  const Bytes whole = compression::compress(bytes_of("信访局 信访局 信访局 12345"));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    CHECK(compression::decompress(ByteView(whole).first(size), kMebibyte).error().code ==
          ErrorCode::Corrupt);
  }
  Bytes longer = whole;
  longer.push_back(0);
  CHECK(compression::decompress(longer, kMebibyte).error().code == ErrorCode::Corrupt);
  Bytes twice = whole;
  twice.insert(twice.end(), whole.begin(), whole.end());
  CHECK(compression::decompress(twice, kMebibyte).error().code == ErrorCode::Corrupt);
  CHECK(compression::decompress(bytes_of("PK\x03\x04 not ours"), kMebibyte).error().code ==
        ErrorCode::Corrupt);
}

TEST_CASE("Compression: random damage never crashes nor passes the limit", "[compression]") {
  SeededRandom random(5);
  INFO(random.description());
  Bytes text;
  for (int index = 0; index < 500; ++index) {
    text.push_back(static_cast<std::uint8_t>('a' + random.below(6)));
  }
  const Bytes whole = compression::compress(text);
  for (int round = 0; round < 5000; ++round) {
    Bytes damaged = whole;
    for (std::uint64_t left = 1 + random.below(4); left > 0; --left) {
      damaged[random.below(damaged.size())] = random.array<1>()[0];
    }
    const auto result = compression::decompress(damaged, 2000);
    CHECK((!result || result->size() <= 2000));
  }
}

}  // namespace
}  // namespace outreach::testing
