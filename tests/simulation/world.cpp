#include "tests/simulation/world.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "platform/crypto/crypto.h"
#include "sync/journal/schema.h"
#include "sync/ledger/intake.h"
#include "tests/simulation/disk_vfs.h"

namespace outreach::simulation {
namespace {

// From eight in the morning for so long people come to a stall.
constexpr std::int64_t kMorning = 8 * kHour;
constexpr std::int64_t kMarket = 5 * kHour;
// Once faults have stopped everything has arrived within this: far longer than the longest wait of
// any table, as nobody need be at the kiosk.
constexpr std::int64_t kArrivalMost = 3 * kHour;

Bytes empty_database(const std::string& folder, Result<void> (*prepare)(sqlite::Database&)) {
  Disk disk(folder);
  {
    auto database = given(sqlite::Database::open(folder + "/made.sqlite", {}), "making tables");
    require(prepare(database).has_value(), "making tables");
  }
  return disk.image().at("made.sqlite");
}

}  // namespace

Workshop::Workshop() {
  register_disk_vfs();
  require(crypto::initialise().has_value(), "crypto");
  for (int i = 0; i < 2 * kKiosksMost; ++i) {
    std::filesystem::create_directory(folder("kiosk-" + std::to_string(i)));
  }
  for (const char* name : {"county", "second", "backups"}) {
    std::filesystem::create_directory(folder(name));
  }
  empty_journal_ = empty_database(folder("journal"), journal::prepare_schema);
  empty_ledger_ = empty_database(folder("ledger"), ledger::prepare_ledger_schema);
}

World::World(const Workshop& workshop, const WorldOptions& options, Trace& trace,
             Coverage& coverage)
    : workshop_(workshop), options_(options), around_(options.seed, trace, coverage) {
  seed_sqlite(options.seed);
  Dice& dice = around_.dice;
  lives_ = options.kiosks > 0 ? options.kiosks : static_cast<int>(1 + dice.below(3));
  days_ = options.days > 0 ? options.days : static_cast<int>(2 + dice.below(3));
  choose_faults();
  if (has(Row::C3)) {
    constexpr std::array kBorders{std::chrono::year{2038} / 1 / 18,
                                  std::chrono::year{2128} / 2 / 27,
                                  std::chrono::year{2099} / 12 / 30};
    around_.first_day =
        std::chrono::sys_days{kBorders.at(dice.below(kBorders.size()))} - std::chrono::hours{8};
    coverage.hit(Row::C3);
  }
  for (const char* name : {"county", "backups", "second"}) {
    disks_.push_back(std::make_unique<Disk>(workshop.folder(name)));
  }
  county_ = std::make_unique<County>(around_, *disks_[0], *disks_[1]);
  second_ = std::make_unique<County>(around_, *disks_[2], *disks_[1]);
  // One in sixteen is founded from nothing, by the product.
  const bool from_nothing = dice.once_in(16);
  county_->found(from_nothing ? Bytes() : workshop.empty_ledger());
  servers_.county = county_.get();
  servers_.while_slow = [this] {
    if (!newest_stick_.empty() && around_.dice.once_in(3)) {
      around_.schedule.after(kSecond, [this] { import_copy(newest_stick_, Row::S5); });
    }
  };
  for (int i = 0; i < lives_; ++i) {
    add_kiosk("machine-id=" +
              to_hex(crypto::sha256(ByteView(reinterpret_cast<const std::uint8_t*>(&i), sizeof(i))))
                  .substr(0, 32))
        .prepare(from_nothing ? Bytes() : workshop.empty_journal());
  }
}

World::~World() {
  // First, for whoever waits there is told, on his own line.
  county_->stop();
  second_->stop();
  kiosks_.clear();
}

Kiosk& World::add_kiosk(const std::string& machine) {
  const std::string number = std::to_string(kiosks_.size());
  disks_.push_back(std::make_unique<Disk>(workshop_.folder("kiosk-" + number)));
  kiosks_.push_back(std::make_unique<Kiosk>(around_, servers_, faults_, truth_, *disks_.back(),
                                            "kiosk-" + number, machine));
  return *kiosks_.back();
}

Kiosk& World::some_kiosk() {
  return *kiosks_[around_.dice.below(kiosks_.size())];
}

// More often while the stall is open.
std::int64_t World::some_time(std::int64_t day_start) {
  Dice& dice = around_.dice;
  return day_start +
         (dice.once_in(3) ? dice.between(0, kDay - 1) : kMorning + dice.between(0, kMarket));
}

void World::run() {
  for (int day = 0; day < days_; ++day) {
    // The winter is between the second day, whose acks tell of a backup, and the third.
    const std::int64_t start = day * kDay + (has_winter_ && day >= 2 ? 33 * kDay : 0);
    around_.schedule.run_until(start);
    plan_day(start);
    around_.schedule.run_until(start + kDay - 1);
    end_of_day();
  }
  stop_faults();
  last_morning();
  deliver_all();
  final_checks();
}

void World::plan_day(std::int64_t start) {
  for (const auto& kiosk : kiosks_) {
    plan_stall(*kiosk, start);
  }
  plan_faults(start);
}

void World::plan_stall(Kiosk& kiosk, std::int64_t start) {
  Dice& dice = around_.dice;
  const std::int64_t opens = start + kMorning - dice.between(0, kHour);
  around_.schedule.at(opens, [this, &kiosk] {
    if (has(Row::C1) && around_.dice.once_in(2)) {
      jump_clock(kiosk);
    }
    kiosk.start();
    if (!kiosk.is_enrolled() && !is_offline_ && !kiosk.enrol(*county_)) {
      around_.schedule.after(kHour, [this, &kiosk] { (void)kiosk.enrol(*county_); });
    }
  });
  for (std::int64_t taps = dice.between(4, 14); taps > 0; --taps) {
    around_.schedule.at(start + kMorning + dice.between(0, kMarket), [&kiosk] { kiosk.tap(); });
  }
  if (dice.once_in(2)) {
    around_.schedule.at(start + kMorning + kMarket, [&kiosk] { kiosk.close_outing(); });
  }
  if (has(Row::P8)) {
    around_.schedule.at(start + kMorning + kMarket + kHour, [&kiosk] { kiosk.prune(); });
  }
  if (dice.once_in(2)) {
    around_.schedule.at(start + 20 * kHour, [&kiosk] { kiosk.stop(); });
  }
}

void World::end_of_day() {
  around_.trace.note(around_.now(), "world", "the day ends", entries());
  for (const auto& kiosk : kiosks_) {
    kiosk->check();
  }
  if (county_->is_running() && !around_.schedule.is_empty()) {
    county_->check_promises();
    check_whole(county_->database(), "county");
  }
  // The office's backup is made in the evening, where anybody cares.
  if ((has(Row::S1) || has(Row::P8) || has(Row::S9) || around_.dice.once_in(8)) &&
      county_->is_running()) {
    (void)county_->back_up();
  }
}

// From here on nothing fails any more; clocks stay as wrong as they are.
void World::stop_faults() {
  around_.faults_stopped = true;
  servers_.second_answers = false;
  county_->disk().forget_faults();
  county_->disk().lie_about_syncs(false);
  county_->unlock_database();
  for (const auto& kiosk : kiosks_) {
    kiosk->disk().forget_faults();
    kiosk->stall_disk(0);
  }
  // What is still on its way arrives first, however late.
  around_.schedule.run_until(around_.now() + 6 * kDay);
  county_->start();
}

// Staff come and start every machine, enrol what the county does not know any more, and record one
// more thing each.
void World::last_morning() {
  for (const auto& kiosk : kiosks_) {
    kiosk->stop();
    around_.schedule.run_until(around_.now() + kMinute);
    kiosk->start();
  }
  around_.schedule.run_until(around_.now() + 2 * kHour);
  for (const auto& kiosk : kiosks_) {
    require(kiosk->is_running(), "a kiosk on a sound disk does not start",
            [&] { return kiosk->name(); });
    come_to_the_county(*kiosk);
    kiosk->tap();
    around_.schedule.run_until(around_.now() + kMinute);
    // One that had nothing to send asked nobody: only now does its screen say what is wrong.
    come_to_the_county(*kiosk);
    kiosk->tap();
  }
}

void World::come_to_the_county(Kiosk& kiosk) {
  if (kiosk.lacks_address()) {
    require(kiosk.learn_address(*county_), "a kiosk does not learn where its county is",
            [&] { return kiosk.name(); });
    around_.schedule.run_until(around_.now() + kMinute);
  }
  if (!kiosk.is_enrolled() || (kiosk.is_held() && !kiosk.is_revoked)) {
    bool is_enrolled = kiosk.enrol(*county_);
    if (!is_enrolled && !county_->is_running()) {
      // Its disk had failed, and nobody had asked anything of it since. It is started again.
      around_.schedule.run_until(around_.now() + kHour);
      is_enrolled = kiosk.enrol(*county_);
    }
    require(is_enrolled, "a kiosk cannot be enrolled", [&] { return kiosk.name(); });
  }
}

// I6.
void World::deliver_all() {
  std::uint64_t requests_before = 0;
  std::uint64_t bytes_before = 0;
  for (const auto& kiosk : kiosks_) {
    requests_before += kiosk->link().requests();
    bytes_before += kiosk->link().bytes_sent();
  }
  const std::int64_t until = around_.now() + kArrivalMost;
  const auto all_settled = [&] {
    return std::all_of(kiosks_.begin(), kiosks_.end(),
                       [](const auto& kiosk) { return kiosk->is_settled() || kiosk->is_revoked; });
  };
  while (!all_settled() && !around_.schedule.is_empty() && around_.schedule.next_time() <= until) {
    around_.schedule.run_next();
  }
  require(all_settled(), "I6: not everything arrived after the faults stopped",
          [&] { return state_of_kiosks(); });
  for (const auto& kiosk : kiosks_) {
    if (!kiosk->is_revoked && kiosk->rests()) {
      around_.trace.note(around_.now(), kiosk->name(), "an ended epoch rests", kiosk->waiting());
    }
  }
  std::uint64_t requests = 0;
  std::uint64_t bytes = 0;
  for (const auto& kiosk : kiosks_) {
    requests += kiosk->link().requests();
    bytes += kiosk->link().bytes_sent();
  }
  // A head query and its halvings for each chain, a batch for each, and one more for the last tap.
  const std::uint64_t entries = truth_.size() + 20 * kiosks_.size();
  require(requests - requests_before <= 60 * kiosks_.size(), "I6: too many requests",
          [&] { return std::to_string(requests - requests_before); });
  require(bytes - bytes_before <= 16 * 1024 * kiosks_.size() + 1'024 * entries,
          "I6: too many bytes", [&] { return std::to_string(bytes - bytes_before); });
}

std::string World::state_of_kiosks() const {
  std::string text;
  for (const auto& kiosk : kiosks_) {
    text += kiosk->name() + " " + kiosk->state_in_words() + "; ";
  }
  return text;
}

void World::final_checks() {
  require(county_->is_running(), "the county does not run");
  county_->check_promises();
  check_whole(county_->database(), "county");
  require(county_->database().check_integrity().has_value(), "the county's file is damaged");
  for (const auto& kiosk : kiosks_) {
    kiosk->check();
    kiosk->forgive_what_stays();
    if (kiosk->is_revoked) {
      require(entries_of(kiosk->id()) == held_when_revoked_.at(kiosk->id()),
              "X1: a revoked kiosk's entries were taken", [&] { return kiosk->name(); });
      for (const FactNumber number : kiosk->mine()) {
        truth_[number].may_be_missing = true;
      }
    }
  }
  truth_.check_county(county_->database());
  around_.trace.note(around_.now(), "world", "ends", entries());
}

}  // namespace outreach::simulation
