#include "app/kiosk/mirror_file.h"

#include <string>

#include "platform/json/json.h"

namespace outreach::kiosk {
namespace {

constexpr const char* kMirrorFile = "mirror.json";
constexpr std::size_t kMirrorFileBytesMax = 64 << 10;

}  // namespace

std::optional<Path> load_mirror_folder(const Path& data, Files& files) {
  const auto bytes = files.read(data / kMirrorFile, kMirrorFileBytesMax);
  if (!bytes) {
    return std::nullopt;
  }
  const auto json = parse_json(text_of(*bytes));
  if (!json) {
    return std::nullopt;
  }
  const auto folder = text_member(*json, "folder");
  return folder && !folder->empty() ? std::optional<Path>(*folder) : std::nullopt;
}

Result<void> save_mirror_folder(const Path& data, Files& files, const std::optional<Path>& mirror) {
  if (!mirror) {
    return files.remove(data / kMirrorFile);
  }
  if (auto made = files.make_folders(data); !made) {
    return made;
  }
  Json json = Json::object();
  json["folder"] = mirror->string();
  return files.write_atomically(data / kMirrorFile, bytes_of(write_json_indented(json) + "\n"),
                                kEveryoneReads);
}

}  // namespace outreach::kiosk
