// What the views of several screens say in the same way.
#pragma once

#include <string>

namespace outreach::core {

// 已保存 is said only of what is durable.
enum class SaveState {
  Nothing,  // nothing recorded yet on this outing
  Saving,   // 正在存
  Saved,    // 已保存
  Failed,   // 未保存
};

// The newest action, for the undo bar.
struct LastAction {
  SaveState state = SaveState::Nothing;
  enum class What {
    None,
    Handout,
    Consultation,
    ConsultationChanged,   // 改内容: recorded in another's place; an undo brings the other back
    Question,              // 登记详情, sealed: what it says nobody here knows any more
    Rated,                 // by a resident; which face is theirs to know and the county's
    ReadHere,              // a leaflet, by a resident at the screen
    TakenOut,              // 带出
    BroughtBack,           // 带回
    Spoiled,               // 损耗
    NoneBack,              // 带回 0
    Explained,             // a difference in stock
    ExplanationTakenBack,  // likewise
    Remarked,              // anything else
    Correction,
    CountsAgain,  // an undo that brought back what counted no more
    OutingOpened,
    OutingClosed
  } what = What::None;
  std::string name;  // leaflet or topic name; for a correction, of its target
  int amount = 0;    // copies or people, 0 of what has none; for a correction the change, negative
                     // for an undo
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
  StaffSayWrong,        // people who looked at the date said so
};

// The receipt printer, as far as it says how it is.
enum class PrinterState {
  None,         // not named, not plugged in: nothing to do, counting needs none
  Ready,        // or it does not say
  NoPaper,      //
  CoverOpen,    // also: the roll is being changed
  Failing,      // its own error: cutter stuck, head too hot
  Unreachable,  // off, out of reach, or in use by another program
  Unusable,     // this machine may not use it, or it is none
};

// What came of printing something.
enum class PrintJob {
  None,
  Printing,
  Printed,  // the printer has taken it; whether ink is on paper only a person sees
  NotPrinted,
  NotMade,  // what was to be printed could not be set: no typeface
};

}  // namespace outreach::core
