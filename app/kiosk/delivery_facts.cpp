#include "app/kiosk/delivery_facts.h"

#include <algorithm>
#include <cstdlib>

namespace outreach::kiosk {
namespace {

core::DeliveryView::Link link_of(client::Link link) {
  switch (link) {
    case client::Link::NotEnrolled:
      return core::DeliveryView::Link::NotEnrolled;
    case client::Link::ByStick:
      return core::DeliveryView::Link::ByStick;
    case client::Link::Idle:
      return core::DeliveryView::Link::Idle;
    case client::Link::Sending:
      return core::DeliveryView::Link::Sending;
    case client::Link::WaitingRetry:
      return core::DeliveryView::Link::WaitingRetry;
    case client::Link::Held:
      break;
  }
  return core::DeliveryView::Link::Held;
}

core::DeliveryView::Trouble trouble_of(client::Trouble trouble) {
  switch (trouble) {
    case client::Trouble::None:
      return core::DeliveryView::Trouble::None;
    case client::Trouble::Unreachable:
      return core::DeliveryView::Trouble::Unreachable;
    case client::Trouble::NotTheCounty:
      return core::DeliveryView::Trouble::NotTheCounty;
    case client::Trouble::Refused:
      return core::DeliveryView::Trouble::Refused;
    case client::Trouble::Revoked:
      return core::DeliveryView::Trouble::Revoked;
    case client::Trouble::CountyKeys:
      return core::DeliveryView::Trouble::CountyKeys;
    case client::Trouble::CertificateDates:
      return core::DeliveryView::Trouble::CertificateDates;
    case client::Trouble::CertificateHost:
      return core::DeliveryView::Trouble::CertificateHost;
    case client::Trouble::CertificateIssuer:
      return core::DeliveryView::Trouble::CertificateIssuer;
    case client::Trouble::Version:
      return core::DeliveryView::Trouble::Version;
    case client::Trouble::Busy:
      return core::DeliveryView::Trouble::Busy;
    case client::Trouble::Timeout:
      return core::DeliveryView::Trouble::Timeout;
    case client::Trouble::Malformed:
      return core::DeliveryView::Trouble::Malformed;
    case client::Trouble::OwnDisk:
      return core::DeliveryView::Trouble::OwnDisk;
    case client::Trouble::Diverged:
      break;
  }
  return core::DeliveryView::Trouble::Diverged;
}

bool same_entries(const std::vector<core::SetAsideEntry>& left,
                  const std::vector<core::SetAsideEntry>& right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const core::SetAsideEntry& a, const core::SetAsideEntry& b) {
                      return a.sequence == b.sequence && a.reason == b.reason;
                    });
}

}  // namespace

core::DeliveryChanged facts_of(const client::DeliveryStatus& status) {
  core::DeliveryChanged facts;
  facts.link = link_of(status.link);
  facts.trouble = trouble_of(status.trouble);
  facts.detail = status.detail;
  facts.retry_in_milliseconds = status.retry_in_milliseconds;
  facts.acknowledged_through = status.acknowledged_through;
  for (const journal::SetAside& entry : status.set_aside) {
    facts.set_aside.push_back({entry.sequence, entry.reason});
  }
  facts.last_ack_at = status.last_ack_at;
  facts.clock_skew_seconds = status.clock_skew_seconds;
  return facts;
}

bool says_the_same(const core::DeliveryChanged& first, std::int64_t first_at,
                   const core::DeliveryChanged& second, std::int64_t second_at) {
  // Both are rounded to a turn of the loop.
  constexpr std::int64_t kTolerance = 500;
  const std::int64_t moved =
      (first_at + first.retry_in_milliseconds) - (second_at + second.retry_in_milliseconds);
  const bool same_wait =
      second.link != core::DeliveryView::Link::WaitingRetry || std::llabs(moved) < kTolerance;
  return first.link == second.link && first.trouble == second.trouble &&
         first.detail == second.detail && same_wait &&
         first.acknowledged_through == second.acknowledged_through &&
         first.waiting_elsewhere == second.waiting_elsewhere &&
         first.of_lost_key == second.of_lost_key &&
         same_entries(first.set_aside, second.set_aside) &&
         first.last_ack_at == second.last_ack_at &&
         first.clock_skew_seconds == second.clock_skew_seconds;
}

}  // namespace outreach::kiosk
