// The parts of `update`, by family. Inside this folder only. Each changes the step it is given.
#pragma once

#include <optional>
#include <string>

#include "app/core/counting.h"
#include "app/core/update.h"

namespace outreach::core {

// Gives the record a ticket, counts it as in flight and asks the journal for it. `target` and
// `after`: see InFlight. Words a record breaks become a notice instead; then nothing is asked.
struct Wish {
  domain::Record record;
  Sequence outing = 0;
  std::optional<Ticket> target;
  std::optional<Ticket> after;
  bool only_with_it = false;  // see InFlight
};
void ask_to_record(Step& step, Wish wish, Now now);
// Both in one append: both become durable, or neither. False where either breaks what a record must
// be: then nothing is asked. The second waits for what the first does.
bool ask_to_record_together(Step& step, Wish first, Wish second, Now now);
// With the one that is in flight with it.
void hand_to_journal(Step& step, const InFlight& tap);
// What staff count or say on the open outing, in the name of who records now. Nothing where none is
// open, or where it is just ending.
void record_tap(Step& step, domain::Content content, Now now);
void say_not_saved(Step& step, ErrorCode code, std::string context);
// Says why what somebody asked for was refused, or is not saved; with its sound where sounds are
// wanted.
void refuse(Step& step, Notice why);
// Where sounds are wanted.
void play(Step& step, Sound sound);
// True, and said in words, where the note has a number that somebody is known by.
bool refuse_note(Step& step, const std::string& note);
// A durable consultation that counts, on an outing that takes another one.
bool can_be_replaced(const AppState& state, const OutingLines& lines, const OutingLine& line);
// Gives 改内容 up where its screen was left.
void settle_replacing(AppState& state);
// True while an append of this content is in flight.
bool is_opening(const AppState& state);
bool is_closing(const AppState& state);
// Where what a resident does belongs: the open outing that staff say is on, else none (0).
Sequence outing_of_residents(const AppState& state);
// Notes it where this record says that a returned entry was dealt with.
void note_settled(AppState& state, const domain::Record& record);

// A screen that shows the outing, also after it was closed.
bool looks_back(ScreenName screen);
// An outing that takes taps; the state may also hold a closed one.
bool is_open(const AppState& state);
// True, and said in words, while the open outing is being closed or taken back: what came now would
// land in an outing that does not count.
bool refuse_while_ending(Step& step);
// Replaces everything the state took from the journal; not what is on its way there.
void take_over(AppState& state, const JournalFacts& facts, Now now);
// Asks anew what is on the stick.
void look_for_sheets(Step& step);
// True where the ticket is that of the file being imported, which then is so no more.
bool settle_import(AppState& state, const SheetNotRecorded& failed);
bool takes_outing_back(const AppState& state, const domain::Content& content);
// Keeps the open outing and the day of a believed clock together: asks where they differ, and lets
// go of a closed outing of another day.
void settle_outing_day(AppState& state, Now now);
// Asks the journal for the outing whose day, and whose staff's PIN, were confirmed.
void open_confirmed(Step& step, Now now);

bool has_pin(const AppState& state, const std::string& staff);
// Puts the question where the person has a PIN; else false, and nothing is asked.
bool ask_for_pin(Step& step, PinPurpose purpose, const std::string& staff);
// Until when an answer to this question is not looked at, as far as known; may be past.
std::optional<MonotonicTime> pin_locked_until(const AppState& state, const PinQuestion& question);
// The supervisor's PIN is asked for, for whatever purpose, and there is none.
bool lacks_supervisor(const AppState& state, const PinQuestion& question);
// The person's own PIN is asked for, and nobody has one yet: the supervisor's may be set from here.
bool offers_supervisor(const AppState& state, const PinQuestion& question);
// Takes the pad away with what hung on it.
void leave_pin(AppState& state);

// Locks what was left untouched for too long (lock.h).
void lock_if_idle(Step& step, Now now);
// While it is locked nothing else is heard.
bool is_locked_out(const AppState& state, const Intent& intent);
// Nothing is locked on the home screen, should the journal have brought the face there.
void settle_lock(AppState& state);

// Residents' screens (resident.h). False: not from where they are.
bool is_heard_from_residents(const AppState& state, const Intent& intent);
// Asks whether somebody is still there; where nobody answered, the visit ends.
void end_visit_if_idle(AppState& state, Now now);
// The staff's own, or this visit's, which are not kept.
Settings& settings_to_change(AppState& state);
// What comes of staff's doings does not take the screen from a resident.
void stay_with_residents(AppState& state, ScreenName before);
void begin_with_residents(AppState& state);
// 我该找谁 from its first question on; residents' home in its place where there is no tree.
void begin_guide(AppState& state);
// What was being said when an input came.
struct SpeechBefore {
  explicit SpeechBefore(const AppState& state);
  ScreenName screen;
  bool asked_still_there;
  bool had_pin;
  std::optional<Ticket> ticket;
};
// Asks aloud whether somebody is still there, when that is asked; and ends what is said of a screen
// that is not there any more, or is another one by what somebody has just done.
void settle_speech(Step& step, const SpeechBefore& before, const Input& input);
// As this person, to staff's home screen.
void enter_staff(Step& step, const std::string& staff);

// What became of the record of this ticket, should it be the question that was sealed.
void note_question_kept(AppState& state, Ticket ticket);
void note_question_lost(AppState& state, Ticket ticket);
// Forgets the question where its screen was left or locked; that of a locked one is left, too, so
// that the words on it are wiped.
void settle_question(AppState& state);

// Lets go of an answer whose screen was left, but for rating it.
void settle_look_up(AppState& state);

// 评一评 (update_rate.cpp). What became of the record of this ticket, should it be a rating.
void note_rating_kept(AppState& state, Ticket ticket);
void note_rating_lost(AppState& state, Ticket ticket);
// Records that the leaflet was read which is open no more.
void settle_left_leaflet(Step& step, const Reading& before, Now now);
// Where the screen was left, the stall is asked about next.
void settle_rating(AppState& state);

// No face was given yet that is on its way or durable.
bool can_be_rated(const GivenRating& given);

// Numbers somebody is known by do not belong among a resident's words.
AskTrouble trouble_of_words(const SecretText& words);
// What was typed is on the screen still, and can be sealed again.
void back_to_typing(LeftQuestion& question);
void seal(Step& step, LeftQuestion& question, const QuestionHandle& words);
void leave_asked(Step& step, const LeaveQuestion& intent);
// 留言提问 (update_ask.cpp). True where the event was about a resident's question.
bool record_asked(Step& step, const QuestionSealed& event, Now now);
// What became of the record of this ticket, should it be a resident's question or its withdrawal.
void note_asked_kept(AppState& state, const Recorded& event, Now now);
void note_asked_lost(AppState& state, Ticket ticket);
// In a new epoch its entry has another number.
void forget_asked_entry(AppState& state);
// Begins with its screen, and is forgotten where that was left.
void settle_asking(AppState& state);

// One for each intent, which `update` finds by its type; the time only where it is asked for. None
// may take an Intent as such: one without an `apply` must not compile.
void apply(Step& step, const OpenOuting& intent);
void apply(Step& step, const AnswerDay& intent, Now now);
void apply(Step& step, const AnswerClock& intent, Now now);
void apply(Step& step, const CloseOuting& intent, Now now);
void apply(Step& step, const AnswerResume& intent, Now now);
void apply(Step& step, const ChangeStaff& intent);
void apply(Step& step, const AskPin& intent);
void apply(Step& step, const EnterPin& intent, Now now);
void apply(Step& step, const LeavePin& intent);
void apply(Step& step, const Unlock& intent);
void apply(Step& step, const HandOut& intent, Now now);
void apply(Step& step, const ScanBarcode& intent, Now now);
void apply(Step& step, const RecordConsultation& intent, Now now);
void apply(Step& step, const BeginQuestion& intent);
void apply(Step& step, const LeaveQuestion& intent);
void apply(Step& step, const PrintReceipt& intent);
void apply(Step& step, const FinishReceipt& intent);
void apply(Step& step, const RecordStock& intent, Now now);
void apply(Step& step, const RecordNoneBack& intent, Now now);
void apply(Step& step, const ExplainDifference& intent, Now now);
void apply(Step& step, const UndoLast& intent, Now now);
void apply(Step& step, const Correct& intent, Now now);
void apply(Step& step, const BeginReplacement& intent);
void apply(Step& step, const ReplaceConsultation& intent, Now now);
void apply(Step& step, const RecordSheet& intent, Now now);
void apply(Step& step, const CheckSheetFile& intent);
void apply(Step& step, const LeaveSheetFile& intent);
void apply(Step& step, const ImportSheetFile& intent);
void apply(Step& step, const RecordAgain& intent, Now now);
void apply(Step& step, const SettleReturned& intent, Now now);
void apply(Step& step, const PrintSlip& intent);
void apply(Step& step, const BeginPractice& intent);
void apply(Step& step, const EndPractice& intent);
void apply(Step& step, const WriteToStick& intent);
void apply(Step& step, const RollBackContent& intent);
void apply(Step& step, const OpenToResidents& intent);
void apply(Step& step, const BeginVisit& intent);
void apply(Step& step, const ChooseGuide& intent);
void apply(Step& step, const OpenGuidePart& intent);
void apply(Step& step, const OpenAnswer& intent);
void apply(Step& step, const BackInGuide& intent);
void apply(Step& step, const PrintGuideSlip& intent, Now now);
void apply(Step& step, const StayHere& intent);
void apply(Step& step, const EndVisit& intent);
void apply(Step& step, const Listen& intent);
void apply(Step& step, const StopListening& intent);
void apply(Step& step, const SetSpeechSpeed& intent);
void apply(Step& step, const EnterStaff& intent);
void apply(Step& step, const LookUpAnswer& intent, Now now);
void apply(Step& step, const LeaveAnswer& intent);
void apply(Step& step, const RateAnswer& intent);
void apply(Step& step, const GiveRating& intent, Now now);
void apply(Step& step, const WriteRating& intent);
void apply(Step& step, const OfferRatingWords& intent);
void apply(Step& step, const LeaveRatingWords& intent);
void apply(Step& step, const ChooseAskTopic& intent);
void apply(Step& step, const OfferAskWords& intent);
void apply(Step& step, const OfferAskContact& intent);
void apply(Step& step, const ReturnToAskStep& intent);
void apply(Step& step, const WithdrawQuestion& intent, Now now);
void apply(Step& step, const RewriteQuestion& intent, Now now);
void apply(Step& step, const OpenLeaflet& intent, Now now);
void apply(Step& step, const TurnLeaf& intent);
void apply(Step& step, const ZoomLeaf& intent);
void apply(Step& step, const ShowWhole& intent);
void apply(Step& step, const ShowLeafletCode& intent);
// Forgets the leaflet where the reader was left, and shows the shelf where there is none to read.
void settle_reading(AppState& state);

// Gives the event to its own `on`, of which the same is true.
void apply_event(Step& step, const Event& event, Now now);
void on(Step& step, const EpochBegan& event);
void on(Step& step, const SheetRecorded& event, Now now);
void on(Step& step, const SheetNotRecorded& event);
void on(Step& step, const SheetsFound& event);
void on(Step& step, const SheetChecked& event);
void on(Step& step, const FactsChanged& event);
void on(Step& step, const ReturnedChanged& event);
void on(Step& step, const PrinterChanged& event);
void on(Step& step, const SpeakerChanged& event);
void on(Step& step, const SpeechChanged& event, Now now);
void on(Step& step, const SlipMade& event);
void on(Step& step, const SlipPrinted& event);
void on(Step& step, const ReceiptPrinted& event);
// Has the slip made while its screen is open, and again where what it says has changed.
void settle_slip(Step& step);
// What came of a job has been seen.
void leave_slip(AppState& state);
void on(Step& step, const MirrorChanged& event, Now now);
void on(Step& step, const StickChanged& event);
void on(Step& step, const StickDone& event);
void on(Step& step, const ContentChanged& event);
// Takes arrived content into use if nobody is in the middle of something.
void settle_content(AppState& state);
void on(Step& step, const QuestionSealed& event, Now now);
void on(Step& step, const RatingSealed& event, Now now);
void on(Step& step, const SealingChanged& event);
void on(Step& step, const AnswerFound& event);
void on(Step& step, const PinAnswered& event, Now now);
void on(Step& step, const PadScrambled& event);
void on(Step& step, const StaffPinsChanged& event);

}  // namespace outreach::core
