// Long because the loop of one thread and everything it does to a connection are read together.
#include "tests/support/wire_proxy.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <condition_variable>
#include <cstdlib>
#include <deque>
#include <list>
#include <mutex>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <utility>

#include "tests/support/loopback.h"
#include "tests/support/wire_direction.h"

namespace outreach::testing {
namespace {

using Clock = WireDirection::Clock;
using namespace std::chrono_literals;

constexpr std::size_t kReadAtOnce = 8 << 10;

void reset(int descriptor) {
  const linger at_once{1, 0};
  ::setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
  ::close(descriptor);
}

int connected(std::uint16_t port) {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(port);
  if (::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
    ::close(descriptor);
    return -1;
  }
  return descriptor;
}

void send_at_once(int descriptor) {
  const int on = 1;
  ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
}

}  // namespace

struct Connection {
  int kiosk = -1;
  int county = -1;
  std::size_t number = 0;  // since the start
  WireDirection up;
  WireDirection down;
  bool gone = false;
  bool closes_when_drained = false;
  bool answer_lost = false;
  std::deque<std::string> asked;  // of a gateway: requests that the county has not answered
};

struct WireProxy::State {
  explicit State(std::uint16_t port_of_county) : county_port(port_of_county) {}

  void run();
  void wait_for_something();
  void turn(Connection& connection);
  void accept_one();
  void take(Connection& connection, WireDirection& direction, int from);
  void came(Connection& connection, WireDirection& direction, const std::string& bytes);
  void whole_requests(Connection& connection);
  void whole_answers(Connection& connection);
  void pass(Connection& connection, WireDirection& direction, int to);
  static void break_off(Connection& connection);
  void cut(Connection& connection);

  std::uint16_t county_port;
  std::uint16_t port = 0;
  int listening = -1;
  int wake = -1;
  std::list<Connection> connections;  // the thread's own

  mutable std::mutex mutex;
  bool stopping = false;
  bool cut_all = false;
  LineOf line_of = [](std::size_t) { return Line{}; };
  std::size_t first_of_line = 0;
  Gateway gateway;
  Traffic traffic;
  std::vector<std::string> heard;
  std::condition_variable was_heard;
  std::thread thread;
};

void WireProxy::State::accept_one() {
  const int kiosk = ::accept4(listening, nullptr, nullptr, SOCK_CLOEXEC);
  if (kiosk < 0) {
    return;
  }
  const int county = connected(county_port);
  if (county < 0) {
    reset(kiosk);
    return;
  }
  send_at_once(kiosk);
  send_at_once(county);
  const std::lock_guard lock(mutex);
  Connection& connection = connections.emplace_back();
  connection.kiosk = kiosk;
  connection.county = county;
  connection.number = traffic.connections++;
  const Line line = line_of(connection.number - first_of_line);
  connection.up.lane = line.up;
  connection.down.lane = line.down;
  heard.emplace_back();
}

void WireProxy::State::break_off(Connection& connection) {
  reset(connection.kiosk);
  reset(connection.county);
  connection.gone = true;
}

void WireProxy::State::cut(Connection& connection) {
  break_off(connection);
  ++traffic.cuts;
}

void WireProxy::State::take(Connection& connection, WireDirection& direction, int from) {
  std::array<char, kReadAtOnce> buffer{};
  const ssize_t size = ::recv(from, buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (size > 0) {
    came(connection, direction, std::string(buffer.data(), static_cast<std::size_t>(size)));
  } else if (size == 0 || errno != EAGAIN) {
    direction.source_ended = true;
  }
}

void WireProxy::State::came(Connection& connection, WireDirection& direction,
                            const std::string& bytes) {
  if (!gateway.answer_itself && !gateway.change_request && !gateway.change_answer) {
    direction.hold(bytes);
    return;
  }
  direction.message += bytes;
  if (&direction == &connection.up) {
    whole_requests(connection);
  } else {
    whole_answers(connection);
  }
}

void WireProxy::State::whole_requests(Connection& connection) {
  while (const auto size = message_size(connection.up.message)) {
    std::string request = connection.up.message.substr(0, *size);
    connection.up.message.erase(0, *size);
    auto own = gateway.answer_itself ? gateway.answer_itself(request) : std::nullopt;
    if (own) {
      heard[connection.number] += request;  // it came as far as the gateway
      traffic.bytes_up += request.size();
      connection.closes_when_drained = own->find("Connection: close") != std::string::npos;
      connection.down.hold(*own);
    } else {
      connection.asked.push_back(request);
      connection.up.hold(gateway.change_request ? gateway.change_request(std::move(request))
                                                : request);
    }
  }
}

void WireProxy::State::whole_answers(Connection& connection) {
  while (const auto size = message_size(connection.down.message)) {
    std::string answer = connection.down.message.substr(0, *size);
    connection.down.message.erase(0, *size);
    const std::string request = connection.asked.empty() ? "" : connection.asked.front();
    if (!connection.asked.empty()) {
      connection.asked.pop_front();
    }
    if (gateway.change_answer) {
      answer = gateway.change_answer(request, std::move(answer));
    }
    if (answer.empty()) {
      connection.answer_lost = true;
      return;
    }
    connection.down.hold(answer);
  }
}

// Lets go what is due, up to where the lane cuts or falls silent.
void WireProxy::State::pass(Connection& connection, WireDirection& direction, int to) {
  const bool is_up = &direction == &connection.up;
  while (direction.is_due()) {
    const std::string& bytes = direction.held.front().bytes;
    const ssize_t sent =
        ::send(to, bytes.data(), direction.next_size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent < 0 && errno == EAGAIN) {
      return;
    }
    if (sent < 0) {
      break_off(connection);
      return;
    }
    const auto size = static_cast<std::size_t>(sent);
    (is_up ? traffic.bytes_up : traffic.bytes_down) += size;
    if (is_up) {
      heard[connection.number].append(bytes, 0, size);
      was_heard.notify_all();
    }
    direction.has_passed(size);
    if (direction.passed >= direction.lane.cut_at) {
      cut(connection);
      return;
    }
  }
  if (direction.source_ended && direction.held.empty() && !direction.end_passed_on &&
      !direction.is_silent()) {
    ::shutdown(to, SHUT_WR);
    direction.end_passed_on = true;
  }
}

void WireProxy::State::turn(Connection& connection) {
  if (cut_all) {
    cut(connection);
    return;
  }
  for (auto [direction, from] : {std::pair{&connection.up, connection.kiosk},
                                 std::pair{&connection.down, connection.county}}) {
    if (direction->takes()) {
      take(connection, *direction, from);
    }
  }
  if (connection.answer_lost) {
    cut(connection);
    return;
  }
  pass(connection, connection.up, connection.county);
  if (!connection.gone) {
    pass(connection, connection.down, connection.kiosk);
  }
  const bool is_over = connection.up.end_passed_on && connection.down.end_passed_on;
  const bool was_closed = connection.closes_when_drained && connection.down.held.empty();
  if (!connection.gone && (is_over || was_closed)) {
    ::close(connection.kiosk);
    ::close(connection.county);
    connection.gone = true;
  }
}

void WireProxy::State::wait_for_something() {
  std::vector<pollfd> wanted{{listening, POLLIN, 0}, {wake, POLLIN, 0}};
  auto until = Clock::now() + 1s;
  for (const Connection& connection : connections) {
    for (const auto& [direction, from, to] :
         {std::tuple{&connection.up, connection.kiosk, connection.county},
          std::tuple{&connection.down, connection.county, connection.kiosk}}) {
      if (direction->takes()) {
        wanted.push_back({from, POLLIN, 0});
      }
      if (direction->is_due()) {
        wanted.push_back({to, POLLOUT, 0});
      } else if (!direction->held.empty() && !direction->is_silent()) {
        until = std::min(until, direction->held.front().due);
      }
    }
  }
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
  ::poll(wanted.data(), wanted.size(), static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
  if ((wanted[0].revents & POLLIN) != 0) {
    accept_one();
  }
  if ((wanted[1].revents & POLLIN) != 0) {
    std::uint64_t count = 0;
    static_cast<void>(::read(wake, &count, sizeof(count)));
  }
}

void WireProxy::State::run() {
  for (;;) {
    wait_for_something();
    const std::lock_guard lock(mutex);
    if (stopping) {
      break;
    }
    for (Connection& connection : connections) {
      turn(connection);
    }
    cut_all = false;
    connections.remove_if([](const Connection& connection) { return connection.gone; });
  }
  for (const Connection& connection : connections) {
    ::close(connection.kiosk);
    ::close(connection.county);
  }
}

WireProxy::WireProxy(std::uint16_t county_port) : state_(std::make_unique<State>(county_port)) {
  State& state = *state_;
  state.listening = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  state.wake = ::eventfd(0, EFD_CLOEXEC);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof(address);
  auto* const plain = reinterpret_cast<sockaddr*>(&address);
  if (state.listening < 0 || state.wake < 0 || ::bind(state.listening, plain, size) != 0 ||
      ::listen(state.listening, SOMAXCONN) != 0 ||
      ::getsockname(state.listening, plain, &size) != 0) {
    std::abort();
  }
  state.port = ntohs(address.sin_port);
  state.thread = std::thread([&state] { state.run(); });
}

WireProxy::~WireProxy() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->stopping = true;
  }
  ::eventfd_write(state_->wake, 1);
  state_->thread.join();
  ::close(state_->listening);
  ::close(state_->wake);
}

std::uint16_t WireProxy::port() const {
  return state_->port;
}

std::string WireProxy::url() const {
  return "http://127.0.0.1:" + std::to_string(state_->port);
}

void WireProxy::use(LineOf line_of) {
  const std::lock_guard lock(state_->mutex);
  state_->line_of = std::move(line_of);
  state_->first_of_line = state_->traffic.connections;
}

void WireProxy::use(const Line& line) {
  use([line](std::size_t) { return line; });
}

void WireProxy::use(Gateway gateway) {
  const std::lock_guard lock(state_->mutex);
  state_->gateway = std::move(gateway);
}

void WireProxy::cut_all() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->cut_all = true;
  }
  ::eventfd_write(state_->wake, 1);
}

Traffic WireProxy::traffic() const {
  const std::lock_guard lock(state_->mutex);
  return state_->traffic;
}

bool WireProxy::wait_until_heard(const std::string& text) const {
  constexpr auto kHeardWithin = 20s;
  std::unique_lock lock(state_->mutex);
  return state_->was_heard.wait_for(lock, kHeardWithin, [&] {
    return std::any_of(state_->heard.begin(), state_->heard.end(), [&](const std::string& stream) {
      return stream.find(text) != std::string::npos;
    });
  });
}

std::vector<std::string> WireProxy::heard() const {
  const std::lock_guard lock(state_->mutex);
  return state_->heard;
}

std::optional<std::size_t> message_size(const std::string& text) {
  const std::size_t head = text.find("\r\n\r\n");
  if (head == std::string::npos) {
    return std::nullopt;
  }
  constexpr const char* kLength = "\r\nContent-Length: ";
  const std::size_t at = text.find(kLength);
  const std::size_t body =
      at < head
          ? std::strtoull(text.c_str() + at + std::char_traits<char>::length(kLength), nullptr, 10)
          : 0;
  const std::size_t size = head + 4 + body;
  return text.size() >= size ? std::optional(size) : std::nullopt;
}

std::vector<std::string> messages_in(const std::string& stream) {
  std::vector<std::string> messages;
  std::string rest = stream;
  while (const auto size = message_size(rest)) {
    messages.push_back(rest.substr(0, *size));
    rest.erase(0, *size);
  }
  return messages;
}

std::string http_answer(const std::string& status, const std::string& headers,
                        const std::string& body) {
  return "HTTP/1.1 " + status + "\r\n" + headers +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace outreach::testing
