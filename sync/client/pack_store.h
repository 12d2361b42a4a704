// The packs a kiosk has: the installed one, the one before, and what has come so far of the next.
//
// <data>/packs/<name>/ holds `state.json`, the one pointer: which version is installed, which was
// before, the highest ever seen and the highest ever installed; `manifest-<version>`; `files/`,
// each under its hash, shared by versions; `parts/`, pieces of files under way. No path of a
// manifest ever becomes a path of this disk. A version is installed once all its files are durable
// and the pointer was replaced, so that a power cut leaves the old or the new. The pointer is of
// one publishing key: who pins another has no pack, and versions of its own.
//
// One thread at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "platform/base/result.h"
#include "platform/files/files.h"
#include "sync/protocol/pack.h"

namespace outreach::client {

// What is known of the time. Not certain: `now` is the earliest that it can be.
struct PackTime {
  WallTime now{};
  bool is_certain = false;
};

// Why a pack is not taken. The one that is installed stays.
enum class PackRefusal {
  NotEnrolled,   // no key is pinned to check it by
  BadSignature,  // not the county's
  Malformed,     // signed, but against a rule: paths, limits
  Version,       // of a newer program
  OtherPack,     // a pack of another name
  NotNewer,      // an old one played back, or one that is here already
  Expired,
  ClockDoubted,  // whether it has expired cannot be known before the clock is right
  NoSpace,       // twice what is still to come must be free, beside the room that is for taps
  BadContent,    // the files do not say what they must
};
const char* name_of(PackRefusal reason);
struct PackRefused {
  PackRefusal reason{};
  std::string detail;  // for the log and support
};

struct PackStanding {
  std::uint64_t installed = 0;  // 0: none
  std::uint64_t previous = 0;   // what a roll back brings; 0: none
  std::uint64_t seen = 0;       // the highest with a good signature: nothing below is taken
  std::uint64_t taken = 0;      // the highest ever installed: nothing up to it is taken again
  bool operator==(const PackStanding&) const = default;
};

// A file that a version needs and that is not here.
struct PackNeed {
  protocol::PackFile file;
  std::optional<protocol::PackDelta> delta;  // what to fetch in its place

  const crypto::Hash& hash() const {
    return delta ? delta->hash : file.hash;
  }
  std::uint64_t length() const {
    return delta ? delta->length : file.length;
  }
};

class PackStore {
 public:
  // `publishing_key`: pinned at enrolment; none: nothing verifies, so nothing is taken or shown.
  PackStore(const Path& data, std::string name, std::optional<crypto::PublicKey> publishing_key,
            Files& files);

  const std::string& name() const {
    return name_;
  }
  const std::optional<crypto::PublicKey>& publishing_key() const {
    return key_;
  }
  // All zeros when there was never a pack.
  Result<PackStanding> standing() const;
  // Verified anew. NotFound: there is none of that version.
  Result<protocol::PackManifest> manifest(std::uint64_t version) const;
  // The content of one file of a manifest. Corrupt when the disk changed it.
  Result<Bytes> read(const protocol::PackFile& file) const;
  // Where that content lies, for what can only open files; not checked.
  Path place_of(const protocol::PackFile& file) const;

  // Whether a pack that came by any road may be fetched and installed. Remembers its version as
  // seen. An Error is this disk's.
  using Considered = std::variant<protocol::PackManifest, PackRefused, Error>;
  Considered consider(ByteView document, PackTime time);
  // What is still to be fetched for it, deltas where their base is here; each content once.
  Result<std::vector<PackNeed>> needed(const protocol::PackManifest& manifest) const;
  // Pieces as they come, in order. Durable. NoSpace: what was free went meanwhile.
  Result<void> keep_part(const PackNeed& need, std::uint64_t offset, ByteView bytes);
  // All of them that follow each other from the start.
  Result<Bytes> parts(const PackNeed& need) const;
  Result<void> drop_parts(const PackNeed& need);
  // Checks what came and keeps the file it makes. Corrupt: it is not what was asked for, or the
  // delta does not make the file; its parts are gone. NoSpace: as for a piece.
  Result<void> finish(const PackNeed& need, ByteView bytes);
  // Once nothing is needed any more: reads what the files say, then switches. Durable on success.
  // NotNewer: another road brought this version or a later one meanwhile. NotFound: what another
  // road considered meanwhile took files of this one away. Corrupt: the disk changed a file; it is
  // removed. After either the pack is to be considered again.
  std::optional<std::variant<PackRefused, Error>> install(ByteView document,
                                                          const protocol::PackManifest& manifest);
  // The version before becomes the installed one, and the other way round. NotFound: there is none.
  Result<PackStanding> roll_back();

 private:
  static constexpr const char* kStateFile = "state.json";
  static constexpr const char* kFilesFolder = "files";
  static constexpr const char* kPartsFolder = "parts";

  Path file_path(const crypto::Hash& hash) const;
  Path manifest_path(std::uint64_t version) const;
  Path part_path(const PackNeed& need, std::uint64_t offset) const;
  // NoSpace where so many bytes more would touch the room that the journal keeps for taps.
  Result<void> find_room(std::uint64_t bytes) const;
  Result<PackStanding> recovered() const;
  void remove_spoiled(const protocol::PackManifest& manifest);
  Result<void> write(const PackStanding& standing);
  // Names of files that the standing's versions and the one that arrives use.
  Result<std::set<std::string>> used_names(const PackStanding& standing,
                                           const protocol::PackManifest* arriving);
  Result<void> remove_unused(const PackStanding& standing, const protocol::PackManifest* arriving);

  Path folder_;
  std::string name_;
  std::optional<crypto::PublicKey> key_;
  Files& files_;
};

}  // namespace outreach::client
