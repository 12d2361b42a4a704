#include "sync/journal/chain_rows.h"

#include <limits>
#include <string>
#include <utility>

#include "sync/journal/row.h"

namespace outreach::journal {
namespace {

// Whether the columns hold what a journal writes into them at all. Reading would round off what is
// not so: a 3 for a yes, a short blob for zeros.
bool is_well_formed(const sqlite::Statement& row) {
  constexpr int kTrustedColumn = 3;
  constexpr int kBootColumn = 4;
  constexpr int kBodyHashColumn = 9;
  const std::int64_t trusted = row.integer(kTrustedColumn);
  return (trusted == 0 || trusted == 1) &&
         row.blob(kBootColumn).size() == std::tuple_size_v<decltype(Envelope::boot)> &&
         row.blob(kBodyHashColumn).size() == std::tuple_size_v<Hash>;
}

void fill(StoredRow& out, const sqlite::Statement& row, bool keep_body) {
  envelope_from(row, out.envelope);
  if (!is_well_formed(row)) {
    out.envelope.kind.clear();  // no entry has an empty kind, so that no hash fits it
  }
  out.hash = array_column<32>(row, kHashColumn);
  out.body.reset();
  out.body_is = StoredRow::BodyIs::Absent;
  if (!row.is_null(kBodyColumn)) {
    const ByteView body = row.blob(kBodyColumn);
    out.body_is = domain::hash_body(out.envelope.salt, body) == out.envelope.body_hash
                      ? StoredRow::BodyIs::Fitting
                      : StoredRow::BodyIs::Changed;
    if (keep_body) {
      out.body.emplace(body.begin(), body.end());
    }
  }
  out.signature.reset();
  constexpr int kSignatureColumn = kHashColumn + 1;
  constexpr std::size_t kSignatureSize = std::tuple_size_v<crypto::Signature>;
  if (row.blob(kSignatureColumn).size() == kSignatureSize) {
    out.signature = array_column<kSignatureSize>(row, kSignatureColumn);
  }
  out.hash_given = row.integer(kSignatureColumn + 1) != 0;
}

}  // namespace

Hash hash_as(const ChainId& chain, StoredRow& row, Sequence sequence, const Hash& previous) {
  const Sequence number = std::exchange(row.envelope.sequence, sequence);
  row.envelope.previous = previous;
  const Hash hash = domain::hash_envelope(chain, row.envelope);
  row.envelope.sequence = number;
  return hash;
}

Result<ChainRows> ChainRows::from(sqlite::Database& database, ChainNumber chain, Sequence first,
                                  Bodies bodies) {
  auto select = database.prepare(std::string("SELECT ") + kEntryColumns +
                                 ",signature,hash_given FROM entry WHERE chain=?1 AND "
                                 "sequence>=?2 ORDER BY sequence");
  if (!select) {
    return select.error();
  }
  const auto lowest =
      first == 0 ? std::numeric_limits<std::int64_t>::min() : static_cast<std::int64_t>(first);
  select->bind(1, chain).bind(2, lowest);
  return ChainRows(std::move(*select), bodies);
}

ChainRows::ChainRows(sqlite::Statement select, Bodies bodies)
    : select_(std::move(select)), bodies_(bodies) {
  read_.reserve(2 * (kLookAhead + 1));
}

bool ChainRows::read_one() {
  if (at_end_) {
    return false;
  }
  const auto row = select_.step();
  if (!row || !*row) {
    at_end_ = true;
    if (!row) {
      error_ = row.error();
    }
    return false;
  }
  fill(read_.emplace_back(), select_, bodies_ == Bodies::CheckedAndKept);
  return true;
}

StoredRow* ChainRows::peek(std::size_t ahead) {
  while (read_.size() <= current_ + ahead) {
    if (!read_one()) {
      return nullptr;
    }
  }
  return &read_[current_ + ahead];
}

void ChainRows::next() {
  // The vector is emptied when all of it was passed, which without damage is at every row.
  if (++current_ >= read_.size()) {
    read_.clear();
    current_ = 0;
  } else if (current_ > kLookAhead) {
    read_.erase(read_.begin(), read_.begin() + static_cast<std::ptrdiff_t>(current_));
    current_ = 0;
  }
}

Result<bool> AbsentBodies::is_explained(Sequence sequence) {
  if (sequence <= chain_.pruned_through) {
    return true;
  }
  if (!explained_) {
    auto prepared = database_.prepare(
        "SELECT EXISTS(SELECT 1 FROM erased WHERE chain=?1 AND sequence=?2) OR "
        "(?3 AND EXISTS(SELECT 1 FROM quarantine WHERE chain=?1 AND sequence=?2))");
    if (!prepared) {
      return prepared.error();
    }
    explained_.emplace(std::move(*prepared));
  }
  const auto row = explained_->bind(1, chain_.number).bind(2, sequence).bind(3, at_county_).step();
  if (!row) {
    return row.error();
  }
  const bool is_explained = *row && explained_->integer(0) != 0;
  explained_->reset();
  return is_explained;
}

}  // namespace outreach::journal
