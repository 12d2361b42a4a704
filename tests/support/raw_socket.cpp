#include "tests/support/raw_socket.h"

#include <arpa/inet.h>
#include <array>
#include <cstdlib>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#include <utility>

#include "tests/support/loopback.h"
#include "tests/support/signal.h"

namespace outreach::testing {
namespace {

constexpr int kDripMilliseconds = 5;

std::uint16_t bound_port(int descriptor) {
  sockaddr_in address{};
  socklen_t size = sizeof(address);
  ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size);
  return ntohs(address.sin_port);
}

int bound_socket() {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(0);
  if (descriptor < 0 ||
      ::bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
    std::abort();
  }
  return descriptor;
}

std::size_t declared_length(std::string_view head) {
  constexpr std::string_view kName = "Content-Length: ";
  const std::size_t start = head.find(kName);
  if (start == std::string_view::npos) {
    return 0;
  }
  return std::strtoul(std::string(head.substr(start + kName.size(), 20)).c_str(), nullptr, 10);
}

}  // namespace

RawPeer::RawPeer(int descriptor) : descriptor_(descriptor) {
  timeval patience{};
  patience.tv_sec = kPatience.count();
  ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
  ::setsockopt(descriptor_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
}

RawPeer::RawPeer(RawPeer&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), pending_(std::move(other.pending_)) {}

RawPeer::~RawPeer() {
  close();
}

RawPeer RawPeer::connect(std::uint16_t port) {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(port);
  ::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof(address));
  return RawPeer(descriptor);
}

RawPeer RawPeer::connect_from(std::uint8_t host, std::uint16_t port) {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in own = loopback(0);
  own.sin_addr.s_addr = htonl((INADDR_LOOPBACK & 0xffffff00U) | host);
  ::bind(descriptor, reinterpret_cast<const sockaddr*>(&own), sizeof(own));
  const sockaddr_in address = loopback(port);
  ::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof(address));
  return RawPeer(descriptor);
}

bool RawPeer::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) {
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool RawPeer::read_more() {
  std::array<char, 64 << 10> chunk{};
  const ssize_t size = ::recv(descriptor_, chunk.data(), chunk.size(), 0);
  if (size <= 0) {
    return false;
  }
  pending_.append(chunk.data(), static_cast<std::size_t>(size));
  return true;
}

std::string RawPeer::read_message() {
  std::size_t head_size = pending_.find("\r\n\r\n");
  while (head_size == std::string::npos && read_more()) {
    head_size = pending_.find("\r\n\r\n");
  }
  if (head_size == std::string::npos) {
    return std::exchange(pending_, {});
  }
  const std::size_t size =
      head_size + 4 + declared_length(std::string_view(pending_).substr(0, head_size));
  while (pending_.size() < size && read_more()) {
    continue;
  }
  std::string message = pending_.substr(0, size);
  pending_.erase(0, message.size());
  return message;
}

std::string RawPeer::read_all() {
  while (read_more()) {
    continue;
  }
  return std::exchange(pending_, {});
}

std::string RawPeer::read_some() {
  if (pending_.empty()) {
    read_more();
  }
  return std::exchange(pending_, {});
}

bool RawPeer::drip_until_closed(std::string_view text) {
  constexpr int kDripsMax =
      static_cast<int>(std::chrono::milliseconds(kPatience).count()) / kDripMilliseconds;
  for (int drip = 0; drip < kDripsMax; ++drip) {
    pollfd wanted{descriptor_, POLLIN, 0};
    if (::poll(&wanted, 1, kDripMilliseconds) > 0 && !read_more()) {
      return true;
    }
    if (!send(text.substr(static_cast<std::size_t>(drip) % text.size(), 1))) {
      return true;
    }
  }
  return false;
}

void RawPeer::finish_sending() {
  ::shutdown(descriptor_, SHUT_WR);
}

void RawPeer::interrupt() {
  ::shutdown(descriptor_, SHUT_RDWR);
}

void RawPeer::close() {
  if (descriptor_ >= 0) {
    ::close(std::exchange(descriptor_, -1));
  }
}

RawServer::RawServer(Talk talk) : talk_(std::move(talk)), listening_(bound_socket()) {
  port_ = bound_port(listening_);
  ::listen(listening_, SOMAXCONN);
  thread_ = std::thread([this] { serve(); });
}

RawServer::~RawServer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    if (talking_ != nullptr) {
      talking_->interrupt();
    }
  }
  ::shutdown(listening_, SHUT_RDWR);
  thread_.join();
  ::close(listening_);
}

std::string RawServer::url(std::string_view path) const {
  return "http://127.0.0.1:" + std::to_string(port_) + std::string(path);
}

void RawServer::serve() {
  for (;;) {
    const int descriptor = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
    if (descriptor < 0) {
      return;
    }
    RawPeer peer(descriptor);
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) {
        return;
      }
      talking_ = &peer;
    }
    talk_(peer, connections_++);
    const std::lock_guard lock(mutex_);
    talking_ = nullptr;
  }
}

std::uint16_t closed_port() {
  const int descriptor = bound_socket();
  const std::uint16_t port = bound_port(descriptor);
  ::close(descriptor);
  return port;
}

}  // namespace outreach::testing
