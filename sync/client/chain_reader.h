// What delivery asks of the journal: how far each chain has come, and whether the county's hashes
// are ours. Private to sync/client; on the background worker.
#pragma once

#include <optional>
#include <vector>

#include "platform/base/result.h"
#include "sync/client/comparison.h"
#include "sync/journal/journal.h"

namespace outreach::client {

struct ChainProgress {
  journal::ChainRow chain;
  // What the stored ack says; nothing, when its document is not this county's for this chain.
  journal::AckState ack;
};

class ChainReader {
 public:
  ChainReader(Path folder, journal::JournalOptions options);

  // Every chain of this machine, oldest first. `county_keys` are the pinned one and those that the
  // county had before it; none: no ack counts.
  Result<std::vector<ChainProgress>> progress(const std::vector<crypto::PublicKey>& county_keys);
  // Whether this is our hash of that entry. Past our newest entry it differs: no entry of ours is
  // there.
  Result<Match> match(journal::ChainNumber chain, journal::Sequence sequence,
                      const journal::Hash& hash);
  // The entry nearest to `at`, between `above` and `below`, whose hash is known for certain.
  Result<std::optional<journal::Sequence>> known_place(journal::ChainNumber chain,
                                                       journal::Sequence above,
                                                       journal::Sequence at,
                                                       journal::Sequence below);

 private:
  Result<sqlite::Database*> database();

  Path folder_;
  journal::JournalOptions options_;
  std::optional<sqlite::Database> database_;  // opened at first use, on the worker's thread
};

Result<journal::ChainRow> find_chain(sqlite::Database& database, journal::ChainNumber number);

}  // namespace outreach::client
