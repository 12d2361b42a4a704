// What a person asked for by touching a screen. Screens return at most one a frame; `update`
// decides. Long because all that can be asked for stands in one list.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/core/found_answer.h"
#include "app/core/leaflet_stock.h"
#include "app/core/pin_digits.h"
#include "app/core/room.h"
#include "app/core/secret_text.h"
#include "platform/base/time.h"
#include "sync/domain/record.h"

namespace outreach::core {

enum class ScreenName {
  Home,
  OpenOuting,
  Handout,
  Consultation,
  Question,
  Today,
  Stock,
  Delivery,
  Returned,
  Summary,
  Slip,
  Sheet,
  SheetFiles,
  // Residents' own (resident.h).
  Attract,
  Residents,
  Guide,
  LookUp,
  Ask,
  Leaflets,
  Reader,
  Rate,
};
// 留言提问, step by step.
enum class AskStep {
  Topic,      // what it is about
  Elsewhere,  // 检举控告: nothing is written here, its own office takes it
  Words,
  Contact,    // how to be reached, by whoever wants to be
  Look,       // all of it once more, before it is sealed
  Receipt,    // it is durable
  Withdrawn,  // so is that nobody can open it any more
};
enum class Language { Chinese, English };
enum class TypeSize { Standard, Large, Largest };
enum class Contrast { Normal, High };
enum class SpeechSpeed { Slow, Usual, Quick };
// What 今日 lists.
enum class TodayFilter { All, Handouts, Advice, Corrections, Returned };

struct GoTo {
  ScreenName screen = ScreenName::Home;
  bool operator==(const GoTo&) const = default;
};
// 开始: not opened before the day was confirmed (AnswerDay), nor before the PIN of `staff`.
struct OpenOuting {
  domain::OutingOpened outing;
  std::string staff;
  bool operator==(const OpenOuting&) const = default;
};
// The answer to "今天是……对吗？".
struct AnswerDay {
  bool right = false;
  bool operator==(const AnswerDay&) const = default;
};
// Whether the machine's date is wrong: the answer where that was asked, or said unasked.
struct AnswerClock {
  bool wrong = false;
  bool operator==(const AnswerClock&) const = default;
};
struct CloseOuting {
  bool operator==(const CloseOuting&) const = default;
};
// The answer to FrameView::resume.
struct AnswerResume {
  enum class Answer { GoOn, Close } answer = Answer::GoOn;
  bool operator==(const AnswerResume&) const = default;
};
// At once, or, where they have a PIN, once it was given.
struct ChangeStaff {
  std::string staff;
  bool operator==(const ChangeStaff&) const = default;
};
// What a PIN is asked for.
enum class PinPurpose {
  SwitchStaff,     // 换人
  OpenOuting,      // 开场次
  SetOwn,          // 设 PIN, 改 PIN
  ClearForgotten,  // 忘了 PIN: the supervisor's is asked, and the person has none afterwards
  SetSupervisor,   // the supervisor's own, where nobody at all has a PIN yet
  Unlock,          // going on where staff's screens locked
  EnterStaff,      // 工作人员, on residents' screens
  EndProgram,      // 退出程序: the supervisor's is asked
};
// The four a person can ask for themselves: SetOwn for who records now, ClearForgotten for the
// person whose PIN is being asked for, SetSupervisor where PinView::may_set_supervisor, EndProgram.
struct AskPin {
  PinPurpose purpose = PinPurpose::SetOwn;
  bool operator==(const AskPin&) const = default;
};
// The answer to the question that FrameView::pin shows. `digits`: the PIN that is asked for; the
// old one of SetOwn, empty where there is none. `new_digits`: of SetOwn and SetSupervisor, already
// typed twice alike.
struct EnterPin {
  PinDigits digits;
  PinDigits new_digits;
  bool operator==(const EnterPin&) const = default;
};
struct LeavePin {
  bool operator==(const LeavePin&) const = default;
};
// On the lock screen: who goes on, from whom it locked on to a colleague. At once, or, where they
// have a PIN, once it was given.
struct Unlock {
  std::string staff;  // FrameView::lock's, which may be empty, or another
  bool operator==(const Unlock&) const = default;
};
// 发放: +1 +5 +10 +50 or a typed number.
struct HandOut {
  std::string leaflet;
  int copies = 1;
  bool operator==(const HandOut&) const = default;
};
// What a barcode scanner read: on the pad, one copy of the leaflet that has it.
struct ScanBarcode {
  std::string code;
  bool operator==(const ScanBarcode&) const = default;
};
struct RecordConsultation {
  domain::Consultation consultation;
  bool operator==(const RecordConsultation&) const = default;
};
// 登记详情（封存）: a question about this topic is taken down. Only while the county can open it,
// see ConsultationView::sealing.
struct BeginQuestion {
  std::string topic;  // catalogue id
  bool operator==(const BeginQuestion&) const = default;
};
// 封存, 确认: what was typed is sealed and recorded, and from here on does not change.
struct LeaveQuestion {
  QuestionHandle words;  // the same when it is the same text, whatever that says
  bool operator==(const LeaveQuestion&) const = default;
};
// 打印: the receipt that is shown, to staff or to a resident.
struct PrintReceipt {
  bool operator==(const PrintReceipt&) const = default;
};
// The receipt was taken; it is shown no more.
struct FinishReceipt {
  bool operator==(const FinishReceipt&) const = default;
};
// 库存: copies that moved without being given out.
struct RecordStock {
  std::string leaflet;
  domain::StockMovement movement = domain::StockMovement::TakenOut;
  int copies = 1;
  bool operator==(const RecordStock&) const = default;
};
// 说明: why the stock of the leaflet differs as it does now. Changes no count.
// 带回 0: of this leaflet nothing was left.
struct RecordNoneBack {
  std::string leaflet;
  bool operator==(const RecordNoneBack&) const = default;
};
struct ExplainDifference {
  std::string leaflet;
  DifferenceReason reason = DifferenceReason::Unknown;
  bool operator==(const ExplainDifference&) const = default;
};
// 撤销: a counter-entry for the newest entry of this outing that still counts; where an explanation
// came last, that is taken back.
struct UndoLast {
  bool operator==(const UndoLast&) const = default;
};
// 更正 of any entry of today: takes it out of the counts (new_amount 0) or sets another amount.
struct Correct {
  domain::Sequence target = 0;
  int new_amount = 0;
  domain::CorrectionReason reason = domain::CorrectionReason::Mistap;
  bool operator==(const Correct&) const = default;
};
// 改内容: a consultation of the open outing that says something wrong is put together anew on its
// screen; given up by going to another one.
struct BeginReplacement {
  domain::Sequence target = 0;
  domain::CorrectionReason reason = domain::CorrectionReason::Mistap;
  bool operator==(const BeginReplacement&) const = default;
};
// What it should have said: the old one is taken out of the counts and this one recorded, both or
// neither.
struct ReplaceConsultation {
  domain::Sequence target = 0;  // ConsultationView::replaced
  domain::Consultation consultation;
  bool operator==(const ReplaceConsultation&) const = default;
};
// 补录: a whole sheet of paper, in the name of who records now. All of it or nothing; it joins the
// outing of that day and place where there is one already.
struct RecordSheet {
  domain::OutingOpened outing;
  std::vector<domain::Content> entries;  // handouts and consultations
  bool operator==(const RecordSheet&) const = default;
};
// A file of SheetFilesView: read and checked whole.
struct CheckSheetFile {
  std::string name;
  bool operator==(const CheckSheetFile&) const = default;
};
// Back to the list of files.
struct LeaveSheetFile {
  bool operator==(const LeaveSheetFile&) const = default;
};
// The file that was checked and has no mistake, in the name of who records now. All of it or
// nothing, and once.
struct ImportSheetFile {
  bool operator==(const ImportSheetFile&) const = default;
};
// 再记一次: the entry of the open outing that the county returned, once more as it was; the
// returned one is taken out of the counts and dealt with.
struct RecordAgain {
  domain::Sequence sequence = 0;
  bool operator==(const RecordAgain&) const = default;
};
// 已处理: staff have dealt with an entry that the county returned. It stays among the returned.
struct SettleReturned {
  std::optional<domain::EpochId> epoch{};  // none: of the current one
  domain::Sequence sequence = 0;
  bool operator==(const SettleReturned&) const = default;
};
// 打印: the slip as it is shown.
struct PrintSlip {
  bool operator==(const PrintSlip&) const = default;
};
struct SyncNow {
  bool operator==(const SyncNow&) const = default;
};
// 写到U盘: only while DeliveryView::stick is There.
struct WriteToStick {
  bool operator==(const WriteToStick&) const = default;
};
// 退回上一版: the content pack before the one in use; asked again, the later one.
struct RollBackContent {
  bool operator==(const RollBackContent&) const = default;
};
struct TurnPage {
  int by = 0;  // of the list on the screen; no further than its first or last
  bool operator==(const TurnPage&) const = default;
};
// What fits the panel, in place of what did before; the page is kept as far as there is one.
struct FitRoom {
  Room room;
  bool operator==(const FitRoom&) const = default;
};
struct ChooseFilter {
  TodayFilter filter = TodayFilter::All;
  bool operator==(const ChooseFilter&) const = default;
};
// 练习: only from the home screen.
struct BeginPractice {
  bool operator==(const BeginPractice&) const = default;
};
// 练完了，退出: also from its lock, for what it leads to is the home screen.
struct EndPractice {
  bool operator==(const EndPractice&) const = default;
};
struct DismissNotice {
  bool operator==(const DismissNotice&) const = default;
};
struct SetLanguage {
  Language language = Language::Chinese;
  bool operator==(const SetLanguage&) const = default;
};
struct SetTypeSize {
  TypeSize size = TypeSize::Standard;
  bool operator==(const SetTypeSize&) const = default;
};
struct SetContrast {
  Contrast contrast = Contrast::Normal;
  bool operator==(const SetContrast&) const = default;
};
// Fingers in gloves wander further and bounce longer.
struct SetGloves {
  bool worn = false;
  bool operator==(const SetGloves&) const = default;
};
// Clicks and refusals to be heard, or not.
struct SetSounds {
  bool wanted = false;
  bool operator==(const SetSounds&) const = default;
};

// 交给居民用: from staff's home screen into residents' hands, where it stays also over a restart.
struct OpenToResidents {
  bool operator==(const OpenToResidents&) const = default;
};
// A touch on the attract screen.
struct BeginVisit {
  bool operator==(const BeginVisit&) const = default;
};
// 我该找谁: what happened, as the question that is shown lists it.
struct ChooseGuide {
  std::size_t index = 0;
  bool operator==(const ChooseGuide&) const = default;
};
// What of the guide fills the screen.
enum class GuidePart {
  Walk,      // a question, or the result it led to
  Answers,   // 常见问题 of the result, as a list
  Answer,    // and one of them
  TakeAway,  // 带走: the result as a code to scan, and on paper
  NoneFits,  // 都不像
  Help,      // 请工作人员帮忙
};
// Not Answer, which OpenAnswer opens.
struct OpenGuidePart {
  GuidePart part = GuidePart::Walk;
  bool operator==(const OpenGuidePart&) const = default;
};
struct OpenAnswer {
  std::size_t index = 0;  // of the list
  bool operator==(const OpenAnswer&) const = default;
};
// 返回: one step; from the first question to residents' home.
struct BackInGuide {
  bool operator==(const BackInGuide&) const = default;
};
// 打印: the result.
struct PrintGuideSlip {
  bool operator==(const PrintGuideSlip&) const = default;
};
// The answer to FrameView::still_there.
struct StayHere {
  bool operator==(const StayHere&) const = default;
};
// 用完了: everything of the visit is wiped.
struct EndVisit {
  bool operator==(const EndVisit&) const = default;
};
// 听一听: what the screen says, in the order in which it is read, is to be said aloud. Words that
// are kept secret are never among them.
struct Listen {
  std::vector<std::string> words;
  bool operator==(const Listen&) const = default;
};
struct StopListening {
  bool operator==(const StopListening&) const = default;
};
// For as long as they stay, from the next sentence on.
struct SetSpeechSpeed {
  SpeechSpeed speed = SpeechSpeed::Usual;
  bool operator==(const SetSpeechSpeed&) const = default;
};
// 工作人员, on residents' screens: to staff's home screen, as this person. At once, or, where they
// have a PIN, once it was given.
struct EnterStaff {
  std::string staff;  // empty only where the content names nobody
  bool operator==(const EnterStaff&) const = default;
};
// 查一查: the answer to the question that got this receipt.
struct LookUpAnswer {
  ReceiptDigits receipt;
  bool operator==(const LookUpAnswer&) const = default;
};
// From what a look-up showed back to the number; what was found is let go of.
struct LeaveAnswer {
  bool operator==(const LeaveAnswer&) const = default;
};
// From an answer that was read to the faces for it.
struct RateAnswer {
  bool operator==(const RateAnswer&) const = default;
};
// 评一评: a face was tapped, for what the screen asks about. It confirms what was written besides.
struct GiveRating {
  domain::Face face = domain::Face::Great;
  QuestionHandle words{};  // none: nothing was
  bool operator==(const GiveRating&) const = default;
};
// 说一句: a word besides the face, before it.
struct WriteRating {
  bool operator==(const WriteRating&) const = default;
};
// 下一步 under the word, back to the faces: looked at, and kept nowhere.
struct OfferRatingWords {
  QuestionHandle words;
  bool operator==(const OfferRatingWords&) const = default;
};
// 返回 from it: without a word.
struct LeaveRatingWords {
  bool operator==(const LeaveRatingWords&) const = default;
};
// 留言提问: what it is about.
struct ChooseAskTopic {
  std::string topic;  // catalogue id, or empty: 说不上来
  bool operator==(const ChooseAskTopic&) const = default;
};
// 下一步 under the words, and under how to be reached: looked at, and kept nowhere.
struct OfferAskWords {
  QuestionHandle words;
  bool operator==(const OfferAskWords&) const = default;
};
struct OfferAskContact {
  QuestionHandle words;
  bool operator==(const OfferAskContact&) const = default;
};
// Back to an earlier step of what is not sealed yet.
struct ReturnToAskStep {
  AskStep step = AskStep::Topic;
  bool operator==(const ReturnToAskStep&) const = default;
};
// 撤回: what the question shown says is erased. Only for kWithdrawMilliseconds.
struct WithdrawQuestion {
  bool operator==(const WithdrawQuestion&) const = default;
};
// 修改: it is withdrawn, and written once more; what it said nobody here knows any more.
struct RewriteQuestion {
  bool operator==(const RewriteQuestion&) const = default;
};
// A leaflet of the shelf, from its beginning.
struct OpenLeaflet {
  std::string id;
  bool operator==(const OpenLeaflet&) const = default;
};
// 下一格, 上一格: so many panels or pages on, past the last one to where it is from.
struct TurnLeaf {
  int by = 0;
  bool operator==(const TurnLeaf&) const = default;
};
// 放大, 缩小: of pages; 0 fits the width, nothing is shown smaller.
struct ZoomLeaf {
  int step = 0;
  bool operator==(const ZoomLeaf&) const = default;
};
// 看整页: of a comic, all its panels.
struct ShowWhole {
  bool whole = false;
  bool operator==(const ShowWhole&) const = default;
};

// 带走, from where a comic ends: its words as codes, or back from them.
struct ShowLeafletCode {
  bool shown = false;
  bool operator==(const ShowLeafletCode&) const = default;
};

using Intent = std::variant<
    GoTo, OpenOuting, AnswerDay, AnswerClock, CloseOuting, AnswerResume, ChangeStaff, AskPin,
    EnterPin, LeavePin, Unlock, HandOut, ScanBarcode, RecordConsultation, BeginQuestion,
    LeaveQuestion, PrintReceipt, FinishReceipt, RecordStock, RecordNoneBack, ExplainDifference,
    UndoLast, Correct, BeginReplacement, ReplaceConsultation, RecordSheet, CheckSheetFile,
    LeaveSheetFile, ImportSheetFile, RecordAgain, SettleReturned, PrintSlip, SyncNow, WriteToStick,
    RollBackContent, TurnPage, FitRoom, ChooseFilter, BeginPractice, EndPractice, DismissNotice,
    SetLanguage, SetTypeSize, SetContrast, SetGloves, SetSounds, OpenToResidents, BeginVisit,
    ChooseGuide, OpenGuidePart, OpenAnswer, BackInGuide, PrintGuideSlip, StayHere, EndVisit,
    EnterStaff, Listen, StopListening, SetSpeechSpeed, LookUpAnswer, LeaveAnswer, RateAnswer,
    GiveRating, WriteRating, OfferRatingWords, LeaveRatingWords, ChooseAskTopic, OfferAskWords,
    OfferAskContact, ReturnToAskStep, WithdrawQuestion, RewriteQuestion, OpenLeaflet, TurnLeaf,
    ZoomLeaf, ShowWhole, ShowLeafletCode>;

}  // namespace outreach::core
