// How the desk names a question, opened or not.
#pragma once

#include <string>

#include "platform/base/time.h"
#include "platform/json/json.h"
#include "sync/ledger/casework.h"

namespace outreach::county {

// 《信访工作条例》 (in force 2022-05-01), Art. 22 and 23: what is received is passed on, or
// answered whether it is accepted, within 15 days. Whether a question left at a stall is received
// thereby is for counsel to say; the days are counted from when it was left as if it were.
inline constexpr int kReplyDays = 15;

// The outing's day, which staff confirmed; else the kiosk's, in China.
Date asked_on(const ledger::HeldQuestion& question);
// Of kReplyDays; 0 on the last of them, below 0 when they are over.
int days_left(const ledger::HeldQuestion& question, Date today);
// "3 days left", "last day", "2 days over".
std::string days_left_words(int days);

// Null for an empty text.
Json text_or_null(const std::string& text);

// Where and when it was left, and what an answer to it is called by; no words.
Json json_of_question(const ledger::HeldQuestion& question);
// The same in a line without its end: "3f2ab01c9d  东关一号  5b0c77aa  entry 12  2026-03-09
// 东关集会".
std::string line_of_question(const ledger::HeldQuestion& question);

}  // namespace outreach::county
