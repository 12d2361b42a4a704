// The publishing key: packs carry its signature, and kiosks pin it at enrolment. It is not the sign
// key, because that one is at work in the listening program all day, while this one is needed for
// the minutes of publishing: its private half may lie on a stick in a drawer, and who takes over
// the county's server still cannot put words into the kiosks.
#pragma once

#include <optional>

#include "platform/base/result.h"
#include "platform/crypto/crypto.h"
#include "platform/files/files.h"
#include "platform/random/random.h"

namespace outreach::ledger {

inline constexpr const char* kPublishingKeyFile = "publishing.key";
inline constexpr const char* kPublishingPublicFile = "publishing.pub";

// Makes the pair: publishing.key (mode 0600), then publishing.pub, which says that it is complete.
// A publishing.key that is there already is kept: where only its public half was lost, kiosks pin
// it. AlreadyExists: both are there.
Result<crypto::PublicKey> create_publishing_key(const Path& folder, Files& files, Random& random);
// Nothing where the county has none yet.
Result<std::optional<crypto::PublicKey>> load_publishing_public(const Path& folder, Files& files);
// From where it is kept. Refused: it is another county's. NotFound: it is not there.
Result<crypto::SigningKey> load_publishing_key(const Path& key_file, const Path& folder,
                                               Files& files);

}  // namespace outreach::ledger
