#include "sync/journal/displaced_rows.h"

#include <algorithm>

namespace outreach::journal {

void DisplacedRows::add_row(const StoredRow& row, Sequence place,
                            const std::optional<Hash>& previous, std::size_t damage) {
  if (place != 0) {
    places_.push_back({place, previous, rows_.size()});
  }
  rows_.push_back({row, damage});
}

void DisplacedRows::add_missing(Sequence place, const std::optional<Hash>& previous) {
  places_.push_back({place, previous});
}

std::size_t DisplacedRows::find_row_for(const ChainId& chain, const Place& place) {
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const Hash hash = hash_as(chain, rows_[i].row, place.sequence, *place.previous);
    // Its hash came along, or stayed behind.
    if (hash == rows_[i].row.hash || (place.row != kNone && hash == rows_[place.row].row.hash)) {
      return i;
    }
  }
  return kNone;
}

void DisplacedRows::resolve(const ChainId& chain, std::vector<Damage>& damages) {
  for (std::size_t at = 0; at < places_.size(); ++at) {
    const Place& place = places_[at];
    const std::size_t found = place.previous ? find_row_for(chain, place) : kNone;
    if (found == kNone) {
      continue;
    }
    Row& row = rows_[found];
    if (found != place.row) {
      row.belongs_at = place.sequence;
    }
    if (row.damage == kNone && found != place.row && damages.size() < kDamagesMax) {
      row.damage = damages.size();
      damages.push_back({chain, row.row.envelope.sequence, {}});
    }
    if (row.damage != kNone) {
      damages[row.damage].kind = found == place.row ? "" : "moved";
      damages[row.damage].belongs_at = row.belongs_at;
    }
    if (at + 1 < places_.size() && places_[at + 1].sequence == place.sequence + 1) {
      places_[at + 1].previous = hash_as(chain, row.row, place.sequence, *place.previous);
    }
  }
  std::erase_if(damages, [](const Damage& damage) { return damage.kind.empty(); });
}

const StoredRow* DisplacedRows::row_of(Sequence place) const {
  const auto row = std::find_if(rows_.begin(), rows_.end(),
                                [&](const Row& each) { return each.belongs_at == place; });
  return row == rows_.end() ? nullptr : &row->row;
}

}  // namespace outreach::journal
