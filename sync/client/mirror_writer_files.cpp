// What MirrorWriter writes.
#include <algorithm>
#include <utility>

#include "sync/client/batch_builder.h"
#include "sync/client/mirror_counts.h"
#include "sync/client/mirror_writer.h"

namespace outreach::client {
namespace {

// Bodies read for one run: what fits a batch, should none of it compress.
constexpr std::size_t kRunBodyBytes = protocol::kBatchBytesMax - (64 << 10);

using journal::Sequence;

}  // namespace

// None when there is no such entry.
Result<std::optional<protocol::Batch>> MirrorWriter::build(const journal::ChainRow& chain,
                                                           Sequence first, std::size_t count,
                                                           WallTime now) {
  journal::ChainRow whole = chain;
  whole.counted_through.reset();  // what was taken over into a newer epoch is kept here too
  // With the entry before, whose hash the header states.
  const Sequence before = first > 1 ? 1 : 0;
  auto read = journal::read_checked_entries(*database_, whole, first - before, count + before,
                                            kRunBodyBytes);
  if (!read) {
    is_own_disk_ = true;
    return read.error();
  }
  if (read->size() <= before) {
    return std::optional<protocol::Batch>();
  }
  protocol::Batch batch;
  batch.header.chain = chain.id;
  batch.header.first = first;
  batch.header.last = first + read->size() - before - 1;
  batch.header.head = read->back().entry.hash;
  batch.header.newest = std::max(chain.head.sequence, batch.header.last);
  batch.header.made_at = now;
  if (before > 0) {
    batch.header.previous = read->front().entry.hash;
    read->erase(read->begin());
  }
  for (journal::CheckedEntry& entry : *read) {
    batch.entries.push_back(carried(std::move(entry)));
  }
  return std::optional(std::move(batch));
}

namespace {

// The last entry before the next run there is, when a file in the middle was lost.
Sequence end_of_gap(const auto& runs, Sequence through, Sequence newest) {
  for (const auto& run : runs) {
    if (run.name.first > through + 1) {
      return std::min(newest, run.name.first - 1);
    }
  }
  return newest;
}

// A run that was to grow gets a new file beside it first; then fewer entries go into one.
std::size_t most_after_too_large(std::size_t most, bool grew, std::size_t entries) {
  return grew ? most : std::min(most, entries) / 2;
}

// Whether the batch holds more than the run, and nothing less. A body that was erased since counts
// as less: what it counted must be on the medium before it goes (remove_bodies).
bool adds_to_run(const protocol::Batch& batch, const auto& run, Sequence through) {
  return batch.header.last > through &&
         std::ranges::all_of(batch.entries, [&](const protocol::CarriedEntry& entry) {
           const Sequence sequence = entry.envelope.sequence;
           return sequence > through ||
                  (!entry.given_hash &&
                   (entry.body || std::ranges::count(run.without_body, sequence) > 0));
         });
}

// What the journal says of a chain's counts while it ends in `chain.head`; position 0: it has grown
// meanwhile.
Result<Counts> counts_at_head(sqlite::Database& database, const journal::ChainRow& chain,
                              const std::set<Sequence>& without_body) {
  if (auto begun = database.execute("BEGIN"); !begun) {
    return begun.error();
  }
  const auto rows = journal::chains(database);
  Result<Counts> read = rows ? Result<Counts>(Counts{}) : Result<Counts>(rows.error());
  for (const journal::ChainRow& row : rows ? *rows : std::vector<journal::ChainRow>()) {
    if (row.number == chain.number && row.head == chain.head) {
      read = read_counts(database, row, *without_body.rbegin(), without_body.size());
    }
  }
  if (auto ended = database.execute("COMMIT"); !ended && read) {
    return ended.error();
  }
  return read;
}

}  // namespace

Result<void> MirrorWriter::write_run(const journal::ChainRow& chain, Held& held, WallTime now) {
  const Sequence through = held.through();
  const Sequence end = end_of_gap(held.runs, through, chain.head.sequence);
  // The newest run grows, unless that would lose something it holds.
  const Run* tail = held.tail();
  bool grows = tail != nullptr && tail->name.last - tail->name.first + 1 < kMirrorRunEntries;
  for (std::size_t most = kMirrorRunEntries; most > 0;) {
    const Sequence first = grows ? tail->name.first : through + 1;
    const auto count = static_cast<std::size_t>(std::min<Sequence>(most, end - first + 1));
    const auto batch = build(chain, first, count, now);
    if (!batch) {
      return batch.error();
    }
    if (grows && (!*batch || !adds_to_run(**batch, *tail, through))) {
      grows = false;
      continue;
    }
    if (!*batch) {
      break;
    }
    const auto file =
        protocol::encode_batch(**batch, target_.identity.key,
                               mirror_sealing_key(target_.identity.key).public_key(), random_);
    if (!file && file.error().code == ErrorCode::TooLarge) {
      most = most_after_too_large(most, grows, (*batch)->entries.size());
      grows = false;
      continue;
    }
    if (!file) {
      return file.error();
    }
    const RunName name{target_.identity.kiosk, chain.id.epoch, first, (*batch)->header.last};
    if (auto written = write(file_name(name), *file); !written) {
      return written;
    }
    held.add({name, (*batch)->header.head, sequences_without_body(**batch)});
    return drop_superseded(held);
  }
  is_own_disk_ = true;
  return Error{ErrorCode::Corrupt,
               "entry " + std::to_string(through + 1) + " cannot be written to the mirror"};
}

// Removes what the journal erased from one run; answers whether there was any.
Result<bool> MirrorWriter::remove_bodies(const journal::ChainRow& chain, Held& held,
                                         const Erased& erased) {
  for (const auto& [number, sequence] : erased) {
    if (number != chain.number || gone_.contains({number, sequence})) {
      continue;
    }
    for (Run& run : held.runs) {
      const bool is_in = run.name.first <= sequence && sequence <= run.name.last;
      if (!is_in || std::ranges::count(run.without_body, sequence) > 0) {
        continue;
      }
      // What it counted is kept before the body goes.
      std::set<Sequence> after = held.without_body();
      after.insert(sequence);
      const auto counted = write_counts(chain, held, after);
      if (!counted || *counted) {
        return counted;
      }
      if (auto rewritten = rewrite_run(run, sequence); !rewritten) {
        return rewritten.error();
      }
      return true;
    }
    gone_.emplace(number, sequence);
  }
  return false;
}

// From the file itself and not from the journal, which may have pruned more.
Result<void> MirrorWriter::rewrite_run(Run& run, Sequence erased) {
  auto opened = read_run(mirror_, run.name, target_.identity.key, files_);
  if (!opened) {
    return opened.error();
  }
  for (protocol::CarriedEntry& entry : opened->batch.entries) {
    if (entry.envelope.sequence == erased) {
      entry.body.reset();
    }
  }
  const auto file =
      protocol::encode_batch(opened->batch, target_.identity.key,
                             mirror_sealing_key(target_.identity.key).public_key(), random_);
  if (!file) {
    return file.error();
  }
  if (auto written = write(file_name(run.name), *file); !written) {
    return written;
  }
  run.without_body = sequences_without_body(opened->batch);
  return {};
}

// Answers whether it was written (or the journal has grown meanwhile, so that it is not yet time).
Result<bool> MirrorWriter::write_counts(const journal::ChainRow& chain, Held& held,
                                        const std::set<Sequence>& without_body) {
  if (without_body.empty() || held.counts_without_body == without_body.size()) {
    return false;
  }
  const auto counts = counts_at_head(*database_, chain, without_body);
  if (!counts) {
    is_own_disk_ = true;
    return counts.error();
  }
  if (counts->position == 0) {
    return true;
  }
  const Bytes file = encode_counts(*counts, target_.identity.key, random_);
  if (auto written = write(counts_file_name(target_.identity.kiosk, chain.id.epoch), file);
      !written) {
    return written.error();
  }
  held.counts_without_body = without_body.size();
  return true;
}

Result<void> MirrorWriter::write(const std::string& name, ByteView content) {
  // The medium tells what the data folder tells.
  return files_.write_atomically(mirror_ / name, content, kOwnerOnly);
}

}  // namespace outreach::client
