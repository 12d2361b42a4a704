#include "sync/ledger/fleet.h"

#include <cerrno>
#include <string>

#include "app/county/commands.h"
#include "app/county/enrolment_code.h"
#include "app/county/output.h"
#include "app/county/reading.h"
#include "sync/ledger/ledger.h"
#include "sync/ledger/orders.h"

// Orders about kiosks that are known, and new keys for the county.
namespace outreach::county {
namespace {

Result<ledger::KioskReport> find_kiosk(const Path& data, const std::string& words, Files& files) {
  auto reading = open_for_reading(data, files);
  if (!reading) {
    return reading.error();
  }
  const auto kiosks = ledger::kiosk_reports(reading->database);
  if (!kiosks) {
    return kiosks.error();
  }
  return ledger::find_by_words(*kiosks, words);
}

// Carried out at once where nobody serves; by what serves otherwise.
ExitCode give(const Path& data, const ledger::FleetOrder& order, const Machine& machine,
              const std::string& done) {
  const auto given = ledger::give_order(data, order, machine.clock, machine.files, machine.random);
  if (!given) {
    return fail(given.error());
  }
  const auto opened = ledger::Ledger::open(data, machine.clock, machine.random, machine.files);
  const bool is_served =
      !opened && opened.error().code == ErrorCode::Refused && opened.error().cause == EWOULDBLOCK;
  if (!opened && !is_served) {
    return fail(opened.error());
  }
  print(done + (is_served ? " From the next request on: the county that serves does it." : ""));
  return ExitCode::Done;
}

}  // namespace

ExitCode run(const RenameCommand& command, const Machine& machine) {
  const auto kiosk = find_kiosk(command.data, command.kiosk, machine.files);
  if (!kiosk) {
    return fail(kiosk.error());
  }
  return give(command.data, {ledger::FleetOrder::Kind::Rename, kiosk->kiosk, command.name}, machine,
              "\"" + kiosk->name + "\" is called \"" + command.name + "\" here.");
}

ExitCode run(const RevokeCommand& command, const Machine& machine) {
  const auto kiosk = find_kiosk(command.data, command.kiosk, machine.files);
  if (!kiosk) {
    return fail(kiosk.error());
  }
  return give(command.data, {ledger::FleetOrder::Kind::Revoke, kiosk->kiosk, command.reason},
              machine,
              "Nothing more is taken from \"" + kiosk->name +
                  "\"; what it brought stays and counts. `reinstate` takes this back.");
}

ExitCode run(const ReinstateCommand& command, const Machine& machine) {
  const auto kiosk = find_kiosk(command.data, command.kiosk, machine.files);
  if (!kiosk) {
    return fail(kiosk.error());
  }
  return give(command.data, {ledger::FleetOrder::Kind::Reinstate, kiosk->kiosk, ""}, machine,
              "\"" + kiosk->name + "\" is taken from again.");
}

ExitCode run(const ReplaceCommand& command, const Machine& machine) {
  const auto kiosk = find_kiosk(command.data, command.kiosk, machine.files);
  if (!kiosk) {
    return fail(kiosk.error());
  }
  const auto keys = ledger::load_keys(command.data, machine.files);
  if (!keys) {
    return fail(keys.error());
  }
  return print_new_code(command.data, kiosk->name, *keys, machine, command.show, kiosk->kiosk);
}

ExitCode run(const RotateKeyCommand& command, const Machine& machine) {
  const auto keys = ledger::rotate_keys(command.data, command.which, machine.clock.now().wall,
                                        machine.files, machine.random);
  if (!keys) {
    return fail(keys.error());
  }
  const int generation = static_cast<int>(keys->earlier.size());
  const auto days =
      std::chrono::duration_cast<std::chrono::hours>(ledger::kEarlierTransportTime).count() / 24;
  print("The county has new keys: " + ledger::sign_key_file(generation) + " and " +
        ledger::transport_key_file(generation) +
        ". Put copies of them in the safe, beside the old ones: the old transport key still opens "
        "sticks, however late they come, and for " +
        std::to_string(days) +
        " days what comes over the network. Kiosks take up the new keys by themselves, because the "
        "old sign key announced them; codes that are not used yet must be made anew. Where the old "
        "sign key was stolen this does not help: enrol every kiosk anew.");
  return ExitCode::Done;
}

}  // namespace outreach::county
