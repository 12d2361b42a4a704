// Enrolment, the kiosk's side: a one-time code makes the county known to the kiosk and the kiosk to
// the county.
#pragma once

#include <optional>
#include <string>

#include "platform/base/result.h"
#include "platform/files/files.h"
#include "platform/http/transport.h"
#include "platform/random/random.h"
#include "platform/worker/worker.h"
#include "sync/journal/identity.h"
#include "sync/protocol/enrolment.h"

namespace outreach::client {

// What this kiosk pins: the county's keys and where it was reached.
struct Grant {
  protocol::GrantDocument document;
  std::string county_url;  // without a trailing slash
};

inline constexpr const char* kGrantFile = "grant.json";

// none when this kiosk has never been enrolled; Corrupt when the file does not verify.
Result<std::optional<Grant>> load_grant(const Path& folder, Files& files);

// Blocks the calling thread (a command line, or a worker) until the county answered or the deadline
// passed: asks the county's keys, checks them against the code, sends the sealed request, verifies
// the grant, stores it. InvalidInput: the code is mistyped. Refused: the county does not take it,
// or its key is not the code's. Unavailable: the county was not reached.
Result<Grant> enrol(const std::string& county_url, const std::string& code,
                    const journal::Identity& identity, const Path& folder, Files& files,
                    Random& random, http::Transport& transport, Inbox& inbox);

}  // namespace outreach::client
