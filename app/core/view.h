// What a screen shows, as plain values: computed from the state by `make_view`, drawn by app/ui. A
// view holds no words of the interface (app/ui translates those), only facts and the names of
// content. Here is what every staff screen shows around its own; the screens' own are in
// view_stall.h, view_day.h, view_sheet.h and view_delivery.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/core/intent.h"
#include "app/core/view_ask.h"
#include "app/core/view_day.h"
#include "app/core/view_delivery.h"
#include "app/core/view_facts.h"
#include "app/core/view_guide.h"
#include "app/core/view_look_up.h"
#include "app/core/view_rate.h"
#include "app/core/view_reader.h"
#include "app/core/view_resident.h"
#include "app/core/view_sheet.h"
#include "app/core/view_stall.h"
#include "platform/base/time.h"
#include "sync/domain/record.h"

namespace outreach::core {

// One sentence that stays until tapped or solved.
struct Notice {
  enum class Tone { Note, Waiting, Saved, Failed } tone = Tone::Note;
  enum class What {
    None,
    NotSavedDiskFull,    // 没存上：存储满了
    NotSavedDiskFailed,  // 没存上：硬盘写不进
    NotSavedInvalid,     // 没存上：内容不对
    NoteLikePhone,       // not recorded: a note is no place for a number somebody is known by
    NoteLikeIdCard,      // likewise
    NoteLikeNumber,      // likewise: an account, a case
    NotSealed,       // a question: nothing of it was recorded, and what was typed is there still
    OutingEnding,    // not recorded: the outing is being closed or taken back
    UnknownBarcode,  // of no leaflet in the catalogue
    EpochBegan,      // see `epoch`, `lost`, `taken_over`
    EntriesDamaged,  // `count` of them; the others are sound
    DiskNearlyFull,
    DiskReserveInUse,  // enough for today's rest
    BatteryLow,        // `count` percent
    BatteryNearlyEmpty,
    MirrorMissing,  // for longer than kMirrorMissingMilliseconds
    MirrorFull,
    MirrorWriteProtected,
    MirrorFailed,
    StickWritten,  // `count` entries are on it
    StickNothing,  // nothing waited
    StickFull,     // `count` entries did not fit
    StickWriteProtected,
    StickGone,            // pulled out too early, or broken
    StickGivesBackOther,  // worn out, or not genuine
    StickReceipts,        // it brought acks for `count` entries
    StickEnrolled,        // it brought the grant of `detail`
    PinCleared,           // of `detail`, by the supervisor
    PinSet,               // of `detail`
    SupervisorPinSet,
    JournalUnusable,  // the data folder cannot be read or written
    SyncRefused,      // the county does not know this kiosk
    SyncRevoked,      // the county takes nothing more from this kiosk
    SyncCountyKeys,   // the county's keys are not those this kiosk pinned, nor announced by them
    SyncCertificateDates,  // the server's certificate is not valid on this machine's today
    SyncCertificate,       // it is not the county's
    SyncNotTheCounty,      // something answered that is not the county: 可能是上网登录页
    SyncVersion,
    SyncMalformed,  // the county could not read what was sent
    SyncOwnDisk,    // what should be sent cannot be read here
    SyncDiverged,   // the receipt and this machine's records contradict each other
  } what = What::None;
  std::string detail = {};  // for staff who call support, or a name; may be empty
  std::int64_t count = 0;
  domain::EpochReason epoch = domain::EpochReason::Restored;
  std::optional<std::int64_t> lost = {};  // none: not known
  std::int64_t taken_over = 0;
  bool operator==(const Notice&) const = default;
};

// A medium that is pulled to be read elsewhere is back sooner.
inline constexpr std::int64_t kMirrorMissingMilliseconds = 5 * 60'000;

// The number pad for a PIN, over whatever screen is open.
struct PinView {
  PinPurpose purpose = PinPurpose::SwitchStaff;
  std::string staff;
  bool has_pin = false;   // of `staff`: SetOwn asks for the old one first
  bool checking = false;  // the digits were handed over and are not answered yet
  enum class Answer { None, Wrong, Failed } answer = Answer::None;
  int tries_left = 0;             // of Wrong
  std::int64_t wait_seconds = 0;  // above 0: no PIN is looked at before that
  // ClearForgotten: there is no supervisor's PIN, so no digits are taken. Who has the machine
  // itself sets it, from the command line.
  bool lacks_supervisor = false;
  bool may_set_supervisor = false;  // SetOwn: nobody has a PIN yet, and so no supervisor either
  bool changes_none = false;        // in practice no PIN is set and none is cleared
  PadOrder order = kPlainPad;
  bool operator==(const PinView&) const = default;
};

// Staff's screens were left untouched: nothing of them is shown until somebody goes on. Where that
// takes a PIN, FrameView::pin asks for it.
struct LockView {
  std::string staff;  // who recorded; empty: nobody had been chosen
  bool operator==(const LockView&) const = default;
};

// 还在吗: over a resident's screen, until somebody answers or the time is up.
struct StillThereView {
  std::int64_t seconds = 0;  // left, rounded up
  bool operator==(const StillThereView&) const = default;
};

// 听一听, on residents' screens.
struct SpeechView {
  bool is_speaking = false;
  bool is_unavailable = false;  // as far as known
  SpeechSpeed speed = SpeechSpeed::Usual;
  // Of what 听一听 said there is, from 0: what is being said now, to be shown where it stands.
  std::optional<std::size_t> sentence{};
  bool operator==(const SpeechView&) const = default;
};

// Facts every staff screen shows in its header and foot.
struct FrameView {
  bool practice = false;  // nothing of it counts: every screen says so
  ScreenName screen = ScreenName::Home;
  Language language = Language::Chinese;
  TypeSize type_size = TypeSize::Standard;
  Contrast contrast = Contrast::Normal;
  bool gloves = false;
  bool sounds = false;
  bool has_speaker = true;  // as far as known
  std::string county;       // may be empty before content is loaded
  bool outing_open = false;
  std::string place;         // of the open outing; of the closed one where that is shown
  std::optional<Date> date;  // likewise
  std::string staff;         // who records now
  std::vector<std::string> staff_choices;  // who records now, who recorded last, then the rest
  std::vector<std::string> staff_with_pin;
  std::optional<PinView> pin;
  std::optional<LockView> lock;
  std::optional<ResumeView> resume = {};  // before everything but the lock; never to residents
  std::optional<StillThereView> still_there = {};
  SpeechView speech = {};
  bool clock_trusted = true;
  std::int64_t waiting = 0;       // entries no ack covers yet
  bool enrolled = false;          // a county knows this machine: what waits will be sent
  bool nothing_recorded = false;  // no entry at all on this machine: nothing was delivered either
  std::optional<Notice> notice;
  LastAction last;
  Room room = {};  // so much of each list is in its view
  bool operator==(const FrameView&) const = default;
};

struct View {
  FrameView frame;
  std::variant<HomeView, OpenOutingView, HandoutView, ConsultationView, QuestionView, TodayView,
               StockView, DeliveryView, ReturnedView, SummaryView, SheetView, SheetFilesView,
               SlipView, AttractView, ResidentsView, GuideView, LookUpView, AskView, LeafletsView,
               ReaderView, RateView>
      screen;
  bool operator==(const View&) const = default;
};

}  // namespace outreach::core
