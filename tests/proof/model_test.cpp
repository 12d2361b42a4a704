// Long because each command stands once for the journal and once for the model.
// Random lives of a kiosk, with power cuts, restored images, other machines, epochs, acks, pruning
// and erasures, against a model in memory. rapidcheck prints the seed and makes a failing life as
// short as it can.
#include "tests/proof/model.h"

#include <array>
#include <cstdlib>
#include <iostream>
#include <map>
#include <rapidcheck.h>
#include <sstream>
#include <string>
#include <vector>

#include "platform/machine/machine.h"
#include "tests/proof/proof_kiosk.h"
#include "tests/support/catch.h"

namespace outreach::testing {
namespace {

using domain::EpochReason;
using journal::Draft;
using journal::Sequence;

enum class Step : std::uint8_t {
  OpenOuting,
  Handout,
  Consultation,
  Question,
  Stock,
  Remark,
  Resident,
  Correct,
  Undo,
  Erase,
  Close,
  Import,
  Acknowledge,
  Prune,
  Restart,
  RestoreImage,
  ChangeMachine,
  BeginEpoch,
  CutPower,
};
constexpr int kSteps = 19;

// What a step is about comes from two numbers, taken modulo whatever there is: any command fits any
// life, so that a life stays possible when it is made shorter.
struct Command {
  Step step = Step::OpenOuting;
  unsigned first = 0;
  unsigned second = 0;
};

void showValue(const Command& command, std::ostream& out) {  // NOLINT: rapidcheck's name
  constexpr std::array kNames{"OpenOuting",    "Handout",    "Consultation", "Question",
                              "Stock",         "Remark",     "Resident",     "Correct",
                              "Undo",          "Erase",      "Close",        "Import",
                              "Acknowledge",   "Prune",      "Restart",      "RestoreImage",
                              "ChangeMachine", "BeginEpoch", "CutPower"};
  static_assert(kNames.size() == kSteps);
  out << kNames[static_cast<std::size_t>(command.step)] << " (" << command.first << ", "
      << command.second << ")";
}

// Erasing, pruning and taking over need something that was recorded, so recording comes more often.
rc::Gen<Command> any_command() {
  // Ranges grow with the size of a life otherwise, and the last steps never come.
  const auto any_of = [](int below) {
    return rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, below));
  };
  return rc::gen::map(rc::gen::tuple(any_of(kSteps + 8), any_of(500), any_of(500)),
                      [](const std::tuple<int, int, int>& given) {
                        const int step = std::get<0>(given);
                        return Command{
                            static_cast<Step>(step < kSteps ? step : 1 + (step - kSteps) % 5),
                            static_cast<unsigned>(std::get<1>(given)),
                            static_cast<unsigned>(std::get<2>(given))};
                      });
}

Bytes sealed_words(std::uint64_t number) {
  SeededRandom random(number);
  const auto bytes = random.array<80>();
  return Bytes(bytes.begin(), bytes.end());
}

class Life {
 public:
  Life() : kiosk_(folder_.path()) {
    kiosk_.options.machine = machine(0);
    kiosk_.open();
    begin_chain();
  }

  void run(const Command& command) {
    switch (command.step) {
      case Step::Acknowledge:
        acknowledge(command);
        break;
      case Step::Prune:
        prune();
        break;
      case Step::Restart:
        restart({});
        break;
      case Step::RestoreImage:
        restore_image(command.first % 2 == 0);
        break;
      case Step::ChangeMachine:
        kiosk_.options.machine = machine(++machines_);
        restart(EpochReason::OtherMachine);
        break;
      case Step::BeginEpoch:
        begin_epoch(command);
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
    restart({});
    compare();
  }

 private:
  static std::string machine(unsigned number) {
    return write_machine_identity(
        {{"card", std::string(31, '0') + static_cast<char>('0' + number % 10)}});
  }

  // ---- what is recorded ----

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
    if (command.step == Step::Correct || command.step == Step::Undo ||
        command.step == Step::Erase) {
      return about_earlier(command, amount);
    }
    const auto outings = model_.those([&](const ModelThing& thing) {
      return thing.is_outing && thing.epoch == model_.chain().id.epoch;
    });
    const Sequence outing =
        outings.empty() ? 0 : model_.things[outings[command.first % outings.size()]].sequence;
    if (command.step == Step::Question) {
      return {{{domain::Question{"land", sealed_words(model_.things.size() + 1)},
                domain::kStaffSelfService,
                {}},
               command.second % 2 == 0 ? 0 : outing}};
    }
    if (command.step == Step::Remark) {
      return {settled_draft(command.second % 2 == 0 ? 0 : outing, 0)};
    }
    if (command.step == Step::Resident) {
      const Sequence in = command.second % 2 == 0 ? 0 : outing;
      return {command.first % 2 == 0
                  ? rating_draft(in, domain::kFaces[command.second % domain::kFaces.size()])
                  : reading_draft(in, 10 * amount, amount % (domain::kTakeAwaysMax + 1))};
    }
    if (outing == 0) {
      return {};
    }
    if (command.step == Step::Stock) {
      return {stock_draft(outing, amount,
                          domain::kStockMovements[command.first % domain::kStockMovements.size()])};
    }
    return {command.step == Step::Handout        ? handout_draft(outing, amount)
            : command.step == Step::Consultation ? consultation_draft(outing, amount)
                                                 : closing_draft(outing)};
  }

  std::vector<Draft> about_earlier(const Command& command, int amount) const {
    const bool erases = command.step == Step::Erase;
    const auto targets = model_.those([&](const ModelThing& thing) {
      const bool may_be_erased = !thing.is_outing && !thing.is_stock && !thing.is_erased;
      return !thing.is_left && (erases ? may_be_erased : !thing.is_of_resident);
    });
    if (targets.empty()) {
      return {};
    }
    const ModelThing& target = model_.things[targets[command.first % targets.size()]];
    std::optional<domain::EpochId> epoch;
    if (target.epoch != model_.chain().id.epoch) {
      epoch = target.epoch;
    }
    if (erases) {
      return {{{domain::Erasure{target.sequence, domain::ErasureReason::PersonAsked, epoch},
                "王五",
                {}},
               0}};
    }
    const int corrected = command.step == Step::Undo ? 0 : amount % (target.most + 1);
    Draft draft = correction_draft(0, target.sequence, target.amount, corrected);
    std::get<domain::Correction>(draft.record.content).epoch = epoch;
    return {draft};
  }

  void note(const std::vector<Draft>& drafts) {
    const Sequence first = model_.chain().recorded + 1;
    for (const Draft& draft : drafts) {
      const bool is_new = draft.outing >= journal::kOutingOfThisAppend;
      model_.note(draft, is_new ? first : draft.outing);
    }
  }

  void record(const std::vector<Draft>& drafts) {
    if (!drafts.empty()) {
      kiosk_.must_save(drafts);
      note(drafts);
    }
  }

  // ---- the county ----

  void acknowledge(const Command& command) {
    const std::size_t which = (command.first / 7) % model_.chains.size();
    ModelChain& chain = model_.chains[which];
    if (chain.recorded == 0) {
      return;
    }
    kiosk_.clock.set_wall(kiosk_.clock.now().wall +
                          std::chrono::hours(24 * 15 * (command.second % 3)));
    const Sequence through = 1 + command.first % chain.recorded;
    const Sequence archived = command.second % (through + 1);
    const auto entry = invariants::given(journal::read_entries(
        kiosk_.journal->database(), chain.number, through, 1, std::size_t{1} << 20));
    const WallTime now = kiosk_.clock.now().wall;
    const auto stored = kiosk_.journal->record_ack(
        {chain.number, through, entry.at(0).hash, archived, {}, now, Bytes{1, 2, 3}, false});
    RC_ASSERT(stored.has_value());
    chain.acknowledge(through, archived, now);  // an older ack takes nothing back
    kiosk_.promises.acknowledged[chain.number] = chain.acknowledged;
  }

  void prune() {
    RC_ASSERT(kiosk_.journal->prune().has_value());
    for (ModelChain& chain : model_.chains) {
      chain.prune();
    }
  }

  // ---- the machine ----

  void restart(std::optional<EpochReason> expected) {
    const auto outing = outing_under_way();
    kiosk_.close();
    kiosk_.open();
    const auto& began = kiosk_.journal->opening().epoch;
    RC_ASSERT(began.has_value() == expected.has_value());
    if (began) {
      RC_ASSERT(began->reason == *expected);
      RC_ASSERT(began->common == model_.chain().recorded);
      follow(began->common);
      RC_ASSERT(outing_under_way() == outing);
    }
    kiosk_.check();
  }

  // Of a backup that was put back the database does not know the mark beside it.
  void restore_image(bool is_removed) {
    const Path mark = folder_ / journal::kInstallationFile;
    if (is_removed) {
      std::filesystem::remove(mark);
    } else {
      SystemFiles files;
      const auto token = kiosk_.random.array<16>();
      RC_ASSERT(files.write_atomically(mark, token, 0600).has_value());
    }
    restart(EpochReason::Restored);
  }

  // The county has others in the place of what is newer than the common entry, which is none that
  // it has archived.
  void begin_epoch(const Command& command) {
    const ModelChain& chain = model_.chain();
    const Sequence common =
        chain.pruned +
        command.first % (chain.recorded - std::min(chain.recorded, chain.pruned) + 1);
    const auto outing = outing_under_way();
    const auto began = kiosk_.journal->begin_epoch(EpochReason::CountyDiffers, common);
    RC_ASSERT(began.has_value());
    RC_ASSERT(began->previous_head == chain.recorded);
    follow(common);
    RC_ASSERT(outing_under_way() == outing);
    kiosk_.check();
  }

  // While an import is being saved: afterwards it is there whole, or not at all.
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
    RC_ASSERT(!kiosk_.journal->opening().epoch.has_value());
    const Sequence held = kiosk_.journal->head().sequence;
    const Sequence before = model_.chain().recorded;
    const bool is_there = held == before + drafts.size();
    RC_ASSERT((is_there || (held == before && !is_told)));
    if (is_there) {
      note(drafts);
    }
    kiosk_.check();
  }

  // ---- epochs ----

  std::string outing_under_way() {
    const auto open = invariants::given(journal::open_outing(kiosk_.journal->database()));
    return open ? open->outing.place : "none";
  }

  void begin_chain() {
    ModelChain chain{kiosk_.journal->chain_number(), kiosk_.journal->chain()};
    chain.recorded = kiosk_.journal->head().sequence;
    model_.chains.push_back(chain);
  }

  // Where things stand in the new epoch. What was after the common entry is taken over; nothing
  // else moves, but for outings that are opened again.
  void follow(Sequence common) {
    const domain::ChainId old = model_.chain().id;
    model_.chain().end(common);
    auto& acknowledged = kiosk_.promises.acknowledged;
    acknowledged[model_.chain().number] = model_.chain().acknowledged;
    begin_chain();
    std::map<std::pair<domain::EpochId, Sequence>, Sequence> places;
    for (const journal::Entry& entry : invariants::all_entries(
             kiosk_.journal->database(),
             invariants::given(journal::chains(kiosk_.journal->database())).back())) {
      const auto decoded = domain::decode_body(entry.envelope.kind, entry.body.value_or(Bytes{}));
      const auto* record = std::get_if<domain::Record>(&decoded);
      if (record != nullptr && record->origin) {
        places[{record->origin->epoch, record->origin->sequence}] = entry.envelope.sequence;
      }
    }
    for (ModelThing& thing : model_.things) {
      // The origin is the first place, or of an outing any.
      auto place = places.end();
      for (const auto& stood : thing.stood) {
        place = place == places.end() ? places.find(stood) : place;
      }
      const bool was_after = thing.epoch == old.epoch && thing.sequence > common;
      // Erased or pruned, or an outing that nothing taken over belongs to any more.
      RC_ASSERT((!was_after || place != places.end() || thing.is_erased || thing.is_left));
      if (place != places.end()) {
        RC_ASSERT((was_after || thing.is_outing));
        thing.epoch = model_.chain().id.epoch;
        thing.sequence = place->second;
        thing.stood.emplace_back(thing.epoch, thing.sequence);
      } else if (was_after) {
        thing.is_left = true;
      }
    }
  }

  void compare() {
    RC_ASSERT(kiosk_.journal->head().sequence == model_.chain().recorded);
    sqlite::Database& database = kiosk_.journal->database();
    RC_ASSERT(invariants::given(journal::tally(database, {}, {})).totals == model_.totals());
    const auto again = invariants::count_again(database, kiosk_.promises.witness);
    RC_ASSERT((!again || *again == model_.totals()));
    RC_ASSERT(invariants::given(database.integer("SELECT COUNT(*) FROM question WHERE amount>0")) ==
              model_.questions());
    RC_ASSERT(invariants::given(database.integer("SELECT COALESCE(SUM(copies),0) FROM stock")) ==
              model_.stock());
    Sequence recorded = 0;
    Sequence acknowledged = 0;
    for (const ModelChain& chain : model_.chains) {
      recorded += chain.recorded;
      acknowledged += chain.acknowledged;
    }
    const auto counts = invariants::given(journal::count_delivery(database));
    RC_ASSERT(counts.recorded == static_cast<std::int64_t>(recorded));
    RC_ASSERT(counts.acknowledged == static_cast<std::int64_t>(acknowledged));
    const auto rows = invariants::given(journal::chains(database));
    RC_ASSERT(rows.size() == model_.chains.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      RC_ASSERT(rows[i].id == model_.chains[i].id);
      RC_ASSERT(rows[i].pruned_through == model_.chains[i].pruned);
    }
    compare_bodies(database);
  }

  // Bodies that are to be gone are; the others are there (kiosk_.check() looks at what they say).
  void compare_bodies(sqlite::Database& database) {
    RC_ASSERT(invariants::given(database.integer(
                  "SELECT COUNT(*) FROM entry e JOIN chain c ON c.number=e.chain WHERE e.body IS "
                  "NOT NULL AND (e.sequence<=c.pruned_through AND e.kind<>'remark' OR "
                  "EXISTS(SELECT 1 FROM erased x "
                  "WHERE x.chain=e.chain AND x.sequence=e.sequence))")) == 0);
    std::vector<std::string> erased;
    for (std::size_t i = 0; i < model_.things.size(); ++i) {
      const ModelThing& thing = model_.things[i];
      if (thing.is_question && thing.is_erased && ++seen_erased_[i] == 1) {
        erased.push_back(to_hex(sealed_words(i + 1)));
      }
      if (thing.is_erased) {
        const auto chain =
            std::find_if(model_.chains.begin(), model_.chains.end(),
                         [&](const ModelChain& one) { return one.id.epoch == thing.epoch; });
        RC_ASSERT(invariants::is_erased(database, chain->number, thing.sequence));
      }
    }
    if (!erased.empty()) {
      invariants::check_words_are_nowhere(folder_.path(), erased);
    }
  }

  TemporaryFolder folder_;
  ProofKiosk kiosk_;
  Model model_;
  unsigned machines_ = 0;
  std::map<std::size_t, int> seen_erased_;
};

TEST_CASE("Model: a journal does what a list in memory does, whatever its life", "[proof]") {
  constexpr int kLivesBounded = 60;
  constexpr int kLivesLong = 2'000;
  const int lives = is_long_run() ? kLivesLong : kLivesBounded;
  std::ostringstream settings;
  settings << "seed=" << Catch::getSeed() << " max_success=" << lives << " max_size=60";
  REQUIRE(setenv("RC_PARAMS", settings.str().c_str(), 1) == 0);
  std::map<Step, std::size_t> steps;
  std::size_t all = 0;
  const bool held = rc::check("a journal is a list that survives", [&] {
    const auto commands = *rc::gen::container<std::vector<Command>>(any_command());
    Life life;
    for (const Command& command : commands) {
      life.run(command);
      ++steps[command.step];
      ++all;
    }
    life.end();
  });
  CHECK(held);
  CHECK(steps.size() == kSteps);
  std::cout << "model: " << lives << " lives, " << all << " steps, " << steps[Step::RestoreImage]
            << " restored images, " << steps[Step::ChangeMachine] << " other machines, "
            << steps[Step::BeginEpoch] << " epochs taken over, " << steps[Step::Prune]
            << " prunings, " << steps[Step::Erase] << " erasures, " << steps[Step::CutPower]
            << " power cuts, seed " << Catch::getSeed() << "\n";
}

}  // namespace
}  // namespace outreach::testing
