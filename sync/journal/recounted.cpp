// Counting again what can be; recounted_seed.cpp takes the rest as it is stored.
#include "sync/journal/recounted.h"

#include <algorithm>
#include <utility>

#include "sync/journal/counted_names.h"
#include "sync/journal/schema.h"

namespace outreach::journal {

Result<void> Recount::prepare_memory() {
  if (auto ready = prepare_schema(memory_); !ready) {
    return ready;
  }
  // Rows of damaged entries may point anywhere.
  return memory_.execute("PRAGMA foreign_keys=OFF");
}

Result<void> Recount::go_on() const {
  return !still_wanted_ || still_wanted_()
             ? Result<void>()
             : Error{ErrorCode::Unavailable, "counting again was given up", 0};
}

Result<void> Recount::copy_chains() {
  auto all = journal::chains(*stored_);
  if (!all) {
    return all.error();
  }
  chains_ = *std::move(all);
  // Only a kiosk has an installation, and acknowledgements of what it delivered.
  const auto marks = stored_->integer(
      "SELECT (SELECT COUNT(*) FROM installation)+(SELECT COUNT(*) FROM acknowledgement)");
  if (!marks) {
    return marks.error();
  }
  is_kiosk_ = *marks > 0;
  auto add = memory_.prepare(
      "INSERT INTO chain(number,kiosk,epoch,head_sequence,head_hash,counted_through) "
      "VALUES(?,?,?,0,zeroblob(32),?)");
  if (!add) {
    return add.error();
  }
  for (const ChainRow& chain : chains_) {
    add->bind(1, chain.number).bind(2, ByteView(chain.id.kiosk)).bind(3, ByteView(chain.id.epoch));
    if (chain.counted_through) {
      add->bind(4, *chain.counted_through);
    } else {
      add->bind_null(4);
    }
    if (auto added = add->run(); !added) {
      return added;
    }
  }
  return {};
}

Result<void> Recount::run() {
  if (auto begun = memory_.execute("BEGIN"); !begun) {
    return begun;
  }
  if (auto copied = copy_chains(); !copied) {
    return copied;
  }
  auto store = EntryStore::prepare(memory_);
  auto projection = Projection::prepare(memory_);
  if (!store || !projection) {
    return !store ? store.error() : projection.error();
  }
  store_.emplace(*std::move(store));
  projection_.emplace(*std::move(projection));
  for (const ChainRow& chain : chains_) {
    if (auto closed = close_chains_before(chain); !closed) {
      return closed;
    }
    if (auto counted = count_chain(chain); !counted) {
      return counted;
    }
  }
  if (!chains_.empty()) {
    ChainRow after = chains_.back();
    after.number += 2;
    if (auto closed = close_chains_before(after); !closed) {
      return closed;
    }
  }
  if (is_kiosk_) {
    return {};
  }
  if (auto counted = count_waiting(); !counted) {
    return counted;
  }
  return take_column("outing", "closed",
                     " WHERE EXISTS(SELECT 1 FROM taken_over t WHERE t.chain=outing.chain AND "
                     "t.sequence=outing.sequence)");
}

// When an epoch ended its outings were closed, after the next had taken them over.
Result<void> Recount::close_chains_before(const ChainRow& chain) {
  if (!is_kiosk_) {
    return {};
  }
  for (const ChainRow& earlier : chains_) {
    const bool was_followed =
        std::any_of(chains_.begin(), chains_.end(), [&](const ChainRow& later) {
          return later.number > earlier.number && later.id.kiosk == earlier.id.kiosk;
        });
    if (earlier.number + 1 < chain.number && !earlier.ended.empty() && was_followed) {
      if (auto closed = memory_.execute("UPDATE outing SET closed=1 WHERE chain=" +
                                        std::to_string(earlier.number));
          !closed) {
        return closed;
      }
    }
  }
  return {};
}

Result<void> Recount::count_chain(const ChainRow& chain) {
  ChainRow whole = chain;
  whole.counted_through.reset();  // what was taken over counted until then
  for (Sequence next = 1; next <= chain.head.sequence;) {
    const auto read = read_checked_entries(*stored_, whole, next, kEntriesAtOnce, kBodyBytesAtOnce);
    if (!read) {
      return read.error();
    }
    if (read->empty()) {
      break;
    }
    if (auto wanted = go_on(); !wanted) {
      return wanted;
    }
    for (const CheckedEntry& checked : *read) {
      if (auto counted = count_entry(chain, checked); !counted) {
        return counted;
      }
    }
    next += read->size();
  }
  return end_chain(chain);
}

Result<void> Recount::end_chain(const ChainRow& chain) {
  if (auto taken = take_amounts(chain); !taken || !chain.counted_through) {
    return taken;
  }
  // What the next epoch takes over stops counting here.
  const std::string number = std::to_string(chain.number);
  const std::string after = std::to_string(*chain.counted_through);
  for (const CountedName& counted : kCountedNames) {
    std::string sql = "DELETE FROM ";
    sql.append(counted.table).append(" WHERE chain=").append(number);
    sql.append(" AND sequence>").append(after);
    sql.append(" AND EXISTS(SELECT 1 FROM entry e WHERE e.chain=").append(number);
    sql.append(" AND e.sequence=").append(counted.table);
    sql.append(".sequence AND e.body IS NOT NULL)");
    if (auto dropped = memory_.execute(sql); !dropped) {
      return dropped;
    }
  }
  return {};
}

Result<void> Recount::count_entry(const ChainRow& chain, const CheckedEntry& checked) {
  const bool has_body =
      checked.soundness == CheckedEntry::Soundness::Sound && checked.entry.body.has_value();
  if (!has_body) {
    if (auto kept = keep_place(chain, checked); !kept) {
      return kept;
    }
    return seed(chain, checked);
  }
  if (auto taken = take_amounts(chain); !taken) {
    return taken;
  }
  if (auto added = store_->add_entry(chain.number, checked.entry); !added) {
    return added;
  }
  return count_body(chain, checked.entry);
}

Result<void> Recount::count_body(const ChainRow& chain, const Entry& entry) {
  const Envelope& envelope = entry.envelope;
  const auto decoded = domain::decode_body(envelope.kind, *entry.body);
  const auto* record = std::get_if<domain::Record>(&decoded);
  if (record == nullptr) {
    return {};
  }
  if (is_kiosk_) {
    const auto applied = projection_->apply(chain.number, envelope, *record);
    return applied ? Result<void>() : applied.error();
  }
  const auto is_aside = has(*stored_, "quarantine", chain.number, envelope.sequence);
  if (!is_aside || *is_aside) {
    return is_aside ? apply_set_aside(chain, entry, *record) : is_aside.error();
  }
  for (const CountedName& counted : kCountedNames) {
    if (envelope.kind != counted.table) {
      continue;
    }
    // Another entry that is the same record came first: this one is counted last.
    const auto has_row = has(*stored_, counted.table, chain.number, envelope.sequence);
    if (!has_row) {
      return has_row.error();
    }
    if (!*has_row) {
      waiting_.push_back({chain.number, envelope, *record});
      return {};
    }
  }
  const auto applied = projection_->apply(chain.number, envelope, *record);
  if (!applied) {
    return applied.error();
  }
  if (*applied) {
    waiting_.push_back({chain.number, envelope, *record});
    return store_->add_quarantine(chain.number, envelope.sequence, domain::code_of(**applied));
  }
  return {};
}

// What the county set aside has no effect, though it might have one by now: the county may not have
// looked at it again yet.
Result<void> Recount::apply_set_aside(const ChainRow& chain, const Entry& entry,
                                      const domain::Record& record) {
  if (auto saved = memory_.execute("SAVEPOINT aside"); !saved) {
    return saved;
  }
  const auto applied = projection_->apply(chain.number, entry.envelope, record);
  if (!applied) {
    return applied.error();
  }
  if (!*applied) {
    projection_->forget();
    if (auto undone = memory_.execute("ROLLBACK TO aside"); !undone) {
      return undone;
    }
  }
  if (auto released = memory_.execute("RELEASE aside"); !released) {
    return released;
  }
  return store_->add_quarantine(chain.number, entry.envelope.sequence, "set_aside");
}

// As the county judges anew when more has arrived, until nothing more is found.
Result<void> Recount::count_waiting() {
  for (bool has_progress = true; has_progress && !waiting_.empty();) {
    has_progress = false;
    std::vector<Waiting> still;
    for (Waiting& one : std::exchange(waiting_, {})) {
      const auto applied = projection_->apply(one.chain, one.envelope, one.record);
      if (!applied) {
        return applied.error();
      }
      if (*applied) {
        still.push_back(std::move(one));
        continue;
      }
      has_progress = true;
      if (auto taken =
              memory_.execute("DELETE FROM quarantine WHERE chain=" + std::to_string(one.chain) +
                              " AND sequence=" + std::to_string(one.envelope.sequence));
          !taken) {
        return taken;
      }
    }
    waiting_ = std::move(still);
  }
  return {};
}

Result<bool> Recount::has(sqlite::Database& database, const char* table, ChainNumber chain,
                          Sequence sequence) {
  auto select = database.prepare("SELECT 1 FROM " + std::string(table) + kThatEntry);
  if (!select) {
    return select.error();
  }
  return select->bind(1, chain).bind(2, sequence).step();
}

}  // namespace outreach::journal
