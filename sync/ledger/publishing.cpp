#include "sync/ledger/publishing.h"

#include <algorithm>

namespace outreach::ledger {
namespace {

template <typename Key>
Result<Key> read_key(const Path& path, Files& files) {
  Key key{};
  auto bytes = files.read(path, key.size() + 1);
  if (!bytes) {
    return bytes.error();
  }
  if (bytes->size() != key.size()) {
    return Error{ErrorCode::Corrupt, path.string() + " is not a key"};
  }
  std::copy(bytes->begin(), bytes->end(), key.begin());
  crypto::wipe(*bytes);
  return key;
}

}  // namespace

Result<crypto::PublicKey> create_publishing_key(const Path& folder, Files& files, Random& random) {
  if (files.exists(folder / kPublishingPublicFile)) {
    return Error{ErrorCode::AlreadyExists,
                 folder.string() + " has a publishing key already: kiosks know it, so it is kept"};
  }
  const auto before = read_key<crypto::Seed>(folder / kPublishingKeyFile, files);
  if (!before && before.error().code != ErrorCode::NotFound) {
    return before.error();
  }
  const auto key =
      before ? crypto::SigningKey::from_seed(*before) : crypto::SigningKey::generate(random);
  if (!before) {
    if (auto written = files.write_atomically(folder / kPublishingKeyFile, key.seed(), kOwnerOnly);
        !written) {
      return written.error();
    }
  }
  if (auto written =
          files.write_atomically(folder / kPublishingPublicFile, key.public_key(), kEveryoneReads);
      !written) {
    return written.error();
  }
  return key.public_key();
}

Result<std::optional<crypto::PublicKey>> load_publishing_public(const Path& folder, Files& files) {
  const auto key = read_key<crypto::PublicKey>(folder / kPublishingPublicFile, files);
  if (!key) {
    return key.error().code == ErrorCode::NotFound
               ? Result<std::optional<crypto::PublicKey>>(std::nullopt)
               : key.error();
  }
  return std::optional(*key);
}

Result<crypto::SigningKey> load_publishing_key(const Path& key_file, const Path& folder,
                                               Files& files) {
  const auto seed = read_key<crypto::Seed>(key_file, files);
  if (!seed) {
    return seed.error();
  }
  const auto pinned = load_publishing_public(folder, files);
  if (!pinned) {
    return pinned.error();
  }
  const auto key = crypto::SigningKey::from_seed(*seed);
  if (*pinned != key.public_key()) {
    return Error{ErrorCode::Refused,
                 key_file.string() + " is not the publishing key that this county's kiosks know"};
  }
  return key;
}

}  // namespace outreach::ledger
