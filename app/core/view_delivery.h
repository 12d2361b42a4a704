// What 能收摊吗 shows: where the entries are, and what carries them.
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

}  // namespace outreach::core
