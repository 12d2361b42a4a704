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
ExitCode run(const RenameCommand& command, const Machine& machine);
ExitCode run(const RevokeCommand& command, const Machine& machine);
ExitCode run(const ReinstateCommand& command, const Machine& machine);
ExitCode run(const ReplaceCommand& command, const Machine& machine);
ExitCode run(const RotateKeyCommand& command, const Machine& machine);
ExitCode run(const BackupCommand& command, const Machine& machine);
ExitCode run(const CaseworkCreateCommand& command, const Machine& machine);
ExitCode run(const QuestionsCommand& command, const Machine& machine);
ExitCode run(const RatingWordsCommand& command, const Machine& machine);
ExitCode run(const ImportCommand& command, const Machine& machine);
ExitCode run(const PublishCommand& command, const Machine& machine);
ExitCode run(const ClipsCommand& command, const Machine& machine);
ExitCode run(const AnswerListCommand& command, const Machine& machine);
ExitCode run(const AnswerGiveCommand& command, const Machine& machine);
ExitCode run(const AnswerPublishCommand& command, const Machine& machine);

// What whoever made a casework key has to know.
inline constexpr const char* kCaseworkKeyMade =
    "The county has a casework key now. Kiosks enrolled from here on seal questions to it; one "
    "that "
    "was enrolled before needs a new code. Keep a copy of casework.key in a safe and the "
    "passphrase "
    "in another: without both nobody can ever read what residents wrote.";

}  // namespace outreach::county
