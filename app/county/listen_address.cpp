#include "app/county/listen_address.h"

#include <charconv>

namespace outreach::county {

Result<ListenAddress> read_listen_address(std::string_view text) {
  const Error wrong{ErrorCode::InvalidInput,
                    "--listen takes HOST:PORT, such as 127.0.0.1:8470 or [::1]:8470, not \"" +
                        std::string(text) + "\""};
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) {
    return wrong;
  }
  std::string_view host = text.substr(0, colon);
  const std::string_view port = text.substr(colon + 1);
  const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
  if (bracketed) {
    host = host.substr(1, host.size() - 2);
  }
  // An IPv6 address without brackets would lose its last group to the port.
  const bool has_colon = host.find(':') != std::string_view::npos;
  if (host.empty() || bracketed != has_colon ||
      host.find_first_of("[]") != std::string_view::npos) {
    return wrong;
  }
  ListenAddress address{std::string(host), 0};
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), address.port);
  if (port.empty() || error != std::errc() || end != port.data() + port.size()) {
    return wrong;
  }
  return address;
}

std::string url_of(const ListenAddress& address, std::string_view scheme) {
  const bool is_ipv6 = address.host.find(':') != std::string::npos;
  return std::string(scheme) + "://" + (is_ipv6 ? "[" + address.host + "]" : address.host) + ":" +
         std::to_string(address.port);
}

}  // namespace outreach::county
