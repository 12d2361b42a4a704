// Long because it is one rebuilding, step by step: store, close, count.
#include "sync/client/recover_build.h"

#include <algorithm>
#include <set>
#include <utility>

#include "sync/client/mirror_files.h"
#include "sync/journal/counted_names.h"
#include "sync/journal/entry_store.h"
#include "sync/journal/projection.h"

namespace outreach::client {
namespace {

using journal::Sequence;

constexpr std::size_t kCountedEntries = 500;  // at once, when they are counted
constexpr std::size_t kCountedBodyBytes = std::size_t{4} << 20;

struct BuiltChain {
  journal::ChainRow row;
  SourceChain source;
  std::set<Sequence> taken_over;  // entries that a newer chain has too
};

bool is_about_older_chain(const domain::Record& record) {
  const auto* correction = std::get_if<domain::Correction>(&record.content);
  const auto* erasure = std::get_if<domain::Erasure>(&record.content);
  return (correction != nullptr && correction->epoch) || (erasure != nullptr && erasure->epoch);
}

class Builder {
 public:
  Builder(sqlite::Database& database, journal::EntryStore& store, journal::Projection& projection,
          const Path& mirror, const journal::Identity& identity, Files& files, Recovered& recovered)
      : database_(database),
        store_(store),
        projection_(projection),
        mirror_(mirror),
        identity_(identity),
        files_(files),
        recovered_(recovered) {}

  Result<void> build(Source source) {
    auto transaction = sqlite::Transaction::begin(database_);
    if (!transaction) {
      return transaction.error();
    }
    for (SourceChain& chain : source.chains) {
      if (auto stored = store_chain(std::move(chain)); !stored) {
        return stored;
      }
    }
    if (auto closed = close_chains(); !closed) {
      return closed;
    }
    for (const BuiltChain& chain : chains_) {
      if (auto counted = count_chain(chain); !counted) {
        return counted;
      }
    }
    if (auto closed = close_outings(); !closed) {
      return closed;
    }
    return transaction->commit();
  }

 private:
  Result<void> store_chain(SourceChain source) {
    auto row = store_.add_chain(source.id);
    if (!row) {
      return row.error();
    }
    chains_.push_back({*row, std::move(source), {}});
    BuiltChain& chain = chains_.back();
    std::vector<UnusedFile> behind;
    std::optional<Sequence> found_again;
    for (const SourceRun& run : chain.source.runs) {
      if (run.first > chain.row.head.sequence + 1) {
        found_again = std::min(found_again.value_or(run.first), run.first);
        behind.push_back({run.file, ""});
        continue;
      }
      const auto taken = take_run(chain, run);
      if (!taken) {
        return taken.error();
      }
    }
    if (found_again) {
      const Sequence first = chain.row.head.sequence + 1;
      recovered_.gaps.push_back({chain.row.id, first, *found_again - 1});
      for (UnusedFile& file : behind) {
        file.why = "no sound file holds entries " + std::to_string(first) + " to " +
                   std::to_string(*found_again - 1) + " of its epoch, which come before it";
        recovered_.unused.push_back(std::move(file));
      }
    }
    recovered_.chains.push_back({chain.row.id, chain.row.head});
    recovered_.entries += static_cast<std::int64_t>(chain.row.head.sequence);
    if (chain.row.head.sequence == 0) {
      return {};
    }
    return chain.row.id.kiosk == identity_.kiosk
               ? store_.set_signed_head(chain.row, chain.row.head, identity_.key)
               : store_.set_head(chain.row.number, chain.row.head);
  }

  // Adds what of the run is new. A run that contradicts what is there is named and left out.
  Result<void> take_run(BuiltChain& chain, const SourceRun& run) {
    auto opened = open_source_run(mirror_, run.file, identity_.key, files_);
    if (!opened) {
      return opened.error();
    }
    const auto fits = continues(chain, *opened);
    if (!fits) {
      return fits.error();
    }
    if (!*fits) {
      recovered_.unused.push_back({run.file, "it contradicts the other files of its epoch"});
      return {};
    }
    for (std::size_t i = 0; i < opened->hashes.size(); ++i) {
      protocol::CarriedEntry& carried = opened->batch.entries[i];
      if (carried.envelope.sequence <= chain.row.head.sequence) {
        continue;
      }
      using HashIs = journal::EntryStore::HashIs;
      const auto hash_is = carried.given_hash ? HashIs::Given : HashIs::Computed;
      const journal::Entry entry{carried.envelope, std::move(carried.body), opened->hashes[i]};
      if (auto added = store_.add_entry(chain.row.number, entry, hash_is); !added) {
        return added;
      }
      chain.row.head = {entry.envelope.sequence, entry.hash};
      if (auto noted = note_origin(chain, entry); !noted) {
        return noted;
      }
    }
    return {};
  }

  Result<bool> continues(const BuiltChain& chain, const protocol::OpenedBatch& run) {
    const protocol::BatchHeader& header = run.batch.header;
    const journal::Head& head = chain.row.head;
    if (header.last < head.sequence) {
      const auto held = store_.entry_hash(chain.row.number, header.last);
      if (!held) {
        return held.error();
      }
      return *held == header.head;
    }
    if (header.first == head.sequence + 1) {
      return header.previous == head.hash;
    }
    return run.hashes[static_cast<std::size_t>(head.sequence - header.first)] == head.hash;
  }

  // An entry that was taken over from an older chain: is it the one that stands there?
  Result<void> note_origin(const BuiltChain& chain, const journal::Entry& entry) {
    if (!entry.body) {
      return {};
    }
    const auto decoded = domain::decode_body(entry.envelope.kind, *entry.body);
    const auto* record = std::get_if<domain::Record>(&decoded);
    if (record == nullptr || !record->origin) {
      return {};
    }
    const auto from = std::ranges::find_if(chains_, [&](const BuiltChain& other) {
      return other.row.id.epoch == record->origin->epoch &&
             other.row.id.kiosk == chain.row.id.kiosk;
    });
    if (from == chains_.end()) {
      return {};
    }
    const auto original = journal::read_entries(database_, from->row.number,
                                                record->origin->sequence, 1, kCountedBodyBytes);
    if (!original) {
      return original.error();
    }
    const bool is_it = !original->empty() &&
                       original->front().envelope.sequence == record->origin->sequence &&
                       original->front().envelope.device_time == record->origin->device_time;
    if (is_it) {
      from->taken_over.insert(record->origin->sequence);
    }
    return {};
  }

  // Why each chain ended, and how far it counts. The newest one of this kiosk ends here.
  Result<void> close_chains() {
    for (BuiltChain& chain : chains_) {
      const auto next = std::ranges::find_if(chains_, [&](const BuiltChain& other) {
        return other.source.opened && other.source.opened->previous == chain.row.id.epoch &&
               other.row.id.kiosk == chain.row.id.kiosk;
      });
      const std::optional<Counts>& counts = chain.source.counts;
      chain.row.ended = domain::code_of(domain::EpochReason::Recovered);
      if (next != chains_.end()) {
        chain.row.ended = domain::code_of(next->source.opened->reason);
      } else if (counts && !counts->ended.empty()) {
        chain.row.ended = counts->ended;
      }
      if (counts) {
        chain.row.counted_through = counts->counted_through;
        chain.row.pruned_through = counts->pruned_through;
      }
      if (next != chains_.end()) {
        // As the next epoch says, also where nothing was left to take over: up to there the county
        // had the same, and behind it the old chain is not compared again.
        const domain::EpochOpened& opened = *next->source.opened;
        if (opened.common < opened.previous_head) {
          chain.row.counted_through = opened.common;
        }
      }
      if (chain.row.counted_through && *chain.row.counted_through >= chain.row.head.sequence) {
        chain.row.counted_through.reset();
      }
      if (auto written = write_chain(chain.row); !written) {
        return written;
      }
    }
    return {};
  }

  Result<void> write_chain(const journal::ChainRow& row) {
    auto update = database_.prepare(
        "UPDATE chain SET ended=?,counted_through=?,pruned_through=? WHERE number=?");
    if (!update) {
      return update.error();
    }
    update->bind(1, std::string_view(row.ended));
    if (row.counted_through) {
      update->bind(2, *row.counted_through);
    } else {
      update->bind_null(2);
    }
    return update->bind(3, row.pruned_through).bind(4, row.number).run();
  }

  // The same projection that counted them when they were recorded. Where entries have no body any
  // more, the rows up to the last of those come as they were, before what refers to them is
  // counted.
  Result<void> count_chain(const BuiltChain& chain) {
    if (auto restored = restore_rows(chain); !restored) {
      return restored;
    }
    for (Sequence next = 1; next <= chain.row.head.sequence;) {
      const auto entries = journal::read_entries(database_, chain.row.number, next, kCountedEntries,
                                                 kCountedBodyBytes);
      if (!entries) {
        return entries.error();
      }
      if (entries->empty()) {
        return Error{ErrorCode::Corrupt, "the database does not hold what was written to it"};
      }
      for (const journal::Entry& entry : *entries) {
        if (auto counted = count(chain, entry); !counted) {
          return counted;
        }
        next = entry.envelope.sequence + 1;
      }
    }
    return stop_counting(chain);
  }

  Result<void> restore_rows(const BuiltChain& chain) {
    if (auto named = name_missing_counts(chain); !named || !chain.source.counts) {
      return named;
    }
    Counts counts = *chain.source.counts;
    for (auto& rows : counts.tables) {
      // Of entries behind a gap nothing is counted.
      std::erase_if(rows, [&](const Counts::Row& row) {
        const auto* sequence = std::get_if<std::int64_t>(&row.front());
        return sequence == nullptr || static_cast<Sequence>(*sequence) > chain.row.head.sequence;
      });
    }
    if (auto restored = restore_counts(database_, chain.row.number, counts); !restored) {
      return restored;
    }
    return database_.execute(
        "UPDATE entry SET body=NULL WHERE chain=" + std::to_string(chain.row.number) +
        " AND sequence IN (SELECT sequence FROM erased WHERE erased.chain=entry.chain)");
  }

  // Entries without a body count what the counts say of them: where that is not on the medium, the
  // sums are lower than they were, and nobody is to take them for the whole.
  Result<void> name_missing_counts(const BuiltChain& chain) {
    const auto bare = database_.integer("SELECT COUNT(*) FROM entry WHERE body IS NULL AND chain=" +
                                        std::to_string(chain.row.number));
    if (!bare) {
      return bare.error();
    }
    const std::uint64_t told = chain.source.counts ? chain.source.counts->without_body : 0;
    const std::string name = counts_file_name(identity_.kiosk, chain.row.id.epoch);
    const bool is_named = std::ranges::any_of(
        recovered_.unused, [&](const UnusedFile& file) { return file.name == name; });
    if (static_cast<std::uint64_t>(*bare) > told && !is_named) {
      recovered_.unused.push_back({name, "missing, or older than the runs: what " +
                                             std::to_string(*bare) +
                                             " entries without a body counted is not known"});
    }
    return {};
  }

  // What was taken over counts in the newer chain.
  Result<void> stop_counting(const BuiltChain& chain) {
    const Sequence counted = chain.row.counted_through.value_or(chain.row.head.sequence);
    for (const journal::CountedName& counting : journal::kCountedNames) {
      auto drop = database_.prepare(std::string("DELETE FROM ") + counting.table +
                                    " WHERE chain=? AND sequence=?");
      if (!drop) {
        return drop.error();
      }
      for (auto taken = chain.taken_over.upper_bound(counted); taken != chain.taken_over.end();
           ++taken) {
        if (auto dropped = drop->bind(1, chain.row.number).bind(2, *taken).run(); !dropped) {
          return dropped;
        }
      }
    }
    return {};
  }

  // As when their epoch ended: nobody goes on with an outing of an older chain.
  Result<void> close_outings() {
    return database_.execute(
        "UPDATE outing SET closed=1 WHERE chain<(SELECT MAX(number) FROM chain)");
  }

  Result<void> count(const BuiltChain& chain, const journal::Entry& entry) {
    if (!entry.body) {
      return {};
    }
    const auto decoded = domain::decode_body(entry.envelope.kind, *entry.body);
    const auto* record = std::get_if<domain::Record>(&decoded);
    if (record == nullptr) {
      return {};  // of another version: kept
    }
    if (chain.source.counts && entry.envelope.sequence <= chain.source.counts->rows_through &&
        !is_about_older_chain(*record)) {
      return {};  // in the rows already
    }
    const auto rejected = projection_.apply(chain.row.number, entry.envelope, *record);
    return rejected ? Result<void>() : rejected.error();
  }

  sqlite::Database& database_;
  journal::EntryStore& store_;
  journal::Projection& projection_;
  const Path& mirror_;
  const journal::Identity& identity_;
  Files& files_;
  Recovered& recovered_;
  std::vector<BuiltChain> chains_;
};

}  // namespace

Result<void> build_journal(sqlite::Database& database, const Path& mirror,
                           const journal::Identity& identity, Source source, Files& files,
                           Recovered& recovered) {
  auto store = journal::EntryStore::prepare(database);
  if (!store) {
    return store.error();
  }
  auto projection = journal::Projection::prepare(database);
  if (!projection) {
    return projection.error();
  }
  Builder builder(database, *store, *projection, mirror, identity, files, recovered);
  if (auto built = builder.build(std::move(source)); !built) {
    return built;
  }
  return database.make_durable();
}

}  // namespace outreach::client
