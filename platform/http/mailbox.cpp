#include "platform/http/mailbox.h"

#include <boost/asio/post.hpp>

#include "platform/http/session.h"

namespace outreach::http {

void Mailbox::post(std::function<void()> job) {
  const std::lock_guard lock(mutex_);
  if (context_ != nullptr) {
    boost::asio::post(*context_, std::move(job));
  }
}

void Mailbox::close() {
  const std::lock_guard lock(mutex_);
  context_ = nullptr;
}

Ticket::~Ticket() {
  answer(plain_answer(500));
  mailbox_->post(std::move(gone_));
}

void Ticket::answer(OutgoingAnswer answer) {
  if (answered_.exchange(true)) {
    return;
  }
  auto parcel = std::make_shared<OutgoingAnswer>(std::move(answer));
  mailbox_->post([session = session_, parcel] {
    if (const auto alive = session.lock()) {
      alive->answer(std::move(*parcel));
    }
  });
}

}  // namespace outreach::http
