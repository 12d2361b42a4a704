// The inside of the shell, shared by its two source files. Inside this folder only.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "app/kiosk/shell.h"
#include "platform/http/transport.h"
#include "platform/worker/worker.h"
#include "sync/client/delivery.h"
#include "sync/client/recorder.h"
#include "sync/journal/journal.h"

namespace outreach::kiosk {

struct Shell::State {
  State(Clock& the_clock, Options the_options)
      : clock(the_clock), options(std::move(the_options)) {}

  Clock& clock;
  Options options;
  SystemFiles files;
  SystemRandom random;
  Inbox inbox;
  std::optional<journal::Journal> journal;  // the recording worker's, once that exists
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
  enum class JournalState { Open, Reopening, Closed } journal_state = JournalState::Closed;
  std::vector<core::Append> held;  // while it is not open
  // Failed together with the journal's handle: whether they are there is known once it is open
  // again.
  struct Doubtful {
    core::Append command;
    Error error;
  };
  std::vector<Doubtful> doubtful;

  Result<void> open(std::function<void()> wake);
  Result<core::JournalFacts> open_journal();
  void load_enrolment(core::Started& started);
  void journal_opened();
  void input(const core::Input& input);
  void perform(const core::Command& command);
  void append(const core::Append& command);
  void appended(const core::Append& command, const Result<std::vector<journal::Appended>>& result);
  void settle_doubtful(const core::JournalFacts* snapshot);
  void reopen();
  void reopened(Result<core::JournalFacts> snapshot);
  void tell_delivery(Now now);
  void ask_facts(Now now);
};

}  // namespace outreach::kiosk
