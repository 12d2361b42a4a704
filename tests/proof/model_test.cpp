// Random days at a kiosk, with restarts, power cuts, acks and corrections, against a model in
// memory. rapidcheck prints the seed and makes a failing day as short as it can.
#include <cstdlib>
#include <iostream>
#include <rapidcheck.h>
#include <sstream>
#include <string>
#include <vector>

#include "tests/proof/proof_kiosk.h"
#include "tests/support/catch.h"

namespace outreach::testing {
namespace {

using journal::Draft;
using journal::Sequence;

enum class Step : std::uint8_t {
  OpenOuting,
  Handout,
  Consultation,
  Correct,
  Undo,
  Close,
  Import,
  Acknowledge,
  Restart,
  CutPower,
};
constexpr int kSteps = 10;

// What a step is about comes from two numbers, taken modulo whatever there is: any command fits any
// day, so that a day stays possible when it is made shorter.
struct Command {
  Step step = Step::OpenOuting;
  unsigned first = 0;
  unsigned second = 0;
};

void showValue(const Command& command, std::ostream& out) {  // NOLINT: rapidcheck's name
  out << "step " << static_cast<int>(command.step) << " (" << command.first << ", "
      << command.second << ")";
}

rc::Gen<Command> any_command() {
  return rc::gen::map(rc::gen::tuple(rc::gen::inRange(0, kSteps), rc::gen::inRange(0U, 500U),
                                     rc::gen::inRange(0U, 500U)),
                      [](const std::tuple<int, unsigned, unsigned>& given) {
                        return Command{static_cast<Step>(std::get<0>(given)), std::get<1>(given),
                                       std::get<2>(given)};
                      });
}

class Day {
 public:
  Day() : kiosk_(folder_.path()) {
    kiosk_.open();
  }

  void run(const Command& command) {
    switch (command.step) {
      case Step::Acknowledge:
        acknowledge(command);
        break;
      case Step::Restart:
        kiosk_.close();
        kiosk_.open();
        kiosk_.check();
        break;
      case Step::CutPower:
        cut_power(command);
        break;
      default:
        record(drafts_of(command));
        break;
    }
    compare();
  }
  void end() {
    kiosk_.close();
    kiosk_.open();
    kiosk_.check();
    compare();
  }

 private:
  struct Counted {
    Sequence sequence = 0;
    Sequence outing = 0;
    int amount = 0;
    int most = 0;
  };

  std::vector<Draft> drafts_of(const Command& command) const {
    const int amount = 1 + static_cast<int>(command.second % 99);
    if (command.step == Step::OpenOuting) {
      return {outing_draft("第" + std::to_string(command.first) + "集")};
    }
    if (command.step == Step::Import) {
      std::vector<Draft> sheet{outing_draft("补录" + std::to_string(command.first))};
      for (unsigned row = 0; row < command.second % 5; ++row) {
        sheet.push_back(handout_draft(journal::kOutingOfThisAppend, amount));
        sheet.push_back(consultation_draft(journal::kOutingOfThisAppend, 1 + amount % 9));
      }
      return sheet;
    }
    if (outings_.empty()) {
      return {};
    }
    const Sequence outing = outings_[command.first % outings_.size()];
    switch (command.step) {
      case Step::Handout:
        return {handout_draft(outing, amount)};
      case Step::Consultation:
        return {consultation_draft(outing, amount)};
      case Step::Close:
        return {closing_draft(outing)};
      default:
        break;
    }
    if (counted_.empty()) {
      return {};
    }
    const Counted& target = counted_[command.first % counted_.size()];
    const int corrected = command.step == Step::Undo ? 0 : amount % (target.most + 1);
    return {correction_draft(target.outing, target.sequence, target.amount, corrected)};
  }

  // The model's side of it: the entries are there, one after the other.
  void note(const std::vector<Draft>& drafts, Sequence first) {
    for (std::size_t i = 0; i < drafts.size(); ++i) {
      const Sequence sequence = first + i;
      const domain::Content& content = drafts[i].record.content;
      const Sequence outing =
          drafts[i].outing >= journal::kOutingOfThisAppend ? first : drafts[i].outing;
      model_.add({}, sequence, outing, drafts[i].record);
      if (std::holds_alternative<domain::OutingOpened>(content)) {
        outings_.push_back(sequence);
        counted_.push_back({sequence, sequence, 1, 1});
      } else if (const auto* handout = std::get_if<domain::Handout>(&content)) {
        counted_.push_back({sequence, outing, handout->copies, domain::kCopiesMax});
      } else if (const auto* party = std::get_if<domain::Consultation>(&content)) {
        counted_.push_back({sequence, outing, party->people, domain::kPeopleMax});
      } else if (const auto* correction = std::get_if<domain::Correction>(&content)) {
        for (Counted& one : counted_) {
          one.amount = one.sequence == correction->target ? correction->new_amount : one.amount;
        }
      }
    }
    newest_ = first + drafts.size() - 1;
  }

  void record(const std::vector<Draft>& drafts) {
    if (!drafts.empty()) {
      kiosk_.must_save(drafts);
      note(drafts, newest_ + 1);
    }
  }

  void acknowledge(const Command& command) {
    if (newest_ == 0) {
      return;
    }
    const Sequence through = 1 + command.first % newest_;
    RC_ASSERT(kiosk_.take_ack(through).has_value());
    acknowledged_ = std::max(acknowledged_, through);
    // An older ack takes nothing back.
    kiosk_.promises.acknowledged[kiosk_.journal->chain_number()] = acknowledged_;
  }

  // While an entry is being saved: afterwards it is there whole, or not at all.
  void cut_power(const Command& command) {
    const std::vector<Draft> drafts = drafts_of({Step::Import, command.first, command.second});
    kiosk_.disk.cut_in(1 + command.first % 12);
    const bool is_told = kiosk_.save(drafts).has_value();
    kiosk_.close();
    const unsigned seed = command.second;
    kiosk_.disk.power_cut([seed](std::size_t change, std::size_t sector) {
      return SeededRandom(seed * 1'000'003U + change * 1'009U + sector).below(2) == 0;
    });
    kiosk_.clock.reboot();
    kiosk_.open();
    const Sequence held = kiosk_.journal->head().sequence;
    const bool is_there = held == newest_ + drafts.size();
    RC_ASSERT((is_there || (held == newest_ && !is_told)));
    if (is_there) {
      note(drafts, newest_ + 1);
    }
    kiosk_.check();
  }

  void compare() {
    RC_ASSERT(kiosk_.journal->head().sequence == newest_);
    sqlite::Database& database = kiosk_.journal->database();
    RC_ASSERT(invariants::given(journal::tally(database, {}, {})).totals == model_.totals());
    const auto counts = invariants::given(journal::count_delivery(database));
    RC_ASSERT(counts.recorded == static_cast<std::int64_t>(newest_));
    RC_ASSERT(counts.acknowledged == static_cast<std::int64_t>(acknowledged_));
  }

  TemporaryFolder folder_;
  ProofKiosk kiosk_;
  CountedAgain model_;
  std::vector<Sequence> outings_;
  std::vector<Counted> counted_;
  Sequence newest_ = 0;
  Sequence acknowledged_ = 0;
};

TEST_CASE("Model: a journal does what a list in memory does, whatever the day", "[proof]") {
  constexpr int kDaysBounded = 60;
  constexpr int kDaysLong = 3'000;
  const int days = is_long_run() ? kDaysLong : kDaysBounded;
  std::ostringstream settings;
  settings << "seed=" << Catch::getSeed() << " max_success=" << days << " max_size=60";
  REQUIRE(setenv("RC_PARAMS", settings.str().c_str(), 1) == 0);
  std::size_t steps = 0;
  const bool held = rc::check("a journal is a list that survives", [&steps] {
    const auto commands = *rc::gen::container<std::vector<Command>>(any_command());
    Day day;
    for (const Command& command : commands) {
      day.run(command);
      ++steps;
    }
    day.end();
  });
  CHECK(held);
  std::cout << "model: " << days << " days, " << steps << " steps, seed " << Catch::getSeed()
            << "\n";
}

}  // namespace
}  // namespace outreach::testing
