// What the commands that only read begin with.
#pragma once

#include <string>

#include "app/county/commands.h"
#include "platform/sqlite/sqlite.h"

namespace outreach::county {

struct Reading {
  std::string county;
  sqlite::Database database;  // query_only
};

Result<Reading> open_for_reading(const Path& folder, Files& files);

}  // namespace outreach::county
