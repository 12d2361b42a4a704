#include "app/kiosk/sheet_memory.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "platform/base/bytes.h"
#include "platform/base/text.h"
#include "sync/domain/record.h"

namespace outreach::kiosk {
namespace {

// A line is 120 bytes: room for thousands of sheets.
constexpr std::size_t kSheetMemoryBytesMax = 1 << 20;

std::optional<journal::Sequence> number_from(std::string_view text) {
  journal::Sequence value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || stop != text.data() + text.size()) {
    return std::nullopt;
  }
  return value;
}

// Whether the entry in that place is this record. What was taken over into a newer epoch still
// stands where it was. Of a body that is gone the kind is left to go by.
Result<bool> holds_at(sqlite::Database& database, journal::ChainNumber chain,
                      journal::Sequence sequence, const domain::Record& record) {
  const auto entries = journal::read_entries(database, chain, sequence, 1, domain::kBodyBytesMax);
  if (!entries) {
    return entries.error();
  }
  if (entries->empty() || entries->front().envelope.sequence != sequence) {
    return false;
  }
  const journal::Entry& entry = entries->front();
  if (!entry.body) {
    return entry.envelope.kind == domain::kind_of(record.content);
  }
  const auto stored = domain::decode_body(entry.envelope.kind, *entry.body);
  const auto* held = std::get_if<domain::Record>(&stored);
  return held != nullptr && held->content == record.content && held->sheet_time.has_value();
}

}  // namespace

Result<SheetMemory> SheetMemory::load(const Path& data, Files& files) {
  SheetMemory memory;
  const auto bytes = files.read(data / kSheetMemoryFile, kSheetMemoryBytesMax);
  if (!bytes && bytes.error().code == ErrorCode::NotFound) {
    return memory;
  }
  if (!bytes) {
    return bytes.error();
  }
  for (const std::string_view text : split(text_of(*bytes), '\n')) {
    if (trimmed(text).empty()) {
      continue;
    }
    const auto words = split(trimmed(text), ' ');
    const auto sheet = array_from_hex<32>(words[0]);
    const auto epoch = words.size() == 3 ? array_from_hex<16>(words[1]) : std::nullopt;
    const auto first = words.size() == 3 ? number_from(words[2]) : std::nullopt;
    if (!sheet || !epoch || !first) {
      return Error{
          ErrorCode::Corrupt,
          (data / kSheetMemoryFile).string() + " cannot be read; with --again it is left aside", 0};
    }
    memory.lines_.push_back({*sheet, *epoch, *first});
  }
  return memory;
}

Result<bool> SheetMemory::knows(const crypto::Hash& sheet, const domain::Record& first,
                                journal::Journal& journal) const {
  const auto chains = journal::chains(journal.database());
  if (!chains) {
    return chains.error();
  }
  for (const Line& line : lines_) {
    const auto chain =
        std::find_if(chains->begin(), chains->end(),
                     [&](const journal::ChainRow& row) { return row.id.epoch == line.epoch; });
    if (line.sheet != sheet || chain == chains->end()) {
      continue;
    }
    const auto holds = holds_at(journal.database(), chain->number, line.first, first);
    if (!holds || *holds) {
      return holds;
    }
  }
  return false;
}

Result<void> SheetMemory::note(const crypto::Hash& sheet, const journal::Journal& journal,
                               const Path& data, Files& files) {
  lines_.push_back({sheet, journal.chain().epoch, journal.head().sequence + 1});
  std::string text;
  for (const Line& line : lines_) {
    text += to_hex(line.sheet) + " " + to_hex(line.epoch) + " " + std::to_string(line.first) + "\n";
  }
  return files.write_atomically(data / kSheetMemoryFile, bytes_of(text), kEveryoneReads);
}

}  // namespace outreach::kiosk
