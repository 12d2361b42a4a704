// One simulated world: a county and its kiosks through a few days of faults, and the morning after,
// when every fault has stopped and everything must arrive.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "sync/protocol/enrolment.h"
#include "sync/protocol/stick.h"
#include "tests/simulation/county.h"
#include "tests/simulation/kiosk.h"
#include "tests/simulation/network.h"
#include "tests/simulation/stick.h"
#include "tests/simulation/surroundings.h"
#include "tests/simulation/truth.h"
#include "tests/support/chain_writer.h"
#include "tests/support/temporary_folder.h"

namespace outreach::simulation {

inline constexpr int kKiosksMost = 8;

// What all worlds of a process share: folders for the locks, which are real ones, and databases
// with tables and nothing in them, as founding one makes them, slowly.
class Workshop {
 public:
  Workshop();
  std::string folder(const std::string& name) const {
    return (place_.path() / name).string();
  }
  const Bytes& empty_journal() const {
    return empty_journal_;
  }
  const Bytes& empty_ledger() const {
    return empty_ledger_;
  }

 private:
  testing::TemporaryFolder place_;
  Bytes empty_journal_;
  Bytes empty_ledger_;
};

struct WorldOptions {
  std::uint64_t seed = 1;
  int kiosks = 0;  // 0: one to three, by the seed
  int days = 0;    // 0: two to four
};

class World {
 public:
  World(const Workshop& workshop, const WorldOptions& options, Trace& trace, Coverage& coverage);
  ~World();
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  // Throws a Violation.
  void run();
  // What `run` ends with, again: of the county as it is now.
  void final_checks();
  County& county() {
    return *county_;
  }
  // Of the kiosks with a life of their own; copies of one are not counted.
  int lives() const {
    return lives_;
  }
  std::int64_t entries() const {
    return static_cast<std::int64_t>(truth_.size());
  }

 private:
  Kiosk& add_kiosk(const std::string& machine);
  void choose_faults();
  bool has(Row fault) const {
    return faults_.contains(fault);
  }
  Kiosk& some_kiosk();
  std::int64_t some_time(std::int64_t day_start);
  void plan_day(std::int64_t start);
  void plan_stall(Kiosk& kiosk, std::int64_t start);
  void plan_faults(std::int64_t start);
  void plan(Row row, std::int64_t start, std::uint64_t times_most,
            const std::function<void(std::int64_t)>& fault);
  void plan_weather(std::int64_t start);
  void plan_machine_faults(std::int64_t start);
  void plan_program_faults(std::int64_t start);
  void plan_data_faults(std::int64_t start);
  void plan_clock_faults(std::int64_t start);
  void plan_county_faults(std::int64_t start);
  void plan_office_acts(std::int64_t start);
  std::function<void(std::int64_t)> at_kiosk(const std::function<void(Kiosk&)>& fault);
  std::function<void(std::int64_t)> at_county(const std::function<void()>& fault);
  void plan_strangers(std::int64_t start);
  void plan_sticks(std::int64_t start);
  void jump_clock(Kiosk& kiosk);
  void clone(Kiosk& original);
  void forge();
  void poison();
  bool enrol_stranger(const testing::ChainWriter& stranger, testing::SeededRandom& random,
                      const std::string& name);
  bool send_all(const testing::ChainWriter& stranger, testing::SeededRandom& random,
                const char* otherwise);
  void revoke(Kiosk& kiosk);
  void meet_hostile_bytes();
  void post_garbage();
  void send_hostile_chain();
  void flood();
  void meet_older_and_newer(Kiosk& kiosk);
  void begin_tour();
  void visit(Stick& stick, Kiosk& kiosk);
  void note_carried(Stick& stick, const Kiosk::Carried& carried);
  void harm(Stick& stick);
  void arrive_at_office(const std::shared_ptr<Stick>& stick);
  void prepare_office();
  void import(Stick& stick);
  void note_what_it_carried(const Stick& stick, const ledger::StickImport& taken);
  void leave_office(const std::shared_ptr<Stick>& stick);
  void import_copy(const std::map<std::string, Bytes>& files, Row why);
  std::int64_t entries_of(const domain::KioskId& kiosk);
  void come_to_the_county(Kiosk& kiosk);
  void everybody_at_once();
  void end_of_day();
  void stop_faults();
  void last_morning();
  void deliver_all();
  std::string state_of_kiosks() const;

  const Workshop& workshop_;
  WorldOptions options_;
  Surroundings around_;
  Faults faults_;
  Truth truth_;
  Servers servers_;
  std::vector<std::unique_ptr<Disk>> disks_;
  std::unique_ptr<County> county_;
  std::unique_ptr<County> second_;
  std::vector<std::unique_ptr<Kiosk>> kiosks_;
  int lives_ = 0;
  int days_ = 0;
  bool has_winter_ = false;
  bool poisoned_ = false;
  bool was_hostile_ = false;
  bool has_couriers_ = false;
  bool is_offline_ = false;  // no kiosk reaches the county until the last morning
  // Of the newest stick that came to the office, and of one before it.
  std::map<std::string, Bytes> newest_stick_;
  std::map<std::string, Bytes> older_stick_;
  // What the county held of a kiosk when it was revoked.
  std::map<domain::KioskId, std::int64_t> held_when_revoked_;
};

}  // namespace outreach::simulation
