// What the screens of a running stall show: home, 开场次, 发放, 咨询.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/core/leaflet_stock.h"
#include "app/core/view_facts.h"
#include "platform/base/time.h"
#include "sync/domain/catalogue.h"
#include "sync/domain/record.h"
#include "sync/domain/tally.h"

namespace outreach::core {

struct HomeView {
  domain::Totals today;  // of the open outing; zeros when none is open
  std::optional<std::int64_t> minutes_since_ack;
  bool shows_closed = false;  // 今日 shows an outing that is closed
  bool operator==(const HomeView&) const = default;
};

// "还在 1月10日 东关集会 这一场吗？": over the whole screen, whichever it is.
struct ResumeView {
  std::string place;
  Date date{};
  // What the machine's clock says where it is believed; none: it is not, and `clock_doubt` why.
  std::optional<Date> today;
  ClockDoubt clock_doubt = ClockDoubt::None;
  bool operator==(const ResumeView&) const = default;
};

// The county's plan reaches the screen from the day before by a believed clock until so many days
// ahead: two weeks of markets.
inline constexpr int kPlannedAhead = 14;

// A place and day of the county's plan, as opening there records it.
struct PlannedChoice {
  domain::OutingOpened outing;
  std::string note;       // may be empty
  bool is_today = false;  // by the clock; never where that is not believed
  bool operator==(const PlannedChoice&) const = default;
};
struct KindChoice {
  std::string id;
  std::string name;
  bool operator==(const KindChoice&) const = default;
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
  // Today's first, then by day. With a clock in doubt all that is not past when this program was
  // built.
  std::vector<PlannedChoice> planned = {};
  std::vector<KindChoice> own_kinds = {};  // the county's, beside the built-in ones
  // "机器的日期不对吗？": today by the clock was called wrong. Over the whole screen.
  bool asks_clock = false;
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
// 还剩: said while few copies of a leaflet are left of what was taken along.
struct FewLeft {
  std::string name;
  std::int64_t copies = 0;
  bool operator==(const FewLeft&) const = default;
};
struct HandoutView {
  std::vector<LeafletTile> tiles;
  std::int64_t copies = 0;  // on this outing
  int page = 0;             // from 0
  int pages = 1;            // six tiles a page
  std::optional<FewLeft> few_left = {};
  bool operator==(const HandoutView&) const = default;
};

// Whether the county could open what is sealed to it.
enum class Sealing {
  NotEnrolled,    // no county knows this machine
  NoCaseworkKey,  // it had no key for questions when this machine was enrolled
  Possible,
};

struct TopicChoice {
  std::string id;
  std::string name;
  std::string icon;
  domain::Pathway pathway = domain::Pathway::GeneralInquiry;
  std::string department;  // id
  // The most used of this topic at this kiosk; before its first use here, what the county's list
  // says. None: nobody says.
  std::optional<domain::Outcome> usual_outcome{};
  bool operator==(const TopicChoice&) const = default;
};
struct DepartmentChoice {
  std::string id;
  std::string name;
  bool operator==(const DepartmentChoice&) const = default;
};
// 改内容: the entry that another takes the place of.
struct ReplacedConsultation {
  domain::Sequence sequence = 0;
  std::string time;  // "10:42"
  std::string staff;
  std::string name;                   // of its topic
  domain::Consultation consultation;  // its people as they count now
  bool operator==(const ReplacedConsultation&) const = default;
};
struct ConsultationView {
  std::vector<TopicChoice> topics;  // most used on this kiosk first, ties in the catalogue's order
  std::vector<DepartmentChoice> departments;
  std::int64_t parties = 0;  // on this outing
  std::int64_t people = 0;
  std::optional<domain::Consultation> previous;  // for 同上一件; without its note
  std::vector<std::string> note_phrases = {};    // what a note can be made of by a tap
  Sealing sealing = Sealing::NotEnrolled;
  std::optional<ReplacedConsultation> replaced = {};  // none: a new one is recorded
  bool operator==(const ConsultationView&) const = default;
};

// 登记详情（封存）. What is typed there is in no view.
struct QuestionView {
  std::string topic;     // its name
  bool sealing = false;  // handed over, and not durable yet
  // "3814 0926 5578": it is durable. Shown until it was taken, and never again. Empty before.
  std::string receipt;
  // Of the receipt, on paper.
  PrinterState printer = PrinterState::None;
  PrintJob job = PrintJob::None;
  PrinterState trouble = PrinterState::None;  // of NotPrinted: how the printer was then
  bool operator==(const QuestionView&) const = default;
};

// 库存 of one leaflet on this outing, taps in flight included. Copies; 0 of the first three: nobody
// said so.
struct StockRow {
  std::string id;
  std::string name;
  std::string cover;  // picture name
  std::int64_t taken_out = 0;
  std::int64_t brought_back = 0;
  std::int64_t spoiled = 0;
  std::int64_t given = 0;
  // At most one of the two: see LeafletStock.
  std::optional<std::int64_t> left = {};
  std::optional<std::int64_t> difference = {};
  struct Explanation {
    bool is_current = false;                      // of the difference as it is now
    std::int64_t difference = 0;                  // it was given for
    std::optional<DifferenceReason> reason = {};  // none: one of a later version
    bool operator==(const Explanation&) const = default;
  };
  std::optional<Explanation> explanation = {};  // the newest; none while there is no difference
  bool none_back = false;                       // that nothing was brought back was said
  bool saving = false;                          // something of its stock is not durable yet
  bool operator==(const StockRow&) const = default;
};
struct StockView {
  std::vector<StockRow> rows;  // of this page, in the catalogue's order
  int page = 0;                // from 0
  int pages = 1;
  bool operator==(const StockView&) const = default;
};

}  // namespace outreach::core
