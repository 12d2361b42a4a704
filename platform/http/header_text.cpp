#include "platform/http/header_text.h"

#include <algorithm>

#include "platform/base/text.h"

namespace outreach::http {

bool is_header_name(std::string_view name) {
  constexpr std::string_view kTokenCharacters =
      "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  return !name.empty() && name.find_first_not_of(kTokenCharacters) == std::string_view::npos;
}

bool is_header_value(std::string_view value) {
  constexpr std::string_view kForbidden("\r\n\0", 3);
  return value.find_first_of(kForbidden) == std::string_view::npos;
}

std::string media_type(std::string_view content_type) {
  std::string out(trimmed(content_type.substr(0, content_type.find(';'))));
  std::transform(out.begin(), out.end(), out.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  return out;
}

}  // namespace outreach::http
