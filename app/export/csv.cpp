#include "app/export/csv.h"

#include <array>
#include <optional>
#include <utility>

#include "app/export/words.h"

namespace outreach::exports {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kLineEnd = "\r\n";

bool looks_like_formula(std::string_view text) {
  constexpr std::string_view kStarts = "=+-@\t\r";
  return !text.empty() && kStarts.find(text.front()) != std::string_view::npos;
}

std::string measure(const std::optional<std::int64_t>& value) {
  return value ? std::to_string(*value) : std::string();
}

}  // namespace

CsvText::CsvText(CsvFor reader) {
  if (reader == CsvFor::People) {
    text_ = kByteOrderMark;
  }
}

void CsvText::row(const std::vector<std::string>& fields) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) {
      text_ += ',';
    }
    field(fields[i]);
  }
  text_ += kLineEnd;
}

void CsvText::field(std::string_view text) {
  const std::string safe = looks_like_formula(text) ? "'" + std::string(text) : std::string(text);
  if (safe.find_first_of(",\"\r\n") == std::string::npos) {
    text_ += safe;
    return;
  }
  text_ += '"';
  for (const char c : safe) {
    text_ += c;
    if (c == '"') {
      text_ += '"';
    }
  }
  text_ += '"';
}

std::string tally_csv(const domain::TallyTable& table, const domain::Catalogue& catalogue,
                      CsvFor reader) {
  const bool people = reader == CsvFor::People;
  CsvText csv(reader);
  std::vector<std::string> header;
  for (const domain::Dimension dimension : table.dimensions) {
    header.emplace_back(people ? word_of(dimension) : domain::code_of(dimension));
  }
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kMeasures{
      {{"outings", "场次"},
       {"parties", "批次"},
       {"people", "人次"},
       {"copies", "份"},
       {"ratings", "评价次数"},
       {"readings", "自助阅读次数"},
       {"reading_seconds", "自助阅读秒数"},
       {"take_aways", "扫码带走次数"}}};
  for (const auto& [code, word] : kMeasures) {
    header.emplace_back(people ? word : code);
  }
  csv.row(header);
  for (const domain::TallyRow& tally : table.rows) {
    std::vector<std::string> fields;
    for (std::size_t i = 0; i < tally.keys.size(); ++i) {
      fields.push_back(people ? word_of_key(table.dimensions[i], tally.keys[i], catalogue)
                              : tally.keys[i]);
    }
    for (const auto& value :
         {tally.outings, tally.parties, tally.people, tally.copies, tally.ratings, tally.readings,
          tally.reading_seconds, tally.take_aways}) {
      fields.push_back(measure(value));
    }
    csv.row(fields);
  }
  return csv.take();
}

}  // namespace outreach::exports
