// How the open outing counts now: its durable entries and the taps in flight, with every correction
// applied. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

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
  const OutingLine* corrected =
      nullptr;  // of a correction: its target, when that is in this outing
};

// Oldest first. Pointers in it stay good while it is moved, not when it is copied.
class OutingLines {
 public:
  explicit OutingLines(const AppState& state);
  OutingLines(const OutingLines&) = delete;
  OutingLines& operator=(const OutingLines&) = delete;

  const std::vector<OutingLine>& all() const {
    return lines_;
  }
  const OutingLine* with_sequence(Sequence sequence) const;
  // The newest handout or consultation that still counts.
  const OutingLine* newest_counting() const;
  // The newest line, when it is a correction a person asked for (not an undo): what 撤销 takes back
  // then.
  const OutingLine* newest_correction() const;
  domain::Totals totals() const;

 private:
  std::vector<OutingLine> lines_;
};

// Copies of a handout, people of a consultation, 1 of an opened outing; 0 of what has no amount.
int amount_of(const domain::Content& content);
bool is_tap(const domain::Content& content);  // a handout or a consultation
// A durable entry that counts and has no correction under way. The outing itself only while nothing
// counts on it: its counts would be left without a day.
bool can_be_corrected(const OutingLines& lines, const OutingLine& line);

}  // namespace outreach::core
