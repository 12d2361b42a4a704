#include "platform/base/bytes.h"

#include <limits>

#include "tests/support/catch.h"

namespace outreach {
namespace {

TEST_CASE("Bytes: hexadecimal goes both ways and refuses anything else", "[bytes]") {
  CHECK(to_hex(Bytes{0x00, 0x7F, 0xAB, 0xFF}) == "007fabff");
  CHECK(from_hex("007FabFF") == Bytes{0x00, 0x7F, 0xAB, 0xFF});
  CHECK(from_hex("") == Bytes{});
  for (const char* text : {"0", "0g", "g0", " 00", "0x", "00 ", "-1", "//", "::", "@@", "``"}) {
    CAPTURE(text);
    CHECK_FALSE(from_hex(text));
  }
  CHECK(array_from_hex<2>("0102") == std::array<std::uint8_t, 2>{1, 2});
  CHECK_FALSE(array_from_hex<2>("01"));
  CHECK_FALSE(array_from_hex<2>("010203"));
}

TEST_CASE("ByteWriter: integers are big-endian", "[bytes]") {
  ByteWriter writer;
  writer.u8(1).u16(0x0203).u32(0x04050607).u64(0x08090A0B0C0D0E0F).i64(-2).text("AB");
  CHECK(to_hex(writer.bytes()) == "0102030405060708090a0b0c0d0e0ffffffffffffffffe4142");
  ByteReader reader(writer.bytes());
  CHECK(reader.u8() == 1);
  CHECK(reader.u16() == 0x0203);
  CHECK(reader.u32() == 0x04050607);
  CHECK(reader.u64() == 0x08090A0B0C0D0E0F);
  CHECK(reader.i64() == -2);
  CHECK(text_of(reader.raw(2)) == "AB");
  CHECK(reader.remaining() == 0);
  CHECK_FALSE(reader.failed());
}

TEST_CASE("ByteWriter: varints take the fewest bytes", "[bytes]") {
  const auto hex = [](std::uint64_t value) { return to_hex(ByteWriter().varint(value).bytes()); };
  CHECK(hex(0) == "00");
  CHECK(hex(127) == "7f");
  CHECK(hex(128) == "8001");
  CHECK(hex(300) == "ac02");
  CHECK(hex(std::numeric_limits<std::uint64_t>::max()) == "ffffffffffffffffff01");
}

TEST_CASE("ByteReader: reads back every varint and zigzag edge", "[bytes]") {
  for (int bit = 0; bit < 64; ++bit) {
    for (int delta = -1; delta <= 1; ++delta) {
      const std::uint64_t value = (std::uint64_t{1} << bit) + static_cast<std::uint64_t>(delta);
      const auto number = static_cast<std::int64_t>(value);
      ByteWriter writer;
      writer.varint(value).zigzag(number).zigzag(static_cast<std::int64_t>(~value));
      ByteReader reader(writer.bytes());
      CHECK(reader.varint() == value);
      CHECK(reader.zigzag() == number);
      CHECK(reader.zigzag() == static_cast<std::int64_t>(~value));
      CHECK((reader.remaining() == 0 && !reader.failed()));
    }
  }
  CHECK(to_hex(ByteWriter().zigzag(0).zigzag(-1).zigzag(1).zigzag(-2).bytes()) == "00010203");
}

TEST_CASE("ByteReader: a varint that is too long, too large or cut off fails", "[bytes]") {
  for (const char* hex : {"ffffffffffffffffff02", "ffffffffffffffffff7f", "ffffffffffffffffffff01",
                          "80808080808080808080", "8080808080808080808000", "80", "ff", ""}) {
    CAPTURE(hex);
    const Bytes bytes = *from_hex(hex);
    ByteReader reader(bytes);
    CHECK(reader.varint() == 0);
    CHECK(reader.failed());
  }
  const Bytes longer_than_needed = *from_hex("80808080808080808000");
  ByteReader reader(longer_than_needed);
  CHECK(reader.varint() == 0);
  CHECK_FALSE(reader.failed());
}

TEST_CASE("ByteReader: after a read past the end everything is zero", "[bytes]") {
  const Bytes bytes{1, 2, 3};
  ByteReader reader(bytes);
  CHECK(reader.u32() == 0);
  CHECK(reader.failed());
  CHECK(reader.position() == 0);
  CHECK(reader.u8() == 0);
  CHECK(reader.raw(0).empty());
  CHECK(reader.array<2>() == std::array<std::uint8_t, 2>{0, 0});
  CHECK(reader.zigzag() == 0);
  ByteReader huge(bytes);
  CHECK(huge.u8() == 1);
  CHECK(huge.raw(std::numeric_limits<std::size_t>::max()).empty());
  CHECK(huge.failed());
}

}  // namespace
}  // namespace outreach
