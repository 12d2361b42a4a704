// Every answer the network can give, and what it means: one closed table, each row with its test.
// Pure.
//
// Only a document signed by the county's key confirms anything. A 200 that is not one is a sign-in
// page.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "platform/http/transport.h"

namespace outreach::client {

enum class Trouble {
  None,
  Unreachable,   // no route, no name, refused, cut
  NotTheCounty,  // something answered, but not with a valid signed ack: a sign-in page, a proxy
  Refused,       // the county does not know this kiosk
  Revoked,       // it says that it takes nothing more from it: a stolen, lost or replaced kiosk
  Version,       // the county speaks another version
  Busy,          // 429, 503
  Timeout,
  Malformed,          // the county could not read what was sent
  OwnDisk,            // our own data cannot be read, or an ack not be stored
  CountyKeys,         // acks are signed by a key that nothing pinned leads to: to be enrolled anew
  CertificateDates,   // the server's certificate is not valid today; perhaps our clock is wrong
  CertificateHost,    // it is another address's
  CertificateIssuer,  // nobody trusted signed it: something listens in, or the wrong server
  Diverged,  // the county's history of a chain is not ours: compared, or waiting for a new epoch
};
const char* name_of(Trouble trouble);
// Of one chain, and not of the way to the county: the other chains can go on.
bool is_of_one_chain(Trouble trouble);

struct Verdict {
  enum class Kind {
    Document,      // to be verified: an ack, if its signature fits
    Conflict,      // 409: ask for the head
    NotTheCounty,  // no progress, and no growing delay: it may be over in a minute
    Hold,          // trying again does not cure it
    KeyRetired,    // the county has a new transport key: ask what it announced
    Retry,         // later, each time later
    Shrink,        // later, with a smaller batch
  } kind = Kind::Retry;
  Trouble trouble = Trouble::None;
  std::optional<std::int64_t> retry_after_milliseconds;  // clamped to kRetryAfterLeast..Most
  std::string detail;
};

// What a Retry-After may ask for, whatever it says.
inline constexpr std::int64_t kRetryAfterLeast = 1'000;
inline constexpr std::int64_t kRetryAfterMost = 3'600'000;

Verdict classify(const http::Outcome& outcome);

}  // namespace outreach::client
