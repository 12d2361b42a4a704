// The command line, read by CLI11; only command_line*.cpp see its header.
#pragma once

#include <variant>

#include "app/county/command.h"
#include "app/county/exit_code.h"

namespace outreach::county {

// A command, or the end: help was printed (Done), or what is wrong was said (WrongUsage).
std::variant<Command, ExitCode> read_command_line(int argument_count, const char* const* arguments);

}  // namespace outreach::county
