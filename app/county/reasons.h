// Why entries are kept and not counted, in people's words.
#pragma once

#include <string>
#include <vector>

#include "platform/json/json.h"
#include "sync/ledger/fleet.h"

namespace outreach::county {

// "3 unknown_kind: 县局程序要先升级。…": what is wrong and what to do, without a line's end.
std::string words_of_reason(const ledger::ReasonCount& count);
// [{"reason": code, "entries": n, "words": what is wrong, "remedy": what to do}]
Json json_of_reasons(const std::vector<ledger::ReasonCount>& counts);

}  // namespace outreach::county
