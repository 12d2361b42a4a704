#include <algorithm>
#include <string>
#include <utility>

#include "app/county/clip_files.h"
#include "app/county/commands.h"
#include "app/county/output.h"
#include "app/county/pack_source.h"
#include "app/county/publishing.h"
#include "platform/json/json.h"
#include "sync/ledger/pack_shelf.h"

// Content, from a folder to every kiosk.
namespace outreach::county {
namespace {

constexpr const char* kWorkFolder = "pages.part";

ExitCode say_problems(const PublishCommand& command, const PackFolder& folder) {
  if (command.json) {
    Json json = Json::object();
    json["problems"] = Json::array();
    for (const SourceProblem& problem : folder.problems) {
      json["problems"].push_back(
          {{"file", problem.file}, {"line", problem.line}, {"what", problem.what}});
    }
    print(write_json_indented(json));
  } else {
    for (const SourceProblem& problem : folder.problems) {
      complain((command.folder / "").string() + line_of_problem(problem));
    }
  }
  if (!folder.problems.empty()) {
    complain("outreach-county: " + std::to_string(folder.problems.size()) +
             " to put right; nothing was published");
    return ExitCode::WrongUsage;
  }
  return ExitCode::Done;
}

void say_pack_published(const PublishCommand& command, const protocol::PackManifest& manifest) {
  if (command.json) {
    Json json = Json::object();
    json["name"] = manifest.name;
    json["version"] = manifest.version;
    json["files"] = manifest.files.size();
    json["bytes"] = manifest.bytes();
    json["made_at"] = to_iso(manifest.made_at);
    json["expires_at"] = to_iso(manifest.expires_at);
    print(write_json_indented(json));
    return;
  }
  print("published version " + std::to_string(manifest.version) + ": " +
        std::to_string(manifest.files.size()) + " files, " + size_words(manifest.bytes()) +
        ", good until " + to_iso(china_date(manifest.expires_at)) +
        ". Kiosks take it with their next receipt.");
}

}  // namespace

ExitCode run(const PublishCommand& command, const Machine& machine) {
  const auto life = pack_life(command.expires, machine.clock.now().wall);
  if (!life) {
    return fail(life.error());
  }
  const domain::GuideLife days{china_date(life->made), china_date(life->expires)};
  if (command.check) {
    const auto folder =
        read_pack_folder(command.folder, days, PdfPages::Checked, command.data, machine.files);
    if (!folder) {
      return fail(folder.error());
    }
    const ExitCode code = say_problems(command, *folder);
    if (code == ExitCode::Done && !command.json) {
      print(command.folder.string() + " can be published");
    }
    return code;
  }
  const auto publishing = begin_publishing(command.data, command.key_file, machine);
  if (!publishing) {
    return fail(publishing.error());
  }
  auto folder = read_pack_folder(command.folder, days, PdfPages::Made, command.data / kWorkFolder,
                                 machine.files);
  if (!folder) {
    return fail(folder.error());
  }
  if (!folder->problems.empty()) {
    return say_problems(command, *folder);
  }
  ledger::PackShelf shelf(command.data, machine.files);
  const auto published = shelf.publish({protocol::kContentPack, std::move(folder->files),
                                        life->made, life->expires, command.version},
                                       publishing->key);
  if (!published) {
    return fail(published.error());
  }
  if (!command.carry.empty()) {
    if (auto carried = shelf.write_to(protocol::kContentPack, command.carry); !carried) {
      return fail(carried.error());
    }
  }
  say_pack_published(command, *published);
  return ExitCode::Done;
}

ExitCode run(const ClipsCommand& command, const Machine& machine) {
  const Date today = china_date(machine.clock.now().wall);
  const auto folder = read_pack_folder(command.folder, {today, today}, PdfPages::Checked,
                                       command.folder, machine.files);
  if (!folder) {
    return fail(folder.error());
  }
  const auto words = words_to_record(folder->catalogue, folder->guide,
                                     command.folder / protocol::kClipsFolder, machine.files);
  if (!words) {
    return fail(words.error());
  }
  std::string text;
  for (std::size_t i = 0; i < words->size(); ++i) {
    constexpr std::size_t kDigits = 4;
    std::string number = std::to_string(i + 1);
    number.insert(0, kDigits - std::min(kDigits, number.size()), '0');
    text += "say-" + number + ".wav " + (*words)[i] + "\n";
  }
  print(text);
  return ExitCode::Done;
}

}  // namespace outreach::county
