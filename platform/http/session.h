// One connection of the listener: reads a request, hands it to the handler, writes the answer, and
// again. All of it on the listener's thread. Inside this folder only.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/vector_body.hpp>

#include "platform/base/time.h"
#include "platform/http/counted_body.h"
#include "platform/http/listener.h"
#include "platform/http/mailbox.h"

namespace outreach::http {

// The standard's phrase for a status, as a short plain text.
OutgoingAnswer plain_answer(int status);

// The slowest link we still serve (GPRS under a hill): a body or an answer may take body_timeout
// and the time its bytes need at this pace. What drips slower is cut, however long it goes on.
inline constexpr std::size_t kSlowestBytesPerSecond = 1 << 10;
inline std::chrono::milliseconds time_for(std::size_t bytes) {
  return std::chrono::milliseconds(bytes * 1'000 / kSlowestBytesPerSecond);
}

// What all sessions of a listener share; outlives them.
class SessionHost {
 public:
  virtual ~SessionHost() = default;
  virtual const ListenerOptions& options() const = 0;
  virtual void handle(IncomingRequest request, Reply reply) = 0;
  virtual std::shared_ptr<Mailbox> mailbox() const = 0;
  // Room for so many bytes of bodies of this peer; false: there is none.
  virtual bool take_bytes(const std::string& peer, std::size_t bytes) = 0;
  virtual void give_back_bytes(const std::string& peer, std::size_t bytes) = 0;
  virtual MonotonicTime now() const = 0;
  // Counts up.
  virtual std::uint64_t next_order() = 0;
  // The session has ended by itself: the host lets go of it.
  virtual void ended(const std::shared_ptr<Session>& session) = 0;
};

class Session : public std::enable_shared_from_this<Session> {
 public:
  // `tls`: none for plain HTTP.
  Session(boost::asio::ip::tcp::socket socket, SessionHost& host, boost::asio::ssl::context* tls);

  void run();
  void answer(OutgoingAnswer answer);
  // Whatever is under way ends with an error; nothing calls the host afterwards but `ended`.
  void close();
  // Ends at once and makes its place free: for one that has nothing in hand.
  void give_way();

  // It has nothing in hand: no whole head has come, and no answer is owed.
  struct Idle {
    MonotonicTime since;
    std::uint64_t order = 0;  // less than of what became so later
  };
  const std::optional<Idle>& idle() const {
    return idle_;
  }
  // Whom its place counts for: the peer's address, or the network that an IPv6 peer has to itself.
  const std::string& peer() const {
    return peer_;
  }

 private:
  using AnswerBody = boost::beast::http::vector_body<std::uint8_t>;
  using ErrorCode = boost::beast::error_code;

  void becomes_idle();
  void await_next_request();
  void read_head();
  void head_read(ErrorCode error);
  void invite_body();
  void read_body();
  void refuse(ErrorCode error);
  void dispatch();
  void give_back_bytes();
  void write(OutgoingAnswer answer);
  void written(ErrorCode error);
  void read_to_end();
  void end();

  SessionHost& host_;
  // Calls `use` with what carries the bytes: the TLS stream where there is one.
  template <typename Use>
  void on_stream(Use use) {
    if (tls_) {
      use(*tls_);
    } else {
      use(stream_);
    }
  }

  boost::beast::tcp_stream stream_;
  std::optional<boost::asio::ssl::stream<boost::beast::tcp_stream&>> tls_;  // over stream_
  boost::beast::flat_buffer buffer_;
  // Of the present request; the message that is being written is kept with its own write.
  std::optional<boost::beast::http::request_parser<CountedBody>> parser_;
  std::string remote_;
  std::string peer_;
  std::optional<Idle> idle_;
  MonotonicTime body_begun_;
  std::size_t taken_bytes_ = 0;  // of the host's room, for the body that is coming in
  bool keeps_alive_ = false;
  bool is_head_request_ = false;
  unsigned version_ = 11;
  bool awaits_answer_ = false;
  bool ended_ = false;
};

}  // namespace outreach::http
