// What cannot be counted again is taken as it is stored: what is seeded is what is not compared.
#include <string>
#include <utility>

#include "sync/journal/counted_names.h"
#include "sync/journal/recounted.h"

namespace outreach::journal {
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
    if (auto taken = take_column("outing", "amount", of_kiosk); !taken) {
      return taken;
    }
    for (const CountedName& counted : kCountedNames) {
      if (counted.amount == nullptr) {
        continue;
      }
      if (auto taken = take_column(counted.table, counted.amount, of_kiosk); !taken) {
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

}  // namespace outreach::journal
