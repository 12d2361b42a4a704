// CSV (RFC 4180) as both programs write it. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sync/domain/catalogue.h"
#include "sync/domain/tally.h"

namespace outreach::exports {

enum class CsvFor {
  People,    // a byte order mark, so that Excel and WPS open it by double-click with the right
             // characters; Chinese words
  Machines,  // no mark; codes and ids
};

class CsvText {
 public:
  explicit CsvText(CsvFor reader);

  // A field that a spreadsheet would take for a formula gets an apostrophe before it (CSV
  // injection, OWASP).
  void row(const std::vector<std::string>& fields);

  std::string take() {
    return std::move(text_);
  }

 private:
  void field(std::string_view text);

  std::string text_;
};

// One line per row of the table, blank where a measure does not apply, and no line of totals: a
// total of a column is what the spreadsheet adds up.
std::string tally_csv(const domain::TallyTable& table, const domain::Catalogue& catalogue,
                      CsvFor reader);

}  // namespace outreach::exports
