// What one entry says, as a value; its JSON body; and the rules a body must meet to be counted.
// Pure.
//
// A body is one JSON object. Fields a reader does not know are kept verbatim and ignored, so that
// an older county counts what it understands of a newer kiosk's entry. See sync/journal/FORMAT.md.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "platform/base/bytes.h"
#include "platform/base/time.h"
#include "platform/crypto/crypto.h"
#include "sync/domain/vocabulary.h"

namespace outreach::domain {

// Position of an entry in its (kiosk, epoch), from 1. 0 means none.
using Sequence = std::uint64_t;
// Random: one life of a kiosk's data.
using EpochId = std::array<std::uint8_t, 16>;

// One 场次 begins: a place on the outing day that staff confirmed.
struct OutingOpened {
  OutingKind kind = OutingKind::Market;
  std::string place;     // 1..kTextMax code points
  std::string township;  // may be empty
  Date date{};           // the outing day: reports go by it
  // With OutingKind::Other alone: the id of the county's list of kinds, no built-in code.
  std::string other_kind{};
  // 计划: chosen from the county's plan. All kiosks at one planned place and day are one outing.
  bool is_planned = false;
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
  // 备注: may be empty. Never who somebody is: whoever writes it asks personal_number_in first.
  std::string note{};
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
  // The target is an entry of this kiosk's earlier epoch; none: of the correction's own.
  std::optional<EpochId> epoch{};
  bool operator==(const Correction&) const = default;
};

// 留言提问: a resident's question. What they wrote, and how to reach them, is sealed to the
// county's casework key: neither kiosk nor ledger can read it. Anonymous unless the resident says
// otherwise inside.
struct Question {
  std::string topic;  // catalogue id, or empty: the resident chose none
  Bytes sealed;       // crypto::seal of the words, kSealedBytesMin..kSealedBytesMax
  // What the answer is to be sealed to, so that only the receipt opens it
  // (sync/protocol/answer.h); none: nobody took a receipt home.
  std::optional<crypto::PublicKey> answer_key{};
  bool operator==(const Question&) const = default;
};

// 抹除: the body of one entry was erased by law. Its place in the chain, its hash and what it
// counted stay.
struct Erasure {
  Sequence target = 0;  // an earlier entry
  ErasureReason reason = ErasureReason::PersonAsked;
  // The target is an entry of this kiosk's earlier epoch; none: of the erasure's own.
  std::optional<EpochId> epoch{};
  bool operator==(const Erasure&) const = default;
};

// 数据代次: the first entry of every epoch but a kiosk's very first, so that the county knows which
// life of the data it follows and how far that one went on this disk.
struct EpochOpened {
  EpochReason reason = EpochReason::Restored;
  EpochId previous{};
  Sequence previous_head = 0;
  // Entries after this one of the previous epoch were taken over into this one, because the county
  // holds others in their place. Equal to previous_head when none were.
  Sequence common = 0;
  bool operator==(const EpochOpened&) const = default;
};

// 库存: copies of one leaflet that moved without being given out. In no tally: 份 stays what was
// given.
struct Stock {
  std::string leaflet;  // catalogue id
  StockMovement movement = StockMovement::TakenOut;
  int copies = 1;  // 1..kCopiesMax
  bool operator==(const Stock&) const = default;
};

// 说明: the one open kind, for all that is worth keeping and counts nothing. A reader accepts any
// `about`, so that what a later version remarks needs no kind of its own.
struct Remark {
  std::string about;      // id: one of those below, or a later version's
  std::string leaflet{};  // catalogue id, or empty
  int difference = 0;     // copies, -kCopiesMax..kCopiesMax
  std::string reason{};   // id, or empty
  Sequence target = 0;    // the entry it is about; 0: none
  // The target is an entry of this kiosk's earlier epoch; none: of the remark's own.
  std::optional<EpochId> epoch{};
  bool operator==(const Remark&) const = default;
};
// Why the stock of `leaflet` does not come out: `difference`, `reason`.
inline constexpr const char* kRemarkStockDifference = "stock_difference";
// Of `leaflet` nothing was left to bring back, which no count of copies can say: `reason`.
inline constexpr const char* kRemarkStockNoneBack = "stock_none_back";
// Staff have dealt with the entry `target`, which the county set aside: `reason`.
inline constexpr const char* kRemarkSetAsideSettled = "set_aside_settled";
// Somebody tried wrong PINs until the pad locked: `reason`, how often it has by now.
inline constexpr const char* kRemarkPinRefused = "pin_refused";

// 评价: how a resident found the stall or an answer. Nothing ties it to a receipt, a topic or a
// person, and no correction targets it: what somebody said of us is not ours to change.
struct Rating {
  Rated rated = Rated::Stall;
  Face face = Face::Great;
  // What they said besides, sealed as the words of a question are,
  // kSealedBytesMin..kSealedBytesMax; empty: nothing.
  Bytes sealed{};
  bool operator==(const Rating&) const = default;
};

// 自助阅读: a resident read one leaflet at the screen. A measure of its own, never 份: no paper
// left the stall. No correction targets it.
struct SelfService {
  std::string leaflet;  // catalogue id
  // 1..kReadingSecondsMax. Writers round to tens (see `rounded_reading`): enough to tell a look
  // from a reading, and too coarse to know a reader again.
  int seconds = 1;
  int take_aways = 0;  // times its QR code was shown to be taken home, 0..kTakeAwaysMax
  bool operator==(const SelfService&) const = default;
};

using Content = std::variant<OutingOpened, OutingClosed, Consultation, Handout, Correction,
                             Question, Erasure, EpochOpened, Stock, Remark, Rating, SelfService>;

// Where a record stood before it was taken over into a newer epoch.
struct Origin {
  EpochId epoch{};
  Sequence sequence = 0;
  WallTime device_time{};
  bool operator==(const Origin&) const = default;
};

struct Record {
  Content content;
  std::string staff;  // who recorded it: a name of the county's list, as the paper sheet has it
  // 补录: present when typed in from a paper sheet later; the sheet's own time of day, "08:14", or
  // empty.
  std::optional<std::string> sheet_time;
  std::optional<Origin> origin{};
  bool operator==(const Record&) const = default;
};

// Limits. Each is far above a real day and small enough that a slip of the finger is caught.
inline constexpr int kPeopleMax = 999;    // a party larger than a village meeting is a slip
inline constexpr int kCopiesMax = 9'999;  // the year's total is about 10,000
// An hour with one leaflet is a screen that was left; more of its codes than that are a child's
// taps.
inline constexpr int kReadingSecondsMax = 3'600;
inline constexpr int kTakeAwaysMax = 9;
inline constexpr std::size_t kTextMax =
    60;  // code points of a place or name: fits one line on every screen
inline constexpr std::size_t kIdMax = 64;               // bytes of a catalogue id
inline constexpr std::size_t kKindMax = 32;             // bytes of an entry kind
inline constexpr std::size_t kBodyBytesMax = 64 << 10;  // of any entry, also of kinds to come
// Who "recorded" what no member of the staff did.
inline constexpr const char* kStaffSelfService = "自助";  // a resident, at the screen
inline constexpr const char* kStaffMachine = "本机";      // the program itself
// What a resident can write in a quarter of an hour, in UTF-8, with what sealing adds.
inline constexpr std::size_t kSealedBytesMin = 49;
inline constexpr std::size_t kSealedBytesMax = 16 << 10;
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
  Damaged,      // lost or changed on the kiosk's disk: only its place is known
};
std::string_view code_of(Rejection value);
std::optional<Rejection> rejection_from(std::string_view code);

std::string_view kind_of(const Content& content);
// What kind of day an outing was, in one word, as the tally and the tables have it: the built-in
// code, or the county's id.
std::string_view key_of(const OutingOpened& opened);
// Sets kind and other_kind by such a word; false where it is neither a built-in code nor an id.
bool set_kind(OutingOpened& opened, std::string_view key);
// What is written of a reading that took so long, in seconds: the nearest ten, at least 10 and at
// most kReadingSecondsMax.
int rounded_reading(std::int64_t seconds);
// Which of Content's alternatives a kind is; none for a kind of another version.
std::optional<std::size_t> index_of_kind(std::string_view kind);

// The body's bytes. The record must be valid (see `check`).
Bytes encode_body(const Record& record);
// The body of `record` as it is taken over into a newer epoch: `body`, as it was first written,
// with the record's origin, target and epoch put in. Fields this version does not know stay.
Bytes encode_taken_over(ByteView body, const Record& record);
// What a record says by itself, without where it stands, what it targets and where it was taken
// over from: two entries of the same content may be one record.
crypto::Hash content_hash(const Record& record);
// Reads and checks. Never trusts: any bytes give a record or a reason.
std::variant<Record, Rejection> decode_body(std::string_view kind, ByteView body);
// What a record made on this machine breaks, if anything; screens and imports ask before they
// append.
std::optional<Rejection> check(const Record& record);

}  // namespace outreach::domain
