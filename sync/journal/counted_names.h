// The tables whose rows stand for one entry each, in one list for whatever goes through all of
// them. Each is called as the kind of its entries. For sync/journal, sync/client and sync/ledger.
// Outings are not among them: they have a row in each chain.
#pragma once

#include <array>

#include "sync/domain/record.h"

namespace outreach::journal {

struct CountedName {
  const char* table;
  const char* amount;  // the column that corrections change; null: no correction targets it
  int most;            // what a correction may make of it; the least is 0. Without amount: 0
};
inline constexpr std::array kCountedNames{CountedName{"handout", "copies", domain::kCopiesMax},
                                          CountedName{"consultation", "people", domain::kPeopleMax},
                                          CountedName{"question", "amount", 1},
                                          CountedName{"stock", "copies", domain::kCopiesMax},
                                          CountedName{"rating", nullptr, 0},
                                          CountedName{"self_service", nullptr, 0}};

}  // namespace outreach::journal
