// What one entry says, as a value; its JSON body; and the rules a body must meet to be counted.
// Pure.
//
// A body is one JSON object. Fields a reader does not know are kept verbatim and ignored, so that
// an older county counts what it understands of a newer kiosk's entry. See sync/journal/FORMAT.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "platform/base/bytes.h"
#include "platform/base/time.h"
#include "sync/domain/vocabulary.h"

namespace outreach::domain {

// Position of an entry in its (kiosk, epoch), from 1. 0 means none.
using Sequence = std::uint64_t;

// One 场次 begins: a place on the outing day that staff confirmed.
struct OutingOpened {
  OutingKind kind = OutingKind::Market;
  std::string place;     // 1..kTextMax code points
  std::string township;  // may be empty
  Date date{};           // the outing day: reports go by it
  bool operator==(const OutingOpened&) const = default;
};

// The 场次 the envelope names is over. Later entries for it are still taken (a late tap is a real
// tap).
struct OutingClosed {
  bool operator==(const OutingClosed&) const = default;
};

// 咨询: 1 批次 of `people` 人次.
struct Consultation {
  int people = 1;     // 1..kPeopleMax
  std::string topic;  // catalogue id
  Pathway pathway = Pathway::GeneralInquiry;
  std::string department;  // catalogue id
  Outcome outcome = Outcome::AnsweredOnTheSpot;
  bool operator==(const Consultation&) const = default;
};

// 发放: copies of one leaflet, 份.
struct Handout {
  std::string leaflet;  // catalogue id
  int copies = 1;       // 1..kCopiesMax
  bool operator==(const Handout&) const = default;
};

// 更正: a counter-entry. The target's amount (copies of a handout, people of a consultation, 1 of
// an outing) was `old_amount` and is `new_amount` from here on; 0 takes the target out of every
// count.
struct Correction {
  Sequence target = 0;
  int old_amount = 0;
  int new_amount = 0;
  CorrectionReason reason = CorrectionReason::Undo;
  bool operator==(const Correction&) const = default;
};

using Content = std::variant<OutingOpened, OutingClosed, Consultation, Handout, Correction>;

struct Record {
  Content content;
  std::string staff;  // who recorded it: a name of the county's list, as the paper sheet has it
  // 补录: present when typed in from a paper sheet later; the sheet's own time of day, "08:14", or
  // empty.
  std::optional<std::string> sheet_time;
  bool operator==(const Record&) const = default;
};

// Limits. Each is far above a real day and small enough that a slip of the finger is caught.
inline constexpr int kPeopleMax = 999;    // a party larger than a village meeting is a slip
inline constexpr int kCopiesMax = 9'999;  // the year's total is about 10,000
inline constexpr std::size_t kTextMax =
    60;  // code points of a place or name: fits one line on every screen
inline constexpr std::size_t kIdMax = 64;               // bytes of a catalogue id
inline constexpr std::size_t kKindMax = 32;             // bytes of an entry kind
inline constexpr std::size_t kBodyBytesMax = 64 << 10;  // of any entry, also of kinds to come
inline constexpr Sequence kTargetMax =
    Sequence{1} << 53;  // of a correction: what every JSON reader keeps exact

// Why an entry is kept but not counted (quarantine). The codes travel in acks.
enum class Rejection {
  UnknownKind,  // written by a newer kiosk
  NotText,      // the body is not UTF-8
  NotAnObject,  // the body is not one JSON object (or breaks the JSON rules of platform/json)
  MissingField,
  BadValue,       // a field is out of its range or list
  UnknownOuting,  // names an outing this journal has not opened
  BadTarget,      // a correction of something that is not there or cannot be corrected
  TooLarge,
  BodyMissing,  // pruned or erased before the county saw it
};
std::string_view code_of(Rejection value);
std::optional<Rejection> rejection_from(std::string_view code);

std::string_view kind_of(const Content& content);

// The body's bytes. The record must be valid (see `check`).
Bytes encode_body(const Record& record);
// Reads and checks. Never trusts: any bytes give a record or a reason.
std::variant<Record, Rejection> decode_body(std::string_view kind, ByteView body);
// What a record made on this machine breaks, if anything; screens and imports ask before they
// append.
std::optional<Rejection> check(const Record& record);

}  // namespace outreach::domain
