// What of a damaged chain may still travel: every entry that its neighbours vouch for.
#include <utility>

#include "sync/journal/chain_rows.h"
#include "sync/journal/queries.h"

namespace outreach::journal {
namespace {

class CheckedReading {
 public:
  CheckedReading(sqlite::Database& database, const ChainRow& chain, ChainRows rows, Sequence start)
      : chain_(chain),
        rows_(std::move(rows)),
        absent_bodies_(database, chain, false),
        next_(start) {}

  // The entry in place next_.
  CheckedEntry read_next() {
    StoredRow* row = rows_.peek();
    CheckedEntry checked;
    if (row == nullptr || row->envelope.sequence != next_) {
      checked = lost({});
    } else {
      checked = judge(*row);
      rows_.next();
    }
    ++next_;
    return checked;
  }

  Sequence next_sequence() const {
    return next_;
  }
  void begin_at_first_entry() {
    previous_ = Hash{};
    is_previous_sure_ = true;
  }
  const std::optional<Error>& error() const {
    return error_ ? error_ : rows_.error();
  }

 private:
  CheckedEntry lost(const Hash& stated) {
    CheckedEntry checked;
    checked.entry.envelope.sequence = next_;
    checked.entry.hash = stated;
    checked.soundness = CheckedEntry::Soundness::Lost;
    previous_.reset();
    is_previous_sure_ = false;
    return checked;
  }

  CheckedEntry sound(StoredRow& row, const Hash& hash) {
    CheckedEntry checked;
    checked.entry.envelope = std::move(row.envelope);
    checked.entry.envelope.previous = previous_.value_or(Hash{});
    checked.entry.hash = hash;
    previous_ = hash;
    is_previous_sure_ = true;
    if (row.body_is == StoredRow::BodyIs::Fitting) {
      checked.entry.body = std::move(row.body);
    } else if (row.body_is == StoredRow::BodyIs::Changed || !is_explained()) {
      checked.soundness = CheckedEntry::Soundness::BodyDamaged;
    }
    return checked;
  }

  bool is_explained() {
    const auto explained = absent_bodies_.is_explained(next_);
    if (!explained) {
      error_ = explained.error();
    }
    return explained && *explained;
  }

  // Whether the row after the current one, or the head, continues from `hash`.
  bool is_continued_from(const Hash& hash) {
    if (next_ == chain_.head.sequence) {
      return hash == chain_.head.hash;
    }
    StoredRow* after = rows_.peek(1);
    return after != nullptr && after->envelope.sequence == next_ + 1 &&
           hash_as(chain_.id, *after, next_ + 1, hash) == after->hash;
  }
  // Neither the row after it nor the head is there to speak against it.
  bool is_before_a_gap() {
    const StoredRow* after = rows_.peek(1);
    return next_ != chain_.head.sequence &&
           (after == nullptr || after->envelope.sequence != next_ + 1);
  }

  CheckedEntry judge(StoredRow& row) {
    if (previous_) {
      const Hash adds_up_to = hash_as(chain_.id, row, next_, *previous_);
      if (adds_up_to == row.hash || is_continued_from(adds_up_to)) {
        return sound(row, adds_up_to);
      }
    }
    const bool is_hash_proven = is_continued_from(row.hash);
    const bool stands_alone = !previous_ && is_before_a_gap();
    if (!is_previous_sure_ && (is_hash_proven || stands_alone)) {
      CheckedEntry checked = sound(row, row.hash);
      checked.hash_given = true;
      return checked;
    }
    const Hash stated = row.hash;
    CheckedEntry checked = lost(stated);
    previous_ = stated;
    is_previous_sure_ = is_hash_proven;
    return checked;
  }

  const ChainRow& chain_;
  ChainRows rows_;
  AbsentBodies absent_bodies_;
  Sequence next_;
  std::optional<Hash> previous_;  // as the row before states it, or as it adds up
  bool is_previous_sure_ = false;
  std::optional<Error> error_;
};

}  // namespace

Result<std::vector<CheckedEntry>> read_checked_entries(sqlite::Database& database,
                                                       const ChainRow& chain, Sequence first,
                                                       std::size_t count, std::size_t body_bytes) {
  // Two rows before the first: the nearer one's own hash may be what was damaged.
  constexpr Sequence kBefore = 2;
  const Sequence start = first > kBefore ? first - kBefore : 1;
  auto rows = ChainRows::from(database, chain.number, start, ChainRows::Bodies::CheckedAndKept);
  if (!rows) {
    return rows.error();
  }
  CheckedReading reading(database, chain, std::move(*rows), start);
  if (start == 1) {
    reading.begin_at_first_entry();
  }
  while (reading.next_sequence() < first && !reading.error()) {
    reading.read_next();
  }
  std::vector<CheckedEntry> entries;
  std::size_t read_bytes = 0;
  while (reading.next_sequence() <= chain.deliverable_through() && entries.size() < count) {
    CheckedEntry entry = reading.read_next();
    if (const auto& error = reading.error()) {
      return *error;
    }
    read_bytes += entry.entry.body ? entry.entry.body->size() : 0;
    if (!entries.empty() && read_bytes > body_bytes) {
      break;
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace outreach::journal
