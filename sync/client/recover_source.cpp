#include "sync/client/recover_source.h"

#include <algorithm>
#include <map>
#include <utility>

#include "sync/client/mirror.h"
#include "sync/client/mirror_files.h"

namespace outreach::client {
namespace {

bool is_of_medium(const Error& error) {
  return error.code == ErrorCode::InputOutput || error.code == ErrorCode::Unavailable;
}

class SourceReader {
 public:
  SourceReader(const Path& mirror, const journal::Identity& identity, Files& files)
      : mirror_(mirror), identity_(identity), files_(files) {}

  Result<Source> read() {
    const auto names = files_.list(mirror_);
    if (!names) {
      return names.error();
    }
    for (const std::string& name : *names) {
      if (is_of_another_purpose(name)) {
        continue;
      }
      auto taken = take(name);
      if (!taken && is_of_medium(taken.error())) {
        return taken.error();
      }
      if (!taken) {
        source_.unused.push_back({name, taken.error().context});
      }
    }
    sort();
    return std::move(source_);
  }

 private:
  // The marker, keys, writes that were cut off, and what belongs to another kiosk.
  bool is_of_another_purpose(const std::string& name) const {
    const auto run = run_name_from(name);
    const bool is_another = run && run->kiosk != identity_.kiosk;
    const bool is_another_counts =
        name.ends_with(".counts") && !name.starts_with(to_hex(identity_.kiosk));
    return is_another || is_another_counts || name == kMirrorMarker || kiosk_of_key_file(name) ||
           name.ends_with(".part");
  }

  Result<void> take(const std::string& name) {
    if (name.ends_with(".counts")) {
      return take_counts(name);
    }
    if (!name.ends_with(".batch")) {
      return Error{ErrorCode::InvalidInput, "not a file of a mirror"};
    }
    // By what it holds and not by its name: a file that somebody copied and renamed is as good.
    auto opened = open_source_run(mirror_, name, identity_.key, files_);
    if (!opened) {
      return opened.error();
    }
    const protocol::BatchHeader& header = opened->batch.header;
    SourceChain& chain = chains_[header.chain];
    chain.id = header.chain;
    chain.runs.push_back({name, header.first, header.last});
    const protocol::CarriedEntry& first = opened->batch.entries.front();
    if (header.first == 1 && first.body) {
      const auto decoded = domain::decode_body(first.envelope.kind, *first.body);
      if (const auto* record = std::get_if<domain::Record>(&decoded)) {
        if (const auto* epoch = std::get_if<domain::EpochOpened>(&record->content)) {
          chain.opened = *epoch;
        }
      }
    }
    return {};
  }

  Result<void> take_counts(const std::string& name) {
    const auto file = files_.read(mirror_ / name, kCountsBytesMax);
    if (!file) {
      return file.error();
    }
    auto counts = open_counts(*file, identity_.key);
    if (!counts) {
      return counts.error();
    }
    SourceChain& chain = chains_[counts->chain];
    chain.id = counts->chain;
    chain.counts = std::move(*counts);
    return {};
  }

  // The place of a chain in the journal that was mirrored.
  journal::ChainNumber position_of(const SourceChain& chain, std::size_t steps) const {
    if (chain.counts) {
      return chain.counts->position;
    }
    if (!chain.opened || steps == 0) {
      return 1;
    }
    const auto before = chains_.find({chain.id.kiosk, chain.opened->previous});
    return before == chains_.end() ? 1 : 1 + position_of(before->second, steps - 1);
  }

  void sort() {
    std::vector<std::pair<std::pair<journal::ChainNumber, bool>, SourceChain*>> order;
    for (auto& [id, chain] : chains_) {
      std::ranges::sort(chain.runs, [](const SourceRun& a, const SourceRun& b) {
        return a.first != b.first ? a.first < b.first : a.last > b.last;
      });
      // A chain of an older key of this kiosk is older than those of its key.
      const bool is_own = id.kiosk == identity_.kiosk;
      order.push_back({{position_of(chain, chains_.size()), is_own}, &chain});
    }
    std::ranges::stable_sort(order, {}, [](const auto& item) { return item.first; });
    for (auto& item : order) {
      source_.chains.push_back(std::move(*item.second));
    }
  }

  const Path& mirror_;
  const journal::Identity& identity_;
  Files& files_;
  std::map<journal::ChainId, SourceChain> chains_;
  Source source_;
};

}  // namespace

Result<protocol::OpenedBatch> open_source_run(const Path& mirror, const std::string& file,
                                              const crypto::SigningKey& key, Files& files) {
  const auto content = files.read(mirror / file, protocol::kBatchBytesMax);
  if (!content) {
    return content.error();
  }
  return protocol::open_batch(*content, key.public_key(), mirror_sealing_key(key));
}

Result<Source> read_source(const Path& mirror, const journal::Identity& identity, Files& files) {
  return SourceReader(mirror, identity, files).read();
}

}  // namespace outreach::client
