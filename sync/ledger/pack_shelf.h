// What the county has published, in <county>/packs: manifests, files under their hashes, and which
// version of each pack is the newest. Publishing and serving may be different processes: nothing
// here is changed in place, and the newest version is named last.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "platform/files/files.h"
#include "sync/protocol/pack.h"

namespace outreach::ledger {

// A file to publish, in memory.
struct PackSource {
  std::string path;
  Bytes content;
};

struct PackOrder {
  std::string name;
  std::vector<PackSource> files;  // any order
  WallTime made_at{};
  WallTime expires_at{};
  // 0: one above the newest. A county whose shelf was lost names the number itself, above what its
  // kiosks have.
  std::uint64_t version = 0;
};

// How many versions are kept: kiosks may be in the middle of one, and deltas start from them.
inline constexpr std::size_t kPackVersionsKept = 4;

class PackShelf {
 public:
  PackShelf(const Path& county_folder, Files& files);

  // Of every pack ever published here, by name.
  Result<std::vector<protocol::PackVersion>> newest() const;
  // The signed document. NotFound: no such version, or not any more.
  Result<Bytes> manifest(std::string_view name, std::uint64_t version) const;
  // A file, or a delta. NotFound; Corrupt when the disk changed it.
  Result<Bytes> file(const crypto::Hash& hash) const;

  // Makes the next version durable, with deltas from those kept, and drops the oldest. InvalidInput
  // or TooLarge: the pack breaks a rule (protocol::check_pack_manifest), or its version is not
  // above the newest. One process at a time.
  Result<protocol::PackManifest> publish(const PackOrder& order,
                                         const crypto::SigningKey& publishing_key);

  // The newest version as a folder of plain files, to be carried by hand (protocol/pack.h); made
  // where it is missing. The manifest comes last: a folder without one is not finished. NotFound:
  // nothing of this name was published. A stick may be full or pulled: NoSpace, InputOutput.
  Result<protocol::PackVersion> write_to(std::string_view name, const Path& folder) const;

 private:
  Result<std::uint64_t> newest_of(std::string_view name) const;
  Path manifest_path(std::string_view name, std::uint64_t version) const;
  Path file_path(const crypto::Hash& hash) const;
  Result<void> keep_file(const crypto::Hash& hash, ByteView content);
  Result<void> add_deltas(protocol::PackManifest& manifest, const PackOrder& order,
                          const std::vector<protocol::PackManifest>& earlier);
  Result<std::vector<protocol::PackManifest>> kept(std::string_view name, std::uint64_t newest,
                                                   const crypto::PublicKey& key) const;
  void remove_unused(const crypto::PublicKey& key);

  Path folder_;
  Files& files_;
};

}  // namespace outreach::ledger
