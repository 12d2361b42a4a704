#include "platform/http/session.h"

#include <algorithm>

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/http/write.hpp>

#include "platform/http/header_text.h"

namespace outreach::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;

// Beast reads at most this much ahead of the body's end; more would only be memory per connection.
constexpr std::size_t kReadAheadBytes = 64 << 10;
// The slowest link we still serve (GPRS under a hill). An answer may take body_timeout plus its
// size at this pace.
constexpr std::size_t kSlowestBytesPerSecond = 1 << 10;
// A refused client may still be sending: closing at once would reset the connection and lose our
// answer (RFC 9112, section 9.6). For so long what it sends is read and dropped.
constexpr std::chrono::seconds kLingerTime{2};
constexpr std::size_t kLingerChunk = 16 << 10;

int clean_status(int status) {
  const bool is_final = status >= 200 && status <= 599;
  return is_final ? status : 500;
}

// RFC 9110, section 8.6: these never have a body nor a length.
bool has_no_body(int status) {
  return status == 204 || status == 304;
}

bool headers_fit(const OutgoingAnswer& answer) {
  return is_header_value(answer.content_type) &&
         std::all_of(answer.headers.begin(), answer.headers.end(), [](const auto& header) {
           return is_header_name(header.first) && is_header_value(header.second);
         });
}

// The framing of the message is this file's, never the handler's.
bool is_framing(const std::string& name) {
  return beast::iequals(name, "Content-Length") || beast::iequals(name, "Transfer-Encoding") ||
         beast::iequals(name, "Connection");
}

std::string remote_text(const asio::ip::tcp::socket& socket) {
  beast::error_code error;
  const auto endpoint = socket.remote_endpoint(error);
  if (error) {
    return {};
  }
  const auto address = endpoint.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
  }
  return address.to_string();
}

// 0 where the connection, not the request, is broken: nobody is there to be answered.
int refusal_status(const beast::error_code& code) {
  using Mistake = beast::http::error;
  if (code == Mistake::body_limit) {
    return 413;
  }
  if (code == Mistake::header_limit || code == Mistake::buffer_overflow) {
    return 431;
  }
  if (code == Mistake::bad_version) {
    return 505;
  }
  if (code == Mistake::end_of_stream || code == Mistake::partial_message) {
    return 0;
  }
  return code.category() == beast::http::make_error_code(Mistake::bad_value).category() ? 400 : 0;
}

}  // namespace

OutgoingAnswer plain_answer(int status) {
  OutgoingAnswer answer;
  answer.status = status;
  const std::string phrase(
      beast::http::obsolete_reason(beast::http::int_to_status(static_cast<unsigned>(status))));
  answer.body.assign(phrase.begin(), phrase.end());
  answer.body.push_back('\n');
  return answer;
}

Session::Session(asio::ip::tcp::socket socket, SessionHost& host)
    : host_(host),
      stream_(std::move(socket)),
      buffer_(host.options().header_bytes_max + kReadAheadBytes),
      remote_(remote_text(stream_.socket())) {}

void Session::run() {
  beast::error_code ignored;
  stream_.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
  read_head();
}

void Session::close() {
  stream_.close();
}

void Session::end() {
  if (!ended_) {
    ended_ = true;
    stream_.close();
    host_.ended(shared_from_this());
  }
}

// Until the first byte of the next request the idle limit holds, from then on the limit for a head.
void Session::await_next_request() {
  parser_.reset();
  if (buffer_.size() > 0) {
    read_head();
    return;
  }
  buffer_.shrink_to_fit();
  stream_.expires_after(host_.options().idle_timeout);
  constexpr std::size_t kFirstRead = 1 << 10;
  stream_.async_read_some(buffer_.prepare(kFirstRead),
                          [self = shared_from_this()](ErrorCode error, std::size_t size) {
                            self->buffer_.commit(size);
                            if (error) {
                              self->end();
                            } else {
                              self->read_head();
                            }
                          });
}

void Session::read_head() {
  parser_.emplace();
  // Beast takes 32-bit header limits.
  parser_->header_limit(static_cast<std::uint32_t>(host_.options().header_bytes_max));
  parser_->body_limit(host_.options().body_bytes_max);
  // One deadline for the whole head: bytes that drip in do not move it.
  stream_.expires_after(host_.options().head_timeout);
  beast::http::async_read_header(
      stream_, buffer_, *parser_,
      [self = shared_from_this()](ErrorCode error, std::size_t) { self->head_read(error); });
}

void Session::head_read(ErrorCode error) {
  if (error) {
    refuse(error);
    return;
  }
  const auto& head = parser_->get();
  version_ = head.version();
  is_head_request_ = head.method() == beast::http::verb::head;
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
  asio::async_write(stream_, asio::buffer(kContinue, sizeof(kContinue) - 1),
                    [self = shared_from_this()](ErrorCode error, std::size_t) {
                      if (error) {
                        self->end();
                      } else {
                        self->read_body();
                      }
                    });
}

void Session::read_body() {
  beast::http::async_read(stream_, buffer_, *parser_,
                          [self = shared_from_this()](ErrorCode error, std::size_t) {
                            if (error) {
                              self->refuse(error);
                            } else {
                              self->dispatch();
                            }
                          });
}

void Session::refuse(ErrorCode error) {
  const int status = refusal_status(error);
  if (status == 0) {
    end();
    return;
  }
  keeps_alive_ = false;
  write(plain_answer(status));
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
  request.body = std::move(message.body());
  parser_.reset();
  stream_.expires_never();  // from here until the answer the time is the handler's
  awaits_answer_ = true;
  auto ticket = std::make_shared<Ticket>(host_.mailbox(), weak_from_this());
  host_.handle(std::move(request),
               [ticket](OutgoingAnswer answer) { ticket->answer(std::move(answer)); });
}

void Session::answer(OutgoingAnswer answer) {
  if (awaits_answer_ && !ended_) {
    awaits_answer_ = false;
    write(std::move(answer));
  }
}

void Session::write(OutgoingAnswer answer) {
  if (!headers_fit(answer)) {
    answer = plain_answer(500);
  }
  const int status = clean_status(answer.status);
  auto message = std::make_shared<beast::http::response<Body>>();
  message->version(version_);
  message->result(static_cast<unsigned>(status));
  if (!answer.content_type.empty() && !has_no_body(status)) {
    message->set(beast::http::field::content_type, answer.content_type);
  }
  for (const auto& [name, value] : answer.headers) {
    if (!is_framing(name)) {
      message->insert(name, value);
    }
  }
  message->keep_alive(keeps_alive_);
  if (!has_no_body(status)) {
    message->content_length(answer.body.size());
    if (!is_head_request_) {
      message->body() = std::move(answer.body);
    }
  }
  const auto pace = std::chrono::seconds(message->body().size() / kSlowestBytesPerSecond);
  stream_.expires_after(host_.options().body_timeout + pace);
  beast::http::async_write(
      stream_, *message,
      [self = shared_from_this(), message](ErrorCode error, std::size_t) { self->written(error); });
}

void Session::written(ErrorCode error) {
  if (error) {
    end();
  } else if (keeps_alive_) {
    await_next_request();
  } else {
    stream_.expires_after(kLingerTime);
    stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, error);
    read_to_end();
  }
}

void Session::read_to_end() {
  buffer_.clear();
  stream_.async_read_some(buffer_.prepare(kLingerChunk),
                          [self = shared_from_this()](ErrorCode error, std::size_t) {
                            if (error) {
                              self->end();
                            } else {
                              self->read_to_end();
                            }
                          });
}

}  // namespace outreach::http
