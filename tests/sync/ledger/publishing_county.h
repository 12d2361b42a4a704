// A county that publishes packs.
#pragma once

#include <chrono>
#include <utility>
#include <vector>

#include "sync/ledger/pack_shelf.h"
#include "sync/ledger/publishing.h"
#include "tests/support/county_bench.h"

namespace outreach::ledger {

struct PublishingCounty : testing::CountyBench {
  using CountyBench::CountyBench;

  crypto::SigningKey key() {
    return testing::required(
        load_publishing_key(folder / kPublishingKeyFile, folder.path(), files));
  }
  PackShelf shelf() {
    return {folder.path(), files};
  }
  // As `version`, or as the next one where that is 0.
  protocol::PackManifest publish(std::vector<PackSource> sources, std::uint64_t version = 0) {
    return testing::required(
        shelf().publish({protocol::kContentPack, std::move(sources), clock.now().wall,
                         clock.now().wall + std::chrono::hours(24), version},
                        key()));
  }
};

}  // namespace outreach::ledger
