// Everything the kiosk's face knows, as one plain value. Screens are computed from it
// (make_view.h), inputs change it (update.h). It holds what was recorded on the open outing and
// what is on its way to the journal, never a draft. Long because it is one value.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/core/day_counts.h"
#include "app/core/intent.h"
#include "app/core/leaflets.h"
#include "app/core/left_question.h"
#include "app/core/view.h"
#include "platform/base/bitmap.h"
#include "platform/base/time.h"
#include "sync/domain/catalogue.h"
#include "sync/domain/guide.h"
#include "sync/domain/planned_outings.h"
#include "sync/domain/receipt.h"
#include "sync/domain/record.h"

namespace outreach::core {

using domain::Sequence;

struct Settings {
  Language language = Language::Chinese;
  TypeSize type_size = TypeSize::Standard;
  Contrast contrast = Contrast::Normal;
  bool gloves = false;
  bool sounds = false;        // a click for what is counted, another sound for what is refused
  bool self_service = false;  // the screen is in residents' hands
  bool operator==(const Settings&) const = default;
};

// A durable entry of an outing.
struct OutingEntry {
  Sequence sequence = 0;
  WallTime device_time{};
  domain::Record record;
};

struct CurrentOuting {
  Sequence sequence = 0;  // of the entry that opened it
  domain::OutingOpened opened;
  std::vector<OutingEntry> entries;      // by sequence, the opening one first
  DayCounts counts{};                    // of `entries`, index for index
  std::vector<std::string> recorders{};  // persons of the staff in `entries`, who was last first
  // All three grow by `enter` (counting.h) alone.
  bool is_closed = false;  // it takes no taps, and is there to be seen and corrected
};

// How often one outcome of one topic was recorded and still counts.
struct OutcomeUse {
  std::string topic;
  domain::Outcome outcome = domain::Outcome::AnsweredOnTheSpot;
  std::int64_t times = 0;
  bool operator==(const OutcomeUse&) const = default;
};

// A tap that is not durable yet.
struct InFlight {
  Ticket ticket = 0;
  domain::Record record;
  Sequence outing = 0;  // 0 for an OutingOpened, and for a Remark of none
  WallTime asked_at{};
  // An undo of a tap that has no sequence yet names it by its ticket.
  std::optional<Ticket> target;
  // Not handed to the journal before this one is settled.
  std::optional<Ticket> after;
  // What comes before did not become durable: neither does this.
  bool only_with_it = false;
  // In one append with this one, which comes right before it: both become durable, or neither.
  std::optional<Ticket> with{};
};

struct SetAsideEntry {
  Sequence sequence = 0;
  std::string reason;  // a domain::Rejection code, or one a newer county knows
  bool operator==(const SetAsideEntry&) const = default;
};

// An entry that the county set aside, of any chain, with what it says.
struct ReturnedEntry {
  std::optional<domain::EpochId> epoch{};  // none: of the current chain
  bool is_of_lost_key = false;             // of a kiosk this machine was before
  Sequence sequence = 0;
  std::string kind;    // of the entry; empty: its row is lost
  std::string reason;  // a domain::Rejection code, or one a newer county knows
  WallTime device_time{};
  std::optional<domain::Record> record{};  // none: its body is gone, or of a later version
  std::string place{};
  std::optional<Date> date{};
  bool settled = false;  // staff have dealt with it
};

// What delivery last said.
struct DeliveryFacts {
  DeliveryView::Link link = DeliveryView::Link::NotEnrolled;
  DeliveryView::Trouble trouble = DeliveryView::Trouble::None;
  std::string detail;
  std::optional<MonotonicTime> retry_at;
  Sequence acknowledged_through = 0;
  std::vector<SetAsideEntry> set_aside;
  std::optional<WallTime> last_ack_at;
  std::optional<std::int64_t> clock_skew_seconds;
};

// The newest action, when it did not become durable.
struct FailedAction {
  InFlight action;
};

// A sheet of paper that is typed in.
struct SheetFacts {
  std::optional<Ticket> saving{};          // of the one on its way to the journal
  std::optional<std::int64_t> recorded{};  // entries of the last one, once they are durable
};

// Sheets on the stick, and what becomes of one of them.
struct SheetFiles {
  bool is_looking = false;
  bool has_stick = false;
  std::vector<std::string> names{};
  std::string checking{};  // the name of the one that is being read; empty: none
  std::optional<CheckedFile> checked{};
  std::optional<Ticket> importing{};
  std::optional<std::int64_t> imported{};
  bool is_known = false;
};

// Who has a PIN.
struct StaffPins {
  std::vector<std::string> with_pin;
  bool has_supervisor = false;
  bool operator==(const StaffPins&) const = default;
};

// The question on the pad. It holds no digit.
struct PinQuestion {
  PinPurpose purpose = PinPurpose::SwitchStaff;
  std::string staff;                            // whose PIN is asked for, set or cleared
  PinPurpose resume = PinPurpose::SwitchStaff;  // what goes on once a forgotten one is cleared
  std::optional<Ticket> ticket;                 // of the look under way
  PinView::Answer answer = PinView::Answer::None;
  int tries_left = 0;
  PadOrder order = kPlainPad;
};

// 改内容, while the consultation that takes its place is put together.
struct Replacing {
  Sequence target = 0;
  domain::CorrectionReason reason = domain::CorrectionReason::Mistap;
};

struct MirrorFacts {
  MirrorState state = MirrorState::NotConfigured;
  std::int64_t behind = 0;
  bool on_same_disk = false;
  std::optional<MonotonicTime> troubled_since;
};

// The content pack in use.
struct ContentFacts {
  std::uint64_t version = 0;   // 0: none
  std::uint64_t previous = 0;  // what a roll back brings; 0: nothing
  WallTime made_at{};
  WallTime expires_at{};
};

// Installed on the disk, not in use yet.
struct ArrivedContent {
  domain::Catalogue catalogue;
  ContentFacts facts;
  std::vector<domain::PlannedOuting> planned;
  std::shared_ptr<const domain::Guide> guide{};
  ReadableLeaflets leaflets{};
};

// What a slip says goes by this: where any of it is another, the slip is made anew.
struct SlipBasis {
  Sequence outing = 0;
  Sequence head = 0;
  Sequence acknowledged_through = 0;
  Sequence stick_through = 0;
  std::int64_t waiting_elsewhere = 0;
  std::int64_t on_stick_elsewhere = 0;
  std::size_t set_aside = 0;
  bool operator==(const SlipBasis&) const = default;
};

// 日小票, while its screen is open; the job also after that.
struct SlipFacts {
  std::optional<SlipBasis> asked_for;
  Ticket ticket = 0;  // of the newest that was asked for
  std::shared_ptr<const Bitmap> picture;
  bool failed = false;
  SlipView::Job job = SlipView::Job::None;
  PrinterState trouble = PrinterState::None;
};

// 我该找谁, from its first question on.
struct GuideWalk {
  std::vector<std::size_t> choices;  // made so far, as each question lists them
  GuidePart part = GuidePart::Walk;
  std::size_t answer = 0;  // of GuidePart::Answer: which of the result's
  UnkeptPaper paper{};     // the result
};

// 查答复, on its screen. It holds no digit of the receipt.
struct LookUp {
  LookUpView::State state = LookUpView::State::Asking;
  std::optional<Ticket> ticket{};             // of the look under way
  std::optional<WallTime> answers_made_at{};  // of NothingYet
  AnswerHandle answer{};                      // of Found
};

// Look-ups of all visits, by which guessing is slowed (look_up.h).
struct LookUpTries {
  struct Try {
    Ticket ticket = 0;
    MonotonicTime asked_at{};
  };
  std::vector<Try> without_answer{};  // also what is still being looked up; oldest first
  MonotonicTime free_at{};            // nothing is looked up before that
};

// The leaflet that is being read. It stays as it was opened, whatever content comes meanwhile.
struct Reading {
  std::shared_ptr<const ReadableLeaflet> leaflet;  // null: none
  int at = 0;
  bool at_end = false;
  bool whole = false;
  int zoom = 0;
  bool takes_away = false;  // its codes are shown
  int take_aways = 0;       // times they were
  MonotonicTime opened_at{};
};

// What is said aloud to whoever stands there. Its words are not here.
struct Listening {
  std::optional<Ticket> ticket;         // of what is being said
  std::optional<std::size_t> sentence;  // being said
  SpeechSpeed speed = SpeechSpeed::Usual;
  bool is_unavailable = false;  // found out in this visit
};

// 评一评, of the stall or of an answer: each once in a visit.
struct GivenRating {
  RateView::State state = RateView::State::Asking;
  std::optional<domain::Face> face{};
  std::optional<Ticket> ticket{};  // of the record, while in flight
};
struct VisitRating {
  domain::Rated rated = domain::Rated::Stall;  // what the screen asks about
  bool is_writing = false;                     // a word besides; it is not here
  AskTrouble trouble = AskTrouble::None;       // why that does not go on
  std::array<GivenRating, domain::kAllRated.size()> given{};

  const GivenRating& asked() const {
    return given[static_cast<std::size_t>(rated)];
  }
  GivenRating& asked() {
    return given[static_cast<std::size_t>(rated)];
  }
};

// What somebody did since they came up to the screen. All of it is gone when the visit ends; what
// they type is never here.
struct Visit {
  std::optional<Settings> settings;  // how they want it, for as long as they stay
  bool asks_still_there = false;
  GuideWalk guide{};
  LookUp look_up{};
  std::optional<Asking> ask;  // 留言提问
  Reading reading{};
  Listening listening;
  VisitRating rating{};
};

struct AppState {
  domain::Catalogue catalogue;
  std::shared_ptr<const domain::Guide> guide;  // null: none
  std::vector<domain::PlannedOuting> planned;  // where the county's plan sends stalls
  ReadableLeaflets leaflets;
  ContentFacts content;
  std::optional<ArrivedContent> arrived;
  ContentRefusal content_refusal = ContentRefusal::None;
  Settings settings;
  std::string county_url;
  bool enrolled = false;
  Date built{};

  bool is_practice = false;  // nothing of this face reaches the journal (practice.h)
  ScreenName screen = ScreenName::Home;
  Room room;     // what the panel has for lists
  int page = 0;  // of the list on the screen
  TodayFilter today_filter = TodayFilter::All;
  std::string staff;
  std::optional<CurrentOuting> outing;  // the open one; else the one that was closed last
  // Staff are being asked whether the open outing is still on: nothing else goes on before.
  bool asks_resume = false;
  // The day by a believed clock on which staff last said that it is on; none: not since the start.
  std::optional<Date> on_since;
  std::vector<InFlight> in_flight;  // by ticket
  Ticket next_ticket = 1;

  Visit visit;
  LookUpTries look_up_tries;
  SheetFacts sheet;
  SheetFiles sheet_files;
  std::optional<FailedAction> failed;
  std::optional<Notice> notice;  // stays until dismissed
  std::vector<Notice> told;      // at the start or by a new epoch, one after the other
  DeliveryView::Trouble dismissed_trouble = DeliveryView::Trouble::None;
  DiskRoom dismissed_disk = DiskRoom::Enough;
  MirrorState dismissed_mirror = MirrorState::NotConfigured;
  BatteryCharge dismissed_battery = BatteryCharge::Enough;

  Sealing sealing = Sealing::NotEnrolled;
  std::optional<LeftQuestion> question;
  std::optional<Replacing> replacing;
  std::optional<OpenOuting> opening;  // asked for; its day, and then its PIN, is being confirmed
  bool asks_clock = false;            // today by the clock was called wrong: is the clock?
  StaffPins pins;
  std::optional<PinQuestion> pin;
  // Until when a name's PIN is not looked at; the supervisor's under the empty name.
  std::map<std::string, MonotonicTime> pin_locks;
  MonotonicTime last_touch{};
  // The screen was left untouched (lock.h). It stays what it was, behind the lock.
  bool is_locked = false;
  ClockDoubt clock_doubt = ClockDoubt::None;

  Sequence head = 0;                   // newest durable entry of the journal's current chain
  Sequence day_start = 0;              // the entry that opened the open, or else the newest, outing
  std::int64_t waiting_elsewhere = 0;  // entries of this machine's earlier chains no ack covers
  std::int64_t of_lost_key = 0;        // of these; see DeliveryView
  // Device times of the durable entries no ack covers, oldest first, as far as known.
  std::vector<std::pair<Sequence, WallTime>> waiting_times;
  std::vector<std::pair<std::string, std::int64_t>>
      topic_use;                        // of this kiosk, when the program started
  std::vector<OutcomeUse> outcome_use;  // of this kiosk, with what became durable since
  DeliveryFacts delivery;
  std::vector<ReturnedEntry> returned;  // newest first, as the journal was last read
  std::optional<std::int64_t> free_disk_bytes;
  bool reserve_in_use = false;
  std::optional<Battery> battery;
  MirrorFacts mirror;
  PrinterState printer = PrinterState::None;
  bool has_speaker = true;  // as far as known: none is looked for before the first sound
  SlipFacts slip;
  StickState stick = StickState::None;
  Sequence stick_through = 0;  // of the current chain
  std::int64_t on_stick_elsewhere = 0;
};

}  // namespace outreach::core
