#include "app/kiosk/options.h"

#include <cstdio>

#include <CLI/CLI.hpp>

#include "app/kiosk/options_groups.h"
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

void take(const OptionWords& words, Options& options) {
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
  if (!words.power_supplies.empty()) {
    options.power_supplies = words.power_supplies;
  }
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
  OptionWords words;
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
