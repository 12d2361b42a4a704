// UTF-8 text checks and small text functions; pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace outreach {

// True for well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, at most U+10FFFF).
bool is_utf8(std::string_view text);
// True if any C0 control other than tab and line feed, DEL, or NUL occurs. Such text is refused.
bool has_control_characters(std::string_view text);
// Number of code points; the text must be UTF-8.
std::size_t code_point_count(std::string_view text);
// Decodes the code point at `position` (bytes) and moves `position` past it. U+FFFD for bad bytes.
char32_t next_code_point(std::string_view text, std::size_t& position);
void append_utf8(std::string& out, char32_t code_point);

// Without ASCII white space and U+3000 at both ends.
std::string_view trimmed(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);

// "12,345": groups of three, for large counts on screens.
std::string with_thousands(std::int64_t value);

}  // namespace outreach
