// What the courier writes.
#include <algorithm>
#include <string>
#include <utility>

#include "sync/client/courier.h"
#include "sync/protocol/ack.h"

namespace outreach::client {

using journal::Sequence;

// One writing: what is to be read back at its end.
struct Courier::Round {
  struct File {
    std::string name;
    crypto::Hash hash{};
    std::size_t chain = 0;  // index into `chains`
    Sequence first = 0;
    Sequence last = 0;
  };
  struct Chain {
    journal::ChainNumber number = 0;
    Sequence acknowledged = 0;
    Sequence last = 0;     // of what there is to deliver
    Sequence through = 0;  // on the stick without a gap from the first that waits
  };
  Medium& stick;
  StickExtent extent;
  WallTime now;
  std::vector<protocol::StickBatchName> there;
  std::vector<File> files;
  std::vector<Chain> chains;
  StickWritten result;

  void fail(StickTrouble trouble, const Error& error) {
    result.trouble = trouble;
    result.detail = error.context;
  }
};

Result<std::vector<protocol::StickBatchName>> Courier::own_batches(Medium& stick) {
  const std::string own = to_hex(identity_.kiosk);
  const auto found = stick.find(
      [&](std::string_view name) {
        return name.starts_with(own) && protocol::stick_batch_from(name).has_value();
      },
      protocol::kStickFilesMax, protocol::kStickLookedAtMax);
  if (!found) {
    return found.error();
  }
  std::vector<protocol::StickBatchName> batches;
  for (const std::string& name : found->names) {
    batches.push_back(*protocol::stick_batch_from(name));
  }
  return batches;
}

Sequence Courier::carried_by_stick(Round& round, const journal::ChainRow& chain, Sequence first) {
  const std::string key = protocol::key_digits(county_.transport_key);
  for (auto batch = round.there.rbegin(); batch != round.there.rend(); ++batch) {
    const protocol::RunName& run = batch->run;
    if (run.epoch != chain.id.epoch || batch->sealed_to != key || run.first > first ||
        run.last < first || run.last > chain.deliverable_through()) {
      continue;
    }
    const std::string name = protocol::stick_name(*batch);
    const auto content = round.stick.read(name, protocol::kBatchBytesMax);
    const auto header = content ? protocol::check_batch(*content, identity_.key.public_key())
                                : Result<protocol::BatchHeader>(content.error());
    if (!header || header->chain != chain.id || header->first != run.first ||
        header->last != run.last) {
      continue;
    }
    const auto same_end = reader_.match(chain.number, header->last, header->head);
    const auto same_start = reader_.match(chain.number, header->first - 1, header->previous);
    if (same_end && *same_end == Match::Same && same_start && *same_start == Match::Same) {
      round.files.push_back({name, crypto::Sha256().update(*content).finish(),
                             round.chains.size() - 1, run.first, run.last});
      ++round.result.batches_kept;
      return run.last;
    }
  }
  return 0;
}

void Courier::write_chain(Round& round, const ChainProgress& progress) {
  const journal::ChainRow& chain = progress.chain;
  Sequence next =
      round.extent == StickExtent::Everything ? 1 : progress.ack.acknowledged_through + 1;
  const Sequence last = chain.deliverable_through();
  while (next <= last && round.result.trouble == StickTrouble::None) {
    if (const Sequence carried = carried_by_stick(round, chain, next); carried > 0) {
      next = carried + 1;
      continue;
    }
    const auto batch = builder_.build(chain.number, next, protocol::kBatchEntriesMax, round.now);
    if (!batch) {
      round.fail(StickTrouble::OwnDisk, batch.error());
      return;
    }
    const std::string name =
        protocol::stick_name({{identity_.kiosk, chain.id.epoch, batch->first, batch->last},
                              protocol::key_digits(county_.transport_key)});
    if (const auto written = round.stick.write(name, batch->file); !written) {
      round.fail(trouble_of(written.error()), written.error());
      return;
    }
    ++round.result.batches_written;
    round.files.push_back({name, crypto::Sha256().update(batch->file).finish(),
                           round.chains.size() - 1, batch->first, batch->last});
    next = batch->last + 1;
  }
}

// The question that the county's ack answers: it goes no further than what there is here, so that
// there is a hash to compare it with.
void Courier::write_head(Round& round, const ChainProgress& progress) {
  const protocol::HeadQuery query{progress.chain.id, {}, progress.chain.deliverable_through()};
  const auto written = round.stick.write(protocol::stick_head_name(progress.chain.id),
                                         protocol::encode_head_query(query, identity_.key));
  if (!written) {
    round.fail(trouble_of(written.error()), written.error());
  }
}

// A stick that claims more room than it has may lose what it took first while it takes more.
void Courier::read_back(Round& round) {
  std::vector<bool> is_broken(round.chains.size());
  for (const Round::File& file : round.files) {
    const auto content = round.stick.read(file.name, protocol::kBatchBytesMax);
    const bool is_there = content && crypto::Sha256().update(*content).finish() == file.hash;
    if (!is_there) {
      round.fail(
          content ? StickTrouble::GivesBackOther : trouble_of(content.error()),
          content ? Error{ErrorCode::Corrupt, file.name + " reads back changed"} : content.error());
    }
    Round::Chain& chain = round.chains[file.chain];
    is_broken[file.chain] = is_broken[file.chain] || !is_there;
    if (!is_broken[file.chain]) {
      chain.through = std::max(chain.through, file.last);
    }
  }
}

StickWritten Courier::write(Medium& stick, StickExtent extent, WallTime now) {
  Round round{stick, extent, now, {}, {}, {}, {}};
  const auto progress = reader_.progress(county_.sign_keys());
  if (!progress) {
    round.fail(StickTrouble::OwnDisk, progress.error());
    return round.result;
  }
  auto there = own_batches(stick);
  if (!there) {
    round.fail(trouble_of(there.error()), there.error());
    return round.result;
  }
  round.there = *std::move(there);
  for (const ChainProgress& known : *progress) {
    const Sequence last = known.chain.deliverable_through();
    if (known.chain.id.kiosk != identity_.kiosk || last == 0) {
      continue;
    }
    round.chains.push_back({known.chain.number, known.ack.acknowledged_through, last, 0});
    if (round.result.trouble == StickTrouble::None) {
      write_chain(round, known);
    }
    if (round.result.trouble == StickTrouble::None) {
      write_head(round, known);
    }
  }
  read_back(round);
  for (const Round::Chain& chain : round.chains) {
    const Sequence carried = std::max(chain.through, chain.acknowledged);
    round.result.entries += static_cast<std::int64_t>(carried - chain.acknowledged);
    round.result.missing += static_cast<std::int64_t>(chain.last - std::min(chain.last, carried));
    if (chain.through > 0) {
      round.result.chains.push_back({chain.number, chain.through});
    }
  }
  return round.result;
}

}  // namespace outreach::client
