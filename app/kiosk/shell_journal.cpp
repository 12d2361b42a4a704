// The shell's dealings with the journal: opening it, appending to it, and opening it anew after the
// disk failed.
#include <cerrno>
#include <string>
#include <utility>

#include "app/kiosk/commands.h"
#include "app/kiosk/content.h"
#include "app/kiosk/settings_file.h"
#include "app/kiosk/shell_state.h"
#include "app/kiosk/snapshot.h"

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
  auto opened = open_journal();
  if (!opened && opened.error().code == ErrorCode::Refused && opened.error().cause == EWOULDBLOCK) {
    return with_advice(opened.error());
  }
  core::Started started;
  if (opened) {
    started.journal = std::move(*opened);
  }
  started.catalogue = std::move(*catalogue);
  started.settings = load_settings(options.data, files);
  started.settings.language = options.language.value_or(started.settings.language);
  started.built = china_date(build_time());
  load_enrolment(started);
  recording = std::make_unique<ThreadWorker>();
  reading = std::make_unique<ThreadWorker>();
  input(core::Event{std::move(started)});
  if (opened) {
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
Result<core::JournalFacts> Shell::State::open_journal() {
  journal.reset();
  auto opened = journal::Journal::open(options.data, clock, random, files, {options.vfs});
  if (!opened) {
    return opened.error();
  }
  core::JournalFacts snapshot;
  if (auto read = read_snapshot(opened->database(), opened->chain_number(), snapshot); !read) {
    return read.error();
  }
  journal.emplace(std::move(*opened));
  return snapshot;
}

// From here on the journal is the recording worker's.
void Shell::State::journal_opened() {
  journal_state = JournalState::Open;
  const client::DeliveryTarget target{
      options.data, {options.vfs}, journal->identity(), journal->chain(), journal->chain_number()};
  recorder = std::make_unique<client::Recorder>(*journal, *recording, inbox);
  delivery = std::make_unique<client::Delivery>(
      client::DeliveryDependencies{*transport, *reading, inbox, *recorder, random}, target, grant);
  // Should its own reading of the journal fail, it still knows how far there is to go.
  delivery->entries_recorded(journal->head().sequence);
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
  run_on(
      *recording, inbox, [this] { return open_journal(); },
      [this](Result<core::JournalFacts> snapshot) { reopened(std::move(snapshot)); });
}

void Shell::State::reopened(Result<core::JournalFacts> snapshot) {
  settle_doubtful(snapshot ? &*snapshot : nullptr);
  const std::vector<core::Append> waiting = std::exchange(held, {});
  if (!snapshot) {
    journal_state = JournalState::Closed;
    for (const core::Append& command : waiting) {
      input(core::Event{
          core::NotRecorded{command.ticket, snapshot.error().code, snapshot.error().context}});
    }
    return;
  }
  input(core::Event{core::JournalReopened{std::move(*snapshot)}});
  journal_opened();
  for (const core::Append& command : waiting) {
    append(command);
  }
}

}  // namespace outreach::kiosk
