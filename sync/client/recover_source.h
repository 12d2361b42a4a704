// What lies on a mirror, sorted for a recovery. Private to sync/client.
#pragma once

#include <optional>
#include <vector>

#include "sync/client/mirror_counts.h"
#include "sync/client/recover.h"
#include "sync/protocol/batch.h"

namespace outreach::client {

struct SourceRun {
  std::string file;
  journal::Sequence first = 0;
  journal::Sequence last = 0;
};

struct SourceChain {
  journal::ChainId id;
  std::vector<SourceRun> runs;                // by first entry, of two the longer first
  std::optional<domain::EpochOpened> opened;  // what its first entry says
  std::optional<Counts> counts;
};

struct Source {
  std::vector<SourceChain> chains;  // oldest first
  std::vector<UnusedFile> unused;
};

// Opens every file of that kiosk once. Fails only when the medium does.
Result<Source> read_source(const Path& mirror, const journal::Identity& identity, Files& files);

Result<protocol::OpenedBatch> open_source_run(const Path& mirror, const std::string& file,
                                              const crypto::SigningKey& key, Files& files);

}  // namespace outreach::client
