// 改内容: an entry that says something wrong is taken out of the counts, and what it should have
// said is recorded in its place, in one step.
#include <utility>

#include "app/core/steps.h"

namespace outreach::core {
namespace {

// Both get a ticket and count as in flight, and the journal is asked for both at once. Neither
// where either breaks what a record must be.
bool record_together(Step& step, domain::Record first, domain::Record second, Now now) {
  AppState& state = step.state;
  if (domain::check(first) || domain::check(second)) {
    say_not_saved(step, ErrorCode::InvalidInput, {});
    return false;
  }
  state.failed.reset();
  const Sequence outing = state.outing->sequence;
  const Ticket ticket = state.next_ticket;
  state.next_ticket += 2;
  step.commands.emplace_back(Append{ticket, first, outing, Append::Also{ticket + 1, second}});
  state.in_flight.push_back({ticket, std::move(first), outing, now.wall, {}, {}});
  state.in_flight.push_back({ticket + 1, std::move(second), outing, now.wall, {}, {}});
  return true;
}

void look_at_today(AppState& state) {
  state.replacing.reset();
  state.screen = ScreenName::Today;
  state.page = 0;
  state.today_filter = TodayFilter::All;
}

}  // namespace

bool can_be_replaced(const AppState& state, const OutingLines& lines, const OutingLine& line) {
  return is_open(state) && std::holds_alternative<domain::Consultation>(line.record->content) &&
         can_be_corrected(lines, line);
}

void apply(Step& step, const BeginReplacement& intent) {
  AppState& state = step.state;
  const OutingLines lines(state);
  const auto line = lines.with_sequence(intent.target);
  if (!line || !can_be_replaced(state, lines, *line)) {
    return;
  }
  state.replacing = Replacing{intent.target, intent.reason};
  state.screen = ScreenName::Consultation;
  state.page = 0;
  leave_pin(state);
}

void apply(Step& step, const ReplaceConsultation& intent, Now now) {
  AppState& state = step.state;
  if (!state.replacing || state.replacing->target != intent.target || refuse_while_ending(step) ||
      refuse_note(step, intent.consultation.note)) {
    return;
  }
  const OutingLines lines(state);
  const auto line = lines.with_sequence(intent.target);
  if (!line || !can_be_replaced(state, lines, *line)) {
    say_not_saved(step, ErrorCode::InvalidInput, {});
    return;
  }
  auto before = std::get<domain::Consultation>(line->record->content);
  before.people = line->amount;
  if (before == intent.consultation) {
    look_at_today(state);  // it says that already
    return;
  }
  // On paper it stands where the old one stood.
  domain::Record fresh{intent.consultation, state.staff, line->record->sheet_time};
  domain::Record out{domain::Correction{intent.target, line->amount, 0, state.replacing->reason},
                     state.staff, std::nullopt};
  if (record_together(step, std::move(out), std::move(fresh), now)) {
    look_at_today(state);
  }
}

void settle_replacing(AppState& state) {
  const bool is_at_it =
      state.screen == ScreenName::Consultation || state.screen == ScreenName::Question;
  if (!is_at_it || !is_open(state)) {
    state.replacing.reset();
  }
}

}  // namespace outreach::core
