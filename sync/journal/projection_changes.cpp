// Entries that change what others say: corrections and erasures.
#include <algorithm>
#include <utility>

#include "sync/journal/projection_state.h"
#include "sync/journal/row.h"

namespace outreach::journal {
namespace {

using domain::Rejection;

// What says something about the journal itself, or is needed to count the rest, stays: none of it
// is about a person.
bool may_be_erased(std::string_view kind) {
  return kind != "outing_opened" && kind != "outing_closed" && kind != "correction" &&
         kind != "erasure" && kind != "epoch_opened";
}

}  // namespace

Result<void> Projection::State::erase_one(const EntryPlace& place, Sequence by) {
  if (auto erased = statement(Sql::EraseBody).bind(1, place.chain).bind(2, place.sequence).run();
      !erased) {
    return erased;
  }
  has_erased = true;
  return statement(Sql::NoteErased).bind(1, place.chain).bind(2, place.sequence).bind(3, by).run();
}

// What was erased in one chain arrives in another without its body being kept.
Result<bool> Projection::State::share_erasure(const EntryPlace& place, const Places& relatives) {
  sqlite::Statement& select = statement(Sql::FindErased);
  for (const EntryPlace& relative : relatives) {
    const auto found = select.bind(1, relative.chain).bind(2, relative.sequence).step();
    if (!found) {
      return found;
    }
    if (*found) {
      const Sequence by = select.unsigned_integer(0);
      select.reset();
      const auto erased = erase_one(place, by);
      return erased ? Result<bool>(true) : erased.error();
    }
  }
  return false;
}

// What a correction or erasure at `place` is about; chain 0 where there is no such chain, the
// target is not earlier, or it was taken over: the county may hold another entry in its place, so
// that what it was taken over as must be named.
Result<EntryPlace> Projection::State::target_of(const EntryPlace& place, Sequence target,
                                                const std::optional<domain::EpochId>& epoch) {
  ChainNumber chain = place.chain;
  if (epoch) {
    const auto number = lineage.chain_of_epoch(place.chain, *epoch);
    if (!number) {
      return number.error();
    }
    chain = *number;
    sqlite::Statement& select = statement(Sql::CountedThrough);
    const auto row = select.bind(1, chain).step();
    if (!row) {
      return row.error();
    }
    if (*row && select.unsigned_integer(0) < target) {
      chain = 0;
    }
    select.reset();
  }
  if (chain == place.chain && target >= place.sequence) {
    chain = 0;
  }
  return EntryPlace{chain, target};
}

namespace {

// One epoch of a kiosk, as its first entry tells it.
struct Epoch {
  ChainNumber chain = 0;
  domain::EpochId id{};
  domain::EpochId previous{};
  std::int64_t device_time = 0;
};

// Whether `later` follows `earlier`, step by step; each epoch is passed once, whatever they claim.
bool follows(std::vector<Epoch> epochs, const Epoch& later, const domain::EpochId& earlier) {
  domain::EpochId previous = later.previous;
  while (previous != earlier) {
    const auto at = std::find_if(epochs.begin(), epochs.end(),
                                 [&](const Epoch& epoch) { return epoch.id == previous; });
    if (at == epochs.end()) {
      return false;
    }
    previous = at->previous;
    epochs.erase(at);
  }
  return true;
}

}  // namespace

// The chains of the same kiosk that began after this one. Where the epochs between two are not
// here, the kiosk's clock must do.
Result<std::vector<ChainNumber>> Projection::State::later_chains(ChainNumber chain) {
  std::vector<Epoch> epochs;
  sqlite::Statement& select = statement(Sql::Epochs);
  select.bind(1, chain);
  const auto read = sqlite::each_row(select, [&] {
    const auto decoded = domain::decode_body("epoch_opened", select.blob(2));
    if (const auto* record = std::get_if<domain::Record>(&decoded)) {
      epochs.push_back({select.integer(0), array_column<16>(select, 1),
                        std::get<domain::EpochOpened>(record->content).previous,
                        select.integer(3)});
    }
  });
  if (!read) {
    return read.error();
  }
  const auto own = std::find_if(epochs.begin(), epochs.end(),
                                [&](const Epoch& epoch) { return epoch.chain == chain; });
  std::vector<ChainNumber> later;
  for (const Epoch& epoch : epochs) {
    if (epoch.chain == chain || (own != epochs.end() && follows(epochs, *own, epoch.id))) {
      continue;
    }
    if (own == epochs.end() || follows(epochs, epoch, own->id) ||
        epoch.device_time > own->device_time) {
      later.push_back(epoch.chain);
    }
  }
  return later;
}

// The corrections in a chain, after an entry of it, that are about one of these.
Result<std::vector<Projection::State::Corrected>> Projection::State::corrections_of(
    const EntryPlace& after, const Places& targets) {
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
    if (std::find(targets.begin(), targets.end(), target) != targets.end()) {
      out.push_back({{after.chain, sequence}, correction.new_amount});
    }
  }
  return out;
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

// An entry has arrived that shows others, which were counted apart, to be one record: the last
// correction of any of them holds for all.
Result<void> Projection::State::settle(const Places& members) {
  std::vector<ChainNumber> chains;
  sqlite::Statement& select = statement(Sql::Chains);
  select.bind(1, members.front().chain);
  if (auto read = sqlite::each_row(select, [&] { chains.push_back(select.integer(0)); }); !read) {
    return read;
  }
  for (const ChainNumber chain : chains) {
    const auto corrections = corrections_of({chain, 0}, members);
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

// Sets the amount of whichever projection has the target, or has it for the target.
Verdict Projection::State::correct(const EntryPlace& place, const domain::Correction& correction,
                                   const Places& relatives) {
  const auto done_before = is_done_by(relatives);
  if (!done_before || *done_before) {
    return done(done_before ? Result<void>() : done_before.error());
  }
  const auto target = target_of(place, correction.target, correction.epoch);
  if (!target) {
    return target.error();
  }
  auto targets = lineage.relatives(*target);
  if (!targets) {
    return targets.error();
  }
  targets->push_back(*target);
  const auto overruled = is_overruled(place, *targets);
  if (!overruled || *overruled) {
    return done(overruled ? Result<void>() : overruled.error());
  }
  return set_amount(*targets, correction.new_amount);
}

Verdict Projection::State::set_amount(const Places& targets, int amount) {
  bool found = false;
  for (const EntryPlace& one : targets) {
    for (std::size_t table = 0; table < kCounted.size(); ++table) {
      if (amount > kCounted[table].most) {
        continue;
      }
      sqlite::Statement& update = counted[table].correct;
      update.bind(1, one.chain).bind(2, one.sequence).bind(3, amount);
      if (auto updated = update.run(); !updated) {
        return updated.error();
      }
      found = found || database.changes() > 0;
    }
    if (amount <= 1) {
      sqlite::Statement& update = statement(Sql::CorrectOuting);
      update.bind(1, amount).bind(2, one.chain).bind(3, one.sequence);
      if (auto updated = update.run(); !updated) {
        return updated.error();
      }
      found = found || database.changes() > 0;
    }
  }
  return found ? std::optional<Rejection>() : std::optional(Rejection::BadTarget);
}

Verdict Projection::State::erase(const EntryPlace& place, const domain::Erasure& erasure) {
  const auto target = target_of(place, erasure.target, erasure.epoch);
  if (!target) {
    return target.error();
  }
  sqlite::Statement& select = statement(Sql::Kind);
  const auto found = select.bind(1, target->chain).bind(2, target->sequence).step();
  if (!found) {
    return found.error();
  }
  const bool may = *found && may_be_erased(select.text(0));
  select.reset();
  if (!may) {
    return std::optional(Rejection::BadTarget);
  }
  auto targets = lineage.relatives(*target);
  if (!targets) {
    return targets.error();
  }
  targets->push_back(*target);
  for (const EntryPlace& one : *targets) {
    if (auto erased = erase_one(one, place.sequence); !erased) {
      return erased.error();
    }
  }
  return std::optional<Rejection>();
}

}  // namespace outreach::journal
