// What this machine's consultations chose most, so that a screen can offer it first. Thread: the
// connection's.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/sqlite/sqlite.h"
#include "sync/domain/vocabulary.h"

namespace outreach::journal {

struct OutcomeUse {
  std::string topic;  // id
  domain::Outcome outcome = domain::Outcome::AnsweredOnTheSpot;
  std::int64_t times = 0;  // consultations that still count, of the newest kUseCounted (queries.h)
  bool operator==(const OutcomeUse&) const = default;
};

// By topic, and of each the most used first.
Result<std::vector<OutcomeUse>> outcome_use(sqlite::Database& database);

}  // namespace outreach::journal
