#include <optional>
#include <utility>

#include "app/county/commands.h"
#include "app/county/enrolment_code.h"
#include "app/county/output.h"
#include "app/county/passphrase.h"
#include "sync/journal/journal.h"
#include "sync/ledger/casework.h"
#include "sync/ledger/ledger.h"
#include "sync/ledger/stick_import.h"

// The two commands that make things: a county, and a code for a new kiosk.
namespace outreach::county {
namespace {

// Before anything is written: what is there already must not be mixed with a new county.
Result<void> check_folder_is_free(const Path& folder, Files& files) {
  if (files.exists(folder / journal::kJournalFile)) {
    return Error{ErrorCode::AlreadyExists,
                 folder.string() + " is a kiosk's data folder: choose another folder"};
  }
  if (files.exists(folder / ledger::kLedgerFile) && !files.exists(folder / ledger::kCountyFile)) {
    return Error{ErrorCode::AlreadyExists,
                 folder.string() +
                     " holds a county's ledger without its keys: put county.json, sign.key and "
                     "transport.key back from the backup, or choose another folder"};
  }
  const auto keys = ledger::load_keys(folder, files);
  if (keys) {
    return Error{ErrorCode::AlreadyExists, folder.string() + " is the county \"" + keys->county +
                                               "\" already: nothing was changed"};
  }
  return keys.error().code == ErrorCode::NotFound ? Result<void>() : keys.error();
}

}  // namespace

ExitCode run(const InitCommand& command, const Machine& machine) {
  if (auto free = check_folder_is_free(command.data, machine.files); !free) {
    return fail(free.error());
  }
  std::optional<crypto::SecretBytes> passphrase;
  if (!command.casework_passphrase_file.empty()) {
    auto read =
        read_passphrase(command.casework_passphrase_file, PassphraseUse::Choose, machine.files);
    if (!read) {
      return fail(read.error());
    }
    if (auto fit = ledger::check_passphrase(read->view()); !fit) {
      return fail(fit.error());
    }
    passphrase = std::move(*read);
  }
  const auto keys = ledger::create_keys(command.data, command.name, machine.files, machine.random);
  if (!keys) {
    // Nothing has to be there yet, so what is missing is a place this machine lets one write to.
    Error error = keys.error();
    error.code = error.code == ErrorCode::NotFound ? ErrorCode::InputOutput : error.code;
    return fail(error);
  }
  // Opened once, so that the ledger is there for the commands that only read.
  const auto opened =
      ledger::Ledger::open(command.data, machine.clock, machine.random, machine.files);
  if (!opened) {
    return fail(opened.error());
  }
  print(command.data.string() + " is now the county \"" + keys->county +
        "\". Keep a copy of sign.key and transport.key in a safe: without them no kiosk can "
        "deliver here any more. publishing.key signs content: it may be kept on a stick and given "
        "to `publish` with --key.");
  if (passphrase) {
    const auto made = ledger::create_casework_key(command.data, passphrase->view(), machine.files,
                                                  machine.random);
    if (!made) {
      return fail(made.error());
    }
    print(kCaseworkKeyMade);
  }
  return ExitCode::Done;
}

ExitCode run(const EnrolCommand& command, const Machine& machine) {
  const auto keys = ledger::load_keys(command.data, machine.files);
  if (!keys) {
    return fail(keys.error());
  }
  return print_new_code(command.data, command.name, *keys, machine, command.show);
}

}  // namespace outreach::county
