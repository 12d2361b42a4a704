// What a Journal holds. Private to sync/journal.
#pragma once

#include <optional>
#include <span>
#include <utility>
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
  Opening opening{};
  bool log_holds_erased = false;

  Result<Appended> append_one(const Draft& draft, std::size_t index, Sequence first, const Now& now,
                              Head& head);
  Result<std::vector<Appended>> append_all(std::span<const Draft> drafts, Head& head);
  // One transaction; the chain in memory follows what it did.
  Result<std::vector<Appended>> append_once(std::span<const Draft> drafts);

  // At opening, in this order (journal.cpp).
  Result<void> judge(const Path& folder, Files& files, const std::string& machine);
  Result<std::optional<ChainRow>> find_chain();
  Result<void> check_end(std::optional<domain::EpochReason>& reason);

  // The taking over of one chain into another (epoch.cpp).
  struct Succession;
  // Inside a transaction: ends the current chain and answers the one that follows it, which the
  // caller takes for the current one once this is committed.
  Result<std::pair<ChainRow, EpochBegan>> succeed(domain::EpochReason reason, Sequence common);
  Result<EpochBegan> begin_epoch(domain::EpochReason reason, Sequence common);
  Result<void> store_acknowledgement(const VerifiedAck& ack);
  Result<void> store_stick(ChainNumber of, Sequence through);
  Result<std::int64_t> prune_all();
  // After a commit: takes bodies that were erased out of the log. What keeps it from that keeps
  // nobody from anything recorded: it is tried again after the next commit and at each opening.
  void clear_erased();
  // What failed may have left the handle useless, and rows that are remembered may be gone.
  void note_failure(const Error& error);
};

}  // namespace outreach::journal
