#include "sync/ledger/fleet.h"

#include <utility>

#include "sync/journal/row.h"

namespace outreach::ledger {
namespace {

using domain::ChainId;

Result<std::vector<ReasonCount>> quarantine_counts(sqlite::Database& database,
                                                   journal::ChainNumber chain) {
  auto select = database.prepare(
      "SELECT reason,COUNT(*) FROM quarantine WHERE chain=? GROUP BY reason ORDER BY reason");
  if (!select) {
    return select.error();
  }
  select->bind(1, chain);
  std::vector<ReasonCount> counts;
  const auto read = sqlite::each_row(*select, [&] {
    counts.push_back({std::string(select->text(0)), select->integer(1)});
  });
  if (!read) {
    return read.error();
  }
  return counts;
}

Result<std::int64_t> count_forks(sqlite::Database& database, const ChainId& id) {
  auto select = database.prepare("SELECT COUNT(*) FROM fork WHERE kiosk=? AND epoch=?");
  if (!select) {
    return select.error();
  }
  const auto row = select->bind(1, ByteView(id.kiosk)).bind(2, ByteView(id.epoch)).step();
  if (!row) {
    return row.error();
  }
  return select->integer(0);
}

Result<ChainReport> report_of(sqlite::Database& database, const journal::ChainRow& chain) {
  ChainReport report{chain, {}, 0, {}, 0};
  auto arrival = database.prepare(
      "SELECT arrived_at,newest FROM arrival WHERE chain=? ORDER BY first DESC LIMIT 1");
  if (!arrival) {
    return arrival.error();
  }
  const auto row = arrival->bind(1, chain.number).step();
  if (!row) {
    return row.error();
  }
  if (*row) {
    report.last_arrival = journal::wall_time_column(*arrival, 0);
    report.newest_stated = arrival->unsigned_integer(1);
  }
  auto quarantined = quarantine_counts(database, chain.number);
  if (!quarantined) {
    return quarantined.error();
  }
  report.quarantined = std::move(*quarantined);
  const auto forks = count_forks(database, chain.id);
  if (!forks) {
    return forks.error();
  }
  report.forks = *forks;
  return report;
}

Result<std::vector<KioskReport>> enrolled_kiosks(sqlite::Database& database) {
  auto select =
      database.prepare("SELECT kiosk,name,enrolled_at,revoked FROM kiosk ORDER BY name,kiosk");
  if (!select) {
    return select.error();
  }
  std::vector<KioskReport> kiosks;
  const auto read = sqlite::each_row(*select, [&] {
    kiosks.push_back({journal::array_column<16>(*select, 0),
                      std::string(select->text(1)),
                      journal::wall_time_column(*select, 2),
                      select->integer(3) != 0,
                      {}});
  });
  if (!read) {
    return read.error();
  }
  return kiosks;
}

}  // namespace

Result<std::vector<KioskReport>> kiosk_reports(sqlite::Database& database) {
  auto kiosks = enrolled_kiosks(database);
  if (!kiosks) {
    return kiosks;
  }
  const auto chains = journal::chains(database);
  if (!chains) {
    return chains.error();
  }
  for (KioskReport& kiosk : *kiosks) {
    for (const journal::ChainRow& chain : *chains) {
      if (chain.id.kiosk != kiosk.kiosk) {
        continue;
      }
      auto report = report_of(database, chain);
      if (!report) {
        return report.error();
      }
      kiosk.chains.push_back(std::move(*report));
    }
  }
  return kiosks;
}

}  // namespace outreach::ledger
