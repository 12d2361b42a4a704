// What the durable entries of one outing add up to, every correction applied. Kept as each entry
// becomes durable, so that what a screen needs costs the same in the morning and after 5,000
// entries. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/core/leaflet_stock.h"
#include "sync/domain/record.h"
#include "sync/domain/tally.h"

namespace outreach::core {

// Copies of a handout or of stock, people of a consultation, 1 of an opened outing; 0 of what has
// no amount.
int amount_of(const domain::Content& content);
bool is_tap(const domain::Content& content);  // a handout, a consultation or stock
// Counts one more of this content, at this amount; `times` -1 takes it out again.
void add_to(domain::Totals& totals, const domain::Content& content, int amount, int times);

class DayCounts {
 public:
  // The entry whose amount an added one changed: its own, or, of a correction, its target's.
  struct Change {
    std::size_t index = 0;
    int before = 0;  // 0 of an entry that is new
    int after = 0;
  };

  // Entries come by sequence; one that is not newer than the newest is counted already. None: it
  // was not taken.
  std::optional<Change> add(domain::Sequence sequence, const domain::Content& content);

  std::size_t size() const {
    return entries_.size();
  }
  // Of an entry of this outing; indices count from 0, the oldest.
  std::optional<std::size_t> index_of(domain::Sequence sequence) const;
  // As the entry at this index counts now; of a correction the change it made.
  int amount(std::size_t index) const {
    return entries_[index].amount;
  }
  const domain::Totals& totals() const {
    return totals_;
  }
  std::int64_t copies(const std::string& leaflet) const;  // given out
  LeafletStock stock(const std::string& leaflet) const;
  // Indices of what still counts, oldest first.
  const std::vector<std::size_t>& handouts() const {
    return handouts_;
  }
  const std::vector<std::size_t>& consultations() const {
    return consultations_;
  }
  const std::vector<std::size_t>& movements() const {  // of stock
    return movements_;
  }
  // Indices of every one, whether it still counts or not, oldest first.
  const std::vector<std::size_t>& all_handouts() const {
    return all_handouts_;
  }
  const std::vector<std::size_t>& all_consultations() const {
    return all_consultations_;
  }
  const std::vector<std::size_t>& corrections() const {
    return corrections_;
  }

 private:
  enum class Kind { Outing, Handout, Consultation, Stock, Other };
  struct Counted {
    domain::Sequence sequence = 0;
    int amount = 0;
    Kind kind = Kind::Other;
    std::size_t leaflet = 0;  // of a handout and of stock: its place in leaflets_
    domain::StockMovement movement = domain::StockMovement::TakenOut;  // of stock
  };

  static Kind kind_of(const domain::Content& content);
  const LeafletStock* find_leaflet(std::string_view leaflet) const;
  std::size_t place_of_leaflet(std::string_view leaflet);
  // What a new entry says beside its amount.
  void note_content(Counted& entry, const domain::Content& content);
  // Changes the amount of one entry in everything that adds it up.
  void set_amount(std::size_t index, int amount);

  std::vector<Counted> entries_;
  domain::Totals totals_;
  std::vector<std::pair<std::string, LeafletStock>> leaflets_;  // a county has a few dozen
  std::vector<std::size_t> handouts_;
  std::vector<std::size_t> consultations_;
  std::vector<std::size_t> movements_;
  std::vector<std::size_t> all_handouts_;
  std::vector<std::size_t> all_consultations_;
  std::vector<std::size_t> corrections_;
};

}  // namespace outreach::core
