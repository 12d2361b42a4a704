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

// Entry 0 is there: the zeros every chain begins from. A place whose row is lost is held like one
// that came damaged, so that the entry is taken when the kiosk sends it again.
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
  const auto fill_before = [&](Sequence sequence) {
    while (first + held.size() < sequence) {
      Held lost;
      lost.sequence = first + held.size();
      lost.is_damaged = true;
      lost.is_missing = true;
      held.push_back(lost);
    }
  };
  const auto read = sqlite::each_row(*select, [&] {
    fill_before(select->unsigned_integer(0));
    held.push_back({select->unsigned_integer(0), journal::array_column<32>(*select, 1),
                    select->text(2) == protocol::kDamagedKind, select->integer(3) != 0,
                    select->integer(4) != 0});
  });
  if (!read) {
    return read.error();
  }
  fill_before(last + 1);
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
    return true;
  }
  const journal::Entry next = journal::entry_from(*select);
  return next.envelope.kind == protocol::kDamagedKind ||
         leads(chain.id, hash, next.envelope, next.hash);
}

// Whether a carried entry can stand at its place: `before` is what is held in front of it, `here`
// what is held at it (nothing: it is new).
Result<bool> Intake::agrees(const protocol::OpenedBatch& batch, std::size_t at,
                            const ChainRow& chain, const Held& before, const Held* here) {
  const protocol::CarriedEntry& carried = batch.batch.entries[at];
  const Hash& hash = batch.hashes[at];
  if (carried.is_damaged()) {
    return true;  // it says nothing that could contradict
  }
  // Where the batch itself cannot tell what stands before an entry, what is held tells it.
  const bool joins_here = at == 0 || batch.batch.entries[at - 1].is_damaged();
  if (joins_here && !before.is_damaged && !leads(chain.id, before.hash, carried.envelope, hash)) {
    return false;
  }
  if (here == nullptr) {
    return true;
  }
  if (here->is_missing && here->sequence == chain.head.sequence) {
    return chain.head.hash == hash;  // its row is lost, and the chain still says what it was
  }
  return here->is_damaged ? leads_to_next(chain, here->sequence, hash)
                          : Result<bool>(here->hash == hash);
}

Result<Intake::Comparison> Intake::compare(const protocol::OpenedBatch& batch,
                                           const ChainRow& chain) {
  const protocol::BatchHeader& header = batch.batch.header;
  // One more in front: held[i] stands before entry i of the batch, held[i + 1] at its place.
  const auto held =
      held_entries(chain.number, header.first - 1, std::min(header.last, chain.head.sequence));
  if (!held) {
    return held.error();
  }
  Comparison comparison;
  comparison.leaves_gap = held->front().is_missing;
  const std::size_t count = std::min(held->size(), batch.batch.entries.size());
  for (std::size_t i = 0; i < count; ++i) {
    const Held* here = i + 1 < held->size() ? &(*held)[i + 1] : nullptr;
    const auto agreed = agrees(batch, i, chain, (*held)[i], here);
    if (!agreed) {
      return agreed.error();
    }
    if (!*agreed) {
      return Comparison{true, false, {}};
    }
    const protocol::CarriedEntry& carried = batch.batch.entries[i];
    if (here == nullptr) {
      continue;
    }
    const bool brings_more = !here->is_erased && !carried.is_damaged() &&
                             (here->is_damaged || (here->lacks_body && carried.body));
    if (here->is_missing || brings_more) {
      comparison.better.push_back(here->sequence);
    }
  }
  return comparison;
}

}  // namespace outreach::ledger
