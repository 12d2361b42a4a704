// What a program printed, as JSON.
#pragma once

#include "platform/json/json.h"
#include "tests/support/catch.h"
#include "tests/support/program.h"

namespace outreach::testing {

// Whatever it ended with.
inline Json printed_json(const Ended& ended) {
  INFO(ended.err);
  const auto json = parse_json(ended.out);
  REQUIRE(json);
  return *json;
}

// Of a program that must have done what it was asked.
inline Json json_of(const Ended& ended) {
  INFO(ended.err);
  REQUIRE(ended.exit_code == 0);
  return printed_json(ended);
}

}  // namespace outreach::testing
