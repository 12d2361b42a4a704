// What a Journal holds. Private to sync/journal.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "sync/journal/entry_store.h"
#include "sync/journal/journal.h"
#include "sync/journal/projection.h"
#include "sync/journal/reserve.h"

namespace outreach::journal {

struct Journal::State {
  FileLock lock;
  Clock& clock;
  Random& random;
  Identity identity;
  sqlite::Database database;
  std::optional<EntryStore> store;
  std::optional<Projection> projection;
  ChainRow chain;
  // The worst that happened to the handle; nothing is recorded after it.
  std::optional<Error> broken;
  // Opening makes it; none: nothing is given up at a full disk.
  std::optional<Reserve> reserve{};

  Result<Appended> append_one(const Draft& draft, std::size_t index, Sequence first, const Now& now,
                              Head& head);
  Result<std::vector<Appended>> append_all(std::span<const Draft> drafts, Head& head);
};

}  // namespace outreach::journal
