// The inside of the shell, shared by its source files. Inside this folder only.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "app/kiosk/practice.h"
#include "app/kiosk/recorded_clips.h"
#include "app/kiosk/shell.h"
#include "app/kiosk/sounds.h"
#include "app/kiosk/staff_pins.h"
#include "platform/files/removable_media.h"
#include "platform/http/transport.h"
#include "platform/printer/printer.h"
#include "platform/printer/slip.h"
#include "platform/speech/speech.h"
#include "platform/worker/stop_sign.h"
#include "platform/worker/worker.h"
#include "sync/client/delivery.h"
#include "sync/client/mirror.h"
#include "sync/client/pack_carried.h"
#include "sync/client/pack_delivery.h"
#include "sync/client/recorder.h"
#include "sync/journal/journal.h"

namespace outreach::kiosk {

struct Shell::State {
  State(DoubtingClock& the_clock, Speaker& speaker, Voice& voice, Options the_options)
      : clock(the_clock),
        options(std::move(the_options)),
        sounds(speaker, sounding, inbox, [this](bool found) { tell_speaker(found); }),
        speech(voice, speaker, sounding, inbox,
               [this](const SpeechProgress& progress) { tell_speech(progress); }) {}

  DoubtingClock& clock;
  Options options;
  SystemFiles files;
  SystemRandom random;
  Inbox inbox;
  std::optional<journal::Journal> journal;  // the recording worker's, once that exists
  journal::JournalOptions journal_options;
  std::optional<StaffPins> pins;  // the reading worker's, once that exists
  std::optional<client::Grant> grant;
  std::optional<journal::Identity> identity;     // of the journal that was opened last
  std::optional<client::DeliveryTarget> target;  // the same
  std::unique_ptr<RemovableMedia> media;
  std::shared_ptr<Printer> printer;  // the printing worker's; none: none was named
  // The background worker's, once that exists, and so is every other store of this folder.
  std::shared_ptr<client::PackStore> packs;
  std::shared_ptr<client::PackStore> answers;  // the county's, to residents' questions; likewise
  StopSign end_begun;                          // seen by what runs long on a worker
  // Below: destroyed first, from the last to the first.
  std::unique_ptr<ThreadWorker> recording;
  std::unique_ptr<ThreadWorker> reading;     // what a person waits for
  std::unique_ptr<ThreadWorker> background;  // delivery, mirror, checks
  std::unique_ptr<ThreadWorker> watching;    // waits for a medium to come or go
  // Whatever touches a stick: a broken one can hold up who waits for it for minutes.
  std::unique_ptr<ThreadWorker> carrying;
  // Whatever touches the printer, which may be stuck for minutes.
  std::unique_ptr<ThreadWorker> printing;
  ThreadWorker sounding;
  Sounds sounds;
  Speech speech;
  core::Ticket speaking = 0;               // of what was asked for last
  RecordedClips clips{};                   // of the content pack
  std::vector<std::size_t> sentence_of{};  // by utterance: one sentence may be several
  std::unique_ptr<http::Transport> transport;
  std::unique_ptr<client::Recorder> recorder;
  std::unique_ptr<client::Delivery> delivery;
  std::unique_ptr<client::PackDelivery> pack_delivery;     // none: no key to check packs by
  std::unique_ptr<client::PackDelivery> answers_delivery;  // likewise
  std::unique_ptr<client::Mirror> mirror;                  // none: no second medium is configured

  core::AppState face;
  std::optional<Practice> practice;           // while it is there, people see and touch it alone
  std::optional<core::DeliveryChanged> told;  // the last one the face was told
  std::int64_t told_at = 0;
  std::int64_t facts_due = 0;
  std::int64_t prune_due = 0;
  std::int64_t hear_due = 0;  // when the county is asked though nothing waits
  // While the journal is closed: when it is tried again without anybody tapping.
  static constexpr std::int64_t kRetryEvery = 60'000;
  // Checking the counts takes a core for as long as there are entries: not while somebody waits for
  // the first screen.
  static constexpr std::int64_t kCountsAfter = 2'000;
  std::int64_t retry_due = 0;
  core::ClockDoubt told_doubt = core::ClockDoubt::None;
  std::optional<WallTime> kept_clock_word;  // see clock_memory.h
  core::MirrorChanged told_mirror;
  core::ContentRefusal told_refusal = core::ContentRefusal::None;
  core::ContentRefusal carried_refusal = core::ContentRefusal::None;  // of the newest stick's pack
  std::optional<WallTime> learned_from;  // the ack the clock was last compared with
  // Closed: opening it anew failed, and the next tap tries again.
  enum class JournalState { Open, Reopening, Closed } journal_state = JournalState::Closed;
  std::vector<core::Append> held;  // while it is not open
  // When the counts are checked next. Once in a run, but for what was found while the journal was
  // not open: a disk that spoils them again at once is not chased.
  std::optional<std::int64_t> counts_due;
  bool are_counts_checked = false;
  // Failed together with the journal's handle: whether they are there is known once it is open
  // again.
  struct Doubtful {
    core::Append command;  // of a sheet its ticket alone
    Error error;
    std::optional<std::int64_t> sheet_entries{};  // it was a whole sheet
  };
  std::vector<Doubtful> doubtful;
  std::int64_t unasked_due = 0;  // see may_act_unasked
  std::optional<Path> stick;     // where the one that is plugged in is mounted
  bool is_carrying = false;
  bool is_at_printer = false;  // being looked at, or printing
  std::int64_t printer_seen_at = 0;
  bool wants_end = false;  // the supervisor ended the program on the screen
  bool is_ending = false;  // what takes long and can be done another time is left off

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
  void begin_delivery();
  void check_counts_when_due(Now now);
  void check_counts();
  void repair_counts();
  void input(const core::Input& input);
  // Practice (shell_practice.cpp).
  void person_input(const core::Input& input);
  void practise(const core::Input& input);
  void tell_both(const core::Event& event);
  const core::AppState& shown() const;
  void perform(const core::Command& command);
  void perform_sound(const core::Command& command);
  void tell_speaker(bool found);
  // 听一听 (shell_speech.cpp).
  void perform_speech(const core::Command& command);
  void speak(const core::Speak& command);
  void tell_speech(const SpeechProgress& progress);
  void perform_for_staff(const core::Command& command);
  void sync_with_county();
  void append(const core::Append& command);
  void appended(const core::Append& command, const Result<std::vector<journal::Appended>>& result);
  void not_appended(const core::Append& command, ErrorCode code, const std::string& context);
  // Sheets of paper (shell_sheet.cpp, shell_sheet_files.cpp).
  struct SheetFile;
  std::shared_ptr<SheetFile> sheet_file;  // that was checked last; not changed any more
  void find_sheets();
  void check_sheet_file(const core::CheckSheet& command);
  void import_sheet_file(const core::ImportCheckedSheet& command);
  void append_sheet(const core::AppendSheet& command);
  // `before` runs where the drafts are appended, which they are only if it has no error.
  void append_drafts(core::Ticket ticket, std::int64_t entries, std::vector<journal::Draft> drafts,
                     std::function<Result<void>(journal::Journal&)> before);
  void perform_for_sheets(const core::Command& command);
  void sheet_appended(core::Ticket ticket, std::int64_t entries,
                      const Result<std::optional<core::JournalFacts>>& result);
  void settle_doubtful(const Found* found);
  void settle_doubtful_sheet(const Doubtful& sheet, bool is_there);
  void retry_opening(Now now);
  void reopen();
  bool may_act_unasked();
  void begin_epoch(domain::EpochReason reason, journal::Sequence common);
  void reopened(Result<Found> found);
  void append_held(const std::vector<core::Append>& waiting, domain::Sequence outing_before,
                   bool is_new_epoch);
  void tell_delivery(Now now);
  void tell_clock();
  void keep_clock();
  void tell_mirror(Now now);
  void read_returned();

  // Packs (shell_packs.cpp).
  void open_packs();
  void take_packs();
  void begin_packs(const Result<client::PackStanding>& standing);
  void begin_answers(const Result<client::PackStanding>& standing);
  std::unique_ptr<client::PackDelivery> pack_road(const std::shared_ptr<client::PackStore>& store,
                                                  const Result<client::PackStanding>& standing,
                                                  std::function<void()> installed);
  void renew_packs();
  void hear_of_packs(Now now);
  void fetch_packs(Now now);
  void use_content(bool was_asked_for);
  void roll_back_content();
  void ask_facts(Now now);
  void prune(Now now);

  // The courier's road (shell_stick.cpp).
  struct Carry;
  void watch_media();
  void look_for_stick();
  void stick_found(std::optional<Path> found);
  void carry(bool writes);
  void record_carried(const std::shared_ptr<Carry>& trip);
  void take_carried_pack(const std::shared_ptr<Carry>& trip);
  void take_carried_file(const std::shared_ptr<Carry>& trip);
  void say_carried_pack(const client::CarriedPack& pack);
  void write_carried(const std::shared_ptr<Carry>& trip);
  void note_carried(const std::shared_ptr<Carry>& trip);
  void take_carried_grant(const Carry& trip);
  void carried(Carry& trip);

  // Residents' questions (shell_question.cpp).
  core::Sealing sealing() const;
  void seal_question(const core::SealQuestion& command);
  void seal_rating(const core::SealRating& command);
  // The county's answers to them (shell_look_up.cpp).
  void find_answer(const core::FindAnswer& command);

  // Paper (shell_print.cpp).
  void find_printer();
  void look_at_printer();
  void tell_printer(core::PrinterState state);
  // Until it is looked at again; none: nobody wants to know, or it is being looked at.
  std::optional<std::int64_t> printer_wait(Now now) const;
  void watch_printer(Now now);
  void make_slip(const core::MakeSlip& command);
  void slip_made(const core::MakeSlip& command, Result<Bitmap> made);
  void print_slip(const core::Print& command);
  // Set, printed and overwritten in one go; answered by a ReceiptPrinted of this ticket.
  void print_unkept_slip(core::Ticket ticket, Slip slip);

  void check_pin(const core::CheckPin& command);
  void set_pin(const core::SetPin& command);
  void reset_pin(const core::ResetPin& command);
  void set_supervisor_pin(const core::SetSupervisorPin& command);
  void check_supervisor_pin(const core::CheckSupervisorPin& command);
  void scramble_pad();
  // Locks staff's screens, or ends a resident's visit.
  void end_what_is_idle(Now now);
  void look_at_pin(core::Ticket ticket, std::function<Result<PinAnswer>(StaffPins&)> look);
};

}  // namespace outreach::kiosk
