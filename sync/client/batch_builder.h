// Reads entries from the journal and makes a batch of them. Private to sync/client; on the reading
// worker.
#pragma once

#include <optional>

#include "platform/base/result.h"
#include "platform/random/random.h"
#include "sync/journal/journal.h"
#include "sync/protocol/batch.h"

namespace outreach::client {

// The entry as a batch carries it. What the disk damaged travels as what is left of it, so that the
// entries around it go on.
protocol::CarriedEntry carried(journal::CheckedEntry checked);

struct BuiltBatch {
  journal::Sequence first = 0;
  journal::Sequence last = 0;
  Bytes file;
};

class BatchBuilder {
 public:
  BatchBuilder(Path folder, journal::JournalOptions options, journal::Identity identity,
               crypto::PublicKey transport_key, Random& random);

  // Entries first.. of the chain, at most `entries` of them; fewer when they would be too large
  // together.
  Result<BuiltBatch> build(journal::ChainNumber chain, journal::Sequence first, std::size_t entries,
                           WallTime made_at);

 private:
  Result<sqlite::Database*> database();

  Path folder_;
  journal::JournalOptions options_;
  journal::Identity identity_;
  crypto::PublicKey transport_key_;
  Random& random_;
  std::optional<sqlite::Database> database_;  // opened at first use, on the worker's thread
};

}  // namespace outreach::client
