// What is wrong with a content file, for who edits it.
#pragma once

#include <string>
#include <vector>

#include "platform/json/json_place.h"

namespace outreach::domain {

struct ContentProblem {
  JsonPlace place;
  std::string what;  // names file, list and row too
};

}  // namespace outreach::domain
