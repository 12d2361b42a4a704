#include "app/kiosk/shell.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "app/core/make_view.h"
#include "app/kiosk/commands.h"
#include "app/kiosk/content.h"
#include "app/kiosk/delivery_facts.h"
#include "app/kiosk/settings_file.h"
#include "app/kiosk/snapshot.h"
#include "platform/http/transport.h"
#include "platform/worker/worker.h"
#include "sync/client/delivery.h"
#include "sync/client/recorder.h"
#include "sync/journal/journal.h"

namespace outreach::kiosk {
namespace {

// Free disk space changes slowly; once a minute shows it in time.
constexpr std::int64_t kFactsEvery = 60'000;

}  // namespace

struct Shell::State {
  State(Clock& the_clock, Options the_options)
      : clock(the_clock), options(std::move(the_options)) {}

  Clock& clock;
  Options options;
  SystemFiles files;
  SystemRandom random;
  Inbox inbox;
  std::optional<journal::Journal> journal;  // the recording worker's, once that exists
  std::optional<client::DeliveryTarget> target;
  std::optional<client::Grant> grant;
  // Below: destroyed first, from the last to the first.
  std::unique_ptr<ThreadWorker> recording;
  std::unique_ptr<ThreadWorker> reading;
  std::unique_ptr<http::Transport> transport;
  std::unique_ptr<client::Recorder> recorder;
  std::unique_ptr<client::Delivery> delivery;

  core::AppState face;
  std::optional<core::DeliveryChanged> told;  // the last one the face was told
  std::int64_t told_at = 0;
  std::int64_t facts_due = 0;
  // Closed: opening it anew failed, and the next tap tries again.
  enum class JournalState { Open, Reopening, Closed } journal_state = JournalState::Open;
  std::vector<core::Append> held;  // while it is not open

  Result<void> open(std::function<void()> wake);
  void start_delivery();
  void input(const core::Input& input);
  void perform(const core::Command& command);
  void append(const core::Append& command);
  void appended(core::Ticket ticket, const Result<std::vector<journal::Appended>>& result);
  void reopen();
  void reopened(Result<core::Started> snapshot);
  void tell_delivery(Now now);
  void ask_facts(Now now);
};

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

void Shell::State::input(const core::Input& given) {
  core::Step step = core::update(std::move(face), given, clock.now());
  face = std::move(step.state);
  for (const core::Command& command : step.commands) {
    perform(command);
  }
}

void Shell::State::perform(const core::Command& command) {
  if (const auto* wanted = std::get_if<core::Append>(&command)) {
    append(*wanted);
  } else if (std::holds_alternative<core::SyncWithCounty>(command)) {
    if (delivery) {
      delivery->sync_now();
    }
  } else if (const auto* save = std::get_if<core::SaveSettings>(&command)) {
    // A setting that cannot be kept still holds until the program ends; the journal says when the
    // disk is bad.
    reading->post([data = options.data, settings = save->settings] {
      SystemFiles system;
      static_cast<void>(save_settings(data, system, settings));
    });
  }
  // ChangeLanguage: the screens take the language from the view.
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
                   [this, ticket = command.ticket](Result<std::vector<journal::Appended>> result) {
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

void Shell::State::tell_delivery(Now now) {
  if (!delivery) {
    return;
  }
  const client::DeliveryStatus& status = delivery->status();
  if (grant && status.link == client::Link::NotEnrolled) {
    return;  // it has not read its progress yet
  }
  core::DeliveryChanged facts = facts_of(status);
  if (told && says_the_same(*told, told_at, facts, now.monotonic.milliseconds)) {
    return;
  }
  told = facts;
  told_at = now.monotonic.milliseconds;
  input(core::Event{std::move(facts)});
}

void Shell::State::ask_facts(Now now) {
  if (now.monotonic.milliseconds < facts_due) {
    return;
  }
  facts_due = now.monotonic.milliseconds + kFactsEvery;
  run_on(
      *reading, inbox, [this] { return files.free_bytes(options.data); },
      [this](Result<std::uint64_t> free) {
        core::FactsChanged facts;
        if (free) {
          facts.free_disk_bytes = static_cast<std::int64_t>(*free);
        }
        input(core::Event{facts});
      });
}

Shell::Shell(std::unique_ptr<State> state) : state_(std::move(state)) {}

Shell::~Shell() {
  if (state_->transport) {
    state_->transport->cancel_all();
  }
  if (state_->recording) {
    // An undo may still wait for its tap's number: answers are taken until nothing is on its way.
    do {
      state_->recording->flush();
    } while (state_->inbox.drain() > 0 && !state_->face.in_flight.empty());
    state_->recording->flush();
    state_->reading->flush();
  }
  state_->inbox.set_wake({});
}

Result<std::unique_ptr<Shell>> Shell::open(const Options& options, Clock& clock,
                                           std::function<void()> wake) {
  auto state = std::make_unique<State>(clock, options);
  if (auto opened = state->open(std::move(wake)); !opened) {
    return opened.error();
  }
  return std::unique_ptr<Shell>(new Shell(std::move(state)));
}

void Shell::input(const core::Input& input) {
  state_->input(input);
}

void Shell::turn() {
  state_->inbox.drain();
  state_->transport->poll();
  const Now now = state_->clock.now();
  if (state_->delivery) {
    state_->delivery->tick(now);
  }
  state_->tell_delivery(now);
  state_->ask_facts(now);
}

core::View Shell::view() const {
  return core::make_view(state_->face, state_->clock.now());
}

std::optional<std::int64_t> Shell::wait_milliseconds() const {
  const Now now = state_->clock.now();
  std::int64_t wait = std::max<std::int64_t>(0, state_->facts_due - now.monotonic.milliseconds);
  if (state_->delivery) {
    wait = std::min(wait, state_->delivery->wait_milliseconds(now).value_or(wait));
  }
  // A countdown in seconds is on the screen.
  const bool counts_down =
      state_->face.screen == core::ScreenName::Delivery && state_->face.delivery.retry_at;
  constexpr std::int64_t kSecond = 1'000;
  return counts_down ? std::min(wait, kSecond) : wait;
}

}  // namespace outreach::kiosk
