// Long because counting again and seeding are one thought: what is seeded is what is not compared.
#include "sync/journal/recounted.h"

#include <algorithm>
#include <utility>

#include "sync/journal/schema.h"

namespace outreach::journal {

Result<void> Recount::prepare_memory() {
  if (auto ready = prepare_schema(memory_); !ready) {
    return ready;
  }
  // Rows of damaged entries may point anywhere.
  return memory_.execute("PRAGMA foreign_keys=OFF");
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
  for (const char* table : {"handout", "consultation", "question"}) {
    const std::string sql =
        "DELETE FROM " + std::string(table) + " WHERE chain=" + std::to_string(chain.number) +
        " AND sequence>" + std::to_string(*chain.counted_through) +
        " AND EXISTS(SELECT 1 FROM entry e WHERE e.chain=" + std::to_string(chain.number) +
        " AND e.sequence=" + table + ".sequence AND e.body IS NOT NULL)";
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

// The entry's row, without its body. Of a lost one its time is needed, by which others that took it
// over are known to be the same record: as they say, or as its row still says.
Result<void> Recount::keep_place(const ChainRow& chain, const CheckedEntry& checked) {
  Entry entry = checked.entry;
  entry.body.reset();
  if (checked.soundness == CheckedEntry::Soundness::Lost) {
    auto select = stored_->prepare(
        "SELECT COALESCE((SELECT from_time FROM taken_over WHERE from_epoch=?3 AND "
        "from_sequence=?2 LIMIT 1),(SELECT device_time FROM entry WHERE chain=?1 AND "
        "sequence=?2),0),(SELECT kind FROM entry WHERE chain=?1 AND sequence=?2)");
    if (!select) {
      return select.error();
    }
    select->bind(1, chain.number)
        .bind(2, entry.envelope.sequence)
        .bind(3, ByteView(chain.id.epoch));
    if (const auto row = select->step(); !row) {
      return row.error();
    }
    entry.envelope.device_time = WallTime(std::chrono::milliseconds(select->integer(0)));
    entry.envelope.kind = select->text(1);
  }
  return store_->add_entry(chain.number, entry);
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
  for (const char* table : {"handout", "consultation", "question"}) {
    if (envelope.kind != table) {
      continue;
    }
    // Another entry that is the same record came first: this one is counted last.
    const auto has_row = has(*stored_, table, chain.number, envelope.sequence);
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

namespace {

// Whether that table may hold rows of such an entry. What is lost may have been anything.
bool may_have_rows(const CountTable& table, std::string_view kind, bool is_lost) {
  if (is_lost) {
    return true;
  }
  if (std::string_view(table.name) == "erased") {
    return kind == "erasure";
  }
  return *table.kind == '\0' || kind == table.kind;
}

}  // namespace

// Takes the rows of an entry without a sound body as they are stored.
Result<void> Recount::seed(const ChainRow& chain, const CheckedEntry& checked) {
  const Envelope& envelope = checked.entry.envelope;
  const bool is_lost = checked.soundness == CheckedEntry::Soundness::Lost;
  if (!is_kiosk_ && !is_lost) {
    const auto is_aside = has(*stored_, "quarantine", chain.number, envelope.sequence);
    if (!is_aside || *is_aside) {
      return is_aside ? Result<void>() : is_aside.error();
    }
  }
  for (const CountTable& table : count_tables()) {
    const bool is_erasures = std::string_view(table.name) == "erased";
    if (!may_have_rows(table, envelope.kind, is_lost)) {
      continue;
    }
    // Of an erasure: what it erased, in whatever chain of its kiosk.
    const std::string where =
        is_erasures ? " WHERE by_sequence=?2 AND chain IN (SELECT k.number FROM chain c JOIN chain "
                      "k ON k.kiosk=c.kiosk WHERE c.number=?1)"
                    : kThatEntry;
    if (auto seeded = seed_rows(table, where, chain.number, envelope.sequence); !seeded) {
      return seeded;
    }
  }
  takes_amounts_ = takes_amounts_ || is_lost || envelope.kind == "correction";
  const bool is_closing = envelope.kind == "outing_closed";
  takes_closed_ = takes_closed_ || is_lost || (is_closing && !is_kiosk_);
  return is_kiosk_ && !is_lost ? open_or_close(chain.number, envelope) : Result<void>();
}

// What the entry says of an outing being open.
Result<void> Recount::open_or_close(ChainNumber chain, const Envelope& envelope) {
  if (envelope.kind == "outing_closed") {
    return memory_.execute("UPDATE outing SET closed=1 WHERE chain=" + std::to_string(chain) +
                           " AND sequence=" + std::to_string(envelope.outing));
  }
  return envelope.kind == "outing_opened" ? open_seeded(chain, envelope.sequence) : Result<void>();
}

// The end of an epoch closed what is stored. Until then an outing is open, or as the one is that it
// was opened again from; its chain says the rest.
Result<void> Recount::open_seeded(ChainNumber chain, Sequence sequence) {
  auto update = memory_.prepare(
      "UPDATE outing SET closed=COALESCE((SELECT o.closed FROM taken_over t JOIN chain c ON "
      "c.epoch=t.from_epoch JOIN outing o ON o.chain=c.number AND o.sequence=t.from_sequence WHERE "
      "t.chain=?1 AND t.sequence=?2),0) WHERE chain=?1 AND sequence=?2");
  return update ? update->bind(1, chain).bind(2, sequence).run() : update.error();
}

Result<void> Recount::seed_rows(const CountTable& table, const std::string& where,
                                std::int64_t chain, Sequence sequence) {
  auto select = stored_->prepare(select_rows(table) + where);
  auto insert = memory_.prepare(insert_row(table));
  if (!select || !insert) {
    return !select ? select.error() : insert.error();
  }
  select->bind(1, chain).bind(2, sequence);
  Result<void> copied;
  const auto read = sqlite::each_row(*select, [&] {
    copied = copy_row(table, *select, *insert);
    return copied.has_value();
  });
  return read ? copied : read;
}

// After entries that nobody can read any more, before the next that can be: what they may have
// changed is as it is stored.
Result<void> Recount::take_amounts(const ChainRow& chain) {
  const std::string number = std::to_string(chain.number);
  if (std::exchange(takes_amounts_, false)) {
    const std::string of_kiosk =
        " WHERE chain IN (SELECT k.number FROM chain c JOIN chain k ON k.kiosk=c.kiosk WHERE "
        "c.number=" +
        number + ")";
    for (const auto& [table, column] :
         {std::pair{"outing", "amount"}, std::pair{"handout", "copies"},
          std::pair{"consultation", "people"}, std::pair{"question", "amount"}}) {
      if (auto taken = take_column(table, column, of_kiosk); !taken) {
        return taken;
      }
    }
  }
  return std::exchange(takes_closed_, false)
             ? take_column("outing", "closed", " WHERE chain=" + number)
             : Result<void>();
}

Result<void> Recount::take_column(const char* table, const char* column, const std::string& where) {
  auto select =
      stored_->prepare("SELECT chain,sequence," + std::string(column) + " FROM " + table + where);
  auto update =
      memory_.prepare("UPDATE " + std::string(table) + " SET " + column + "=?3" + kThatEntry);
  if (!select || !update) {
    return !select ? select.error() : update.error();
  }
  Result<void> done;
  const auto read = sqlite::each_row(*select, [&] {
    update->bind(1, select->integer(0)).bind(2, select->integer(1)).bind(3, select->integer(2));
    done = update->run();
    return done.has_value();
  });
  return read ? done : read;
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
