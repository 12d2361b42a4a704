// Enrolment, the kiosk's side: a one-time code makes the county known to the kiosk and the kiosk to
// the county.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/files/files.h"
#include "platform/files/medium.h"
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
http::CurlOptions curl_options(const CountyWay& way);

// What this kiosk pins: the county's keys and where it was reached.
struct Grant {
  // Its keys are the newest that the county's announcements lead to from those it was granted with.
  protocol::GrantDocument document;
  // Without a trailing slash. Empty: enrolled by stick, and no address is known yet.
  std::string county_url;
  // Left behind by the county, oldest first: acks signed by them and stored since stay good.
  std::vector<crypto::PublicKey> earlier_sign_keys{};
  CountyWay way{};

  std::vector<crypto::PublicKey> sign_keys() const;  // earlier and present
};

inline constexpr const char* kGrantFile = "grant.json";
// Whom a request that left by stick asked: {"card": text}, until its answer is home.
inline constexpr const char* kAskedFile = "asked.json";

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

// Where the county of the stored grant is, from now on, and how it is reached: asks there for its
// card, and stores the address once that is signed by the pinned key, or by one that it led to.
// NotFound: not enrolled. Refused: another county is there. Unavailable: not reached.
Result<void> set_county_url(const std::string& county_url, const CountyWay& way, const Path& folder,
                            Files& files, http::Transport& transport, Inbox& inbox);

// Enrolment where no server is reached. The stick carries the county's card, which the code
// vouches for; the request goes onto it sealed to that card's transport key, and the card is
// remembered in `folder`. InvalidInput: the code is mistyped. NotFound: no card of that county on
// the stick. Else what Medium::write answers.
Result<void> request_by_stick(Medium& stick, const std::string& code,
                              const journal::Identity& identity, const Path& folder, Files& files,
                              Random& random);
// The county that such a request asked and that has not answered yet; none: nothing was asked, or
// the file cannot be read.
std::optional<protocol::CountyCard> asked_county(const Path& folder, Files& files);
// Follows the announcements of new keys that a stick brought (protocol/rotation.h), as Delivery
// does with those it asks for. Answers whether the pinned keys are others now. NotFound: not
// enrolled.
Result<bool> follow_by_stick(Medium& stick, const Path& folder, Files& files);
// Takes the answer home: verifies it by the remembered card and stores the grant, with the address
// that was known before, if it is the same county's. NotFound: no answer on this stick, or nothing
// was asked. Refused: it is not a grant for this kiosk, or an older one than is stored.
Result<Grant> grant_by_stick(Medium& stick, const journal::Identity& identity, const Path& folder,
                             Files& files);

}  // namespace outreach::client
