// The county's machine: the product's ledger on a disk that fails, behind the product's queue, in a
// program that is killed, with a backup that is put back, keys that are rotated, and a server that
// lies.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "platform/http/transport.h"
#include "platform/worker/group_queue.h"
#include "sync/journal/journal.h"
#include "sync/ledger/ledger.h"
#include "sync/ledger/orders.h"
#include "sync/ledger/stick_import.h"
#include "sync/protocol/ack.h"
#include "tests/simulation/disk.h"
#include "tests/simulation/disk_files.h"
#include "tests/simulation/surroundings.h"
#include "tests/support/manual_worker.h"
#include "tests/support/seeded_random.h"

namespace outreach::simulation {

inline const std::string kCountyUrl = "http://county.example";

class County {
 public:
  // Nothing: nobody answers.
  using Reply = std::function<void(std::optional<http::Answer>)>;

  // `folder` and `backups`: each on a disk of its own.
  County(Surroundings& around, Disk& disk, Disk& backups);
  ~County();

  void found(const Bytes& empty_ledger);
  bool is_running() const {
    return ledger_.has_value();
  }
  // Waits with others for one commit, as behind the product's listener. `reply` is called once,
  // later or at once.
  void serve(const std::string& method, const std::string& path, const Bytes& body, Reply reply);
  // Without waiting: who talks to it on a good day. Nothing: nobody answers.
  std::optional<http::Answer> receive(const std::string& method, const std::string& path,
                                      const Bytes& body);
  // What the office does with a stick: its files go the road of requests, its acks come onto it.
  // Nothing: the county does not run, or the stick cannot be read.
  std::optional<ledger::StickImport> take_stick(Medium& stick);
  // For a stick that goes out to a kiosk which reaches no server.
  bool write_card(Medium& stick) const;

  std::string new_code(const std::string& kiosk_name, const ledger::CodeTerms& terms = {});
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
  // A second program on the same folder: the product refuses it.
  void try_second_program();

  bool back_up();
  bool has_backup() const {
    return !newest_backup_.empty();
  }
  // How much of a chain any of its backups holds.
  domain::Sequence backed_up(const domain::ChainId& chain) const;
  void put_back_backup(Row why);
  void lose_database(Row why);
  // Until the power goes.
  void lie_about_syncs();
  bool is_lying() const {
    return is_lying_;
  }
  // Another program holds its database's write lock.
  void lock_database();
  void unlock_database();

  // The office's own acts; false: the disk did not take them.
  bool rotate_keys();
  bool order(const ledger::FleetOrder& order);

  // An ack signed by the county that says more than it holds, or another head.
  Bytes lie_about(const protocol::Ack& true_ack, Dice& dice) const;

  // I3, I4: what was ever acknowledged, and not taken back by a person, is there.
  void check_promises();
  // A second server on a copy of this one's disk.
  void copy_to(County& other) const;

 private:
  using Chain = std::pair<domain::KioskId, domain::EpochId>;
  struct Waiting {
    ledger::Request request;
    std::uint64_t number = 0;
  };
  // The queue of one life of the program, and the thread behind it.
  struct Line;

  std::optional<std::vector<http::Answer>> handle(const std::vector<ledger::Request>& requests);
  void handle_group(const Line& line, std::vector<Waiting> group);
  void reply_to(std::uint64_t number, std::optional<http::Answer> answer);
  // Its disk is off, or its handle failed: the program ends, as its service does.
  void end_if_failed();
  void end_program();
  bool is_locked();
  void note_answer(const ledger::Response& response, const ledger::Request& request);
  void check_heads();
  void check_promise(const Chain& chain, const journal::Head& head);
  void note_import(const ledger::StickImport& import);
  void forget_promises(Row why);
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
  // The last one serves. Earlier ones stay, for a job of theirs may be what ended them.
  std::vector<std::unique_ptr<Line>> lines_;
  std::map<std::uint64_t, Reply> open_;  // who waits for an answer
  std::uint64_t requests_ = 0;
  std::string newest_backup_;
  Bytes empty_ledger_;
  bool cuts_power_ = false;  // what the failing change does
  bool is_lying_ = false;
  bool is_importing_ = false;  // the reader's handle is open: what ends the program waits
  int restarts_ = 0;
  std::map<Chain, journal::Head> promised_;
  std::map<Chain, domain::Sequence> backed_up_;
  // What it had acknowledged and a person took back, by which row's fault.
  std::map<Chain, std::pair<domain::Sequence, Row>> lost_;
};

}  // namespace outreach::simulation
