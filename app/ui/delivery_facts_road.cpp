// What is on its way to the county, and on what road.
#include <string>

#include "app/ui/delivery_facts.h"
#include "app/ui/words.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

using core::DeliveryView;

std::string trouble_words(DeliveryView::Trouble trouble) {
  switch (trouble) {
    case DeliveryView::Trouble::Unreachable:
      return tr("No way to the county just now");
    case DeliveryView::Trouble::NotTheCounty:
      return tr("Something else answered; the network may want a login");
    case DeliveryView::Trouble::Refused:
      return tr("The county does not know this machine");
    case DeliveryView::Trouble::Revoked:
      return tr("The county has stopped this machine");
    case DeliveryView::Trouble::CountyKeys:
      return tr("The county has other keys: enrol this machine again");
    case DeliveryView::Trouble::CertificateDates:
      return tr("Certificate out of date: first check this machine's clock");
    case DeliveryView::Trouble::CertificateHost:
      return tr("The certificate is another server's: check the county's address");
    case DeliveryView::Trouble::CertificateIssuer:
      return tr("The certificate is not the county's: something may be listening in");
    case DeliveryView::Trouble::Version:
      return tr("This machine must be updated");
    case DeliveryView::Trouble::Busy:
      return tr("The county is busy");
    case DeliveryView::Trouble::Timeout:
      return tr("The county did not answer in time");
    case DeliveryView::Trouble::Malformed:
      return tr("The county could not read it: please call support");
    case DeliveryView::Trouble::OwnDisk:
      return tr("Disk unreadable: call support");
    case DeliveryView::Trouble::Diverged:
      return tr("Receipt and records do not fit: please call support");
    case DeliveryView::Trouble::None:
      break;
  }
  return tr("Nothing to do");
}

std::string link_words(const DeliveryView& view) {
  switch (view.link) {
    case DeliveryView::Link::NotEnrolled:
      return tr("not set up");
    case DeliveryView::Link::ByStick:
      return tr("by USB stick");
    case DeliveryView::Link::Idle:
      return tr("quiet");
    case DeliveryView::Link::Sending:
      return view.trouble == DeliveryView::Trouble::None ? tr("sending") : tr("trying again");
    case DeliveryView::Link::WaitingRetry:
      return fill(tr("again in {n} s"), {{"n", std::to_string(view.retry_seconds)}});
    case DeliveryView::Link::Held:
      return tr("stopped");
  }
  return {};
}

// Fine is a line that last did what it was asked: a new try does not undo a failure.
bool line_is_fine(const DeliveryView& view) {
  switch (view.link) {
    case DeliveryView::Link::ByStick:
      return true;
    case DeliveryView::Link::Idle:
    case DeliveryView::Link::Sending:
      return view.trouble == DeliveryView::Trouble::None;
    default:
      return false;
  }
}

}  // namespace

FactCard waiting_card(const core::DeliveryView& view) {
  FactCard card{.icon = "waiting", .title = tr("Longest wait"), .value = {}, .meaning = {}};
  if (view.of_lost_key > 0) {
    card.value = fill(tr("{n} cannot go"), {{"n", with_thousands(view.of_lost_key)}});
    card.meaning = tr("Their key is lost: tell the county");
    card.standing = Standing::Bad;
    return card;
  }
  if (!view.oldest_waiting_minutes) {
    card.value = tr("none");
    card.meaning = tr("Nothing waits");
    return card;
  }
  card.value = duration_words(*view.oldest_waiting_minutes);
  if (view.waiting_on_stick >= view.local + view.on_stick + view.waiting_of_earlier) {
    card.meaning = tr("On the stick, waits for the receipt");
    return card;
  }
  card.standing = Standing::Attention;
  card.meaning = view.enrolled ? tr("Waiting is fine: it is safe here")
                               : tr("Safe on this machine until the county has it");
  return card;
}

FactCard returned_card(const core::DeliveryView& view) {
  const core::ReturnedSummary& returned = view.returned;
  FactCard card{.icon = "returned",
                .title = tr("Returned"),
                .value = fill(tr("{n} in all"), {{"n", with_thousands(returned.entries)}}),
                .meaning = tr("The county counts all it received")};
  if (returned.entries > 0) {
    card.action = tr("Look");
    card.intent = core::GoTo{core::ScreenName::Returned};
    card.meaning = tr("All dealt with");
  } else if (view.acknowledged == 0) {
    card.standing = Standing::Unknown;
    card.meaning = tr("Known once the county has received something");
  }
  if (returned.open > 0) {
    card.standing = Standing::Bad;
    card.meaning = fill(tr("{n} still to be looked at"), {{"n", with_thousands(returned.open)}});
  }
  return card;
}

FactCard link_card(const core::DeliveryView& view) {
  FactCard card{.icon = "wifi",
                .title = tr("Line to the county"),
                .value = link_words(view),
                .meaning = trouble_words(view.trouble)};
  const bool fine = line_is_fine(view);
  if (view.link == DeliveryView::Link::NotEnrolled) {
    card.meaning = tr("Ask the county for an enrolment code");
  } else if (view.link == DeliveryView::Link::ByStick) {
    card.icon = "usb";
    card.meaning = tr("No line is set up, none is needed");
  } else if (!fine) {
    card.icon = "no-net";
  }
  if (!fine) {
    card.standing = view.link == DeliveryView::Link::Held ? Standing::Bad : Standing::Attention;
  }
  return card;
}

FactCard receipt_card(const core::DeliveryView& view) {
  FactCard card{.icon = "delivered",
                .title = tr("Last receipt"),
                .value = tr("none yet"),
                .meaning = tr("Held for good")};
  if (view.minutes_since_ack) {
    card.value = fill(tr("{time} ago"), {{"time", duration_words(*view.minutes_since_ack)}});
  } else {
    card.standing = Standing::Attention;
    card.meaning = tr("Comes with the first delivery");
  }
  return card;
}

FactCard mirror_card(const core::DeliveryView& view) {
  FactCard card{.icon = "card",
                .title = tr("Spare card"),
                .value = tr("in place"),
                .meaning = tr("A copy of every record")};
  switch (view.mirror) {
    case core::MirrorState::Missing:
      card.value = tr("missing");
      break;
    case core::MirrorState::Full:
      card.value = tr("full");
      break;
    case core::MirrorState::WriteProtected:
      card.value = tr("locked");
      break;
    case core::MirrorState::Failed:
      card.value = tr("does not work");
      break;
    case core::MirrorState::Fine:
    case core::MirrorState::NotConfigured:
      if (view.mirror_on_same_disk) {
        card.value = tr("same disk");
        card.meaning = tr("Lost with it: use a card");
        card.standing = Standing::Attention;
      } else if (view.mirror_behind > 0) {
        card.meaning =
            fill(tr("{n} still to be copied"), {{"n", with_thousands(view.mirror_behind)}});
      }
      return card;
  }
  card.standing = Standing::Attention;
  card.meaning = fill(tr("{n} not copied yet"), {{"n", with_thousands(view.mirror_behind)}});
  return card;
}

}  // namespace outreach::ui
