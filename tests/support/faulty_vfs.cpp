#include "tests/support/faulty_vfs.h"

#include <atomic>
#include <cstdlib>

#include "tests/support/faulty_vfs_state.h"
#include "tests/support/signal.h"

namespace outreach::testing {

std::optional<FaultyVfs::Fault> FaultyVfs::State::next_fault(Operation operation) {
  Calls& made = calls(operation);
  ++made.count;
  if (!made.failure || made.failure->call != made.count) {
    return std::nullopt;
  }
  const Fault fault = made.failure->fault;
  made.failure.reset();
  return fault;
}

bool FaultyVfs::State::fails_now() {
  ++moments;
  is_off = is_off || moments == cut_at;
  return is_off;
}

void FaultyVfs::State::folder_synced() {
  for (auto& [path, writes] : files) {
    writes->folder_synced();
  }
}

void FaultyVfs::State::pause_sync() {
  std::unique_lock lock(mutex);
  ++held;
  changed.notify_all();
  changed.wait(lock, [this] { return !is_holding; });
  --held;
  if (sync_delay.count() > 0) {
    changed.wait_for(lock, sync_delay, [] { return false; });
  }
}

FaultyVfs::FaultyVfs() : state_(std::make_unique<State>()) {
  static std::atomic<unsigned> counter{0};
  state_->real = sqlite3_vfs_find(nullptr);
  state_->name = "faulty-" + std::to_string(++counter);
  state_->registered.state = state_.get();
  connect(state_->registered);
  if (sqlite3_vfs_register(&state_->registered, 0) != SQLITE_OK) {
    std::abort();
  }
}

FaultyVfs::~FaultyVfs() {
  release_syncs();
  if (state_->open_handles != 0) {
    std::abort();
  }
  sqlite3_vfs_unregister(&state_->registered);
}

const std::string& FaultyVfs::name() const {
  return state_->name;
}

std::size_t FaultyVfs::count(Operation operation) const {
  const std::lock_guard lock(state_->mutex);
  return state_->calls(operation).count;
}

std::size_t FaultyVfs::bytes_written() const {
  const std::lock_guard lock(state_->mutex);
  return state_->bytes_written;
}

void FaultyVfs::fail_in(Operation operation, std::size_t nth, Fault fault) {
  const std::lock_guard lock(state_->mutex);
  State::Calls& made = state_->calls(operation);
  made.failure = State::Failure{made.count + nth, fault};
}

void FaultyVfs::set_full(bool is_full) {
  const std::lock_guard lock(state_->mutex);
  state_->is_full = is_full;
}

void FaultyVfs::hold_syncs() {
  const std::lock_guard lock(state_->mutex);
  state_->is_holding = true;
}

void FaultyVfs::release_syncs() {
  const std::lock_guard lock(state_->mutex);
  state_->is_holding = false;
  state_->changed.notify_all();
}

bool FaultyVfs::wait_until_held() {
  std::unique_lock lock(state_->mutex);
  return state_->changed.wait_for(lock, kPatience,
                                  [this] { return state_->is_holding && state_->held > 0; });
}

void FaultyVfs::delay_syncs(std::chrono::milliseconds delay) {
  const std::lock_guard lock(state_->mutex);
  state_->sync_delay = delay;
}

void FaultyVfs::lie_about_syncs(bool is_lying) {
  const std::lock_guard lock(state_->mutex);
  state_->is_lying = is_lying;
}

std::size_t FaultyVfs::moments() const {
  const std::lock_guard lock(state_->mutex);
  return state_->moments;
}

void FaultyVfs::cut_in(std::size_t nth) {
  const std::lock_guard lock(state_->mutex);
  state_->cut_at = state_->moments + nth;
}

bool FaultyVfs::is_off() const {
  const std::lock_guard lock(state_->mutex);
  return state_->is_off;
}

bool FaultyVfs::pass_moment() {
  const std::lock_guard lock(state_->mutex);
  return !state_->is_off && !state_->fails_now();
}

void FaultyVfs::power_cut() {
  power_cut([](std::size_t, std::size_t) { return false; });
}

void FaultyVfs::power_cut(const std::function<bool()>& survives) {
  // Whole changes: a sector is not asked about anew.
  std::size_t asked = 0;
  bool answer = false;
  power_cut([&](std::size_t change, std::size_t /*sector*/) {
    if (change + 1 != asked) {
      asked = change + 1;
      answer = survives();
    }
    return answer;
  });
}

void FaultyVfs::power_cut(const std::function<bool(std::size_t, std::size_t)>& survives) {
  const std::lock_guard lock(state_->mutex);
  ++state_->power_cuts;
  state_->is_off = false;
  state_->cut_at = 0;
  state_->dead_handles = state_->open_handles;
  std::size_t asked = 0;
  for (auto& [path, writes] : state_->files) {
    writes->power_cut(survives, asked);
  }
  state_->files.clear();
}

std::size_t FaultyVfs::unsynced() const {
  const std::lock_guard lock(state_->mutex);
  std::size_t pending = 0;
  for (const auto& [path, writes] : state_->files) {
    pending += writes->pending();
  }
  return pending;
}

}  // namespace outreach::testing
