// Entries as they are stored and carried.
#pragma once

#include <optional>
#include <vector>

#include "platform/base/bytes.h"
#include "sync/domain/chain.h"
#include "sync/domain/record.h"

namespace outreach::journal {

using domain::ChainId;
using domain::Envelope;
using domain::Hash;
using domain::Sequence;

struct Entry {
  Envelope envelope;
  std::optional<Bytes> body;  // none: pruned or erased; the envelope explains the gap
  Hash hash{};                // of the envelope
};

// The newest entry of a chain. Sequence 0 and a zero hash: nothing recorded yet.
struct Head {
  Sequence sequence = 0;
  Hash hash{};
  bool operator==(const Head&) const = default;
};

// One entry the county keeps but cannot count, as its ack says.
struct SetAside {
  Sequence sequence = 0;
  std::string reason;  // a domain::Rejection code, or one a newer county knows
  bool operator==(const SetAside&) const = default;
};

// What the county has confirmed for a chain.
struct AckState {
  Sequence acknowledged_through = 0;
  Sequence archived_through = 0;    // of these, the county has this many in a backup too
  std::vector<SetAside> set_aside;  // all at or below acknowledged_through
  WallTime county_time{};           // 1970 when never
  WallTime device_time{};           // when this kiosk stored the ack
};

}  // namespace outreach::journal
