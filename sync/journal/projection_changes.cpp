// Entries that change what others say: corrections and erasures.
#include <algorithm>
#include <utility>

#include "sync/journal/projection_state.h"

namespace outreach::journal {
namespace {

using domain::Rejection;

// What says something about the journal itself, or is needed to count the rest, stays: none of it
// is about a person.
bool may_be_erased(std::string_view kind) {
  return kind != "outing_opened" && kind != "outing_closed" && kind != "correction" &&
         kind != "erasure" && kind != "epoch_opened" && kind != "stock" && kind != "remark";
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

// Sets the amount of whichever projection has the target, or has it for the target. Also of a
// correction that was done where it stood in another epoch: here it may be later than what came
// between. One whose target is not here yet waits for it, whatever of it was done before: until
// then nothing tells which of the others it overrules.
Verdict Projection::State::correct(const EntryPlace& place, const domain::Correction& correction) {
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
    for (std::size_t table = 0; table < kCountedNames.size(); ++table) {
      if (amount > kCountedNames[table].most || !counted[table].correct) {
        continue;
      }
      sqlite::Statement& update = *counted[table].correct;
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
