#include <string>

#include "app/county/commands.h"
#include "app/county/output.h"
#include "app/county/reading.h"
#include "platform/json/json.h"
#include "sync/ledger/answers.h"
#include "sync/ledger/archive.h"

namespace outreach::county {

ExitCode run(const BackupCommand& command, const Machine& machine) {
  // Says what is wrong with the folder before anything is written anywhere.
  const auto reading = open_for_reading(command.data, machine.files);
  if (!reading) {
    return fail(reading.error());
  }
  const auto backup =
      ledger::back_up(command.data, command.to, machine.clock, machine.files,
                      command.same_disk ? ledger::OnSameDisk::Copy : ledger::OnSameDisk::Refuse);
  if (!backup) {
    Error error = backup.error();
    error.context = "no backup was made: " + error.context;
    return fail(error);
  }
  const auto answers = ledger::back_up_answers(command.data, command.to, machine.files);
  if (!answers) {
    Error error = answers.error();
    error.context = backup->file.string() +
                    " is a whole backup of the ledger, but the answers to residents' questions "
                    "are not beside it: " +
                    error.context;
    return fail(error);
  }
  if (command.json) {
    Json json = Json::object();
    json["answers"] = *answers;
    json["file"] = backup->file.string();
    json["entries"] = backup->entries;
    json["chains"] = backup->chains;
    json["archived"] = backup->is_archived;
    print(write_json_indented(json));
  } else {
    print(backup->file.string() + ": " + std::to_string(backup->entries) + " entries of " +
          std::to_string(backup->chains) + " journals, read back and whole. " +
          (backup->is_archived
               ? "Keep this file: kiosks may now remove what is in it. "
               : "It is on the ledger's own disk and does not count as a backup: one broken disk "
                 "takes both, so kiosks go on keeping what is in it. ") +
          (*answers > 0 ? "The answers to residents' questions are beside it. " : "") +
          "The county's keys (every *.key file) are not in it; they belong in a safe.");
  }
  return ExitCode::Done;
}

}  // namespace outreach::county
