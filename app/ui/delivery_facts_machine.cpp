// How the machine itself is, and what content is on it.
#include <cstdlib>
#include <string>

#include "app/ui/delivery_facts.h"
#include "app/ui/words.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

// A clock further off than this is worth a word.
constexpr std::int64_t kSkewSeconds = 60;
constexpr std::int64_t kBadSkewSeconds = 15 * 60;

// What to do about a version that is not taken; short, for the card.
std::string refusal_words(core::ContentRefusal refusal) {
  switch (refusal) {
    case core::ContentRefusal::BadSignature:
      return tr("New one refused: not the county's");
    case core::ContentRefusal::Malformed:
      return tr("New one has mistakes");
    case core::ContentRefusal::Version:
      return tr("New one needs a newer program");
    case core::ContentRefusal::OlderThanSeen:
      return tr("An old one was refused");
    case core::ContentRefusal::Expired:
      return tr("New one is out of date already");
    case core::ContentRefusal::ClockDoubted:
      return tr("New one waits until the clock is right");
    case core::ContentRefusal::NoSpace:
      return tr("No room for the new one");
    case core::ContentRefusal::None:
      break;
  }
  return {};
}

}  // namespace

FactCard clock_card(const core::DeliveryView& view) {
  FactCard card{.icon = "clock",
                .title = tr("Machine clock"),
                .value = tr("right"),
                .meaning = tr("Records go by the outing's day")};
  if (!view.clock_trusted) {
    card.value = tr("wrong");
    card.meaning = words_of(view.clock_doubt);
    card.standing = Standing::Attention;
  } else if (!view.clock_skew_seconds) {
    card.value = tr("not compared yet");
    card.standing = Standing::Unknown;
  } else if (std::abs(*view.clock_skew_seconds) >= kSkewSeconds) {
    const std::string off = duration_words(std::abs(*view.clock_skew_seconds) / 60);
    card.value =
        fill(*view.clock_skew_seconds > 0 ? tr("{time} fast") : tr("{time} slow"), {{"time", off}});
    if (std::abs(*view.clock_skew_seconds) >= kBadSkewSeconds) {
      card.standing = Standing::Attention;
    }
  }
  return card;
}

FactCard battery_card(const core::DeliveryView& view) {
  using State = core::Battery::State;
  FactCard card{.icon = "battery",
                .title = tr("Battery"),
                .value = tr("none"),
                .meaning = tr("Runs on the mains: nothing to do")};
  if (!view.battery) {
    return card;
  }
  card.value = std::to_string(view.battery->percent) + "%";
  if (view.battery_charge != core::BatteryCharge::Enough) {
    const bool urgent = view.battery_charge == core::BatteryCharge::NearlyEmpty;
    card.standing = urgent ? Standing::Bad : Standing::Attention;
    card.meaning = urgent ? tr("Nearly empty: plug it in now") : tr("Low: plug it in soon");
  } else if (view.battery->state == State::Charging || view.battery->state == State::Full) {
    card.meaning = tr("Plugged in: nothing to do");
  } else if (view.battery->minutes_left) {
    card.meaning =
        fill(tr("about {time} left"), {{"time", duration_words(*view.battery->minutes_left)}});
  } else {
    card.meaning = tr("Enough for now");
  }
  return card;
}

FactCard disk_card(const core::DeliveryView& view) {
  FactCard card{.icon = "disk",
                .title = tr("Disk"),
                .value = tr("unknown"),
                .meaning = tr("Room for many years")};
  if (!view.free_disk_bytes) {
    card.standing = Standing::Unknown;
    card.meaning = tr("Could not be read just now");
  } else {
    card.value = fill(tr("{size} free"), {{"size", size_words(*view.free_disk_bytes)}});
    if (view.disk_room != core::DiskRoom::Enough) {
      const bool full = view.disk_room == core::DiskRoom::ReserveInUse;
      card.standing = full ? Standing::Bad : Standing::Attention;
      card.meaning =
          full ? tr("Room for the rest of today only") : tr("Nearly full: have it cleared today");
    }
  }
  return card;
}

FactCard printer_card(const core::DeliveryView& view) {
  using core::PrinterState;
  FactCard card{.icon = "printer",
                .title = tr("Printer"),
                .value = tr("not connected"),
                .meaning = tr("Does not matter for counting")};
  const auto say = [&card](const char* value, const char* meaning) {
    card.value = value;
    card.meaning = meaning;
    card.standing = Standing::Attention;
  };
  switch (view.printer) {
    case PrinterState::None:
      break;
    case PrinterState::Ready:
      card.value = tr("ready");
      card.meaning = tr("Nothing to do");
      break;
    case PrinterState::NoPaper:
      say(tr("no paper"), tr("Put a new roll in"));
      break;
    case PrinterState::CoverOpen:
      say(tr("cover open"), tr("Close its cover"));
      break;
    case PrinterState::Failing:
      say(tr("fails"), tr("Switch it off and on"));
      break;
    case PrinterState::Unreachable:
      say(tr("no answer"), tr("See that it is switched on"));
      break;
    case PrinterState::Unusable:
      say(tr("not usable"), tr("Have it looked at"));
      break;
  }
  if (view.has_slip) {
    card.action = tr("Slip of the day");
    card.intent = core::GoTo{core::ScreenName::Slip};
  }
  return card;
}

std::optional<FactCard> content_card(const core::ContentView& content) {
  if (content.version == 0 && content.arrived == 0 &&
      content.refusal == core::ContentRefusal::None) {
    return std::nullopt;
  }
  FactCard card{.icon = "leaflet",
                .title = tr("Content"),
                .value = fill(tr("version {n}"), {{"n", std::to_string(content.version)}}),
                .meaning = {}};
  if (content.version == 0) {
    card.value = tr("as installed");
  }
  if (content.refusal != core::ContentRefusal::None) {
    card.standing = Standing::Attention;
    card.meaning = refusal_words(content.refusal);
  } else if (content.is_expired) {
    card.standing = Standing::Attention;
    card.meaning = tr("Out of date: reach the county");
  } else if (content.arrived != 0) {
    card.meaning = fill(tr("Version {n} comes with the home screen"),
                        {{"n", std::to_string(content.arrived)}});
  } else if (content.made) {
    card.meaning = fill(tr("made {day}"), {{"day", day_words(*content.made)}});
  }
  if (content.previous != 0) {
    card.action = fill(tr("Back to version {n}"), {{"n", std::to_string(content.previous)}});
    card.intent = core::RollBackContent{};
  }
  return card;
}

}  // namespace outreach::ui
