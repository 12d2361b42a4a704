// The groups of commands and options that the command line is made of, and what they fill in.
#pragma once

#include <string>

#include "app/kiosk/options.h"

namespace CLI {
class App;
}

namespace outreach::kiosk {

// What CLI11 fills in as text, before it becomes options.
struct OptionWords {
  std::string data;
  std::string size;
  std::string shots;
  std::string language;
  std::string script;
  std::string sheet;
  std::string out;
  std::string picture;
  std::string by;
  std::string from;
  std::string to;
  std::string mirror;
  std::string stick;
  std::string power_supplies;
  std::string request_to;
  std::string grant_from;
  std::string county_ca;
  std::string pack_folder;
  std::string pack_name = "content";
  std::string erasure_reason = "person_asked";
};

// A command whose being named makes `task` the program's.
CLI::App* add_task(CLI::App& app, const char* name, const char* what, Options& options, Task task);

// Which printer there is, and its paper; of the screens, and of the slip command.
void add_printer(CLI::App& app, Options& options);

// In the order of --help. Both targets are filled in while the command line is parsed and must
// outlive that.
void add_show(CLI::App& app, Options& options, OptionWords& words);
void add_commands(CLI::App& app, Options& options, OptionWords& words);
void add_slip(CLI::App& app, Options& options, OptionWords& words);
void add_record_commands(CLI::App& app, Options& options, OptionWords& words);

}  // namespace outreach::kiosk
