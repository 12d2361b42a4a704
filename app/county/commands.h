// Each command of the program, run to its end.
#pragma once

#include "app/county/command.h"
#include "app/county/exit_code.h"
#include "platform/clock/clock.h"
#include "platform/random/random.h"

namespace outreach::county {

struct Machine {
  Clock& clock;
  Random& random;
  Files& files;
};

ExitCode run(const InitCommand& command, const Machine& machine);
ExitCode run(const ServeCommand& command, const Machine& machine);
ExitCode run(const EnrolCommand& command, const Machine& machine);
ExitCode run(const TallyCommand& command, const Machine& machine);
ExitCode run(const VerifyCommand& command, const Machine& machine);
ExitCode run(const KiosksCommand& command, const Machine& machine);

}  // namespace outreach::county
