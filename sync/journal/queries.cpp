#include "sync/journal/queries.h"

#include <string>
#include <utility>

#include "sync/journal/row.h"

namespace outreach::journal {

Result<std::vector<ChainRow>> chains(sqlite::Database& database) {
  auto select = database.prepare(
      "SELECT number,kiosk,epoch,head_sequence,head_hash,ended,counted_through,pruned_through "
      "FROM chain ORDER BY number");
  if (!select) {
    return select.error();
  }
  std::vector<ChainRow> out;
  const auto read = sqlite::each_row(*select, [&] {
    ChainRow row{select->integer(0),
                 {array_column<16>(*select, 1), array_column<16>(*select, 2)},
                 {select->unsigned_integer(3), array_column<32>(*select, 4)},
                 std::string(select->text(5))};
    if (!select->is_null(6)) {
      row.counted_through = select->unsigned_integer(6);
    }
    row.pruned_through = select->unsigned_integer(7);
    out.push_back(std::move(row));
  });
  if (!read) {
    return read.error();
  }
  return out;
}

Result<std::vector<Entry>> read_entries(sqlite::Database& database, ChainNumber chain,
                                        Sequence first, std::size_t count, std::size_t body_bytes) {
  auto select = database.prepare(
      std::string("SELECT ") + kEntryColumns +
      " FROM entry WHERE chain=?1 AND sequence>=?2-1 ORDER BY sequence LIMIT ?3+1");
  if (!select) {
    return select.error();
  }
  select->bind(1, chain).bind(2, first).bind(3, static_cast<std::int64_t>(count));
  std::vector<Entry> out;
  Hash previous{};
  std::size_t bytes = 0;
  const auto read = sqlite::each_row(*select, [&] {
    Entry entry = entry_from(*select);
    entry.envelope.previous = previous;
    previous = entry.hash;
    if (entry.envelope.sequence < first) {
      return true;
    }
    bytes += entry.body ? entry.body->size() : 0;
    if (out.size() == count || (!out.empty() && bytes > body_bytes)) {
      return false;
    }
    out.push_back(std::move(entry));
    return true;
  });
  if (!read) {
    return read.error();
  }
  return out;
}

Result<DeliveryCounts> count_delivery(sqlite::Database& database) {
  auto select = database.prepare(
      // A disk that lied may have kept an ack and lost what it is about: only what is here counts.
      "SELECT COALESCE(SUM(deliverable),0), COALESCE(SUM(MIN(acknowledged,deliverable)),0), "
      "COALESCE(SUM(MAX(0,MIN(on_stick,deliverable)-acknowledged)),0), COALESCE(SUM(set_aside),0) "
      "FROM (SELECT COALESCE(c.counted_through,c.head_sequence) AS deliverable, "
      "(SELECT COUNT(*) FROM quarantine q WHERE q.chain=c.number AND "
      "q.sequence<=COALESCE(c.counted_through,c.head_sequence)) AS set_aside, "
      "COALESCE(a.acknowledged_through,0) AS acknowledged, COALESCE(s.through,0) AS on_stick "
      "FROM chain c LEFT JOIN acknowledgement a ON a.chain=c.number "
      "LEFT JOIN stick s ON s.chain=c.number)");
  if (!select) {
    return select.error();
  }
  if (const auto row = select->step(); !row) {
    return row.error();
  }
  DeliveryCounts counts;
  counts.recorded = select->integer(0);
  counts.on_stick = select->integer(2);
  counts.quarantined = select->integer(3);
  counts.acknowledged = select->integer(1) - counts.quarantined;
  counts.local = counts.recorded - select->integer(1) - counts.on_stick;
  return counts;
}

Result<Sequence> on_stick_through(sqlite::Database& database, ChainNumber chain) {
  auto select = database.prepare("SELECT through FROM stick WHERE chain=?");
  if (!select) {
    return select.error();
  }
  const auto found = select->bind(1, chain).step();
  if (!found) {
    return found.error();
  }
  return *found ? select->unsigned_integer(0) : Sequence{0};
}

Result<AckState> ack_state(sqlite::Database& database, ChainNumber chain) {
  AckState state;
  auto select = database.prepare(
      "SELECT acknowledged_through,county_time,device_time,archived_through FROM acknowledgement "
      "WHERE chain=?");
  if (!select) {
    return select.error();
  }
  const auto found = select->bind(1, chain).step();
  if (!found) {
    return found.error();
  }
  if (*found) {
    state.acknowledged_through = select->unsigned_integer(0);
    state.county_time = wall_time_column(*select, 1);
    state.device_time = wall_time_column(*select, 2);
    state.archived_through = select->unsigned_integer(3);
  }
  auto aside =
      database.prepare("SELECT sequence,reason FROM quarantine WHERE chain=? ORDER BY sequence");
  if (!aside) {
    return aside.error();
  }
  aside->bind(1, chain);
  const auto read = sqlite::each_row(*aside, [&] {
    state.set_aside.push_back({aside->unsigned_integer(0), std::string(aside->text(1))});
  });
  if (!read) {
    return read.error();
  }
  return state;
}

namespace {

// The first row of "SELECT chain,sequence,kind,place,township,date,planned,closed", if there is
// one. `chain` is its parameter, where it has one.
Result<std::optional<OutingRow>> first_outing(sqlite::Database& database, const char* sql,
                                              std::optional<ChainNumber> chain = {}) {
  auto select = database.prepare(sql);
  if (!select) {
    return select.error();
  }
  if (chain) {
    select->bind(1, *chain);
  }
  const auto row = select->step();
  if (!row) {
    return row.error();
  }
  std::optional<OutingRow> out;
  if (*row) {
    domain::OutingOpened opened{{}, std::string(select->text(3)), std::string(select->text(4))};
    const bool has_kind = domain::set_kind(opened, select->text(2));
    const auto date = date_from_iso(select->text(5));
    if (!has_kind || !date) {
      return Error{ErrorCode::Corrupt,
                   "outing row " + std::to_string(select->integer(1)) + " cannot be read"};
    }
    opened.date = *date;
    opened.is_planned = select->integer(6) != 0;
    out = OutingRow{select->integer(0), select->unsigned_integer(1), std::move(opened),
                    select->integer(7) != 0};
  }
  return out;
}

}  // namespace

Result<std::optional<OutingRow>> open_outing(sqlite::Database& database) {
  return first_outing(
      database,
      "SELECT chain,sequence,kind,place,township,date,planned,closed FROM outing "
      "WHERE closed=0 AND amount>0 AND sheet IS NULL ORDER BY chain DESC, sequence DESC LIMIT 1");
}

Result<std::optional<OutingRow>> last_outing(sqlite::Database& database) {
  // One left open in an earlier life of the data takes no entries any more.
  return first_outing(
      database,
      "SELECT chain,sequence,kind,place,township,date,planned,closed OR sheet IS NOT NULL "
      "FROM outing WHERE amount>0 "
      "ORDER BY closed=0 AND sheet IS NULL AND chain=(SELECT MAX(number) FROM chain) DESC, "
      "date DESC, chain DESC, sequence DESC LIMIT 1");
}

Result<std::optional<OutingRow>> last_outing(sqlite::Database& database, ChainNumber chain) {
  return first_outing(database,
                      "SELECT chain,sequence,kind,place,township,date,planned,closed FROM outing "
                      "WHERE chain=? AND amount>0 AND sheet IS NULL ORDER BY sequence DESC LIMIT 1",
                      chain);
}

Result<std::optional<Sequence>> find_outing(sqlite::Database& database, ChainNumber chain,
                                            Date date, std::string_view place) {
  auto select = database.prepare(
      "SELECT sequence FROM outing WHERE chain=? AND date=? AND place=? AND amount>0 "
      "ORDER BY sequence DESC LIMIT 1");
  if (!select) {
    return select.error();
  }
  const auto row = select->bind(1, chain).bind(2, to_iso(date)).bind(3, place).step();
  if (!row) {
    return row.error();
  }
  return *row ? std::optional(select->unsigned_integer(0)) : std::nullopt;
}

Result<std::vector<RecordedEntry>> entries_of_outing(sqlite::Database& database, ChainNumber chain,
                                                     Sequence outing) {
  // Sequences grow, so everything of an outing stands at or after the entry that opened it.
  auto select = database.prepare(
      "SELECT sequence,outing,device_time,kind,body FROM entry "
      "WHERE chain=?1 AND sequence>=?2 AND (sequence=?2 OR outing=?2) ORDER BY sequence");
  if (!select) {
    return select.error();
  }
  select->bind(1, chain).bind(2, outing);
  std::vector<RecordedEntry> out;
  const auto read = sqlite::each_row(*select, [&] {
    auto decoded = domain::decode_body(select->text(3), select->blob(4));
    if (auto* record = std::get_if<domain::Record>(&decoded)) {
      out.push_back({select->unsigned_integer(0), select->unsigned_integer(1),
                     wall_time_column(*select, 2), std::move(*record)});
    }
  });
  if (!read) {
    return read.error();
  }
  return out;
}

Result<std::vector<std::pair<std::string, std::int64_t>>> topic_use(sqlite::Database& database) {
  auto select = database.prepare(
      "SELECT topic,COUNT(*) FROM (SELECT topic FROM consultation WHERE people>0 ORDER BY chain "
      "DESC,sequence DESC LIMIT ?) GROUP BY topic ORDER BY 2 DESC,1");
  if (!select) {
    return select.error();
  }
  select->bind(1, std::int64_t{kUseCounted});
  std::vector<std::pair<std::string, std::int64_t>> out;
  const auto read =
      sqlite::each_row(*select, [&] { out.emplace_back(select->text(0), select->integer(1)); });
  if (!read) {
    return read.error();
  }
  return out;
}

}  // namespace outreach::journal
