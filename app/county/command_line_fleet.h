// The commands about kiosks that are known, and about the county's keys, as typed.
#pragma once

#include <optional>
#include <string>

#include "app/county/command.h"

namespace CLI {
class App;
}

namespace outreach::county {

struct TypedCode {
  std::string address;
  std::string page;
  std::string stick;
  bool json = false;
};
// How the code that `command` makes is shown.
void describe_code(CLI::App* command, TypedCode& typed);
CodeOptions read_code_options(const TypedCode& typed);

struct TypedFleet {
  std::string data;
  std::string kiosk;
  std::string name;
  std::string reason;
  std::string keys = "both";
  TypedCode code;
};

// `typed` must outlive the parsing.
void describe_fleet(CLI::App& app, TypedFleet& typed);
// Nothing when `name` is another command.
std::optional<Command> read_fleet_command(const std::string& name, const TypedFleet& typed);

}  // namespace outreach::county
