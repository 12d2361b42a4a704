// The shell's dealings with the journal: opening it and appending to it.
#include <cerrno>
#include <string>
#include <utility>

#include "app/kiosk/clock_memory.h"
#include "app/kiosk/commands.h"
#include "app/kiosk/content.h"
#include "app/kiosk/mirror_file.h"
#include "app/kiosk/records.h"
#include "app/kiosk/settings_file.h"
#include "app/kiosk/shell_state.h"
#include "app/kiosk/snapshot.h"

namespace outreach::kiosk {

Result<void> Shell::State::open(std::function<void()> wake) {
  inbox.set_wake(std::move(wake));
  kept_clock_word = recall_clock(clock, options.data, files);
  core::Started started;
  load_enrolment(started);
  auto made =
      http::make_curl_transport(client::curl_options(grant ? grant->way : client::CountyWay{}),
                                [this] { inbox.post([] {}); });
  if (!made) {
    return made.error();
  }
  transport = std::move(*made);
  open_packs();
  auto content = load_content(options.data, *packs, files);
  if (!content) {
    return content.error();
  }
  if (!content->complaint.empty()) {
    complain({ErrorCode::Corrupt, content->complaint});
  }
  journal_options = kiosk::journal_options(options, files);
  auto opened = open_journal();
  if (!opened && opened.error().code == ErrorCode::Refused && opened.error().cause == EWOULDBLOCK) {
    return with_advice(opened.error());
  }
  if (opened) {
    started.journal = std::move(opened->facts);
    started.damaged = opened->damaged;
  }
  started.catalogue = std::move(content->catalogue);
  started.content = content->facts;
  started.planned = std::move(content->planned);
  started.guide = std::move(content->guide);
  started.leaflets = std::move(content->leaflets);
  clips = std::move(content->clips);
  started.settings = load_settings(options.data, files);
  started.settings.language = options.language.value_or(started.settings.language);
  started.built = china_date(build_time());
  if (auto known = load_pins()) {
    started.pins = std::move(*known);
  } else {
    complain(known.error());
  }
  recording = std::make_unique<ThreadWorker>();
  reading = std::make_unique<ThreadWorker>();
  background = std::make_unique<ThreadWorker>(Urgency::Background);
  watching = std::make_unique<ThreadWorker>(Urgency::Background);
  carrying = std::make_unique<ThreadWorker>();
  media = make_removable_media();
  take_packs();
  input(core::Event{std::move(started)});
  if (opened) {
    if (opened->epoch) {
      input(core::Event{*opened->epoch});
    }
    journal_opened();
  } else {
    // The screen says so, which a program that does not start could not; each tap tries again.
    input(core::Event{core::JournalFailed{opened.error().context}});
    retry_due = clock.now().monotonic.milliseconds + kRetryEvery;
  }
  look_for_stick();
  watch_media();
  find_printer();
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
  if (grant && !options.proxy.empty()) {
    grant->way.proxy = options.proxy;
  }
  started.enrolled = grant.has_value();
  started.sealing = sealing();
  started.county_url = grant ? grant->county_url : options.county_url;
}

// On the thread that owns the journal at the moment.
Result<Shell::State::Found> Shell::State::open_journal() {
  journal.reset();
  auto opened = journal::Journal::open(options.data, clock, random, files, journal_options);
  if (!opened) {
    return opened.error();
  }
  const journal::Sequence reached = opened->head().sequence;
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
    found->reached = reached;
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
  found.reached = epoch ? epoch->previous_head : opened.head().sequence;
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
  identity = journal->identity();
  target = client::DeliveryTarget{options.data, journal_options, journal->identity(),
                                  journal->chain(), journal->chain_number()};
  recorder = std::make_unique<client::Recorder>(*journal, *recording, inbox, [this](const Error&) {
    if (journal_state == JournalState::Open && may_act_unasked()) {
      reopen();
    }
  });
  begin_delivery();
  // Should its own reading of the journal fail, it still knows how far there is to go.
  delivery->entries_recorded(journal->head().sequence);
  if (const auto folder = load_mirror_folder(options.data, files)) {
    mirror = std::make_unique<client::Mirror>(
        client::MirrorTarget{options.data, journal_options, journal->identity(), folder}, files,
        random, *background, inbox);
    mirror->entries_recorded(journal->head().sequence);
  }
  if (!std::exchange(are_counts_checked, true)) {
    counts_due = clock.now().monotonic.milliseconds + kCountsAfter;
  }
}

// Also while the journal is the recording worker's: when a stick brought a grant or acks.
void Shell::State::begin_delivery() {
  delivery = std::make_unique<client::Delivery>(
      client::DeliveryDependencies{*transport, *background, inbox, *recorder, random, files,
                                   [this](domain::EpochReason reason, journal::Sequence common) {
                                     begin_epoch(reason, common);
                                   }},
      *target, grant);
}

void Shell::State::append(const core::Append& command) {
  if (journal_state != JournalState::Open) {
    held.push_back(command);
    if (journal_state == JournalState::Closed) {
      reopen();
    }
    return;
  }
  std::vector<journal::Draft> drafts{{command.record, command.outing}};
  if (command.also) {
    drafts.push_back({command.also->record, command.outing});
  }
  recorder->append(std::move(drafts),
                   [this, command](const Result<std::vector<journal::Appended>>& result) {
                     appended(command, result);
                   });
}

void Shell::State::appended(const core::Append& command,
                            const Result<std::vector<journal::Appended>>& result) {
  if (result) {
    const journal::Appended& entry = result->front();
    const journal::Appended& last = result->back();
    input(core::Event{
        core::Recorded{command.ticket, entry.sequence, entry.outing, entry.device_time}});
    if (command.also) {
      input(core::Event{
          core::Recorded{command.also->ticket, last.sequence, last.outing, last.device_time}});
    }
    if (delivery) {
      delivery->entries_recorded(last.sequence);
    }
    if (mirror) {
      mirror->entries_recorded(last.sequence);
      if (std::holds_alternative<domain::OutingClosed>(command.record.content)) {
        mirror->outing_closed();
      }
    }
    return;
  }
  const Error& error = result.error();
  if (error.code != ErrorCode::InputOutput && error.code != ErrorCode::Corrupt) {
    not_appended(command, error.code, error.context);
    return;
  }
  // The handle failed in the middle: the entry may be in the log all the same. Saying 未保存 now
  // would make people tap again what counts already.
  doubtful.push_back({command, error});
  if (journal_state == JournalState::Open) {
    reopen();
  }
}

void Shell::State::not_appended(const core::Append& command, ErrorCode code,
                                const std::string& context) {
  input(core::Event{core::NotRecorded{command.ticket, code, context}});
  if (command.also) {
    input(core::Event{core::NotRecorded{command.also->ticket, code, context}});
  }
}

}  // namespace outreach::kiosk
