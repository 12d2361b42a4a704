// Long because each kind of entry has its row, counted in its own way.
#include "sync/journal/projection.h"

#include <string>
#include <utility>

#include "sync/journal/projection_state.h"

namespace outreach::journal {
namespace {

using domain::Rejection;

constexpr std::array kProjectionStatements{
    "INSERT INTO outing VALUES(?,?,?,?,?,?,?,?,?,?,?)",
    "INSERT INTO consultation VALUES(?,?,?,?,?,?,?,?,?)",
    "INSERT INTO handout VALUES(?,?,?,?,?,?)",
    "INSERT INTO question VALUES(?,?,?,?,1)",
    "INSERT INTO stock VALUES(?,?,?,?,?,?,?)",
    "INSERT INTO rating VALUES(?,?,?,?,?,?)",
    "INSERT INTO self_service VALUES(?,?,?,?,?,?,?)",
    "UPDATE outing SET closed=1 WHERE chain=? AND sequence=?",
    "SELECT amount,closed FROM outing WHERE chain=? AND sequence=?",
    "UPDATE outing SET amount=? WHERE chain=? AND sequence=?",
    "SELECT counted_through FROM chain WHERE number=? AND counted_through IS NOT NULL",
    "SELECT kind FROM entry WHERE chain=? AND sequence=?",
    "UPDATE entry SET body=NULL WHERE chain=? AND sequence=?",
    "INSERT OR IGNORE INTO erased VALUES(?,?,?)",
    "SELECT by_sequence FROM erased WHERE chain=? AND sequence=?",
    "SELECT k.epoch,e.body,e.device_time FROM chain c JOIN chain k ON k.kiosk=c.kiosk "
    "JOIN entry e ON e.chain=k.number AND e.sequence=1 AND e.kind='epoch_opened' WHERE c.number=?",
    "SELECT e.sequence,e.body FROM entry e WHERE e.chain=?1 AND e.sequence>?2 AND "
    "e.kind='correction' AND NOT "
    "EXISTS(SELECT 1 FROM quarantine q WHERE q.chain=?1 AND q.sequence=e.sequence)",
    "SELECT k.number,k.epoch FROM chain c JOIN chain k ON k.kiosk=c.kiosk WHERE c.number=?",
};

// What residents leave may come while no outing is open, and a remark may be about any day.
bool may_stand_alone(const domain::Content& content) {
  return std::holds_alternative<domain::Question>(content) ||
         std::holds_alternative<domain::Remark>(content) ||
         std::holds_alternative<domain::Rating>(content) ||
         std::holds_alternative<domain::SelfService>(content);
}

}  // namespace

Result<void> Projection::State::prepare() {
  const auto add = [&](const std::string& sql) -> Result<sqlite::Statement> {
    return database.prepare(sql);
  };
  for (const char* sql : kProjectionStatements) {
    auto statement = add(sql);
    if (!statement) {
      return statement.error();
    }
    statements.push_back(std::move(*statement));
  }
  for (const CountedName& sql : kCountedNames) {
    const std::string table = sql.table;
    const std::string where = " WHERE chain=?1 AND sequence=?2";
    auto find = add(std::string("SELECT 1 FROM ").append(table).append(where));
    auto drop = add(std::string("DELETE FROM ").append(table).append(where));
    for (const auto* statement : {&find, &drop}) {
      if (!*statement) {
        return statement->error();
      }
    }
    counted.push_back({std::move(*find), std::nullopt, std::move(*drop)});
    if (sql.amount == nullptr) {
      continue;
    }
    auto correct = add(std::string("UPDATE ")
                           .append(table)
                           .append(" SET ")
                           .append(sql.amount)
                           .append("=?3")
                           .append(where));
    if (!correct) {
      return correct.error();
    }
    counted.back().correct.emplace(std::move(*correct));
  }
  return {};
}

// Whether this chain has opened that outing.
Result<bool> Projection::State::has_outing(const EntryPlace& outing) {
  if (outing.sequence != 0 && outing == known_outing) {
    return true;
  }
  auto found = finds(statement(Sql::FindOuting), outing);
  if (found && *found) {
    known_outing = outing;
  }
  return found;
}

// The outing as another chain has it.
Result<OutingState> Projection::State::outing_state(const Places& relatives) {
  sqlite::Statement& select = statement(Sql::FindOuting);
  for (const EntryPlace& place : relatives) {
    const auto found = select.bind(1, place.chain).bind(2, place.sequence).step();
    if (!found) {
      return found.error();
    }
    if (*found) {
      const OutingState state{select.integer(0), select.integer(1) != 0};
      select.reset();
      return state;
    }
  }
  return OutingState{};
}

// Whether one of these has the row. Leaves one at most, that of the newest epoch, which has seen
// every correction: two were counted until the entry came that shows them to be one record.
Result<bool> Projection::State::is_counted_by(Counted table, const Places& relatives) {
  CountedStatements& sql = counted[static_cast<std::size_t>(table)];
  bool has_row = false;
  for (const EntryPlace& place : relatives) {
    if (has_row) {
      if (auto dropped = sql.drop.bind(1, place.chain).bind(2, place.sequence).run(); !dropped) {
        return dropped.error();
      }
      continue;
    }
    const auto found = finds(sql.find, place);
    if (!found) {
      return found;
    }
    has_row = *found;
  }
  return has_row;
}

Verdict Projection::State::open(const EntryPlace& place, const domain::OutingOpened& opened,
                                const domain::Record& record, const Places& relatives) {
  const auto state = outing_state(relatives);
  if (!state) {
    return state.error();
  }
  sqlite::Statement& insert = statement(Sql::AddOuting);
  insert.bind(1, place.chain).bind(2, place.sequence).bind(3, domain::key_of(opened));
  insert.bind(4, opened.place).bind(5, opened.township).bind(6, to_iso(opened.date));
  insert.bind(7, record.staff).bind(9, state->amount).bind(10, state->is_closed);
  insert.bind(11, opened.is_planned);
  if (record.sheet_time) {
    insert.bind(8, *record.sheet_time);
  } else {
    insert.bind_null(8);
  }
  return done(insert.run());
}

Verdict Projection::State::consult(const EntryPlace& place, Sequence outing,
                                   const domain::Consultation& consultation,
                                   const domain::Record& record, const Places& relatives) {
  const auto counts = is_counted_by(Counted::Consultation, relatives);
  if (!counts || *counts) {
    return done(counts ? Result<void>() : counts.error());
  }
  sqlite::Statement& insert = statement(Sql::AddConsultation);
  insert.bind(1, place.chain).bind(2, place.sequence).bind(3, outing);
  insert.bind(4, consultation.people).lend(5, consultation.topic);
  insert.lend(6, domain::code_of(consultation.pathway)).lend(7, consultation.department);
  insert.lend(8, domain::code_of(consultation.outcome)).lend(9, record.staff);
  return done(insert.run());
}

Verdict Projection::State::hand_out(const EntryPlace& place, Sequence outing,
                                    const domain::Handout& handout, const domain::Record& record,
                                    const Places& relatives) {
  const auto counts = is_counted_by(Counted::Handout, relatives);
  if (!counts || *counts) {
    return done(counts ? Result<void>() : counts.error());
  }
  sqlite::Statement& insert = statement(Sql::AddHandout);
  insert.bind(1, place.chain).bind(2, place.sequence).bind(3, outing);
  return done(insert.lend(4, handout.leaflet).bind(5, handout.copies).lend(6, record.staff).run());
}

Verdict Projection::State::ask(const EntryPlace& place, Sequence outing,
                               const domain::Question& question, const Places& relatives) {
  const auto counts = is_counted_by(Counted::Question, relatives);
  if (!counts || *counts) {
    return done(counts ? Result<void>() : counts.error());
  }
  sqlite::Statement& insert = statement(Sql::AddQuestion);
  insert.bind(1, place.chain).bind(2, place.sequence).bind(3, outing);
  return done(insert.bind(4, question.topic).run());
}

Verdict Projection::State::move_stock(const EntryPlace& place, Sequence outing,
                                      const domain::Stock& stock, const domain::Record& record,
                                      const Places& relatives) {
  const auto counts = is_counted_by(Counted::Stock, relatives);
  if (!counts || *counts) {
    return done(counts ? Result<void>() : counts.error());
  }
  sqlite::Statement& insert = statement(Sql::AddStock);
  insert.bind(1, place.chain).bind(2, place.sequence).bind(3, outing).lend(4, stock.leaflet);
  insert.lend(5, domain::code_of(stock.movement)).bind(6, stock.copies);
  return done(insert.lend(7, record.staff).run());
}

Verdict Projection::State::rate(const EntryPlace& place, Sequence outing,
                                const domain::Rating& rating, const domain::Record& record,
                                const Places& relatives) {
  const auto counts = is_counted_by(Counted::Rating, relatives);
  if (!counts || *counts) {
    return done(counts ? Result<void>() : counts.error());
  }
  sqlite::Statement& insert = statement(Sql::AddRating);
  insert.bind(1, place.chain).bind(2, place.sequence).bind(3, outing);
  insert.lend(4, domain::code_of(rating.rated)).lend(5, domain::code_of(rating.face));
  return done(insert.lend(6, record.staff).run());
}

Verdict Projection::State::note_reading(const EntryPlace& place, Sequence outing,
                                        const domain::SelfService& reading,
                                        const domain::Record& record, const Places& relatives) {
  const auto counts = is_counted_by(Counted::SelfService, relatives);
  if (!counts || *counts) {
    return done(counts ? Result<void>() : counts.error());
  }
  sqlite::Statement& insert = statement(Sql::AddReading);
  insert.bind(1, place.chain).bind(2, place.sequence).bind(3, outing).lend(4, reading.leaflet);
  insert.bind(5, reading.seconds).bind(6, reading.take_aways);
  return done(insert.lend(7, record.staff).run());
}

Verdict Projection::State::count(const EntryPlace& place, Sequence outing,
                                 const domain::Record& record, const Places& relatives) {
  if (const auto* opened = std::get_if<domain::OutingOpened>(&record.content)) {
    return open(place, *opened, record, relatives);
  }
  if (const auto* correction = std::get_if<domain::Correction>(&record.content)) {
    return correct(place, *correction);
  }
  if (const auto* erasure = std::get_if<domain::Erasure>(&record.content)) {
    return erase(place, *erasure);
  }
  if (std::holds_alternative<domain::EpochOpened>(record.content)) {
    return place.sequence == 1 ? done(join_epochs(place)) : std::optional(Rejection::BadValue);
  }
  if (!may_stand_alone(record.content) || outing != 0) {
    const auto known = has_outing({place.chain, outing});
    if (!known) {
      return known.error();
    }
    if (!*known) {
      return std::optional(Rejection::UnknownOuting);
    }
  }
  return count_of_outing(place, outing, record, relatives);
}

// What stands in an outing, which is known here.
Verdict Projection::State::count_of_outing(const EntryPlace& place, Sequence outing,
                                           const domain::Record& record, const Places& relatives) {
  if (const auto* question = std::get_if<domain::Question>(&record.content)) {
    return ask(place, outing, *question, relatives);
  }
  if (const auto* consultation = std::get_if<domain::Consultation>(&record.content)) {
    return consult(place, outing, *consultation, record, relatives);
  }
  if (const auto* handout = std::get_if<domain::Handout>(&record.content)) {
    return hand_out(place, outing, *handout, record, relatives);
  }
  if (const auto* stock = std::get_if<domain::Stock>(&record.content)) {
    return move_stock(place, outing, *stock, record, relatives);
  }
  if (const auto* rating = std::get_if<domain::Rating>(&record.content)) {
    return rate(place, outing, *rating, record, relatives);
  }
  if (const auto* reading = std::get_if<domain::SelfService>(&record.content)) {
    return note_reading(place, outing, *reading, record, relatives);
  }
  if (std::holds_alternative<domain::Remark>(record.content)) {
    return std::optional<Rejection>();  // counts nothing, whatever it is about
  }
  return done(statement(Sql::CloseOuting).bind(1, place.chain).bind(2, outing).run());
}

Projection::Projection(std::unique_ptr<State> state) : state_(std::move(state)) {}
Projection::Projection(Projection&&) noexcept = default;
Projection& Projection::operator=(Projection&&) noexcept = default;
Projection::~Projection() = default;

Result<Projection> Projection::prepare(sqlite::Database& database) {
  auto lineage = Lineage::prepare(database);
  if (!lineage) {
    return lineage.error();
  }
  auto state = std::unique_ptr<State>(new State{database, std::move(*lineage), {}, {}});
  if (auto prepared = state->prepare(); !prepared) {
    return prepared.error();
  }
  return Projection(std::move(state));
}

void Projection::forget() {
  state_->known_outing = {};
  state_->has_erased = false;
}

bool Projection::take_erased() {
  return std::exchange(state_->has_erased, false);
}

Verdict Projection::apply(ChainNumber chain, const Envelope& envelope,
                          const domain::Record& record) {
  State& state = *state_;
  const EntryPlace place{chain, envelope.sequence};
  const auto may_have = state.lineage.add(chain, envelope, record);
  if (!may_have) {
    return may_have.error();
  }
  Places relatives;
  if (*may_have != Lineage::Kinship::None) {
    auto found = state.lineage.relatives(place);
    if (!found) {
      return found.error();
    }
    relatives = std::move(*found);
  }
  auto verdict = state.count(place, envelope.outing, record, relatives);
  if (!verdict) {
    return verdict;
  }
  if (*verdict) {
    const auto removed =
        record.origin ? state.lineage.remove(chain, envelope.sequence) : Result<void>();
    return removed ? verdict : removed.error();
  }
  // One that others were taken over from and that was taken over itself may join what was apart.
  if (*may_have == Lineage::Kinship::Named && relatives.size() > 1) {
    Places members = relatives;
    members.push_back(place);
    if (auto settled = state.settle(members); !settled) {
      return settled.error();
    }
  }
  const auto shared = state.share_erasure(place, relatives);
  return shared ? verdict : shared.error();
}

}  // namespace outreach::journal
