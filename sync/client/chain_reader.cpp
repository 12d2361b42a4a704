#include "sync/client/chain_reader.h"

#include <algorithm>
#include <string>
#include <utility>

#include "sync/protocol/ack.h"

namespace outreach::client {
namespace {

using journal::CheckedEntry;
using journal::Sequence;

Result<Bytes> ack_document(sqlite::Database& database, journal::ChainNumber chain) {
  auto select = database.prepare("SELECT document FROM acknowledgement WHERE chain=?");
  if (!select) {
    return select.error();
  }
  const auto found = select->bind(1, chain).step();
  if (!found) {
    return found.error();
  }
  if (!*found) {
    return Bytes();
  }
  const ByteView document = select->blob(0);
  return Bytes(document.begin(), document.end());
}

Result<std::optional<CheckedEntry>> checked_entry(sqlite::Database& database,
                                                  const journal::ChainRow& chain,
                                                  Sequence sequence) {
  auto read = journal::read_checked_entries(database, chain, sequence, 1, 0);
  if (!read) {
    return read.error();
  }
  std::optional<CheckedEntry> entry;
  if (!read->empty()) {
    entry = std::move(read->front());
  }
  return entry;
}

// Its hash could be recomputed.
bool is_certain(const CheckedEntry& entry) {
  return entry.soundness != CheckedEntry::Soundness::Lost && !entry.hash_given;
}

Result<Match> match_in(sqlite::Database& database, const journal::ChainRow& chain,
                       Sequence sequence, const journal::Hash& hash) {
  if (sequence == 0) {
    return Match::Same;
  }
  if (sequence > chain.deliverable_through()) {
    return Match::Differs;
  }
  const auto entry = checked_entry(database, chain, sequence);
  if (!entry) {
    return entry.error();
  }
  if (!*entry) {
    return Match::Unknown;
  }
  if ((*entry)->entry.hash == hash) {
    return Match::Same;
  }
  return is_certain(**entry) ? Match::Differs : Match::Unknown;
}

// A kiosk enrolled at another county, or a file that rotted, has acks that confirm nothing.
Result<bool> counts(sqlite::Database& database, const journal::ChainRow& chain,
                    const journal::AckState& state,
                    const std::vector<crypto::PublicKey>& county_keys) {
  const auto document = ack_document(database, chain.number);
  if (!document) {
    return document.error();
  }
  std::optional<protocol::Ack> ack;
  for (const crypto::PublicKey& key : county_keys) {
    if (auto opened = protocol::open_ack(*document, key)) {
      ack = std::move(*opened);
    }
  }
  if (!ack || ack->chain != chain.id || ack->acknowledged_through != state.acknowledged_through) {
    return false;
  }
  const auto match = match_in(database, chain, ack->acknowledged_through, ack->head);
  if (!match) {
    return match.error();
  }
  return *match != Match::Differs;
}

}  // namespace

Result<journal::ChainRow> find_chain(sqlite::Database& database, journal::ChainNumber number) {
  auto all = journal::chains(database);
  if (!all) {
    return all.error();
  }
  const auto found = std::find_if(
      all->begin(), all->end(), [&](const journal::ChainRow& row) { return row.number == number; });
  if (found == all->end()) {
    return Error{ErrorCode::NotFound, "no chain " + std::to_string(number)};
  }
  return std::move(*found);
}

ChainReader::ChainReader(Path folder, journal::JournalOptions options)
    : folder_(std::move(folder)), options_(std::move(options)) {}

Result<sqlite::Database*> ChainReader::database() {
  if (!database_ || database_->has_failed()) {
    auto opened = journal::open_reader(folder_, options_);
    if (!opened) {
      return opened.error();
    }
    database_.emplace(std::move(*opened));
  }
  return &*database_;
}

Result<std::vector<ChainProgress>> ChainReader::progress(
    const std::vector<crypto::PublicKey>& county_keys) {
  auto opened = database();
  if (!opened) {
    return opened.error();
  }
  auto all = journal::chains(**opened);
  if (!all) {
    return all.error();
  }
  std::vector<ChainProgress> out;
  for (journal::ChainRow& row : *all) {
    ChainProgress progress{std::move(row), {}};
    auto state = journal::ack_state(**opened, progress.chain.number);
    if (!state) {
      return state.error();
    }
    if (!county_keys.empty() && state->acknowledged_through > 0) {
      const auto sound = counts(**opened, progress.chain, *state, county_keys);
      if (!sound) {
        return sound.error();
      }
      if (*sound) {
        progress.ack = std::move(*state);
      }
    }
    out.push_back(std::move(progress));
  }
  return out;
}

Result<Match> ChainReader::match(journal::ChainNumber chain, Sequence sequence,
                                 const journal::Hash& hash) {
  auto opened = database();
  if (!opened) {
    return opened.error();
  }
  const auto row = find_chain(**opened, chain);
  if (!row) {
    return row.error();
  }
  return match_in(**opened, *row, sequence, hash);
}

Result<std::optional<Sequence>> ChainReader::known_place(journal::ChainNumber chain, Sequence above,
                                                         Sequence at, Sequence below) {
  auto opened = database();
  if (!opened) {
    return opened.error();
  }
  const auto row = find_chain(**opened, chain);
  if (!row) {
    return row.error();
  }
  for (Sequence distance = 0; distance < std::max(at - above, below - at); ++distance) {
    std::vector<Sequence> places;
    if (distance < at - above) {
      places.push_back(at - distance);
    }
    if (distance > 0 && distance < below - at) {
      places.push_back(at + distance);
    }
    for (const Sequence place : places) {
      const auto entry = checked_entry(**opened, *row, place);
      if (!entry) {
        return entry.error();
      }
      if (*entry && is_certain(**entry)) {
        return std::optional(place);
      }
    }
  }
  return std::optional<Sequence>();
}

}  // namespace outreach::client
