// One connection of the listener: reads a request, hands it to the handler, writes the answer, and
// again. All of it on the listener's thread. Inside this folder only.
#pragma once

#include <memory>
#include <optional>

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/vector_body.hpp>

#include "platform/http/listener.h"
#include "platform/http/mailbox.h"

namespace outreach::http {

// The standard's phrase for a status, as a short plain text.
OutgoingAnswer plain_answer(int status);

// What all sessions of a listener share; outlives them.
class SessionHost {
 public:
  virtual ~SessionHost() = default;
  virtual const ListenerOptions& options() const = 0;
  virtual void handle(IncomingRequest request, Reply reply) = 0;
  virtual std::shared_ptr<Mailbox> mailbox() const = 0;
  // The session has ended by itself: the host lets go of it.
  virtual void ended(const std::shared_ptr<Session>& session) = 0;
};

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(boost::asio::ip::tcp::socket socket, SessionHost& host);

  void run();
  void answer(OutgoingAnswer answer);
  // Whatever is under way ends with an error; nothing calls the host afterwards but `ended`.
  void close();

 private:
  using Body = boost::beast::http::vector_body<std::uint8_t>;
  using ErrorCode = boost::beast::error_code;

  void await_next_request();
  void read_head();
  void head_read(ErrorCode error);
  void invite_body();
  void read_body();
  void refuse(ErrorCode error);
  void dispatch();
  void write(OutgoingAnswer answer);
  void written(ErrorCode error);
  void read_to_end();
  void end();

  SessionHost& host_;
  boost::beast::tcp_stream stream_;
  boost::beast::flat_buffer buffer_;
  // Of the present request; the message that is being written is kept with its own write.
  std::optional<boost::beast::http::request_parser<Body>> parser_;
  std::string remote_;
  bool keeps_alive_ = false;
  bool is_head_request_ = false;
  unsigned version_ = 11;
  bool awaits_answer_ = false;
  bool ended_ = false;
};

}  // namespace outreach::http
