#include "sync/journal/lineage.h"

#include <array>
#include <utility>

#include "sync/journal/row.h"

namespace outreach::journal {
namespace {

// How often one record can be taken over and still be known again. A kiosk that had to begin anew
// more often has greater troubles; the limit ends what a forged ring of origins would begin.
constexpr int kEpochsMost = 32;

enum class LineageSql : std::size_t {
  IsNamed,
  PartUntrue,
  Original,
  Keep,
  Remove,
  Relatives,
  Chain
};
constexpr std::array kLineageStatements{
    "SELECT 1 FROM taken_over t JOIN chain c ON c.number=?1 JOIN chain k ON k.number=t.chain AND "
    "k.kiosk=c.kiosk WHERE t.from_epoch=c.epoch AND t.from_sequence=?2 LIMIT 1",
    "UPDATE taken_over SET from_sequence=-from_sequence WHERE "
    "from_epoch=(SELECT epoch FROM chain WHERE number=?1) AND from_sequence=?2 AND (from_time<>?3 "
    "OR content<>?4) AND chain IN (SELECT k.number FROM chain "
    "k JOIN chain c ON k.kiosk=c.kiosk WHERE c.number=?1)",
    "SELECT kind,device_time,body FROM entry WHERE chain=? AND sequence=?",
    "INSERT OR REPLACE INTO taken_over VALUES(?,?,?,?,?,?)",
    "DELETE FROM taken_over WHERE chain=? AND sequence=?",
    // A relative is found by going to the originals (depth falls) and to the copies (depth rises).
    // Copies of one original are related only where they agree on what it was.
    R"sql(WITH RECURSIVE
      me(kiosk) AS (SELECT kiosk FROM chain WHERE number=?1),
      what(content) AS (
        SELECT content FROM taken_over WHERE chain=?1 AND sequence=?2
        UNION SELECT t.content FROM chain c JOIN chain k ON k.kiosk=c.kiosk JOIN taken_over t ON
          t.from_epoch=c.epoch AND t.from_sequence=?2 AND t.chain=k.number WHERE c.number=?1),
      member(epoch, sequence, time, depth) AS (
        SELECT c.epoch, e.sequence, e.device_time, 0 FROM chain c JOIN entry e ON
          e.chain=c.number AND e.sequence=?2 WHERE c.number=?1
        UNION SELECT t.from_epoch, t.from_sequence, t.from_time, m.depth-1 FROM member m
          JOIN chain c ON c.kiosk=(SELECT kiosk FROM me) AND c.epoch=m.epoch
          JOIN taken_over t ON t.chain=c.number AND t.sequence=m.sequence
          WHERE t.content IN (SELECT content FROM what) AND m.depth>-?3
        UNION SELECT c.epoch, t.sequence, e.device_time, m.depth+1 FROM member m
          JOIN taken_over t ON t.from_epoch=m.epoch AND t.from_sequence=m.sequence AND
            t.from_time=m.time AND t.content IN (SELECT content FROM what)
          JOIN chain c ON c.number=t.chain AND c.kiosk=(SELECT kiosk FROM me)
          JOIN entry e ON e.chain=t.chain AND e.sequence=t.sequence
          WHERE m.depth<?3)
      SELECT c.number, m.sequence, MAX(m.depth) FROM member m
        JOIN chain c ON c.kiosk=(SELECT kiosk FROM me) AND c.epoch=m.epoch
        JOIN entry e ON e.chain=c.number AND e.sequence=m.sequence AND e.device_time=m.time
        WHERE c.number<>?1 OR m.sequence<>?2
        GROUP BY c.number, m.sequence ORDER BY 3 DESC, 1 DESC)sql",
    "SELECT n.number FROM chain c JOIN chain n ON n.kiosk=c.kiosk WHERE c.number=? AND n.epoch=?",
};

}  // namespace

struct Lineage::State {
  std::vector<sqlite::Statement> statements;

  sqlite::Statement& statement(LineageSql which) {
    return statements[static_cast<std::size_t>(which)];
  }

  Result<bool> is_named(ChainNumber chain, Sequence sequence) {
    sqlite::Statement& select = statement(LineageSql::IsNamed);
    const auto found = select.bind(1, chain).bind(2, sequence).step();
    select.reset();
    return found;
  }

  // Whether the entry at that place, should it be here, is what was taken over.
  Result<bool> may_be(ChainNumber chain, const domain::Origin& origin, std::string_view kind,
                      const Hash& content) {
    sqlite::Statement& select = statement(LineageSql::Original);
    const auto found = select.bind(1, chain).bind(2, origin.sequence).step();
    if (!found) {
      return found.error();
    }
    bool is_same = true;
    if (*found) {
      is_same = select.text(0) == kind && wall_time_column(select, 1) == origin.device_time;
      if (is_same && !select.is_null(2)) {
        const auto decoded = domain::decode_body(kind, select.blob(2));
        const auto* record = std::get_if<domain::Record>(&decoded);
        is_same = record != nullptr && domain::content_hash(*record) == content;
      }
    }
    select.reset();
    return is_same;
  }
};

Lineage::Lineage(std::unique_ptr<State> state) : state_(std::move(state)) {}
Lineage::Lineage(Lineage&&) noexcept = default;
Lineage& Lineage::operator=(Lineage&&) noexcept = default;
Lineage::~Lineage() = default;

Result<Lineage> Lineage::prepare(sqlite::Database& database) {
  auto state = std::make_unique<State>();
  for (const char* sql : kLineageStatements) {
    auto statement = database.prepare(sql);
    if (!statement) {
      return statement.error();
    }
    state->statements.push_back(std::move(*statement));
  }
  return Lineage(std::move(state));
}

Result<Lineage::Kinship> Lineage::add(ChainNumber chain, const Envelope& envelope,
                                      const domain::Record& record) {
  const auto named = state_->is_named(chain, envelope.sequence);
  if (!named) {
    return named.error();
  }
  if (!*named && !record.origin) {
    return Kinship::None;
  }
  const Hash content = domain::content_hash(record);
  sqlite::Statement& part = state_->statement(LineageSql::PartUntrue);
  part.bind(1, chain).bind(2, envelope.sequence).bind(3, unix_milliseconds(envelope.device_time));
  if (auto parted = part.bind(4, ByteView(content)).run(); !parted) {
    return parted.error();
  }
  if (!record.origin) {
    return Kinship::Named;
  }
  const auto from = chain_of_epoch(chain, record.origin->epoch);
  if (!from) {
    return from.error();
  }
  const auto is_true = state_->may_be(*from, *record.origin, envelope.kind, content);
  if (!is_true) {
    return is_true.error();
  }
  const auto from_sequence = static_cast<std::int64_t>(record.origin->sequence);
  sqlite::Statement& keep = state_->statement(LineageSql::Keep);
  keep.bind(1, chain).bind(2, envelope.sequence).bind(3, ByteView(record.origin->epoch));
  keep.bind(4, *is_true ? from_sequence : -from_sequence)
      .bind(5, unix_milliseconds(record.origin->device_time));
  if (auto kept = keep.bind(6, ByteView(content)).run(); !kept) {
    return kept.error();
  }
  return *named ? Kinship::Named : Kinship::TakenOver;
}

Result<void> Lineage::remove(ChainNumber chain, Sequence sequence) {
  return state_->statement(LineageSql::Remove).bind(1, chain).bind(2, sequence).run();
}

Result<std::vector<EntryPlace>> Lineage::relatives(const EntryPlace& entry) {
  sqlite::Statement& select = state_->statement(LineageSql::Relatives);
  select.bind(1, entry.chain).bind(2, entry.sequence).bind(3, kEpochsMost);
  std::vector<EntryPlace> out;
  const auto read = sqlite::each_row(select, [&] {
    out.push_back({select.integer(0), select.unsigned_integer(1)});
  });
  if (!read) {
    return read.error();
  }
  return out;
}

Result<ChainNumber> Lineage::chain_of_epoch(ChainNumber chain, const domain::EpochId& epoch) {
  sqlite::Statement& select = state_->statement(LineageSql::Chain);
  const auto found = select.bind(1, chain).bind(2, ByteView(epoch)).step();
  if (!found) {
    return found.error();
  }
  const ChainNumber number = *found ? select.integer(0) : 0;
  select.reset();
  return number;
}

}  // namespace outreach::journal
