// "127.0.0.1:8080", "[::1]:8080", "county.example:8080".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "platform/base/result.h"

namespace outreach::county {

struct ListenAddress {
  std::string host;  // without brackets
  std::uint16_t port = 0;
};

// InvalidInput says what the form is.
Result<ListenAddress> read_listen_address(std::string_view text);
// "http://[::1]:8080"
std::string url_of(const ListenAddress& address, std::string_view scheme = "http");

}  // namespace outreach::county
