#include "tests/simulation/county.h"

#include <algorithm>
#include <utility>

#include "sync/journal/recount.h"
#include "sync/ledger/archive.h"
#include "sync/protocol/wire.h"
#include "tests/simulation/county_line.h"
#include "tests/simulation/disk_vfs.h"

namespace outreach::simulation {

County::County(Surroundings& around, Disk& disk, Disk& backups)
    : around_(around), disk_(disk), backups_(backups), clock_(around), random_(around.dice.next()) {
  clock_.boot(around.dice);
}

County::~County() = default;

void County::found(const Bytes& empty_ledger) {
  empty_ledger_ = empty_ledger;
  keys_ = given(ledger::create_keys(disk_.folder(), "曲沃县信访局", files_, random_),
                "founding the county");
  lose_database(Row::S2);
  lost_.clear();
  start();
}

void County::check_promises() {
  for (const auto& [chain, head] : promised_) {
    check_promise(chain, head);
  }
}

void County::check_promise(const Chain& chain, const journal::Head& head) {
  if (head.sequence == 0 || ledger_->has_failed()) {
    return;
  }
  auto select =
      given(database().prepare("SELECT e.hash FROM chain c JOIN entry e ON e.chain=c.number WHERE "
                               "c.kiosk=? AND c.epoch=? AND e.sequence=?"),
            "asking for a promise");
  const bool there = given(select.bind(1, ByteView(chain.first))
                               .bind(2, ByteView(chain.second))
                               .bind(3, head.sequence)
                               .step(),
                           "asking for a promise");
  const bool same = there && std::equal(head.hash.begin(), head.hash.end(), select.blob(0).begin(),
                                        select.blob(0).end());
  require(same, "I4: the county lost what it had acknowledged",
          [&] { return "through entry " + std::to_string(head.sequence); });
}

void County::forget_promises(Row why) {
  for (const auto& [chain, head] : promised_) {
    lost_[chain] = {head.sequence, why};
  }
  promised_.clear();
}

void County::start() {
  if (ledger_) {
    return;
  }
  auto opened =
      ledger::Ledger::open(disk_.folder(), clock_, random_, files_, {std::string(kDiskVfs), {}});
  if (!opened) {
    // A disk that is full or fails at this moment: tried again.
    require(disk_.take_failed() || disk_.is_off() || is_locked(), "the county does not open",
            [&] { return opened.error().context; });
    kill();
    return;
  }
  ledger_.emplace(*std::move(opened));
  keys_ = ledger_->keys();
  lines_.push_back(std::make_unique<Line>(*this));
  around_.trace.note(around_.now(), "county", "starts");
  check_promises();
}

void County::stop() {
  end_program();
}

// Whoever waited finds the connection gone.
void County::end_program() {
  ledger_.reset();
  for (auto& [number, reply] : std::exchange(open_, {})) {
    reply(std::nullopt);
  }
}

void County::kill() {
  disk_.switch_off();
  end_program();
  disk_.restart_process();
  start_later(2 * kMinute);
}

void County::cut_power(Disk::Fate fate) {
  disk_.switch_off();
  end_program();
  disk_.power_cut(fate, around_.dice);
  clock_.boot(around_.dice);
  if (std::exchange(is_lying_, false)) {
    around_.coverage.hit(Row::D5);
    around_.trace.note(around_.now(), "county", "lost what it had not synced");
    disk_.lie_about_syncs(false);
    promised_.clear();
    check_disk_after_lie();
  } else {
    around_.coverage.hit(Row::D2);
  }
  start_later(10 * kMinute);
}

void County::start_later(std::int64_t most) {
  const int restart = ++restarts_;
  around_.schedule.after(around_.dice.between(kSecond, most), [this, restart] {
    if (restart == restarts_) {
      start();
    }
  });
}

void County::lie_about_syncs() {
  is_lying_ = true;
  disk_.lie_about_syncs(true);
}

void County::fail_at_change(std::size_t nth, bool is_power) {
  cuts_power_ = is_power;
  disk_.cut_in(nth);
}

bool County::back_up() {
  if (!ledger_) {
    return false;
  }
  const auto made = ledger::back_up(disk_.folder(), backups_.folder(), clock_, files_);
  if (!made) {
    require(disk_.take_failed() || disk_.is_off() || made.error().code == ErrorCode::AlreadyExists,
            "no backup", [&] { return made.error().context; });
    return false;
  }
  newest_backup_ = made->file.filename().string();
  for (const journal::ChainRow& chain : given(journal::chains(database()), "reading the chains")) {
    domain::Sequence& through = backed_up_[{chain.id.kiosk, chain.id.epoch}];
    through = std::max(through, chain.head.sequence);
  }
  around_.trace.note(around_.now(), "county", "backed up", made->entries);
  return true;
}

domain::Sequence County::backed_up(const domain::ChainId& chain) const {
  const auto found = backed_up_.find({chain.kiosk, chain.epoch});
  return found == backed_up_.end() ? 0 : found->second;
}

void County::put_back_backup(Row why) {
  disk_.switch_off();
  end_program();
  disk_.restart_process();
  Disk::Image image = disk_.image();
  image.erase("ledger.sqlite-wal");
  image["ledger.sqlite"] = backups_.image().at(newest_backup_);
  disk_.put_back(image);
  forget_promises(why);
  ++restarts_;
  around_.trace.note(around_.now(), "county", "put back its backup");
  start();
}

void County::lose_database(Row why) {
  disk_.switch_off();
  end_program();
  disk_.restart_process();
  Disk::Image image = disk_.image();
  image.erase("ledger.sqlite-wal");
  image["ledger.sqlite"] = empty_ledger_;
  disk_.put_back(image);
  forget_promises(why);
  ++restarts_;
}

// As the office does after such a disk: what does not verify is replaced by the backup, and the
// counts are made anew.
void County::check_disk_after_lie() {
  bool is_whole = false;
  {
    auto opened = sqlite::Database::open(disk_.folder() + "/ledger.sqlite", {});
    if (opened && opened->check_integrity()) {
      const auto report = journal::verify(*opened);
      is_whole = report && report->damages.empty() && journal::repair_counts(*opened).has_value();
    }
  }
  if (is_whole) {
    return;
  }
  around_.trace.note(around_.now(), "county", "is no database any more");
  if (has_backup()) {
    put_back_backup(Row::D5);
  } else {
    lose_database(Row::D5);
  }
}

Bytes County::lie_about(const protocol::Ack& true_ack, Dice& dice) const {
  protocol::Ack lie = true_ack;
  if (dice.once_in(2) || lie.newest == 0) {
    lie.newest += 1 + dice.below(3);
    if (lie.nonce == protocol::Nonce{}) {
      lie.acknowledged_through = lie.newest;
    }
  }
  if (lie.acknowledged_through > 0) {
    lie.head[dice.below(lie.head.size())] ^= 1U;
  }
  return protocol::encode_ack(lie, keys_->sign);
}

void County::copy_to(County& other) const {
  other.disk_.switch_off();
  other.end_program();
  other.disk_.put_back(disk_.image());
  other.keys_ = keys_;
  other.promised_.clear();
  other.start();
}

}  // namespace outreach::simulation
