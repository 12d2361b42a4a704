// grant.json, as it is kept. Private to sync/client.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/client/enrolment.h"

namespace outreach::client {

inline constexpr std::size_t kDocumentMax = 16 << 10;  // a grant, a card

// What was granted, and what the county announced since.
struct GrantFile {
  std::string url;
  std::string document;
  std::vector<std::string> rotations;
  // Of the same county, from before this grant.
  std::vector<crypto::PublicKey> earlier_sign_keys;
  CountyWay way;
};

// What came is not of the county, or not for this kiosk; `what` says it in words.
inline Error refused(const std::string& what) {
  return {ErrorCode::Refused, what};
}

// NotFound when there is none.
Result<GrantFile> read_grant_file(const Path& folder, Files& files);
Result<void> store_grant(const Path& folder, const GrantFile& file, Files& files);
// A new grant in place of `before`, of which it keeps what is known of the same county: address,
// way and keys. Also notes that nothing is asked any more. Answers what was stored.
Result<Grant> store_new_grant(const Path& folder, GrantFile file,
                              const std::optional<Grant>& before, Files& files);
// Whether the grant is of the county that is pinned; false where nothing is.
bool is_of_pinned_county(const protocol::GrantDocument& grant, const std::optional<Grant>& pinned);
// The grant with the keys that the announcements lead to.
Result<Grant> grant_in(const Path& folder, const GrantFile& file);

bool is_for(const protocol::GrantDocument& grant, const crypto::PublicKey& sign_key,
            const journal::Identity& identity);

}  // namespace outreach::client
