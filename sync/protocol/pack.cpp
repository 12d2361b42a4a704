#include "sync/protocol/pack.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "platform/base/text.h"
#include "platform/compression/compression.h"

namespace outreach::protocol {
namespace {

constexpr std::string_view kPackMagic = "OUTRPCK1";

Error corrupt_manifest(const char* what) {
  return {ErrorCode::Corrupt, std::string("pack manifest: ") + what};
}

Error against_rule(const std::string& what) {
  return {ErrorCode::InvalidInput, "pack manifest: " + what};
}

Error over_limit(const std::string& what) {
  return {ErrorCode::TooLarge, "pack manifest: " + what};
}

bool is_path_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

// What holds between files: no path twice or for a file and a folder at once, and one length for
// one content.
class Together {
 public:
  Result<void> add(const PackFile& file) {
    if (!paths_.empty() && file.path <= *paths_.rbegin()) {
      return against_rule(file.path + " stands there twice or out of order");
    }
    paths_.insert(file.path);
    // A folder comes before what is in it, in the order of bytes.
    for (std::size_t slash = file.path.find('/'); slash != std::string::npos;
         slash = file.path.find('/', slash + 1)) {
      if (paths_.contains(std::string_view(file.path).substr(0, slash))) {
        return against_rule(file.path + " is inside another file");
      }
    }
    bool agrees = is_length_of(file.hash, file.length);
    for (const PackDelta& delta : file.deltas) {
      agrees = agrees && is_length_of(delta.hash, delta.length);
    }
    return agrees ? Result<void>() : against_rule(file.path + " has the hash of another length");
  }

 private:
  bool is_length_of(const crypto::Hash& hash, std::uint64_t length) {
    return lengths_.emplace(hash, length).first->second == length;
  }

  std::set<std::string_view> paths_;
  std::map<crypto::Hash, std::uint64_t> lengths_;
};

Result<void> check_file(const PackFile& file) {
  if (auto fit = check_pack_path(file.path); !fit) {
    return fit;
  }
  if (file.length > kPackFileBytesMax) {
    return over_limit(file.path + " is longer than " + std::to_string(kPackFileBytesMax) +
                      " bytes");
  }
  if (file.deltas.size() > kPackDeltasMax) {
    return over_limit(file.path + " has more than " + std::to_string(kPackDeltasMax) + " deltas");
  }
  const bool deltas_fit =
      std::all_of(file.deltas.begin(), file.deltas.end(), [&](const PackDelta& delta) {
        return delta.length < file.length && delta.from != file.hash && delta.hash != file.hash;
      });
  return deltas_fit ? Result<void>() : against_rule("a delta of " + file.path + " saves nothing");
}

PackFile read_file(ByteReader& in) {
  PackFile file;
  file.path = text_of(in.raw(in.u8()));
  file.length = in.u64();
  file.hash = in.array<32>();
  const std::size_t deltas = in.u8();
  for (std::size_t i = 0; i < deltas && !in.failed(); ++i) {
    PackDelta delta;
    delta.from = in.array<32>();
    delta.hash = in.array<32>();
    delta.length = in.u64();
    file.deltas.push_back(delta);
  }
  return file;
}

// Length and first bytes, before anything is believed.
Result<void> check_frame(ByteView document) {
  if (document.size() > kPackManifestBytesMax) {
    return over_limit("it is longer than " + std::to_string(kPackManifestBytesMax) + " bytes");
  }
  if (document.size() < kPackMagic.size() + crypto::kSignatureBytes) {
    return corrupt_manifest("too short");
  }
  return text_of(document.first(kPackMagic.size())) == kPackMagic
             ? Result<void>()
             : Error{ErrorCode::Unsupported, "pack manifest: not of this version"};
}

}  // namespace

bool is_pack_name(std::string_view name) {
  return std::find(kPackNames.begin(), kPackNames.end(), name) != kPackNames.end();
}

const PackFile* PackManifest::file(std::string_view path) const {
  const auto found = std::find_if(files.begin(), files.end(),
                                  [&](const PackFile& file) { return file.path == path; });
  return found == files.end() ? nullptr : &*found;
}

std::uint64_t PackManifest::bytes() const {
  return std::accumulate(files.begin(), files.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const PackFile& file) { return sum + file.length; });
}

Result<void> check_pack_path(std::string_view path) {
  const std::string shown = "path \"" + to_hex(bytes_of(path)) + "\" (hexadecimal) ";
  if (path.empty() || path.size() > kPackPathBytesMax) {
    return against_rule(shown + "is not 1 to " + std::to_string(kPackPathBytesMax) + " bytes");
  }
  std::size_t parts = 0;
  for (const std::string_view part : split(path, '/')) {
    parts += 1;
    if (part.empty() || part.front() == '.' || part.back() == '.') {
      return against_rule(shown + "has a part that is empty, or begins or ends with a dot");
    }
    if (!std::all_of(part.begin(), part.end(), is_path_character)) {
      return against_rule(shown + "has other characters than a-z 0-9 - _ .");
    }
  }
  return parts <= kPackPathPartsMax ? Result<void>()
                                    : against_rule(shown + "is too many folders deep");
}

Result<void> check_pack_manifest(const PackManifest& manifest) {
  if (!is_pack_name(manifest.name)) {
    return against_rule("no pack has that name");
  }
  if (manifest.version == 0 || manifest.expires_at <= manifest.made_at) {
    return against_rule("its version is 0, or it expires before it was made");
  }
  if (manifest.files.size() > kPackFilesMax) {
    return over_limit("more than " + std::to_string(kPackFilesMax) + " files");
  }
  Together together;
  std::uint64_t total = 0;
  for (const PackFile& file : manifest.files) {
    if (auto fit = check_file(file); !fit) {
      return fit;
    }
    if (auto fit = together.add(file); !fit) {
      return fit;
    }
    total += file.length;
  }
  return total <= kPackBytesMax
             ? Result<void>()
             : over_limit("more than " + std::to_string(kPackBytesMax) + " bytes of files");
}

Result<Bytes> encode_pack_manifest(const PackManifest& manifest,
                                   const crypto::SigningKey& publishing_key) {
  if (auto fit = check_pack_manifest(manifest); !fit) {
    return fit.error();
  }
  ByteWriter out;
  out.text(kPackMagic)
      .u8(static_cast<std::uint8_t>(manifest.name.size()))
      .text(manifest.name)
      .u64(manifest.version)
      .i64(manifest.made_at.time_since_epoch().count())
      .i64(manifest.expires_at.time_since_epoch().count())
      .u32(static_cast<std::uint32_t>(manifest.files.size()));
  for (const PackFile& file : manifest.files) {
    out.u8(static_cast<std::uint8_t>(file.path.size()))
        .text(file.path)
        .u64(file.length)
        .raw(file.hash)
        .u8(static_cast<std::uint8_t>(file.deltas.size()));
    for (const PackDelta& delta : file.deltas) {
      out.raw(delta.from).raw(delta.hash).u64(delta.length);
    }
  }
  out.raw(publishing_key.sign(out.bytes()));
  if (out.bytes().size() > kPackManifestBytesMax) {
    return over_limit("it is longer than " + std::to_string(kPackManifestBytesMax) + " bytes");
  }
  return out.take();
}

Result<PackManifest> open_pack_manifest(ByteView document,
                                        const crypto::PublicKey& publishing_key) {
  if (auto fit = check_frame(document); !fit) {
    return fit.error();
  }
  crypto::Signature signature{};
  std::copy_n(document.end() - crypto::kSignatureBytes, crypto::kSignatureBytes, signature.begin());
  if (!crypto::verify(publishing_key, document.first(document.size() - crypto::kSignatureBytes),
                      signature)) {
    return Error{ErrorCode::Refused, "pack manifest: the signature is not of the pinned key"};
  }
  return read_pack_manifest(document);
}

Result<PackManifest> read_pack_manifest(ByteView document) {
  if (auto fit = check_frame(document); !fit) {
    return fit.error();
  }
  ByteReader in(document.first(document.size() - crypto::kSignatureBytes));
  in.raw(kPackMagic.size());
  PackManifest manifest;
  manifest.name = text_of(in.raw(in.u8()));
  manifest.version = in.u64();
  manifest.made_at = WallTime(std::chrono::milliseconds(in.i64()));
  manifest.expires_at = WallTime(std::chrono::milliseconds(in.i64()));
  const std::uint32_t files = in.u32();
  if (files > kPackFilesMax) {
    return over_limit("more than " + std::to_string(kPackFilesMax) + " files");
  }
  for (std::uint32_t i = 0; i < files && !in.failed(); ++i) {
    manifest.files.push_back(read_file(in));
  }
  if (in.failed() || in.remaining() != 0) {
    return corrupt_manifest("its length is wrong");
  }
  if (auto fit = check_pack_manifest(manifest); !fit) {
    return fit.error();
  }
  return manifest;
}

std::optional<Bytes> make_pack_delta(ByteView base, ByteView bytes) {
  if (base.size() > compression::kDeltaBytesMax || bytes.size() > compression::kDeltaBytesMax) {
    return std::nullopt;
  }
  Bytes delta = compression::compress_from(base, bytes);
  return delta.size() <= bytes.size() / 2 ? std::optional(std::move(delta)) : std::nullopt;
}

Result<Bytes> apply_pack_delta(ByteView base, ByteView delta, const PackFile& file) {
  auto made = compression::decompress_from(base, delta, file.length);
  if (!made || made->size() != file.length || crypto::sha256(*made) != file.hash) {
    return Error{ErrorCode::Corrupt, "a delta does not make " + file.path};
  }
  return made;
}

}  // namespace outreach::protocol
