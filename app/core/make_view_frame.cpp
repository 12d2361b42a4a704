// Long because what every screen of staff shows around its own stands together.
// What every staff screen shows, and the small facts the screens share.
#include <algorithm>

#include "app/core/notices.h"
#include "app/core/resident.h"
#include "app/core/steps.h"
#include "app/core/view_parts.h"

namespace outreach::core {
namespace {

// For the undo bar: an undo that brings something back into the counts is told as that.
LastAction::What what_was_done(const domain::Content& content) {
  const auto* correction = std::get_if<domain::Correction>(&content);
  const bool brings_back = correction != nullptr && correction->old_amount == 0 &&
                           correction->new_amount > 0 &&
                           correction->reason == domain::CorrectionReason::Undo;
  return brings_back ? LastAction::What::CountsAgain : what_of(content);
}

LastAction of_line(const AppState& state, const OutingLines& lines, const OutingLine& line) {
  LastAction last;
  last.state = line.sequence ? SaveState::Saved : SaveState::Saving;
  last.what = lines.taken_out_for(line) != nullptr ? LastAction::What::ConsultationChanged
                                                   : what_was_done(line.record->content);
  last.name = name_of_line(state, line);
  last.amount = last.what == LastAction::What::Correction ? line.amount : line.original_amount;
  last.time = china_clock_text(line.time);
  last.staff = line.record->staff;
  return last;
}

// Of a tap outside the open outing: one being opened, or one that failed.
LastAction of_tap(const AppState& state, const InFlight& tap, SaveState save_state) {
  LastAction last;
  last.state = save_state;
  last.what = what_was_done(tap.record.content);
  last.name = name_of_content(state, tap.record.content);
  last.amount = amount_of(tap.record.content);
  if (const auto* correction = std::get_if<domain::Correction>(&tap.record.content)) {
    last.amount = correction->new_amount - correction->old_amount;
    const OutingLines lines(state);
    const auto target = lines.with_sequence(correction->target);
    last.name = target ? name_of_line(state, *target) : std::string();
  }
  last.time = china_clock_text(tap.asked_at);
  last.staff = tap.record.staff;
  return last;
}

LastAction make_last(const AppState& state, const OutingLines& lines) {
  LastAction last;
  if (state.failed &&
      (state.in_flight.empty() || state.in_flight.back().ticket < state.failed->action.ticket)) {
    last = of_tap(state, state.failed->action, SaveState::Failed);
  } else if (!is_open(state) && !state.in_flight.empty()) {
    last = of_tap(state, state.in_flight.back(), SaveState::Saving);
  } else if (lines.size() > 0) {
    last = of_line(state, lines, lines.at(lines.size() - 1));
  }
  // What is sealed stays, and what residents left; 撤销 beside it would take back something else.
  const bool stays = last.what == LastAction::What::Question ||
                     last.what == LastAction::What::Rated ||
                     last.what == LastAction::What::ReadHere;
  last.can_undo = !stays && is_open(state) &&
                  (lines.newest_counting() || lines.newest_correction() ||
                   lines.newest_explanation() != nullptr);
  return last;
}

LastAction::What what_of_movement(domain::StockMovement movement) {
  switch (movement) {
    case domain::StockMovement::BroughtBack:
      return LastAction::What::BroughtBack;
    case domain::StockMovement::Spoiled:
      return LastAction::What::Spoiled;
    case domain::StockMovement::TakenOut:
      break;
  }
  return LastAction::What::TakenOut;
}

LastAction::What what_of_remark(const domain::Remark& remark) {
  if (!is_about_stock(remark)) {
    return LastAction::What::Remarked;
  }
  if (remark.reason.empty()) {
    return LastAction::What::ExplanationTakenBack;
  }
  return says_none_back(remark) ? LastAction::What::NoneBack : LastAction::What::Explained;
}

std::optional<PinView> make_pin(const AppState& state, Now now) {
  if (!state.pin) {
    return std::nullopt;
  }
  const PinQuestion& question = *state.pin;
  PinView view;
  view.purpose = question.purpose;
  view.staff = question.staff;
  view.has_pin = has_pin(state, question.staff);
  view.checking = question.ticket.has_value();
  view.answer = question.answer;
  view.tries_left = question.tries_left;
  view.wait_seconds = seconds_until(pin_locked_until(state, question), now);
  view.lacks_supervisor = lacks_supervisor(state, question);
  view.may_set_supervisor = offers_supervisor(state, question);
  view.changes_none = state.is_practice;
  view.order = question.order;
  return view;
}

// A long list need not be searched for those who are here today.
std::vector<std::string> staff_by_use(const AppState& state) {
  std::vector<std::string> names = state.catalogue.staff;
  auto next = names.begin();
  const auto take = [&](const std::string& name) {
    const auto found = std::find(next, names.end(), name);
    if (found != names.end()) {
      next = std::rotate(next, found, std::next(found));
    }
  };
  take(state.staff);
  if (state.outing) {
    for (const std::string& name : state.outing->recorders) {
      take(name);
    }
  }
  return names;
}

std::optional<ResumeView> make_resume(const AppState& state, Now now) {
  if (!state.asks_resume || !state.outing) {
    return std::nullopt;
  }
  const domain::OutingOpened& opened = state.outing->opened;
  ResumeView view{opened.place, opened.date, std::nullopt, state.clock_doubt};
  if (now.wall_trusted) {
    view.today = china_date(now.wall);
    view.clock_doubt = ClockDoubt::None;
  }
  return view;
}

// A closed outing is named only where it is looked at.
bool names_outing(const AppState& state) {
  return state.outing && (looks_back(state.screen) || !state.outing->is_closed);
}

}  // namespace

std::string shown_name(const AppState& state, const domain::CatalogueItem& item) {
  return settings_in_use(state).language == Language::English && !item.english.empty()
             ? item.english
             : item.name;
}

std::string name_of_content(const AppState& state, const domain::Content& content) {
  const auto* reading = std::get_if<domain::SelfService>(&content);
  if (const std::string_view id = reading != nullptr ? reading->leaflet : leaflet_of(content);
      !id.empty()) {
    const domain::Leaflet* leaflet = state.catalogue.leaflet(id);
    return leaflet == nullptr ? std::string(id) : shown_name(state, leaflet->item);
  }
  if (const auto* consultation = std::get_if<domain::Consultation>(&content)) {
    const domain::Topic* topic = state.catalogue.topic(consultation->topic);
    return topic == nullptr ? consultation->topic : shown_name(state, topic->item);
  }
  if (const auto* opened = std::get_if<domain::OutingOpened>(&content)) {
    return opened->place;
  }
  return state.outing ? state.outing->opened.place : std::string();
}

std::string name_of_line(const AppState& state, const OutingLine& line) {
  if (std::holds_alternative<domain::Correction>(line.record->content)) {
    return line.corrected != nullptr ? name_of_content(state, line.corrected->content)
                                     : std::string();
  }
  return name_of_content(state, line.record->content);
}

LastAction::What what_of(const domain::Content& content) {
  using What = LastAction::What;
  if (std::holds_alternative<domain::Handout>(content)) {
    return What::Handout;
  }
  if (std::holds_alternative<domain::Consultation>(content)) {
    return What::Consultation;
  }
  if (std::holds_alternative<domain::Correction>(content)) {
    return What::Correction;
  }
  if (std::holds_alternative<domain::Question>(content)) {
    return What::Question;
  }
  if (std::holds_alternative<domain::Rating>(content)) {
    return What::Rated;
  }
  if (std::holds_alternative<domain::SelfService>(content)) {
    return What::ReadHere;
  }
  if (const auto* stock = std::get_if<domain::Stock>(&content)) {
    return what_of_movement(stock->movement);
  }
  if (const auto* remark = std::get_if<domain::Remark>(&content)) {
    return what_of_remark(*remark);
  }
  if (std::holds_alternative<domain::OutingOpened>(content)) {
    return What::OutingOpened;
  }
  return std::holds_alternative<domain::OutingClosed>(content) ? What::OutingClosed : What::None;
}

EntryState state_of(const AppState& state, std::optional<Sequence> sequence) {
  if (!sequence) {
    return EntryState::Saving;
  }
  const auto& set_aside = state.delivery.set_aside;
  if (std::any_of(set_aside.begin(), set_aside.end(),
                  [&](const SetAsideEntry& entry) { return entry.sequence == *sequence; })) {
    return EntryState::Quarantined;
  }
  if (*sequence <= state.delivery.acknowledged_through) {
    return EntryState::Acknowledged;
  }
  return *sequence <= state.stick_through ? EntryState::OnStick : EntryState::Local;
}

std::int64_t waiting_entries(const AppState& state) {
  const auto acknowledged = std::min(state.delivery.acknowledged_through, state.head);
  return static_cast<std::int64_t>(state.head - acknowledged) + state.waiting_elsewhere +
         static_cast<std::int64_t>(state.in_flight.size());
}

std::int64_t entries_on_stick(const AppState& state, Sequence start) {
  const Sequence through = std::min(state.stick_through, state.head);
  const Sequence before = std::max(state.delivery.acknowledged_through, start - 1);
  return through > before ? static_cast<std::int64_t>(through - before) : std::int64_t{0};
}

std::optional<std::int64_t> minutes_since(std::optional<WallTime> time, Now now) {
  if (!time) {
    return std::nullopt;
  }
  // A clock that was set back must not make the past lie ahead.
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(now.wall - *time).count();
  return std::max<std::int64_t>(0, minutes);
}

std::int64_t seconds_until(std::optional<MonotonicTime> time, Now now) {
  if (!time) {
    return 0;
  }
  constexpr std::int64_t kSecond = 1'000;
  const std::int64_t left = time->milliseconds - now.monotonic.milliseconds;
  return left <= 0 ? 0 : (left + kSecond - 1) / kSecond;
}

FrameView make_frame(const AppState& state, const OutingLines& lines, Now now) {
  FrameView frame;
  frame.practice = state.is_practice;
  frame.screen = state.screen;
  const Settings& settings = settings_in_use(state);
  frame.language = settings.language;
  frame.room = state.room;
  frame.type_size = settings.type_size;
  frame.contrast = settings.contrast;
  frame.gloves = settings.gloves;
  frame.sounds = settings.sounds;
  frame.has_speaker = state.has_speaker;
  frame.county = state.catalogue.county;
  frame.outing_open = is_open(state);
  if (names_outing(state)) {
    frame.place = state.outing->opened.place;
    frame.date = state.outing->opened.date;
    frame.staff = state.staff;
  }
  frame.staff_choices = staff_by_use(state);
  frame.staff_with_pin = state.pins.with_pin;
  frame.pin = make_pin(state, now);
  if (state.is_locked) {
    frame.lock = LockView{state.staff};
  }
  if (!is_resident(state.screen)) {
    frame.resume = make_resume(state, now);
  }
  if (state.visit.asks_still_there) {
    frame.still_there = StillThereView{seconds_until(visit_due(state), now)};
  }
  const Listening& listening = state.visit.listening;
  frame.speech = {listening.ticket.has_value(), listening.is_unavailable, listening.speed,
                  listening.ticket ? listening.sentence : std::nullopt};
  frame.clock_trusted = now.wall_trusted;
  frame.waiting = waiting_entries(state);
  frame.enrolled = state.enrolled;
  frame.nothing_recorded = state.head == 0 && frame.waiting == 0;
  if (!is_resident(state.screen)) {
    frame.notice = shown_notice(state, now);
  }
  frame.last = make_last(state, lines);
  return frame;
}

}  // namespace outreach::core
