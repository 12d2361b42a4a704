// The parts of `update`, by family. Inside this folder only. Each changes the step it is given.
#pragma once

#include <optional>
#include <string>

#include "app/core/update.h"

namespace outreach::core {

// Gives the record a ticket, counts it as in flight and asks the journal for it. `target` and
// `after`: see InFlight. Words a record breaks become a notice instead; then nothing is asked.
struct Wish {
  domain::Record record;
  Sequence outing = 0;
  std::optional<Ticket> target;
  std::optional<Ticket> after;
};
void ask_to_record(Step& step, Wish wish, Now now);
void hand_to_journal(Step& step, const InFlight& tap);
void say_not_saved(Step& step, ErrorCode code, std::string context);
// True while an append of this content is in flight.
bool is_opening(const AppState& state);
bool is_closing(const AppState& state);

void apply(Step& step, const OpenOuting& intent, Now now);
void apply(Step& step, const CloseOuting& intent, Now now);
void apply(Step& step, const ChangeStaff& intent);
void apply(Step& step, const HandOut& intent, Now now);
void apply(Step& step, const RecordConsultation& intent, Now now);
void apply(Step& step, const UndoLast& intent, Now now);
void apply(Step& step, const Correct& intent, Now now);
void apply(Step& step, const Event& event, Now now);

}  // namespace outreach::core
