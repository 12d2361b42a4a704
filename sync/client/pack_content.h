// What packs' files say, read and checked by the same rules as where they were
// published. Pure but for the reader.
#pragma once

#include <functional>
#include <vector>

#include "platform/base/result.h"
#include "sync/domain/catalogue.h"
#include "sync/domain/guide.h"
#include "sync/domain/planned_outings.h"
#include "sync/protocol/pack.h"

namespace outreach::client {

using PackReader = std::function<Result<Bytes>(const protocol::PackFile&)>;

struct PackContent {
  domain::Catalogue catalogue;
  domain::Guide guide;                         // empty where the pack has none
  std::vector<domain::PlannedOuting> outings;  // likewise
};

// InvalidInput: a file breaks a rule of its format, or is missing; the first such is named.
Result<PackContent> read_pack_content(const protocol::PackManifest& manifest,
                                      const PackReader& read);
// The same for any pack, by its name: content as above, answers as protocol::decode_answers().
Result<void> check_pack_content(const protocol::PackManifest& manifest, const PackReader& read);

}  // namespace outreach::client
