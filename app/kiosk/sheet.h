// A paper sheet typed in as CSV (columns: assets/demo/README.md), read and checked whole before
// anything is recorded. Pure.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/core/sheet_problem.h"
#include "platform/base/result.h"
#include "sync/domain/catalogue.h"
#include "sync/journal/journal.h"

namespace outreach::kiosk {

// A year of one county is 100 KiB and 1,100 rows; a file far above is not a sheet.
inline constexpr std::size_t kSheetBytesMax = 8U << 20U;
inline constexpr std::size_t kSheetRowsMax = 50'000;

inline constexpr std::array<std::string_view, 13> kSheetColumns{
    "date",  "time",    "outing_kind", "place",   "township", "entry", "people",
    "topic", "pathway", "department",  "outcome", "leaflet",  "copies"};

struct SheetRow {
  std::size_t line = 0;                                  // of the file, from 1; the head is line 1
  std::array<std::string, kSheetColumns.size()> fields;  // trimmed
};

// The rows under the head, or the first thing that keeps them from being told apart. A byte order
// mark is taken, lines may end either way, empty lines are skipped. Columns beyond the known ones
// are ignored, and so are rows of what residents did at the screen (rating, self_service), so that
// an export can be typed in again: staff type in what staff did.
std::variant<std::vector<SheetRow>, core::SheetProblem> read_rows(ByteView file);
// The same; InvalidInput and TooLarge name the line, the column and what is wrong there.
Result<std::vector<SheetRow>> read_sheet(ByteView file);

// The file checked whole: either it has a problem, or `drafts` are what drafts_of makes of it.
struct CheckedSheet {
  std::size_t rows = 0;
  std::vector<journal::Draft> drafts{};
  std::vector<core::SheetProblem> problems{};  // by line, one a row; kSheetProblemsShown at most
};
CheckedSheet check_sheet(ByteView file, const domain::Catalogue& catalogue,
                         const std::string& staff);

// One outing for each day and place, in the order of the sheet, then its entries, all marked 补录
// and signed `staff`. InvalidInput names the line, the column and what is wrong there.
Result<std::vector<journal::Draft>> drafts_of(const std::vector<SheetRow>& rows,
                                              const domain::Catalogue& catalogue,
                                              const std::string& staff);

// "line 12, column leaflet: …"
Error error_of(const core::SheetProblem& problem);

}  // namespace outreach::kiosk
