// What 能收摊吗 and 被退回 show: where the entries are, what carries them, and what came back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/core/content_view.h"
#include "app/core/view_facts.h"
#include "sync/domain/record.h"

namespace outreach::core {

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

// What feeds the machine where it stands, every battery as one.
struct Battery {
  int percent = 0;  // 0..100
  enum class State {
    Discharging,
    Charging,
    Full,  // plugged in and not charging
    Unknown,
  } state = State::Unknown;
  std::optional<std::int64_t> minutes_left{};  // none: not known
  bool operator==(const Battery&) const = default;
};

enum class BatteryCharge { Enough, Low, NearlyEmpty };
// Percent, while it is not plugged in. An hour or so is left: time to fetch a power bank; then
// minutes: time to finish what is in hand.
inline constexpr int kBatteryLow = 15;
inline constexpr int kBatteryNearlyEmpty = 5;

// What the county returned, of every day, in a few words.
struct ReturnedSummary {
  std::int64_t entries = 0;
  std::int64_t open = 0;  // of these: nobody has dealt with them
  bool operator==(const ReturnedSummary&) const = default;
};

// 库存 that does not come out and was not explained as it stands. Leaflets are never added up.
struct StockDifference {
  int leaflets = 0;             // so many have one
  std::string name;             // of the first of them
  std::int64_t difference = 0;  // of that one, in copies; below 0: more than there was
  bool operator==(const StockDifference&) const = default;
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
  // Wait as well and have a way to go, but are of earlier outings.
  std::int64_t waiting_of_earlier = 0;
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
  std::optional<Battery> battery{};  // none: the machine has none
  BatteryCharge battery_charge = BatteryCharge::Enough;
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
  std::optional<StockDifference> stock_difference = {};
  PrinterState printer = PrinterState::None;
  bool has_slip = false;  // there is an outing to print one of
  // True only when everything recorded is acknowledged or in quarantine with its reason known.
  bool can_pack_up = false;
  ReturnedSummary returned{};
  bool operator==(const DeliveryView&) const = default;
};

// An entry that the county keeps and does not count.
struct ReturnedRow {
  std::optional<domain::EpochId> epoch{};  // none: of the current one
  domain::Sequence sequence = 0;
  // What it says. `has_content` false: that is gone, or only a later version reads it.
  std::string kind;  // of the entry; empty: its row is lost
  bool has_content = false;
  LastAction::What what = LastAction::What::None;  // None: `kind` alone says what it is
  std::string name{};
  int amount = 0;
  std::string staff{};
  std::string time{};  // "10:42"
  std::string place{};
  std::optional<Date> date{};
  // Why: none where this version has no word for `code`.
  std::optional<domain::Rejection> reason{};
  std::string code;
  enum class Do {
    Wait,          // for the county's update, for other records, or for what it hangs on
    RecordAgain,   // RecordAgain takes it
    CorrectAgain,  // what it corrected was not there: looked at and, if need be, corrected anew
    PutCardIn,     // the spare card may have what is missing
    AskSupport,
  } what_to_do = Do::AskSupport;
  bool may_settle = false;  // SettleReturned takes it
  bool settling = false;    // that is on its way to the journal
  bool settled = false;
  bool operator==(const ReturnedRow&) const = default;
};

// 被退回: every one of every day and chain; those that nobody has dealt with first, newest first.
struct ReturnedView {
  std::vector<ReturnedRow> rows;  // of this page
  int page = 0;
  int pages = 1;
  std::int64_t entries = 0;
  std::int64_t open = 0;
  std::string staff;  // who says that one is dealt with; empty: nobody was chosen yet
  bool operator==(const ReturnedView&) const = default;
};

}  // namespace outreach::core
