// Which of several corrections of one record holds. FORMAT.md, "What is counted".
#include <algorithm>
#include <utility>

#include "sync/journal/projection_state.h"
#include "sync/journal/row.h"

namespace outreach::journal {

// Which epochs of that chain's kiosk came first.
Result<EpochOrder> Projection::State::epoch_order(ChainNumber chain) {
  return EpochOrder::read(statement(Sql::Epochs).bind(1, chain));
}

Result<std::vector<Projection::State::ChainEpoch>> Projection::State::chains_of_kiosk(
    ChainNumber chain) {
  std::vector<ChainEpoch> out;
  sqlite::Statement& select = statement(Sql::Chains);
  select.bind(1, chain);
  const auto read = sqlite::each_row(select, [&] {
    out.push_back({select.integer(0), array_column<16>(select, 1)});
  });
  return read ? Result<std::vector<ChainEpoch>>(std::move(out)) : read.error();
}

// The corrections in a chain, after an entry of it, that are about one of these; none: about any.
Result<std::vector<Projection::State::Corrected>> Projection::State::corrections_of(
    const EntryPlace& after, const std::optional<Places>& targets) {
  std::vector<std::pair<Sequence, domain::Correction>> all;
  sqlite::Statement& select = statement(Sql::Corrections);
  select.bind(1, after.chain).bind(2, after.sequence);
  const auto read = sqlite::each_row(select, [&] {
    const auto decoded = domain::decode_body("correction", select.blob(1));
    if (const auto* record = std::get_if<domain::Record>(&decoded)) {
      all.emplace_back(select.unsigned_integer(0), std::get<domain::Correction>(record->content));
    }
  });
  if (!read) {
    return read.error();
  }
  std::vector<Corrected> out;
  for (const auto& [sequence, correction] : all) {
    const auto in = correction.epoch ? lineage.chain_of_epoch(after.chain, *correction.epoch)
                                     : Result<ChainNumber>(after.chain);
    if (!in) {
      return in.error();
    }
    const EntryPlace target{*in, correction.target};
    if (!targets || std::find(targets->begin(), targets->end(), target) != targets->end()) {
      out.push_back({{after.chain, sequence}, target, correction.new_amount});
    }
  }
  return out;
}

// The chains of the same kiosk that began after this one.
Result<std::vector<ChainNumber>> Projection::State::later_chains(ChainNumber chain) {
  const auto order = epoch_order(chain);
  const auto chains = chains_of_kiosk(chain);
  if (!order || !chains) {
    return !order ? order.error() : chains.error();
  }
  const auto own = std::find_if(chains->begin(), chains->end(),
                                [&](const ChainEpoch& one) { return one.number == chain; });
  std::vector<ChainNumber> later;
  for (const ChainEpoch& one : *chains) {
    if (own != chains->end() && order->is_later(one.epoch, own->epoch)) {
      later.push_back(one.number);
    }
  }
  return later;
}

// Whether the kiosk corrected one of these again later, though that arrived earlier here.
Result<bool> Projection::State::is_overruled(const EntryPlace& by, const Places& targets) {
  const auto later = later_chains(by.chain);
  if (!later) {
    return later.error();
  }
  Places after{by};
  for (const ChainNumber chain : *later) {
    after.push_back({chain, 0});
  }
  for (const EntryPlace& one : after) {
    const auto corrections = corrections_of(one, targets);
    if (!corrections) {
      return corrections.error();
    }
    if (!corrections->empty()) {
      return true;
    }
  }
  return false;
}

// An entry has arrived that shows others, which were counted apart, to be one record, or which of
// two epochs came first: the last correction of any of them holds for all.
Result<void> Projection::State::settle(const Places& members) {
  const auto chains = chains_of_kiosk(members.front().chain);
  if (!chains) {
    return chains.error();
  }
  for (const ChainEpoch& chain : *chains) {
    const auto corrections = corrections_of({chain.number, 0}, members);
    if (!corrections) {
      return corrections.error();
    }
    if (corrections->empty()) {
      continue;
    }
    const Corrected& last = corrections->back();
    const auto overruled = is_overruled(last.by, members);
    if (!overruled) {
      return overruled.error();
    }
    if (!*overruled) {
      const auto set = set_amount(members, last.amount);
      return set ? Result<void>() : set.error();
    }
  }
  return {};
}

// An epoch has arrived. Where it joins others, which were put in order by the clock until now, what
// each correction set is looked at anew.
Result<void> Projection::State::join_epochs(const EntryPlace& opened) {
  const auto order = epoch_order(opened.chain);
  const auto chains = chains_of_kiosk(opened.chain);
  if (!order || !chains) {
    return !order ? order.error() : chains.error();
  }
  const auto own = std::find_if(chains->begin(), chains->end(), [&](const ChainEpoch& chain) {
    return chain.number == opened.chain;
  });
  if (own == chains->end() || !order->is_followed(own->epoch)) {
    return {};
  }
  for (const ChainEpoch& chain : *chains) {
    const auto corrections = corrections_of({chain.number, 0}, std::nullopt);
    if (!corrections) {
      return corrections.error();
    }
    for (const Corrected& one : *corrections) {
      auto members = lineage.relatives(one.target);
      if (!members) {
        return members.error();
      }
      members->push_back(one.target);
      if (auto settled = settle(*members); !settled) {
        return settled;
      }
    }
  }
  return {};
}

}  // namespace outreach::journal
