// The inside of the shell, shared by its source files. Inside this folder only.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "app/kiosk/shell.h"
#include "app/kiosk/staff_pins.h"
#include "platform/http/transport.h"
#include "platform/worker/worker.h"
#include "sync/client/delivery.h"
#include "sync/client/mirror.h"
#include "sync/client/pack_delivery.h"
#include "sync/client/recorder.h"
#include "sync/journal/journal.h"

namespace outreach::kiosk {

struct Shell::State {
  State(DoubtingClock& the_clock, Options the_options)
      : clock(the_clock), options(std::move(the_options)) {}

  DoubtingClock& clock;
  Options options;
  SystemFiles files;
  SystemRandom random;
  Inbox inbox;
  std::optional<journal::Journal> journal;  // the recording worker's, once that exists
  journal::JournalOptions journal_options;
  std::optional<StaffPins> pins;  // the reading worker's, once that exists
  std::optional<client::Grant> grant;
  std::shared_ptr<client::PackStore> packs;  // the reading worker's, once that exists
  // Below: destroyed first, from the last to the first.
  std::unique_ptr<ThreadWorker> recording;
  std::unique_ptr<ThreadWorker> reading;
  std::unique_ptr<http::Transport> transport;
  std::unique_ptr<client::Recorder> recorder;
  std::unique_ptr<client::Delivery> delivery;
  std::unique_ptr<client::PackDelivery> pack_delivery;  // none: no key to check packs by
  std::unique_ptr<client::Mirror> mirror;               // none: no second medium is configured

  core::AppState face;
  std::optional<core::DeliveryChanged> told;  // the last one the face was told
  std::int64_t told_at = 0;
  std::int64_t facts_due = 0;
  std::int64_t prune_due = 0;
  std::int64_t hear_due = 0;  // when the county is asked though nothing waits
  // While the journal is closed: when it is tried again without anybody tapping.
  static constexpr std::int64_t kRetryEvery = 60'000;
  std::int64_t retry_due = 0;
  core::ClockDoubt told_doubt = core::ClockDoubt::None;
  core::MirrorChanged told_mirror;
  core::ContentRefusal told_refusal = core::ContentRefusal::None;
  std::optional<WallTime> learned_from;  // the ack the clock was last compared with
  // Closed: opening it anew failed, and the next tap tries again.
  enum class JournalState { Open, Reopening, Closed } journal_state = JournalState::Closed;
  std::vector<core::Append> held;  // while it is not open
  // Once in a run: a disk that spoils them again at once is not chased.
  bool are_counts_checked = false;
  // Failed together with the journal's handle: whether they are there is known once it is open
  // again.
  struct Doubtful {
    core::Append command;
    Error error;
  };
  std::vector<Doubtful> doubtful;
  std::int64_t unasked_due = 0;  // see may_act_unasked

  // What the journal holds, and what a person should hear of how it came to.
  struct Found {
    core::JournalFacts facts;
    journal::Sequence reached = 0;  // the newest entry of the chain that was open before
    std::optional<core::EpochBegan> epoch;
    std::int64_t damaged = 0;
  };

  Result<void> open(std::function<void()> wake);
  Result<Found> open_journal();
  Result<Found> found_in(journal::Journal& opened, std::optional<journal::EpochBegan> epoch);
  Result<std::optional<core::EpochBegan>> follow_mirror(journal::Journal& opened);
  Result<core::StaffPins> load_pins();
  void load_enrolment(core::Started& started);
  void journal_opened();
  void check_counts();
  void repair_counts();
  void input(const core::Input& input);
  void perform(const core::Command& command);
  void append(const core::Append& command);
  void appended(const core::Append& command, const Result<std::vector<journal::Appended>>& result);
  void settle_doubtful(const Found* found);
  void retry_opening(Now now);
  void reopen();
  bool may_act_unasked();
  void begin_epoch(domain::EpochReason reason, journal::Sequence common);
  void reopened(Result<Found> found);
  void append_held(const std::vector<core::Append>& waiting, domain::Sequence outing_before,
                   bool is_new_epoch);
  void tell_delivery(Now now);
  void tell_clock();
  void tell_mirror(Now now);
  void take_packs();
  void hear_of_packs(Now now);
  void fetch_packs(Now now);
  void use_content(bool was_asked_for);
  void roll_back_content();
  void ask_facts(Now now);
  void prune(Now now);

  void check_pin(const core::CheckPin& command);
  void set_pin(const core::SetPin& command);
  void reset_pin(const core::ResetPin& command);
  void set_supervisor_pin(const core::SetSupervisorPin& command);
  void look_at_pin(core::Ticket ticket, std::function<Result<PinAnswer>(StaffPins&)> look);
};

}  // namespace outreach::kiosk
