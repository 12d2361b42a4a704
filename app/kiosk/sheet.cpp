#include "app/kiosk/sheet.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include <csv.h>

#include "platform/base/text.h"

namespace outreach::kiosk {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Turns libcsv's calls into rows. After the first error the rest is ignored.
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
    if (error_ || empty) {
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

  Result<std::vector<SheetRow>> take() {
    if (error_) {
      return *error_;
    }
    if (rows_.empty()) {
      return sheet_error(1, {}, has_head_ ? "there is no row under the head" : "the file is empty");
    }
    return std::move(rows_);
  }

 private:
  void take_head(std::size_t line, const std::vector<std::string>& fields) {
    has_head_ = true;
    columns_ = fields.size();
    for (std::size_t i = 0; i < kSheetColumns.size(); ++i) {
      if (i >= fields.size() || fields[i] != kSheetColumns[i]) {
        error_ = sheet_error(line, kSheetColumns[i],
                             "the head must name the columns "
                             "date,time,outing_kind,place,township,entry,people,topic,"
                             "pathway,department,outcome,leaflet,copies in this order");
        return;
      }
    }
  }

  void take_row(std::size_t line, std::vector<std::string> fields) {
    if (fields.size() != columns_) {
      error_ = sheet_error(line, {},
                           "has " + std::to_string(fields.size()) + " columns, the head has " +
                               std::to_string(columns_));
      return;
    }
    if (rows_.size() >= kSheetRowsMax) {
      error_ = Error{
          ErrorCode::TooLarge,
          "the sheet has more than " + std::to_string(kSheetRowsMax) + " rows; import it in parts",
          0};
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
  std::optional<Error> error_;
};

// What is no text at all is refused by its line before the CSV reader sees it.
std::optional<Error> check_text(std::string_view text) {
  if (is_utf8(text) && text.find('\0') == std::string_view::npos) {
    return std::nullopt;
  }
  std::size_t number = 0;
  for (const std::string_view line : split(text, '\n')) {
    number += 1;
    if (line.find('\0') != std::string_view::npos) {
      return sheet_error(number, {}, "has a zero byte: this is not a text file");
    }
    if (!is_utf8(line)) {
      return sheet_error(number, {},
                         "is not UTF-8: save the file as \"CSV UTF-8\" in Excel or WPS");
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

Error sheet_error(std::size_t line, std::string_view column, const std::string& what) {
  std::string where = "line " + std::to_string(line);
  if (!column.empty()) {
    where += ", column " + std::string(column);
  }
  return {ErrorCode::InvalidInput, where + ": " + what, 0};
}

Result<std::vector<SheetRow>> read_sheet(ByteView file) {
  if (file.size() > kSheetBytesMax) {
    return Error{ErrorCode::TooLarge, "the file is larger than 8 MiB: this is not a stall's sheet",
                 0};
  }
  std::string_view text = text_of(file);
  if (text.starts_with(kByteOrderMark)) {
    text.remove_prefix(kByteOrderMark.size());
  }
  if (const auto error = check_text(text)) {
    return *error;
  }
  csv_parser parser{};
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0) {
    return Error{ErrorCode::Unavailable, "starting the CSV reader", 0};
  }
  const std::unique_ptr<csv_parser, void (*)(csv_parser*)> owner(&parser, csv_free);
  RowCollector collector;
  const std::string lines = without_carriage_returns(text);
  const std::size_t read = csv_parse(&parser, lines.data(), lines.size(), RowCollector::on_field,
                                     RowCollector::on_row, &collector);
  const bool whole = read == lines.size() && csv_fini(&parser, RowCollector::on_field,
                                                      RowCollector::on_row, &collector) == 0;
  if (!whole) {
    return sheet_error(collector.line(), {},
                       "a quotation mark is not closed or stands inside a field");
  }
  return collector.take();
}

}  // namespace outreach::kiosk
