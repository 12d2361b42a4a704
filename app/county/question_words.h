// How the desk names a question, opened or not.
#pragma once

#include <string>

#include "platform/json/json.h"
#include "sync/ledger/casework.h"

namespace outreach::county {

// Null for an empty text.
Json text_or_null(const std::string& text);

// Where and when it was left, and what an answer to it is called by; no words.
Json json_of_question(const ledger::HeldQuestion& question);
// The same in a line without its end: "3f2ab01c9d  东关一号  5b0c77aa  entry 12  2026-03-09
// 东关集会".
std::string line_of_question(const ledger::HeldQuestion& question);

}  // namespace outreach::county
