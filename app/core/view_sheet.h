// What 补录 shows: a sheet of paper that is typed in later.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/core/view_stall.h"

namespace outreach::core {

struct LeafletChoice {
  std::string id;
  std::string name;
  bool operator==(const LeafletChoice&) const = default;
};
struct SheetView {
  OpenOutingView outing;    // its places, kinds and today
  ConsultationView advice;  // its topics, each with what the rule proposes
  std::vector<LeafletChoice> leaflets;
  std::string staff;    // in whose name it is recorded; empty: nobody was chosen yet
  bool saving = false;  // one is on its way to the journal
  // So many entries the last sheet had, and they are durable; none: it was not recorded.
  std::optional<std::int64_t> recorded{};
  bool operator==(const SheetView&) const = default;
};

}  // namespace outreach::core
