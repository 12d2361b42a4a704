#include "platform/base/text.h"

#include <algorithm>

namespace outreach {

namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr char32_t kLastCodePoint = 0x10FFFF;
constexpr std::string_view kIdeographicSpace =
    "\xE3\x80\x80";  // U+3000, what a Chinese keyboard types
constexpr std::string_view kAsciiSpace = " \t\n\v\f\r";

struct Decoded {
  char32_t code_point = kReplacement;
  std::size_t size = 1;  // bytes used; one for a bad byte
  bool valid = false;
};

struct LeadByte {
  std::size_t size = 0;  // of the whole sequence; 0 when no sequence begins so
  char32_t bits = 0;
  char32_t smallest = 0;  // a smaller value in this many bytes is an overlong form
};

LeadByte lead_byte(std::uint8_t byte) {
  if (byte < 0x80) {
    return {1, byte, 0};
  }
  if ((byte & 0xE0U) == 0xC0) {
    return {2, byte & 0x1FU, 0x80};
  }
  if ((byte & 0xF0U) == 0xE0) {
    return {3, byte & 0x0FU, 0x800};
  }
  if ((byte & 0xF8U) == 0xF0) {
    return {4, byte & 0x07U, 0x10000};
  }
  return {};
}

Decoded decode(std::string_view text, std::size_t position) {
  const LeadByte lead = lead_byte(static_cast<std::uint8_t>(text[position]));
  if (lead.size == 0 || lead.size > text.size() - position) {
    return {};
  }
  char32_t code_point = lead.bits;
  for (std::size_t index = 1; index < lead.size; ++index) {
    const auto byte = static_cast<std::uint8_t>(text[position + index]);
    if ((byte & 0xC0U) != 0x80) {
      return {};
    }
    code_point = (code_point << 6) | (byte & 0x3FU);
  }
  const bool is_surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  if (code_point < lead.smallest || code_point > kLastCodePoint || is_surrogate) {
    return {};
  }
  return {code_point, lead.size, true};
}

}  // namespace

bool is_utf8(std::string_view text) {
  std::size_t position = 0;
  while (position < text.size()) {
    const Decoded decoded = decode(text, position);
    if (!decoded.valid) {
      return false;
    }
    position += decoded.size;
  }
  return true;
}

bool has_control_characters(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char character) {
    const auto byte = static_cast<std::uint8_t>(character);
    return (byte < 0x20 && character != '\t' && character != '\n') || byte == 0x7F;
  });
}

std::size_t code_point_count(std::string_view text) {
  const auto begins_code_point = [](char character) {
    return (static_cast<std::uint8_t>(character) & 0xC0U) != 0x80;
  };
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_code_point));
}

char32_t next_code_point(std::string_view text, std::size_t& position) {
  if (position >= text.size()) {
    return kReplacement;
  }
  const Decoded decoded = decode(text, position);
  position += decoded.size;
  return decoded.code_point;
}

void append_utf8(std::string& out, char32_t code_point) {
  if (code_point > kLastCodePoint || (code_point >= 0xD800 && code_point <= 0xDFFF)) {
    code_point = kReplacement;
  }
  const auto push = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (code_point < 0x80) {
    push(code_point);
    return;
  }
  if (code_point < 0x800) {
    push(0xC0 | (code_point >> 6));
  } else {
    if (code_point < 0x10000) {
      push(0xE0 | (code_point >> 12));
    } else {
      push(0xF0 | (code_point >> 18));
      push(0x80 | ((code_point >> 12) & 0x3F));
    }
    push(0x80 | ((code_point >> 6) & 0x3F));
  }
  push(0x80 | (code_point & 0x3F));
}

std::string_view trimmed(std::string_view text) {
  const auto is_space = [](char character) {
    return kAsciiSpace.find(character) != std::string_view::npos;
  };
  for (;;) {
    if (!text.empty() && is_space(text.front())) {
      text.remove_prefix(1);
    } else if (text.starts_with(kIdeographicSpace)) {
      text.remove_prefix(kIdeographicSpace.size());
    } else if (!text.empty() && is_space(text.back())) {
      text.remove_suffix(1);
    } else if (text.ends_with(kIdeographicSpace)) {
      text.remove_suffix(kIdeographicSpace.size());
    } else {
      return text;
    }
  }
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) {
      return parts;
    }
    text.remove_prefix(end + 1);
  }
}

std::string with_thousands(std::int64_t value) {
  std::string digits = std::to_string(value);
  const std::size_t first = value < 0 ? 1 : 0;
  for (std::size_t position = digits.size(); position > first + 3;) {
    position -= 3;
    digits.insert(position, 1, ',');
  }
  return digits;
}

}  // namespace outreach
