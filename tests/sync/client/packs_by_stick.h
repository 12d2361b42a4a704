// A kiosk's packs on a disk in memory, and the stick that a county's packs come on.
#pragma once

#include <memory>
#include <utility>

#include "sync/client/pack_carried.h"
#include "sync/ledger/stick_packs.h"
#include "tests/support/catch.h"
#include "tests/support/memory_files.h"
#include "tests/support/memory_medium.h"
#include "tests/support/pack_bench.h"

namespace outreach::testing {

struct PacksByStick {
  // `pack`: the one that is taken where nothing else is said.
  explicit PacksByStick(const char* pack) : pack_(pack) {
    REQUIRE(disk.make_folders(kPackData));
  }
  std::shared_ptr<client::PackStore> store(const char* pack) {
    return std::make_shared<client::PackStore>(kPackData, pack, publisher.key.public_key(), disk);
  }
  std::shared_ptr<client::PackStore> store() {
    return store(pack_);
  }
  client::PackTime time() const {
    return {publisher.clock.now().wall, /*is_certain=*/true};
  }
  // As the county's import does.
  void lay_out() {
    REQUIRE(ledger::write_packs(stick, publisher.shelf, publisher.key.public_key()));
  }
  client::Installed take(const char* pack) {
    auto taken = client::install_from(stick, store(pack), time());
    REQUIRE(taken);
    return *std::move(taken);
  }
  client::Installed take() {
    return take(pack_);
  }

  Publisher publisher;
  MemoryFiles disk{kPackDiskBytes};
  MemoryMedium stick;

 private:
  const char* pack_;
};

}  // namespace outreach::testing
