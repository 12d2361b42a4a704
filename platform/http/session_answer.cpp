// What a session sends: answers and refusals.
#include <algorithm>
#include <utility>

#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/http/write.hpp>

#include "platform/http/header_text.h"
#include "platform/http/session.h"

namespace outreach::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;

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

// 0 where the connection, not the request, is broken: nobody is there to be answered.
int refusal_status(const beast::error_code& code) {
  using Mistake = beast::http::error;
  if (code == Mistake::body_limit) {
    return 413;
  }
  if (code == no_room()) {
    return 503;
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

void Session::refuse(ErrorCode error) {
  const int status = refusal_status(error);
  if (status == 0) {
    end();
    return;
  }
  keeps_alive_ = false;
  idle_.reset();
  parser_.reset();
  give_back_bytes();
  OutgoingAnswer answer = plain_answer(status);
  if (status == 503 && host_.options().retry_after_seconds) {
    answer.headers.emplace_back("Retry-After",
                                std::to_string(host_.options().retry_after_seconds()));
  }
  write(std::move(answer));
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
  auto message = std::make_shared<beast::http::response<AnswerBody>>();
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
  stream_.expires_after(host_.options().body_timeout + time_for(message->body().size()));
  on_stream([this, &message](auto& stream) {
    beast::http::async_write(stream, *message,
                             [self = shared_from_this(), message](ErrorCode error, std::size_t) {
                               self->written(error);
                             });
  });
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
