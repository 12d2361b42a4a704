#include <string>

#include "platform/base/guard.h"
#include "sync/journal/journal_state.h"

namespace outreach::journal {
namespace {

Error at_draft(std::size_t index, domain::Rejection reason) {
  return {ErrorCode::InvalidInput, "draft " + std::to_string(index + 1) +
                                       " cannot be recorded: " + std::string(code_of(reason))};
}

}  // namespace

Result<Appended> Journal::State::append_one(const Draft& draft, std::size_t index, Sequence first,
                                            const Now& now, Head& head) {
  if (const auto reason = domain::check(draft.record)) {
    return at_draft(index, *reason);
  }
  Entry entry;
  Envelope& envelope = entry.envelope;
  envelope.sequence = head.sequence + 1;
  envelope.kind = domain::kind_of(draft.record.content);
  envelope.device_time = now.wall;
  envelope.device_time_trusted = now.wall_trusted;
  envelope.boot = clock.boot_id();
  envelope.monotonic = now.monotonic;
  envelope.outing = draft.outing >= kOutingOfThisAppend
                        ? first + (draft.outing - kOutingOfThisAppend)
                        : draft.outing;
  envelope.salt = random.array<16>();
  envelope.previous = head.hash;
  entry.body = domain::encode_body(draft.record);
  envelope.body_hash = domain::hash_body(envelope.salt, *entry.body);
  entry.hash = domain::hash_envelope(chain.id, envelope);
  if (auto added = store->add_entry(chain.number, entry); !added) {
    return added.error();
  }
  auto rejected = projection->apply(chain.number, envelope, draft.record);
  if (!rejected) {
    return rejected.error();
  }
  if (*rejected) {
    return at_draft(index, **rejected);
  }
  head = Head{envelope.sequence, entry.hash};
  return Appended{envelope.sequence, envelope.outing, envelope.device_time};
}

Result<std::vector<Appended>> Journal::State::append_all(std::span<const Draft> drafts,
                                                         Head& head) {
  auto transaction = sqlite::Transaction::begin(database);
  if (!transaction) {
    return transaction.error();
  }
  const Now now = clock.now();
  const Sequence first = head.sequence + 1;
  std::vector<Appended> appended;
  appended.reserve(drafts.size());
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    auto one = append_one(drafts[i], i, first, now, head);
    if (!one) {
      return one.error();
    }
    appended.push_back(*one);
  }
  if (auto set = store->set_signed_head(chain, head, identity.key); !set) {
    return set.error();
  }
  if (auto done = transaction->commit(); !done) {
    return done.error();
  }
  return appended;
}

Result<std::vector<Appended>> Journal::State::append_once(std::span<const Draft> drafts) {
  Head head = chain.head;
  auto appended = append_all(drafts, head);
  if (appended) {
    chain.head = head;
  } else {
    note_failure(appended.error());
  }
  return appended;
}

void Journal::State::clear_erased() {
  log_holds_erased = projection->take_erased() || log_holds_erased;
  if (!log_holds_erased) {
    return;
  }
  const auto gone = without_running_out([&] { return database.make_durable(); });
  if (gone) {
    log_holds_erased = false;
  } else {
    note_failure(gone.error());
  }
}

Result<std::vector<Appended>> Journal::append(std::span<const Draft> drafts) {
  State& state = *state_;
  if (state.broken) {
    return *state.broken;
  }
  auto appended = without_running_out([&] {
    auto first = state.append_once(drafts);
    const bool is_full = !first && first.error().code == ErrorCode::NoSpace;
    // The room is for taps, of which a day has many; one import would eat it up.
    if (is_full && drafts.size() <= kReserveDraftsMax && state.reserve &&
        state.reserve->give_up()) {
      return state.append_once(drafts);
    }
    return first;
  });
  if (appended) {
    state.clear_erased();
  } else {
    state.note_failure(appended.error());
  }
  return appended;
}

Result<void> Journal::write_back() {
  State& state = *state_;
  if (state.broken) {
    return {};
  }
  auto written = without_running_out([&] { return state.database.write_back(); });
  if (!written && state.database.has_failed()) {
    state.note_failure(written.error());
    return written;
  }
  return {};
}

}  // namespace outreach::journal
