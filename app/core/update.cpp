#include "app/core/update.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "app/core/counting.h"
#include "app/core/notices.h"
#include "app/core/paging.h"
#include "app/core/resident.h"
#include "app/core/steps.h"

namespace outreach::core {
namespace {

void apply(Step& step, const GoTo& intent) {
  AppState& state = step.state;
  ScreenName screen = intent.screen;
  if (is_resident(screen) != is_resident(state.screen)) {
    return;  // by OpenToResidents and EnterStaff alone
  }
  if (screen == ScreenName::Ask && state.sealing != Sealing::Possible) {
    return;  // nobody could read it
  }
  const bool counts = screen == ScreenName::Handout || screen == ScreenName::Consultation ||
                      screen == ScreenName::Question || screen == ScreenName::Stock;
  if ((counts && !is_open(state)) || (looks_back(screen) && !state.outing)) {
    screen = ScreenName::OpenOuting;
  } else if (screen == ScreenName::OpenOuting && is_open(state) && !is_closing(state)) {
    screen = ScreenName::Handout;
  } else if (screen == ScreenName::Summary && is_open(state) && !is_closing(state)) {
    screen = ScreenName::Delivery;  // it is summed up when it ends
  }
  leave_slip(state);
  state.screen = screen;
  state.page = 0;
  state.today_filter = TodayFilter::All;
  leave_pin(state);
  state.opening.reset();
  state.asks_clock = false;
  begin_guide(state);
  if (screen == ScreenName::Delivery || screen == ScreenName::Returned) {
    step.commands.emplace_back(ReadReturned{});
  } else if (screen == ScreenName::SheetFiles && !state.sheet_files.importing) {
    look_for_sheets(step);
  }
}

void apply(Step& step, const TurnPage& intent) {
  const int pages = pages_of_screen(step.state);
  step.state.page =
      std::clamp(step.state.page + std::clamp(intent.by, -pages, pages), 0, pages - 1);
}

void apply(Step& step, const FitRoom& intent) {
  const auto least_one = [](int asked) { return std::max(asked, 1); };
  const Room& asked = intent.room;
  step.state.room = {least_one(asked.tiles),        least_one(asked.today_rows),
                     least_one(asked.stock_rows),   least_one(asked.returned),
                     least_one(asked.summary_rows), least_one(asked.sheet_files),
                     least_one(asked.covers)};
  step.state.page = std::min(step.state.page, pages_of_screen(step.state) - 1);
}

void apply(Step& step, const ChooseFilter& intent) {
  if (step.state.screen == ScreenName::Today) {
    step.state.today_filter = intent.filter;
    step.state.page = 0;
  }
}

// A resident's own are kept nowhere.
void save_settings(Step& step) {
  if (!is_resident(step.state.screen)) {
    step.commands.emplace_back(SaveSettings{step.state.settings});
  }
}

void apply(Step& step, const SyncNow& /*intent*/) {
  step.commands.emplace_back(SyncWithCounty{});
}

void apply(Step& step, const DismissNotice& /*intent*/, Now now) {
  dismiss_notice(step.state, now);
}

void apply(Step& step, const SetLanguage& intent) {
  settings_to_change(step.state).language = intent.language;
  step.commands.emplace_back(ChangeLanguage{intent.language});
  save_settings(step);
}

void apply(Step& step, const SetTypeSize& intent) {
  settings_to_change(step.state).type_size = intent.size;
  save_settings(step);
}

void apply(Step& step, const SetContrast& intent) {
  settings_to_change(step.state).contrast = intent.contrast;
  save_settings(step);
}

void apply(Step& step, const SetGloves& intent) {
  step.state.settings.gloves = intent.worn;
  save_settings(step);
}

// Whoever switches it on hears whether it can be heard.
void apply(Step& step, const SetSounds& intent) {
  step.state.settings.sounds = intent.wanted;
  play(step, Sound::Counted);
  save_settings(step);
}

// Gives the intent to its own `apply`, with the time where that asks for it.
void apply_intent(Step& step, const Intent& intent, Now now) {
  const auto give = [&](const auto& wanted) {
    if constexpr (requires { apply(step, wanted, now); }) {
      apply(step, wanted, now);
    } else {
      apply(step, wanted);
    }
  };
  std::visit(give, intent);
}

bool is_sound(const Wish& wish) {
  // The target's sequence is filled in before the correction is handed over; any number satisfies
  // the check.
  domain::Record to_check = wish.record;
  if (auto* correction = std::get_if<domain::Correction>(&to_check.content);
      correction != nullptr && wish.target) {
    correction->target = 1;
  }
  return !domain::check(to_check);
}

// Its ticket.
Ticket count_as_in_flight(AppState& state, Wish wish, Now now, std::optional<Ticket> with) {
  state.failed.reset();
  const Ticket ticket = state.next_ticket;
  state.in_flight.push_back({ticket, std::move(wish.record), wish.outing, now.wall, wish.target,
                             wish.after, wish.only_with_it, with});
  state.next_ticket += 1;
  return ticket;
}

}  // namespace

void hand_to_journal(Step& step, const InFlight& tap) {
  Append append{tap.ticket, tap.record, tap.outing};
  const auto& taps = step.state.in_flight;
  const auto also = std::find_if(taps.begin(), taps.end(),
                                 [&](const InFlight& other) { return other.with == tap.ticket; });
  if (also != taps.end()) {
    append.also = Append::Also{also->ticket, also->record};
  }
  step.commands.emplace_back(std::move(append));
}

void ask_to_record(Step& step, Wish wish, Now now) {
  if (!is_sound(wish)) {
    say_not_saved(step, ErrorCode::InvalidInput, {});
    return;
  }
  if (is_tap(wish.record.content)) {
    play(step, Sound::Counted);
  }
  const bool waits = wish.after.has_value();
  count_as_in_flight(step.state, std::move(wish), now, std::nullopt);
  if (!waits) {
    hand_to_journal(step, step.state.in_flight.back());
  }
}

bool ask_to_record_together(Step& step, Wish first, Wish second, Now now) {
  AppState& state = step.state;
  if (!is_sound(first) || !is_sound(second)) {
    say_not_saved(step, ErrorCode::InvalidInput, {});
    return false;
  }
  if (is_tap(first.record.content) || is_tap(second.record.content)) {
    play(step, Sound::Counted);
  }
  second.after = first.after;
  const bool waits = first.after.has_value();
  const Ticket ticket = count_as_in_flight(state, std::move(first), now, std::nullopt);
  count_as_in_flight(state, std::move(second), now, ticket);
  if (!waits) {
    hand_to_journal(step, *std::prev(state.in_flight.end(), 2));
  }
  return true;
}

void play(Step& step, Sound sound) {
  if (step.state.settings.sounds) {
    step.commands.emplace_back(PlaySound{sound});
  }
}

void refuse(Step& step, Notice why) {
  step.state.notice = std::move(why);
  play(step, Sound::Refused);
}

void on(Step& step, const SpeakerChanged& event) {
  step.state.has_speaker = event.found;
}

void say_not_saved(Step& step, ErrorCode code, std::string context) {
  using What = Notice::What;
  What what = What::JournalUnusable;
  if (code == ErrorCode::NoSpace) {
    what = What::NotSavedDiskFull;
  } else if (code == ErrorCode::InputOutput || code == ErrorCode::Corrupt) {
    what = What::NotSavedDiskFailed;
  } else if (code == ErrorCode::InvalidInput || code == ErrorCode::TooLarge) {
    what = What::NotSavedInvalid;
  }
  refuse(step, {Notice::Tone::Failed, what, std::move(context)});
}

Step update(AppState state, const Input& input, Now now) {
  const SpeechBefore speech(state);
  const Reading reading = state.visit.reading;
  Step step{std::move(state), {}};
  if (const auto* event = std::get_if<Event>(&input)) {
    const ScreenName before = step.state.screen;
    apply_event(step, *event, now);
    stay_with_residents(step.state, before);
  } else if (const auto* intent = std::get_if<Intent>(&input)) {
    if (!is_locked_out(step.state, *intent) && is_heard_from_residents(step.state, *intent)) {
      apply_intent(step, *intent, now);
    }
    step.state.last_touch = now.monotonic;
  } else {
    lock_if_idle(step, now);  // a touch that comes too late only wakes the screen
    end_visit_if_idle(step.state, now);
    // Whether somebody is still there is answered, not touched away: a finger must not hit what
    // lies under the question.
    if (std::holds_alternative<Touched>(input) && !step.state.visit.asks_still_there) {
      step.state.last_touch = now.monotonic;
    }
  }
  settle_outing_day(step.state, now);
  settle_lock(step.state);
  settle_question(step.state);
  settle_look_up(step.state);
  settle_asking(step.state);
  settle_rating(step.state);
  settle_replacing(step.state);
  settle_reading(step.state);
  settle_left_leaflet(step, reading, now);
  settle_content(step.state);
  settle_slip(step);
  settle_speech(step, speech, input);
  return step;
}

}  // namespace outreach::core
