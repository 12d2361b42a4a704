// What the office does at the county's machine while it serves, and what other programs there do.
#include <array>

#include "tests/simulation/county.h"
#include "tests/simulation/disk_vfs.h"

namespace outreach::simulation {

// Empty: the disk did not take it.
std::string County::new_code(const std::string& kiosk_name, const ledger::CodeTerms& terms) {
  const auto code =
      ledger::create_code(disk_.folder(), kiosk_name, *keys_, clock_, files_, random_, terms);
  if (!code) {
    require(disk_.take_failed() || disk_.is_off(), "no code", [&] { return code.error().context; });
    end_if_failed();
    return {};
  }
  return *code;
}

// Either the old keys are the county's or the new ones, wherever it is cut.
bool County::rotate_keys() {
  constexpr std::array kWhich{ledger::RotatedKeys::Both, ledger::RotatedKeys::Sign,
                              ledger::RotatedKeys::Transport};
  const auto rotated =
      ledger::rotate_keys(disk_.folder(), kWhich.at(around_.dice.below(kWhich.size())),
                          clock_.now().wall, files_, random_);
  if (!rotated) {
    require(disk_.take_failed() || disk_.is_off(), "the county's keys cannot be rotated",
            [&] { return rotated.error().context; });
    around_.trace.note(around_.now(), "county", "has not rotated its keys");
    end_if_failed();
    return false;
  }
  keys_ = *rotated;
  around_.trace.note(around_.now(), "county", "rotated its keys",
                     static_cast<std::int64_t>(keys_->earlier.size()));
  return true;
}

bool County::order(const ledger::FleetOrder& order) {
  const auto ordered = ledger::give_order(disk_.folder(), order, clock_, files_, random_);
  if (!ordered) {
    require(disk_.take_failed() || disk_.is_off(), "an order was not taken",
            [&] { return ordered.error().context; });
    end_if_failed();
    return false;
  }
  return true;
}

// As another program would that opens it to write.
void County::lock_database() {
  if (DiskFile* file = disk_.find(ledger::kLedgerFile); file != nullptr && !is_locked()) {
    const void*& owner = file->locks.memory_exclusive.front();
    owner = owner == nullptr ? this : owner;
    around_.trace.note(around_.now(), "county", "its database is locked");
  }
}

void County::unlock_database() {
  if (is_locked()) {
    disk_.find(ledger::kLedgerFile)->locks.memory_exclusive.front() = nullptr;
  }
}

bool County::is_locked() {
  const DiskFile* file = disk_.find(ledger::kLedgerFile);
  return file != nullptr && file->locks.memory_exclusive.front() == this;
}

void County::try_second_program() {
  if (!ledger_ || disk_.is_off()) {
    return;
  }
  const auto second =
      ledger::Ledger::open(disk_.folder(), clock_, random_, files_, {std::string(kDiskVfs), {}});
  require(!second, "P3: a second county opened the same ledger");
  if (second.error().code == ErrorCode::Refused) {
    around_.coverage.hit(Row::P3);
  } else {
    require(disk_.take_failed() || disk_.is_off(), "P3: a second county was not refused as one",
            [&] { return second.error().context; });
  }
  end_if_failed();
}

}  // namespace outreach::simulation
