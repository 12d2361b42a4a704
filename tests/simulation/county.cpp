#include "tests/simulation/county.h"

#include <algorithm>
#include <utility>

#include "platform/json/json.h"
#include "sync/journal/recount.h"
#include "sync/ledger/archive.h"
#include "sync/protocol/wire.h"
#include "tests/simulation/disk_vfs.h"

namespace outreach::simulation {

County::County(Surroundings& around, Disk& disk, Disk& backups)
    : around_(around), disk_(disk), backups_(backups), clock_(around), random_(around.dice.next()) {
  clock_.boot(around.dice);
}

void County::found(const Bytes& empty_ledger) {
  empty_ledger_ = empty_ledger;
  keys_ = given(ledger::create_keys(disk_.folder(), "曲沃县信访局", files_, random_),
                "founding the county");
  lose_database();
  start();
}

std::optional<http::Answer> County::receive(const std::string& method, const std::string& path,
                                            const Bytes& body) {
  if (!ledger_) {
    return std::nullopt;
  }
  const ledger::Response given = ledger_->handle({method, path, protocol::kContentType, body});
  if (disk_.is_off()) {
    // It failed in the middle: nobody hears what it would have said.
    around_.trace.note(around_.now(), "county", cuts_power_ ? "power failed" : "was killed");
    around_.coverage.hit(Row::P2);
    if (cuts_power_) {
      cut_power(static_cast<Disk::Fate>(around_.dice.below(4)));
    } else {
      kill();
    }
    return std::nullopt;
  }
  note_answer(given);
  http::Answer answer{given.status, given.content_type, std::nullopt, given.body};
  for (const auto& [name, value] : given.headers) {
    if (name == "Retry-After") {
      answer.retry_after = value;
    }
  }
  if (ledger_->has_failed()) {
    // As its service does: the program ends and is started again.
    around_.coverage.hit(Row::S3);
    kill();
  }
  return answer;
}

// Every signed word is one that it must be able to keep.
void County::note_answer(const ledger::Response& response) {
  if (response.content_type != protocol::kContentType) {
    return;
  }
  const auto ack =
      given(protocol::open_ack(response.body, keys_->sign.public_key()), "the county's own ack");
  journal::Head& promised = promised_[{ack.chain.kiosk, ack.chain.epoch}];
  if (ack.newest == ack.acknowledged_through) {
    require(ack.newest >= promised.sequence, "I3: the county's head moved back");
    promised = {ack.acknowledged_through, ack.head};
  }
}

void County::check_promises() {
  auto select =
      given(database().prepare("SELECT e.hash FROM chain c JOIN entry e ON e.chain=c.number WHERE "
                               "c.kiosk=? AND c.epoch=? AND e.sequence=?"),
            "asking for a promise");
  for (const auto& [chain, head] : promised_) {
    if (head.sequence == 0) {
      continue;
    }
    const bool there = given(select.bind(1, ByteView(chain.first))
                                 .bind(2, ByteView(chain.second))
                                 .bind(3, head.sequence)
                                 .step(),
                             "asking for a promise");
    const bool same = there && std::equal(head.hash.begin(), head.hash.end(),
                                          select.blob(0).begin(), select.blob(0).end());
    require(same, "I4: the county lost what it had acknowledged",
            [&, sequence = head.sequence] { return "through entry " + std::to_string(sequence); });
    select.reset();
  }
}

void County::forget_promises() {
  promised_.clear();
}

std::string County::new_code(const std::string& kiosk_name) {
  return given(ledger::create_code(disk_.folder(), kiosk_name, *keys_, clock_, files_, random_),
               "making a code");
}

void County::start() {
  if (ledger_) {
    return;
  }
  auto opened =
      ledger::Ledger::open(disk_.folder(), clock_, random_, files_, {std::string(kDiskVfs), {}});
  if (!opened) {
    // A disk that is full or fails at this moment: tried again.
    require(disk_.take_failed() || disk_.is_off(), "the county does not open",
            [&] { return opened.error().context; });
    kill();
    return;
  }
  ledger_.emplace(*std::move(opened));
  around_.trace.note(around_.now(), "county", "starts");
  check_promises();
}

void County::stop() {
  ledger_.reset();
}

void County::kill() {
  disk_.switch_off();
  ledger_.reset();
  disk_.restart_process();
  start_later(2 * kMinute);
}

void County::cut_power(Disk::Fate fate) {
  disk_.switch_off();
  ledger_.reset();
  disk_.power_cut(fate, around_.dice);
  clock_.boot(around_.dice);
  if (std::exchange(is_lying_, false)) {
    around_.coverage.hit(Row::D5);
    around_.trace.note(around_.now(), "county", "lost what it had not synced");
    disk_.lie_about_syncs(false);
    forget_promises();
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
  around_.trace.note(around_.now(), "county", "backed up", made->entries);
  return true;
}

void County::put_back_backup() {
  disk_.switch_off();
  ledger_.reset();
  disk_.restart_process();
  Disk::Image image = disk_.image();
  image.erase("ledger.sqlite-wal");
  image["ledger.sqlite"] = backups_.image().at(newest_backup_);
  disk_.put_back(image);
  forget_promises();
  ++restarts_;
  around_.trace.note(around_.now(), "county", "put back its backup");
  start();
}

void County::lose_database() {
  disk_.switch_off();
  ledger_.reset();
  disk_.restart_process();
  Disk::Image image = disk_.image();
  image.erase("ledger.sqlite-wal");
  image["ledger.sqlite"] = empty_ledger_;
  disk_.put_back(image);
  forget_promises();
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
    put_back_backup();
  } else {
    lose_database();
  }
}

http::Answer County::lying_answer(const protocol::Ack& true_ack, Dice& dice) const {
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
  return {200, protocol::kContentType, std::nullopt, protocol::encode_ack(lie, keys_->sign)};
}

void County::copy_to(County& other) const {
  other.disk_.switch_off();
  other.ledger_.reset();
  other.disk_.put_back(disk_.image());
  other.keys_ = keys_;
  other.promised_.clear();
  other.start();
}

}  // namespace outreach::simulation
