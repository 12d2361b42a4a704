// What may stand in a header, and media types without their parameters. Inside this folder only.
#pragma once

#include <string>
#include <string_view>

namespace outreach::http {

// A token by RFC 9110, section 5.6.2.
bool is_header_name(std::string_view name);
// No CR, LF or NUL, which would let a value write headers of its own (RFC 9110, section 5.5).
bool is_header_value(std::string_view value);
// "Text/HTML; charset=utf-8" -> "text/html".
std::string media_type(std::string_view content_type);

}  // namespace outreach::http
