// What 补录 shows: a sheet of paper that is typed in later.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/core/sheet_problem.h"
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

// A sheet that was typed in as a file, read and checked.
struct CheckedFile {
  std::string name;
  bool is_readable = true;  // false: the stick is gone, or does not give it back
  std::int64_t rows = 0;
  std::int64_t outings = 0;              // days and places
  std::vector<SheetProblem> problems{};  // by line; the first of them
  bool operator==(const CheckedFile&) const = default;
};
struct SheetFilesView {
  bool is_looking = false;
  bool has_stick = false;
  std::vector<std::string> names;  // of this page
  int page = 0;
  int pages = 1;
  std::string staff;  // as SheetView's
  bool is_checking = false;
  std::optional<CheckedFile> checked{};
  bool is_importing = false;
  std::optional<std::int64_t> imported{};  // so many rows, and they are durable
  bool is_known = false;                   // it was imported before: nothing was changed
  bool operator==(const SheetFilesView&) const = default;
};

}  // namespace outreach::core
