// Packs that ride home on a stick (PROTOCOL.md, "The stick"). Private to sync/ledger.
#pragma once

#include <vector>

#include "platform/base/result.h"
#include "platform/crypto/crypto.h"
#include "platform/files/medium.h"
#include "sync/ledger/pack_shelf.h"

namespace outreach::ledger {

// Puts the newest version of every published pack onto the stick and answers which those are. What
// is there already and whole is not written again; a manifest comes after all its files, so that
// one on the stick always has them. An error is the medium's, or Unavailable: this county's own
// shelf cannot be read. What the stick had before is still whole then.
Result<std::vector<protocol::PackVersion>> write_packs(Medium& stick, const PackShelf& shelf,
                                                       const crypto::PublicKey& publishing_key);

}  // namespace outreach::ledger
