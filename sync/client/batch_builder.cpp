#include "sync/client/batch_builder.h"

#include <algorithm>
#include <string>
#include <utility>

#include "sync/client/chain_reader.h"

namespace outreach::client {
namespace {

// What is read at once: the bodies of a full batch, with room for the columns around them.
constexpr std::size_t kBatchBodyBytes = protocol::kBatchPayloadMax / 2;

// Hash of the entry before `first`, as it travelled: what is lost is given the same way every time.
Result<domain::Hash> hash_before(sqlite::Database& database, const journal::ChainRow& chain,
                                 journal::Sequence first) {
  if (first <= 1) {
    return domain::Hash{};
  }
  const auto before = journal::read_checked_entries(database, chain, first - 1, 1, 0);
  if (!before) {
    return before.error();
  }
  return before->empty() ? domain::Hash{} : before->front().entry.hash;
}

protocol::Batch batch_of(const journal::ChainRow& chain, const domain::Hash& previous,
                         std::vector<journal::CheckedEntry> entries, WallTime made_at) {
  protocol::Batch batch;
  batch.header.chain = chain.id;
  batch.header.first = entries.front().entry.envelope.sequence;
  batch.header.last = entries.back().entry.envelope.sequence;
  batch.header.previous = previous;
  batch.header.head = entries.back().entry.hash;
  batch.header.newest = std::max(chain.deliverable_through(), batch.header.last);
  batch.header.made_at = made_at;
  batch.entries.reserve(entries.size());
  for (journal::CheckedEntry& entry : entries) {
    batch.entries.push_back(carried(std::move(entry)));
  }
  return batch;
}

}  // namespace

protocol::CarriedEntry carried(journal::CheckedEntry checked) {
  protocol::CarriedEntry out;
  if (checked.soundness == journal::CheckedEntry::Soundness::Lost) {
    out.envelope.sequence = checked.entry.envelope.sequence;
    out.envelope.kind = protocol::kDamagedKind;
    out.given_hash = checked.entry.hash;
    return out;
  }
  out.envelope = std::move(checked.entry.envelope);
  if (checked.soundness == journal::CheckedEntry::Soundness::Sound) {
    out.body = std::move(checked.entry.body);
  }
  if (checked.hash_given) {
    out.given_hash = checked.entry.hash;
  }
  return out;
}

BatchBuilder::BatchBuilder(Path folder, journal::JournalOptions options, journal::Identity identity,
                           crypto::PublicKey transport_key, Random& random)
    : folder_(std::move(folder)),
      options_(std::move(options)),
      identity_(std::move(identity)),
      transport_key_(transport_key),
      random_(random) {}

Result<sqlite::Database*> BatchBuilder::database() {
  if (!database_ || database_->has_failed()) {
    auto opened = journal::open_reader(folder_, options_);
    if (!opened) {
      return opened.error();
    }
    database_.emplace(std::move(*opened));
  }
  return &*database_;
}

Result<BuiltBatch> BatchBuilder::build(journal::ChainNumber chain, journal::Sequence first,
                                       std::size_t entries, WallTime made_at) {
  auto opened = database();
  if (!opened) {
    return opened.error();
  }
  const auto row = find_chain(**opened, chain);
  if (!row) {
    return row.error();
  }
  const auto previous = hash_before(**opened, *row, first);
  if (!previous) {
    return previous.error();
  }
  for (std::size_t count = std::min(entries, protocol::kBatchEntriesMax); count > 0; count /= 2) {
    auto read = journal::read_checked_entries(**opened, *row, first, count, kBatchBodyBytes);
    if (!read) {
      return read.error();
    }
    if (read->empty() || read->front().entry.envelope.sequence != first) {
      return Error{ErrorCode::Corrupt,
                   "entry " + std::to_string(first) + " is missing from the journal"};
    }
    const protocol::Batch batch = batch_of(*row, *previous, std::move(*read), made_at);
    auto file = protocol::encode_batch(batch, identity_.key, transport_key_, random_);
    if (file) {
      return BuiltBatch{batch.header.first, batch.header.last, std::move(*file)};
    }
    if (file.error().code != ErrorCode::TooLarge) {
      return file.error();
    }
  }
  return Error{ErrorCode::TooLarge,
               "entry " + std::to_string(first) + " alone is too large for a batch"};
}

}  // namespace outreach::client
