// Words to the person at the command line.
#pragma once

#include <string>

#include "app/county/exit_code.h"
#include "platform/base/result.h"
#include "platform/files/files.h"

namespace outreach::county {

// One line, or several, to standard output, flushed: a script may be waiting for it.
void print(const std::string& text);
// One line to standard error. Any thread.
void complain(const std::string& text);
// What is wrong with a stick, and what to do about it.
Error about_stick(const Error& error, const Path& stick);
// One sentence on what went wrong and what to do, to standard error.
ExitCode fail(const Error& error);

}  // namespace outreach::county
