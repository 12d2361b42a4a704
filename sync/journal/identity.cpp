#include "sync/journal/identity.h"

#include <algorithm>

namespace outreach::journal {

Result<Identity> load_or_create_identity(const Path& folder, Files& files, Random& random) {
  const Path path = folder / kIdentityFile;
  crypto::Seed seed{};
  auto stored = files.read(path, seed.size() + 1);
  if (stored) {
    if (stored->size() != seed.size()) {
      return Error{ErrorCode::Corrupt,
                   path.string() + " is not a key of " + std::to_string(seed.size()) + " bytes"};
    }
    std::copy(stored->begin(), stored->end(), seed.begin());
    crypto::wipe(*stored);
  } else if (stored.error().code == ErrorCode::NotFound) {
    random.fill(seed);
    if (auto written = files.write_atomically(path, seed, kOwnerOnly); !written) {
      return written.error();
    }
  } else {
    return stored.error();
  }
  const crypto::SigningKey key = crypto::SigningKey::from_seed(seed);
  crypto::wipe(seed);
  return Identity{key, domain::kiosk_id_of(key.public_key())};
}

}  // namespace outreach::journal
