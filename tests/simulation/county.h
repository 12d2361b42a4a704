// The county's machine: the product's ledger on a disk that fails, a program that is killed, a
// backup that is put back, and a server that lies.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "platform/http/transport.h"
#include "sync/journal/journal.h"
#include "sync/ledger/ledger.h"
#include "sync/protocol/ack.h"
#include "tests/simulation/disk.h"
#include "tests/simulation/disk_files.h"
#include "tests/simulation/surroundings.h"
#include "tests/support/seeded_random.h"

namespace outreach::simulation {

inline const std::string kCountyUrl = "http://county.example";

class County {
 public:
  // `folder` and `backups`: each on a disk of its own.
  County(Surroundings& around, Disk& disk, Disk& backups);

  void found(const Bytes& empty_ledger);
  bool is_running() const {
    return ledger_.has_value();
  }
  // Nothing: nobody answers.
  std::optional<http::Answer> receive(const std::string& method, const std::string& path,
                                      const Bytes& body);
  std::string new_code(const std::string& kiosk_name);
  const ledger::CountyKeys& keys() const {
    return *keys_;
  }
  sqlite::Database& database() {
    return ledger_->database();
  }
  MachineClock& clock() {
    return clock_;
  }
  Disk& disk() {
    return disk_;
  }

  // Each starts it again after a while; false: it does not run.
  void kill();
  void cut_power(Disk::Fate fate);
  void start();
  void stop();
  // The power, or the program alone, fails at change `nth` of the disk from now.
  void fail_at_change(std::size_t nth, bool is_power);

  bool back_up();
  bool has_backup() const {
    return !newest_backup_.empty();
  }
  void put_back_backup();
  void lose_database();
  // Until the power goes.
  void lie_about_syncs();
  bool is_lying() const {
    return is_lying_;
  }

  // An ack signed by the county that says more than it holds, or another head.
  http::Answer lying_answer(const protocol::Ack& true_ack, Dice& dice) const;

  // I3, I4: what was ever acknowledged, and not taken back by a person, is there.
  void check_promises();
  // A second server on a copy of this one's disk.
  void copy_to(County& other) const;

 private:
  void note_answer(const ledger::Response& response);
  void forget_promises();
  void check_disk_after_lie();
  void start_later(std::int64_t most);

  Surroundings& around_;
  Disk& disk_;
  Disk& backups_;
  MachineClock clock_;
  testing::SeededRandom random_;
  DiskFiles files_;
  std::optional<ledger::CountyKeys> keys_;
  std::optional<ledger::Ledger> ledger_;
  std::string newest_backup_;
  Bytes empty_ledger_;
  bool cuts_power_ = false;  // what the failing change does
  bool is_lying_ = false;
  int restarts_ = 0;
  std::map<std::pair<domain::KioskId, domain::EpochId>, journal::Head> promised_;
};

}  // namespace outreach::simulation
