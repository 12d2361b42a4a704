#include "sync/journal/recount.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "platform/base/guard.h"
#include "sync/journal/journal_state.h"
#include "sync/journal/recounted.h"

namespace outreach::journal {
namespace {

bool is_before(const EntryPlace& a, const EntryPlace& b) {
  return std::pair(a.chain, a.sequence) < std::pair(b.chain, b.sequence);
}

EntryPlace place_of(const sqlite::Statement& row) {
  return EntryPlace{row.integer(0), row.unsigned_integer(1)};
}

using RowsByPlace =
    std::map<EntryPlace, std::string,
             decltype([](const EntryPlace& a, const EntryPlace& b) { return is_before(a, b); })>;

}  // namespace

// The places of the rows that are not the same here and there. A damaged tree may hold its rows in
// any order, which takes memory for all of them; one that is whole holds them in that of its key.
Result<std::vector<EntryPlace>> Recount::differences(const CountTable& table) {
  auto in_order = differences_in_order(table);
  if (!in_order) {
    return in_order.error();
  }
  return *in_order ? Result<std::vector<EntryPlace>>(**std::move(in_order))
                   : differences_in_disorder(table);
}

// None: the stored rows have another order.
Result<std::optional<std::vector<EntryPlace>>> Recount::differences_in_order(
    const CountTable& table) {
  auto recounted = memory_.prepare(select_rows(table) + " ORDER BY chain,sequence");
  auto stored = stored_->prepare(select_rows(table));
  if (!recounted || !stored) {
    return !recounted ? recounted.error() : stored.error();
  }
  std::vector<EntryPlace> differing;
  std::vector<EntryPlace> missing;
  std::optional<EntryPlace> before;
  auto more = recounted->step();
  for (std::size_t rows = 0;; ++rows) {
    const auto there = stored->step();
    if (!there || !more) {
      return !there ? there.error() : more.error();
    }
    if (rows % kEntriesAtOnce == 0) {
      if (const auto wanted = go_on(); !wanted) {
        return wanted.error();
      }
    }
    const EntryPlace at = *there ? place_of(*stored) : EntryPlace{};
    if (*there && before && !is_before(*before, at)) {
      return std::optional<std::vector<EntryPlace>>();
    }
    while (*more && (!*there || is_before(place_of(*recounted), at))) {
      missing.push_back(place_of(*recounted));
      more = recounted->step();
      if (!more) {
        return more.error();
      }
    }
    if (!*there) {
      break;
    }
    before = at;
    const bool is_same_place = *more && !is_before(at, place_of(*recounted));
    if (!is_same_place || words_of(*recounted) != words_of(*stored)) {
      differing.push_back(at);
    }
    if (is_same_place) {
      more = recounted->step();
    }
  }
  differing.insert(differing.end(), missing.begin(), missing.end());
  return std::optional(std::move(differing));
}

Result<std::vector<EntryPlace>> Recount::differences_in_disorder(const CountTable& table) {
  auto recounted = memory_.prepare(select_rows(table));
  auto stored = stored_->prepare(select_rows(table));
  if (!recounted || !stored) {
    return !recounted ? recounted.error() : stored.error();
  }
  RowsByPlace rows;
  if (auto read = sqlite::each_row(
          *recounted, [&] { rows.emplace(place_of(*recounted), words_of(*recounted)); });
      !read) {
    return read.error();
  }
  std::vector<EntryPlace> out;
  const auto read = sqlite::each_row(*stored, [&] {
    const auto found = rows.find(place_of(*stored));
    if (found == rows.end() || found->second != words_of(*stored)) {
      out.push_back(place_of(*stored));
    }
    if (found != rows.end()) {
      rows.erase(found);
    }
  });
  if (!read) {
    return read.error();
  }
  for (const auto& [missing, words] : rows) {
    out.push_back(missing);
  }
  return out;
}

Result<void> Recount::write_anew(const CountTable& table) {
  if (auto dropped = stored_->execute("DELETE FROM " + std::string(table.name)); !dropped) {
    return dropped;
  }
  auto select = memory_.prepare(select_rows(table));
  auto insert = stored_->prepare(insert_row(table));
  if (!select || !insert) {
    return !select ? select.error() : insert.error();
  }
  Result<void> copied;
  const auto read = sqlite::each_row(*select, [&] {
    copied = copy_row(table, *select, *insert);
    return copied.has_value();
  });
  return read ? copied : read;
}

namespace {

// Where the system's folder for such files is full, or nobody may write there, it is counted in
// memory alone: dearer, and better than a journal that cannot be opened.
template <typename Count>
auto with_scratch(Count count) {
  auto counted = count(sqlite::kScratch);
  const bool may_lack_room = !counted && (counted.error().code == ErrorCode::NoSpace ||
                                          counted.error().code == ErrorCode::Refused ||
                                          counted.error().code == ErrorCode::InputOutput);
  return may_lack_room ? count(sqlite::kInMemory) : counted;
}

Result<std::vector<Damage>> recount_snapshot(sqlite::Database& database,
                                             const StillWanted& still_wanted, const char* scratch) {
  auto recount = Recount::prepare(database, still_wanted, scratch);
  if (!recount) {
    return recount.error();
  }
  if (auto run = recount->run(); !run) {
    return run.error();
  }
  std::vector<Damage> damages;
  for (const CountTable& table : count_tables()) {
    const auto places = recount->differences(table);
    if (!places) {
      return places.error();
    }
    for (const EntryPlace& place : *places) {
      const auto chain =
          std::find_if(recount->chains().begin(), recount->chains().end(),
                       [&](const ChainRow& one) { return one.number == place.chain; });
      const ChainId id = chain == recount->chains().end() ? ChainId{} : chain->id;
      if (damages.size() < kDamagesMax) {
        damages.push_back({id, place.sequence, "count_differs"});
      }
    }
  }
  return damages;
}

}  // namespace

Result<std::vector<Damage>> recount(sqlite::Database& database, const StillWanted& still_wanted) {
  if (auto begun = database.execute("BEGIN"); !begun) {
    return begun.error();
  }
  auto damages = without_running_out([&] {
    return with_scratch(
        [&](const char* scratch) { return recount_snapshot(database, still_wanted, scratch); });
  });
  auto ended = database.execute("COMMIT");
  if (damages && !ended) {
    return ended.error();
  }
  return damages;
}

namespace {

Result<std::int64_t> repair_in_transaction(sqlite::Database& writer, const char* scratch) {
  auto transaction = sqlite::Transaction::begin(writer);
  if (!transaction) {
    return transaction.error();
  }
  auto recount = Recount::prepare(writer, {}, scratch);
  if (!recount) {
    return recount.error();
  }
  if (auto run = recount->run(); !run) {
    return run.error();
  }
  std::int64_t count = 0;
  for (const CountTable& table : count_tables()) {
    const auto places = recount->differences(table);
    if (!places) {
      return places.error();
    }
    if (places->empty()) {
      continue;
    }
    count += static_cast<std::int64_t>(places->size());
    if (auto written = recount->write_anew(table); !written) {
      return written.error();
    }
  }
  if (auto committed = transaction->commit(); !committed) {
    return committed.error();
  }
  return count;
}

}  // namespace

Result<std::int64_t> repair_counts(sqlite::Database& writer) {
  return without_running_out([&] {
    return with_scratch(
        [&](const char* scratch) { return repair_in_transaction(writer, scratch); });
  });
}

Result<std::int64_t> Journal::repair_counts() {
  State& state = *state_;
  if (state.broken) {
    return *state.broken;
  }
  auto repaired = journal::repair_counts(state.database);
  if (!repaired) {
    state.note_failure(repaired.error());
  }
  // Rows that it remembers may have been written anew.
  state.projection->forget();
  return repaired;
}

}  // namespace outreach::journal
