// What the program's end says to scripts and supervisors. Written in `outreach-county --help`.
#pragma once

#include "platform/base/result.h"

namespace outreach::county {

enum class ExitCode {
  Done = 0,
  Damaged = 1,         // verify found damage
  WrongUsage = 2,      // the command or a value in it
  WrongState = 3,      // the data folder is not what this command needs
  MachineRefuses = 4,  // address in use, folder not writable, disk full, another process serves
  DatabaseFailed = 5,  // while serving: start again, which verifies what was written
  Incomplete = 6,      // import: not all of the stick could be taken, or nothing put back onto it
};

ExitCode exit_code_for(const Error& error);

}  // namespace outreach::county
