// The county's keys and name, in files beside the ledger.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/crypto/crypto.h"
#include "platform/files/files.h"
#include "platform/random/random.h"
#include "sync/protocol/enrolment.h"
#include "sync/protocol/rotation.h"

namespace outreach::ledger {

// Keys that the county had before, and the document by which they named the next ones.
struct EarlierKeys {
  crypto::PublicKey sign{};
  // Still opens what was sealed to it: a stick may come months late.
  crypto::SealingKey transport;
  std::string announcement;
  WallTime replaced_at{};
};

struct CountyKeys {
  std::string county;  // its name
  crypto::SigningKey sign;
  crypto::SealingKey
      transport;  // opens batches; never residents' personal words, which have a key of their own
  // The public half of that one; none: this county takes no questions. The private half is never
  // loaded here.
  std::optional<crypto::PublicKey> casework{};
  // The public half of the key that packs are signed with (publishing.h); none: this county
  // publishes nothing. The private half is never loaded here. Rotations leave it as it is.
  std::optional<crypto::PublicKey> publishing{};
  std::vector<EarlierKeys> earlier{};  // oldest first

  protocol::CountyCard card() const;
  // The sign key the county was founded with.
  crypto::PublicKey founding_key() const;
};

// For so long after a transport key was replaced what is sealed to it is taken over the network
// too. By stick it is taken for as long as its file is kept. A kiosk finds the new key the first
// time it needs it; the time is for those whose program knows of no new keys yet.
inline constexpr std::chrono::hours kEarlierTransportTime{90 * 24};

// Whether a county or kiosk can be called so: one line of 1 to domain::kTextMax characters that can
// be seen.
bool is_line(const std::string& name);

inline constexpr const char* kCountyFile = "county.json";
inline constexpr const char* kSignKeyFile = "sign.key";
inline constexpr const char* kTransportKeyFile = "transport.key";
// Of the keys after the n-th rotation: sign-n.key, transport-n.key, and rotation-n.json, which
// announces them. county.json says which n is the county's.
std::string sign_key_file(int generation);
std::string transport_key_file(int generation);

// Makes the keys, mode 0600. AlreadyExists when the folder is a county already; nothing is changed
// then.
Result<CountyKeys> create_keys(const Path& folder, const std::string& county, Files& files,
                               Random& random);

enum class RotatedKeys { Both, Sign, Transport };
// Makes new keys beside the present ones and announces them by the present sign key. What a program
// that serves this folder holds is as it was until it loads the keys again. Refused: it has been
// done protocol::kRotationsMax times. Cut at any moment, either the old keys are the county's or
// the new ones.
Result<CountyKeys> rotate_keys(const Path& folder, RotatedKeys which, WallTime now, Files& files,
                               Random& random);

// NotFound when the folder is no county yet.
Result<CountyKeys> load_keys(const Path& folder, Files& files);
// For a program that serves: loads them again when rotate_keys has run since. Costs a look at the
// folder where it has not.
Result<void> refresh_keys(CountyKeys& keys, const Path& folder, Files& files);

}  // namespace outreach::ledger
