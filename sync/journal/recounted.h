// The entries counted again, in a scratch database; recount.h says what of it is taken as it is
// stored. Private to sync/journal.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/journal/count_tables.h"
#include "sync/journal/entry_store.h"
#include "sync/journal/lineage.h"
#include "sync/journal/projection.h"
#include "sync/journal/recount.h"

namespace outreach::journal {

class Recount {
 public:
  // `scratch`: sqlite::kScratch or kInMemory.
  static Result<Recount> prepare(sqlite::Database& stored, StillWanted still_wanted,
                                 const char* scratch) {
    auto memory = sqlite::Database::open(scratch, {});
    if (!memory) {
      return memory.error();
    }
    Recount recount(stored, *std::move(memory), std::move(still_wanted));
    if (auto ready = recount.prepare_memory(); !ready) {
      return ready.error();
    }
    return recount;
  }

  // Inside a read transaction of the stored database.
  Result<void> run();
  Result<std::vector<EntryPlace>> differences(const CountTable& table);
  // Inside a transaction of the stored database.
  Result<void> write_anew(const CountTable& table);
  const std::vector<ChainRow>& chains() const {
    return chains_;
  }

 private:
  struct Waiting {
    ChainNumber chain = 0;
    Envelope envelope;
    domain::Record record;
  };

  Recount(sqlite::Database& stored, sqlite::Database memory, StillWanted still_wanted)
      : stored_(&stored), memory_(std::move(memory)), still_wanted_(std::move(still_wanted)) {}
  Result<void> go_on() const;
  Result<void> prepare_memory();
  Result<void> copy_chains();
  Result<void> count_chain(const ChainRow& chain);
  Result<void> count_entry(const ChainRow& chain, const CheckedEntry& checked);
  Result<void> count_body(const ChainRow& chain, const Entry& entry);
  Result<void> apply_set_aside(const ChainRow& chain, const Entry& entry,
                               const domain::Record& record);
  Result<void> count_waiting();
  Result<void> keep_place(const ChainRow& chain, const CheckedEntry& checked);
  Result<void> seed(const ChainRow& chain, const CheckedEntry& checked);
  Result<void> seed_rows(const CountTable& table, const std::string& where, std::int64_t chain,
                         Sequence sequence);
  Result<void> open_or_close(ChainNumber chain, const Envelope& envelope);
  Result<void> open_seeded(ChainNumber chain, Sequence sequence);
  Result<void> take_amounts(const ChainRow& chain);
  Result<void> take_column(const char* table, const char* column, const std::string& where);
  Result<void> end_chain(const ChainRow& chain);
  Result<void> close_chains_before(const ChainRow& chain);
  Result<std::optional<std::vector<EntryPlace>>> differences_in_order(const CountTable& table);
  Result<std::vector<EntryPlace>> differences_in_disorder(const CountTable& table);
  Result<bool> has(sqlite::Database& database, const char* table, ChainNumber chain,
                   Sequence sequence);

  sqlite::Database* stored_;
  sqlite::Database memory_;
  StillWanted still_wanted_;
  std::optional<EntryStore> store_;
  std::optional<Projection> projection_;
  std::vector<ChainRow> chains_;
  std::vector<Waiting> waiting_;
  bool is_kiosk_ = false;
  bool takes_amounts_ = false;  // a correction without a body came
  bool takes_closed_ = false;
};

}  // namespace outreach::journal
