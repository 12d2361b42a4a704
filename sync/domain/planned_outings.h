// 计划场次: where a stall is going to be, each day and place once. Format:
// assets/content/FORMAT.md. Pure.
#pragma once

#include <string>
#include <vector>

#include "platform/base/time.h"
#include "platform/json/json.h"
#include "sync/domain/catalogue.h"
#include "sync/domain/content_problem.h"

namespace outreach::domain {

struct PlannedOuting {
  Date date{};
  std::string place;  // of the catalogue
  std::string note;   // may be empty
  bool operator==(const PlannedOuting&) const = default;
};

// Notes everything that is wrong; what it gives then is not to be used.
std::vector<PlannedOuting> read_planned_outings(const Json& file, const Catalogue& catalogue,
                                                std::vector<ContentProblem>& problems);

}  // namespace outreach::domain
