#include "tests/bench/herd_wire.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

#include "tests/bench/measure.h"
#include "tests/bench/sample_day.h"

namespace outreach::bench {
namespace {

constexpr int kTurnMilliseconds = 5;
constexpr std::size_t kReadAtOnce = 64 << 10;
constexpr double kDripSeconds = 0.1;
constexpr std::uint32_t kOtherHost = INADDR_LOOPBACK + 1;  // 127.0.0.2

sockaddr_in address_of(std::uint32_t host, std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(host);
  address.sin_port = htons(port);
  return address;
}

void allow_many_descriptors() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
  }
}

std::string header_of(const std::string& head, const std::string& name) {
  const std::size_t at = head.find("\r\n" + name + ": ");
  if (at == std::string::npos) {
    return {};
  }
  const std::size_t begin = at + name.size() + 4;
  return head.substr(begin, head.find("\r\n", begin) - begin);
}

}  // namespace

HerdWire::~HerdWire() {
  close();
}

void HerdWire::close() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
    descriptor_ = -1;
  }
}

void HerdWire::connect() {
  close();
  in_.clear();
  is_again_ = false;
  descriptor_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  const int yes = 1;
  ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
  const sockaddr_in to = address_of(INADDR_LOOPBACK, port_);
  if (::connect(descriptor_, reinterpret_cast<const sockaddr*>(&to), sizeof(to)) != 0 &&
      errno != EINPROGRESS) {
    fail();
  }
}

void HerdWire::send_request(const std::string& path, const Bytes& body) {
  request_ = "POST " + path +
             " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/outreach\r\n" +
             "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
  request_.append(body.begin(), body.end());
  out_ = request_;
  awaits_ = true;
  if (descriptor_ < 0) {
    connect();
  }
}

std::optional<http::Outcome> HerdWire::take_outcome() {
  return std::exchange(outcome_, std::nullopt);
}

void HerdWire::fail() {
  const bool was_kept = is_again_;
  close();
  if (was_kept && awaits_ && in_.empty()) {
    out_ = request_;  // closed while it was idle: opened anew, as libcurl does
    connect();
    return;
  }
  awaits_ = false;
  outcome_ = http::Failure{http::Fault::Cut, "the connection ended", {}};
}

bool HerdWire::has_whole_answer() const {
  const std::size_t head = in_.find("\r\n\r\n");
  return head != std::string::npos &&
         in_.size() >=
             head + 4 + std::strtoul(header_of(in_, "Content-Length").c_str(), nullptr, 10);
}

void HerdWire::move() {
  while (!out_.empty()) {
    const ssize_t sent = ::send(descriptor_, out_.data(), out_.size(), MSG_NOSIGNAL);
    if (sent < 0) {
      if (errno != EAGAIN && errno != ENOTCONN && errno != EINPROGRESS) {
        fail();
      }
      return;
    }
    out_.erase(0, static_cast<std::size_t>(sent));
  }
  std::string part(kReadAtOnce, '\0');
  const ssize_t got = ::recv(descriptor_, part.data(), part.size(), 0);
  if (got < 0 && errno == EAGAIN) {
    return;
  }
  if (got <= 0) {
    fail();
    return;
  }
  in_.append(part, 0, static_cast<std::size_t>(got));
  if (!has_whole_answer()) {
    return;
  }
  const std::size_t head = in_.find("\r\n\r\n");
  http::Answer answer;
  answer.status = std::atoi(in_.c_str() + std::string("HTTP/1.1 ").size());
  answer.content_type = header_of(in_, "Content-Type");
  if (std::string retry = header_of(in_, "Retry-After"); !retry.empty()) {
    answer.retry_after = std::move(retry);
  }
  answer.body.assign(in_.begin() + static_cast<std::ptrdiff_t>(head) + 4, in_.end());
  in_.clear();
  awaits_ = false;
  is_again_ = true;
  outcome_ = std::move(answer);
}

void HerdWire::turn(const std::vector<HerdWire*>& wires) {
  std::vector<pollfd> watched;
  std::vector<HerdWire*> owners;
  for (HerdWire* wire : wires) {
    if (wire->awaits_ && wire->descriptor_ >= 0) {
      const bool sends = !wire->out_.empty();
      watched.push_back({wire->descriptor_, static_cast<short>(sends ? POLLOUT : POLLIN), 0});
      owners.push_back(wire);
    }
  }
  ::poll(watched.data(), watched.size(), kTurnMilliseconds);
  for (std::size_t i = 0; i < watched.size(); ++i) {
    if (watched[i].revents != 0) {
      owners[i]->move();
    }
  }
}

Drips::Drips(std::uint16_t port, std::size_t count) {
  allow_many_descriptors();
  for (std::size_t i = 0; i < count; ++i) {
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in from = address_of(kOtherHost, 0);
    const sockaddr_in to = address_of(INADDR_LOOPBACK, port);
    if (::bind(descriptor, reinterpret_cast<const sockaddr*>(&from), sizeof(from)) != 0 ||
        ::connect(descriptor, reinterpret_cast<const sockaddr*>(&to), sizeof(to)) != 0) {
      must(Result<void>(Error{ErrorCode::Refused, "a connection that drips could not be opened"}));
    }
    ::fcntl(descriptor, F_SETFL, O_NONBLOCK);
    const std::string begun = i % 2 == 0
                                  ? "GET /v1/county HTTP/1.1\r\nX-Slow: "
                                  : "POST /v1/batches HTTP/1.1\r\nContent-Length: 900000\r\n\r\n";
    (void)::send(descriptor, begun.data(), begun.size(), MSG_NOSIGNAL);
    descriptors_.push_back(descriptor);
  }
}

Drips::~Drips() {
  for (const int descriptor : descriptors_) {
    ::close(descriptor);
  }
}

void Drips::drip() {
  const double now = seconds_now();
  if (now - dripped_at_ < kDripSeconds) {
    return;
  }
  dripped_at_ = now;
  for (const int descriptor : descriptors_) {
    (void)::send(descriptor, "x", 1, MSG_NOSIGNAL);
  }
}

std::size_t Drips::open() const {
  return static_cast<std::size_t>(
      std::count_if(descriptors_.begin(), descriptors_.end(), [](int descriptor) {
        char byte = 0;
        return ::recv(descriptor, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && errno == EAGAIN;
      }));
}

}  // namespace outreach::bench
