// Rows that do not fit where they stand may fit where another is wanted: entries that changed
// places. Private to sync/journal.
#pragma once

#include <optional>
#include <vector>

#include "sync/journal/chain_rows.h"
#include "sync/journal/queries.h"

namespace outreach::journal {

class DisplacedRows {
 public:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  // A row that does not fit. `place`: where it stands in the chain, 0 when it is one too many;
  // `previous`: the hash before that place, none when unknown. `damage`: its index in the report's
  // list, kNone when it was not named.
  void add_row(const StoredRow& row, Sequence place, const std::optional<Hash>& previous,
               std::size_t damage);
  // A place that no row fills.
  void add_missing(Sequence place, const std::optional<Hash>& previous);

  // Finds out whose content the rows are, and says so in `damages`. A row that fits after all, once
  // the one before it is known, is taken out of the list.
  void resolve(const ChainId& chain, std::vector<Damage>& damages);

  // After resolve: the row that belongs at `place` and stands elsewhere; null when none does.
  const StoredRow* row_of(Sequence place) const;

 private:
  struct Row {
    StoredRow row;
    std::size_t damage = kNone;
    Sequence belongs_at = 0;
  };
  struct Place {
    Sequence sequence = 0;
    std::optional<Hash> previous;
    std::size_t row = kNone;  // which of rows_ stands there
  };
  std::size_t find_row_for(const ChainId& chain, const Place& place);

  std::vector<Row> rows_;
  std::vector<Place> places_;  // ascending
};

}  // namespace outreach::journal
