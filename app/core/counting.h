// How the open outing counts now: what its durable entries add up to (day_counts.h), and over it
// the taps in flight. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/core/day_counts.h"
#include "app/core/state.h"

namespace outreach::core {

// One entry or tap of the open outing. Points into the state it was made from.
struct OutingLine {
  std::optional<Sequence> sequence;  // once durable
  std::optional<Ticket> ticket;      // while in flight
  const domain::Record* record = nullptr;
  WallTime time{};
  // Copies, people, or 1 of the outing, as it counts now; of a correction the change it makes.
  int amount = 0;
  int original_amount = 0;
  bool being_corrected = false;  // a correction of it is in flight
  // Of a correction: its target's record, when that is in this outing.
  const domain::Record* corrected = nullptr;
};

// Making it costs by what is in flight, not by what the day holds. Good while the state is not
// changed.
class OutingLines {
 public:
  explicit OutingLines(const AppState& state);

  // Durable entries and then taps in flight; at(0) is the oldest, an index stays below size().
  std::size_t size() const;
  OutingLine at(std::size_t index) const;
  std::optional<OutingLine> with_sequence(Sequence sequence) const;
  // The newest handout, consultation or movement of stock that still counts.
  std::optional<OutingLine> newest_counting() const;
  // The newest line, when it is a correction a person asked for (not an undo): what 撤销 takes back
  // then.
  std::optional<OutingLine> newest_correction() const;
  // Of a consultation that 改内容 recorded in another's place: what took that other out of the
  // counts. None: it took no place, or the other counts again.
  const domain::Correction* taken_out_for(const OutingLine& line) const;
  // The newest line, when it explains a difference in stock: likewise. None: it does not.
  const domain::Remark* newest_explanation() const;
  // The newest that still counts; none: nobody asked for advice yet.
  const domain::Consultation* newest_consultation() const;
  domain::Totals totals() const;
  std::int64_t copies(const std::string& leaflet) const;
  LeafletStock stock(const std::string& leaflet) const;
  // A handout of it, or a correction of one, is in flight.
  bool is_saving(const std::string& leaflet) const;
  // The same of its stock, and of a remark about that.
  bool is_stock_saving(const std::string& leaflet) const;

 private:
  // A tap in flight, and how it counts with the corrections that are behind it.
  struct Flying {
    const InFlight* tap = nullptr;
    int amount = 0;
    const domain::Record* corrected = nullptr;
  };

  void add_flight(const InFlight& tap);
  // What was recorded right before it in the same append; none: nothing.
  const domain::Record* before_in_append(const OutingLine& line) const;
  // One that `is_of_it`, or a correction of one, is in flight.
  template <typename IsOfIt>
  bool any_in_flight(IsOfIt is_of_it) const;
  std::optional<std::size_t> durable_target(const domain::Correction& correction) const;
  OutingLine durable(std::size_t index) const;
  OutingLine flying(const Flying& flight) const;
  // Index of the newest of these durable entries that counts still, with what is in flight.
  std::optional<std::size_t> newest_of(const std::vector<std::size_t>& counting) const;
  // The newest durable entry of that content that a correction in flight lets count.
  template <typename Content>
  std::optional<std::size_t> newest_durable(const std::vector<std::size_t>& counting) const;

  const CurrentOuting* outing_ = nullptr;  // none is open: nothing counts
  std::vector<Flying> flights_;            // by ticket
  // Durable entries that corrections in flight change: how they count then, by index.
  std::map<std::size_t, int> changed_;
};

// Adds a durable entry to the outing, to its counts and to who recorded. None: it was there
// already.
std::optional<DayCounts::Change> enter(CurrentOuting& outing, OutingEntry entry);

// A durable entry that counts and has no correction under way. The outing itself only while nothing
// counts on it: its counts would be left without a day.
bool can_be_corrected(const OutingLines& lines, const OutingLine& line);

}  // namespace outreach::core
