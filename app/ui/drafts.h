// What a person has chosen on a screen but not yet confirmed. Lives in memory only; leaving the
// screen wipes it, but for a sheet of paper; a lock over the screen does not.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/core/view.h"

namespace outreach::ui {

struct HomeDraft {
  bool showing_more = false;  // 更多
  bool operator==(const HomeDraft&) const = default;
};

struct OpenOutingDraft {
  std::optional<domain::OutingKind> kind;
  std::string other_kind;                    // with OutingKind::Other: one of the county's own
  std::optional<domain::OutingOpened> plan;  // chosen from the county's plan, before any change
  std::optional<Date> date;
  std::string place;
  std::string township;
  std::string staff;
  int place_page = 0;
  int plan_page = 0;
  int kind_page = 0;
  int staff_page = 0;
  bool choosing_date = false;
  bool in_second_step = false;  // on a small panel: what kind and who, instead of where and when
  int months_back = 0;          // the month the calendar shows, counted from today's
  bool operator==(const OpenOutingDraft&) const = default;
};

struct HandoutDraft {
  std::string leaflet;  // id of the chosen tile
  std::string typed;    // digits
  bool operator==(const HandoutDraft&) const = default;
};

struct ConsultationDraft {
  int people = 1;
  std::string typed_people;
  bool typing_people = false;
  std::string topic;
  std::optional<domain::Outcome> outcome;  // chosen by hand
  // Came with the topic, as usual as it was when that was tapped: it must not change under a hand.
  std::optional<domain::Outcome> usual_outcome;
  std::optional<domain::Pathway> pathway;  // only if staff changed what the rule proposes
  std::string department;                  // likewise
  bool changing = false;
  bool in_second_step = false;  // on a small panel: what was done, instead of what about
  std::string note;             // may be recorded as it is, or empty
  bool noting = false;
  std::string typed_note;                     // on the sheet, before 好了
  std::optional<domain::Sequence> replacing;  // the entry it was filled from, see 改内容
  int topic_page = 0;
  int department_page = 0;
  int phrase_page = 0;
  bool operator==(const ConsultationDraft&) const = default;
};

// A resident's words, wiped with the draft: when the screen is left or locks, and when they were
// sealed. Two drafts are the same when they are about the same text, whatever that says.
struct QuestionDraft {
  core::QuestionHandle words;  // none: nothing was typed yet
  bool in_contact = false;     // what is typed goes there
  bool operator==(const QuestionDraft&) const = default;
};

// 查答复. The digits wipe themselves: when the screen is left, and when they found an answer.
struct LookUpDraft {
  core::ReceiptDigits typed;
  bool changed = false;        // since it was looked up
  bool scanned_other = false;  // what was scanned last is no receipt
  int page = 0;                // of the answer
  bool operator==(const LookUpDraft&) const = default;
};

// On the on-screen keyboard (keyboard.h). No character of what is typed is here.
struct KeyboardDraft {
  enum class Layer { Pinyin, Digits, English } layer = Layer::Pinyin;
  bool hidden = false;      // 遮住
  std::size_t skipped = 0;  // of the engine's page of candidates, those 更多 passed over
  std::optional<MonotonicTime> clearing;  // 清空 was tapped once, then
  bool operator==(const KeyboardDraft&) const = default;
};

// 留言提问. The words are wiped with the draft: when the screen is left, when what it is about is
// chosen anew, and when they were sealed.
struct AskDraft {
  core::AskStep step = core::AskStep::Topic;  // that was drawn last
  core::QuestionHandle words;                 // none: nothing was typed yet
  KeyboardDraft keyboard;
  enum class Sure { Nothing, Withdraw, Rewrite } sure = Sure::Nothing;  // what is asked about
  bool operator==(const AskDraft&) const = default;
};

// 评一评's 说一句. Wiped as an AskDraft's words are, and where it was left without them.
struct RateDraft {
  core::QuestionHandle words;  // none: nothing was typed yet
  KeyboardDraft keyboard;
  bool operator==(const RateDraft&) const = default;
};

struct TodayDraft {
  std::optional<domain::Sequence> correcting;
  std::string typed;
  std::optional<domain::CorrectionReason> reason;
  bool operator==(const TodayDraft&) const = default;
};

struct StockDraft {
  std::string leaflet;                            // id of the one whose sheet is open, or empty
  std::optional<domain::StockMovement> movement;  // the cell that was tapped; none: 说明
  std::string typed;                              // digits
  bool operator==(const StockDraft&) const = default;
};

// 补录. Long to type, so it outlives the screen; wiped once it is recorded.
struct SheetDraft {
  OpenOutingDraft outing;                           // its place, kind and day
  std::vector<std::pair<std::string, int>> copies;  // by leaflet, each above 0
  std::vector<domain::Consultation> parties;
  enum class Asking { Nothing, Place, Kind, Copies, Party } asking = Asking::Nothing;
  std::string leaflet;      // whose copies are being typed
  std::string typed;        // digits
  ConsultationDraft party;  // being put together
  int leaflet_page = 0;
  bool sent = false;  // handed over, and not answered yet
  bool operator==(const SheetDraft&) const = default;
};

// Digits on the pad. They wipe themselves.
struct PinDraft {
  enum class Step { Current, New, Again } step = Step::Current;
  core::PinPurpose purpose = core::PinPurpose::SwitchStaff;  // what `step` belongs to
  std::string staff;
  core::PinDigits typed;
  core::PinDigits old;
  core::PinDigits fresh;
  bool differed = false;  // the new one was typed in two ways
  bool operator==(const PinDraft&) const = default;
};

// On the lock screen: 换人.
struct LockDraft {
  bool choosing_staff = false;
  int staff_page = 0;
  bool operator==(const LockDraft&) const = default;
};

struct DeliveryDraft {
  bool closing = false;  // 结束场次 is being asked about
  int page = 0;          // of the cards
  bool operator==(const DeliveryDraft&) const = default;
};

struct ReturnedDraft {
  // The one of which 已处理 is being asked about.
  std::optional<core::SettleReturned> settling;
  bool operator==(const ReturnedDraft&) const = default;
};

struct SlipDraft {
  int page = 0;  // of the paper
  bool operator==(const SlipDraft&) const = default;
};

struct GuideDraft {
  std::string of;  // what of the guide the page is of
  int page = 0;
  bool operator==(const GuideDraft&) const = default;
};

// Taking a leaflet home.
struct ReaderDraft {
  int code = 0;  // that is shown
  bool operator==(const ReaderDraft&) const = default;
};

struct Drafts {
  bool practice = false;
  core::ScreenName screen = core::ScreenName::Home;
  bool choosing_staff = false;
  int staff_page = 0;  // of that choice
  HomeDraft home;
  OpenOutingDraft open_outing;
  HandoutDraft handout;
  ConsultationDraft consultation;  // also while 登记详情 is open, which leads back to it
  QuestionDraft question;
  LookUpDraft look_up;
  AskDraft ask;
  RateDraft rate;
  TodayDraft today;
  DeliveryDraft delivery;
  ReturnedDraft returned;
  StockDraft stock;
  SlipDraft slip;
  SheetDraft sheet;
  PinDraft pin;
  LockDraft lock;
  GuideDraft guide;
  ReaderDraft reader;
  bool operator==(const Drafts&) const = default;
};

}  // namespace outreach::ui
