// 改内容: an entry that says something wrong is taken out of the counts, and what it should have
// said is recorded in its place, in one step.
#include <utility>

#include "app/core/steps.h"

namespace outreach::core {
namespace {

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
  Wish fresh;
  fresh.record = {intent.consultation, state.staff, line->record->sheet_time};
  fresh.outing = state.outing->sequence;
  Wish out;
  out.record = {domain::Correction{intent.target, line->amount, 0, state.replacing->reason},
                state.staff, std::nullopt};
  out.outing = state.outing->sequence;
  if (ask_to_record_together(step, std::move(out), std::move(fresh), now)) {
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
