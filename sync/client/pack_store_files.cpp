// The files of packs on this disk: those that are here, and the pieces of those that are coming.
#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "sync/client/pack_store.h"
#include "sync/journal/journal.h"

namespace outreach::client {

// A full disk makes the journal give its reserve up, and then that room is free to whoever comes
// first; it is made anew only where it is free. So it stays free, in its file or not.
Result<void> PackStore::find_room(std::uint64_t bytes) const {
  const auto free = files_.free_bytes(folder_);
  if (!free) {
    return free.error();
  }
  const std::uint64_t wanted = bytes + journal::kReserveBytes;
  if (*free < wanted) {
    return Error{ErrorCode::NoSpace, "free " + std::to_string(*free) + " bytes, needed " +
                                         std::to_string(wanted) + " with the room for taps"};
  }
  return {};
}

Result<std::vector<PackNeed>> PackStore::needed(const protocol::PackManifest& manifest) const {
  std::vector<PackNeed> needs;
  std::set<crypto::Hash> listed;
  for (const protocol::PackFile& file : manifest.files) {
    // A name in files/ was given to nothing but checked content.
    if (files_.exists(file_path(file.hash)) || !listed.insert(file.hash).second) {
      continue;
    }
    PackNeed need{file, std::nullopt};
    const auto usable = std::find_if(
        file.deltas.begin(), file.deltas.end(),
        [&](const protocol::PackDelta& delta) { return files_.exists(file_path(delta.from)); });
    if (usable != file.deltas.end()) {
      need.delta = *usable;
    }
    needs.push_back(std::move(need));
  }
  return needs;
}

Result<void> PackStore::keep_part(const PackNeed& need, std::uint64_t offset, ByteView bytes) {
  if (auto made = files_.make_folders(folder_ / kPartsFolder); !made) {
    return made;
  }
  if (auto room = find_room(bytes.size()); !room) {
    return room;
  }
  return files_.write_atomically(part_path(need, offset), bytes, kOwnerOnly);
}

Result<Bytes> PackStore::parts(const PackNeed& need) const {
  Bytes all;
  while (all.size() < need.length()) {
    const auto part =
        files_.read(part_path(need, all.size()), static_cast<std::size_t>(need.length()));
    if (!part && part.error().code != ErrorCode::NotFound) {
      return part.error();
    }
    if (!part || part->empty() || part->size() > need.length() - all.size()) {
      break;
    }
    all.insert(all.end(), part->begin(), part->end());
  }
  return all;
}

Result<void> PackStore::drop_parts(const PackNeed& need) {
  const auto names = files_.list(folder_ / kPartsFolder);
  if (!names) {
    return names.error().code == ErrorCode::NotFound ? Result<void>() : names.error();
  }
  const std::string prefix = to_hex(need.hash()) + ".";
  for (const std::string& name : *names) {
    if (name.starts_with(prefix)) {
      if (auto removed = files_.remove(folder_ / kPartsFolder / name); !removed) {
        return removed;
      }
    }
  }
  return {};
}

Result<void> PackStore::finish(const PackNeed& need, ByteView bytes) {
  const auto content = [&]() -> Result<Bytes> {
    if (bytes.size() != need.length() || crypto::sha256(bytes) != need.hash()) {
      return Error{ErrorCode::Corrupt, "what came is not " + need.file.path};
    }
    if (!need.delta) {
      return Bytes(bytes.begin(), bytes.end());
    }
    const auto base = files_.read(file_path(need.delta->from),
                                  static_cast<std::size_t>(protocol::kPackFileBytesMax));
    return base ? protocol::apply_pack_delta(*base, bytes, need.file)
                : Error{ErrorCode::Corrupt, "the base of a delta cannot be read"};
  }();
  if (!content) {
    (void)drop_parts(need).has_value();  // what stays is dropped by the next pack
    return content.error();
  }
  if (auto made = files_.make_folders(folder_ / kFilesFolder); !made) {
    return made;
  }
  if (auto room = find_room(content->size()); !room) {
    return room;
  }
  if (auto written = files_.write_atomically(file_path(need.file.hash), *content, kOwnerOnly);
      !written) {
    return written;
  }
  return drop_parts(need);
}

// Else it would count as here for good, and nothing that names it could ever be installed.
void PackStore::remove_spoiled(const protocol::PackManifest& manifest) {
  for (const protocol::PackFile& file : manifest.files) {
    const auto content = read(file);
    if (!content && (content.error().code == ErrorCode::Corrupt ||
                     content.error().code == ErrorCode::TooLarge)) {
      (void)files_.remove(file_path(file.hash)).has_value();
    }
  }
}

Result<std::set<std::string>> PackStore::used_names(const PackStanding& standing,
                                                    const protocol::PackManifest* arriving) {
  std::set<std::string> used;
  const auto use = [&](const protocol::PackManifest& manifest) {
    for (const protocol::PackFile& file : manifest.files) {
      used.insert(to_hex(file.hash));
    }
  };
  for (const std::uint64_t version : {standing.installed, standing.previous}) {
    const auto manifest = version > 0
                              ? this->manifest(version)
                              : Result<protocol::PackManifest>(Error{ErrorCode::NotFound, ""});
    if (manifest) {
      use(*manifest);
      used.insert(manifest_path(version).filename().string());
    } else if (manifest.error().code == ErrorCode::InputOutput) {
      return manifest.error();  // rather keep everything than remove what it names
    }                           // else spoiled for good
  }
  if (arriving != nullptr) {
    use(*arriving);
    for (const protocol::PackFile& file : arriving->files) {
      for (const protocol::PackDelta& delta : file.deltas) {
        used.insert(to_hex(delta.hash));
      }
    }
  }
  return used;
}

Result<void> PackStore::remove_unused(const PackStanding& standing,
                                      const protocol::PackManifest* arriving) {
  const auto used = used_names(standing, arriving);
  if (!used) {
    return used.error();
  }
  for (const Path& folder : {folder_, folder_ / kFilesFolder, folder_ / kPartsFolder}) {
    const auto names = files_.list(folder);
    if (!names) {
      continue;  // not made yet
    }
    for (const std::string& name : *names) {
      const bool is_cut_write = name.ends_with(".part");
      const bool is_named = used->contains(name.substr(0, name.find('.'))) || name == kStateFile;
      if (is_named && !is_cut_write) {
        continue;
      }
      if (auto removed = files_.remove(folder / name); !removed) {
        return removed;
      }
    }
  }
  return {};
}

}  // namespace outreach::client
