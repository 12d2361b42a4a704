// What entries counted whose bodies the mirror does not hold, because they were erased by law or
// pruned before the mirror was there: without it a recovered journal would count less than the one
// that was lost. One file for each chain that has such entries; MIRROR.md has its bytes. Private to
// sync/client.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "platform/base/result.h"
#include "platform/random/random.h"
#include "sync/journal/journal.h"

namespace outreach::client {

// The tables whose rows are kept: what Projection makes of entries.
inline constexpr std::size_t kCountedTables = 9;
// Ten years of a busy kiosk's rows.
inline constexpr std::size_t kCountsBytesMax = std::size_t{64} << 20;

struct Counts {
  using Value = std::variant<std::monostate, std::int64_t, std::string, Bytes>;
  using Row = std::vector<Value>;  // without the chain's number, which is another elsewhere

  journal::ChainId chain;
  journal::Sequence as_of = 0;         // the rows are as this entry left them
  std::uint64_t without_body = 0;      // how many entries on the mirror have none
  journal::Sequence rows_through = 0;  // the rows are those of entries up to this
  journal::ChainNumber position = 0;   // among the chains of the journal, from 1
  std::string ended;                   // these three as in journal::ChainRow
  std::optional<journal::Sequence> counted_through;
  journal::Sequence pruned_through = 0;
  std::array<std::vector<Row>, kCountedTables> tables;
};

// Rows of entries up to `through` (the last without a body). In the read transaction in which
// `chain` was read.
Result<Counts> read_counts(sqlite::Database& database, const journal::ChainRow& chain,
                           journal::Sequence through, std::uint64_t without_body);
Bytes encode_counts(const Counts& counts, const crypto::SigningKey& key, Random& random);
// Refused or Corrupt when this kiosk did not write it so.
Result<Counts> open_counts(ByteView file, const crypto::SigningKey& key);
// Inside a transaction: the rows up to `rows_through` become these.
Result<void> restore_counts(sqlite::Database& database, journal::ChainNumber chain,
                            const Counts& counts);

}  // namespace outreach::client
