#include "platform/http/listener.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>
#include <sys/resource.h>
#include <thread>
#include <unordered_set>
#include <utility>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "platform/clock/clock.h"
#include "platform/http/connection_room.h"
#include "platform/http/listener_setup.h"
#include "platform/http/mailbox.h"
#include "platform/http/session.h"

namespace outreach::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

// Out of descriptors or memory, accepting fails at once and would spin; connections end meanwhile.
constexpr std::chrono::milliseconds kPauseAfterRefusedAccept{100};

class BeastListener final : public Listener, public SessionHost {
 public:
  BeastListener(const ListenerOptions& options, Handler handler)
      : options_(within_descriptors(options)),
        handler_(std::move(handler)),
        mailbox_(std::make_shared<Mailbox>(context_)) {}
  ~BeastListener() override;

  Result<void> open();
  std::uint16_t port() const override {
    return port_;
  }

 private:
  struct Door {
    explicit Door(asio::io_context& context) : acceptor(context), pause(context) {}
    tcp::acceptor acceptor;
    asio::steady_timer pause;
  };

  const ListenerOptions& options() const override {
    return options_;
  }
  void handle(IncomingRequest request, Reply reply) override;
  std::shared_ptr<Mailbox> mailbox() const override {
    return mailbox_;
  }
  bool take_bytes(const std::string& peer, std::size_t bytes) override {
    return room_.take_bytes(peer, bytes);
  }
  void give_back_bytes(const std::string& peer, std::size_t bytes) override {
    room_.give_back_bytes(peer, bytes);
  }
  MonotonicTime now() const override {
    return clock_.now().monotonic;
  }
  std::uint64_t next_order() override {
    return ++order_;
  }
  void ended(const std::shared_ptr<Session>& session) override {
    if (sessions_.erase(session) > 0) {
      room_.leave(session->peer());
    }
  }

  error_code open_door(tcp::endpoint endpoint);
  void accept(Door& door);
  void accepted(Door& door, error_code error, tcp::socket socket);
  void admit(tcp::socket socket);
  bool make_place(const std::string& newcomer);
  void run();
  void stop();

  const ListenerOptions options_;
  const Handler handler_;
  std::optional<asio::ssl::context> tls_;  // outlives the sessions
  std::uint16_t port_ = 0;
  bool stopping_ = false;  // the listener's thread
  ConnectionRoom room_{options_};
  SystemClock clock_;
  std::uint64_t order_ = 0;
  asio::io_context context_{1};  // before all that lives in it
  asio::executor_work_guard<asio::io_context::executor_type> work_{context_.get_executor()};
  const std::shared_ptr<Mailbox> mailbox_;
  std::vector<std::unique_ptr<Door>> doors_;
  std::unordered_set<std::shared_ptr<Session>> sessions_;
  std::jthread thread_;
};

Result<void> BeastListener::open() {
  if (is_tls(options_)) {
    auto made = make_tls_context(options_);
    if (!made) {
      return made.error();
    }
    tls_.emplace(std::move(*made));
  }
  error_code error;
  const std::vector<tcp::endpoint> found = endpoints_of(options_, context_, error);
  if (error) {
    return cannot_listen(options_, error);
  }
  port_ = options_.port;
  // A name may stand for several addresses ("localhost"); one that this machine lacks is no
  // failure.
  error_code last = asio::error::host_not_found;
  for (const tcp::endpoint& endpoint : found) {
    last = open_door(endpoint);
    if (last == asio::error::address_in_use && options_.port != 0) {
      return cannot_listen(options_, last);
    }
  }
  if (doors_.empty()) {
    return cannot_listen(options_, last);
  }
  for (const auto& door : doors_) {
    accept(*door);
  }
  thread_ = std::jthread([this] { run(); });
  return {};
}

error_code BeastListener::open_door(tcp::endpoint endpoint) {
  endpoint.port(port_);  // the first door chose when any would do
  auto door = std::make_unique<Door>(context_);
  error_code error;
  door->acceptor.open(endpoint.protocol(), error);
  if (error) {
    return error;
  }
  door->acceptor.set_option(tcp::acceptor::reuse_address(true),
                            error);  // only over connections that are ending
  if (endpoint.address().is_v6()) {
    // "::" takes IPv4 as well; a single address of its own does not.
    door->acceptor.set_option(asio::ip::v6_only(!endpoint.address().is_unspecified()), error);
  }
  door->acceptor.bind(endpoint, error);
  if (error) {
    return error;
  }
  door->acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) {
    return error;
  }
  port_ = door->acceptor.local_endpoint(error).port();
  doors_.push_back(std::move(door));
  return error;
}

void BeastListener::accept(Door& door) {
  door.acceptor.async_accept([this, &door](error_code error, tcp::socket socket) {
    accepted(door, error, std::move(socket));
  });
}

void BeastListener::accepted(Door& door, error_code error, tcp::socket socket) {
  if (stopping_) {
    return;
  }
  if (error) {
    door.pause.expires_after(kPauseAfterRefusedAccept);
    door.pause.async_wait([this, &door](error_code) {
      if (!stopping_) {
        accept(door);
      }
    });
    return;
  }
  accept(door);
  admit(std::move(socket));
}

void BeastListener::admit(tcp::socket socket) {
  const auto session = std::make_shared<Session>(std::move(socket), *this, tls_ ? &*tls_ : nullptr);
  if (make_place(session->peer())) {
    sessions_.insert(session);
    room_.enter(session->peer());
    session->run();
  }
}

// Room for one more of this address, if need be by ending the connection that has had nothing in
// hand for longest: of the newcomer's own address where that has its share, else of the address
// that has the most. A flood thus pushes out its own.
bool BeastListener::make_place(const std::string& newcomer) {
  const bool has_share = !room_.has_place_for(newcomer);
  if (!has_share && room_.has_place()) {
    return true;
  }
  const std::int64_t latest = now().milliseconds - options_.yields_after.count();
  std::shared_ptr<Session> yielding;
  const auto yields_before = [this](const Session& left, const Session& right) {
    const std::size_t left_has = room_.connections_of(left.peer());
    const std::size_t right_has = room_.connections_of(right.peer());
    return left_has != right_has ? left_has > right_has : left.idle()->order < right.idle()->order;
  };
  for (const auto& session : sessions_) {
    const bool may_yield = session->idle() && session->idle()->since.milliseconds <= latest &&
                           (!has_share || session->peer() == newcomer);
    if (may_yield && (!yielding || yields_before(*session, *yielding))) {
      yielding = session;
    }
  }
  if (!yielding) {
    return false;
  }
  yielding->give_way();
  return true;
}

// The handler is the caller's code: what it throws must not end the server. Its Reply, dropped,
// answers 500.
void BeastListener::handle(IncomingRequest request, Reply reply) {
  try {
    handler_(std::move(request), std::move(reply));
  } catch (const std::exception&) {
    return;
  }
}

void BeastListener::run() {
  while (!stopping_) {
    try {
      context_.run();
    } catch (const std::exception&) {
      continue;  // out of memory in one session: the others go on
    }
  }
}

void BeastListener::stop() {
  stopping_ = true;
  work_.reset();  // run() returns when what is cancelled here has been told so
  for (const auto& door : doors_) {
    error_code ignored;
    door->acceptor.close(ignored);
    door->pause.cancel();
  }
  for (const auto& session : sessions_) {
    session->close();
  }
}

BeastListener::~BeastListener() {
  if (thread_.joinable()) {
    mailbox_->post([this] { stop(); });
    thread_.join();
  }
  mailbox_->close();
  sessions_.clear();
}

}  // namespace

Result<std::unique_ptr<Listener>> listen(const ListenerOptions& options, Handler handler) {
  auto listener = std::make_unique<BeastListener>(options, std::move(handler));
  if (const auto opened = listener->open(); !opened) {
    return opened.error();
  }
  return std::unique_ptr<Listener>(std::move(listener));
}

}  // namespace outreach::http
