// The county's keys and name, in files beside the ledger.
#pragma once

#include <optional>
#include <string>

#include "platform/base/result.h"
#include "platform/crypto/crypto.h"
#include "platform/files/files.h"
#include "platform/random/random.h"
#include "sync/protocol/enrolment.h"

namespace outreach::ledger {

struct CountyKeys {
  std::string county;  // its name
  crypto::SigningKey sign;
  crypto::SealingKey
      transport;  // opens batches; never residents' personal words, which have a key of their own
  // The public half of that one; none: this county takes no questions. The private half is never
  // loaded here.
  std::optional<crypto::PublicKey> casework{};
  // The public half of the key that packs are signed with (publishing.h); none: this county
  // publishes nothing. The private half is never loaded here.
  std::optional<crypto::PublicKey> publishing{};

  protocol::CountyCard card() const;
};

// Whether a county or kiosk can be called so: one line of 1 to domain::kTextMax characters that can
// be seen.
bool is_line(const std::string& name);

inline constexpr const char* kCountyFile = "county.json";
inline constexpr const char* kSignKeyFile = "sign.key";
inline constexpr const char* kTransportKeyFile = "transport.key";

// Makes the keys, mode 0600. AlreadyExists when the folder is a county already; nothing is changed
// then.
Result<CountyKeys> create_keys(const Path& folder, const std::string& county, Files& files,
                               Random& random);
// NotFound when the folder is no county yet.
Result<CountyKeys> load_keys(const Path& folder, Files& files);

}  // namespace outreach::ledger
