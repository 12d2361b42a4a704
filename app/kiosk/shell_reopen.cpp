// After the disk failed, the county contradicted, or a count was found changed: the journal is
// opened anew or begins an epoch, while taps wait.
#include <string>
#include <utility>

#include "app/kiosk/commands.h"
#include "app/kiosk/shell_state.h"
#include "app/kiosk/snapshot.h"
#include "platform/machine/kept_memory.h"
#include "sync/journal/recount.h"

namespace outreach::kiosk {

void Shell::State::check_counts_when_due(Now now) {
  if (counts_due && journal_state == JournalState::Open &&
      now.monotonic.milliseconds >= *counts_due) {
    counts_due.reset();
    check_counts();
  }
}

// A changed bit among the counts is found by nobody else: a tally would simply be wrong.
void Shell::State::check_counts() {
  run_on(
      *background, inbox,
      [this, folder = options.data, how = journal_options]() -> Result<std::size_t> {
        auto reader = journal::open_reader(folder, how);
        if (!reader) {
          return reader.error();
        }
        const auto damages = journal::recount(*reader, [this] { return !end_begun.is_up(); });
        return_freed_memory_now();
        return damages ? Result<std::size_t>(damages->size()) : damages.error();
      },
      [this](const Result<std::size_t>& differing) {
        if (is_ending) {
          return;  // counted at the next start
        }
        if (!differing) {
          complain(differing.error());
        } else if (*differing > 0 && journal_state == JournalState::Open) {
          repair_counts();
        } else if (*differing > 0) {
          counts_due = clock.now().monotonic.milliseconds;  // as soon as it is open again
        }
      });
}

void Shell::State::repair_counts() {
  struct Repaired {
    std::int64_t rows = 0;
    Found found;
  };
  journal_state = JournalState::Reopening;  // taps wait
  delivery.reset();
  mirror.reset();
  run_on(
      *recording, inbox,
      [this]() -> Result<Repaired> {
        const auto rows = journal->repair_counts();
        // A journal that cannot has failed, or its disk is full; opened anew, it goes on.
        auto found = rows ? found_in(*journal, std::nullopt) : open_journal();
        if (!found) {
          return found.error();
        }
        return Repaired{rows ? *rows : 0, *std::move(found)};
      },
      [this](Result<Repaired> repaired) {
        if (!repaired) {
          reopened(repaired.error());
          return;
        }
        const std::int64_t rows = repaired->rows;
        reopened(std::move(repaired->found));
        if (rows > 0) {
          input(core::Event{core::EntriesDamaged{rows}});
        }
      });
}

// Of what failed with the handle only the first command can be there, and all of it: the handle
// took nothing after it.
// Opening anew has made durable whatever it found; where it began an epoch, it is the chain before
// that tells.
void Shell::State::settle_doubtful(const Found* found) {
  const std::vector<Doubtful> failed = std::exchange(doubtful, {});
  for (std::size_t i = 0; i < failed.size(); ++i) {
    const core::Append& command = failed[i].command;
    if (failed[i].sheet_entries) {
      settle_doubtful_sheet(failed[i], i == 0 && found != nullptr && found->reached > face.head);
    } else if (i == 0 && found != nullptr && found->reached == face.head + (command.also ? 2 : 1)) {
      const bool opens = std::holds_alternative<domain::OutingOpened>(command.record.content);
      const auto& outing = found->facts.outing;
      const WallTime when = outing && !outing->entries.empty() ? outing->entries.back().device_time
                                                               : clock.now().wall;
      const domain::Sequence sequence = face.head + 1;
      input(core::Event{
          core::Recorded{command.ticket, sequence, opens ? sequence : command.outing, when}});
      if (command.also) {
        input(core::Event{
            core::Recorded{command.also->ticket, found->reached, command.outing, when}});
      }
    } else {
      not_appended(command, failed[i].error.code, failed[i].error.context);
    }
  }
}

// A handle that failed must not be used again: close, open anew, verify the tail. Taps wait
// meanwhile.
void Shell::State::reopen() {
  journal_state = JournalState::Reopening;
  delivery.reset();  // whatever it has asked of the worker runs before the job below
  mirror.reset();
  run_on(
      *recording, inbox, [this] { return open_journal(); },
      [this](Result<Found> found) { reopened(std::move(found)); });
}

// Nobody may tap in the evening, and what was recorded must still be sent.
void Shell::State::retry_opening(Now now) {
  if (journal_state == JournalState::Closed && now.monotonic.milliseconds >= retry_due) {
    reopen();
  }
}

// A disk that fails under what nobody tapped for must not be opened anew as fast as the county
// answers.
bool Shell::State::may_act_unasked() {
  constexpr std::int64_t kBetween = 60'000;
  const std::int64_t at = clock.now().monotonic.milliseconds;
  if (at < unasked_due) {
    return false;
  }
  unasked_due = at + kBetween;
  return true;
}

// The county holds another history, or a longer one, than this disk. Taps wait meanwhile.
void Shell::State::begin_epoch(domain::EpochReason reason, journal::Sequence common) {
  if (journal_state != JournalState::Open || !may_act_unasked()) {
    return;  // delivery will find the same again
  }
  journal_state = JournalState::Reopening;
  // The caller is inside the delivery that is given up here.
  inbox.post([given_up = std::shared_ptr<client::Delivery>(std::move(delivery))] {});
  mirror.reset();
  run_on(
      *recording, inbox,
      [this, reason, common]() -> Result<Found> {
        auto began = journal->begin_epoch(reason, common);
        // A journal that cannot begin an epoch has failed; opened anew, it goes on where it was.
        return began ? found_in(*journal, *began) : open_journal();
      },
      [this](Result<Found> found) { reopened(std::move(found)); });
}

void Shell::State::reopened(Result<Found> found) {
  settle_doubtful(found ? &*found : nullptr);
  const std::vector<core::Append> waiting = std::exchange(held, {});
  if (!found) {
    journal_state = JournalState::Closed;
    for (const core::Append& command : waiting) {
      not_appended(command, found.error().code, found.error().context);
    }
    if (waiting.empty()) {
      input(core::Event{core::JournalFailed{found.error().context}});
    }
    retry_due = clock.now().monotonic.milliseconds + kRetryEvery;
    return;
  }
  const domain::Sequence outing_before = face.outing ? face.outing->sequence : 0;
  input(core::Event{core::JournalReopened{std::move(found->facts)}});
  if (found->epoch) {
    input(core::Event{*found->epoch});
  }
  journal_opened();
  append_held(waiting, outing_before, found->epoch.has_value());
}

// In a new epoch the open outing has another number, and what a correction, remark or erasure names
// has too:
// who asked for one is told, and asks again of what the screen shows now.
void Shell::State::append_held(const std::vector<core::Append>& waiting,
                               domain::Sequence outing_before, bool is_new_epoch) {
  for (core::Append command : waiting) {
    const bool corrects = std::holds_alternative<domain::Correction>(command.record.content) ||
                          std::holds_alternative<domain::Remark>(command.record.content) ||
                          std::holds_alternative<domain::Erasure>(command.record.content);
    const bool is_homeless = command.outing != 0 && (!face.outing || face.outing->is_closed ||
                                                     command.outing != outing_before);
    if (is_new_epoch && (corrects || is_homeless)) {
      not_appended(command, ErrorCode::Unavailable, "a new epoch began under it");
      continue;
    }
    if (is_new_epoch && command.outing != 0) {
      command.outing = face.outing->sequence;
    }
    append(command);
  }
}

}  // namespace outreach::kiosk
