// grant.json, as it is kept. Private to sync/client.
#pragma once

#include <string>
#include <vector>

#include "sync/client/enrolment.h"

namespace outreach::client {

inline constexpr std::size_t kDocumentMax = 16 << 10;  // a grant, a card
inline constexpr unsigned kOwnerOnly = 0600;

// What was granted, and what the county announced since.
struct GrantFile {
  std::string url;
  std::string document;
  std::vector<std::string> rotations;
  CountyWay way;
};

// NotFound when there is none.
Result<GrantFile> read_grant_file(const Path& folder, Files& files);
Result<void> store_grant(const Path& folder, const GrantFile& file, Files& files);
// Also notes that nothing is asked any more.
Result<void> store_new_grant(const Path& folder, const GrantFile& file, Files& files);
// The grant with the keys that the announcements lead to.
Result<Grant> grant_in(const Path& folder, const GrantFile& file);

bool is_for(const protocol::GrantDocument& grant, const crypto::PublicKey& sign_key,
            const journal::Identity& identity);

}  // namespace outreach::client
