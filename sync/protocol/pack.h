// 资料包: what the county publishes to every kiosk. A signed manifest names its files; each file is
// addressed by its hash, so that nothing on the way has to be trusted. Layout: PROTOCOL.md. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/crypto/crypto.h"

namespace outreach::protocol {

// Every pack there is, ascending. Each has versions of its own.
inline constexpr const char* kAnswersPack = "answers";  // to residents' questions (answer.h)
inline constexpr const char* kContentPack =
    "content";  // leaflets, guide, directory, places, topics, staff, planned outings
inline constexpr std::array kPackNames{kAnswersPack, kContentPack};
bool is_pack_name(std::string_view name);

// What a kiosk's disk and a slow line can take, and what is held in memory at once.
inline constexpr std::size_t kPackFilesMax = 5'000;
inline constexpr std::uint64_t kPackFileBytesMax = 16 << 20;
inline constexpr std::uint64_t kPackBytesMax = 256 << 20;
inline constexpr std::size_t kPackPathBytesMax = 120;
inline constexpr std::size_t kPackPathPartsMax = 6;
inline constexpr std::size_t kPackManifestBytesMax = 2 << 20;
inline constexpr std::size_t kPackDeltasMax = 4;  // of one file

// The newest version of one pack.
struct PackVersion {
  std::string name;
  std::uint64_t version = 0;
  bool operator==(const PackVersion&) const = default;
};

// A file that makes another out of one from an earlier version: compression::compress_from. It is
// fetched like any other, and what comes out is checked like any other.
struct PackDelta {
  crypto::Hash from{};
  crypto::Hash hash{};
  std::uint64_t length = 0;
  bool operator==(const PackDelta&) const = default;
};

struct PackFile {
  std::string path;  // see check_pack_path
  std::uint64_t length = 0;
  crypto::Hash hash{};  // SHA-256 of the content
  std::vector<PackDelta> deltas;
  bool operator==(const PackFile&) const = default;
};

struct PackManifest {
  std::string name;
  std::uint64_t version = 0;  // 1 and up; never goes back, never used twice
  WallTime made_at{};
  WallTime expires_at{};
  std::vector<PackFile> files;  // ascending by path, bytewise

  const PackFile* file(std::string_view path) const;
  // Of all files together, the same content under two paths counted twice.
  std::uint64_t bytes() const;
  bool operator==(const PackManifest&) const = default;
};

// Parts of `a-z 0-9 - _ .` that do not begin with a dot, joined by single slashes. Nothing else: no
// folder above, no root, no backslash, no NUL, no two names that some disk takes for one.
// InvalidInput says which rule is broken.
Result<void> check_pack_path(std::string_view path);
// Every rule of a manifest but the signature. InvalidInput: a rule; TooLarge: a limit.
Result<void> check_pack_manifest(const PackManifest& manifest);

// As check_pack_manifest when it breaks a rule.
Result<Bytes> encode_pack_manifest(const PackManifest& manifest,
                                   const crypto::SigningKey& publishing_key);
// Unsupported: of a newer version. Refused: not signed by that key. Corrupt: not a manifest.
// InvalidInput, TooLarge: signed, but against a rule.
Result<PackManifest> open_pack_manifest(ByteView document, const crypto::PublicKey& publishing_key);

// The same without a look at the signature: for who made it.
Result<PackManifest> read_pack_manifest(ByteView document);

// A delta that makes `bytes` out of `base`; none where it would not save at least half.
std::optional<Bytes> make_pack_delta(ByteView base, ByteView bytes);
// `file` made out of `base` by a delta. Corrupt when what comes out is not `file`.
Result<Bytes> apply_pack_delta(ByteView base, ByteView delta, const PackFile& file);

// Files of the content pack; assets/content/FORMAT.md says what is in them. Pages of leaflets are
// at leaflets/<id>/<page, three digits>.png, .jpg or .webp; recorded clips at clips/<clip_name>
// (platform/wave/wave.h).
inline constexpr const char* kCataloguePath = "catalogue.json";
inline constexpr const char* kGuidePath = "guide.json";
inline constexpr const char* kOutingsPath = "outings.json";
inline constexpr const char* kLeafletsFolder = "leaflets";
inline constexpr const char* kClipsFolder = "clips";

// The one file of the answers pack (encode_answers).
inline constexpr const char* kAnswersPath = "answers";

// A pack carried by hand is a folder of plain files (on a courier's stick it has other names,
// stick.h): the manifest under this name, and beside it
// each file under its hash in lower-case hexadecimal.
inline constexpr const char* kPackManifestFile = "manifest.pack";

}  // namespace outreach::protocol
