// Reading catalogue.json for who edits it. Pure.
#pragma once

#include <vector>

#include "platform/json/json.h"
#include "sync/domain/catalogue.h"
#include "sync/domain/content_problem.h"

namespace outreach::domain {

// As parse_catalogue, but noting everything that is wrong; what it gives then is not to be used.
Catalogue read_catalogue(const Json& file, std::vector<ContentProblem>& problems);

}  // namespace outreach::domain
