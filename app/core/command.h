// What `update` asks the shell to do. The shell answers with events; nothing here waits.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/core/found_answer.h"
#include "app/core/pin_digits.h"
#include "app/core/secret_text.h"
#include "app/core/state.h"
#include "platform/base/bitmap.h"

namespace outreach::core {

// Answered by one Recorded or NotRecorded. Appends reach the journal in the order of the commands.
struct Append {
  Ticket ticket = 0;
  domain::Record record;
  // The entry that opened the outing this belongs to; 0 for an OutingOpened, and for a Remark of
  // none.
  Sequence outing = 0;
  // A second entry of that outing, in the same transaction: both become durable, or neither.
  // Answered like the first, after it.
  struct Also {
    Ticket ticket = 0;
    domain::Record record;
    bool operator==(const Also&) const = default;
  };
  std::optional<Also> also{};
  bool operator==(const Append&) const = default;
};
// A sheet of paper: the first opens the outing of the others. Recorded in one transaction, onto an
// outing of that day and place where one is known. Answered by one SheetRecorded or
// SheetNotRecorded.
struct AppendSheet {
  Ticket ticket = 0;
  std::vector<domain::Record> records;
  bool operator==(const AppendSheet&) const = default;
};
// Answered by one SheetsFound.
struct FindSheets {
  bool operator==(const FindSheets&) const = default;
};
// Answered by one SheetChecked.
struct CheckSheet {
  std::string name;  // as SheetsFound says it
  bool operator==(const CheckSheet&) const = default;
};
// What the last CheckSheet found, signed by `staff`; as AppendSheet, and refused with AlreadyExists
// where this file was imported before.
struct ImportCheckedSheet {
  Ticket ticket = 0;
  std::string staff;
  bool operator==(const ImportCheckedSheet&) const = default;
};
// The machine's date is wrong, staff say. Answered by ClockDoubtChanged.
struct DoubtClock {
  bool operator==(const DoubtClock&) const = default;
};
// It is right after all: the day that staff confirmed is the one it shows. Answered likewise.
struct TrustClock {
  bool operator==(const TrustClock&) const = default;
};
struct SyncWithCounty {
  bool operator==(const SyncWithCounty&) const = default;
};
// Answered by StickChanged (Busy), then by one StickDone.
struct CarryByStick {
  bool operator==(const CarryByStick&) const = default;
};
// Answered by ContentChanged; by nothing where it failed.
struct RollBackPack {
  bool operator==(const RollBackPack&) const = default;
};
// Answered by ReturnedChanged; by nothing where the journal cannot be read.
struct ReadReturned {
  bool operator==(const ReadReturned&) const = default;
};
// Answered by one QuestionSealed. Takes as long as a look at a PIN.
struct SealQuestion {
  Ticket ticket = 0;
  std::string topic;  // catalogue id
  QuestionHandle words;
  bool operator==(const SealQuestion&) const = default;
};
// A word besides a rating. Answered by one RatingSealed.
struct SealRating {
  Ticket ticket = 0;
  QuestionHandle words;  // its contact is left out
  bool operator==(const SealRating&) const = default;
};
// Answered by one AnswerFound. Takes as long as a look at a PIN, and what comes before it there.
struct FindAnswer {
  Ticket ticket = 0;
  ReceiptDigits receipt;  // its check digit fits
  bool operator==(const FindAnswer&) const = default;
};
// The slip of the outing the journal holds last, as it counts now. Answered by one SlipMade.
struct MakeSlip {
  Ticket ticket = 0;
  bool operator==(const MakeSlip&) const = default;
};
// Answered by one SlipPrinted, however long the printer takes.
struct Print {
  std::shared_ptr<const Bitmap> picture;
  bool operator==(const Print&) const = default;
};
// Set and printed at once, and nothing of it kept. Answered by one ReceiptPrinted, however long the
// printer takes.
struct PutReceiptOnPaper {
  Ticket ticket = 0;
  domain::Receipt receipt;
  bool operator==(const PutReceiptOnPaper&) const = default;
};
// The same for a result of the guide.
struct PutGuideOnPaper {
  Ticket ticket = 0;
  GuideResultView result;
  bool operator==(const PutGuideOnPaper&) const = default;
};
struct SaveSettings {
  Settings settings;
  bool operator==(const SaveSettings&) const = default;
};
// To be heard at once or not at all. Only asked for where Settings::sounds says so.
enum class Sound {
  Counted,  // a count was taken; whether it is durable a Recorded says
  Refused,  // what was asked for was refused, or is not saved
};
struct PlaySound {
  Sound sound = Sound::Counted;
  bool operator==(const PlaySound&) const = default;
};
// In place of what is being said. Answered by one SpeechChanged for each sentence that begins and
// one at its end, or by one alone where nothing can be heard.
struct Speak {
  Ticket ticket = 0;
  enum class What {
    Words,
    StillThere,  // the question whether somebody is still there
  } what = What::Words;
  std::vector<std::string> words;  // of Words
  Language language = Language::Chinese;
  SpeechSpeed speed = SpeechSpeed::Usual;
  bool operator==(const Speak&) const = default;
};
// At once; not answered.
struct StopSpeech {
  bool operator==(const StopSpeech&) const = default;
};
// Of what is being said, from the next sentence on.
struct ChangeSpeechSpeed {
  SpeechSpeed speed = SpeechSpeed::Usual;
  bool operator==(const ChangeSpeechSpeed&) const = default;
};
struct ChangeLanguage {
  Language language = Language::Chinese;
  bool operator==(const ChangeLanguage&) const = default;
};

// Each of the five is answered by one PinAnswered; before that, by StaffPinsChanged where it
// changed who has a PIN. Hashing a PIN takes a tenth of a second and more: not on the control
// thread.
struct CheckPin {
  Ticket ticket = 0;
  std::string staff;
  PinDigits digits;
  bool operator==(const CheckPin&) const = default;
};
struct SetPin {
  Ticket ticket = 0;
  std::string staff;
  PinDigits old_digits;  // empty where there is none
  PinDigits new_digits;
  bool operator==(const SetPin&) const = default;
};
// Takes the person's PIN away, by the supervisor's.
struct ResetPin {
  Ticket ticket = 0;
  std::string staff;
  PinDigits supervisor_digits;
  bool operator==(const ResetPin&) const = default;
};
// The first one only, and asked for only while nobody has a PIN: where there is one, it must fail.
struct SetSupervisorPin {
  Ticket ticket = 0;
  PinDigits digits;
  bool operator==(const SetSupervisorPin&) const = default;
};

struct CheckSupervisorPin {
  Ticket ticket = 0;
  PinDigits digits;
  bool operator==(const CheckSupervisorPin&) const = default;
};
// Answered by one PadScrambled, before the pad is drawn.
struct ScramblePad {
  bool operator==(const ScramblePad&) const = default;
};
// The window closes, and what is on its way is finished first.
struct EndProgram {
  bool operator==(const EndProgram&) const = default;
};
// Practice begins beside the face that goes on recording (practice.h), or is forgotten.
struct EnterPractice {
  bool operator==(const EnterPractice&) const = default;
};
struct LeavePractice {
  bool operator==(const LeavePractice&) const = default;
};

using Command =
    std::variant<Append, AppendSheet, FindSheets, CheckSheet, ImportCheckedSheet, DoubtClock,
                 TrustClock, SyncWithCounty, CarryByStick, RollBackPack, ReadReturned, MakeSlip,
                 Print, PutReceiptOnPaper, PutGuideOnPaper, SealQuestion, SealRating, SaveSettings,
                 PlaySound, Speak, StopSpeech, ChangeSpeechSpeed, FindAnswer, ChangeLanguage,
                 CheckPin, SetPin, ResetPin, SetSupervisorPin, CheckSupervisorPin, ScramblePad,
                 EndProgram, EnterPractice, LeavePractice>;

}  // namespace outreach::core
