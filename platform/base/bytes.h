// Byte buffers, hexadecimal, and the big-endian reader and writer that every binary format here
// uses.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace outreach {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

// The bytes of a text, not copied.
ByteView bytes_of(std::string_view text);
// The bytes as a text, not copied and not checked for UTF-8.
std::string_view text_of(ByteView bytes);

// Lower-case hexadecimal.
std::string to_hex(ByteView bytes);
// Accepts either case; nothing for an odd length or another character.
std::optional<Bytes> from_hex(std::string_view text);

template <std::size_t Size>
std::optional<std::array<std::uint8_t, Size>> array_from_hex(std::string_view text) {
  const auto bytes = from_hex(text);
  if (!bytes || bytes->size() != Size) {
    return std::nullopt;
  }
  std::array<std::uint8_t, Size> out{};
  std::copy(bytes->begin(), bytes->end(), out.begin());
  return out;
}

// Appends big-endian integers, raw bytes and unsigned LEB128 varints to a buffer.
class ByteWriter {
 public:
  ByteWriter& u8(std::uint8_t value);
  ByteWriter& u16(std::uint16_t value);
  ByteWriter& u32(std::uint32_t value);
  ByteWriter& u64(std::uint64_t value);
  ByteWriter& i64(std::int64_t value);  // two's complement
  ByteWriter& varint(std::uint64_t value);
  ByteWriter& zigzag(std::int64_t value);  // varint of (v << 1) ^ (v >> 63)
  ByteWriter& raw(ByteView bytes);
  ByteWriter& text(std::string_view bytes);

  // Room for so many bytes in all: up to there no copy of them is left behind in memory.
  ByteWriter& reserve(std::size_t bytes) {
    bytes_.reserve(bytes);
    return *this;
  }
  const Bytes& bytes() const {
    return bytes_;
  }
  Bytes take() {
    return std::move(bytes_);
  }

 private:
  Bytes bytes_;
};

// Reads what ByteWriter wrote. After the first read past the end or malformed varint `failed()` is
// true, every further read gives zeros, and nothing outside the view is ever touched.
class ByteReader {
 public:
  explicit ByteReader(ByteView bytes) : bytes_(bytes) {}

  std::uint8_t u8();
  std::uint16_t u16();
  std::uint32_t u32();
  std::uint64_t u64();
  std::int64_t i64();
  std::uint64_t varint();  // at most 10 bytes, shortest form not required
  std::int64_t zigzag();
  ByteView raw(std::size_t size);

  template <std::size_t Size>
  std::array<std::uint8_t, Size> array() {
    std::array<std::uint8_t, Size> out{};
    const ByteView view = raw(Size);
    if (view.size() == Size) {
      std::copy(view.begin(), view.end(), out.begin());
    }
    return out;
  }

  std::size_t position() const {
    return position_;
  }
  std::size_t remaining() const {
    return bytes_.size() - position_;
  }
  bool failed() const {
    return failed_;
  }

 private:
  ByteView bytes_;
  std::size_t position_ = 0;
  bool failed_ = false;
};

}  // namespace outreach
