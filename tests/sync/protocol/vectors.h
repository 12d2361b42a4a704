// The test vectors as this code makes them, for comparison with sync/protocol/vectors/vectors.json.
#pragma once

#include "platform/json/json.h"

namespace outreach::testing {

Json make_vectors();

}  // namespace outreach::testing
