#include "sync/ledger/fleet.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "sync/journal/row.h"
#include "sync/ledger/archive.h"
#include "sync/protocol/batch.h"

namespace outreach::ledger {
namespace {

using domain::ChainId;

Result<std::vector<ReasonCount>> counts_in(sqlite::Statement& select) {
  std::vector<ReasonCount> counts;
  const auto read = sqlite::each_row(select, [&] {
    counts.push_back({std::string(select.text(0)), select.integer(1)});
  });
  if (!read) {
    return read.error();
  }
  return counts;
}

Result<std::vector<ReasonCount>> quarantine_counts(sqlite::Database& database,
                                                   journal::ChainNumber chain) {
  auto select = database.prepare(
      "SELECT reason,COUNT(*) FROM quarantine WHERE chain=? GROUP BY reason ORDER BY reason");
  if (!select) {
    return select.error();
  }
  select->bind(1, chain);
  return counts_in(*select);
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
  ChainReport report{chain, {}, 0, {}, 0, 0, {}};
  auto arrival = database.prepare(
      "SELECT arrived_at,(SELECT MAX(newest) FROM arrival WHERE chain=?1) FROM arrival "
      "WHERE chain=?1 ORDER BY first DESC LIMIT 1");
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
  const auto archived = archived_through(database, chain.number);
  if (!archived) {
    return archived.error();
  }
  report.archived_through = *archived;
  return report;
}

// What the first entry of a chain says of the epoch's beginning.
Result<std::optional<domain::EpochOpened>> opening_of(sqlite::Database& database,
                                                      journal::ChainNumber chain) {
  auto select = database.prepare("SELECT kind,body FROM entry WHERE chain=? AND sequence=1");
  if (!select) {
    return select.error();
  }
  const auto row = select->bind(1, chain).step();
  if (!row) {
    return row.error();
  }
  std::optional<domain::EpochOpened> opening;
  if (*row && !select->is_null(1)) {
    const auto record = domain::decode_body(select->text(0), select->blob(1));
    const auto* known = std::get_if<domain::Record>(&record);
    const auto* opened = known ? std::get_if<domain::EpochOpened>(&known->content) : nullptr;
    if (opened != nullptr) {
      opening = *opened;
    }
  }
  return opening;
}

EpochStart start_of(const domain::EpochOpened& opening, const std::vector<ChainReport>& epochs) {
  EpochStart start{opening.reason, opening.previous, 0};
  for (const ChainReport& previous : epochs) {
    // What the disk still had is delivered yet, or was taken over.
    const domain::Sequence there = std::max(previous.chain.head.sequence, opening.previous_head);
    if (previous.chain.id.epoch == opening.previous && previous.newest_stated > there) {
      start.lost = previous.newest_stated - there;
    }
  }
  return start;
}

Result<void> add_beginnings(sqlite::Database& database, KioskReport& kiosk) {
  for (ChainReport& report : kiosk.chains) {
    const auto opening = opening_of(database, report.chain.number);
    if (!opening) {
      return opening.error();
    }
    if (*opening) {
      report.began = start_of(**opening, kiosk.chains);
    }
  }
  return {};
}

Result<std::vector<KioskReport>> enrolled_kiosks(sqlite::Database& database) {
  auto select = database.prepare(
      "SELECT kiosk,name,enrolled_at,revoked,revoked_at,revoked_for,replaced_by "
      "FROM kiosk ORDER BY name,kiosk");
  if (!select) {
    return select.error();
  }
  std::vector<KioskReport> kiosks;
  const auto read = sqlite::each_row(*select, [&] {
    kiosks.push_back({journal::array_column<16>(*select, 0),
                      std::string(select->text(1)),
                      journal::wall_time_column(*select, 2),
                      select->integer(3) != 0,
                      {},
                      {},
                      std::string(select->text(5)),
                      {}});
    if (!select->is_null(4)) {
      kiosks.back().revoked_at = journal::wall_time_column(*select, 4);
    }
    if (!select->is_null(6)) {
      kiosks.back().replaced_by = journal::array_column<16>(*select, 6);
    }
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
    if (auto added = add_beginnings(database, kiosk); !added) {
      return added.error();
    }
  }
  return kiosks;
}

Result<std::vector<ReasonCount>> not_counted(sqlite::Database& database) {
  auto select =
      database.prepare("SELECT reason,COUNT(*) FROM quarantine GROUP BY reason ORDER BY reason");
  if (!select) {
    return select.error();
  }
  return counts_in(*select);
}

Result<KioskReport> find_by_words(const std::vector<KioskReport>& kiosks,
                                  const std::string& words) {
  constexpr std::size_t kDigitsLeast = 8;
  std::vector<const KioskReport*> found;
  for (const KioskReport& kiosk : kiosks) {
    const bool is_number = words.size() >= kDigitsLeast && to_hex(kiosk.kiosk).starts_with(words);
    if (kiosk.name == words || is_number) {
      found.push_back(&kiosk);
    }
  }
  if (found.size() > 1) {
    // Of one name, the one that is still at work is meant.
    std::vector<const KioskReport*> at_work;
    std::copy_if(found.begin(), found.end(), std::back_inserter(at_work),
                 [](const KioskReport* kiosk) { return !kiosk->revoked; });
    found = at_work.empty() ? found : at_work;
  }
  if (found.empty()) {
    return Error{ErrorCode::NotFound,
                 "no kiosk is called \"" + words + "\": `outreach-county kiosks` lists them"};
  }
  if (found.size() > 1) {
    std::string numbers;
    for (const KioskReport* kiosk : found) {
      numbers += " " + to_hex(kiosk->kiosk);
    }
    return Error{ErrorCode::InvalidInput,
                 "several kiosks are called \"" + words + "\": give the number of one:" + numbers};
  }
  return *found.front();
}

Result<std::vector<ExplainedGap>> explained_gaps(sqlite::Database& database) {
  auto select = database.prepare(
      "SELECT c.kiosk,c.epoch,e.sequence FROM entry e JOIN chain c ON c.number=e.chain "
      "WHERE e.kind=? ORDER BY c.number,e.sequence");
  if (!select) {
    return select.error();
  }
  select->bind(1, protocol::kDamagedKind);
  std::vector<ExplainedGap> gaps;
  const auto read = sqlite::each_row(*select, [&] {
    const ChainId chain{journal::array_column<16>(*select, 0),
                        journal::array_column<16>(*select, 1)};
    const domain::Sequence sequence = select->unsigned_integer(2);
    if (!gaps.empty() && gaps.back().chain == chain && gaps.back().last + 1 == sequence) {
      gaps.back().last = sequence;
    } else {
      gaps.push_back({chain, sequence, sequence});
    }
  });
  if (!read) {
    return read.error();
  }
  return gaps;
}

}  // namespace outreach::ledger
