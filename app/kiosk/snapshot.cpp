#include "app/kiosk/snapshot.h"

#include <algorithm>
#include <utility>

#include "sync/domain/record.h"
#include "sync/journal/query_use.h"

namespace outreach::kiosk {
namespace {

constexpr std::string_view kOpeningKind = "outing_opened";

Result<std::optional<journal::Entry>> entry_at(sqlite::Database& database,
                                               journal::ChainNumber chain,
                                               journal::Sequence sequence) {
  auto entries = journal::read_entries(database, chain, sequence, 1, domain::kBodyBytesMax);
  if (!entries) {
    return entries.error();
  }
  if (entries->empty() || entries->front().envelope.sequence != sequence) {
    return std::optional<journal::Entry>();
  }
  return std::optional(std::move(entries->front()));
}

// The one that takes entries, else the newest, closed, which can still be corrected.
Result<std::optional<journal::OutingRow>> current_outing(sqlite::Database& database,
                                                         journal::ChainNumber chain) {
  auto open = journal::open_outing(database);
  // One left open in an earlier life of the data cannot take entries of this one.
  if (!open || (*open && (*open)->chain == chain)) {
    return open;
  }
  auto last = journal::last_outing(database, chain);
  if (last && *last && !(*last)->closed) {
    return std::optional<journal::OutingRow>();
  }
  return last;
}

Result<void> read_outing(sqlite::Database& database, journal::ChainNumber chain,
                         core::JournalFacts& facts) {
  const auto outing = current_outing(database, chain);
  if (!outing) {
    return outing.error();
  }
  if (!*outing) {
    return {};
  }
  auto recorded = journal::entries_of_outing(database, chain, (*outing)->sequence);
  if (!recorded) {
    return recorded.error();
  }
  // What was pruned of one long closed would be missing in its sums.
  const bool is_whole = !recorded->empty() && recorded->front().sequence == (*outing)->sequence;
  if ((*outing)->closed && !is_whole) {
    return {};
  }
  facts.outing = core::CurrentOuting{(*outing)->sequence, (*outing)->outing, {}};
  facts.outing->is_closed = (*outing)->closed;
  for (journal::RecordedEntry& entry : *recorded) {
    facts.outing->entries.push_back({entry.sequence, entry.device_time, std::move(entry.record)});
  }
  return {};
}

// What is known of the newest entry's outing and of the oldest entry that waits.
Result<void> read_ends(sqlite::Database& database, journal::ChainNumber chain,
                       core::JournalFacts& facts) {
  if (facts.head == 0) {
    return {};
  }
  const auto newest = entry_at(database, chain, facts.head);
  if (!newest) {
    return newest.error();
  }
  if (*newest) {
    const journal::Envelope& envelope = (*newest)->envelope;
    facts.newest_outing = envelope.kind == kOpeningKind ? envelope.sequence : envelope.outing;
  }
  // A remark or a question may belong to none: then the one before it is the day's.
  if (facts.newest_outing == 0) {
    const auto last = journal::last_outing(database, chain);
    if (!last) {
      return last.error();
    }
    facts.newest_outing = *last ? (*last)->sequence : 0;
  }
  if (facts.acknowledged_through < facts.head) {
    const auto oldest = entry_at(database, chain, facts.acknowledged_through + 1);
    if (!oldest) {
      return oldest.error();
    }
    if (*oldest) {
      facts.oldest_waiting_at = (*oldest)->envelope.device_time;
    }
  }
  return {};
}

Result<void> read_delivery(sqlite::Database& database, journal::ChainNumber chain,
                           core::JournalFacts& facts) {
  const auto chains = journal::chains(database);
  if (!chains) {
    return chains.error();
  }
  const auto current = std::ranges::find(*chains, chain, &journal::ChainRow::number);
  for (const journal::ChainRow& row : *chains) {
    const auto ack = journal::ack_state(database, row.number);
    if (!ack) {
      return ack.error();
    }
    const auto stick = journal::on_stick_through(database, row.number);
    if (!stick) {
      return stick.error();
    }
    if (row.number != chain) {
      const journal::Sequence last = row.deliverable_through();
      const journal::Sequence acknowledged = std::min(ack->acknowledged_through, last);
      const journal::Sequence carried = std::clamp(*stick, acknowledged, last);
      facts.waiting_elsewhere += static_cast<std::int64_t>(last - acknowledged);
      // Only who has the key can sign for what it signed.
      if (current != chains->end() && row.id.kiosk != current->id.kiosk) {
        facts.of_lost_key += static_cast<std::int64_t>(last - acknowledged);
      } else {
        facts.on_stick_elsewhere += static_cast<std::int64_t>(carried - acknowledged);
      }
      continue;
    }
    facts.stick_through = *stick;
    facts.head = row.head.sequence;
    facts.acknowledged_through = ack->acknowledged_through;
    for (const journal::SetAside& entry : ack->set_aside) {
      facts.set_aside.push_back({entry.sequence, entry.reason});
    }
    if (ack->acknowledged_through > 0) {
      facts.last_ack_at = ack->device_time;
    }
  }
  return {};
}

// What this kiosk chose most.
Result<void> read_use(sqlite::Database& database, core::JournalFacts& facts) {
  auto topics = journal::topic_use(database);
  if (!topics) {
    return topics.error();
  }
  facts.topic_use = std::move(*topics);
  const auto outcomes = journal::outcome_use(database);
  if (!outcomes) {
    return outcomes.error();
  }
  facts.outcome_use.clear();
  for (const journal::OutcomeUse& use : *outcomes) {
    facts.outcome_use.push_back({use.topic, use.outcome, use.times});
  }
  return {};
}

Result<void> read_returned_of(sqlite::Database& database, journal::ChainNumber chain,
                              core::JournalFacts& facts) {
  const auto chains = journal::chains(database);
  if (!chains) {
    return chains.error();
  }
  const auto current = std::ranges::find(*chains, chain, &journal::ChainRow::number);
  if (current == chains->end()) {
    return {};
  }
  auto returned = returned_in(database, current->id);
  if (!returned) {
    return returned.error();
  }
  facts.returned = *std::move(returned);
  return {};
}

}  // namespace

Result<void> read_snapshot(sqlite::Database& database, journal::ChainNumber chain,
                           core::JournalFacts& facts) {
  if (auto read = read_delivery(database, chain, facts); !read) {
    return read;
  }
  if (auto read = read_outing(database, chain, facts); !read) {
    return read;
  }
  if (auto read = read_ends(database, chain, facts); !read) {
    return read;
  }
  if (auto read = read_use(database, facts); !read) {
    return read;
  }
  return read_returned_of(database, chain, facts);
}

Result<std::vector<core::ReturnedEntry>> returned_in(sqlite::Database& database,
                                                     const domain::ChainId& current) {
  auto entries = journal::set_aside_entries(database);
  if (!entries) {
    return entries.error();
  }
  std::vector<core::ReturnedEntry> out;
  for (journal::SetAsideEntry& entry : *entries) {
    core::ReturnedEntry returned;
    if (entry.chain != current) {
      returned.epoch = entry.chain.epoch;
    }
    returned.is_of_lost_key = entry.chain.kiosk != current.kiosk;
    returned.sequence = entry.sequence;
    returned.kind = std::move(entry.kind);
    returned.reason = std::move(entry.reason);
    returned.device_time = entry.device_time;
    returned.record = std::move(entry.record);
    returned.place = std::move(entry.place);
    returned.date = entry.date;
    returned.settled = entry.settled;
    out.push_back(std::move(returned));
  }
  return out;
}

}  // namespace outreach::kiosk
