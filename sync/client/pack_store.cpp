#include "sync/client/pack_store.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "platform/json/json.h"
#include "sync/client/pack_content.h"

namespace outreach::client {
namespace {

constexpr std::string_view kManifestPrefix = "manifest-";
constexpr std::size_t kStateBytesMax = 4'096;

std::optional<std::uint64_t> number_in(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  return problem == std::errc() && end == text.data() + text.size() ? std::optional(number)
                                                                    : std::nullopt;
}

std::optional<std::uint64_t> version_in(const Json& json, const char* key) {
  const auto number = integer_member(json, key);
  return number && *number >= 0 ? std::optional(static_cast<std::uint64_t>(*number)) : std::nullopt;
}

std::optional<PackStanding> standing_in(ByteView bytes,
                                        const std::optional<crypto::PublicKey>& pinned) {
  const auto json = parse_json(text_of(bytes));
  if (!json) {
    return std::nullopt;
  }
  const auto key = text_member(*json, "key");
  if (key && pinned && *key != to_hex(*pinned)) {
    return PackStanding{};  // its versions say nothing about those of another key
  }
  const auto installed = version_in(*json, "installed");
  const auto previous = version_in(*json, "previous");
  const auto seen = version_in(*json, "seen");
  const auto taken = version_in(*json, "taken");
  if (!installed || !previous || !seen || !taken) {
    return std::nullopt;
  }
  return PackStanding{*installed, *previous, *seen, *taken};
}

PackRefused refused_because(const Error& error) {
  switch (error.code) {
    case ErrorCode::Unsupported:
      return {PackRefusal::Version, error.context};
    case ErrorCode::Refused:
      return {PackRefusal::BadSignature, error.context};
    default:
      return {PackRefusal::Malformed, error.context};
  }
}

}  // namespace

const char* name_of(PackRefusal reason) {
  switch (reason) {
    case PackRefusal::NotEnrolled:
      return "not_enrolled";
    case PackRefusal::BadSignature:
      return "bad_signature";
    case PackRefusal::Malformed:
      return "malformed";
    case PackRefusal::Version:
      return "version";
    case PackRefusal::OtherPack:
      return "other_pack";
    case PackRefusal::NotNewer:
      return "not_newer";
    case PackRefusal::Expired:
      return "expired";
    case PackRefusal::ClockDoubted:
      return "clock_doubted";
    case PackRefusal::NoSpace:
      return "no_space";
    case PackRefusal::BadContent:
      break;
  }
  return "bad_content";
}

PackStore::PackStore(const Path& data, std::string name,
                     std::optional<crypto::PublicKey> publishing_key, Files& files)
    : folder_(data / "packs" / name), name_(std::move(name)), key_(publishing_key), files_(files) {}

Path PackStore::file_path(const crypto::Hash& hash) const {
  return folder_ / kFilesFolder / to_hex(hash);
}

Path PackStore::manifest_path(std::uint64_t version) const {
  return folder_ / (std::string(kManifestPrefix) + std::to_string(version));
}

Path PackStore::part_path(const PackNeed& need, std::uint64_t offset) const {
  return folder_ / kPartsFolder / (to_hex(need.hash()) + "." + std::to_string(offset));
}

Path PackStore::place_of(const protocol::PackFile& file) const {
  return file_path(file.hash);
}

Result<PackStanding> PackStore::standing() const {
  const auto bytes = files_.read(folder_ / kStateFile, kStateBytesMax);
  if (!bytes) {
    return bytes.error().code == ErrorCode::NotFound ? Result<PackStanding>(PackStanding{})
                                                     : bytes.error();
  }
  const auto standing = standing_in(*bytes, key_);
  return standing ? Result<PackStanding>(*standing) : recovered();
}

// The pointer was spoiled by the disk: the newest sound manifest is what it pointed to, or all but.
Result<PackStanding> PackStore::recovered() const {
  const auto names = files_.list(folder_);
  if (!names) {
    return names.error();
  }
  PackStanding found;
  for (const std::string& name : *names) {
    const auto version = name.starts_with(kManifestPrefix)
                             ? number_in(std::string_view(name).substr(kManifestPrefix.size()))
                             : std::nullopt;
    if (version && *version > found.installed && manifest(*version)) {
      found.previous = found.installed;
      found.installed = found.seen = found.taken = *version;
    }
  }
  return found;
}

Result<protocol::PackManifest> PackStore::manifest(std::uint64_t version) const {
  if (!key_) {
    return Error{ErrorCode::Refused, "no publishing key is pinned: enrol this kiosk first"};
  }
  const auto bytes = files_.read(manifest_path(version), protocol::kPackManifestBytesMax);
  if (!bytes) {
    return bytes.error();
  }
  auto manifest = protocol::open_pack_manifest(*bytes, *key_);
  if (manifest && (manifest->name != name_ || manifest->version != version)) {
    return Error{ErrorCode::Corrupt, manifest_path(version).string() + " is of another pack"};
  }
  return manifest;
}

Result<Bytes> PackStore::read(const protocol::PackFile& file) const {
  auto bytes = files_.read(file_path(file.hash), file.length);
  if (bytes && crypto::sha256(*bytes) != file.hash) {
    return Error{ErrorCode::Corrupt, "the disk changed " + file.path + " of a pack"};
  }
  return bytes;
}

PackStore::Considered PackStore::consider(ByteView document, PackTime time) {
  if (!key_) {
    return PackRefused{PackRefusal::NotEnrolled, "no publishing key is pinned"};
  }
  auto manifest = protocol::open_pack_manifest(document, *key_);
  if (!manifest) {
    return refused_because(manifest.error());
  }
  if (manifest->name != name_) {
    return PackRefused{PackRefusal::OtherPack, "a pack called " + manifest->name};
  }
  auto standing = this->standing();
  if (!standing) {
    return standing.error();
  }
  if (manifest->version < standing->seen || manifest->version <= standing->taken) {
    return PackRefused{PackRefusal::NotNewer, "version " + std::to_string(manifest->version) +
                                                  ", after " + std::to_string(standing->seen)};
  }
  if (manifest->version > standing->seen) {
    standing->seen = manifest->version;
    if (auto written = write(*standing); !written) {
      return written.error();
    }
  }
  if (manifest->expires_at <= time.now) {
    return PackRefused{PackRefusal::Expired, "since " + to_iso(manifest->expires_at)};
  }
  if (!time.is_certain) {
    return PackRefused{PackRefusal::ClockDoubted, "it expires " + to_iso(manifest->expires_at)};
  }
  if (auto removed = remove_unused(*standing, &*manifest); !removed) {
    return removed.error();
  }
  const auto needs = needed(*manifest);
  if (!needs) {
    return needs.error();
  }
  std::uint64_t missing = 0;
  for (const PackNeed& need : *needs) {
    missing += need.file.length;
  }
  // Parts and the file they make lie side by side for a moment.
  if (auto room = find_room(2 * missing); !room) {
    return room.error().code == ErrorCode::NoSpace
               ? Considered(PackRefused{PackRefusal::NoSpace, room.error().context})
               : room.error();
  }
  return *std::move(manifest);
}

std::optional<std::variant<PackRefused, Error>> PackStore::install(
    ByteView document, const protocol::PackManifest& manifest) {
  auto standing = this->standing();
  if (!standing) {
    return standing.error();
  }
  if (manifest.version <= standing->taken) {
    return PackRefused{PackRefusal::NotNewer,
                       "version " + std::to_string(standing->taken) + " is here already"};
  }
  const auto missing = needed(manifest);
  if (!missing) {
    return missing.error();
  }
  if (!missing->empty()) {
    return Error{ErrorCode::NotFound, missing->front().file.path + " of the pack is gone again"};
  }
  const auto reader = [this](const protocol::PackFile& file) { return read(file); };
  if (auto sound = check_pack_content(manifest, reader); !sound) {
    if (sound.error().code == ErrorCode::Corrupt || sound.error().code == ErrorCode::TooLarge) {
      remove_spoiled(manifest);
    }
    return sound.error().code == ErrorCode::InvalidInput
               ? std::variant<PackRefused, Error>(
                     PackRefused{PackRefusal::BadContent, sound.error().context})
               : sound.error();
  }
  if (auto written = files_.write_atomically(manifest_path(manifest.version), document, kOwnerOnly);
      !written) {
    return written.error();
  }
  standing->previous = standing->installed;
  standing->installed = manifest.version;
  standing->taken = std::max(standing->taken, manifest.version);
  standing->seen = std::max(standing->seen, manifest.version);
  if (auto written = write(*standing); !written) {
    return written.error();
  }
  // What stays too long is only litter, and goes with the next pack.
  (void)remove_unused(*standing, nullptr).has_value();
  return std::nullopt;
}

Result<PackStanding> PackStore::roll_back() {
  auto standing = this->standing();
  if (!standing) {
    return standing;
  }
  if (standing->previous == 0) {
    return Error{ErrorCode::NotFound, "there is no version before this one"};
  }
  if (const auto before = manifest(standing->previous); !before) {
    return before.error();
  }
  std::swap(standing->installed, standing->previous);
  if (auto written = write(*standing); !written) {
    return written.error();
  }
  return standing;
}

Result<void> PackStore::write(const PackStanding& standing) {
  if (auto made = files_.make_folders(folder_); !made) {
    return made;
  }
  Json json = Json::object();
  json["installed"] = standing.installed;
  json["previous"] = standing.previous;
  json["seen"] = standing.seen;
  json["taken"] = standing.taken;
  if (key_) {
    json["key"] = to_hex(*key_);
  }
  return files_.write_atomically(folder_ / kStateFile, bytes_of(write_json_indented(json) + "\n"),
                                 kOwnerOnly);
}

}  // namespace outreach::client
