#include "platform/http/session.h"

#include <algorithm>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/rfc7230.hpp>

#include "platform/http/header_text.h"

namespace outreach::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;

// Beast reads at most this much ahead of the body's end; more would only be memory per connection.
constexpr std::size_t kReadAheadBytes = 64 << 10;
constexpr std::size_t kFirstRead = 1 << 10;  // of the next request: a head is smaller

asio::ip::address address_of(const asio::ip::tcp::socket& socket) {
  beast::error_code error;
  const auto endpoint = socket.remote_endpoint(error);
  if (error) {
    return {};
  }
  const auto address = endpoint.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
  }
  return address;
}

// One machine may have every address of its /64 (RFC 4291, 2.5.4).
std::string peer_of(const asio::ip::address& address) {
  if (!address.is_v6()) {
    return address.to_string();
  }
  auto bytes = address.to_v6().to_bytes();
  std::fill(bytes.begin() + 8, bytes.end(), std::uint8_t{0});
  return asio::ip::address_v6(bytes).to_string();
}

}  // namespace

Session::Session(asio::ip::tcp::socket socket, SessionHost& host, asio::ssl::context* tls)
    : host_(host),
      stream_(std::move(socket)),
      buffer_(host.options().header_bytes_max + kReadAheadBytes),
      remote_(address_of(stream_.socket()).to_string()),
      peer_(peer_of(address_of(stream_.socket()))) {
  if (tls != nullptr) {
    tls_.emplace(stream_, *tls);
  }
}

void Session::run() {
  beast::error_code ignored;
  stream_.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
  if (!tls_) {
    read_head();
    return;
  }
  becomes_idle();
  stream_.expires_after(host_.options().head_timeout);
  tls_->async_handshake(asio::ssl::stream_base::server,
                        [self = shared_from_this()](ErrorCode error) {
                          if (error) {
                            self->end();
                          } else {
                            self->read_head();
                          }
                        });
}

void Session::close() {
  stream_.close();
}

void Session::give_way() {
  end();
}

void Session::end() {
  if (!ended_) {
    ended_ = true;
    give_back_bytes();
    stream_.close();
    host_.ended(shared_from_this());
  }
}

void Session::becomes_idle() {
  idle_ = Idle{host_.now(), host_.next_order()};
}

// Until the first byte of the next request the idle limit holds, from then on the limit for a head.
void Session::await_next_request() {
  parser_.reset();
  if (buffer_.size() > 0) {
    read_head();
    return;
  }
  becomes_idle();
  buffer_.shrink_to_fit();
  stream_.expires_after(host_.options().idle_timeout);
  on_stream([this](auto& stream) {
    stream.async_read_some(buffer_.prepare(kFirstRead),
                           [self = shared_from_this()](ErrorCode error, std::size_t size) {
                             self->buffer_.commit(size);
                             if (error) {
                               self->end();
                             } else {
                               self->read_head();
                             }
                           });
  });
}

void Session::read_head() {
  becomes_idle();
  parser_.emplace();
  parser_->get().body().take = [this](std::size_t bytes) {
    const bool taken = host_.take_bytes(peer_, bytes);
    taken_bytes_ += taken ? bytes : 0;
    return taken;
  };
  // Beast takes 32-bit header limits.
  parser_->header_limit(static_cast<std::uint32_t>(host_.options().header_bytes_max));
  parser_->body_limit(host_.options().body_bytes_max);
  // One deadline for the whole head: bytes that drip in do not move it.
  stream_.expires_after(host_.options().head_timeout);
  on_stream([this](auto& stream) {
    beast::http::async_read_header(
        stream, buffer_, *parser_,
        [self = shared_from_this()](ErrorCode error, std::size_t) { self->head_read(error); });
  });
}

void Session::head_read(ErrorCode error) {
  if (error) {
    refuse(error);
    return;
  }
  idle_.reset();
  const auto& head = parser_->get();
  version_ = head.version();
  is_head_request_ = head.method() == beast::http::verb::head;
  body_begun_ = host_.now();
  stream_.expires_after(host_.options().body_timeout);
  const bool asks_first =
      version_ == 11 && beast::iequals(head[beast::http::field::expect], "100-continue");
  if (asks_first && !parser_->is_done() && buffer_.size() == 0) {
    invite_body();
  } else {
    read_body();
  }
}

void Session::invite_body() {
  static constexpr char kContinue[] = "HTTP/1.1 100 Continue\r\n\r\n";
  on_stream([this](auto& stream) {
    asio::async_write(stream, asio::buffer(kContinue, sizeof(kContinue) - 1),
                      [self = shared_from_this()](ErrorCode error, std::size_t) {
                        if (error) {
                          self->end();
                        } else {
                          self->read_body();
                        }
                      });
  });
}

void Session::read_body() {
  if (parser_->is_done()) {
    dispatch();
    return;
  }
  const std::chrono::milliseconds gone{host_.now().milliseconds - body_begun_.milliseconds};
  stream_.expires_after(std::max(host_.options().body_timeout + time_for(taken_bytes_) - gone,
                                 std::chrono::milliseconds(0)));
  on_stream([this](auto& stream) {
    beast::http::async_read_some(stream, buffer_, *parser_,
                                 [self = shared_from_this()](ErrorCode error, std::size_t) {
                                   if (error) {
                                     self->refuse(error);
                                   } else {
                                     self->read_body();
                                   }
                                 });
  });
}

void Session::give_back_bytes() {
  host_.give_back_bytes(peer_, std::exchange(taken_bytes_, 0));
}

void Session::dispatch() {
  auto message = parser_->release();
  keeps_alive_ = message.keep_alive();
  IncomingRequest request;
  request.method = std::string(message.method_string());
  request.target = std::string(message.target());
  request.content_type = media_type(message[beast::http::field::content_type]);
  request.remote = remote_;
  request.range = std::string(message[beast::http::field::range]);
  request.if_range = std::string(message[beast::http::field::if_range]);
  request.body = std::move(message.body().bytes);
  parser_.reset();
  stream_.expires_never();  // from here until the answer the time is the handler's
  awaits_answer_ = true;
  // The body is the handler's now, and its bytes count until the handler lets go of the reply.
  auto ticket = std::make_shared<Ticket>(
      host_.mailbox(), weak_from_this(),
      [&host = host_, peer = peer_, bytes = std::exchange(taken_bytes_, 0)] {
        host.give_back_bytes(peer, bytes);
      });
  host_.handle(std::move(request),
               [ticket](OutgoingAnswer answer) { ticket->answer(std::move(answer)); });
}

}  // namespace outreach::http
