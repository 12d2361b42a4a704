// Storing what a batch brings, and judging it: what an entry says is looked at only after it is
// kept.
#include <string>
#include <utility>

#include "sync/journal/row.h"
#include "sync/ledger/intake.h"

namespace outreach::ledger {
namespace {

using domain::Hash;
using domain::Rejection;
using domain::Sequence;
using journal::ChainNumber;
using journal::ChainRow;

std::int64_t number_of(Sequence sequence) {
  return static_cast<std::int64_t>(sequence);
}

}  // namespace

Result<void> Intake::store(const protocol::OpenedBatch& batch, ChainRow chain,
                           const std::vector<Sequence>& better, WallTime arrived_at) {
  const protocol::BatchHeader& header = batch.batch.header;
  const auto at = [&](Sequence sequence) {
    return static_cast<std::size_t>(sequence - header.first);
  };
  for (const Sequence sequence : better) {
    const Hash& hash = batch.hashes[at(sequence)];
    if (auto done = replace(chain, batch.batch.entries[at(sequence)], hash); !done) {
      return done;
    }
    if (sequence == chain.head.sequence) {
      chain.head.hash = hash;
    }
  }
  const Sequence first_new = chain.head.sequence + 1;
  for (Sequence sequence = first_new; sequence <= header.last; ++sequence) {
    const Hash& hash = batch.hashes[at(sequence)];
    if (auto done = store_one(chain, batch.batch.entries[at(sequence)], hash, chain.head.hash);
        !done) {
      return done;
    }
    chain.head = {sequence, hash};
  }
  if (auto done = store_.set_head(chain.number, chain.head); !done) {
    return done;
  }
  if (auto done = judge_anew(chain, !better.empty()); !done) {
    return done;
  }
  return first_new <= header.last ? note_arrival(chain.number, header, first_new, arrived_at)
                                  : Result<void>();
}

Result<void> Intake::store_one(const ChainRow& chain, const protocol::CarriedEntry& carried,
                               const Hash& hash, const Hash& previous) {
  const domain::Envelope& envelope = carried.envelope;
  if (auto done = store_.add_entry(chain.number, {envelope, carried.body, hash}); !done) {
    return done;
  }
  if (auto done = mark_given(chain, carried, hash, previous); !done) {
    return done;
  }
  const auto rejection = judge(chain.number, envelope, carried.body);
  if (!rejection) {
    return rejection.error();
  }
  return *rejection
             ? store_.add_quarantine(chain.number, envelope.sequence, domain::code_of(**rejection))
             : Result<void>();
}

// Puts the true entry where only its place was held or its row was lost, or the body where it was
// missing.
Result<void> Intake::replace(const ChainRow& chain, const protocol::CarriedEntry& carried,
                             const Hash& hash) {
  const std::int64_t sequence = number_of(carried.envelope.sequence);
  for (const char* table : {"entry", "quarantine"}) {
    const std::string sql = std::string("DELETE FROM ") + table + " WHERE chain=? AND sequence=?";
    if (auto done = run(sql.c_str(), {chain.number, sequence}); !done) {
      return done;
    }
  }
  Hash previous{};
  if (sequence > 1) {
    const auto before = store_.entry_hash(chain.number, carried.envelope.sequence - 1);
    if (!before) {
      return before.error();
    }
    previous = *before;
  }
  if (auto done = store_one(chain, carried, hash, previous); !done) {
    return done;
  }
  if (auto done = run("UPDATE entry SET body=NULL WHERE chain=?1 AND sequence=?2 AND EXISTS("
                      "SELECT 1 FROM erased WHERE chain=?1 AND sequence=?2)",
                      {chain.number, sequence});
      !done) {
    return done;
  }
  // The entry behind it was compared with this hash: it is proven now.
  auto proven =
      database_->prepare("UPDATE entry SET hash_given=0 WHERE chain=? AND sequence=? AND kind<>?");
  if (!proven) {
    return proven.error();
  }
  return proven->bind(1, chain.number).bind(2, sequence + 1).bind(3, protocol::kDamagedKind).run();
}

// Notes that an entry's hash does not follow from the one that is held before it.
Result<void> Intake::mark_given(const ChainRow& chain, const protocol::CarriedEntry& carried,
                                const Hash& hash, const Hash& previous) {
  domain::Envelope envelope = carried.envelope;
  // Opening the batch computed the hash from the `previous` it saw.
  bool follows = !carried.given_hash && envelope.previous == previous;
  if (!follows && !carried.is_damaged()) {
    envelope.previous = previous;
    follows = domain::hash_envelope(chain.id, envelope) == hash;
  }
  if (follows) {
    return {};
  }
  return run("UPDATE entry SET hash_given=1 WHERE chain=? AND sequence=?",
             {chain.number, number_of(envelope.sequence)});
}

Result<std::optional<Rejection>> Intake::judge(ChainNumber chain, const domain::Envelope& envelope,
                                               const std::optional<Bytes>& body) {
  if (envelope.kind == protocol::kDamagedKind) {
    return std::optional(Rejection::Damaged);
  }
  if (!body) {
    return std::optional(Rejection::BodyMissing);
  }
  auto decoded = domain::decode_body(envelope.kind, *body);
  if (const auto* reason = std::get_if<Rejection>(&decoded)) {
    return std::optional(*reason);
  }
  auto verdict = projection_.apply(chain, envelope, std::get<domain::Record>(decoded));
  erasure_waits_ = projection_.take_erased() || erasure_waits_;
  return verdict;
}

// What named something that was not there may find it now: in this chain after a gap was filled, in
// the kiosk's other epochs after this one grew.
Result<void> Intake::judge_anew(const ChainRow& chain, bool also_this_chain) {
  auto select = database_->prepare(
      "SELECT q.chain,q.sequence FROM chain c JOIN quarantine q ON q.chain=c.number "
      "WHERE c.kiosk=?1 AND q.reason IN (?2,?3) AND (?4 OR q.chain<>?5) "
      "ORDER BY q.chain,q.sequence LIMIT ?6");
  if (!select) {
    return select.error();
  }
  select->bind(1, ByteView(chain.id.kiosk))
      .bind(2, domain::code_of(Rejection::UnknownOuting))
      .bind(3, domain::code_of(Rejection::BadTarget));
  select->bind(4, also_this_chain).bind(5, chain.number).bind(6, kJudgedAnewMax);
  std::vector<std::pair<ChainNumber, Sequence>> waiting;
  const auto read = sqlite::each_row(
      *select, [&] { waiting.emplace_back(select->integer(0), select->unsigned_integer(1)); });
  if (!read) {
    return read.error();
  }
  for (const auto& [its_chain, sequence] : waiting) {
    if (auto done = judge_one_anew(its_chain, sequence); !done) {
      return done;
    }
  }
  return {};
}

// In order of place: what an entry refers to stands before it, and is counted first.
Result<std::optional<QuarantinePlace>> Intake::judge_again(const QuarantinePlace& from,
                                                           int at_most) {
  auto transaction = sqlite::Transaction::begin(*database_);
  if (!transaction) {
    return transaction.error();
  }
  auto select = database_->prepare(
      "SELECT chain,sequence FROM quarantine WHERE (chain,sequence)>(?1,?2) AND reason<>?3 "
      "ORDER BY chain,sequence LIMIT ?4");
  if (!select) {
    return select.error();
  }
  select->bind(1, from.chain).bind(2, from.sequence);
  select->bind(3, domain::code_of(Rejection::Damaged)).bind(4, at_most);
  std::vector<QuarantinePlace> places;
  const auto read = sqlite::each_row(*select, [&] {
    places.push_back({select->integer(0), select->unsigned_integer(1)});
  });
  if (!read) {
    return read.error();
  }
  Result<void> done;
  for (const QuarantinePlace& place : places) {
    if (done) {
      done = judge_one_anew(place.chain, place.sequence);
    }
  }
  if (done) {
    done = transaction->commit();
  }
  if (!done) {
    projection_.forget();
    return done.error();
  }
  if (auto settled = committed(); !settled) {
    return settled.error();
  }
  return places.size() < static_cast<std::size_t>(at_most) ? std::optional<QuarantinePlace>()
                                                           : std::optional(places.back());
}

Result<void> Intake::judge_one_anew(ChainNumber chain, Sequence sequence) {
  auto select = database_->prepare(std::string("SELECT ") + journal::kEntryColumns +
                                   " FROM entry WHERE chain=? AND sequence=? AND body IS NOT NULL");
  if (!select) {
    return select.error();
  }
  const auto row = select->bind(1, chain).bind(2, sequence).step();
  if (!row) {
    return row.error();
  }
  if (!*row) {
    return {};
  }
  const journal::Entry entry = journal::entry_from(*select);
  select->reset();
  const auto rejection = judge(chain, entry.envelope, entry.body);
  if (!rejection) {
    return rejection.error();
  }
  return *rejection ? store_.add_quarantine(chain, sequence, domain::code_of(**rejection))
                    : run("DELETE FROM quarantine WHERE chain=? AND sequence=?",
                          {chain, number_of(sequence)});
}

}  // namespace outreach::ledger
