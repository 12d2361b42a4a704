#include "sync/journal/projection.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace outreach::journal {
namespace {

using Verdict = Result<std::optional<domain::Rejection>>;

constexpr std::array kStatements{
    "INSERT INTO outing VALUES(?,?,?,?,?,?,?,?,1,0)",
    "INSERT INTO consultation VALUES(?,?,?,?,?,?,?,?,?)",
    "INSERT INTO handout VALUES(?,?,?,?,?,?)",
    "UPDATE outing SET closed=1 WHERE chain=? AND sequence=?",
    "SELECT 1 FROM outing WHERE chain=? AND sequence=?",
    // A correction changes the one row it names; an amount over that kind's limit finds no row.
    "UPDATE handout SET copies=?3 WHERE chain=?1 AND sequence=?2 AND ?3<=?4",
    "UPDATE consultation SET people=?3 WHERE chain=?1 AND sequence=?2 AND ?3<=?4",
    "UPDATE outing SET amount=?3 WHERE chain=?1 AND sequence=?2 AND ?3<=?4",
};

}  // namespace

struct Projection::State {
  sqlite::Database& database;
  std::vector<sqlite::Statement> statements;
  // The outing that was found last: nearly every entry of a day belongs to the same one.
  ChainNumber known_chain = 0;
  Sequence known_outing = 0;

  sqlite::Statement& insert_outing() {
    return statements[0];
  }
  sqlite::Statement& insert_consultation() {
    return statements[1];
  }
  sqlite::Statement& insert_handout() {
    return statements[2];
  }
  sqlite::Statement& close_outing() {
    return statements[3];
  }
  sqlite::Statement& find_outing() {
    return statements[4];
  }

  // Whether this chain has opened that outing.
  Result<bool> has_outing(ChainNumber chain, Sequence outing) {
    if (outing != 0 && chain == known_chain && outing == known_outing) {
      return true;
    }
    auto found = find_outing().bind(1, chain).bind(2, outing).step();
    find_outing().reset();
    if (found && *found) {
      known_chain = chain;
      known_outing = outing;
    }
    return found;
  }

  // Sets the amount of whichever projection has the target.
  Verdict correct(ChainNumber chain, const domain::Correction& correction) {
    constexpr std::array kMost{domain::kCopiesMax, domain::kPeopleMax, 1};
    for (std::size_t table = 0; table < kMost.size(); ++table) {
      sqlite::Statement& update = statements[5 + table];
      update.bind(1, chain)
          .bind(2, correction.target)
          .bind(3, correction.new_amount)
          .bind(4, kMost[table]);
      if (auto done = update.run(); !done) {
        return done.error();
      }
      if (database.changes() > 0) {
        return std::optional<domain::Rejection>();
      }
    }
    return std::optional(domain::Rejection::BadTarget);
  }
};

Projection::Projection(std::unique_ptr<State> state) : state_(std::move(state)) {}
Projection::Projection(Projection&&) noexcept = default;
Projection& Projection::operator=(Projection&&) noexcept = default;
Projection::~Projection() = default;

Result<Projection> Projection::prepare(sqlite::Database& database) {
  auto state = std::make_unique<State>(State{database, {}});
  for (const char* sql : kStatements) {
    auto statement = database.prepare(sql);
    if (!statement) {
      return statement.error();
    }
    state->statements.push_back(std::move(*statement));
  }
  return Projection(std::move(state));
}

void Projection::forget() {
  state_->known_chain = 0;
  state_->known_outing = 0;
}

Verdict Projection::apply(ChainNumber chain, const Envelope& envelope,
                          const domain::Record& record) {
  State& state = *state_;
  const auto counted = [](const Result<void>& done) -> Verdict {
    if (!done) {
      return done.error();
    }
    return std::optional<domain::Rejection>();
  };
  if (const auto* opened = std::get_if<domain::OutingOpened>(&record.content)) {
    sqlite::Statement& insert = state.insert_outing();
    insert.bind(1, chain)
        .bind(2, envelope.sequence)
        .bind(3, domain::code_of(opened->kind))
        .bind(4, opened->place);
    insert.bind(5, opened->township).bind(6, to_iso(opened->date)).bind(7, record.staff);
    if (record.sheet_time) {
      insert.bind(8, *record.sheet_time);
    } else {
      insert.bind_null(8);
    }
    return counted(insert.run());
  }
  if (const auto* correction = std::get_if<domain::Correction>(&record.content)) {
    return state.correct(chain, *correction);
  }
  const auto known = state.has_outing(chain, envelope.outing);
  if (!known) {
    return known.error();
  }
  if (!*known) {
    return std::optional(domain::Rejection::UnknownOuting);
  }
  if (const auto* consultation = std::get_if<domain::Consultation>(&record.content)) {
    sqlite::Statement& insert = state.insert_consultation();
    insert.bind(1, chain)
        .bind(2, envelope.sequence)
        .bind(3, envelope.outing)
        .bind(4, consultation->people);
    insert.bind(5, consultation->topic).bind(6, domain::code_of(consultation->pathway));
    insert.bind(7, consultation->department)
        .bind(8, domain::code_of(consultation->outcome))
        .bind(9, record.staff);
    return counted(insert.run());
  }
  if (const auto* handout = std::get_if<domain::Handout>(&record.content)) {
    sqlite::Statement& insert = state.insert_handout();
    insert.bind(1, chain)
        .bind(2, envelope.sequence)
        .bind(3, envelope.outing)
        .bind(4, handout->leaflet);
    insert.bind(5, handout->copies).bind(6, record.staff);
    return counted(insert.run());
  }
  return counted(state.close_outing().bind(1, chain).bind(2, envelope.outing).run());
}

}  // namespace outreach::journal
