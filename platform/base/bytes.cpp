#include "platform/base/bytes.h"

namespace outreach {

namespace {

// A 64-bit number needs ten groups of seven bits; the tenth carries one bit.
constexpr int kVarintBytesMax = 10;
constexpr std::uint8_t kVarintLastByteMax = 1;

int hex_digit(char character) {
  if (character >= '0' && character <= '9') {
    return character - '0';
  }
  if (character >= 'a' && character <= 'f') {
    return character - 'a' + 10;
  }
  if (character >= 'A' && character <= 'F') {
    return character - 'A' + 10;
  }
  return -1;
}

template <typename Unsigned>
void append_big_endian(Bytes& bytes, Unsigned value) {
  for (int shift = static_cast<int>(sizeof(Unsigned)) * 8 - 8; shift >= 0; shift -= 8) {
    bytes.push_back(static_cast<std::uint8_t>(value >> shift));
  }
}

std::uint64_t big_endian(ByteView bytes) {
  std::uint64_t value = 0;
  for (const std::uint8_t byte : bytes) {
    value = (value << 8) | byte;
  }
  return value;
}

}  // namespace

ByteView bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string_view text_of(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string to_hex(ByteView bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    out.push_back(kDigits[byte >> 4]);
    out.push_back(kDigits[byte & 15U]);
  }
  return out;
}

std::optional<Bytes> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) {
    return std::nullopt;
  }
  Bytes out;
  out.reserve(text.size() / 2);
  for (std::size_t index = 0; index < text.size(); index += 2) {
    const int high = hex_digit(text[index]);
    const int low = hex_digit(text[index + 1]);
    if (high < 0 || low < 0) {
      return std::nullopt;
    }
    out.push_back(static_cast<std::uint8_t>(high * 16 + low));
  }
  return out;
}

ByteWriter& ByteWriter::u8(std::uint8_t value) {
  bytes_.push_back(value);
  return *this;
}

ByteWriter& ByteWriter::u16(std::uint16_t value) {
  append_big_endian(bytes_, value);
  return *this;
}

ByteWriter& ByteWriter::u32(std::uint32_t value) {
  append_big_endian(bytes_, value);
  return *this;
}

ByteWriter& ByteWriter::u64(std::uint64_t value) {
  append_big_endian(bytes_, value);
  return *this;
}

ByteWriter& ByteWriter::i64(std::int64_t value) {
  return u64(static_cast<std::uint64_t>(value));
}

ByteWriter& ByteWriter::varint(std::uint64_t value) {
  while (value >= 0x80) {
    bytes_.push_back(static_cast<std::uint8_t>(value | 0x80));
    value >>= 7;
  }
  bytes_.push_back(static_cast<std::uint8_t>(value));
  return *this;
}

ByteWriter& ByteWriter::zigzag(std::int64_t value) {
  const auto sign = static_cast<std::uint64_t>(value >> 63);
  return varint((static_cast<std::uint64_t>(value) << 1) ^ sign);
}

ByteWriter& ByteWriter::raw(ByteView bytes) {
  bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
  return *this;
}

ByteWriter& ByteWriter::text(std::string_view bytes) {
  return raw(bytes_of(bytes));
}

ByteView ByteReader::raw(std::size_t size) {
  if (failed_ || size > remaining()) {
    failed_ = true;
    return {};
  }
  const ByteView view = bytes_.subspan(position_, size);
  position_ += size;
  return view;
}

std::uint8_t ByteReader::u8() {
  return static_cast<std::uint8_t>(big_endian(raw(1)));
}

std::uint16_t ByteReader::u16() {
  return static_cast<std::uint16_t>(big_endian(raw(2)));
}

std::uint32_t ByteReader::u32() {
  return static_cast<std::uint32_t>(big_endian(raw(4)));
}

std::uint64_t ByteReader::u64() {
  return big_endian(raw(8));
}

std::int64_t ByteReader::i64() {
  return static_cast<std::int64_t>(u64());
}

std::uint64_t ByteReader::varint() {
  std::uint64_t value = 0;
  for (int index = 0; index < kVarintBytesMax; ++index) {
    const std::uint8_t byte = u8();
    if (failed_) {
      return 0;
    }
    if (index == kVarintBytesMax - 1 && byte > kVarintLastByteMax) {
      break;
    }
    value |= static_cast<std::uint64_t>(byte & 0x7FU) << (7 * index);
    if ((byte & 0x80U) == 0) {
      return value;
    }
  }
  failed_ = true;
  return 0;
}

std::int64_t ByteReader::zigzag() {
  const std::uint64_t value = varint();
  return static_cast<std::int64_t>((value >> 1) ^ (~(value & 1) + 1));
}

}  // namespace outreach
