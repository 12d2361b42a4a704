#include <algorithm>
#include <map>
#include <string>

#include "app/county/commands.h"
#include "app/county/output.h"
#include "app/county/reading.h"
#include "app/county/serving.h"
#include "platform/base/text.h"
#include "platform/json/json.h"
#include "sync/ledger/fleet.h"
#include "sync/ledger/pack_shelf.h"
#include "sync/ledger/stick_import.h"

// What a stick brought: taken in, and said in plain words.
namespace outreach::county {
namespace {

using Why = ledger::RefusedFile::Why;

constexpr std::size_t kShownDigits = 8;  // of a kiosk's or an epoch's number

struct WhyWords {
  const char* word;
  const char* sentence;
};
WhyWords words_of_why(Why why) {
  switch (why) {
    case Why::AnotherCounty:
      return {"another_county",
              "sealed to another county's key: left as they are, bring the stick to that county"};
    case Why::UnknownKiosk:
      return {"unknown_kiosk",
              "of a kiosk that is not enrolled here: enrol it, or bring the stick to its county"};
    case Why::Revoked:
      return {"revoked", "of a kiosk that was revoked here"};
    case Why::BadCode:
      return {"code_refused",
              "with an enrolment code that is unknown, too old or used: make a new one with "
              "`outreach-county enrol`"};
    case Why::NewVersion:
      return {"version", "of a newer version of the program: update this one"};
    case Why::Damaged:
      break;
  }
  return {"damaged",
          "damaged or not what their names say: the kiosk still has what was in them, let it write "
          "the stick again"};
}

// By number; a kiosk that is not known has none.
std::map<domain::KioskId, std::string> kiosk_names(sqlite::Database& database) {
  std::map<domain::KioskId, std::string> names;
  if (const auto reports = ledger::kiosk_reports(database)) {
    for (const ledger::KioskReport& report : *reports) {
      names[report.kiosk] = report.name;
    }
  }
  return names;
}

std::string range_words(domain::Sequence first, domain::Sequence last) {
  return first == last ? "entry " + std::to_string(first)
                       : "entries " + std::to_string(first) + " to " + std::to_string(last);
}

std::string chain_words(const ledger::ImportedChain& chain, const std::string& name) {
  std::string words =
      (name.empty() ? "kiosk " + to_hex(chain.chain.kiosk).substr(0, kShownDigits) : name) + "  " +
      to_hex(chain.chain.epoch).substr(0, kShownDigits) + ": " + std::to_string(chain.taken()) +
      " new entries taken, " + std::to_string(chain.held) + " held now";
  if (chain.repeated > 0) {
    words += "; " + std::to_string(chain.repeated) + " of " + std::to_string(chain.batches) +
             " files were known already";
  }
  for (const auto& missing : chain.missing) {
    words += "; " + range_words(missing.first, missing.last) +
             " are missing: they are on another stick, or the kiosk must write them again "
             "(outreach-kiosk stick --all)";
  }
  if (chain.forks > 0) {
    words += "; " + std::to_string(chain.forks) +
             " files contradict what is held here and were kept as evidence: another machine uses "
             "a copy of this kiosk's data (outreach-county kiosks)";
  }
  return words + "\n";
}

std::string words_of_import(const ledger::StickImport& import,
                            const std::map<domain::KioskId, std::string>& names) {
  std::string words;
  for (const ledger::EnrolledByStick& kiosk : import.enrolled) {
    words += "enrolled " + kiosk.name + "\n";
  }
  for (const ledger::ImportedChain& chain : import.chains) {
    const auto name = names.find(chain.chain.kiosk);
    words += chain_words(chain, name == names.end() ? "" : name->second);
  }
  std::map<Why, std::size_t> refused;
  for (const ledger::RefusedFile& file : import.refused) {
    ++refused[file.why];
  }
  for (const auto& [why, count] : refused) {
    words += std::to_string(count) + " files not taken: " + words_of_why(why).sentence + "\n";
  }
  if (import.half_written > 0) {
    words += std::to_string(import.half_written) +
             " files are half written, for the stick was pulled out early: nothing is lost, the "
             "kiosk still has what was to be in them\n";
  }
  if (!import.is_whole) {
    words +=
        "there are more files on the stick than are looked at: import again when it has been "
        "cleared\n";
  }
  if (words.empty()) {
    words = "nothing for the county is on this stick\n";
  }
  if (import.carried_home > 0) {
    words += std::to_string(import.carried_home) +
             " files for the stalls (receipts, grants) are on the stick now: bring it back\n";
  }
  for (const protocol::PackVersion& pack : import.packs) {
    words += pack.name + " " + std::to_string(pack.version) + " rides along\n";
  }
  return words;
}

Json json_of_chain(const ledger::ImportedChain& chain, const std::string& name) {
  Json json = Json::object();
  json["kiosk"] = to_hex(chain.chain.kiosk);
  json["kiosk_name"] = name.empty() ? Json(nullptr) : Json(name);
  json["epoch"] = to_hex(chain.chain.epoch);
  json["taken"] = chain.taken();
  json["held"] = chain.held;
  json["batches"] = chain.batches;
  json["repeated"] = chain.repeated;
  json["forks"] = chain.forks;
  json["missing"] = Json::array();
  for (const auto& missing : chain.missing) {
    json["missing"].push_back({{"first", missing.first}, {"last", missing.last}});
  }
  return json;
}

Json json_of_import(const ledger::StickImport& import,
                    const std::map<domain::KioskId, std::string>& names) {
  Json json = Json::object();
  json["chains"] = Json::array();
  for (const ledger::ImportedChain& chain : import.chains) {
    const auto name = names.find(chain.chain.kiosk);
    json["chains"].push_back(json_of_chain(chain, name == names.end() ? "" : name->second));
  }
  json["enrolled"] = Json::array();
  for (const ledger::EnrolledByStick& kiosk : import.enrolled) {
    json["enrolled"].push_back({{"kiosk", to_hex(kiosk.kiosk)}, {"kiosk_name", kiosk.name}});
  }
  json["refused"] = Json::array();
  for (const ledger::RefusedFile& file : import.refused) {
    json["refused"].push_back(
        {{"file", file.name}, {"reason", words_of_why(file.why).word}, {"detail", file.detail}});
  }
  json["half_written"] = import.half_written;
  json["other_files"] = import.others;
  json["all_looked_at"] = import.is_whole;
  json["carried_home"] = import.carried_home;
  json["packs"] = Json::array();
  for (const protocol::PackVersion& pack : import.packs) {
    json["packs"].push_back({{"name", pack.name}, {"version", pack.version}});
  }
  return json;
}

// Everything that is there was taken, and what is due rides home. (Another county's files are no
// fault of this one.)
bool is_complete(const ledger::StickImport& import) {
  return import.is_whole && !import.stopped && !import.not_home && !import.packs_not_home &&
         std::all_of(import.chains.begin(), import.chains.end(),
                     [](const auto& chain) { return chain.missing.empty() && chain.forks == 0; }) &&
         std::all_of(import.refused.begin(), import.refused.end(),
                     [](const auto& file) { return file.why == Why::AnotherCounty; });
}

}  // namespace

ExitCode run(const ImportCommand& command, const Machine& machine) {
  const auto keys = ledger::load_keys(command.data, machine.files);
  if (!keys) {
    return fail(keys.error());
  }
  auto stick = open_medium(protocol::stick_folder(command.from), WhenMissing::Refuse);
  if (!stick) {
    return fail(about_stick(stick.error(), command.from));
  }
  const auto road = open_road(command.data, machine);
  if (!road) {
    return fail(road.error());
  }
  auto reading = open_for_reading(command.data, machine.files);
  if (!reading) {
    return fail(reading.error());
  }
  const ledger::PackShelf packs(command.data, machine.files);
  const auto import =
      ledger::import_stick(**stick, *keys, reading->database,
                           {[&](const ledger::Request& request) { return (*road)->ask(request); },
                            (*road)->stick_path(), &packs});
  if (!import) {
    return fail(about_stick(import.error(), command.from));
  }
  const auto names = kiosk_names(reading->database);
  print(command.json ? write_json_indented(json_of_import(*import, names))
                     : words_of_import(*import, names));
  if (import->stopped) {
    complain("outreach-county: the county could not take the rest: " + import->stopped->context +
             ". What was taken is kept; import the stick again");
  }
  if (import->not_home) {
    complain("outreach-county: " + about_stick(*import->not_home, command.from).context +
             ". What it brought was taken all the same; its kiosks only do not know it yet");
  }
  if (const auto& why = import->packs_not_home) {
    const bool is_of_shelf = why->code == ErrorCode::Unavailable;
    complain("outreach-county: the newest content is not on the stick: " +
             (is_of_shelf ? why->context : about_stick(*why, command.from).context) +
             ". The receipts are");
  }
  return is_complete(*import) ? ExitCode::Done : ExitCode::Incomplete;
}

}  // namespace outreach::county
