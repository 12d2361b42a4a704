// Whether a batch and what is held are one history, around the gaps that a damaged disk left.
#include <algorithm>
#include <string>
#include <utility>

#include "sync/journal/row.h"
#include "sync/ledger/intake.h"

namespace outreach::ledger {
namespace {

using domain::Hash;
using domain::Sequence;
using journal::ChainRow;

bool leads(const domain::ChainId& chain, const Hash& previous, domain::Envelope envelope,
           const Hash& hash) {
  envelope.previous = previous;
  return domain::hash_envelope(chain, envelope) == hash;
}

}  // namespace

// Entry 0 is there: the zeros every chain begins from.
Result<std::vector<Intake::Held>> Intake::held_entries(journal::ChainNumber chain, Sequence first,
                                                       Sequence last) {
  std::vector<Held> held;
  if (first == 0) {
    held.push_back({});
  }
  auto select = database_->prepare(
      "SELECT e.sequence,e.hash,e.kind,EXISTS"
      "(SELECT 1 FROM quarantine q WHERE q.chain=e.chain AND q.sequence=e.sequence AND q.reason=?4)"
      ",EXISTS(SELECT 1 FROM erased x WHERE x.chain=e.chain AND x.sequence=e.sequence) "
      "FROM entry e WHERE e.chain=?1 AND e.sequence BETWEEN ?2 AND ?3 ORDER BY e.sequence");
  if (!select) {
    return select.error();
  }
  select->bind(1, chain).bind(2, first).bind(3, last).bind(
      4, domain::code_of(domain::Rejection::BodyMissing));
  const auto read = sqlite::each_row(*select, [&] {
    held.push_back({select->unsigned_integer(0), journal::array_column<32>(*select, 1),
                    select->text(2) == protocol::kDamagedKind, select->integer(3) != 0,
                    select->integer(4) != 0});
  });
  if (!read) {
    return read.error();
  }
  if (held.size() != last - first + 1) {
    return Error{ErrorCode::Corrupt, "the ledger has lost entries of this journal: run verify"};
  }
  return held;
}

// Whether the entry held behind `sequence` commits to `hash`; true where none is held or it is
// lost.
Result<bool> Intake::leads_to_next(const ChainRow& chain, Sequence sequence, const Hash& hash) {
  if (sequence == chain.head.sequence) {
    return true;
  }
  auto select = database_->prepare(std::string("SELECT ") + journal::kEntryColumns +
                                   " FROM entry WHERE chain=? AND sequence=?");
  if (!select) {
    return select.error();
  }
  const auto row = select->bind(1, chain.number).bind(2, sequence + 1).step();
  if (!row) {
    return row.error();
  }
  if (!*row) {
    return false;
  }
  const journal::Entry next = journal::entry_from(*select);
  return next.envelope.kind == protocol::kDamagedKind ||
         leads(chain.id, hash, next.envelope, next.hash);
}

Result<Intake::Comparison> Intake::compare(const protocol::OpenedBatch& batch,
                                           const ChainRow& chain) {
  const protocol::BatchHeader& header = batch.batch.header;
  const Sequence first_held = header.first - 1;
  const auto held =
      held_entries(chain.number, first_held, std::min(header.last, chain.head.sequence));
  if (!held) {
    return held.error();
  }
  Comparison comparison;
  for (std::size_t i = 0; i < held->size(); ++i) {
    // held[0] stands before the batch's first entry.
    const Held& before = (*held)[i];
    if (i == batch.batch.entries.size()) {
      break;
    }
    const protocol::CarriedEntry& carried = batch.batch.entries[i];
    const Hash& hash = batch.hashes[i];
    // Where the batch itself cannot tell what stands before an entry, what is held tells it.
    const bool joins_here = i == 0 || batch.batch.entries[i - 1].is_damaged();
    if (joins_here && !before.is_damaged && !carried.is_damaged() &&
        !leads(chain.id, before.hash, carried.envelope, hash)) {
      comparison.contradicts = true;
      return comparison;
    }
    if (i + 1 == held->size() || carried.is_damaged()) {
      continue;  // nothing is held here yet, or nothing comes
    }
    const Held& here = (*held)[i + 1];
    if (here.is_damaged) {
      const auto fits = leads_to_next(chain, here.sequence, hash);
      if (!fits) {
        return fits.error();
      }
      comparison.contradicts = !*fits;
    } else {
      comparison.contradicts = here.hash != hash;
    }
    if (comparison.contradicts) {
      return comparison;
    }
    const bool is_better = here.is_damaged || (here.lacks_body && carried.body);
    if (is_better && !here.is_erased) {
      comparison.better.push_back(here.sequence);
    }
  }
  return comparison;
}

}  // namespace outreach::ledger
