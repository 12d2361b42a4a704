// What the county set aside, with what it says and whether staff have dealt with it.
#include <set>
#include <string>
#include <utility>

#include "sync/journal/queries.h"
#include "sync/journal/row.h"

namespace outreach::journal {
namespace {

using Settled = std::set<std::pair<ChainId, Sequence>>;

// The entries that remarks call settled. A remark follows what it is about: a chain is read from
// its first entry that was set aside, or all of it where one of another of its kiosk's chains was;
// a long journal of which nothing was set aside is not read at all.
Result<Settled> settled_entries(sqlite::Database& database) {
  auto select = database.prepare(
      "SELECT c.kiosk,c.epoch,e.body FROM chain c CROSS JOIN entry e ON e.chain=c.number AND "
      "e.sequence>CASE WHEN EXISTS(SELECT 1 FROM quarantine q JOIN chain k ON k.number=q.chain "
      "WHERE k.kiosk=c.kiosk AND k.number<>c.number) THEN 0 ELSE (SELECT MIN(sequence) FROM "
      "quarantine WHERE chain=c.number) END WHERE e.kind='remark' AND e.body IS NOT NULL");
  if (!select) {
    return select.error();
  }
  Settled out;
  const auto read = sqlite::each_row(*select, [&] {
    const auto decoded = domain::decode_body("remark", select->blob(2));
    const auto* record = std::get_if<domain::Record>(&decoded);
    if (record == nullptr) {
      return;
    }
    const auto& remark = std::get<domain::Remark>(record->content);
    if (remark.about == domain::kRemarkSetAsideSettled) {
      const ChainId chain{array_column<16>(*select, 0),
                          remark.epoch.value_or(array_column<16>(*select, 1))};
      out.emplace(chain, remark.target);
    }
  });
  return read ? Result<Settled>(std::move(out)) : read.error();
}

SetAsideEntry entry_of(const sqlite::Statement& row) {
  SetAsideEntry entry{{array_column<16>(row, 0), array_column<16>(row, 1)},
                      row.unsigned_integer(2),
                      std::string(row.text(3)),
                      std::string(row.text(4)),
                      wall_time_column(row, 5)};
  if (!row.is_null(6)) {
    auto decoded = domain::decode_body(entry.kind, row.blob(6));
    if (auto* record = std::get_if<domain::Record>(&decoded)) {
      entry.record = std::move(*record);
    }
  }
  if (entry.record && entry.record->origin) {
    entry.device_time = entry.record->origin->device_time;
  }
  entry.place = row.text(7);
  entry.date = date_from_iso(row.text(8));
  return entry;
}

Result<std::vector<SetAsideEntry>> set_aside_in_snapshot(sqlite::Database& database) {
  const auto settled = settled_entries(database);
  if (!settled) {
    return settled.error();
  }
  // A row of `entry` may be lost: what is known is that the county set it aside.
  auto select = database.prepare(
      "SELECT c.kiosk,c.epoch,q.sequence,e.kind,q.reason,e.device_time,e.body,o.place,o.date "
      "FROM quarantine q JOIN chain c ON c.number=q.chain "
      "LEFT JOIN entry e ON e.chain=q.chain AND e.sequence=q.sequence "
      "LEFT JOIN outing o ON o.chain=q.chain AND "
      "o.sequence=CASE WHEN e.kind='outing_opened' THEN e.sequence ELSE e.outing END "
      "ORDER BY q.chain DESC,q.sequence DESC");
  if (!select) {
    return select.error();
  }
  std::vector<SetAsideEntry> out;
  const auto read = sqlite::each_row(*select, [&] {
    out.push_back(entry_of(*select));
    out.back().settled = settled->contains({out.back().chain, out.back().sequence});
  });
  return read ? Result<std::vector<SetAsideEntry>>(std::move(out)) : read.error();
}

}  // namespace

Result<std::vector<SetAsideEntry>> set_aside_entries(sqlite::Database& database) {
  // One read transaction, so that remarks and entries are of one moment.
  if (auto begun = database.execute("BEGIN"); !begun) {
    return begun.error();
  }
  auto entries = set_aside_in_snapshot(database);
  auto ended = database.execute("COMMIT");
  if (entries && !ended) {
    return ended.error();
  }
  return entries;
}

}  // namespace outreach::journal
