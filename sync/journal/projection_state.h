// What a Projection holds. Private to sync/journal.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "sync/journal/counted_names.h"
#include "sync/journal/epoch_order.h"
#include "sync/journal/lineage.h"
#include "sync/journal/projection.h"

namespace outreach::journal {

using Verdict = Result<std::optional<domain::Rejection>>;
using Places = std::vector<EntryPlace>;

// What one outing looks like in each chain that has it.
struct OutingState {
  std::int64_t amount = 1;
  bool is_closed = false;
};

// Positions in its statements.
enum class ProjectionSql : std::size_t {
  AddOuting,
  AddConsultation,
  AddHandout,
  AddQuestion,
  AddStock,
  AddRating,
  AddReading,
  CloseOuting,
  FindOuting,
  CorrectOuting,
  CountedThrough,
  Kind,
  EraseBody,
  NoteErased,
  FindErased,
  Epochs,
  Corrections,
  Chains,
};
// Positions in kCountedNames.
enum class Counted : std::size_t { Handout, Consultation, Question, Stock, Rating, SelfService };
struct CountedStatements {
  sqlite::Statement find;
  std::optional<sqlite::Statement> correct;  // none: no correction targets it
  sqlite::Statement drop;
};

inline Verdict done(const Result<void>& result) {
  if (!result) {
    return result.error();
  }
  return std::optional<domain::Rejection>();
}

struct Projection::State {
  sqlite::Database& database;
  Lineage lineage;
  std::vector<sqlite::Statement> statements;
  std::vector<CountedStatements> counted;
  // The outing that was found last: nearly every entry of a day belongs to the same one.
  EntryPlace known_outing{};
  bool has_erased = false;

  using Sql = ProjectionSql;

  Result<void> prepare();
  sqlite::Statement& statement(Sql which) {
    return statements[static_cast<std::size_t>(which)];
  }

  Result<bool> has_outing(const EntryPlace& outing);
  Result<OutingState> outing_state(const Places& relatives);
  Result<bool> is_counted_by(Counted table, const Places& relatives);
  Result<bool> share_erasure(const EntryPlace& place, const Places& relatives);
  Result<EntryPlace> target_of(const EntryPlace& place, Sequence target,
                               const std::optional<domain::EpochId>& epoch);
  struct ChainEpoch {
    ChainNumber number = 0;
    domain::EpochId epoch{};
  };
  Result<EpochOrder> epoch_order(ChainNumber chain);
  Result<std::vector<ChainEpoch>> chains_of_kiosk(ChainNumber chain);
  Result<std::vector<ChainNumber>> later_chains(ChainNumber chain);
  struct Corrected {
    EntryPlace by;
    EntryPlace target;
    int amount = 0;
  };
  Result<std::vector<Corrected>> corrections_of(const EntryPlace& after,
                                                const std::optional<Places>& targets);
  Result<void> settle(const Places& members);
  Result<void> join_epochs(const EntryPlace& opened);
  Result<bool> is_overruled(const EntryPlace& by, const Places& targets);
  Result<void> erase_one(const EntryPlace& place, Sequence by);

  Verdict open(const EntryPlace& place, const domain::OutingOpened& opened,
               const domain::Record& record, const Places& relatives);
  Verdict consult(const EntryPlace& place, Sequence outing,
                  const domain::Consultation& consultation, const domain::Record& record,
                  const Places& relatives);
  Verdict hand_out(const EntryPlace& place, Sequence outing, const domain::Handout& handout,
                   const domain::Record& record, const Places& relatives);
  Verdict ask(const EntryPlace& place, Sequence outing, const domain::Question& question,
              const Places& relatives);
  Verdict move_stock(const EntryPlace& place, Sequence outing, const domain::Stock& stock,
                     const domain::Record& record, const Places& relatives);
  Verdict rate(const EntryPlace& place, Sequence outing, const domain::Rating& rating,
               const domain::Record& record, const Places& relatives);
  Verdict note_reading(const EntryPlace& place, Sequence outing, const domain::SelfService& reading,
                       const domain::Record& record, const Places& relatives);
  Verdict correct(const EntryPlace& place, const domain::Correction& correction);
  Verdict set_amount(const Places& targets, int amount);
  Verdict erase(const EntryPlace& place, const domain::Erasure& erasure);
  Verdict count(const EntryPlace& place, Sequence outing, const domain::Record& record,
                const Places& relatives);
  Verdict count_of_outing(const EntryPlace& place, Sequence outing, const domain::Record& record,
                          const Places& relatives);
};

// Whether a statement with those two parameters has a row.
inline Result<bool> finds(sqlite::Statement& select, const EntryPlace& place) {
  auto found = select.bind(1, place.chain).bind(2, place.sequence).step();
  select.reset();
  return found;
}

}  // namespace outreach::journal
