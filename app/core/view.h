// Long because it is what every screen shows, one after the other.
//
// What a screen shows, as plain values: computed from the state by `make_view`, drawn by app/ui. A
// view holds no words of the interface (app/ui translates those), only facts and the names of
// content.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/core/content_view.h"
#include "app/core/intent.h"
#include "platform/base/time.h"
#include "sync/domain/catalogue.h"
#include "sync/domain/record.h"
#include "sync/domain/tally.h"

namespace outreach::core {

// 已保存 is said only of what is durable.
enum class SaveState {
  Nothing,  // nothing recorded yet on this outing
  Saving,   // 正在存
  Saved,    // 已保存
  Failed,   // 未保存
};

// Where an entry is. Exactly one at a time, so that they always add up.
enum class EntryState { Saving, Local, OnStick, Acknowledged, Quarantined };

// The newest action, for the undo bar.
struct LastAction {
  SaveState state = SaveState::Nothing;
  enum class What {
    None,
    Handout,
    Consultation,
    Correction,
    OutingOpened,
    OutingClosed
  } what = What::None;
  std::string name;  // leaflet or topic name; for a correction, of its target
  int amount = 0;    // copies or people; for a correction the change, negative for an undo
  std::string time;  // "10:42"
  std::string staff;
  bool can_undo = false;  // something on this outing still counts and can be taken back
  bool operator==(const LastAction&) const = default;
};

// Why the machine's clock is not believed.
enum class ClockDoubt {
  None,
  BeforeBuild,          // earlier than this program: a dead battery
  Jumped,               // set while the program ran
  DisagreesWithCounty,  // the county says another time
  BeforeCountyTime,     // earlier than a receipt of the county
};

// The second medium that closed runs of entries are also written to.
enum class MirrorState {
  NotConfigured,
  Fine,
  Missing,  // not plugged in, or not mounted
  Full,
  WriteProtected,
  Failed,  // it takes nothing for another reason
};

// A USB stick that carries entries to the county and acks home.
enum class StickState {
  None,   // none is plugged in
  There,  //
  Busy,   // being read or written: not to be pulled out
};

enum class DiskRoom { Enough, NearlyFull, ReserveInUse };
// A market day takes under 1 MiB: below this it still lasts for weeks, and there is time to act.
inline constexpr std::int64_t kDiskWarningBytes = std::int64_t{64} << 20;

// One sentence that stays until tapped or solved.
struct Notice {
  enum class Tone { Note, Waiting, Saved, Failed } tone = Tone::Note;
  enum class What {
    None,
    NotSavedDiskFull,    // 没存上：存储满了
    NotSavedDiskFailed,  // 没存上：硬盘写不进
    NotSavedInvalid,     // 没存上：内容不对
    OutingEnding,        // not recorded: the outing is being closed or taken back
    EpochBegan,          // see `epoch`, `lost`, `taken_over`
    EntriesDamaged,      // `count` of them; the others are sound
    DiskNearlyFull,
    DiskReserveInUse,  // enough for today's rest
    MirrorMissing,     // for longer than kMirrorMissingMilliseconds
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
  bool operator==(const PinView&) const = default;
};

// Facts every staff screen shows in its header and foot.
struct FrameView {
  ScreenName screen = ScreenName::Home;
  Language language = Language::Chinese;
  TypeSize type_size = TypeSize::Standard;
  Contrast contrast = Contrast::Normal;
  std::string county;  // may be empty before content is loaded
  bool outing_open = false;
  std::string place;         // of the open outing
  std::optional<Date> date;  // of the open outing
  std::string staff;         // who records now
  std::vector<std::string> staff_choices;
  std::vector<std::string> staff_with_pin;
  std::optional<PinView> pin;
  bool clock_trusted = true;
  std::int64_t waiting = 0;       // entries no ack covers yet
  bool enrolled = false;          // a county knows this machine: what waits will be sent
  bool nothing_recorded = false;  // no entry at all on this machine: nothing was delivered either
  std::optional<Notice> notice;
  LastAction last;
  bool operator==(const FrameView&) const = default;
};

struct HomeView {
  domain::Totals today;  // of the open outing; zeros when none is open
  std::optional<std::int64_t> minutes_since_ack;
  bool operator==(const HomeView&) const = default;
};

struct OpenOutingView {
  std::vector<domain::Place> places;  // the catalogue's, in its order
  std::vector<std::string> staff;
  // What the machine's clock says; where that is not trusted, a day from which a calendar may
  // start.
  Date today{};
  bool clock_trusted = true;  // false: staff must choose the date; nothing is preselected
  ClockDoubt clock_doubt = ClockDoubt::None;  // why it is not, as far as known
  // "今天是……对吗？": over the whole screen, before anything is opened.
  struct DayQuestion {
    Date date{};
    std::string place;
    bool is_today = false;   // by the clock; never where that is not trusted
    bool in_future = false;  // likewise
    bool operator==(const DayQuestion&) const = default;
  };
  std::optional<DayQuestion> question = {};
  bool saving = false;
  bool operator==(const OpenOutingView&) const = default;
};

struct LeafletTile {
  std::string id;
  std::string name;
  std::string cover;        // picture name
  std::int64_t copies = 0;  // on this outing, taps in flight included
  bool saving = false;      // at least one of its taps is not durable yet
  bool operator==(const LeafletTile&) const = default;
};
struct HandoutView {
  std::vector<LeafletTile> tiles;
  std::int64_t copies = 0;  // on this outing
  int page = 0;             // from 0
  int pages = 1;            // six tiles a page
  bool operator==(const HandoutView&) const = default;
};

struct TopicChoice {
  std::string id;
  std::string name;
  std::string icon;
  domain::Pathway pathway = domain::Pathway::GeneralInquiry;
  std::string department;  // id
  // The most used of this topic at this kiosk; none: it was never used here.
  std::optional<domain::Outcome> usual_outcome{};
  bool operator==(const TopicChoice&) const = default;
};
struct DepartmentChoice {
  std::string id;
  std::string name;
  bool operator==(const DepartmentChoice&) const = default;
};
struct ConsultationView {
  std::vector<TopicChoice> topics;  // most used on this kiosk first, ties in the catalogue's order
  std::vector<DepartmentChoice> departments;
  std::int64_t parties = 0;  // on this outing
  std::int64_t people = 0;
  std::optional<domain::Consultation> previous;  // for 同上一件
  bool operator==(const ConsultationView&) const = default;
};

struct TodayRow {
  std::optional<domain::Sequence> sequence;  // none while it is being saved
  std::string time;                          // "10:42", device clock
  LastAction::What what = LastAction::What::None;
  std::string name;         // leaflet, topic, or place
  int amount = 0;           // as it counts now (after corrections); of a correction: new - old
  int original_amount = 0;  // differs from amount when corrected
  std::string staff;
  EntryState state = EntryState::Saving;
  bool correctable = false;
  domain::Sequence target = 0;  // of a correction
  std::optional<domain::CorrectionReason> reason;
  bool from_sheet = false;  // 补录
  bool operator==(const TodayRow&) const = default;
};
struct TodayView {
  std::vector<TodayRow> rows;  // of this page, newest first
  int page = 0;
  int pages = 1;
  domain::Totals totals;
  bool operator==(const TodayView&) const = default;
};

// 能收摊吗: recorded = local + on_stick + acknowledged + quarantined, always, over the entries
// since the open outing was opened (else the newest one). What waits on the whole machine is
// FrameView::waiting.
struct DeliveryView {
  std::int64_t recorded = 0;
  std::int64_t local = 0;
  std::int64_t on_stick = 0;
  std::int64_t acknowledged = 0;
  std::int64_t quarantined = 0;
  bool enrolled = false;
  std::string county_url;  // empty when none was given
  enum class Link {
    NotEnrolled,
    ByStick,  // enrolled, but no address of the county is known: sticks carry what waits
    Idle,     // nothing to send
    Sending,
    WaitingRetry,  // failed; tries again in `retry_seconds`
    Held,  // the county or the network refused in a way that trying again does not cure; see notice
  } link = Link::NotEnrolled;
  std::int64_t retry_seconds = 0;
  enum class Trouble {
    None,
    Unreachable,
    NotTheCounty,
    Refused,
    Revoked,
    CountyKeys,
    CertificateDates,
    CertificateHost,
    CertificateIssuer,
    Version,
    Busy,
    Timeout,
    Malformed,
    OwnDisk,
    Diverged
  } trouble = Trouble::None;
  std::optional<std::int64_t> oldest_waiting_minutes;
  std::optional<std::int64_t> minutes_since_ack;
  std::optional<std::int64_t> free_disk_bytes;
  DiskRoom disk_room = DiskRoom::Enough;
  std::optional<std::int64_t> clock_skew_seconds;  // kiosk minus county at the last ack
  bool clock_trusted = true;
  ClockDoubt clock_doubt = ClockDoubt::None;
  MirrorState mirror = MirrorState::NotConfigured;
  std::int64_t mirror_behind = 0;
  bool mirror_on_same_disk = false;  // as the records: lost with them
  // Entries that wait and can never go: a key that this machine has lost signed them.
  std::int64_t of_lost_key = 0;
  StickState stick = StickState::None;
  std::int64_t waiting_on_stick = 0;  // of FrameView::waiting
  ContentView content;
  // True only when everything recorded is acknowledged or in quarantine with its reason known.
  bool can_pack_up = false;
  struct Quarantined {
    domain::Sequence sequence = 0;
    domain::Rejection reason = domain::Rejection::BadValue;
    std::string code;  // as the county said it, also when this version has no word for it
    bool operator==(const Quarantined&) const = default;
  };
  std::vector<Quarantined> set_aside;
  bool operator==(const DeliveryView&) const = default;
};

struct View {
  FrameView frame;
  std::variant<HomeView, OpenOutingView, HandoutView, ConsultationView, TodayView, DeliveryView>
      screen;
  bool operator==(const View&) const = default;
};

}  // namespace outreach::core
