// What staff count, and taking it back.
#include <utility>

#include "app/core/counting.h"
#include "app/core/steps.h"
#include "sync/domain/personal_numbers.h"

namespace outreach::core {
namespace {

int amount_limit(const domain::Content& content) {
  if (std::holds_alternative<domain::Handout>(content) ||
      std::holds_alternative<domain::Stock>(content)) {
    return domain::kCopiesMax;
  }
  if (std::holds_alternative<domain::Consultation>(content)) {
    return domain::kPeopleMax;
  }
  return 0;
}

bool may_become(const OutingLines& lines, const OutingLine& line, int new_amount) {
  return can_be_corrected(lines, line) && new_amount != line.amount && new_amount >= 0 &&
         new_amount <= amount_limit(line.record->content);
}

Notice::What refusal_of(domain::PersonalNumber number) {
  switch (number) {
    case domain::PersonalNumber::Mobile:
    case domain::PersonalNumber::Landline:
      return Notice::What::NoteLikePhone;
    case domain::PersonalNumber::IdCard:
      return Notice::What::NoteLikeIdCard;
    case domain::PersonalNumber::LongNumber:
      break;
  }
  return Notice::What::NoteLikeNumber;
}

// The newest correction in flight of this entry.
std::optional<Ticket> correction_in_flight(const AppState& state, Sequence target) {
  std::optional<Ticket> newest;
  for (const InFlight& tap : state.in_flight) {
    const auto* correction = std::get_if<domain::Correction>(&tap.record.content);
    if (correction != nullptr && correction->target == target) {
      newest = tap.ticket;
    }
  }
  return newest;
}

}  // namespace

void record_tap(Step& step, domain::Content content, Now now) {
  if (!is_open(step.state) || refuse_while_ending(step)) {
    return;
  }
  ask_to_record(step,
                {{std::move(content), step.state.staff, std::nullopt},
                 step.state.outing->sequence,
                 std::nullopt,
                 std::nullopt},
                now);
}

void apply(Step& step, const HandOut& intent, Now now) {
  record_tap(step, domain::Handout{intent.leaflet, intent.copies}, now);
}

void apply(Step& step, const ScanBarcode& intent, Now now) {
  AppState& state = step.state;
  if (state.screen != ScreenName::Handout || intent.code.empty()) {
    return;
  }
  const domain::Leaflet* leaflet = state.catalogue.leaflet_with_barcode(intent.code);
  if (leaflet == nullptr) {
    refuse(step, {Notice::Tone::Waiting, Notice::What::UnknownBarcode});
    return;
  }
  if (state.notice && state.notice->what == Notice::What::UnknownBarcode) {
    state.notice.reset();
  }
  record_tap(step, domain::Handout{leaflet->item.id, 1}, now);
}

bool refuse_note(Step& step, const std::string& note) {
  const auto number = domain::personal_number_in(note);
  if (number) {
    refuse(step, {Notice::Tone::Failed, refusal_of(*number)});
  }
  return number.has_value();
}

void apply(Step& step, const RecordConsultation& intent, Now now) {
  if (!refuse_note(step, intent.consultation.note)) {
    record_tap(step, intent.consultation, now);
  }
}

// What a person corrected last gets the amount it had before.
void take_back(Step& step, const OutingLine& corrected, Now now) {
  AppState& state = step.state;
  const auto& correction = std::get<domain::Correction>(corrected.record->content);
  Wish wish;
  wish.outing = state.outing->sequence;
  wish.after = corrected.ticket;
  wish.record.staff = state.staff;
  wish.record.content = domain::Correction{correction.target, correction.new_amount,
                                           correction.old_amount, domain::CorrectionReason::Undo};
  ask_to_record(step, std::move(wish), now);
}

void apply(Step& step, const UndoLast& /*intent*/, Now now) {
  AppState& state = step.state;
  if (!is_open(state) || refuse_while_ending(step)) {
    return;
  }
  const OutingLines lines(state);
  if (const auto corrected = lines.newest_correction()) {
    take_back(step, *corrected, now);
    return;
  }
  if (const domain::Remark* explanation = lines.newest_explanation()) {
    domain::Remark taken_back = *explanation;
    taken_back.reason.clear();
    record_tap(step, std::move(taken_back), now);
    return;
  }
  const auto line = lines.newest_counting();
  if (!line) {
    return;
  }
  Wish wish;
  wish.outing = state.outing->sequence;
  wish.target = line->ticket;
  wish.after = line->ticket ? line->ticket : correction_in_flight(state, *line->sequence);
  wish.record.staff = state.staff;
  wish.record.content = domain::Correction{line->sequence.value_or(0), line->amount, 0,
                                           domain::CorrectionReason::Undo};
  const domain::Correction* out = lines.taken_out_for(*line);
  if (out == nullptr) {
    ask_to_record(step, std::move(wish), now);
    return;
  }
  // It stands in another's place: that one counts again, or the party would be gone altogether.
  Wish back;
  back.outing = wish.outing;
  back.only_with_it = line->ticket.has_value();
  back.record.staff = state.staff;
  back.record.content =
      domain::Correction{out->target, 0, out->old_amount, domain::CorrectionReason::Undo};
  ask_to_record_together(step, std::move(wish), std::move(back), now);
}

void apply(Step& step, const Correct& intent, Now now) {
  AppState& state = step.state;
  if (state.outing && refuse_while_ending(step)) {
    return;
  }
  const OutingLines lines(state);
  const auto line = lines.with_sequence(intent.target);
  if (!line || !may_become(lines, *line, intent.new_amount)) {
    say_not_saved(step, ErrorCode::InvalidInput, {});
    return;
  }
  const domain::Correction correction{intent.target, line->amount, intent.new_amount,
                                      intent.reason};
  ask_to_record(
      step,
      {{correction, state.staff, std::nullopt}, state.outing->sequence, std::nullopt, std::nullopt},
      now);
}

}  // namespace outreach::core
