// What journal and delivery answered.
// Long because every event without a file of its own is taken here, a few lines each.
#include <algorithm>
#include <utility>

#include "app/core/counting.h"
#include "app/core/steps.h"
#include "app/core/usual_outcome.h"

namespace outreach::core {
namespace {

void forget_acknowledged(AppState& state) {
  std::erase_if(state.waiting_times, [&](const auto& waiting) {
    return waiting.first <= state.delivery.acknowledged_through;
  });
}

// The entry acknowledged_through + 1 is the oldest that waits; what is open says when later ones
// were made.
void remember_waiting(AppState& state, std::optional<WallTime> oldest) {
  const Sequence acknowledged = state.delivery.acknowledged_through;
  state.waiting_times.clear();
  if (oldest) {
    state.waiting_times.emplace_back(acknowledged + 1, *oldest);
  }
  if (state.outing) {
    for (const OutingEntry& entry : state.outing->entries) {
      if (entry.sequence > acknowledged + 1) {
        state.waiting_times.emplace_back(entry.sequence, entry.device_time);
      }
    }
  }
}

// Leaves the screens that show what is not there any more.
void leave_screens(AppState& state) {
  const bool counts = state.screen == ScreenName::Handout ||
                      state.screen == ScreenName::Consultation ||
                      state.screen == ScreenName::Question || state.screen == ScreenName::Stock;
  if ((counts && !is_open(state)) || (looks_back(state.screen) && !state.outing)) {
    state.screen = ScreenName::Home;
    state.page = 0;
  }
}

void leave_outing(AppState& state) {
  state.outing.reset();
  leave_screens(state);
}

void take_over_outing(AppState& state, const JournalFacts& facts, Now now) {
  const auto before = std::exchange(state.outing, std::nullopt);
  if (!facts.outing) {
    return;
  }
  state.outing = CurrentOuting{facts.outing->sequence, facts.outing->opened, {}};
  state.outing->is_closed = facts.outing->is_closed;
  for (const OutingEntry& entry : facts.outing->entries) {
    enter(*state.outing, entry);
  }
  // The same one after the disk failed is no news. With a clock that is believed its day tells
  // whether to ask.
  if (!before || before->is_closed || before->opened != state.outing->opened) {
    state.on_since.reset();
    state.asks_resume = is_open(state) && !now.wall_trusted;
  }
}

}  // namespace

void take_over(AppState& state, const JournalFacts& facts, Now now) {
  state.replacing.reset();  // in a new epoch its target has another number
  take_over_outing(state, facts, now);
  state.head = facts.head;
  state.day_start = is_open(state) ? state.outing->sequence : facts.newest_outing;
  state.waiting_elsewhere = facts.waiting_elsewhere;
  state.of_lost_key = facts.of_lost_key;
  state.stick_through = facts.stick_through;
  state.on_stick_elsewhere = facts.on_stick_elsewhere;
  state.topic_use = facts.topic_use;
  state.outcome_use = facts.outcome_use;
  state.returned = facts.returned;
  state.delivery.acknowledged_through = facts.acknowledged_through;
  state.delivery.set_aside = facts.set_aside;
  state.delivery.last_ack_at = facts.last_ack_at;
  // Who was chosen stays, so that nobody counts under another's name because the disk failed.
  if (state.staff.empty() && state.outing && !state.outing->recorders.empty()) {
    state.staff = state.outing->recorders.front();
  }
  remember_waiting(state, facts.oldest_waiting_at);
}

namespace {

void tell_damaged(AppState& state, std::int64_t count) {
  Notice damaged{Notice::Tone::Waiting, Notice::What::EntriesDamaged};
  damaged.count = count;
  state.told.push_back(std::move(damaged));
}

void on(Step& step, const Started& event, Now now) {
  AppState state;
  state.catalogue = event.catalogue;
  state.planned = event.planned;
  state.guide = event.guide;
  state.leaflets = event.leaflets;
  state.content = event.content;
  state.settings = event.settings;
  state.county_url = event.county_url;
  state.enrolled = event.enrolled;
  state.built = event.built;
  state.pins = event.pins;
  state.sealing = event.sealing;
  if (event.enrolled) {
    state.delivery.link = DeliveryView::Link::Idle;
  }
  take_over(state, event.journal, now);
  if (event.damaged > 0) {
    tell_damaged(state, event.damaged);
  }
  begin_with_residents(state);
  state.last_touch = now.monotonic;  // from which the attract screen's pictures follow each other
  step.commands.emplace_back(ChangeLanguage{state.settings.language});
  step.state = std::move(state);
}

void on(Step& step, const JournalReopened& event, Now now) {
  take_over(step.state, event.journal, now);
  leave_screens(step.state);
}

void on(Step& step, const EntriesDamaged& event) {
  tell_damaged(step.state, event.count);
}

// What waited for this ticket goes on now: with the sequence it gave, or, when it failed, without
// it, where it means something alone.
void settle_followers(Step& step, const InFlight& settled, std::optional<Sequence> sequence) {
  auto& taps = step.state.in_flight;
  if (!sequence) {
    std::erase_if(taps, [&](const InFlight& tap) { return tap.target == settled.ticket; });
    std::erase_if(
        taps, [&](const InFlight& tap) { return tap.after == settled.ticket && tap.only_with_it; });
  }
  for (InFlight& tap : taps) {
    if (tap.after != settled.ticket) {
      continue;
    }
    auto* correction = std::get_if<domain::Correction>(&tap.record.content);
    if (correction != nullptr && tap.target == settled.ticket) {
      correction->target = *sequence;
      tap.target.reset();
    } else if (const auto* lost = std::get_if<domain::Correction>(&settled.record.content);
               correction != nullptr && !sequence && lost->target == correction->target) {
      correction->old_amount = lost->old_amount;
    }
    tap.after.reset();
    if (!tap.with) {
      hand_to_journal(step, tap);
    }
  }
}

std::optional<InFlight> take_out(AppState& state, Ticket ticket) {
  const auto found = std::find_if(state.in_flight.begin(), state.in_flight.end(),
                                  [&](const InFlight& tap) { return tap.ticket == ticket; });
  if (found == state.in_flight.end()) {
    return std::nullopt;
  }
  InFlight tap = std::move(*found);
  state.in_flight.erase(found);
  return tap;
}

void enter_record(AppState& state, const Recorded& event, domain::Record record, Now now) {
  if (const auto* opened = std::get_if<domain::OutingOpened>(&record.content)) {
    state.day_start = event.sequence;
    state.staff = record.staff;
    state.on_since = now.wall_trusted ? std::optional(china_date(now.wall)) : std::nullopt;
    if (state.screen == ScreenName::OpenOuting) {
      state.screen = ScreenName::Handout;
      state.page = 0;
    }
    state.outing = CurrentOuting{event.sequence, *opened, {}};
    enter(*state.outing, {event.sequence, event.device_time, std::move(record)});
    return;
  }
  if (!state.outing || state.outing->sequence != event.outing) {
    return;
  }
  if (takes_outing_back(state, record.content)) {
    leave_outing(state);
    return;
  }
  if (std::holds_alternative<domain::OutingClosed>(record.content)) {
    state.outing->is_closed = true;
    leave_screens(state);
  }
  const auto change = enter(*state.outing, {event.sequence, event.device_time, std::move(record)});
  if (change) {
    count_outcome(state, *change);
  }
}

void on(Step& step, const Recorded& event, Now now) {
  AppState& state = step.state;
  state.head = std::max(state.head, event.sequence);
  state.waiting_times.emplace_back(event.sequence, event.device_time);
  forget_acknowledged(state);
  auto tap = take_out(state, event.ticket);
  if (!tap) {
    return;
  }
  if (state.failed && state.failed->action.ticket < event.ticket) {
    state.failed.reset();
  }
  note_settled(state, tap->record);
  enter_record(state, event, tap->record, now);
  note_question_kept(state, event.ticket);
  note_asked_kept(state, event, now);
  note_rating_kept(state, event.ticket);
  settle_followers(step, *tap, event.sequence);
}

void on(Step& step, const NotRecorded& event) {
  AppState& state = step.state;
  const auto tap = take_out(state, event.ticket);
  if (!tap) {
    return;
  }
  say_not_saved(step, event.code, event.context);
  note_question_lost(state, event.ticket);
  note_asked_lost(state, event.ticket);
  note_rating_lost(state, event.ticket);
  if (state.screen == ScreenName::Summary && is_open(state) && !is_closing(state)) {
    state.screen = ScreenName::Delivery;  // it goes on
  }
  settle_followers(step, *tap, std::nullopt);
  const bool is_newest = state.in_flight.empty() || state.in_flight.back().ticket < tap->ticket;
  // A resident is told on the screen that is in front of them; staff cannot tap it again.
  const bool is_residents = tap->record.staff == domain::kStaffSelfService;
  if (is_newest && !is_residents && (!state.failed || state.failed->action.ticket < tap->ticket)) {
    state.failed = FailedAction{*tap};
  }
}

void on(Step& step, const DeliveryChanged& event, Now now) {
  AppState& state = step.state;
  DeliveryFacts& facts = state.delivery;
  if (event.trouble != facts.trouble) {
    state.dismissed_trouble = DeliveryView::Trouble::None;
  }
  facts.link = event.link;
  facts.trouble = event.trouble;
  facts.detail = event.detail;
  facts.retry_at.reset();
  if (event.link == DeliveryView::Link::WaitingRetry) {
    facts.retry_at = MonotonicTime{now.monotonic.milliseconds + event.retry_in_milliseconds};
  }
  // Less than before: the county was restored from a backup and said so when it was asked. What was
  // known before the first word of delivery is the journal's.
  if (event.link != DeliveryView::Link::NotEnrolled) {
    if (event.acknowledged_through < facts.acknowledged_through) {
      state.stick_through = 0;  // what was on a stick came home with what is gone now
    }
    facts.acknowledged_through = event.acknowledged_through;
  }
  const std::int64_t elsewhere = event.waiting_elsewhere.value_or(state.waiting_elsewhere);
  // Receipts of earlier chains are known by what waits there no more.
  if (event.set_aside != facts.set_aside || elsewhere != state.waiting_elsewhere) {
    step.commands.emplace_back(ReadReturned{});
  }
  state.waiting_elsewhere = elsewhere;
  state.of_lost_key = event.of_lost_key.value_or(state.of_lost_key);
  facts.set_aside = event.set_aside;
  facts.last_ack_at = event.last_ack_at ? event.last_ack_at : facts.last_ack_at;
  facts.clock_skew_seconds =
      event.clock_skew_seconds ? event.clock_skew_seconds : facts.clock_skew_seconds;
  state.enrolled = state.enrolled || event.link != DeliveryView::Link::NotEnrolled;
  forget_acknowledged(state);
}

// Without a sound: nobody asked, and it is tried every minute.
void on(Step& step, const JournalFailed& event) {
  step.state.notice = Notice{Notice::Tone::Failed, Notice::What::JournalUnusable, event.context};
}

void on(Step& step, const ContentRefused& event) {
  step.state.content_refusal = event.reason;
}

void on(Step& step, const ClockDoubtChanged& event) {
  step.state.clock_doubt = event.doubt;
}

}  // namespace

void apply_event(Step& step, const Event& event, Now now) {
  const auto give = [&](const auto& happened) {
    if constexpr (requires { on(step, happened, now); }) {
      on(step, happened, now);
    } else {
      on(step, happened);
    }
  };
  std::visit(give, event);
}

}  // namespace outreach::core
