// What the county set aside, as staff are to deal with it. Pure.
#pragma once

#include <optional>
#include <vector>

#include "app/core/counting.h"
#include "app/core/state.h"

namespace outreach::core {

// Of every chain: those that nobody has dealt with first, newest first. Of the current chain it is
// what delivery says now, also before the journal was read again.
std::vector<ReturnedEntry> returned_entries(const AppState& state);

// The one that is named so; none: it is not among the returned.
const ReturnedEntry* find_returned(const std::vector<ReturnedEntry>& entries,
                                   const std::optional<domain::EpochId>& epoch, Sequence sequence);

// What can be done about one of `entries`.
ReturnedRow::Do what_to_do(const std::vector<ReturnedEntry>& entries, const ReturnedEntry& entry,
                           const OutingLines& lines);
// A remark that it was dealt with would mean something. Never of a remark: that would go on for
// ever at a county that knows no remarks.
bool may_settle(const ReturnedEntry& entry, ReturnedRow::Do what_to_do);
// That remark is on its way to the journal.
bool is_settling(const AppState& state, const ReturnedEntry& entry);

}  // namespace outreach::core
