// Enrolment, the kiosk's side: a one-time code makes the county known to the kiosk and the kiosk to
// the county.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/files/files.h"
#include "platform/http/transport.h"
#include "platform/random/random.h"
#include "platform/worker/worker.h"
#include "sync/journal/identity.h"
#include "sync/protocol/enrolment.h"
#include "sync/protocol/rotation.h"

namespace outreach::client {

// How the county's address is reached: what TLS trusts, and what stands between. Nothing that is
// delivered relies on it; documents are signed and sealed whatever carries them.
struct CountyWay {
  std::string ca_certificates;  // PEM; empty: the system's issuers
  std::string pinned_key;       // as http::CurlOptions has it; empty: none
  std::string proxy;            // empty: from the environment
};
http::CurlOptions curl_options(const CountyWay& way, const std::string& user_agent);

// What this kiosk pins: the county's keys and where it was reached.
struct Grant {
  // Its keys are the newest that the county's announcements lead to from those it was granted with.
  protocol::GrantDocument document;
  std::string county_url;  // without a trailing slash
  // Left behind by the county, oldest first: acks signed by them and stored since stay good.
  std::vector<crypto::PublicKey> earlier_sign_keys{};
  CountyWay way{};

  std::vector<crypto::PublicKey> sign_keys() const;  // earlier and present
};

inline constexpr const char* kGrantFile = "grant.json";

// none when this kiosk has never been enrolled; Corrupt when the file does not verify.
Result<std::optional<Grant>> load_grant(const Path& folder, Files& files);

// Stores what the county announced, as far as it leads on from what was granted, and answers the
// grant with the newest keys; the same as before where it leads nowhere. Durable when it returns.
// NotFound: never enrolled.
Result<Grant> take_up_rotations(const Path& folder, const std::vector<std::string>& documents,
                                Files& files);

// Blocks the calling thread (a command line, or a worker) until the county answered or the deadline
// passed: asks the county's keys, checks them against the code, sends the sealed request, verifies
// the grant, stores it. InvalidInput: the code is mistyped. Refused: the county does not take it,
// or its key is not the code's. Unavailable: the county was not reached. `way` is stored; the
// transport was made with it.
Result<Grant> enrol(const std::string& county_url, const std::string& code,
                    const journal::Identity& identity, const Path& folder, Files& files,
                    Random& random, http::Transport& transport, Inbox& inbox,
                    const CountyWay& way = {});

}  // namespace outreach::client
