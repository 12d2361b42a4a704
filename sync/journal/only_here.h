// What of earlier epochs counts at this kiosk and not at the county, as far as this disk can tell:
// nobody should have to find out by comparing two reports. FORMAT.md, "Epochs".
#pragma once

#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "platform/sqlite/sqlite.h"
#include "sync/journal/entry.h"

namespace outreach::journal {

// A run of entries of one ended chain.
struct OnlyHere {
  enum class Why {
    NotConfirmed,  // the county has not confirmed them: on their way, or it holds others there
    NotTakenOver,  // behind what is delivered, and without a sound body to take over: they stay
  } why = Why::NotConfirmed;
  ChainId chain;
  Sequence first = 0;
  Sequence last = 0;
  bool operator==(const OnlyHere&) const = default;
};
std::string_view code_of(OnlyHere::Why why);

// Oldest chain first, at most kOnlyHereMost runs. Works on a kiosk's database alone: a county has
// no chain that ended.
inline constexpr std::size_t kOnlyHereMost = 1'000;
Result<std::vector<OnlyHere>> only_here(sqlite::Database& database);

}  // namespace outreach::journal
