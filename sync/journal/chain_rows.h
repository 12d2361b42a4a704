// The rows of one chain as they stand in the file, whatever they claim, in the order of their
// numbers and with a look ahead: a damage is told by what the rows after it say. Private to
// sync/journal.
#pragma once

#include <optional>
#include <vector>

#include "platform/base/result.h"
#include "platform/crypto/crypto.h"
#include "platform/sqlite/sqlite.h"
#include "sync/journal/entry.h"
#include "sync/journal/queries.h"

namespace outreach::journal {

struct StoredRow {
  Envelope envelope;  // its sequence is the number in the file; `previous` means nothing
  Hash hash{};
  enum class BodyIs { Absent, Fitting, Changed } body_is = BodyIs::Absent;
  std::optional<Bytes> body;  // only where bodies are kept
  std::optional<crypto::Signature> signature;
  bool hash_given = false;
};

// The hash that the row's content has as entry `sequence`, after an entry with hash `previous`.
Hash hash_as(const ChainId& chain, StoredRow& row, Sequence sequence, const Hash& previous);

class ChainRows {
 public:
  // How far ahead can be looked. A disk loses a few rows in one place; a run of changes longer than
  // this is told row by row.
  static constexpr std::size_t kLookAhead = 64;

  enum class Bodies { Checked, CheckedAndKept };
  // From the row numbered `first` on; 0: every row, those with impossible numbers first.
  static Result<ChainRows> from(sqlite::Database& database, ChainNumber chain, Sequence first,
                                Bodies bodies);

  // The row that is `ahead` (0..kLookAhead) rows after the current one; null past the end, or where
  // it could not be read, which `error` then tells: rows that were read before stay. Valid until
  // next().
  StoredRow* peek(std::size_t ahead = 0);
  void next();
  const std::optional<Error>& error() const {
    return error_;
  }

 private:
  ChainRows(sqlite::Statement select, Bodies bodies);
  bool read_one();

  sqlite::Statement select_;
  Bodies bodies_;
  std::vector<StoredRow> read_;  // from current_ on: not yet passed; never grows beyond its room
  std::size_t current_ = 0;
  bool at_end_ = false;
  std::optional<Error> error_;
};

// Whether an absent body is explained: pruned, erased by law, or (asked where no kiosk's key is
// known, at the county) never arrived.
class AbsentBodies {
 public:
  AbsentBodies(sqlite::Database& database, const ChainRow& chain, bool at_county)
      : database_(database), chain_(chain), at_county_(at_county) {}
  Result<bool> is_explained(Sequence sequence);

 private:
  sqlite::Database& database_;
  const ChainRow& chain_;
  bool at_county_;
  std::optional<sqlite::Statement> explained_;  // prepared when first needed: it rarely is
};

}  // namespace outreach::journal
