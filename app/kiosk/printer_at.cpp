#include "app/kiosk/printer_at.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "app/kiosk/options.h"
#include "platform/printer/slip.h"

namespace outreach::kiosk {
namespace {

struct Address {
  std::string_view host;
  std::optional<std::string_view> port;  // none: the usual one
};

std::optional<Address> split_address(std::string_view words) {
  if (words.starts_with('[')) {
    const std::size_t end = words.find(']');
    if (end == std::string_view::npos) {
      return std::nullopt;
    }
    const std::string_view host = words.substr(1, end - 1);
    const std::string_view rest = words.substr(end + 1);
    if (rest.empty()) {
      return Address{host, std::nullopt};
    }
    return rest.starts_with(':') ? std::optional(Address{host, rest.substr(1)}) : std::nullopt;
  }
  // Two colons and more are an IPv6 address without brackets, which cannot have a port.
  if (std::ranges::count(words, ':') != 1) {
    return Address{words, std::nullopt};
  }
  const std::size_t colon = words.find(':');
  return Address{words.substr(0, colon), words.substr(colon + 1)};
}

std::optional<std::uint16_t> port_from(std::string_view digits) {
  std::uint16_t port = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  const bool whole = failed == std::errc() && end == digits.data() + digits.size();
  return whole && port != 0 ? std::optional(port) : std::nullopt;
}

}  // namespace

Result<std::unique_ptr<Printer>> printer_at(std::string_view words) {
  if (words.find('/') != std::string_view::npos) {
    return std::unique_ptr<Printer>(std::make_unique<DeviceFilePrinter>(Path(words)));
  }
  const auto address = split_address(words);
  const auto port = !address        ? std::nullopt
                    : address->port ? port_from(*address->port)
                                    : std::optional(kPrinterPort);
  if (!port || address->host.empty()) {
    return Error{ErrorCode::InvalidInput,
                 "'" + std::string(words) +
                     "' is no printer: give its device file, such as /dev/usb/lp0, or its address "
                     "in figures, such as 192.168.1.50:9100"};
  }
  return std::unique_ptr<Printer>(
      std::make_unique<NetworkPrinter>(std::string(address->host), *port));
}

int dots_of_paper(int millimetres) {
  return millimetres == kPaper80 ? kDotsOf80Millimetres : kDotsOf58Millimetres;
}

}  // namespace outreach::kiosk
