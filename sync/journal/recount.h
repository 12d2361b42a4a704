// Whether the counts are what the entries add up to. The hash chain covers the entries only: a
// flipped bit in a row of a projection would give a wrong tally of a sound journal.
//
// The entries are counted again in a scratch database, by the same Projection, chain by chain in
// the order of their numbers, and every row is compared.
// - An entry without a sound body (pruned, erased, damaged, lost) cannot be counted again: its rows
//   are taken as they are stored. After a correction without a body the amounts that were there
//   before it are taken as stored, because nobody can know which of them it changed; after an end
//   of an outing without a body, which outings of its chain are closed.
// - At a county (a journal that no kiosk owns) entries of several chains come in any order, and
//   what that may decide is not compared: which of the entries that are one record has the row (the
//   one that is stored), and whether an outing that was taken over is closed. What the county set
//   aside counts for nothing.
#pragma once

#include <functional>
#include <vector>

#include "platform/base/result.h"
#include "platform/sqlite/sqlite.h"
#include "sync/journal/queries.h"

namespace outreach::journal {

// Asked now and then while it counts, on its thread; false: it is to give up. Empty: never.
using StillWanted = std::function<bool()>;

// One Damage of kind "count_differs" for each entry whose row is not what it adds up to, is
// missing, or should not be there; at most kDamagesMax. Reads in one transaction, on a reader's
// connection or the writer's; changes nothing. Takes a few MB of memory however long the journal is
// (sqlite::kScratch), unless there is no room for that. Unavailable: it gave up.
Result<std::vector<Damage>> recount(sqlite::Database& database,
                                    const StillWanted& still_wanted = {});

// Puts the counts right in one transaction; answers how many rows differed. A table in which a row
// differs is written anew whole: what was damaged may not be found by its key any more.
Result<std::int64_t> repair_counts(sqlite::Database& writer);

}  // namespace outreach::journal
