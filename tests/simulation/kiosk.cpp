// Long because it is one machine: its program's start, its turns and its end, which no reader
// should have to look for apart.
#include "tests/simulation/kiosk.h"

#include <algorithm>
#include <utility>

#include "sync/journal/only_here.h"
#include "tests/simulation/disk_vfs.h"
#include "tests/simulation/kiosk_program.h"

namespace outreach::simulation {
namespace {

// The longest that a job waits for its worker on a disk that does not stall.
constexpr std::int64_t kJournalDelay = 40;
// I8: saving answers after the disk's time and no later, whatever the network does.
constexpr std::int64_t kSavingMost = 2 * kMinute;
// No timer of delivery is longer: an hour's Retry-After and a quarter of it.
constexpr std::int64_t kWaitMost = 75 * kMinute;
constexpr std::int64_t kBetweenEpochs = kMinute;

// Of the chain that is asked for: how far it goes; and in how many of all chains more was pruned
// than archived, and archived than acknowledged.
constexpr const char* kPromises =
    "SELECT (SELECT head_sequence FROM chain WHERE number=?1), (SELECT COUNT(*) FROM chain c LEFT "
    "JOIN acknowledgement a ON a.chain=c.number WHERE "
    "c.pruned_through>IFNULL(a.archived_through,0)), (SELECT COUNT(*) FROM acknowledgement WHERE "
    "archived_through>acknowledged_through)";

}  // namespace

Kiosk::Kiosk(Surroundings& around, Servers& servers, const Faults& faults, Truth& truth, Disk& disk,
             std::string name, const std::string& machine)
    : around_(around),
      servers_(servers),
      truth_(truth),
      disk_(disk),
      name_(std::move(name)),
      clock_(around),
      random_(around.dice.next()),
      link_(around, servers, faults, name_, [this] { wake_at(around_.now()); }) {
  options_.vfs = kDiskVfs;
  options_.machine = machine;
  options_.reserve_bytes = 0;
  clock_.boot(around.dice);
}

Kiosk::~Kiosk() {
  end_program(false);
}

void Kiosk::prepare(const Bytes& empty_journal) {
  empty_journal_ = empty_journal;
  Disk::Image image;
  if (!empty_journal.empty()) {
    image["journal.sqlite"] = empty_journal;
  }
  disk_.put_back(image);
}

void Kiosk::start() {
  if (program_) {
    return;
  }
  ++life_;
  asleep_until_ = 0;
  (void)disk_.take_failed();
  program_ = std::make_unique<Program>(clock_);
  Program& program = *program_;
  auto opened = journal::Journal::open(disk_.folder(), program.clock, random_, files_, options_);
  if (!opened) {
    could_not_open(opened.error());
    return;
  }
  program.journal.emplace(*std::move(opened));
  around_.trace.note(around_.now(), name_, "starts",
                     static_cast<std::int64_t>(program.journal->head().sequence),
                     program.journal->opening().epoch ? 1 : 0);
  if (is_suspect_ && !is_disk_whole()) {
    lose_journal();
    return;
  }
  // The version before counted no stock: the check of counts puts it right.
  if (is_upgrading_) {
    if (const auto repaired = program.journal->repair_counts(); !repaired) {
      could_not_open(repaired.error());
      return;
    }
  }
  upgraded();
  id_ = program.journal->identity().kiosk;
  key_ = program.journal->identity().key.public_key();
  require(program.journal->opening().damages.empty() || !rotted_.empty(),
          "I3: an opened journal is damaged");
  reconcile();
  program.promises = given(program.journal->database().prepare(kPromises), "preparing to watch");
  program.recorder.emplace(*program.journal, program.recording, program.inbox,
                           [this](const Error& error) { journal_failed(error); });
  program.chain = program.journal->chain();
  program.head = program.journal->head().sequence;
  find_outing();
  begin_delivery();
  turn();
}

// A disk that lied may hold pages of two times: such a journal is looked through, as staff are told
// to, and its counts are made anew.
bool Kiosk::is_disk_whole() {
  Program& program = *program_;
  const auto report = journal::verify(program.journal->database());
  return program.journal->database().check_integrity() && report && report->damages.empty() &&
         program.journal->repair_counts();
}

void Kiosk::could_not_open(const Error& error) {
  around_.trace.note(around_.now(), name_, "cannot open its journal",
                     static_cast<std::int64_t>(error.code));
  if (disk_.is_off()) {
    if (is_upgrading_) {
      around_.coverage.hit(Row::P6);
    }
    crashed();
    return;
  }
  const bool is_damaged = error.code == ErrorCode::Corrupt;
  require(disk_.take_failed() || (is_damaged && is_suspect_), "a journal cannot be opened",
          [&] { return error.context; });
  program_.reset();
  if (is_damaged && is_suspect_) {
    lose_journal();
  } else {
    restart_later(10 * kSecond, 2 * kMinute);
  }
}

// What is on this disk of what was said to be saved, and of what nobody knows whether it was.
void Kiosk::reconcile() {
  std::map<std::pair<domain::EpochId, domain::Sequence>, std::optional<Bytes>> rows;
  std::map<domain::EpochId, domain::Sequence> heads;
  sqlite::Database& database = program_->journal->database();
  for (const journal::ChainRow& chain : given(journal::chains(database), "reading the chains")) {
    heads[chain.id.epoch] = chain.head.sequence;
    for (journal::Entry& entry :
         given(journal::read_entries(database, chain.number, 1, std::size_t{1} << 20,
                                     std::size_t{1} << 30),
               "reading the entries")) {
      const bool is_pruned = entry.envelope.sequence <= chain.pruned_through;
      rows.emplace(std::pair{chain.id.epoch, entry.envelope.sequence},
                   is_pruned ? std::nullopt : std::move(entry.body));
    }
  }
  const auto is_there = [&](FactNumber number) {
    const Fact& fact = truth_[number];
    const auto found = rows.find({fact.chain.epoch, fact.sequence});
    return found != rows.end() && (!found->second || *found->second == fact.body);
  };
  std::vector<FactNumber> kept;
  for (const FactNumber number : mine_) {
    // What rotted counts as long as its chain reaches so far.
    const bool is_rotten =
        rotted_.contains(number) && heads[truth_[number].chain.epoch] >= truth_[number].sequence;
    if (is_rotten || is_there(number)) {
      kept.push_back(number);
    } else {
      require(is_suspect_, "I1: what was saved is gone after a start",
              [&] { return "entry " + std::to_string(truth_[number].sequence); });
    }
  }
  note_loss(kept);
  for (const FactNumber number : unsure_) {
    if (is_there(number)) {
      truth_[number].may_be_missing = false;
      mine_.push_back(number);
    }
  }
  unsure_.clear();
  is_suspect_ = false;
}

void Kiosk::note_loss(const std::vector<FactNumber>& kept) {
  const std::set<FactNumber> still(kept.begin(), kept.end());
  for (const FactNumber number : mine_) {
    if (!still.contains(number)) {
      truth_[number].may_be_missing = true;
      rotted_.erase(number);
    }
  }
  mine_ = kept;
}

void Kiosk::begin_delivery() {
  Program& program = *program_;
  auto grant = client::load_grant(disk_.folder(), files_);
  if (!grant) {
    require(disk_.is_off(), "the grant cannot be read");
    return;
  }
  is_enrolled_ = grant->has_value();
  has_address_ = is_enrolled_ && !(*grant)->county_url.empty();
  const client::Diverged diverged = [this](domain::EpochReason reason, journal::Sequence common) {
    this->diverged(reason, common);
  };
  program.delivery.emplace(
      client::DeliveryDependencies{link_, program.reading, program.inbox, *program.recorder,
                                   random_, files_, diverged},
      client::DeliveryTarget{disk_.folder(), options_, program.journal->identity(),
                             program.journal->chain(), program.journal->chain_number()},
      *std::move(grant));
  program.delivery->entries_recorded(program.journal->head().sequence);
}

// As the product's shell does: taps wait, a new chain begins, delivery begins anew.
void Kiosk::diverged(domain::EpochReason reason, journal::Sequence common) {
  Program& program = *program_;
  if (program.begins_epoch || around_.now() < program.epoch_due) {
    return;
  }
  around_.trace.note(around_.now(), name_, "begins an epoch", static_cast<std::int64_t>(reason),
                     static_cast<std::int64_t>(common));
  if (reason == domain::EpochReason::CountyDiffers) {
    around_.coverage.hit(Row::X3);
  }
  program.begins_epoch = true;
  program.epoch_due = around_.now() + kBetweenEpochs;
  program.recorder->begin_epoch(reason, common, [this](const Result<journal::EpochBegan>& begun) {
    program_->begins_epoch = false;
    if (!begun) {
      journal_failed(begun.error());
      return;
    }
    program_->chain = program_->journal->chain();
    program_->head = program_->journal->head().sequence;
    find_outing();
    link_.cancel_all();
    begin_delivery();
  });
}

void Kiosk::turn() {
  if (!program_) {
    return;
  }
  Program& program = *program_;
  program.turn_at = -1;
  if (is_asleep()) {
    wake_at(asleep_until_);
    return;
  }
  program.inbox.drain();
  link_.poll();
  const Now now = program.clock.now();
  if (program.delivery) {
    program.delivery->tick(now);
    const client::DeliveryStatus& status = program.delivery->status();
    if (status.last_ack_at && status.clock_skew_seconds &&
        status.last_ack_at != program.learned_from) {
      program.learned_from = status.last_ack_at;
      program.clock.learn(*status.last_ack_at - std::chrono::seconds(*status.clock_skew_seconds));
    }
  }
  if (program.has_failed) {
    // The handle is no more: opened anew, as the product does.
    around_.trace.note(around_.now(), name_, "opens its journal anew");
    around_.coverage.hit(Row::D4);
    forget_taps();
    end_program(false);
    restart_later(kSecond, 30 * kSecond);
    return;
  }
  watch();
  watch_promises();
  arrange();
}

// What must hold after every event.
void Kiosk::watch() {
  const Program& program = *program_;
  if (!program.delivery) {
    return;
  }
  const client::DeliveryStatus& status = program.delivery->status();
  const auto wait = program.delivery->wait_milliseconds(program.clock.now());
  const bool is_moving =
      link_.under_way() > 0 || program.recording.waiting() > 0 || program.reading.waiting() > 0;
  require(!has_address_ || status.waiting == 0 || wait || is_moving,
          "I7: entries wait, nothing is under way and no timer is armed");
  require(!wait || *wait <= kWaitMost, "C2: a wait that no table allows");
  require(under_way_.empty() || around_.now() - under_way_.front().at <= kSavingMost,
          "I8: saving waits for something else than the disk");
  require(link_.under_way() <= 1, "more than one request at once");
}

// The cheap half of what check() looks at, after every event: what was said to be saved is counted
// in the chain (I1), and nothing is pruned that the county has not archived (I5).
void Kiosk::watch_promises() {
  Program& program = *program_;
  if (program.has_failed || program.begins_epoch || disk_.is_off() ||
      program.journal->database().has_failed()) {
    return;
  }
  sqlite::Statement& promises = *program.promises;
  const bool is_there =
      given(promises.bind(1, program.journal->chain_number()).step(), "watching promises");
  require(is_there && promises.unsigned_integer(0) >= program.head,
          "I1: the chain is shorter than what was said to be saved");
  // A county that was put back to its backup says less than before.
  require(promises.integer(1) == 0 || is_pruned_of_backups(), "I5: pruned, and in no backup");
  require(promises.integer(2) == 0, "I5: archived, not acknowledged");
  promises.reset();
}

bool Kiosk::is_pruned_of_backups() {
  const auto chains = given(journal::chains(program_->journal->database()), "reading the chains");
  return std::all_of(chains.begin(), chains.end(), [this](const journal::ChainRow& chain) {
    return chain.pruned_through <= servers_.county->backed_up(chain.id);
  });
}

void Kiosk::arrange() {
  Program& program = *program_;
  Dice& dice = around_.dice;
  const auto job = [&](bool& is_set, std::size_t waiting, bool is_recording) {
    if (is_set || waiting == 0) {
      return;
    }
    is_set = true;
    std::int64_t delay = dice.between(0, kJournalDelay);
    if (disk_stall_ > 0) {
      around_.coverage.hit(Row::D10);
      delay += disk_stall_;
    }
    around_.schedule.after(delay, [this, life = life_, is_recording] {
      if (life == life_ && program_) {
        run_worker(is_recording);
      }
    });
  };
  if (sleeps_in_request_ && link_.under_way() > 0) {
    around_.schedule.after(dice.between(0, 80), [this, life = life_] {
      if (life == life_) {
        fall_asleep();
      }
    });
  }
  job(program.is_recording, program.recording.waiting(), true);
  job(program.is_reading, program.reading.waiting(), false);
  if (program.delivery) {
    if (const auto wait = program.delivery->wait_milliseconds(program.clock.now())) {
      wake_at(around_.now() + std::max<std::int64_t>(*wait, 1));
    }
  }
}

void Kiosk::run_worker(bool is_recording) {
  if (is_asleep()) {
    around_.schedule.at(asleep_until_, [this, life = life_, is_recording] {
      if (life == life_ && program_) {
        run_worker(is_recording);
      }
    });
    return;
  }
  Program& program = *program_;
  (is_recording ? program.is_recording : program.is_reading) = false;
  const bool fails = !is_recording && fails_readings_ > 0 && !around_.faults_stopped;
  if (fails) {
    --fails_readings_;
    disk_.fail_reads(true);
  }
  (void)(is_recording ? program.recording : program.reading).step();
  if (fails) {
    disk_.fail_reads(false);
    if (disk_.take_refused_read()) {
      around_.coverage.hit(Row::P7);
      around_.trace.note(around_.now(), name_, "a job of delivery could not read");
    }
  }
  if (disk_.is_off()) {
    crashed();
    return;
  }
  wake_at(around_.now());
}

// The loop wakes; sooner than what was set before, where that is later.
void Kiosk::wake_at(std::int64_t time) {
  if (!program_ || (program_->turn_at >= 0 && program_->turn_at <= time)) {
    return;
  }
  if (std::exchange(fails_at_next_event_, false) && !around_.faults_stopped) {
    around_.coverage.hit(Row::P1);
    around_.schedule.at(time, [this, life = life_] {
      if (life == life_) {
        kill();
      }
    });
    return;
  }
  program_->turn_at = time;
  around_.schedule.at(time, [this, life = life_, time] {
    if (life == life_ && program_ && program_->turn_at == time) {
      turn();
    }
  });
}

void Kiosk::journal_failed(const Error& error) {
  around_.trace.note(around_.now(), name_, "its journal failed",
                     static_cast<std::int64_t>(error.code));
  // A handle that failed fails every job after it too.
  require(program_->has_failed || disk_.take_failed() || disk_.is_off() || is_lying_ ||
              is_suspect_ || !rotted_.empty(),
          "a journal failed on a disk that works", [&] { return error.context; });
  program_->has_failed = true;
}

bool Kiosk::is_settled() const {
  if (!program_ || !program_->delivery || !under_way_.empty() || program_->begins_epoch) {
    return false;
  }
  const client::DeliveryStatus& status = program_->delivery->status();
  const bool is_done = status.link == client::Link::Idle && status.waiting == 0 &&
                       status.trouble == client::Trouble::None;
  return status.has_begun && (is_done || rests()) && link_.under_way() == 0 &&
         program_->recording.waiting() == 0 && program_->reading.waiting() == 0;
}

// Of an epoch that ended the county holds another continuation, as that of a clone, or what the
// kiosk itself wrote there before it was put back to an older image: the epoch stays as it is at
// both ends (FORMAT.md, "Epochs"). Everything else has arrived, and the product names what has not.
// Whether the county has those records all the same, by whichever epoch, Truth asks.
bool Kiosk::rests() const {
  const client::DeliveryStatus& status = program_->delivery->status();
  if (!(has_clone || was_put_back_) || status.trouble != client::Trouble::Diverged ||
      status.acknowledged_through < program_->head) {
    return false;
  }
  std::int64_t named = 0;
  for (const journal::OnlyHere& run :
       given(journal::only_here(program_->journal->database()), "asking what is only here")) {
    named += run.why == journal::OnlyHere::Why::NotConfirmed
                 ? static_cast<std::int64_t>(run.last - run.first + 1)
                 : 0;
  }
  return status.waiting == named;
}

bool Kiosk::is_held() const {
  return program_ && program_->delivery &&
         program_->delivery->status().trouble == client::Trouble::Refused;
}

std::int64_t Kiosk::waiting() const {
  return program_ && program_->delivery ? program_->delivery->status().waiting : -1;
}

std::string Kiosk::state_in_words() const {
  if (!program_ || !program_->delivery) {
    return "does not deliver";
  }
  if (is_settled()) {
    return "settled";
  }
  const client::DeliveryStatus& status = program_->delivery->status();
  return "waits with " + std::to_string(status.waiting) + ", link " + client::name_of(status.link) +
         ", trouble " + client::name_of(status.trouble);
}

void Kiosk::sync_now() {
  if (is_running() && program_->delivery) {
    program_->delivery->sync_now();
    turn();
  }
}

void Kiosk::check() {
  if (program_ && program_->journal && !program_->has_failed) {
    check_kiosk(program_->journal->database(), truth_, mine_, rotted_, *key_,
                [this](const domain::ChainId& chain) { return servers_.county->backed_up(chain); });
  }
}

}  // namespace outreach::simulation
