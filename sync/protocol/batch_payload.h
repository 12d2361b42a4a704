// The inside of a batch before compression: entries as columns, because a column of like values
// compresses to a fraction of what rows do. Private to sync/protocol.
#pragma once

#include <vector>

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "sync/protocol/batch.h"

namespace outreach::protocol {

// TooLarge above kBatchPayloadMax or kDistinctKindsMax.
Result<Bytes> encode_payload(const std::vector<CarriedEntry>& entries);
// `previous` stays empty, and body_hash where there is a body. Corrupt on any byte that breaks a
// rule.
Result<std::vector<CarriedEntry>> decode_payload(ByteView payload, domain::Sequence first,
                                                 std::size_t count);

}  // namespace outreach::protocol
