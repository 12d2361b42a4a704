#include "sync/ledger/stick_packs.h"

#include <optional>
#include <set>
#include <string>
#include <utility>

#include "sync/protocol/stick.h"

namespace outreach::ledger {
namespace {

Error of_the_shelf(const Error& error) {
  return {ErrorCode::Unavailable, error.context};
}

bool is_there(Medium& stick, const protocol::PackFile& file) {
  const auto content =
      stick.read(protocol::stick_file_name(file.hash), static_cast<std::size_t>(file.length));
  return content && crypto::sha256(*content) == file.hash;
}

Result<void> write_files(Medium& stick, const PackShelf& shelf,
                         const protocol::PackManifest& manifest) {
  std::vector<std::string> written;
  for (const protocol::PackFile& file : manifest.files) {
    if (is_there(stick, file)) {
      continue;
    }
    const auto content = shelf.file(file.hash);
    if (!content) {
      return of_the_shelf(content.error());
    }
    std::string name = protocol::stick_file_name(file.hash);
    if (auto done = stick.write(name, *content); !done) {
      // A part of a pack is worth nothing, and kiosks need the room for their records.
      for (const std::string& one : written) {
        if (done.error().code == ErrorCode::NoSpace) {
          (void)stick.remove(one).has_value();
        }
      }
      return done;
    }
    written.push_back(std::move(name));
  }
  return {};
}

// What the manifests on the stick name, whichever county wrote them. Nothing where one of them
// cannot be read: what it needs is not known.
std::optional<std::set<crypto::Hash>> named_on(Medium& stick) {
  const auto found = stick.find([](std::string_view name) { return protocol::is_stick_pack(name); },
                                protocol::kStickFilesMax, protocol::kStickLookedAtMax);
  if (!found || !found->is_whole) {
    return std::nullopt;
  }
  std::set<crypto::Hash> named;
  for (const std::string& name : found->names) {
    const auto document = stick.read(name, protocol::kPackManifestBytesMax);
    const auto manifest = document ? protocol::read_pack_manifest(*document)
                                   : Result<protocol::PackManifest>(document.error());
    if (!manifest) {
      return std::nullopt;
    }
    for (const protocol::PackFile& file : manifest->files) {
      named.insert(file.hash);
    }
  }
  return named;
}

// Of versions before. What stays only takes room.
void remove_unnamed(Medium& stick) {
  const auto named = named_on(stick);
  if (!named) {
    return;
  }
  const auto left = stick.find(
      [&](std::string_view name) {
        const auto hash = protocol::stick_file_from(name);
        return hash && !named->contains(*hash);
      },
      protocol::kStickFilesMax, protocol::kStickLookedAtMax);
  for (const std::string& name : left ? left->names : std::vector<std::string>()) {
    (void)stick.remove(name).has_value();
  }
}

Result<void> write_pack(Medium& stick, const PackShelf& shelf, const protocol::PackVersion& pack,
                        const crypto::PublicKey& publishing_key) {
  const auto document = shelf.manifest(pack.name, pack.version);
  const auto manifest = document ? protocol::open_pack_manifest(*document, publishing_key)
                                 : Result<protocol::PackManifest>(document.error());
  if (!manifest) {
    return of_the_shelf(manifest.error());
  }
  if (auto written = write_files(stick, shelf, *manifest); !written) {
    return written;
  }
  const std::string name = protocol::stick_pack_name(publishing_key, pack.name);
  const auto before = stick.read(name, protocol::kPackManifestBytesMax);
  if (before && *before == *document) {
    return {};
  }
  if (auto written = stick.write(name, *document); !written) {
    return written;
  }
  remove_unnamed(stick);
  return {};
}

}  // namespace

Result<std::vector<protocol::PackVersion>> write_packs(Medium& stick, const PackShelf& shelf,
                                                       const crypto::PublicKey& publishing_key) {
  auto packs = shelf.newest();
  if (!packs) {
    return of_the_shelf(packs.error());
  }
  for (const protocol::PackVersion& pack : *packs) {
    if (auto written = write_pack(stick, shelf, pack, publishing_key); !written) {
      return written.error();
    }
  }
  return packs;
}

}  // namespace outreach::ledger
