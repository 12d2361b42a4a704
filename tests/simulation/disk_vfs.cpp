// Long because a VFS is one table of functions, each a few lines.
// The C functions of the VFS, as SQLite calls them (https://www.sqlite.org/vfs.html).
#include "tests/simulation/disk_vfs.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>

#include <sqlite3.h>

#include "tests/simulation/disk.h"

namespace outreach::simulation {
namespace {

struct Handle : sqlite3_file {
  Disk* disk = nullptr;
  DiskFile* file = nullptr;
  int level = SQLITE_LOCK_NONE;
  unsigned memory_shared = 0;
  unsigned memory_exclusive = 0;
  bool syncs_folder = false;
};

struct ProcessState {
  Dice dice{1};
  int last_error = 0;
};
ProcessState& process() {
  static ProcessState state;
  return state;
}

Handle& handle(sqlite3_file* file) {
  return *static_cast<Handle*>(file);
}

int read_file(sqlite3_file* file, void* out, int size, sqlite3_int64 offset) {
  const Handle& of = handle(file);
  if (of.disk->refuses_read()) {
    return SQLITE_IOERR_READ;
  }
  const Bytes& content = of.file->now;
  const auto from = static_cast<std::size_t>(offset);
  const auto wanted = static_cast<std::size_t>(size);
  const std::size_t there = from >= content.size() ? 0 : std::min(wanted, content.size() - from);
  if (there > 0) {
    std::memcpy(out, content.data() + from, there);
  }
  if (there < wanted) {
    std::memset(static_cast<std::uint8_t*>(out) + there, 0, wanted - there);
    return SQLITE_IOERR_SHORT_READ;
  }
  return SQLITE_OK;
}

int write_file(sqlite3_file* file, const void* content, int size, sqlite3_int64 offset) {
  const Handle& of = handle(file);
  bool is_full = false;
  const bool written = of.disk->write(*of.file, static_cast<std::size_t>(offset),
                                      static_cast<const std::uint8_t*>(content),
                                      static_cast<std::size_t>(size), is_full);
  if (written) {
    return SQLITE_OK;
  }
  return is_full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  const Handle& of = handle(file);
  return of.disk->truncate(*of.file, static_cast<std::size_t>(size)) ? SQLITE_OK
                                                                     : SQLITE_IOERR_TRUNCATE;
}

int sync_file(sqlite3_file* file, int /*flags*/) {
  Handle& of = handle(file);
  if (!of.disk->sync(*of.file, of.syncs_folder)) {
    return SQLITE_IOERR_FSYNC;
  }
  of.syncs_folder = false;
  return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>(handle(file).file->now.size());
  return SQLITE_OK;
}

int lock_file(sqlite3_file* file, int level) {
  Handle& of = handle(file);
  DiskFile::Locks& locks = of.file->locks;
  if (level <= of.level) {
    return SQLITE_OK;
  }
  if (locks.exclusive != nullptr && locks.exclusive != &of) {
    return SQLITE_BUSY;
  }
  if (level == SQLITE_LOCK_SHARED) {
    ++locks.shared;
  } else {
    if (locks.reserved != nullptr && locks.reserved != &of) {
      return SQLITE_BUSY;
    }
    locks.reserved = &of;
    if (level == SQLITE_LOCK_EXCLUSIVE) {
      if (locks.shared > 1) {
        return SQLITE_BUSY;
      }
      locks.exclusive = &of;
    }
  }
  of.level = level;
  return SQLITE_OK;
}

int unlock_file(sqlite3_file* file, int level) {
  Handle& of = handle(file);
  DiskFile::Locks& locks = of.file->locks;
  if (level <= SQLITE_LOCK_SHARED) {
    locks.reserved = locks.reserved == &of ? nullptr : locks.reserved;
    locks.exclusive = locks.exclusive == &of ? nullptr : locks.exclusive;
  }
  if (level == SQLITE_LOCK_NONE && of.level != SQLITE_LOCK_NONE) {
    locks.shared = std::max(0, locks.shared - 1);
  }
  of.level = std::min(of.level, level);
  return SQLITE_OK;
}

int check_reserved_lock(sqlite3_file* file, int* result) {
  *result = handle(file).file->locks.reserved != nullptr ? 1 : 0;
  return SQLITE_OK;
}

int file_control(sqlite3_file* /*file*/, int /*operation*/, void* /*argument*/) {
  return SQLITE_NOTFOUND;
}

int sector_size(sqlite3_file* /*file*/) {
  return 4096;  // as SQLite's unix VFS says
}

int device_characteristics(sqlite3_file* /*file*/) {
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;  // the same
}

int map_shared_memory(sqlite3_file* file, int region, int size, int extend, void volatile** out) {
  auto& memory = handle(file).file->locks.memory;
  const auto wanted = static_cast<std::size_t>(region);
  if (size != 32768) {
    return SQLITE_IOERR_SHMSIZE;
  }
  while (extend != 0 && memory.size() <= wanted) {
    memory.push_back(std::make_unique<std::array<std::uint8_t, 32768>>());
  }
  *out = wanted < memory.size() ? memory[wanted]->data() : nullptr;
  return SQLITE_OK;
}

int lock_shared_memory(sqlite3_file* file, int offset, int count, int flags) {
  Handle& of = handle(file);
  DiskFile::Locks& locks = of.file->locks;
  for (int slot = offset; slot < offset + count; ++slot) {
    const auto at = static_cast<std::size_t>(slot);
    const unsigned bit = 1U << at;
    const void* owner = locks.memory_exclusive.at(at);
    const int others = locks.memory_shared.at(at) - ((of.memory_shared & bit) != 0 ? 1 : 0);
    const bool locking = (flags & SQLITE_SHM_LOCK) != 0;
    if (locking && ((owner != nullptr && owner != &of) ||
                    ((flags & SQLITE_SHM_EXCLUSIVE) != 0 && others > 0))) {
      return SQLITE_BUSY;
    }
  }
  for (int slot = offset; slot < offset + count; ++slot) {
    const auto at = static_cast<std::size_t>(slot);
    const unsigned bit = 1U << at;
    if ((flags & SQLITE_SHM_LOCK) != 0) {
      if ((flags & SQLITE_SHM_EXCLUSIVE) != 0) {
        locks.memory_exclusive.at(at) = &of;
        of.memory_exclusive |= bit;
      } else if ((of.memory_shared & bit) == 0) {
        ++locks.memory_shared.at(at);
        of.memory_shared |= bit;
      }
      continue;
    }
    if ((of.memory_exclusive & bit) != 0) {
      locks.memory_exclusive.at(at) = nullptr;
    }
    if ((of.memory_shared & bit) != 0) {
      --locks.memory_shared.at(at);
    }
    of.memory_exclusive &= ~bit;
    of.memory_shared &= ~bit;
  }
  return SQLITE_OK;
}

void shared_memory_barrier(sqlite3_file* /*file*/) {}

int unmap_shared_memory(sqlite3_file* file, int is_deleting) {
  Handle& of = handle(file);
  constexpr int kSlots = 8;
  (void)lock_shared_memory(file, 0, kSlots, SQLITE_SHM_UNLOCK);
  if (is_deleting != 0) {
    of.file->locks.memory.clear();
  }
  return SQLITE_OK;
}

int close_file(sqlite3_file* file) {
  Handle& closed = handle(file);
  (void)unlock_file(file, SQLITE_LOCK_NONE);
  closed.~Handle();
  return SQLITE_OK;
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

int open_file(sqlite3_vfs* /*vfs*/, const char* path, sqlite3_file* memory, int flags,
              int* out_flags) {
  memory->pMethods = nullptr;
  std::string name;
  // An unnamed file is asked for only by a scratch database that has outgrown its memory: on this
  // disk there is no folder for such.
  Disk* disk = path == nullptr ? nullptr : Disk::of(path, name);
  DiskFile* file = disk == nullptr ? nullptr : disk->find(name);
  process().last_error = 0;
  if (disk == nullptr || disk->is_off()) {
    return SQLITE_CANTOPEN;
  }
  if (file == nullptr) {
    if ((flags & SQLITE_OPEN_CREATE) == 0) {
      process().last_error = ENOENT;
      return SQLITE_CANTOPEN;
    }
    file = &disk->created(name);
  }
  auto* opened = new (memory) Handle();
  opened->disk = disk;
  opened->file = file;
  // As SQLite's unix VFS does for every new journal and log.
  opened->syncs_folder = (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL)) != 0;
  opened->pMethods = &kMethods;
  if (out_flags != nullptr) {
    *out_flags = flags;
  }
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs* /*vfs*/, const char* path, int is_syncing) {
  std::string name;
  Disk* disk = Disk::of(path, name);
  if (disk == nullptr || disk->find(name) == nullptr) {
    return SQLITE_IOERR_DELETE_NOENT;
  }
  return disk->remove(name, is_syncing != 0) ? SQLITE_OK : SQLITE_IOERR_DELETE;
}

int access_file(sqlite3_vfs* /*vfs*/, const char* path, int /*flags*/, int* result) {
  std::string name;
  Disk* disk = Disk::of(path, name);
  const DiskFile* file = disk == nullptr ? nullptr : disk->find(name);
  // As SQLite's unix VFS answers for an empty file.
  *result = file != nullptr && !file->now.empty() ? 1 : 0;
  return SQLITE_OK;
}

int full_path(sqlite3_vfs* /*vfs*/, const char* path, int size, char* out) {
  sqlite3_snprintf(size, out, "%s", path);
  return SQLITE_OK;
}

int randomness(sqlite3_vfs* /*vfs*/, int size, char* out) {
  for (int i = 0; i < size; ++i) {
    out[i] = static_cast<char>(process().dice.next());
  }
  return size;
}

int sleep_for_microseconds(sqlite3_vfs* /*vfs*/, int microseconds) {
  return microseconds;  // nobody else runs meanwhile
}

int current_time(sqlite3_vfs* /*vfs*/, double* out) {
  *out = 2'500'000.5;  // no statement of the product asks
  return SQLITE_OK;
}

int last_error(sqlite3_vfs* /*vfs*/, int /*size*/, char* /*out*/) {
  return process().last_error;
}

}  // namespace

void register_disk_vfs() {
  static sqlite3_vfs vfs{};
  if (vfs.zName != nullptr) {
    return;
  }
  vfs.iVersion = 1;
  vfs.szOsFile = sizeof(Handle);
  vfs.mxPathname = 512;
  vfs.zName = kDiskVfs;
  vfs.xOpen = open_file;
  vfs.xDelete = delete_file;
  vfs.xAccess = access_file;
  vfs.xFullPathname = full_path;
  vfs.xRandomness = randomness;
  vfs.xSleep = sleep_for_microseconds;
  vfs.xCurrentTime = current_time;
  vfs.xGetLastError = last_error;
  sqlite3_vfs_register(&vfs, 1);
}

void seed_sqlite(std::uint64_t seed) {
  process().dice = Dice(seed);
  sqlite3_randomness(0, nullptr);
}

}  // namespace outreach::simulation
