#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <linux/sockios.h>
#include <memory>
#include <netdb.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <system_error>
#include <utility>

#include "platform/printer/printer.h"
#include "platform/printer/wire.h"

namespace outreach {
namespace {

using printing::Descriptor;
using printing::Waiting;

struct FreeAddresses {
  void operator()(addrinfo* list) const {
    freeaddrinfo(list);
  }
};
using Addresses = std::unique_ptr<addrinfo, FreeAddresses>;

std::string name_of_printer(const std::string& address, std::uint16_t port) {
  const bool is_ipv6 = address.find(':') != std::string::npos;
  return (is_ipv6 ? "[" + address + "]" : address) + ":" + std::to_string(port);
}

// IPv4 in four figures: getaddrinfo alone takes 192.168.1 for 192.168.0.1, a printer of somebody
// else. IPv6 with what it allows, a scope for one.
bool is_in_figures(const std::string& address) {
  in_addr ignored{};
  return address.find(':') != std::string::npos ||
         inet_pton(AF_INET, address.c_str(), &ignored) == 1;
}

Result<Addresses> address_of(const std::string& address, std::uint16_t port) {
  addrinfo wanted{};
  wanted.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (!is_in_figures(address) ||
      getaddrinfo(address.c_str(), std::to_string(port).c_str(), &wanted, &found) != 0) {
    return Error{ErrorCode::InvalidInput,
                 "\"" + address + "\" is no printer's address; give it in figures (192.168.1.50)",
                 0};
  }
  return Addresses(found);
}

Error not_reached(const std::string& whom, int cause) {
  return {ErrorCode::Unavailable,
          "printer " + whom + ": " + std::generic_category().message(cause) +
              "; switch it on, and look at its cable and its address",
          cause};
}

Result<Descriptor> connect_to(const std::string& address, std::uint16_t port,
                              const Waiting& waiting) {
  const auto addresses = address_of(address, port);
  if (!addresses) {
    return addresses.error();
  }
  const std::string whom = name_of_printer(address, port);
  const addrinfo& at = **addresses;
  Descriptor line(socket(at.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (line.number() < 0) {
    return not_reached(whom, errno);
  }
  if (connect(line.number(), at.ai_addr, at.ai_addrlen) != 0) {
    if (errno != EINPROGRESS && errno != EINTR) {
      return not_reached(whom, errno);
    }
    if (!waiting.wait(line, POLLOUT)) {
      return not_reached(whom, ETIMEDOUT);
    }
  }
  int failed = 0;
  socklen_t size = sizeof(failed);
  getsockopt(line.number(), SOL_SOCKET, SO_ERROR, &failed, &size);
  if (failed != 0) {
    return not_reached(whom, failed);
  }
  return line;
}

// MSG_NOSIGNAL: a printer that is switched off half way must not end the program by SIGPIPE.
Result<void> send_to(const Descriptor& line, ByteView bytes, const Waiting& waiting) {
  return waiting.send(line, bytes, [&line](ByteView some) {
    return send(line.number(), some.data(), some.size(), MSG_NOSIGNAL);
  });
}

// What the printer has not acknowledged; below 0 when the connection broke. What it says meanwhile
// is read and dropped: closing over unread bytes would reset the connection, and a small printer
// then forgets what it has not printed yet.
int not_acknowledged(const Descriptor& line) {
  std::array<std::uint8_t, 256> said{};
  ssize_t size = 0;
  do {
    size = recv(line.number(), said.data(), said.size(), MSG_DONTWAIT);
  } while (size > 0);
  if (size < 0 && errno != EAGAIN && errno != EINTR) {
    return -1;
  }
  int left = 0;
  return ioctl(line.number(), SIOCOUTQ, &left) == 0 ? left : -1;
}

}  // namespace

NetworkPrinter::NetworkPrinter(std::string address, std::uint16_t port, PrintPatience patience)
    : address_(std::move(address)), port_(port), patience_(patience) {}

Result<void> NetworkPrinter::print(ByteView bytes) {
  const Waiting waiting(patience_, name_of_printer(address_, port_));
  const auto line = connect_to(address_, port_, waiting);
  if (!line) {
    return line.error();
  }
  auto sent = send_to(*line, bytes, waiting);
  if (!sent) {
    return sent;
  }
  // "That was all": some printers hold the last band back until they hear it.
  shutdown(line->number(), SHUT_WR);
  return waiting.drain([&line] { return not_acknowledged(*line); });
}

Result<PrinterState> NetworkPrinter::look() {
  PrintPatience patience = patience_;
  const Waiting connecting(patience, name_of_printer(address_, port_));
  const auto line = connect_to(address_, port_, connecting);
  if (!line) {
    return line.error();
  }
  const auto asked = send_to(*line, escpos_ask_state(), connecting);
  if (!asked) {
    return asked.error();
  }
  patience.pause = patience_.answer;
  const Waiting answering(patience, name_of_printer(address_, port_));
  std::uint8_t answer = 0;
  if (!answering.wait(*line, POLLIN) || recv(line->number(), &answer, 1, MSG_DONTWAIT) != 1) {
    return PrinterState::Ready;
  }
  return escpos_state(answer).value_or(PrinterState::Ready);
}

}  // namespace outreach
