// 被退回: what staff do about an entry that the county set aside.
#include <algorithm>
#include <utility>

#include "app/core/returned.h"
#include "app/core/steps.h"

namespace outreach::core {
namespace {

// Why the remark was made, in one id.
constexpr const char* kDealtWith = "dealt_with";
constexpr const char* kRecordedAgain = "recorded_again";

Wish settling(const AppState& state, const ReturnedEntry& entry, const char* reason) {
  domain::Remark remark;
  remark.about = domain::kRemarkSetAsideSettled;
  remark.reason = reason;
  remark.target = entry.sequence;
  remark.epoch = entry.epoch;
  Wish wish;
  wish.record.content = std::move(remark);
  wish.record.staff = state.staff;
  return wish;
}

}  // namespace

void apply(Step& step, const SettleReturned& intent, Now now) {
  const AppState& state = step.state;
  const auto entries = returned_entries(state);
  const ReturnedEntry* entry = find_returned(entries, intent.epoch, intent.sequence);
  if (entry == nullptr || state.staff.empty() || is_settling(state, *entry) ||
      !may_settle(*entry, what_to_do(entries, *entry, OutingLines(state)))) {
    return;
  }
  ask_to_record(step, settling(state, *entry, kDealtWith), now);
}

// Three entries, one behind the other: none is written where the one before it was not.
void apply(Step& step, const RecordAgain& intent, Now now) {
  AppState& state = step.state;
  const auto entries = returned_entries(state);
  const ReturnedEntry* entry = find_returned(entries, std::nullopt, intent.sequence);
  if (entry == nullptr || entry->settled || state.staff.empty() || is_settling(state, *entry) ||
      what_to_do(entries, *entry, OutingLines(state)) != ReturnedRow::Do::RecordAgain ||
      refuse_while_ending(step)) {
    return;
  }
  const OutingLines lines(state);
  const auto line = lines.with_sequence(entry->sequence);
  const int amount = line->amount;
  Wish again;
  again.outing = state.outing->sequence;
  again.record = {entry->record->content, state.staff, entry->record->sheet_time};
  if (auto* handout = std::get_if<domain::Handout>(&again.record.content)) {
    handout->copies = amount;
  } else if (auto* consultation = std::get_if<domain::Consultation>(&again.record.content)) {
    consultation->people = amount;
  } else if (auto* stock = std::get_if<domain::Stock>(&again.record.content)) {
    stock->copies = amount;
  }
  if (domain::check(again.record)) {
    say_not_saved(step, ErrorCode::InvalidInput, {});
    return;
  }
  const Ticket first = state.next_ticket;
  ask_to_record(step, std::move(again), now);
  // Taken out here, and at the county once it should come to count there after all.
  Wish out;
  out.outing = state.outing->sequence;
  out.record.content =
      domain::Correction{intent.sequence, amount, 0, domain::CorrectionReason::Duplicate};
  out.record.staff = state.staff;
  out.after = first;
  out.only_with_it = true;
  ask_to_record(step, std::move(out), now);
  Wish settled = settling(state, *entry, kRecordedAgain);
  settled.after = first;
  settled.only_with_it = true;
  ask_to_record(step, std::move(settled), now);
}

void note_settled(AppState& state, const domain::Record& record) {
  const auto* remark = std::get_if<domain::Remark>(&record.content);
  if (remark == nullptr || remark->about != domain::kRemarkSetAsideSettled) {
    return;
  }
  const auto entry =
      std::find_if(state.returned.begin(), state.returned.end(), [&](const ReturnedEntry& one) {
        return one.sequence == remark->target && one.epoch == remark->epoch;
      });
  if (entry != state.returned.end()) {
    entry->settled = true;
  } else {
    // The journal was not read yet since the county set it aside.
    ReturnedEntry known;
    known.sequence = remark->target;
    known.epoch = remark->epoch;
    known.settled = true;
    state.returned.push_back(std::move(known));
  }
}

void on(Step& step, const ReturnedChanged& event) {
  AppState& state = step.state;
  const std::vector<ReturnedEntry> before = std::exchange(state.returned, event.entries);
  // It was perhaps read before the remark that was written since; and no remark is taken back.
  for (ReturnedEntry& entry : state.returned) {
    const ReturnedEntry* known = find_returned(before, entry.epoch, entry.sequence);
    entry.settled = entry.settled || (known != nullptr && known->settled);
  }
}

}  // namespace outreach::core
