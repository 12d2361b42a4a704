// Who this kiosk is: its Ed25519 key, made at first run, before any server was reached.
#pragma once

#include "platform/base/result.h"
#include "platform/crypto/crypto.h"
#include "platform/files/files.h"
#include "platform/random/random.h"
#include "sync/domain/chain.h"

namespace outreach::journal {

struct Identity {
  crypto::SigningKey key;
  domain::KioskId kiosk{};
};

inline constexpr const char* kIdentityFile = "kiosk.key";

// Reads <folder>/kiosk.key (mode 0600), or makes it. Corrupt when the file is not a key.
Result<Identity> load_or_create_identity(const Path& folder, Files& files, Random& random);

}  // namespace outreach::journal
