// A kiosk's machine and the people at it: the product's journal, recorder and delivery, joined as
// in the product's shell, on a disk, a clock and a line that fail.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "platform/clock/doubting_clock.h"
#include "platform/files/medium.h"
#include "sync/client/courier.h"
#include "sync/client/delivery.h"
#include "sync/client/enrolment.h"
#include "sync/client/recorder.h"
#include "sync/journal/journal.h"
#include "tests/simulation/county.h"
#include "tests/simulation/disk.h"
#include "tests/simulation/disk_files.h"
#include "tests/simulation/network.h"
#include "tests/simulation/surroundings.h"
#include "tests/simulation/truth.h"
#include "tests/support/fake_transport.h"
#include "tests/support/manual_worker.h"
#include "tests/support/seeded_random.h"

namespace outreach::simulation {

class Kiosk {
 public:
  Kiosk(Surroundings& around, Servers& servers, const Faults& faults, Truth& truth, Disk& disk,
        std::string name, const std::string& machine);
  ~Kiosk();

  // A machine with nothing on it but an empty journal (which founding one would make, slowly).
  void prepare(const Bytes& empty_journal);
  // Asks the county without the line's faults, as a person does who waits for it.
  bool enrol(County& county);
  // The same where a stick brought the enrolment: where the county is.
  bool learn_address(County& county);

  // The program.
  void start();
  void stop();
  void kill();
  void cut_power(Disk::Fate fate);
  bool is_running() const {
    return program_ != nullptr && !is_asleep();
  }
  bool is_enrolled() const {
    return is_enrolled_;
  }
  // Enrolled by stick, and no address of the county is known yet.
  bool lacks_address() const {
    return is_enrolled_ && !has_address_;
  }
  // A second program on the same folder: the product refuses it.
  void try_second_program();
  // The program, or the power, fails at change `nth` of the disk from now.
  void fail_at_change(std::size_t nth, bool is_power);
  // The same at the next event of delivery.
  void fail_at_next_event() {
    fails_at_next_event_ = true;
  }

  // The whole machine sleeps, for minutes or days, once a request is under way: P4 or N8.
  void sleep_in_request(Row why) {
    sleeps_in_request_ = why;
  }

  // The stall.
  void open_outing();
  void tap();
  void close_outing();
  void prune();
  // What no person could mean, which is refused; and a sheet of hundreds of lines at once.
  void tap_too_much();
  void tap_a_sheet();
  void sync_now();
  void turn();

  // The disk.
  struct Snapshot {
    Disk::Image image;
    std::vector<FactNumber> mine;
    std::set<FactNumber> rotted;
    std::vector<FactNumber> unsure;
    bool is_suspect = false;  // its disk had lied and lost power, and nobody had looked since
    // Of the version before, or its counts are: a machine that stood still since its program was
    // replaced. Whoever opens the copy has them counted anew, as the product does at every start.
    bool is_upgrading = false;
  };
  Snapshot snapshot();
  void put_back(const Snapshot& snapshot, bool whole);
  void lie_about_syncs();
  bool is_lying() const {
    return is_lying_;
  }
  void lose_journal();
  bool rot();
  void stall_disk(std::int64_t milliseconds) {
    disk_stall_ = milliseconds;
  }

  // With the program stopped: as the version before left it, or as a later one would. False: there
  // is no such journal here.
  bool go_back_a_format();
  void meet_newer_format();
  // The next jobs of delivery cannot read.
  void fail_readings(int jobs) {
    fails_readings_ = jobs;
  }

  // The stick, as the product's shell goes about it.
  struct Carried {
    bool went = false;       // the program could look at it
    bool has_asked = false;  // for enrolment
    bool follows_new_keys = false;
    std::size_t acks = 0;
    bool contradicts = false;
    client::StickTrouble trouble = client::StickTrouble::None;
    std::int64_t entries = 0;  // on the stick now
  };
  Carried carry(Medium& stick, client::StickExtent extent);
  // With a code that the stick's county made.
  bool ask_by_stick(Medium& stick, const std::string& code);

  // Throws a Violation unless everything that must hold of this disk does.
  void check();
  bool is_settled() const;
  bool rests() const;
  bool is_held() const;
  std::int64_t waiting() const;
  void forgive_what_stays();
  // For the words of a violation.
  std::string state_in_words() const;
  const std::vector<FactNumber>& mine() const {
    return mine_;
  }
  const std::string& name() const {
    return name_;
  }
  Disk& disk() {
    return disk_;
  }
  Link& link() {
    return link_;
  }
  MachineClock& clock() {
    return clock_;
  }
  const domain::KioskId& id() const {
    return id_;
  }
  bool is_revoked = false;
  // Another machine has, or had, the same disk: D9.
  bool has_clone = false;

 private:
  struct Program;
  struct Tap {
    std::vector<journal::Draft> drafts;
    std::vector<Fact> facts;
    std::int64_t at = 0;
  };

  bool is_asleep() const {
    return around_.now() < asleep_until_;
  }
  bool takes_taps() const;
  void fall_asleep();
  void begin_delivery();
  void diverged(domain::EpochReason reason, journal::Sequence common);
  void record(std::vector<journal::Draft> drafts, std::vector<Fact> facts);
  void recorded(const Result<std::vector<journal::Appended>>& appended);
  void forget_taps();
  std::string staff() const;
  Fact fact_of(const journal::Draft& draft) const;
  journal::Draft some_draft(std::vector<Fact>& facts);
  domain::Content stock_or_remark();
  domain::Content of_resident();
  std::optional<journal::Draft> correction();
  void journal_failed(const Error& error);
  void end_program(bool is_clean);
  void restart_later(std::int64_t least, std::int64_t most);
  void crashed();
  bool is_disk_whole();
  void reconcile();
  void find_outing();
  void could_not_open(const Error& error);
  void watch();
  void watch_promises();
  bool is_pruned_of_backups();
  void arrange();
  void wake_at(std::int64_t time);
  void run_worker(bool is_recording);
  void give_up_between(const Fact& rotten);
  void note_loss(const std::vector<FactNumber>& kept);
  void upgraded();
  std::optional<client::StickCounty> stick_county();

  Surroundings& around_;
  const Servers& servers_;
  Truth& truth_;
  Disk& disk_;
  std::string name_;
  journal::JournalOptions options_;
  MachineClock clock_;
  testing::SeededRandom random_;
  DiskFiles files_;
  Link link_;
  Bytes empty_journal_;
  domain::KioskId id_{};
  std::optional<crypto::PublicKey> key_;
  bool is_enrolled_ = false;
  bool has_address_ = false;

  std::unique_ptr<Program> program_;
  std::uint64_t life_ = 0;  // of the program: what was set for an earlier one is void
  bool cuts_power_ = false;
  bool fails_at_next_event_ = false;
  int fails_readings_ = 0;
  std::optional<Row> sleeps_in_request_;
  std::int64_t asleep_until_ = 0;
  bool is_upgrading_ = false;  // its journal is of the version before, or its counts are
  bool is_lying_ = false;
  bool was_put_back_ = false;  // to an older image, ever
  bool is_suspect_ = false;    // its disk lied and lost power, or rotted: what it lost is excused
  std::int64_t disk_stall_ = 0;

  std::vector<FactNumber> mine_;
  std::set<FactNumber> rotted_;
  std::deque<Tap> under_way_;
  std::vector<FactNumber> unsure_;  // recorded or not: the next opening shows
  int outings_ = 0;
};

}  // namespace outreach::simulation
