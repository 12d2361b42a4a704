// What happened elsewhere in the program, as the shell tells `update`.
// Long because every event stands here, with what it answers.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "app/core/state.h"
#include "platform/base/bitmap.h"
#include "platform/base/result.h"
#include "sync/domain/receipt.h"

namespace outreach::core {

// What the journal holds.
struct JournalFacts {
  // The open one, else the newest, closed; with its entries, which `update` counts.
  std::optional<CurrentOuting> outing;
  Sequence head = 0;
  Sequence newest_outing = 0;  // the outing of the newest entry; 0: never one
  Sequence acknowledged_through = 0;
  std::vector<SetAsideEntry> set_aside;
  std::optional<WallTime> last_ack_at;
  std::int64_t waiting_elsewhere = 0;
  std::int64_t of_lost_key = 0;               // of these; see DeliveryView
  std::optional<WallTime> oldest_waiting_at;  // of entry acknowledged_through + 1
  Sequence stick_through = 0;           // entries of this chain up to this were put onto a stick
  std::int64_t on_stick_elsewhere = 0;  // of waiting_elsewhere
  std::vector<std::pair<std::string, std::int64_t>> topic_use;
  std::vector<OutcomeUse> outcome_use;    // of every consultation that counts
  std::vector<ReturnedEntry> returned{};  // of every chain, newest first
};

// What the program found when it started. First event; replaces the whole state.
struct Started {
  domain::Catalogue catalogue;
  ContentFacts content;  // the pack the catalogue came from
  Settings settings;
  std::string county_url;  // empty when none was given
  bool enrolled = false;
  Date built{};  // the day of the newest change in this program: no outing is much older
  JournalFacts journal;
  std::int64_t damaged = 0;  // entries found damaged among the newest; the others are sound
  StaffPins pins;
  std::vector<domain::PlannedOuting> planned{};  // of the content, in its order
  Sealing sealing = Sealing::NotEnrolled;
  std::shared_ptr<const domain::Guide> guide{};  // of the content; null: none
  ReadableLeaflets leaflets{};
};

// The journal was opened anew after a disk failure, or began a new epoch while the program ran;
// what it holds now counts, of acks too. Taps in flight stay so.
struct JournalReopened {
  JournalFacts journal;
};

// So many counts were not what the entries add up to, and were put right. After the JournalReopened
// that says what they are now.
struct EntriesDamaged {
  std::int64_t count = 0;
};

// The journal began a new epoch by itself. After the Started or JournalReopened that says what it
// holds now.
struct EpochBegan {
  domain::EpochReason reason = domain::EpochReason::Restored;
  std::optional<std::int64_t> lost;  // entries this disk does not have any more; none: not known
  std::int64_t taken_over = 0;       // entries of the epoch before that count in the new one now
};

// The journal cannot be opened: nothing can be recorded until it can.
struct JournalFailed {
  std::string context;
};

// The entry of this ticket survives a power cut from here on.
struct Recorded {
  Ticket ticket = 0;
  Sequence sequence = 0;
  Sequence outing = 0;
  WallTime device_time{};
};

// Nothing of this ticket is durable, and it will not be tried again.
struct NotRecorded {
  Ticket ticket = 0;
  ErrorCode code = ErrorCode::InputOutput;
  std::string context;
};

// The sheet of this ticket survives a power cut from here on.
struct SheetRecorded {
  Ticket ticket = 0;
  std::int64_t entries = 0;  // of it, without what opened the outing
  // What the journal holds with it; none: a JournalReopened follows.
  std::optional<JournalFacts> journal{};
};
// Nothing of the sheet is durable, and it will not be tried again.
struct SheetNotRecorded {
  Ticket ticket = 0;
  ErrorCode code = ErrorCode::InputOutput;
  std::string context;
};

// The files at the top of the stick that may be sheets.
struct SheetsFound {
  bool has_stick = false;
  std::vector<std::string> names;  // sorted
};
// What was found in one of them.
struct SheetChecked {
  CheckedFile checked;
};

struct DeliveryChanged {
  DeliveryView::Link link = DeliveryView::Link::NotEnrolled;
  DeliveryView::Trouble trouble = DeliveryView::Trouble::None;
  std::string detail;
  std::int64_t retry_in_milliseconds = 0;  // when WaitingRetry
  Sequence acknowledged_through = 0;
  std::vector<SetAsideEntry> set_aside;
  std::optional<WallTime> last_ack_at;
  std::optional<std::int64_t> clock_skew_seconds;
  // Entries of this machine's earlier chains no ack covers; none: not known yet.
  std::optional<std::int64_t> waiting_elsewhere{};
  std::optional<std::int64_t> of_lost_key{};  // of these; see DeliveryView
};

struct FactsChanged {
  std::optional<std::int64_t> free_disk_bytes;
  bool reserve_in_use = false;  // the journal had to give up what it kept free for the day's end
  std::optional<Battery> battery{};  // none: the machine has none
};

// What the county set aside, as the journal holds it now.
struct ReturnedChanged {
  std::vector<ReturnedEntry> entries;  // of every chain, newest first
};

// Another version of the content pack is installed. Taken into use at once where a person asked for
// it, else when nobody is in the middle of something: on the home screen, with nothing on its way.
struct ContentChanged {
  domain::Catalogue catalogue;
  ContentFacts facts;
  bool was_asked_for = false;
  std::vector<domain::PlannedOuting> planned{};
  std::shared_ptr<const domain::Guide> guide{};
  ReadableLeaflets leaflets{};
};

// Why the newest version the county published is not taken; None: it is here or coming.
struct ContentRefused {
  ContentRefusal reason = ContentRefusal::None;
};

// How the printer is, as far as it says.
struct PrinterChanged {
  PrinterState state = PrinterState::None;
};

// The answer to MakeSlip; no picture: records or typeface cannot be read.
struct SlipMade {
  Ticket ticket = 0;
  std::shared_ptr<const Bitmap> picture;
};

// The answer to Print.
struct SlipPrinted {
  bool is_printed = false;  // the printer has taken all of it
  // How it is now. Ready though not printed: it went away half way.
  PrinterState printer = PrinterState::None;
};

// The answer to PutReceiptOnPaper and PutGuideOnPaper.
struct ReceiptPrinted {
  Ticket ticket = 0;
  enum class Result {
    Printed,  // the printer has taken all of it
    NotPrinted,
    NotMade,  // it cannot be set: no typeface
  } result = Result::NotPrinted;
  PrinterState printer = PrinterState::None;  // as SlipPrinted's
};

struct MirrorChanged {
  MirrorState state = MirrorState::NotConfigured;
  std::int64_t behind = 0;    // durable entries the mirror does not have yet
  bool on_same_disk = false;  // as the records: it saves nothing when that disk fails
};

struct StickChanged {
  StickState state = StickState::None;
};

// The stick may be pulled out.
struct StickDone {
  enum class Result {
    Looked,   // nobody asked to write
    Written,  // all that waits
    Full,
    WriteProtected,
    Gone,
    GivesBackOther,
    OwnDisk,
  } result = Result::Looked;
  std::int64_t entries = 0;   // that wait and are on it
  std::int64_t missing = 0;   // that wait and are not
  std::int64_t receipts = 0;  // entries that no ack covered before it brought one
  bool contradicts = false;   // an ack on it cannot be of this journal
  std::string enrolled_with;  // it brought this county's grant; empty: none
  Sequence stick_through = 0;
  std::int64_t on_stick_elsewhere = 0;
};

// Whether a question can be sealed to the county.
struct SealingChanged {
  Sealing sealing = Sealing::NotEnrolled;
};

// The answer to SealQuestion: what is to be recorded, and the receipt that nobody can make again.
// Neither where it failed: nothing can be recorded then.
struct QuestionSealed {
  Ticket ticket = 0;
  std::optional<domain::Question> question{};
  std::optional<domain::Receipt> receipt{};
};

// The answer to SealRating: what was written, as it is recorded; nothing where it failed.
struct RatingSealed {
  Ticket ticket = 0;
  std::optional<Bytes> sealed{};
};

// The answer to FindAnswer.
struct AnswerFound {
  Ticket ticket = 0;
  enum class Result {
    Found,
    NothingYet,    // none came for this receipt, or nobody ever got it: which, cannot be known here
    CannotLookUp,  // this machine has no county, or none whose answers it could check
    Failed,        // it is there and cannot be read, or there is no memory for the look
  } result = Result::Failed;
  AnswerHandle answer{};                      // of Found
  std::optional<WallTime> answers_made_at{};  // of NothingYet: those here; none: none ever came
};

// Why Now::wall_trusted is false.
struct ClockDoubtChanged {
  ClockDoubt doubt = ClockDoubt::None;
};

// The answer to CheckPin, SetPin, ResetPin, SetSupervisorPin and CheckSupervisorPin.
struct PinAnswered {
  Ticket ticket = 0;
  enum class Result {
    Ok,
    Wrong,   // `tries_left` before a wait begins; 0: it has begun, see `wait_milliseconds`
    Locked,  // not looked at; again after `wait_milliseconds`
    Failed,  // could not be looked at or kept: the disk
  } result = Result::Ok;
  int tries_left = 0;
  std::int64_t wait_milliseconds = 0;
  // This try began a wait: the how-manieth since the last right one of that PIN, from 1. 0: it
  // began none.
  int lock_number = 0;
};

// How the digits stand on the pad that was opened last.
struct PadScrambled {
  PadOrder order = kPlainPad;
};

// Who has a PIN now.
struct StaffPinsChanged {
  StaffPins pins;
};

// Whether a sound that was asked for found something to be heard from.
struct SpeakerChanged {
  bool found = true;
};

// How what was asked for is being said.
struct SpeechChanged {
  Ticket ticket = 0;
  enum class State {
    Saying,       // one more sentence has begun
    Ended,        // all of it was said
    Unavailable,  // this machine has nothing that speaks, or nothing to be heard from
  } state = State::Saying;
  std::size_t sentence = 0;  // of Saying: the how-manieth of the words that were asked for, from 0
};

using Event =
    std::variant<Started, JournalReopened, EntriesDamaged, EpochBegan, JournalFailed, Recorded,
                 NotRecorded, SheetRecorded, SheetNotRecorded, SheetsFound, SheetChecked,
                 DeliveryChanged, FactsChanged, ReturnedChanged, PrinterChanged, SpeakerChanged,
                 SpeechChanged, SlipMade, SlipPrinted, ReceiptPrinted, MirrorChanged, StickChanged,
                 StickDone, ContentChanged, ContentRefused, SealingChanged, QuestionSealed,
                 RatingSealed, AnswerFound, ClockDoubtChanged, PinAnswered, PadScrambled,
                 StaffPinsChanged>;

}  // namespace outreach::core
