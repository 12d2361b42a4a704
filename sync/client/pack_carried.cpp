// A pack that came as a folder of plain files.
#include <algorithm>
#include <utility>

#include "sync/client/pack_store.h"

namespace outreach::client {

Installed install_from(const Path& folder, PackStore& store, PackTime time, Files& files) {
  // Only what is a file: a stick may hold links and devices of any name.
  const auto names = files.list(folder);
  if (!names) {
    return names.error();
  }
  const auto is_there = [&](const std::string& name) {
    return std::binary_search(names->begin(), names->end(), name);
  };
  if (!is_there(protocol::kPackManifestFile)) {
    return Error{ErrorCode::NotFound, "no pack in " + folder.string()};
  }
  const auto document =
      files.read(folder / protocol::kPackManifestFile, protocol::kPackManifestBytesMax);
  if (!document) {
    return document.error();
  }
  auto considered = store.consider(*document, time);
  if (auto* refused = std::get_if<PackRefused>(&considered)) {
    return std::move(*refused);
  }
  if (auto* error = std::get_if<Error>(&considered)) {
    return std::move(*error);
  }
  const auto& manifest = std::get<protocol::PackManifest>(considered);
  const auto needs = store.needed(manifest);
  if (!needs) {
    return needs.error();
  }
  for (PackNeed need : *needs) {
    need.delta.reset();  // whole files are carried
    const std::string name = to_hex(need.file.hash);
    if (!is_there(name)) {
      return Error{ErrorCode::NotFound, "the pack in " + folder.string() + " lacks " +
                                            need.file.path + ": copy it anew"};
    }
    const auto bytes = files.read(folder / name, static_cast<std::size_t>(need.file.length));
    if (!bytes) {
      return bytes.error();
    }
    if (auto kept = store.finish(need, *bytes); !kept) {
      return kept.error();
    }
  }
  if (auto failed = store.install(*document, manifest)) {
    if (auto* refused = std::get_if<PackRefused>(&*failed)) {
      return std::move(*refused);
    }
    return std::get<Error>(*failed);
  }
  const auto standing = store.standing();
  return standing ? Installed(*standing) : Installed(standing.error());
}

}  // namespace outreach::client
