#include "app/kiosk/sheet.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include <csv.h>

#include "platform/base/text.h"

namespace outreach::kiosk {
namespace {

using core::SheetMistake;
using core::SheetProblem;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

constexpr std::size_t kEntryColumn = 5;
static_assert(kSheetColumns[kEntryColumn] == "entry");

bool is_of_resident(std::string_view entry) {
  return entry == "rating" || entry == "self_service";
}

// Turns libcsv's calls into rows. After the first problem the rest is ignored.
class RowCollector {
 public:
  static void on_field(void* text, std::size_t size, void* self) {
    static_cast<RowCollector*>(self)->field({static_cast<const char*>(text), size});
  }

  static void on_row(int /*terminator*/, void* self) {
    static_cast<RowCollector*>(self)->row();
  }

  // libcsv tells no line numbers, but calls for every line end, those of empty lines too; a quoted
  // field with line feeds in it spans several lines.
  void field(std::string_view text) {
    fields_.emplace_back(trimmed(text));
    line_feeds_ += static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  }

  void row() {
    const std::size_t line = line_;
    line_ += 1 + std::exchange(line_feeds_, 0);
    std::vector<std::string> fields = std::exchange(fields_, {});
    const bool empty = fields.empty() || (fields.size() == 1 && fields.front().empty());
    if (problem_ || empty) {
      return;
    }
    if (!has_head_) {
      take_head(line, fields);
    } else {
      take_row(line, std::move(fields));
    }
  }

  // Where the row being read began.
  std::size_t line() const {
    return line_;
  }

  std::variant<std::vector<SheetRow>, SheetProblem> take() {
    if (problem_) {
      return *problem_;
    }
    if (rows_.empty()) {
      return SheetProblem{1, {}, has_head_ ? SheetMistake::NoRows : SheetMistake::EmptyFile};
    }
    return std::move(rows_);
  }

 private:
  void take_head(std::size_t line, const std::vector<std::string>& fields) {
    has_head_ = true;
    columns_ = fields.size();
    for (std::size_t i = 0; i < kSheetColumns.size(); ++i) {
      if (i >= fields.size() || fields[i] != kSheetColumns[i]) {
        problem_ =
            SheetProblem{line, std::string(kSheetColumns[i]), SheetMistake::Head, {}, head()};
        return;
      }
    }
  }

  static std::string head() {
    std::string columns;
    for (const std::string_view column : kSheetColumns) {
      columns.append(columns.empty() ? "" : ",").append(column);
    }
    return columns;
  }

  void take_row(std::size_t line, std::vector<std::string> fields) {
    if (fields.size() != columns_) {
      problem_ = SheetProblem{line,
                              {},
                              SheetMistake::ColumnCount,
                              std::to_string(fields.size()),
                              std::to_string(columns_)};
      return;
    }
    if (is_of_resident(fields[kEntryColumn])) {
      return;
    }
    if (rows_.size() >= kSheetRowsMax) {
      problem_ = SheetProblem{0, {}, SheetMistake::TooManyRows, {}, std::to_string(kSheetRowsMax)};
      return;
    }
    SheetRow row{line, {}};
    std::move(fields.begin(), fields.begin() + kSheetColumns.size(), row.fields.begin());
    rows_.push_back(std::move(row));
  }

  std::vector<std::string> fields_;
  std::vector<SheetRow> rows_;
  std::size_t line_ = 1;
  std::size_t line_feeds_ = 0;
  std::size_t columns_ = 0;
  bool has_head_ = false;
  std::optional<SheetProblem> problem_;
};

// What is no text at all is refused by its line before the CSV reader sees it.
std::optional<SheetProblem> check_text(std::string_view text) {
  if (is_utf8(text) && text.find('\0') == std::string_view::npos) {
    return std::nullopt;
  }
  std::size_t number = 0;
  for (const std::string_view line : split(text, '\n')) {
    number += 1;
    if (line.find('\0') != std::string_view::npos) {
      return SheetProblem{number, {}, SheetMistake::ZeroByte};
    }
    if (!is_utf8(line)) {
      return SheetProblem{number, {}, SheetMistake::NotUtf8};
    }
  }
  return std::nullopt;
}

// Lines may end either way; a carriage return inside a field means nothing here.
std::string without_carriage_returns(std::string_view text) {
  std::string out(text);
  std::erase(out, '\r');
  return out;
}

}  // namespace

std::variant<std::vector<SheetRow>, SheetProblem> read_rows(ByteView file) {
  if (file.size() > kSheetBytesMax) {
    return SheetProblem{0, {}, SheetMistake::FileTooLarge};
  }
  std::string_view text = text_of(file);
  if (text.starts_with(kByteOrderMark)) {
    text.remove_prefix(kByteOrderMark.size());
  }
  if (const auto problem = check_text(text)) {
    return *problem;
  }
  csv_parser parser{};
  // It fails only where it is given no parser.
  static_cast<void>(csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL));
  const std::unique_ptr<csv_parser, void (*)(csv_parser*)> owner(&parser, csv_free);
  RowCollector collector;
  const std::string lines = without_carriage_returns(text);
  const std::size_t read = csv_parse(&parser, lines.data(), lines.size(), RowCollector::on_field,
                                     RowCollector::on_row, &collector);
  const bool whole = read == lines.size() && csv_fini(&parser, RowCollector::on_field,
                                                      RowCollector::on_row, &collector) == 0;
  if (!whole) {
    return SheetProblem{collector.line(), {}, SheetMistake::Quotation};
  }
  return collector.take();
}

Result<std::vector<SheetRow>> read_sheet(ByteView file) {
  auto read = read_rows(file);
  if (const auto* problem = std::get_if<SheetProblem>(&read)) {
    return error_of(*problem);
  }
  return std::get<std::vector<SheetRow>>(std::move(read));
}

}  // namespace outreach::kiosk
