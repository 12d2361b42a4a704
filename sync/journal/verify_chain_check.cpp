// Long because every way a chain can be broken is told apart here, in one walk.
#include "sync/journal/verify_chain_check.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

namespace outreach::journal {

ChainCheck::ChainCheck(sqlite::Database& database, const ChainRow& chain, ChainRows rows,
                       const crypto::PublicKey* key)
    : database_(database),
      chain_(chain),
      rows_(std::move(rows)),
      // A chain of the machine's earlier key: nobody has that one any more.
      key_(key != nullptr && domain::kiosk_id_of(*key) == chain.id.kiosk ? key : nullptr),
      at_county_(key == nullptr),
      absent_bodies_(database, chain, at_county_) {}

Result<VerifyReport> ChainCheck::run(Sequence first) {
  start(first);
  walk();
  if (const auto& error = error_ ? error_ : rows_.error()) {
    return *error;
  }
  displaced_.resolve(chain_.id, report_.damages);
  check_end();
  if (auto checked = check_signatures(); !checked) {
    return checked.error();
  }
  std::stable_sort(
      report_.damages.begin(), report_.damages.end(), [](const Damage& left, const Damage& right) {
        return std::tie(left.sequence, left.kind) < std::tie(right.sequence, right.kind);
      });
  return std::move(report_);
}

void ChainCheck::start(Sequence first) {
  next_ = first;
  previous_ = Hash{};
  if (first > 1) {
    const StoredRow* before = rows_.peek();
    if (before == nullptr || before->envelope.sequence >= first) {
      next_ = first - 1;  // not there, though it should be
      previous_.reset();
      return;
    }
    accepted_ = {first - 1, first - 1, before->hash, before->signature, false};
    previous_ = before->hash;
    rows_.next();
    return;
  }
  // Numbers from 1 on alone are possible; the others come first, as they are stored signed.
  while (const StoredRow* row = rows_.peek()) {
    if (static_cast<std::int64_t>(row->envelope.sequence) >= 1) {
      break;
    }
    ++report_.entries;
    displaced_.add_row(*row, 0, std::nullopt, name(row->envelope.sequence, "inserted"));
    rows_.next();
  }
}

void ChainCheck::walk() {
  while (StoredRow* row = rows_.peek()) {
    if (error_) {
      return;
    }
    const bool in_order = row->envelope.sequence == next_ + shift_;
    if (in_order && row->hash_given && at_county_) {
      accept_as_stated(*row);
    } else if (in_order && previous_ && fits(*row, next_, *previous_)) {
      accept(*row, row->hash, true);
    } else {
      explain();
    }
  }
}

bool ChainCheck::fits(StoredRow& row, Sequence place, const Hash& previous) const {
  return hash_as(chain_.id, row, place, previous) == row.hash;
}

void ChainCheck::accept(StoredRow& row, const Hash& hash, bool adds_up) {
  const Sequence number = row.envelope.sequence;
  check_body(row);
  // A kiosk computes every hash; only a county is told some.
  if (row.hash_given && !at_county_) {
    name(number, "envelope_changed");
  }
  accepted_ = {next_, number, hash, row.signature, adds_up};
  if (next_ > chain_.head.sequence && beyond_head_.size() < kDamagesMax) {
    beyond_head_.push_back(number);
  }
  previous_ = hash;
  ++next_;
  ++report_.entries;
  rows_.next();
}

void ChainCheck::accept_as_stated(StoredRow& row) {
  accept(row, row.hash, false);
}

void ChainCheck::explain() {
  StoredRow& row = *rows_.peek();
  const bool chain_has_ended =
      next_ > chain_.head.sequence || (accepted_.adds_up && accepted_.hash == chain_.head.hash);
  if (chain_has_ended) {
    name_run(0, 1);
    return;
  }
  if (row.envelope.sequence != next_ + shift_) {
    explain_gap(row);
    return;
  }
  // After a loss the chain goes on from what the next row states, so that one damage is named once.
  // A list that is full says enough.
  if (!previous_ || is_full()) {
    accept_as_stated(row);
    return;
  }
  if (explain_by_next_row(row) || explain_by_later_rows() || explain_by_renumbering(row) ||
      explain_at_end(row)) {
    return;
  }
  name_run(1, 0);
}

void ChainCheck::explain_gap(StoredRow& row) {
  const Sequence number = row.envelope.sequence;
  if (previous_ && fits(row, next_, *previous_)) {
    // Only the number jumped. Where it jumped back to its place, what shifted it was named.
    if (number != next_ && !is_full()) {
      report_.damages[name(number, "moved")].belongs_at = next_;
    }
    shift_ = number - next_;
    return;
  }
  name_missing(number - shift_);
}

bool ChainCheck::explain_by_next_row(StoredRow& row) {
  StoredRow* after = rows_.peek(1);
  const Sequence number = row.envelope.sequence;
  const Hash adds_up_to = hash_as(chain_.id, row, next_, *previous_);
  const bool is_last = after == nullptr;
  const bool ends_chain = is_last && next_ == chain_.head.sequence;
  if (ends_chain ? adds_up_to == chain_.head.hash
                 : !is_last && fits(*after, next_ + 1, adds_up_to)) {
    name(number, "envelope_changed");  // its own hash alone
    accept(row, adds_up_to, true);
    return true;
  }
  if (ends_chain ? row.hash == chain_.head.hash : !is_last && fits(*after, next_ + 1, row.hash)) {
    if (is_accepted_row_rewritten()) {
      name(accepted_.number, "envelope_changed");
      accept_as_stated(row);
    } else {
      name_run(1, 0);
    }
    return true;
  }
  return false;
}

bool ChainCheck::is_accepted_row_rewritten() const {
  return key_ != nullptr && accepted_.signature &&
         !is_signed(accepted_.place, accepted_.hash, accepted_.signature);
}

bool ChainCheck::is_confirmed(std::size_t ahead, Sequence place) {
  const StoredRow* row = rows_.peek(ahead);
  StoredRow* after = ahead < ChainRows::kLookAhead ? rows_.peek(ahead + 1) : nullptr;
  if (after == nullptr) {
    return place == chain_.head.sequence || row->hash == chain_.head.hash;
  }
  return fits(*after, place + 1, row->hash);
}

// Rows whose own hash may be changed, and whose content adds up to the row behind them.
void ChainCheck::accept_restated(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    StoredRow& row = *rows_.peek();
    const Hash hash = hash_as(chain_.id, row, next_, *previous_);
    if (hash != row.hash) {
      name(row.envelope.sequence, "envelope_changed");
    }
    accept(row, hash, true);
  }
}

bool ChainCheck::explain_by_later_rows() {
  Hash adds_up_to = hash_as(chain_.id, *rows_.peek(), next_, *previous_);
  const Sequence number = rows_.peek()->envelope.sequence;
  for (std::size_t ahead = 1; ahead <= ChainRows::kLookAhead; ++ahead) {
    StoredRow* later = rows_.peek(ahead);
    if (later == nullptr || later->envelope.sequence != number + ahead) {
      return false;
    }
    // All before it were put in.
    if (fits(*later, next_, *previous_) && is_confirmed(ahead, next_)) {
      name_run(0, ahead);
      return true;
    }
    // Only their own hashes were changed.
    if (fits(*later, next_ + ahead, adds_up_to)) {
      accept_restated(ahead);
      return true;
    }
    adds_up_to = hash_as(chain_.id, *later, next_ + ahead, adds_up_to);
    // The first of them were changed, the rest put in.
    for (std::size_t changed = ahead; changed >= 1; --changed) {
      const Hash stated = rows_.peek(changed - 1)->hash;
      if (fits(*later, next_ + changed, stated) &&
          (changed == ahead || is_confirmed(ahead, next_ + changed))) {
        name_run(changed, ahead - changed);
        return true;
      }
    }
  }
  return false;
}

bool ChainCheck::explain_by_renumbering(StoredRow& row) {
  StoredRow* after = rows_.peek(1);
  if (after == nullptr || after->envelope.sequence != row.envelope.sequence + 1) {
    return false;
  }
  for (Sequence removed = 1; removed <= kDamagesMax; ++removed) {
    if (fits(*after, next_ + removed + 1, row.hash)) {
      const Sequence place = next_ + removed;
      name_missing(place);
      shift_ -= removed;
      accept_as_stated(row);
      return true;
    }
  }
  return false;
}

bool ChainCheck::explain_at_end(StoredRow& row) {
  if (rows_.peek(1) != nullptr || row.hash != chain_.head.hash || next_ >= chain_.head.sequence) {
    return false;
  }
  shift_ -= chain_.head.sequence - next_;
  name_missing(chain_.head.sequence);
  accept_as_stated(row);
  return true;
}

void ChainCheck::name_run(std::size_t changed, std::size_t inserted) {
  // To fit nothing, because the hash before it is not the kiosk's.
  bool is_expected = !accepted_.adds_up && is_accepted_row_rewritten();
  for (std::size_t i = 0; i < changed; ++i) {
    StoredRow& row = *rows_.peek();
    const std::size_t damage =
        is_expected ? DisplacedRows::kNone : name(row.envelope.sequence, "envelope_changed");
    displaced_.add_row(row, next_, previous_, damage);
    accept_as_stated(row);
    is_expected = is_accepted_row_rewritten();
  }
  for (std::size_t i = 0; i < inserted; ++i) {
    const StoredRow& row = *rows_.peek();
    displaced_.add_row(row, 0, std::nullopt, name(row.envelope.sequence, "inserted"));
    shift_ = row.envelope.sequence + 1 - next_;
    ++report_.entries;
    rows_.next();
  }
}

void ChainCheck::name_missing(Sequence end) {
  for (; next_ < end && !is_full(); ++next_) {
    displaced_.add_missing(next_, previous_);
    previous_.reset();
    name(next_, "missing");
  }
  previous_.reset();
  next_ = end;
}

std::size_t ChainCheck::name(Sequence sequence, const char* kind) {
  if (is_full()) {
    return DisplacedRows::kNone;
  }
  report_.damages.push_back({chain_.id, sequence, kind});
  return report_.damages.size() - 1;
}

void ChainCheck::check_body(const StoredRow& row) {
  if (row.body_is == StoredRow::BodyIs::Changed) {
    name(row.envelope.sequence, "body_changed");
  } else if (row.body_is == StoredRow::BodyIs::Absent && !is_full()) {
    const auto explained = absent_bodies_.is_explained(next_);
    if (!explained) {
      error_ = explained.error();
    } else if (!*explained) {
      name(row.envelope.sequence, "body_missing");
    }
  }
}

void ChainCheck::check_end() {
  const Head& head = chain_.head;
  const bool ends_with_head = accepted_.hash == head.hash;
  if (shift_ != 0 && ends_with_head) {
    return;  // numbered anew up to the end, which was named where it began
  }
  if (next_ <= head.sequence) {
    // A head beyond all numbers names as many as the list takes.
    name_missing(std::min(head.sequence, std::numeric_limits<Sequence>::max() - 1) + 1);
  } else if (next_ - 1 > head.sequence) {
    check_rows_beyond_head();
  } else if (!ends_with_head && (accepted_.adds_up || report_.damages.empty())) {
    name(head.sequence, "head_differs");
  }
}

void ChainCheck::check_rows_beyond_head() {
  // The head was set back when the newest row is what it names, or what the kiosk signed.
  if (accepted_.hash == chain_.head.hash ||
      is_signed(accepted_.place, accepted_.hash, accepted_.signature)) {
    name(chain_.head.sequence, "head_differs");
    return;
  }
  for (const Sequence number : beyond_head_) {
    name(number, "inserted");
  }
}

}  // namespace outreach::journal
