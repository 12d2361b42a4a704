// The shell's dealings with the journal: opening it, appending to it, and opening it anew after the
// disk failed.
#include <cerrno>
#include <string>
#include <utility>

#include "app/kiosk/commands.h"
#include "app/kiosk/content.h"
#include "app/kiosk/mirror_file.h"
#include "app/kiosk/records.h"
#include "app/kiosk/settings_file.h"
#include "app/kiosk/shell_state.h"
#include "app/kiosk/snapshot.h"
#include "sync/journal/recount.h"

namespace outreach::kiosk {

Result<void> Shell::State::open(std::function<void()> wake) {
  inbox.set_wake(std::move(wake));
  http::CurlOptions curl;
  curl.user_agent = "outreach-kiosk";
  auto made = http::make_curl_transport(curl, [this] { inbox.post([] {}); });
  if (!made) {
    return made.error();
  }
  transport = std::move(*made);
  auto catalogue = load_catalogue(options.data, files);
  if (!catalogue) {
    return catalogue.error();
  }
  journal_options = kiosk::journal_options(options, files);
  auto opened = open_journal();
  if (!opened && opened.error().code == ErrorCode::Refused && opened.error().cause == EWOULDBLOCK) {
    return with_advice(opened.error());
  }
  core::Started started;
  if (opened) {
    started.journal = std::move(opened->facts);
    started.damaged = opened->damaged;
  }
  started.catalogue = std::move(*catalogue);
  started.settings = load_settings(options.data, files);
  started.settings.language = options.language.value_or(started.settings.language);
  started.built = china_date(build_time());
  load_enrolment(started);
  if (auto known = load_pins()) {
    started.pins = std::move(*known);
  } else {
    complain(known.error());
  }
  recording = std::make_unique<ThreadWorker>();
  reading = std::make_unique<ThreadWorker>();
  input(core::Event{std::move(started)});
  if (opened) {
    if (opened->epoch) {
      input(core::Event{*opened->epoch});
    }
    journal_opened();
  } else {
    // The screen says so, which a program that does not start could not; each tap tries again.
    input(core::Event{core::JournalFailed{opened.error().context}});
  }
  return {};
}

// A stall counts without a county, so a grant that cannot be read is only complained about.
void Shell::State::load_enrolment(core::Started& started) {
  auto known = client::load_grant(options.data, files);
  if (!known) {
    complain(known.error());
  } else {
    grant = std::move(*known);
  }
  if (grant && !options.county_url.empty()) {
    grant->county_url = options.county_url;
  }
  started.enrolled = grant.has_value();
  started.county_url = grant ? grant->county_url : options.county_url;
}

// On the thread that owns the journal at the moment.
Result<Shell::State::Found> Shell::State::open_journal() {
  journal.reset();
  auto opened = journal::Journal::open(options.data, clock, random, files, journal_options);
  if (!opened) {
    return opened.error();
  }
  auto followed = follow_mirror(*opened);
  if (!followed) {
    return followed.error();
  }
  auto found = found_in(*opened, opened->opening().epoch);
  if (!found) {
    return found.error();
  }
  if (*followed) {
    found->epoch = *followed;
  }
  found->damaged = static_cast<std::int64_t>(opened->opening().damages.size());
  journal.emplace(std::move(*opened));
  return found;
}

Result<Shell::State::Found> Shell::State::found_in(journal::Journal& opened,
                                                   std::optional<journal::EpochBegan> epoch) {
  Found found;
  if (auto read = read_snapshot(opened.database(), opened.chain_number(), found.facts); !read) {
    return read.error();
  }
  if (epoch) {
    found.epoch =
        core::EpochBegan{epoch->reason, std::nullopt, static_cast<std::int64_t>(epoch->taken_over)};
  }
  return found;
}

// Where the second medium has more of this chain than the disk, the disk has lost it: nothing may
// be recorded in its place. A mirror that cannot be read says nothing.
Result<std::optional<core::EpochBegan>> Shell::State::follow_mirror(journal::Journal& opened) {
  const auto folder = load_mirror_folder(options.data, files);
  if (!folder) {
    return std::optional<core::EpochBegan>();
  }
  const auto mirrored =
      client::mirrored_head(*folder, opened.identity(), opened.chain(), opened.database(), files);
  if (!mirrored || !*mirrored || !(*mirrored)->is_ahead()) {
    return std::optional<core::EpochBegan>();
  }
  const auto lost = static_cast<std::int64_t>((*mirrored)->head.sequence - (*mirrored)->common);
  const auto began = opened.begin_epoch(domain::EpochReason::MirrorAhead, (*mirrored)->common);
  if (!began) {
    return began.error();
  }
  return std::optional(
      core::EpochBegan{began->reason, lost, static_cast<std::int64_t>(began->taken_over)});
}

// From here on the journal is the recording worker's.
void Shell::State::journal_opened() {
  journal_state = JournalState::Open;
  const client::DeliveryTarget target{options.data, journal_options, journal->identity(),
                                      journal->chain(), journal->chain_number()};
  recorder = std::make_unique<client::Recorder>(*journal, *recording, inbox, [this](const Error&) {
    if (journal_state == JournalState::Open && may_act_unasked()) {
      reopen();
    }
  });
  delivery = std::make_unique<client::Delivery>(
      client::DeliveryDependencies{*transport, *reading, inbox, *recorder, random,
                                   [this](domain::EpochReason reason, journal::Sequence common) {
                                     begin_epoch(reason, common);
                                   }},
      target, grant);
  // Should its own reading of the journal fail, it still knows how far there is to go.
  delivery->entries_recorded(journal->head().sequence);
  if (const auto folder = load_mirror_folder(options.data, files)) {
    mirror = std::make_unique<client::Mirror>(
        client::MirrorTarget{options.data, journal_options, journal->identity(), folder}, files,
        random, *reading, inbox);
    mirror->entries_recorded(journal->head().sequence);
  }
  if (!std::exchange(are_counts_checked, true)) {
    check_counts();
  }
}

// A changed bit among the counts is found by nobody else: a tally would simply be wrong.
void Shell::State::check_counts() {
  run_on(
      *reading, inbox,
      [folder = options.data, how = journal_options]() -> Result<std::size_t> {
        auto reader = journal::open_reader(folder, how);
        if (!reader) {
          return reader.error();
        }
        const auto damages = journal::recount(*reader);
        return damages ? Result<std::size_t>(damages->size()) : damages.error();
      },
      [this](const Result<std::size_t>& differing) {
        if (!differing) {
          complain(differing.error());
        } else if (*differing > 0 && journal_state == JournalState::Open) {
          repair_counts();
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

void Shell::State::append(const core::Append& command) {
  if (journal_state != JournalState::Open) {
    held.push_back(command);
    if (journal_state == JournalState::Closed) {
      reopen();
    }
    return;
  }
  recorder->append({{command.record, command.outing}},
                   [this, command](const Result<std::vector<journal::Appended>>& result) {
                     appended(command, result);
                   });
}

void Shell::State::appended(const core::Append& command,
                            const Result<std::vector<journal::Appended>>& result) {
  if (result) {
    const journal::Appended& entry = result->front();
    input(core::Event{
        core::Recorded{command.ticket, entry.sequence, entry.outing, entry.device_time}});
    if (delivery) {
      delivery->entries_recorded(entry.sequence);
    }
    if (mirror) {
      mirror->entries_recorded(entry.sequence);
      if (std::holds_alternative<domain::OutingClosed>(command.record.content)) {
        mirror->outing_closed();
      }
    }
    return;
  }
  const Error& error = result.error();
  if (error.code != ErrorCode::InputOutput && error.code != ErrorCode::Corrupt) {
    input(core::Event{core::NotRecorded{command.ticket, error.code, error.context}});
    return;
  }
  // The handle failed in the middle: the entry may be in the log all the same. Saying 未保存 now
  // would make people tap again what counts already.
  doubtful.push_back({command, error});
  if (journal_state == JournalState::Open) {
    reopen();
  }
}

// Of what failed with the handle only the first can be there: the handle took nothing after it.
// Opening anew has made durable whatever it found.
void Shell::State::settle_doubtful(const core::JournalFacts* snapshot) {
  const std::vector<Doubtful> failed = std::exchange(doubtful, {});
  for (std::size_t i = 0; i < failed.size(); ++i) {
    const core::Append& command = failed[i].command;
    if (i == 0 && snapshot != nullptr && snapshot->head == face.head + 1) {
      const bool opens = std::holds_alternative<domain::OutingOpened>(command.record.content);
      const WallTime when = snapshot->outing && !snapshot->outing->entries.empty()
                                ? snapshot->outing->entries.back().device_time
                                : clock.now().wall;
      input(core::Event{core::Recorded{command.ticket, snapshot->head,
                                       opens ? snapshot->head : command.outing, when}});
    } else {
      input(core::Event{
          core::NotRecorded{command.ticket, failed[i].error.code, failed[i].error.context}});
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
  settle_doubtful(found ? &found->facts : nullptr);
  const std::vector<core::Append> waiting = std::exchange(held, {});
  if (!found) {
    journal_state = JournalState::Closed;
    for (const core::Append& command : waiting) {
      input(core::Event{
          core::NotRecorded{command.ticket, found.error().code, found.error().context}});
    }
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

// In a new epoch the open outing has another number, and what a correction names has too: who asked
// for one is told, and asks again of what the screen shows now.
void Shell::State::append_held(const std::vector<core::Append>& waiting,
                               domain::Sequence outing_before, bool is_new_epoch) {
  for (core::Append command : waiting) {
    const bool corrects = std::holds_alternative<domain::Correction>(command.record.content);
    const bool is_homeless =
        command.outing != 0 && (!face.outing || command.outing != outing_before);
    if (is_new_epoch && (corrects || is_homeless)) {
      input(core::Event{
          core::NotRecorded{command.ticket, ErrorCode::Unavailable, "a new epoch began under it"}});
      continue;
    }
    if (is_new_epoch && command.outing != 0) {
      command.outing = face.outing->sequence;
    }
    append(command);
  }
}

}  // namespace outreach::kiosk
