// packs: which content this kiosk shows, and putting another version in its place.
#include <string>
#include <utility>

#include "app/kiosk/clock_memory.h"
#include "app/kiosk/commands.h"
#include "app/kiosk/content.h"
#include "app/kiosk/records.h"
#include "platform/clock/doubting_clock.h"
#include "platform/json/json.h"
#include "sync/client/enrolment.h"
#include "sync/client/pack_carried.h"
#include "sync/journal/journal.h"

namespace outreach::kiosk {
namespace {

std::string manifest_words(const Result<protocol::PackManifest>& manifest, Now now) {
  if (!manifest) {
    return "cannot be read: " + manifest.error().context;
  }
  const bool is_over = now.wall_trusted && manifest->expires_at <= now.wall;
  return "made " + to_iso(china_date(manifest->made_at)) + ", good until " +
         to_iso(china_date(manifest->expires_at)) + (is_over ? " (over)" : "") + ", " +
         std::to_string(manifest->files.size()) + " files, " + std::to_string(manifest->bytes()) +
         " bytes";
}

Json manifest_json(const Result<protocol::PackManifest>& manifest, Now now) {
  Json json = Json::object();
  if (!manifest) {
    json["trouble"] = manifest.error().context;
    return json;
  }
  json["version"] = manifest->version;
  json["made_at"] = to_iso(manifest->made_at);
  json["expires_at"] = to_iso(manifest->expires_at);
  json["expired"] = now.wall_trusted ? Json(manifest->expires_at <= now.wall) : Json(nullptr);
  json["files"] = manifest->files.size();
  json["bytes"] = manifest->bytes();
  return json;
}

int print_standing(const Options& options, const client::PackStore& store, Now now) {
  const auto standing = store.standing();
  if (!standing) {
    return complain(standing.error());
  }
  if (options.json) {
    Json json = Json::object();
    json["name"] = store.name();
    json["installed"] = standing->installed == 0
                            ? Json(nullptr)
                            : manifest_json(store.manifest(standing->installed), now);
    json["previous"] = standing->previous == 0
                           ? Json(nullptr)
                           : manifest_json(store.manifest(standing->previous), now);
    json["highest_seen"] = standing->seen;
    print(write_json_indented(json));
    return kExitDone;
  }
  if (standing->installed == 0) {
    print(store.name() == protocol::kContentPack
              ? "no content pack is installed: what came with the program is shown"
              : "no " + store.name() + " pack is installed");
    return kExitDone;
  }
  print(store.name() + " " + std::to_string(standing->installed) + ": " +
        manifest_words(store.manifest(standing->installed), now));
  if (standing->previous != 0) {
    print("before " + std::to_string(standing->previous) + ": " +
          manifest_words(store.manifest(standing->previous), now));
  }
  return kExitDone;
}

int install(const Options& options, client::PackStore& store, Now now, Files& files) {
  const auto result =
      client::install_from(options.pack_folder, store, pack_time(now, std::nullopt), files);
  if (const auto* refused = std::get_if<client::PackRefused>(&result)) {
    return complain({ErrorCode::Refused, std::string("the pack is not taken: ") +
                                             client::name_of(refused->reason) + ", " +
                                             refused->detail});
  }
  const auto* error = std::get_if<Error>(&result);
  return error != nullptr ? complain(with_advice(*error)) : kExitDone;
}

}  // namespace

int packs(const Options& options) {
  SystemFiles files;
  SystemClock machine;
  DoubtingClock clock(machine, newest_county_time(options));
  recall_clock(clock, options.data, files);
  const auto grant = client::load_grant(options.data, files);
  if (!grant) {
    return complain(grant.error());
  }
  client::PackStore store = pack_store(options.data, options.pack_name.c_str(), *grant, files);
  const Now now = clock.now();
  if (options.roll_back || !options.pack_folder.empty()) {
    // A running kiosk installs and rolls back by itself.
    const auto lock = FileLock::acquire(options.data / journal::kLockFile);
    if (!lock) {
      return complain(with_advice(lock.error()));
    }
    if (options.roll_back) {
      if (const auto back = store.roll_back(); !back) {
        return complain(back.error());
      }
    } else if (const int code = install(options, store, now, files); code != kExitDone) {
      return code;
    }
  }
  return print_standing(options, store, now);
}

}  // namespace outreach::kiosk
