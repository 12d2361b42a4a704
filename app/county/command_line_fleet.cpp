#include "app/county/command_line_fleet.h"

#include <CLI/CLI.hpp>

namespace outreach::county {
namespace {

CLI::App* add_fleet_command(CLI::App& app, const char* name, const char* about, TypedFleet& typed) {
  CLI::App* command = app.add_subcommand(name, about);
  command->add_option("--data", typed.data, "The county's data folder")
      ->required()
      ->type_name("FOLDER");
  return command;
}

CLI::App* add_for_kiosk(CLI::App& app, const char* name, const char* about, TypedFleet& typed) {
  CLI::App* command = add_fleet_command(app, name, about, typed);
  command->add_option("--kiosk", typed.kiosk, "Its name, or its number as `kiosks` lists it")
      ->required()
      ->type_name("KIOSK");
  return command;
}

}  // namespace

void describe_code(CLI::App* command, TypedCode& typed) {
  command
      ->add_option(
          "--address", typed.address,
          "Where kiosks reach the county, such as http://10.0.0.5:8080: prints a QR code of "
          "it and the code")
      ->type_name("URL");
  command->add_option("--page", typed.page, "Also writes a page to print, as HTML")
      ->type_name("FILE");
  command
      ->add_option("--to", typed.stick,
                   "A stick, for a kiosk that reaches no server: this county's card goes onto it, "
                   "and the code is good for two weeks")
      ->type_name("FOLDER");
  command->add_flag("--json", typed.json, "Print JSON, for programs");
}

CodeOptions read_code_options(const TypedCode& typed) {
  return {typed.json, typed.address, typed.page, typed.stick};
}

void describe_fleet(CLI::App& app, TypedFleet& typed) {
  add_for_kiosk(app, "rename", "Call a kiosk otherwise from now on", typed)
      ->add_option("--name", typed.name, "The new name")
      ->required()
      ->type_name("NAME");
  add_for_kiosk(app, "revoke",
                "Take nothing more from a kiosk (stolen, lost); what it brought stays and counts",
                typed)
      ->add_option("--reason", typed.reason, "Why, for those who ask later")
      ->required()
      ->type_name("TEXT");
  add_for_kiosk(app, "reinstate", "Take from a revoked kiosk again", typed);
  CLI::App* replace = add_for_kiosk(
      app, "replace",
      "Print a code for the device that takes a broken kiosk's place and name; using it closes the "
      "old one",
      typed);
  describe_code(replace, typed.code);
  add_fleet_command(app, "rotate-key",
                    "Replace the county's keys; kiosks learn of it from the old key and go on",
                    typed)
      ->add_option("--keys", typed.keys,
                   "sign: what confirms; transport: what batches are sealed to; both")
      ->check(CLI::IsMember({"both", "sign", "transport"}))
      ->type_name("both|sign|transport");
}

std::optional<Command> read_fleet_command(const std::string& name, const TypedFleet& typed) {
  if (name == "rename") {
    return RenameCommand{typed.data, typed.kiosk, typed.name};
  }
  if (name == "revoke") {
    return RevokeCommand{typed.data, typed.kiosk, typed.reason};
  }
  if (name == "reinstate") {
    return ReinstateCommand{typed.data, typed.kiosk};
  }
  if (name == "replace") {
    return ReplaceCommand{typed.data, typed.kiosk, read_code_options(typed.code)};
  }
  if (name == "rotate-key") {
    return RotateKeyCommand{typed.data, typed.keys == "sign"        ? ledger::RotatedKeys::Sign
                                        : typed.keys == "transport" ? ledger::RotatedKeys::Transport
                                                                    : ledger::RotatedKeys::Both};
  }
  return std::nullopt;
}

}  // namespace outreach::county
