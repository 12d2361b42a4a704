#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "app/county/commands.h"
#include "app/county/output.h"
#include "app/county/pack_source.h"
#include "platform/json/json.h"
#include "sync/ledger/keys.h"
#include "sync/ledger/pack_shelf.h"
#include "sync/ledger/publishing.h"

// Content, from a folder to every kiosk.
namespace outreach::county {
namespace {

// A year: by then somebody has looked at every page again.
constexpr std::chrono::days kLifetime{365};
constexpr const char* kWorkFolder = "pages.part";
constexpr const char* kLockFile = "publish.lock";

struct Life {
  WallTime made{};
  WallTime expires{};

  domain::GuideLife days() const {
    return {china_date(made), china_date(expires)};
  }
};

Life life_of(const PublishCommand& command, WallTime now) {
  if (!command.expires) {
    return {now, now + kLifetime};
  }
  // To the end of that day in China.
  return {now, WallTime(std::chrono::sys_days(*command.expires) + std::chrono::days(1) -
                        kChinaOffset - std::chrono::milliseconds(1))};
}

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

std::string size_words(std::uint64_t bytes) {
  constexpr std::uint64_t kThousand = 1'000;
  const std::uint64_t tenths = bytes / (kThousand * kThousand / 10);
  return bytes < kThousand * kThousand
             ? std::to_string((bytes + kThousand - 1) / kThousand) + " kB"
             : std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " MB";
}

void say_published(const PublishCommand& command, const protocol::PackManifest& manifest) {
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

Result<crypto::SigningKey> publishing_key(const PublishCommand& command, const Machine& machine) {
  const auto keys = ledger::load_keys(command.data, machine.files);
  if (!keys) {
    return keys.error();
  }
  if (!keys->publishing && command.key_file.empty()) {
    // A county from before there were packs. Kiosks that it enrolled need a new code.
    if (auto made = ledger::create_publishing_key(command.data, machine.files, machine.random);
        !made) {
      return made.error();
    }
  }
  const Path file =
      command.key_file.empty() ? command.data / ledger::kPublishingKeyFile : Path(command.key_file);
  auto key = ledger::load_publishing_key(file, command.data, machine.files);
  if (!key && key.error().code == ErrorCode::NotFound) {
    return Error{ErrorCode::NotFound,
                 "the publishing key is not at " + file.string() + ": say where with --key"};
  }
  return key;
}

}  // namespace

ExitCode run(const PublishCommand& command, const Machine& machine) {
  const Life life = life_of(command, machine.clock.now().wall);
  if (life.expires <= life.made) {
    return fail({ErrorCode::InvalidInput, "--expires is a day that is over"});
  }
  if (command.check) {
    const auto folder = read_pack_folder(command.folder, life.days(), PdfPages::Checked,
                                         command.data, machine.files);
    if (!folder) {
      return fail(folder.error());
    }
    const ExitCode code = say_problems(command, *folder);
    if (code == ExitCode::Done && !command.json) {
      print(command.folder.string() + " can be published");
    }
    return code;
  }
  const auto key = publishing_key(command, machine);
  if (!key) {
    return fail(key.error());
  }
  const auto lock = FileLock::acquire(command.data / kLockFile);
  if (!lock) {
    return fail({lock.error().code, "somebody else publishes from this folder at the moment",
                 lock.error().cause});
  }
  auto folder = read_pack_folder(command.folder, life.days(), PdfPages::Made,
                                 command.data / kWorkFolder, machine.files);
  if (!folder) {
    return fail(folder.error());
  }
  if (!folder->problems.empty()) {
    return say_problems(command, *folder);
  }
  ledger::PackShelf shelf(command.data, machine.files);
  const auto published = shelf.publish(
      {protocol::kContentPack, std::move(folder->files), life.made, life.expires, command.version},
      *key);
  if (!published) {
    return fail(published.error());
  }
  if (!command.carry.empty()) {
    if (auto carried = shelf.write_to(protocol::kContentPack, command.carry); !carried) {
      return fail(carried.error());
    }
  }
  say_published(command, *published);
  return ExitCode::Done;
}

}  // namespace outreach::county
