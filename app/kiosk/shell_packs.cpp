// The shell's dealings with content packs: fetching them while the line is free, taking them off a
// stick, and taking them into use. Whatever touches their store runs on the background worker, one
// after the other, a roll back that somebody waits for too.
#include <algorithm>
#include <utility>
#include <variant>

#include "app/kiosk/commands.h"
#include "app/kiosk/content.h"
#include "app/kiosk/shell_carry.h"

namespace outreach::kiosk {
namespace {

// A kiosk that records nothing hears of new content all the same, twice a day; one that did not
// reach the county tries again as often as a delivery that is held.
constexpr std::int64_t kHearEvery = 12 * 3'600'000;
constexpr std::int64_t kHearAgain = client::kHoldWait;

core::ContentRefusal refusal_of(std::optional<client::PackRefusal> reason) {
  if (!reason) {
    return core::ContentRefusal::None;
  }
  switch (*reason) {
    case client::PackRefusal::NotEnrolled:
      return core::ContentRefusal::None;  // nothing is asked for then
    case client::PackRefusal::BadSignature:
      return core::ContentRefusal::BadSignature;
    case client::PackRefusal::Version:
      return core::ContentRefusal::Version;
    case client::PackRefusal::NotNewer:
      return core::ContentRefusal::OlderThanSeen;
    case client::PackRefusal::Expired:
      return core::ContentRefusal::Expired;
    case client::PackRefusal::ClockDoubted:
      return core::ContentRefusal::ClockDoubted;
    case client::PackRefusal::NoSpace:
      return core::ContentRefusal::NoSpace;
    case client::PackRefusal::Malformed:
    case client::PackRefusal::OtherPack:
    case client::PackRefusal::BadContent:
      break;
  }
  return core::ContentRefusal::Malformed;
}

}  // namespace

// Checked by the key that is pinned now.
void Shell::State::open_packs() {
  packs = std::make_shared<client::PackStore>(
      pack_store(options.data, protocol::kContentPack, grant, files));
  answers = std::make_shared<client::PackStore>(
      pack_store(options.data, protocol::kAnswersPack, grant, files));
}

// Before the background worker has anything to do: from then on the stores are that worker's.
void Shell::State::take_packs() {
  if (packs->publishing_key()) {
    begin_packs(packs->standing());
    begin_answers(answers->standing());
  }
}

void Shell::State::begin_packs(const Result<client::PackStanding>& standing) {
  pack_delivery = pack_road(packs, standing, [this] {
    carried_refusal = core::ContentRefusal::None;
    use_content(false);
  });
}

// Who looks an answer up reads the store: nothing else has to hear of a newer one.
void Shell::State::begin_answers(const Result<client::PackStanding>& standing) {
  answers_delivery = pack_road(answers, standing, [] {});
}

std::unique_ptr<client::PackDelivery> Shell::State::pack_road(
    const std::shared_ptr<client::PackStore>& store, const Result<client::PackStanding>& standing,
    std::function<void()> installed) {
  if (!standing) {
    complain(standing.error());
    return nullptr;
  }
  return std::make_unique<client::PackDelivery>(
      client::PackDependencies{*transport, *background, inbox, random, store, std::move(installed)},
      grant->county_url, store->name(), standing->taken);
}

// A stick brought another grant: packs are checked by the key that it pins.
void Shell::State::renew_packs() {
  const bool is_other_key = packs->publishing_key() != grant->document.publishing_key;
  pack_delivery.reset();
  answers_delivery.reset();
  open_packs();
  if (is_other_key) {
    use_content(false);
  }
  if (!packs->publishing_key()) {
    return;
  }
  run_on(
      *background, inbox, [store = packs] { return store->standing(); },
      [this, store = packs](const Result<client::PackStanding>& standing) {
        if (store == packs) {
          begin_packs(standing);
        }
      });
  run_on(
      *background, inbox, [store = answers] { return store->standing(); },
      [this, store = answers](const Result<client::PackStanding>& standing) {
        if (store == answers) {
          begin_answers(standing);
        }
      });
}

void Shell::State::fetch_packs(Now now) {
  if (delivery && (pack_delivery || answers_delivery)) {
    hear_of_packs(now);
  }
  const client::DeliveryStatus nothing;
  const client::DeliveryStatus& heard = delivery ? delivery->status() : nothing;
  bool is_line_free = delivery && heard.has_begun && heard.leaves_line_free();
  // Answers first: they are small, and people come back for them.
  for (client::PackDelivery* road : {answers_delivery.get(), pack_delivery.get()}) {
    if (road == nullptr) {
      continue;
    }
    road->tick(now, is_line_free, pack_time(now, heard.county_time));
    for (const protocol::PackVersion& pack : heard.packs) {
      if (pack.name == road->name()) {
        road->offered(pack.version);
      }
    }
    is_line_free = is_line_free && !road->status().is_under_way;
  }
  if (!pack_delivery) {
    return;
  }
  const core::ContentRefusal fetched = refusal_of(pack_delivery->status().refusal);
  const core::ContentRefusal refusal =
      fetched == core::ContentRefusal::None ? carried_refusal : fetched;
  if (refusal != std::exchange(told_refusal, refusal)) {
    input(core::Event{core::ContentRefused{refusal}});
  }
}

// Acks tell of new content, and there is none where nothing is sent.
void Shell::State::hear_of_packs(Now now) {
  const client::DeliveryStatus& status = delivery->status();
  if (status.county_time) {
    hear_due = std::max(hear_due, status.county_time->second.milliseconds + kHearEvery);
  }
  if (status.has_begun && status.link == client::Link::Idle &&
      now.monotonic.milliseconds >= hear_due) {
    hear_due = now.monotonic.milliseconds + kHearAgain;
    delivery->sync_now();
  }
}

void Shell::State::use_content(bool was_asked_for) {
  run_on(
      *background, inbox,
      [store = packs, data = options.data] {
        SystemFiles system;
        return load_content(data, *store, system);
      },
      [this, was_asked_for](Result<Content> content) {
        if (!content) {
          complain(content.error());
          return;
        }
        if (!content->complaint.empty()) {
          complain({ErrorCode::Corrupt, content->complaint});
        }
        clips = std::move(content->clips);
        input(core::Event{core::ContentChanged{
            std::move(content->catalogue), content->facts, was_asked_for,
            std::move(content->planned), std::move(content->guide), std::move(content->leaflets)}});
      });
}

void Shell::State::roll_back_content() {
  run_on(
      *background, inbox, [store = packs] { return store->roll_back(); },
      [this](const Result<client::PackStanding>& standing) {
        if (standing) {
          use_content(true);
        } else {
          complain(standing.error());
        }
      });
}

// While the stick is held, after its receipts and before anything is written to it: one pack after
// the other.
void Shell::State::take_carried_pack(const std::shared_ptr<Carry>& trip) {
  if (trip->next_pack == trip->packs.size()) {
    write_carried(trip);
    return;
  }
  const auto known =
      pack_time(clock.now(), delivery ? delivery->status().county_time : std::nullopt);
  run_on(
      *background, inbox,
      [trip, known] {
        trip->pack().consider(known);
        return true;
      },
      [this, trip](bool /*considered*/) { take_carried_file(trip); });
}

// One after the other: read on the carrying worker, kept on the background one.
void Shell::State::take_carried_file(const std::shared_ptr<Carry>& trip) {
  if (!trip->pack().needs_file()) {
    run_on(
        *background, inbox,
        [trip] {
          trip->pack().install();
          return true;
        },
        [this, trip](bool /*installed*/) {
          ++trip->next_pack;
          take_carried_pack(trip);
        });
    return;
  }
  if (is_ending) {
    write_carried(trip);  // what came so far is there the next time
    return;
  }
  run_on(
      *carrying, inbox,
      [trip] {
        trip->pack().read(*trip->medium);
        return true;
      },
      [this, trip](bool /*read*/) {
        run_on(
            *background, inbox,
            [trip] {
              trip->pack().keep();
              return true;
            },
            [this, trip](bool /*kept*/) { take_carried_file(trip); });
      });
}

void Shell::State::say_carried_pack(const client::CarriedPack& pack) {
  const bool is_content = pack.name() == protocol::kContentPack;
  if (is_content) {
    carried_refusal = core::ContentRefusal::None;
  }
  if (!pack.result()) {
    return;
  }
  if (const auto* standing = std::get_if<client::PackStanding>(&*pack.result())) {
    const auto& road = is_content ? pack_delivery : answers_delivery;
    if (road) {
      road->installed_elsewhere(standing->installed);
    }
    if (is_content) {
      use_content(false);
    }
  } else if (const auto* refused = std::get_if<client::PackRefused>(&*pack.result())) {
    // The same stick is plugged in again and again: that it has nothing new is nothing wrong.
    if (refused->reason == client::PackRefusal::NotNewer) {
      return;
    }
    if (is_content) {
      carried_refusal = refusal_of(refused->reason);
    } else {
      complain({ErrorCode::Refused, std::string("the answers on the stick are not taken: ") +
                                        client::name_of(refused->reason) + ", " + refused->detail});
    }
  } else {
    complain(std::get<Error>(*pack.result()));
  }
}

}  // namespace outreach::kiosk
