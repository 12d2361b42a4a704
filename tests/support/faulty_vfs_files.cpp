// Long because a VFS is one table of functions, each a few lines.
// The C functions of FaultyVfs, as SQLite calls them (https://www.sqlite.org/vfs.html).
#include <algorithm>
#include <new>
#include <utility>

#include "tests/support/faulty_vfs_state.h"

namespace outreach::testing {

namespace {

using Operation = FaultyVfs::Operation;
using Fault = FaultyVfs::Fault;

// SQLite gives the memory, szOsFile bytes: this, then the real file.
struct FaultyFile : sqlite3_file {
  FaultyVfs::State* state = nullptr;
  std::shared_ptr<UnsyncedWrites> writes;  // nothing for temporary files
  unsigned power_cuts = 0;                 // of the VFS when it was opened
  bool syncs_folder = false;               // the next sync takes the folder along

  sqlite3_file* real() {
    return reinterpret_cast<sqlite3_file*>(this + 1);
  }
  bool is_dead() {
    const std::lock_guard lock(state->mutex);
    return state->is_off || power_cuts != state->power_cuts;
  }
};

FaultyFile& faulty(sqlite3_file* file) {
  return *static_cast<FaultyFile*>(file);
}

sqlite3_file* real(sqlite3_file* file) {
  return faulty(file).real();
}

const sqlite3_io_methods& real_methods(sqlite3_file* file) {
  return *real(file)->pMethods;
}

int code_of(Fault fault, int input_output_code) {
  return fault == Fault::Full ? SQLITE_FULL : input_output_code;
}

std::uint64_t real_size(sqlite3_file* file) {
  sqlite3_int64 size = 0;
  real_methods(file).xFileSize(real(file), &size);
  return static_cast<std::uint64_t>(size);
}

// The bytes that are in the file from `offset` on, at most `size`.
Bytes previous_bytes(sqlite3_file* file, std::uint64_t offset, std::uint64_t size) {
  const std::uint64_t end = real_size(file);
  Bytes bytes(offset >= end ? 0 : std::min(size, end - offset));
  if (!bytes.empty()) {
    real_methods(file).xRead(real(file), bytes.data(), static_cast<int>(bytes.size()),
                             static_cast<sqlite3_int64>(offset));
  }
  return bytes;
}

int close_file(sqlite3_file* file) {
  FaultyFile& closed = faulty(file);
  const int code = real_methods(file).xClose(real(file));
  {
    const std::lock_guard lock(closed.state->mutex);
    --closed.state->open_handles;
    if (closed.power_cuts != closed.state->power_cuts) {
      --closed.state->dead_handles;
    }
  }
  closed.~FaultyFile();
  return code;
}

int read_file(sqlite3_file* file, void* out, int size, sqlite3_int64 offset) {
  if (faulty(file).is_dead()) {
    return SQLITE_IOERR_READ;
  }
  FaultyVfs::State& state = *faulty(file).state;
  const std::lock_guard lock(state.mutex);
  if (const auto fault = state.next_fault(Operation::Read)) {
    return code_of(*fault, SQLITE_IOERR_READ);
  }
  return real_methods(file).xRead(real(file), out, size, offset);
}

int write_file(sqlite3_file* file, const void* content, int size, sqlite3_int64 offset) {
  FaultyFile& written = faulty(file);
  if (written.is_dead()) {
    return SQLITE_IOERR_WRITE;
  }
  FaultyVfs::State& state = *written.state;
  const std::lock_guard lock(state.mutex);
  if (const auto fault = state.next_fault(Operation::Write)) {
    return code_of(*fault, SQLITE_IOERR_WRITE);
  }
  const bool is_cut = state.fails_now();
  const std::uint64_t size_before = real_size(file);
  const auto begin = static_cast<std::uint64_t>(offset);
  const auto length = static_cast<std::uint64_t>(size);
  if (state.is_full && begin + length > size_before) {
    return is_cut ? SQLITE_IOERR_WRITE : SQLITE_FULL;
  }
  if (written.writes) {
    const auto* bytes = static_cast<const std::uint8_t*>(content);
    written.writes->wrote(begin, Bytes(bytes, bytes + size), previous_bytes(file, begin, length),
                          size_before);
  }
  if (is_cut) {
    return SQLITE_IOERR_WRITE;
  }
  state.bytes_written += length;
  return real_methods(file).xWrite(real(file), content, size, offset);
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  FaultyFile& truncated = faulty(file);
  if (truncated.is_dead()) {
    return SQLITE_IOERR_TRUNCATE;
  }
  FaultyVfs::State& state = *truncated.state;
  const std::lock_guard lock(state.mutex);
  if (const auto fault = state.next_fault(Operation::Truncate)) {
    return code_of(*fault, SQLITE_IOERR_TRUNCATE);
  }
  const bool is_cut = state.fails_now();
  if (truncated.writes) {
    const std::uint64_t size_before = real_size(file);
    const auto kept = static_cast<std::uint64_t>(size);
    truncated.writes->truncated(kept, previous_bytes(file, kept, size_before), size_before);
  }
  return is_cut ? SQLITE_IOERR_TRUNCATE : real_methods(file).xTruncate(real(file), size);
}

// The disk below is not asked: nothing here has to outlive the test, and a real sync is slow.
int sync_file(sqlite3_file* file, int /*flags*/) {
  FaultyFile& synced = faulty(file);
  FaultyVfs::State& state = *synced.state;
  state.pause_sync();
  if (synced.is_dead()) {
    return SQLITE_IOERR_FSYNC;
  }
  const std::lock_guard lock(state.mutex);
  const auto fault = state.next_fault(Operation::Sync);
  const int code = fault ? code_of(*fault, SQLITE_IOERR_FSYNC) : SQLITE_OK;
  if (state.fails_now()) {
    return SQLITE_IOERR_FSYNC;
  }
  if (synced.writes && !state.is_lying) {
    if (code == SQLITE_OK) {
      synced.writes->synced();
      if (synced.syncs_folder) {
        synced.syncs_folder = false;
        state.folder_synced();
      }
    } else {
      synced.writes->sync_failed();
    }
  }
  return code;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  return real_methods(file).xFileSize(real(file), size);
}

int lock_file(sqlite3_file* file, int level) {
  return real_methods(file).xLock(real(file), level);
}

int unlock_file(sqlite3_file* file, int level) {
  return real_methods(file).xUnlock(real(file), level);
}

int check_reserved_lock(sqlite3_file* file, int* result) {
  return real_methods(file).xCheckReservedLock(real(file), result);
}

int file_control(sqlite3_file* file, int operation, void* argument) {
  return real_methods(file).xFileControl(real(file), operation, argument);
}

int sector_size(sqlite3_file* file) {
  return real_methods(file).xSectorSize(real(file));
}

int device_characteristics(sqlite3_file* file) {
  return real_methods(file).xDeviceCharacteristics(real(file));
}

int map_shared_memory(sqlite3_file* file, int page, int size, int extend, void volatile** out) {
  return real_methods(file).xShmMap(real(file), page, size, extend, out);
}

int lock_shared_memory(sqlite3_file* file, int offset, int count, int flags) {
  return real_methods(file).xShmLock(real(file), offset, count, flags);
}

void shared_memory_barrier(sqlite3_file* file) {
  real_methods(file).xShmBarrier(real(file));
}

int unmap_shared_memory(sqlite3_file* file, int is_deleting) {
  return real_methods(file).xShmUnmap(real(file), is_deleting);
}

// Version 2: with shared memory for the write-ahead log, without memory-mapped reading.
const sqlite3_io_methods kMethods = {
    2,
    close_file,
    read_file,
    write_file,
    truncate_file,
    sync_file,
    file_size,
    lock_file,
    unlock_file,
    check_reserved_lock,
    file_control,
    sector_size,
    device_characteristics,
    map_shared_memory,
    lock_shared_memory,
    shared_memory_barrier,
    unmap_shared_memory,
    nullptr,
    nullptr,
};

FaultyVfs::State& state_of(sqlite3_vfs* vfs) {
  return *static_cast<RegisteredVfs*>(vfs)->state;
}

bool may_open(FaultyVfs::State& state, bool is_creating) {
  const std::lock_guard lock(state.mutex);
  return !state.is_off && (!is_creating || !state.fails_now());
}

int open_file(sqlite3_vfs* vfs, const char* path, sqlite3_file* memory, int flags, int* out_flags) {
  FaultyVfs::State& state = state_of(vfs);
  auto* file = new (memory) FaultyFile();
  file->state = &state;
  int existed = 0;
  if (path != nullptr) {
    state.real->xAccess(state.real, path, SQLITE_ACCESS_EXISTS, &existed);
  }
  constexpr int kKept = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL;
  const bool is_kept = path != nullptr && (flags & kKept) != 0;
  if (is_kept && !may_open(state, existed == 0 && (flags & SQLITE_OPEN_CREATE) != 0)) {
    file->~FaultyFile();
    memory->pMethods = nullptr;
    return SQLITE_CANTOPEN;
  }
  const int code = state.real->xOpen(state.real, path, file->real(), flags, out_flags);
  if (code != SQLITE_OK) {
    file->~FaultyFile();
    memory->pMethods = nullptr;  // SQLite does not close it then
    return code;
  }
  file->pMethods = &kMethods;
  const std::lock_guard lock(state.mutex);
  file->power_cuts = state.power_cuts;
  ++state.open_handles;
  if (is_kept) {
    std::shared_ptr<UnsyncedWrites>& writes = state.files[path];
    if (!writes) {
      writes = std::make_shared<UnsyncedWrites>(path, existed == 0);
    } else if (existed == 0) {
      writes->created();
    }
    file->writes = writes;
    // As SQLite's unix VFS does for every new journal and log.
    file->syncs_folder = (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL)) != 0;
  }
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs* vfs, const char* path, int is_syncing) {
  FaultyVfs::State& state = state_of(vfs);
  const std::lock_guard lock(state.mutex);
  if (state.dead_handles > 0) {
    return SQLITE_IOERR_DELETE;  // a database from before the power cut is being closed
  }
  if (state.is_off) {
    return SQLITE_IOERR_DELETE;
  }
  if (const auto fault = state.next_fault(Operation::Delete)) {
    return code_of(*fault, SQLITE_IOERR_DELETE);
  }
  const bool is_cut = state.fails_now();
  const bool is_safe = is_syncing != 0 && !is_cut && !state.is_lying;
  const auto known = state.files.find(path);
  if (known != state.files.end()) {
    known->second->deleted();
  }
  if (is_safe) {
    state.folder_synced();
  }
  return is_cut ? SQLITE_IOERR_DELETE : state.real->xDelete(state.real, path, is_syncing);
}

}  // namespace

void connect(RegisteredVfs& vfs) {
  // The default VFS's other functions make no use of their VFS argument but for its fields.
  static_cast<sqlite3_vfs&>(vfs) = *vfs.state->real;
  vfs.szOsFile = static_cast<int>(sizeof(FaultyFile)) + vfs.state->real->szOsFile;
  vfs.zName = vfs.state->name.c_str();
  vfs.pNext = nullptr;
  vfs.xOpen = open_file;
  vfs.xDelete = delete_file;
}

}  // namespace outreach::testing
