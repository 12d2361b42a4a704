// Column readers that more than one query needs. Private to sync/journal and sync/ledger.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "platform/sqlite/sqlite.h"
#include "sync/journal/entry.h"

namespace outreach::journal {

// A blob column as a fixed array; zeros when its length is another (verify names such a row).
template <std::size_t Size>
std::array<std::uint8_t, Size> array_column(const sqlite::Statement& row, int column) {
  std::array<std::uint8_t, Size> out{};
  const ByteView blob = row.blob(column);
  if (blob.size() == Size) {
    std::copy(blob.begin(), blob.end(), out.begin());
  }
  return out;
}

inline WallTime wall_time_column(const sqlite::Statement& row, int column) {
  return WallTime(std::chrono::milliseconds(row.integer(column)));
}

// Columns of an entry in the order entry_from expects.
inline constexpr const char* kEntryColumns =
    "sequence,kind,device_time,device_time_trusted,boot,monotonic,outing,salt,body,body_hash,hash";

inline constexpr int kBodyColumn = 8;
inline constexpr int kHashColumn = 10;

// All but `previous`, which is the hash of the row before.
inline void envelope_from(const sqlite::Statement& row, Envelope& envelope) {
  envelope.sequence = row.unsigned_integer(0);
  envelope.kind = row.text(1);
  envelope.device_time = wall_time_column(row, 2);
  envelope.device_time_trusted = row.integer(3) != 0;
  envelope.boot = array_column<8>(row, 4);
  envelope.monotonic = MonotonicTime{row.integer(5)};
  envelope.outing = row.unsigned_integer(6);
  envelope.salt = array_column<16>(row, 7);
  envelope.body_hash = array_column<32>(row, 9);
}

inline Entry entry_from(const sqlite::Statement& row) {
  Entry entry;
  envelope_from(row, entry.envelope);
  if (!row.is_null(kBodyColumn)) {
    const ByteView body = row.blob(kBodyColumn);
    entry.body.emplace(body.begin(), body.end());
  }
  entry.hash = array_column<32>(row, kHashColumn);
  return entry;
}

}  // namespace outreach::journal
