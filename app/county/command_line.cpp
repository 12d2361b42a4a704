// Long because every command and every option of the program is described in one place.
#include "app/county/command_line.h"

#include <optional>
#include <string>

#include <CLI/CLI.hpp>

#include "app/county/command_line_answer.h"
#include "app/county/command_line_fleet.h"
#include "app/county/output.h"
#include "app/county/typed_date.h"
#include "platform/base/time.h"

namespace outreach::county {
namespace {

constexpr const char* kAbout =
    "The county's side of Outreach: takes what the stalls recorded, keeps it, and counts it.";
constexpr const char* kFooter =
    "A county begins with `init`, is there for its kiosks while `serve` runs, and takes a new "
    "kiosk with `enrol`.\n"
    "`import` takes in what a stick brought. The other commands may be run at any time, also while "
    "`serve` runs: most only read, and what `rename`, `revoke`, `reinstate` and `rotate-key` order "
    "is carried out by what serves.\n\n"
    "Exit codes:\n"
    "  0  done\n"
    "  1  verify found damage\n"
    "  2  the command, or a value in it, is wrong\n"
    "  3  the data folder is not what this command needs\n"
    "  4  the machine refuses: address in use, folder not writable, disk full, another process "
    "serves this folder\n"
    "  5  the database failed while serving: start again\n"
    "  6  import: something on the stick was not taken, or nothing could be put back onto it";

// Values as typed, before they are read.
struct Typed {
  std::string data;
  std::string name;
  std::string listen;
  std::string tls_certificate;
  std::string tls_key;
  std::string backup_to;
  bool same_disk = false;
  std::string stick;
  std::string passphrase_file;
  std::string folder;
  std::string key_file;
  std::string expires;
  std::string carry;
  std::uint64_t version = 0;
  bool check = false;
  std::vector<std::string> by;
  std::string from;
  std::string to;
  std::string format = "csv";
  bool json = false;
  bool quiet = false;
  TypedCode code;
};

std::string dimension_codes() {
  std::string codes;
  for (int i = 0; i <= static_cast<int>(domain::Dimension::Kiosk); ++i) {
    codes += (i > 0 ? "," : "") + std::string(domain::code_of(static_cast<domain::Dimension>(i)));
  }
  return codes;
}

CLI::App* add_command(CLI::App& app, const char* name, const char* about, Typed& typed) {
  CLI::App* command = app.add_subcommand(name, about);
  command->add_option("--data", typed.data, "The county's data folder")
      ->required()
      ->type_name("FOLDER");
  return command;
}

void add_json(CLI::App* command, Typed& typed) {
  command->add_flag("--json", typed.json, "Print JSON, for programs");
}

void add_passphrase(CLI::App* command, Typed& typed) {
  command
      ->add_option("--passphrase-file", typed.passphrase_file,
                   "Its first line is the passphrase; - reads standard input. Asked for at the "
                   "terminal without this")
      ->type_name("FILE");
}

// The question desk and the backup.
void describe_desk(CLI::App& app, Typed& typed) {
  CLI::App* backup =
      add_command(app, "backup", "Copy the ledger to another disk and prove the copy whole", typed);
  backup->add_option("--to", typed.backup_to, "A folder on that disk; it must be there")
      ->required()
      ->type_name("FOLDER");
  backup->add_flag("--same-disk", typed.same_disk,
                   "Allow a folder on the ledger's own disk: such a copy is lost with the ledger, "
                   "so it does not count, and kiosks keep what is in it");
  add_json(backup, typed);

  CLI::App* casework = app.add_subcommand("casework", "The key that opens residents' questions");
  casework->require_subcommand(1);
  add_passphrase(add_command(*casework, "create",
                             "Make it for a county that has none, wrapped by a passphrase", typed),
                 typed);

  CLI::App* questions = add_command(
      app, "questions", "Open and print what residents asked; needs the passphrase", typed);
  add_passphrase(questions, typed);
  add_json(questions, typed);

  CLI::App* ratings =
      add_command(app, "ratings",
                  "Open and print what residents said besides a face; needs the passphrase", typed);
  add_passphrase(ratings, typed);
  add_json(ratings, typed);
}

void describe_clips(CLI::App& app, Typed& typed) {
  CLI::App* clips = app.add_subcommand(
      "clips", "List what kiosks say of this content and nobody has recorded, as a clips.txt");
  clips->add_option("FOLDER", typed.folder, "The content, as assets/content/FORMAT.md says")
      ->required();
}

void describe_publish(CLI::App& app, Typed& typed) {
  CLI::App* publish = app.add_subcommand(
      "publish", "Give kiosks new content: leaflets, guide, directory, places, topics, staff");
  publish->add_option("FOLDER", typed.folder, "The content, as assets/content/FORMAT.md says")
      ->required();
  CLI::Option* check =
      publish->add_flag("--check", typed.check,
                        "Only say what is wrong, each with file and line; nothing is changed");
  publish->add_option("--data", typed.data, "The county's data folder; not needed with --check")
      ->type_name("FOLDER");
  publish
      ->add_option("--key", typed.key_file,
                   "Where publishing.key is, when it is not kept in the county's folder")
      ->excludes(check)
      ->type_name("FILE");
  publish->add_option("--expires", typed.expires, "The last day it is good for; else a year")
      ->type_name("DATE");
  publish
      ->add_option("--version", typed.version,
                   "Its number, when kiosks know higher ones than this county does any more")
      ->excludes(check);
  publish
      ->add_option("--carry", typed.carry,
                   "Also write it there as plain files, for kiosks without a network")
      ->excludes(check)
      ->type_name("FOLDER");
  add_json(publish, typed);
}

void describe(CLI::App& app, Typed& typed) {
  app.require_subcommand(1);
  app.footer(kFooter);
  CLI::App* init =
      add_command(app, "init", "Make a folder a county: its keys and its empty ledger", typed);
  init->add_option("--name", typed.name, "The county bureau's name, as kiosks show it")
      ->required()
      ->type_name("NAME");
  init->add_option("--casework-passphrase-file", typed.passphrase_file,
                   "Also make the key that opens residents' questions, wrapped by the passphrase "
                   "in this file; - asks or reads standard input")
      ->type_name("FILE");

  CLI::App* serve =
      add_command(app, "serve", "Answer kiosks until stopped by Ctrl-C or SIGTERM", typed);
  serve
      ->add_option("--listen", typed.listen,
                   "Where to listen; port 0 takes any free one and prints it")
      ->required()
      ->type_name("HOST:PORT");
  CLI::Option* certificate = serve->add_option(
      "--tls-certificate", typed.tls_certificate,
      "PEM file: answer HTTPS, TLS 1.3, with this certificate and those that lead "
      "to its issuer");
  CLI::Option* key = serve->add_option("--tls-key", typed.tls_key, "PEM file: its key");
  certificate->needs(key)->type_name("FILE");
  key->needs(certificate)->type_name("FILE");
  serve->add_flag("--quiet", typed.quiet, "Log trouble only");

  CLI::App* enrol = add_command(
      app, "enrol", "Print a one-time code that makes a kiosk known to this county", typed);
  enrol->add_option("--name", typed.name, "What the kiosk is to be called")
      ->required()
      ->type_name("NAME");
  describe_code(enrol, typed.code);

  CLI::App* import = add_command(app, "import",
                                 "Take in what a stick brought, and put onto it what waits for its "
                                 "kiosks: receipts, enrolments, content",
                                 typed);
  import->add_option("--from", typed.stick, "Where the stick is mounted")
      ->required()
      ->type_name("FOLDER");
  add_json(import, typed);

  CLI::App* tally = add_command(app, "tally", "Count what was recorded", typed);
  tally->add_option("--by", typed.by, "One line for each: " + dimension_codes())
      ->delimiter(',')
      ->type_name("LIST");
  tally->add_option("--from", typed.from, "First outing day, 2021-01-31")->type_name("DATE");
  tally->add_option("--to", typed.to, "Last outing day")->type_name("DATE");
  auto* format =
      tally->add_option("--format", typed.format, "csv for spreadsheets, json for programs");
  format->check(CLI::IsMember({"csv", "json"}))->type_name("csv|json");
  add_json(tally, typed);

  describe_desk(app, typed);
  describe_publish(app, typed);
  describe_clips(app, typed);
  add_json(add_command(app, "verify",
                       "Recompute every journal from its first entry and name each damage", typed),
           typed);
  add_json(add_command(app, "kiosks", "List the kiosks: how far each has come, and what is wrong",
                       typed),
           typed);
}

Result<Command> read_tally(const Typed& typed) {
  TallyCommand command{typed.data, {}, {}, typed.json || typed.format == "json"};
  for (const std::string& code : typed.by) {
    const auto dimension = domain::dimension_from(code);
    if (!dimension) {
      return Error{ErrorCode::InvalidInput,
                   "--by does not know \"" + code + "\"; it takes " + dimension_codes()};
    }
    if (std::find(command.by.begin(), command.by.end(), *dimension) != command.by.end()) {
      return Error{ErrorCode::InvalidInput, "--by names \"" + code + "\" twice"};
    }
    command.by.push_back(*dimension);
  }
  const auto from = read_date(typed.from, "--from");
  if (!from) {
    return from.error();
  }
  const auto to = read_date(typed.to, "--to");
  if (!to) {
    return to.error();
  }
  command.filter = {*from, *to};
  if (*from && *to && **from > **to) {
    return Error{ErrorCode::InvalidInput, "--from is later than --to: no day lies between them"};
  }
  return Command(command);
}

Result<Command> read_publish(const Typed& typed) {
  if (typed.data.empty() && !typed.check) {
    return Error{ErrorCode::InvalidInput, "publish needs --data, the county's data folder"};
  }
  const auto expires = read_date(typed.expires, "--expires");
  if (!expires) {
    return expires.error();
  }
  return Command(PublishCommand{typed.folder, typed.data, typed.check, typed.key_file, *expires,
                                typed.version, typed.carry, typed.json});
}

Result<Command> read_command(const std::string& name, const Typed& typed) {
  if (name == "init") {
    return Command(InitCommand{typed.data, typed.name, typed.passphrase_file});
  }
  if (name == "serve") {
    const auto address = read_listen_address(typed.listen);
    if (!address) {
      return address.error();
    }
    return Command(
        ServeCommand{typed.data, *address, typed.quiet, typed.tls_certificate, typed.tls_key});
  }
  if (name == "enrol") {
    return Command(EnrolCommand{typed.data, typed.name, read_code_options(typed.code)});
  }
  if (name == "import") {
    return Command(ImportCommand{typed.data, typed.stick, typed.json});
  }
  if (name == "backup") {
    return Command(BackupCommand{typed.data, typed.backup_to, typed.same_disk, typed.json});
  }
  if (name == "casework") {
    return Command(CaseworkCreateCommand{typed.data, typed.passphrase_file});
  }
  if (name == "questions") {
    return Command(QuestionsCommand{typed.data, typed.passphrase_file, typed.json});
  }
  if (name == "ratings") {
    return Command(RatingWordsCommand{typed.data, typed.passphrase_file, typed.json});
  }
  if (name == "publish") {
    return read_publish(typed);
  }
  if (name == "clips") {
    return Command(ClipsCommand{typed.folder, {}});
  }
  if (name == "tally") {
    return read_tally(typed);
  }
  if (name == "verify") {
    return Command(VerifyCommand{typed.data, typed.json});
  }
  return Command(KiosksCommand{typed.data, typed.json});
}

}  // namespace

std::variant<Command, ExitCode> read_command_line(int argument_count,
                                                  const char* const* arguments) {
  CLI::App app(kAbout, "outreach-county");
  Typed typed;
  TypedFleet typed_fleet;
  describe(app, typed);
  describe_fleet(app, typed_fleet);
  TypedAnswer typed_answer;
  describe_answer(app, typed_answer);
  try {
    app.parse(argument_count, arguments);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
      app.exit(error);
      return ExitCode::Done;
    }
    complain(std::string("outreach-county: ") + error.what() +
             "; `outreach-county --help` shows how it is used");
    return ExitCode::WrongUsage;
  }
  const std::string name = app.get_subcommands().front()->get_name();
  if (auto command = read_fleet_command(name, typed_fleet)) {
    return std::move(*command);
  }
  auto answering = read_answer_command(typed_answer);
  auto command = answering ? *std::move(answering) : read_command(name, typed);
  if (!command) {
    return fail(command.error());
  }
  return *std::move(command);
}

}  // namespace outreach::county
