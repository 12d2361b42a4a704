#include "sync/client/batch_builder.h"

#include <algorithm>
#include <string>
#include <utility>

namespace outreach::client {
namespace {

// What is read at once: the bodies of a full batch, with room for the columns around them.
constexpr std::size_t kBodyBytesRead = protocol::kBatchPayloadMax / 2;

Result<journal::ChainRow> chain_row(sqlite::Database& database, journal::ChainNumber number) {
  const auto all = journal::chains(database);
  if (!all) {
    return all.error();
  }
  const auto found = std::find_if(
      all->begin(), all->end(), [&](const journal::ChainRow& row) { return row.number == number; });
  if (found == all->end()) {
    return Error{ErrorCode::NotFound, "no chain " + std::to_string(number)};
  }
  return *found;
}

protocol::Batch batch_of(const journal::ChainRow& chain, std::vector<journal::Entry> entries,
                         WallTime made_at) {
  protocol::Batch batch;
  batch.header.chain = chain.id;
  batch.header.first = entries.front().envelope.sequence;
  batch.header.last = entries.back().envelope.sequence;
  batch.header.previous = entries.front().envelope.previous;
  batch.header.head = entries.back().hash;
  batch.header.newest = std::max(chain.head.sequence, batch.header.last);
  batch.header.made_at = made_at;
  batch.entries.reserve(entries.size());
  for (journal::Entry& entry : entries) {
    batch.entries.push_back({std::move(entry.envelope), std::move(entry.body)});
  }
  return batch;
}

}  // namespace

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
  const auto row = chain_row(**opened, chain);
  if (!row) {
    return row.error();
  }
  for (std::size_t count = std::min(entries, protocol::kBatchEntriesMax); count > 0; count /= 2) {
    auto read = journal::read_entries(**opened, chain, first, count, kBodyBytesRead);
    if (!read) {
      return read.error();
    }
    if (read->empty() || read->front().envelope.sequence != first) {
      return Error{ErrorCode::Corrupt,
                   "entry " + std::to_string(first) + " is missing from the journal"};
    }
    const protocol::Batch batch = batch_of(*row, std::move(*read), made_at);
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
