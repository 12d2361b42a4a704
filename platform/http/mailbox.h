// The road from any thread back to a listener's own: outlives the listener, and is closed by it.
// Inside this folder only.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

#include <boost/asio/io_context.hpp>

#include "platform/http/listener.h"

namespace outreach::http {

class Session;

class Mailbox {
 public:
  explicit Mailbox(boost::asio::io_context& context) : context_(&context) {}

  // Runs the job on the listener's thread, never inside this call; drops it once closed. Any
  // thread.
  void post(std::function<void()> job);
  // After it nothing touches the context any more.
  void close();

 private:
  std::mutex mutex_;
  boost::asio::io_context* context_;  // null once closed
};

// What a Reply holds: answers its session once, with 500 if nobody did.
class Ticket {
 public:
  // `gone` runs on the listener's thread after the last copy of the Reply was dropped.
  Ticket(std::shared_ptr<Mailbox> mailbox, std::weak_ptr<Session> session,
         std::function<void()> gone)
      : mailbox_(std::move(mailbox)), session_(std::move(session)), gone_(std::move(gone)) {}
  Ticket(const Ticket&) = delete;
  Ticket& operator=(const Ticket&) = delete;
  ~Ticket();

  void answer(OutgoingAnswer answer);

 private:
  const std::shared_ptr<Mailbox> mailbox_;
  // Made strong on the listener's thread alone: a session's socket must not die on another one.
  const std::weak_ptr<Session> session_;
  std::function<void()> gone_;
  std::atomic<bool> answered_ = false;
};

}  // namespace outreach::http
