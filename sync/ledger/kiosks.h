// Which kiosks the county knows, and the one-time codes that make one known. Private to
// sync/ledger.
#pragma once

#include <optional>
#include <string>

#include "platform/base/result.h"
#include "platform/clock/clock.h"
#include "platform/files/files.h"
#include "platform/sqlite/sqlite.h"
#include "sync/ledger/keys.h"
#include "sync/protocol/enrolment.h"

namespace outreach::ledger {

struct KioskRow {
  crypto::PublicKey key{};
  std::string name;
  WallTime enrolled_at{};
  bool revoked = false;
  bool replaced = false;    // revoked because a new device took its place
  std::string revoked_for;  // the reason
};

Result<std::optional<KioskRow>> find_kiosk(sqlite::Database& database,
                                           const domain::KioskId& kiosk);

// Uses up the code and makes the kiosk known; the same kiosk with the same code again gets the same
// grant, for its first answer may have been lost. A code for a successor closes the kiosk it
// replaces in the same transaction. Refused: no such code, used by another kiosk, or too old.
Result<protocol::GrantDocument> redeem_code(sqlite::Database& database, const Path& folder,
                                            const protocol::EnrolmentRequest& request,
                                            const CountyKeys& keys, Files& files, WallTime now);

}  // namespace outreach::ledger
