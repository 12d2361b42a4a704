// Long because every command and every option of the program is described in one place.
#include "app/kiosk/options.h"

#include <cstdio>

#include <CLI/CLI.hpp>

#include "app/kiosk/printer_at.h"
#include "platform/base/text.h"
#include "platform/base/time.h"
#include "sync/protocol/enrolment.h"

namespace outreach::kiosk {
namespace {

constexpr const char* kFooter =
    "Without a command the kiosk's screens open.\n\n"
    "Exit codes: 0 done; 1 it failed, the message says why; 2 the command line is wrong; 3 verify: "
    "the records are\n"
    "damaged; 4 sync: entries still wait for the county's receipt; 5 a line of the script failed.";

// Pixels. Smaller cannot show a screen, larger is no panel.
constexpr int kPixelsLeast = 320;
constexpr int kPixelsMost = 8'192;

// What CLI11 fills in as text, before it becomes options.
struct Words {
  std::string data;
  std::string size;
  std::string shots;
  std::string language;
  std::string script;
  std::string sheet;
  std::string out;
  std::string picture;
  std::string by;
  std::string from;
  std::string to;
  std::string mirror;
  std::string stick;
  std::string request_to;
  std::string grant_from;
  std::string county_ca;
  std::string pack_folder;
  std::string pack_name = "content";
  std::string erasure_reason = "person_asked";
};

std::string check_size(const std::string& text) {
  int width = 0;
  int height = 0;
  char rest = 0;
  const bool read = std::sscanf(text.c_str(), "%5dx%5d%c", &width, &height, &rest) == 2;
  const bool fits = width >= kPixelsLeast && width <= kPixelsMost && height >= kPixelsLeast &&
                    height <= kPixelsMost;
  return read && fits ? std::string() : "--size wants WIDTHxHEIGHT in pixels, such as 1280x800";
}

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

CLI::App* add_task(CLI::App& app, const char* name, const char* what, Options& options, Task task) {
  CLI::App* command = app.add_subcommand(name, what);
  command->fallthrough();  // --data may stand behind the command
  command->callback([&options, task] { options.task = task; });
  return command;
}

void add_show(CLI::App& app, Options& options, Words& words) {
  app.add_option("--data", words.data, "Folder of this kiosk's records")->type_name("DIR");
  app.add_option("--county", options.county_url,
                 "Where the county's server is, such as http://10.0.0.5:8080")
      ->type_name("URL");
  app.add_option("--proxy", options.proxy,
                 "The proxy on the way to the county, such as http://10.0.0.1:3128")
      ->type_name("URL");
  app.add_flag("--json", options.json, "Facts as JSON (status, tally, verify, sync, import-sheet)");
  app.add_flag("--headless", options.headless, "No display: draw into memory");
  app.add_flag("--fullscreen", options.fullscreen, "Use the whole display");
  app.add_option("--size", words.size, "Pixels of the window, 1280x800 if not given")
      ->check(check_size)
      ->type_name("WxH");
  app.add_option("--shots", words.shots, "Where the script's shots go")->type_name("DIR");
  app.add_option("--lang", words.language, "Language of the screens and of the slip")
      ->check(CLI::IsMember({"zh_CN", "en"}));
  app.add_option("--stick", words.stick,
                 "A folder that the screens take for a plugged-in USB stick, beside those that "
                 "the system mounts")
      ->type_name("DIR");
  app.add_option("--script", words.script, "Play this script on the screens, one step a line")
      ->type_name("FILE");
  app.add_option("--step-patience", options.step_patience_seconds,
                 "Seconds a step of the script waits for what it needs on the screen")
      ->check(CLI::Range(1, 3'600))
      ->capture_default_str();
}

void add_enrol(CLI::App& app, Options& options, Words& words) {
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

void add_delivery(CLI::App& app, Options& options, Words& words) {
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

void add_commands(CLI::App& app, Options& options, Words& words) {
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

void add_slip(CLI::App& app, Options& options, Words& words) {
  CLI::App* slip = add_task(
      app, "slip",
      "The day's slip (日小票) of the open outing, or of the last one: its counts on paper",
      options, Task::Slip);
  slip->add_option("--printer", options.printer,
                   "A receipt printer (ESC/POS): its device file, such as /dev/usb/lp0, or its "
                   "address in figures, port 9100 if none is given")
      ->check(check_printer)
      ->type_name("DEVICE|HOST:PORT");
  slip->add_option("--picture", words.picture,
                   "Write the same dots as a picture (PBM, which image viewers open), with or "
                   "without a printer")
      ->type_name("FILE.pbm");
  slip->add_option("--paper", options.paper, "Millimetres of the paper roll")
      ->check(CLI::IsMember({kPaper58, kPaper80}))
      ->capture_default_str()
      ->type_name("58|80");
  slip->footer("In the screens' language, or in that of --lang.");
}

void add_record_commands(CLI::App& app, Options& options, Words& words) {
  CLI::App* question = add_task(
      app, "question", "Seal a question for the county: words on standard input, '.' ends one",
      options, Task::Question);
  question->add_option("--topic", options.topic, "Its topic, an id of the county's list");
  question->footer(
      "A line '--contact' is followed by how to reach who asked. The words are sealed to the "
      "county's casework key\nbefore they are kept; nobody at the kiosk can read them again. The "
      "receipt that is told opens the answer: look-up.");
  CLI::App* look_up = question->add_subcommand(
      "look-up", "Open the county's answer with the receipt, read from standard input");
  look_up->fallthrough();
  // The inner command's own callback would be called first, and overruled.
  question->callback(
      [&options, look_up] { options.task = look_up->parsed() ? Task::LookUp : Task::Question; });
  CLI::App* erase =
      add_task(app, "erase", "Erase what one entry says, by law; its place and its count stay",
               options, Task::Erase);
  erase->add_option("SEQUENCE", options.sequence, "The entry's number, as export shows it")
      ->required()
      ->check(CLI::PositiveNumber);
  erase->add_option("--reason", words.erasure_reason, "Why")
      ->check(CLI::IsMember({"person_asked", "court_order", "recorded_by_mistake"}))
      ->capture_default_str();
  erase->add_option("--epoch", options.epoch, "Of an earlier epoch, in hexadecimal")
      ->type_name("HEX");
  erase->add_option("--staff", options.staff, "Who erases")->required();
  CLI::App* mirror = add_task(
      app, "mirror", "Keep a second copy of the records on another medium, such as an SD card",
      options, Task::Mirror);
  CLI::Option* folder =
      mirror->add_option("DIR", words.mirror, "A folder on that medium, which must be there");
  mirror->add_flag("--same-disk", options.same_disk,
                   "Allow a folder on the records' own disk, such as another partition: it saves "
                   "nothing when that disk fails");
  mirror->add_flag("--off", options.mirror_off, "Write no mirror any more")->excludes(folder);
  CLI::App* recover =
      add_task(app, "recover", "Rebuild lost records from their mirror; --data says where", options,
               Task::Recover);
  recover->add_option("--from", words.mirror, "The mirror's folder")->required()->type_name("DIR");
  recover->add_option("--kiosk", options.kiosk, "Which kiosk's, where the mirror holds several")
      ->type_name("HEX");
  CLI::App* packs =
      add_task(app, "packs", "Which content is installed, which was before, until when it is good",
               options, Task::Packs);
  packs->add_option("--name", words.pack_name, "Of the pack that is meant")
      ->check(CLI::IsMember({"content", "answers"}))
      ->capture_default_str()
      ->type_name("content|answers");
  CLI::Option* back = packs->add_flag("--roll-back", options.roll_back,
                                      "Put the version before back; again, the later one");
  packs
      ->add_option("--install", words.pack_folder,
                   "Install the pack in this folder, as `outreach-county publish --carry` (of "
                   "answers, `answer publish --carry`) wrote it")
      ->excludes(back)
      ->type_name("DIR");
  add_task(app, "supervisor-pin", "Set the supervisor's PIN, read from standard input", options,
           Task::SupervisorPin);
}

void take(const Words& words, Options& options) {
  options.data = words.data.empty() ? user_data_folder() / "kiosk" : Path(words.data);
  if (!words.size.empty()) {
    std::sscanf(words.size.c_str(), "%5dx%5d", &options.width, &options.height);
  }
  if (!words.shots.empty()) {
    options.shots = words.shots;
  }
  if (!words.language.empty()) {
    options.language = words.language == "en" ? core::Language::English : core::Language::Chinese;
  }
  if (!words.script.empty()) {
    options.script = words.script;
  }
  if (!words.out.empty()) {
    options.out = words.out;
  }
  if (!words.county_ca.empty()) {
    options.county_ca = words.county_ca;
  }
  options.sheet = words.sheet;
  options.picture = words.picture;
  options.mirror = words.mirror;
  options.stick = words.stick;
  options.request_to = words.request_to;
  options.grant_from = words.grant_from;
  options.pack_folder = words.pack_folder;
  options.pack_name = words.pack_name;
  options.erasure_reason = *domain::erasure_reason_from(words.erasure_reason);
  if (!words.by.empty()) {
    for (const std::string_view word : split(words.by, ',')) {
      options.by.push_back(*domain::dimension_from(trimmed(word)));
    }
  }
  options.filter.from = date_from_iso(words.from);
  options.filter.to = date_from_iso(words.to);
  if (const auto slip = protocol::read_slip(options.code)) {
    options.county_url = slip->county_url;
    options.code = slip->code;
  }
  while (options.county_url.ends_with('/')) {
    options.county_url.pop_back();
  }
}

}  // namespace

CommandLine parse_command_line(int argc, const char* const* argv) {
  Options options;
  Words words;
  CLI::App app(
      "Outreach, the kiosk of a stall: counts leaflets and advice, keeps them, delivers them.",
      "outreach-kiosk");
  app.footer(kFooter);
  app.require_subcommand(0, 1);
  add_show(app, options, words);
  add_commands(app, options, words);
  add_slip(app, options, words);
  add_record_commands(app, options, words);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return {std::nullopt, code == 0 ? kExitDone : kExitUsage};
  }
  if (options.task == Task::Mirror && words.mirror.empty() && !options.mirror_off) {
    std::fputs("mirror: the folder on the other medium is required, or --off\n", stderr);
    return {std::nullopt, kExitUsage};
  }
  if (options.task == Task::Slip && options.printer.empty() && words.picture.empty()) {
    std::fputs("slip: --printer DEVICE|HOST:PORT is required, or --picture FILE.pbm\n", stderr);
    return {std::nullopt, kExitUsage};
  }
  take(words, options);
  if (options.task == Task::Enrol && options.county_url.empty() && options.request_to.empty() &&
      options.grant_from.empty()) {
    std::fputs("enrol: --county URL is required; or a stick, with --request-to or --from\n",
               stderr);
    return {std::nullopt, kExitUsage};
  }
  return {std::move(options), kExitDone};
}

}  // namespace outreach::kiosk
