// The shell's dealings with the journal: opening it, appending to it, and opening it anew after the
// disk failed.
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
  auto opened = journal::Journal::open(options.data, clock, random, files, {options.vfs});
  if (!opened) {
    return with_advice(opened.error());
  }
  journal.emplace(std::move(*opened));
  target.emplace(client::DeliveryTarget{
      options.data, {options.vfs}, journal->identity(), journal->chain(), journal->chain_number()});
  core::Started started;
  if (auto read = read_snapshot(journal->database(), target->chain_number, started); !read) {
    return read.error();
  }
  auto catalogue = load_catalogue(options.data, files);
  if (!catalogue) {
    return catalogue.error();
  }
  started.catalogue = std::move(*catalogue);
  started.settings = load_settings(options.data, files);
  started.settings.language = options.language.value_or(started.settings.language);
  auto known = client::load_grant(options.data, files);
  if (!known) {
    return known.error();
  }
  grant = std::move(*known);
  if (grant && !options.county_url.empty()) {
    grant->county_url = options.county_url;
  }
  started.enrolled = grant.has_value();
  started.built = china_date(build_time());
  started.county_url = grant ? grant->county_url : options.county_url;
  http::CurlOptions curl;
  curl.user_agent = "outreach-kiosk";
  auto made = http::make_curl_transport(curl, [this] { inbox.post([] {}); });
  if (!made) {
    return made.error();
  }
  transport = std::move(*made);
  recording = std::make_unique<ThreadWorker>();
  reading = std::make_unique<ThreadWorker>();
  recorder = std::make_unique<client::Recorder>(*journal, *recording, inbox);
  input(core::Event{std::move(started)});
  start_delivery();
  return {};
}

void Shell::State::start_delivery() {
  delivery = std::make_unique<client::Delivery>(
      client::DeliveryDependencies{*transport, *reading, inbox, *recorder, random}, *target, grant);
}

void Shell::State::append(const core::Append& command) {
  if (journal_state != JournalState::Open) {
    held.push_back(command);
    if (journal_state == JournalState::Closed) {
      reopen();
    }
    return;
  }
  recorder->append(
      {{command.record, command.outing}},
      [this, ticket = command.ticket](const Result<std::vector<journal::Appended>>& result) {
        appended(ticket, result);
      });
}

void Shell::State::appended(core::Ticket ticket,
                            const Result<std::vector<journal::Appended>>& result) {
  if (result) {
    const journal::Appended& entry = result->front();
    input(core::Event{core::Recorded{ticket, entry.sequence, entry.outing, entry.device_time}});
    if (delivery) {
      delivery->entries_recorded(entry.sequence);
    }
    return;
  }
  const Error& error = result.error();
  if (journal_state == JournalState::Open &&
      (error.code == ErrorCode::InputOutput || error.code == ErrorCode::Corrupt)) {
    reopen();
  }
  input(core::Event{core::NotRecorded{ticket, error.code, error.context}});
}

// A handle that failed must not be used again: close, open anew, verify the tail. Taps wait
// meanwhile.
void Shell::State::reopen() {
  journal_state = JournalState::Reopening;
  delivery.reset();  // whatever it has asked of the worker runs before the job below
  run_on(
      *recording, inbox,
      [this]() -> Result<core::Started> {
        journal.reset();
        auto opened = journal::Journal::open(options.data, clock, random, files, {options.vfs});
        if (!opened) {
          return opened.error();
        }
        journal.emplace(std::move(*opened));
        core::Started snapshot;
        if (auto read = read_snapshot(journal->database(), target->chain_number, snapshot); !read) {
          journal.reset();
          return read.error();
        }
        return snapshot;
      },
      [this](Result<core::Started> snapshot) { reopened(std::move(snapshot)); });
}

void Shell::State::reopened(Result<core::Started> snapshot) {
  const std::vector<core::Append> waiting = std::exchange(held, {});
  if (!snapshot) {
    journal_state = JournalState::Closed;
    for (const core::Append& command : waiting) {
      input(core::Event{
          core::NotRecorded{command.ticket, snapshot.error().code, snapshot.error().context}});
    }
    return;
  }
  journal_state = JournalState::Open;
  input(core::Event{core::JournalReopened{std::move(snapshot->outing), snapshot->head,
                                          snapshot->newest_outing, snapshot->oldest_waiting_at}});
  start_delivery();
  for (const core::Append& command : waiting) {
    append(command);
  }
}

}  // namespace outreach::kiosk
