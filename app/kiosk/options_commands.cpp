// The commands of a market day: enrol, count, deliver, put on paper.
#include <CLI/CLI.hpp>

#include "app/kiosk/options_groups.h"
#include "app/kiosk/printer_at.h"
#include "platform/base/text.h"
#include "platform/base/time.h"

namespace outreach::kiosk {
namespace {

std::string check_day(const std::string& text) {
  return date_from_iso(text) ? std::string() : "not a day such as 2021-01-10: " + text;
}

std::string check_printer(const std::string& text) {
  const auto printer = printer_at(text);
  return printer ? std::string() : printer.error().context;
}

std::string check_dimensions(const std::string& text) {
  for (const std::string_view word : split(text, ',')) {
    if (!domain::dimension_from(trimmed(word))) {
      return "--by does not know '" + std::string(word) +
             "'; it knows day, month, year, township, place, outing_kind, topic, pathway, "
             "department, outcome, leaflet, "
             "staff, kiosk";
    }
  }
  return {};
}

void add_enrol(CLI::App& app, Options& options, OptionWords& words) {
  CLI::App* enrol = add_task(app, "enrol", "Make this kiosk and the county known to each other",
                             options, Task::Enrol);
  CLI::Option* code =
      enrol->add_option("--code", options.code,
                        "The one-time code from outreach-county enrol, or what its QR code says");
  CLI::Option* request =
      enrol
          ->add_option("--request-to", words.request_to,
                       "No server is reached: put the request onto this stick, which the county "
                       "made with `outreach-county enrol --to`")
          ->needs(code)
          ->type_name("DIR");
  enrol->add_option("--from", words.grant_from, "Take the county's answer from this stick")
      ->excludes(code)
      ->excludes(request)
      ->type_name("DIR");
  enrol
      ->add_option("--county-ca", words.county_ca,
                   "PEM file: trust only these issuers for the county's https address")
      ->type_name("FILE");
  enrol
      ->add_option("--county-key", options.county_key,
                   "Talk only to the https server with this public key, as curl writes it: "
                   "sha256//...; needs no right clock")
      ->type_name("PIN");
  enrol->footer(
      "With --county alone a kiosk that is enrolled already learns where its county's server is.");
}

void add_delivery(CLI::App& app, Options& options, OptionWords& words) {
  CLI::App* sync =
      add_task(app, "sync", "Deliver what waits to the county, now", options, Task::Sync);
  sync->add_option("--patience", options.patience_seconds,
                   "Seconds without progress before it gives up")
      ->check(CLI::Range(1, 3'600));
  sync->add_option("--tries", options.tries,
                   "Failed tries until it gives up, whatever patience says")
      ->check(CLI::Range(1, 1'000'000));
  sync->add_flag("--insist", options.insist,
                 "Try again at once after each failure, on a line that comes and goes; what the "
                 "county asks to wait is waited");
  CLI::App* stick = add_task(
      app, "stick", "Carry by USB stick: what waits goes onto it, receipts and content come home",
      options, Task::Stick);
  stick->add_option("--to", words.stick, "Where the stick is mounted")
      ->required()
      ->type_name("DIR");
  stick->add_flag("--all", options.everything,
                  "Everything recorded here, also what the county has a receipt for: for a county "
                  "that lost what it had");
}

}  // namespace

CLI::App* add_task(CLI::App& app, const char* name, const char* what, Options& options, Task task) {
  CLI::App* command = app.add_subcommand(name, what);
  command->fallthrough();  // --data may stand behind the command
  command->callback([&options, task] { options.task = task; });
  return command;
}

void add_commands(CLI::App& app, Options& options, OptionWords& words) {
  add_enrol(app, options, words);
  add_task(app, "status", "What is recorded and where it is", options, Task::Status);
  CLI::App* tally =
      add_task(app, "tally", "Counts of everything recorded here", options, Task::Tally);
  for (CLI::App* command : {tally}) {
    command
        ->add_option("--by", words.by,
                     "Rows by these, comma separated: day, month, place, leaflet, topic ...")
        ->check(check_dimensions);
    command->add_option("--from", words.from, "First outing day")
        ->check(check_day)
        ->type_name("YYYY-MM-DD");
    command->add_option("--to", words.to, "Last outing day")
        ->check(check_day)
        ->type_name("YYYY-MM-DD");
  }
  add_task(app, "verify", "Recompute every hash of the records", options, Task::Verify);
  add_delivery(app, options, words);
  CLI::App* sheet = add_task(app, "import-sheet",
                             "Type in a paper sheet's CSV (marked 补录): all of it or nothing",
                             options, Task::ImportSheet);
  sheet->add_option("FILE", words.sheet, "The CSV, columns as in assets/demo/README.md")
      ->required();
  sheet->add_flag("--again", options.again,
                  "Even if this very file was imported before: it then counts twice");
  sheet->add_option("--staff", options.staff, "Whose name stands on the entries");
  CLI::App* exported = add_task(app, "export", "Entries and tallies as CSV", options, Task::Export);
  exported
      ->add_option("--out", words.out,
                   "Folder for the files; without it the entries go to standard output")
      ->type_name("DIR");
}

void add_printer(CLI::App& app, Options& options) {
  app.add_option("--printer", options.printer,
                 "A receipt printer (ESC/POS): its device file, such as /dev/usb/lp0, or its "
                 "address in figures, port 9100 if none is given")
      ->check(check_printer)
      ->type_name("DEVICE|HOST:PORT");
  app.add_option("--paper", options.paper, "Millimetres of the paper roll")
      ->check(CLI::IsMember({kPaper58, kPaper80}))
      ->capture_default_str()
      ->type_name("58|80");
}

void add_slip(CLI::App& app, Options& options, OptionWords& words) {
  CLI::App* slip = add_task(
      app, "slip",
      "The day's slip (日小票) of the open outing, or of the last one: its counts on paper",
      options, Task::Slip);
  add_printer(*slip, options);
  slip->add_option("--picture", words.picture,
                   "Write the same dots as a picture (PBM, which image viewers open), with or "
                   "without a printer")
      ->type_name("FILE.pbm");
  slip->footer("In the screens' language, or in that of --lang.");
}

}  // namespace outreach::kiosk
