#include "sync/ledger/pack_shelf.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

namespace outreach::ledger {
namespace {

constexpr const char* kPacksFolder = "packs";
constexpr const char* kFilesFolder = "files";
constexpr const char* kNewest = ".newest";
constexpr std::size_t kNumberBytesMax = 32;

void add_file_names(std::set<std::string>& names, const protocol::PackManifest& manifest) {
  for (const protocol::PackFile& file : manifest.files) {
    names.insert(to_hex(file.hash));
    for (const protocol::PackDelta& delta : file.deltas) {
      names.insert(to_hex(delta.hash));
    }
  }
}

std::set<crypto::Hash> hashes_in(const std::vector<protocol::PackManifest>& manifests) {
  std::set<crypto::Hash> hashes;
  for (const protocol::PackManifest& manifest : manifests) {
    for (const protocol::PackFile& file : manifest.files) {
      hashes.insert(file.hash);
    }
  }
  return hashes;
}

}  // namespace

PackShelf::PackShelf(const Path& county_folder, Files& files)
    : folder_(county_folder / kPacksFolder), files_(files) {}

Path PackShelf::manifest_path(std::string_view name, std::uint64_t version) const {
  return folder_ / (std::string(name) + "-" + std::to_string(version));
}

Path PackShelf::file_path(const crypto::Hash& hash) const {
  return folder_ / kFilesFolder / to_hex(hash);
}

Result<std::uint64_t> PackShelf::newest_of(std::string_view name) const {
  const Path path = folder_ / (std::string(name) + kNewest);
  const auto bytes = files_.read(path, kNumberBytesMax);
  if (!bytes) {
    return bytes.error().code == ErrorCode::NotFound ? Result<std::uint64_t>(0) : bytes.error();
  }
  const std::string_view text = text_of(*bytes);
  std::uint64_t version = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), version);
  if (problem != std::errc() || version == 0) {
    return Error{ErrorCode::Corrupt, path.string() + " holds no version"};
  }
  return version;
}

Result<std::vector<protocol::PackVersion>> PackShelf::newest() const {
  std::vector<protocol::PackVersion> packs;
  for (const char* name : protocol::kPackNames) {
    const auto version = newest_of(name);
    if (!version) {
      return version.error();
    }
    if (*version > 0) {
      packs.push_back({name, *version});
    }
  }
  return packs;
}

Result<Bytes> PackShelf::manifest(std::string_view name, std::uint64_t version) const {
  return files_.read(manifest_path(name, version), protocol::kPackManifestBytesMax);
}

Result<Bytes> PackShelf::file(const crypto::Hash& hash) const {
  auto bytes = files_.read(file_path(hash), static_cast<std::size_t>(protocol::kPackFileBytesMax));
  if (bytes && crypto::sha256(*bytes) != hash) {
    return Error{ErrorCode::Corrupt, file_path(hash).string() + " was changed by the disk"};
  }
  return bytes;
}

Result<void> PackShelf::keep_file(const crypto::Hash& hash, ByteView content) {
  // One of this name that the disk has spoiled since is put right.
  return file(hash) ? Result<void>()
                    : files_.write_atomically(file_path(hash), content, kEveryoneReads);
}

Result<std::vector<protocol::PackManifest>> PackShelf::kept(std::string_view name,
                                                            std::uint64_t newest,
                                                            const crypto::PublicKey& key) const {
  std::vector<protocol::PackManifest> manifests;
  const std::string prefix = std::string(name) + "-";
  const auto names = files_.list(folder_);
  if (!names) {
    return names.error();
  }
  for (const std::string& file : *names) {
    if (!file.starts_with(prefix)) {
      continue;
    }
    const auto bytes = files_.read(folder_ / file, protocol::kPackManifestBytesMax);
    auto opened = bytes ? protocol::open_pack_manifest(*bytes, key)
                        : Result<protocol::PackManifest>(bytes.error());
    if (opened && opened->version <= newest) {
      manifests.push_back(*std::move(opened));
    }
  }
  std::sort(manifests.begin(), manifests.end(),
            [](const auto& left, const auto& right) { return left.version > right.version; });
  if (manifests.size() > kPackVersionsKept) {
    manifests.resize(kPackVersionsKept);
  }
  return manifests;
}

Result<void> PackShelf::add_deltas(protocol::PackManifest& manifest, const PackOrder& order,
                                   const std::vector<protocol::PackManifest>& earlier) {
  const std::set<crypto::Hash> held = hashes_in(earlier);
  for (protocol::PackFile& file : manifest.files) {
    if (held.contains(file.hash)) {
      continue;  // a kiosk with one of those versions has it
    }
    const auto source = std::find_if(order.files.begin(), order.files.end(),
                                     [&](const PackSource& one) { return one.path == file.path; });
    std::set<crypto::Hash> bases;
    for (const protocol::PackManifest& before : earlier) {
      const protocol::PackFile* old = before.file(file.path);
      if (old == nullptr || file.deltas.size() == protocol::kPackDeltasMax ||
          !bases.insert(old->hash).second) {
        continue;
      }
      const auto base = this->file(old->hash);
      const auto delta =
          base ? protocol::make_pack_delta(*base, source->content) : std::optional<Bytes>();
      if (!delta) {
        continue;
      }
      const crypto::Hash hash = crypto::sha256(*delta);
      if (auto kept = keep_file(hash, *delta); !kept) {
        return kept;
      }
      file.deltas.push_back({old->hash, hash, delta->size()});
    }
  }
  return {};
}

Result<protocol::PackManifest> PackShelf::publish(const PackOrder& order,
                                                  const crypto::SigningKey& publishing_key) {
  const auto newest = newest_of(order.name);
  if (!newest) {
    return newest.error();
  }
  protocol::PackManifest manifest{order.name,
                                  order.version == 0 ? *newest + 1 : order.version,
                                  order.made_at,
                                  order.expires_at,
                                  {}};
  if (manifest.version <= *newest) {
    return Error{ErrorCode::InvalidInput, "version " + std::to_string(*newest) +
                                              " was published already: the next must be higher"};
  }
  for (const PackSource& source : order.files) {
    manifest.files.push_back(
        {source.path, source.content.size(), crypto::sha256(source.content), {}});
  }
  std::sort(manifest.files.begin(), manifest.files.end(),
            [](const auto& left, const auto& right) { return left.path < right.path; });
  // Before anything is written.
  if (auto fit = protocol::check_pack_manifest(manifest); !fit) {
    return fit.error();
  }
  if (auto made = files_.make_folders(folder_ / kFilesFolder); !made) {
    return made.error();
  }
  for (const PackSource& source : order.files) {
    if (auto kept = keep_file(crypto::sha256(source.content), source.content); !kept) {
      return kept.error();
    }
  }
  const auto earlier = kept(order.name, *newest, publishing_key.public_key());
  if (!earlier) {
    return earlier.error();
  }
  if (auto added = add_deltas(manifest, order, *earlier); !added) {
    return added.error();
  }
  const auto document = protocol::encode_pack_manifest(manifest, publishing_key);
  if (!document) {
    return document.error();
  }
  if (auto written = files_.write_atomically(manifest_path(order.name, manifest.version), *document,
                                             kEveryoneReads);
      !written) {
    return written.error();
  }
  if (auto named = files_.write_atomically(folder_ / (order.name + kNewest),
                                           bytes_of(std::to_string(manifest.version) + "\n"),
                                           kEveryoneReads);
      !named) {
    return named.error();
  }
  remove_unused(publishing_key.public_key());
  return manifest;
}

// What cannot be read or removed stays: litter until the next time.
void PackShelf::remove_unused(const crypto::PublicKey& key) {
  std::set<std::string> used;
  for (const char* name : protocol::kPackNames) {
    const auto newest = newest_of(name);
    const auto manifests = newest ? kept(name, *newest, key)
                                  : Result<std::vector<protocol::PackManifest>>(newest.error());
    if (!manifests || (*newest > 0 && manifests->empty())) {
      return;  // of another key: what it uses is not known
    }
    for (const protocol::PackManifest& manifest : *manifests) {
      used.insert(manifest_path(name, manifest.version).filename().string());
      add_file_names(used, manifest);
    }
  }
  for (const Path& folder : {folder_, folder_ / kFilesFolder}) {
    const auto names = files_.list(folder);
    for (const std::string& name : names ? *names : std::vector<std::string>()) {
      if (!used.contains(name) && !name.ends_with(kNewest)) {
        (void)files_.remove(folder / name).has_value();
      }
    }
  }
}

Result<protocol::PackVersion> PackShelf::write_to(std::string_view name, const Path& folder) const {
  const auto newest = newest_of(name);
  if (!newest) {
    return newest.error();
  }
  const auto document = manifest(name, *newest);
  if (!document) {
    return document.error();
  }
  const auto listed = protocol::read_pack_manifest(*document);
  if (!listed) {
    return listed.error();
  }
  if (auto made = files_.make_folders(folder); !made) {
    return made.error();
  }
  // An older pack's manifest would name files of both.
  if (auto removed = files_.remove(folder / protocol::kPackManifestFile); !removed) {
    return removed.error();
  }
  for (const protocol::PackFile& file : listed->files) {
    const auto content = this->file(file.hash);
    if (!content) {
      return content.error();
    }
    if (auto written =
            files_.write_atomically(folder / to_hex(file.hash), *content, kEveryoneReads);
        !written) {
      return written.error();
    }
  }
  if (auto written =
          files_.write_atomically(folder / protocol::kPackManifestFile, *document, kEveryoneReads);
      !written) {
    return written.error();
  }
  return protocol::PackVersion{std::string(name), *newest};
}

}  // namespace outreach::ledger
