/* A disk on which every call takes long, put under a whole program by LD_PRELOAD: open, read, write, sync, stat, rename
 * and unlink of what lies in some folders. From the moment a marker file is there, so that a program may start first.
 *
 *   OUTREACH_SLOW_FOLDERS  folders, separated by ':'
 *   OUTREACH_SLOW_MARKER   the file that makes them slow
 *   OUTREACH_SLOW_MS       how long a call takes, in milliseconds
 *
 * At its end the program says on standard error how many calls were slow, and how many of them the main thread made.
 * What the C library does by itself (the messages' catalogues, fread's refills) passes by; a file is slow to open in
 * any case. */
#define _GNU_SOURCE
#undef _FORTIFY_SOURCE /* its open() is a macro */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { kDescriptors = 4096 };

static atomic_bool slow_descriptors[kDescriptors];
static atomic_bool is_slow;
static atomic_ulong slow_calls;
static atomic_ulong slow_calls_of_main_thread;

/* The function that this library stands in front of. */
#define REAL(name) real_function(#name)

static void* real_function(const char* name) {
  void* function = dlsym(RTLD_NEXT, name);
  if (function == NULL) {
    abort();
  }
  return function;
}

static int marker_is_there(void) {
  if (!atomic_load(&is_slow)) {
    const int before = errno;
    const char* marker = getenv("OUTREACH_SLOW_MARKER");
    atomic_store(&is_slow, marker != NULL && access(marker, F_OK) == 0);
    errno = before;
  }
  return atomic_load(&is_slow);
}

static int is_below(const char* path, const char* folder, size_t length) {
  return length > 0 && strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

static int is_slow_path(const char* path) {
  const char* folders = getenv("OUTREACH_SLOW_FOLDERS");
  while (path != NULL && folders != NULL && *folders != '\0') {
    const size_t length = strcspn(folders, ":");
    if (is_below(path, folders, length)) {
      return 1;
    }
    folders += length + (folders[length] == ':');
  }
  return 0;
}

static int is_slow_descriptor(int descriptor) {
  return descriptor >= 0 && descriptor < kDescriptors && atomic_load(&slow_descriptors[descriptor]);
}

static int is_slow_at(int folder, const char* path) {
  return is_slow_path(path) || (path != NULL && path[0] != '/' && is_slow_descriptor(folder));
}

static void take_long(int wanted, const char* what, const char* path) {
  if (!wanted || !marker_is_there()) {
    return;
  }
  const int before = errno;
  atomic_fetch_add(&slow_calls, 1);
  if (gettid() == getpid()) {
    atomic_fetch_add(&slow_calls_of_main_thread, 1);
    fprintf(stderr, "slow disk: the main thread waits in %s %s\n", what, path);
  }
  const char* milliseconds = getenv("OUTREACH_SLOW_MS");
  poll(NULL, 0, milliseconds != NULL ? atoi(milliseconds) : 0);
  errno = before;
}

static void path_call(const char* what, const char* path) {
  take_long(is_slow_path(path), what, path);
}

static void descriptor_call(const char* what, int descriptor) {
  take_long(is_slow_descriptor(descriptor), what, "");
}

static int opened(int descriptor, int slow) {
  if (descriptor >= 0 && descriptor < kDescriptors) {
    atomic_store(&slow_descriptors[descriptor], slow != 0);
  }
  return descriptor;
}

__attribute__((destructor)) static void tell(void) {
  fprintf(stderr, "slow disk in all: %lu calls, %lu of them by the main thread\n", atomic_load(&slow_calls),
          atomic_load(&slow_calls_of_main_thread));
}

static int open_at(const char* name, int folder, const char* path, int flags, mode_t mode) {
  int (*real)(int, const char*, int, ...) = REAL(openat);
  const int slow = is_slow_at(folder, path);
  take_long(slow, name, path);
  return opened(real(folder, path, flags, mode), slow);
}

/* The mode stands there only where something may be made. */
#define WITH_MODE(call)                            \
  mode_t mode = 0;                                 \
  if ((flags & (O_CREAT | __O_TMPFILE)) != 0) {    \
    va_list rest;                                  \
    va_start(rest, flags);                         \
    mode = va_arg(rest, mode_t);                   \
    va_end(rest);                                  \
  }                                                \
  return call

int open(const char* path, int flags, ...) {
  WITH_MODE(open_at("open", AT_FDCWD, path, flags, mode));
}
int open64(const char* path, int flags, ...) {
  WITH_MODE(open_at("open", AT_FDCWD, path, flags | O_LARGEFILE, mode));
}
int openat(int folder, const char* path, int flags, ...) {
  WITH_MODE(open_at("openat", folder, path, flags, mode));
}
int openat64(int folder, const char* path, int flags, ...) {
  WITH_MODE(open_at("openat", folder, path, flags | O_LARGEFILE, mode));
}

static FILE* open_stream(const char* path, const char* how) {
  FILE* (*real)(const char*, const char*) = REAL(fopen);
  path_call("fopen", path);
  return real(path, how);
}
FILE* fopen(const char* path, const char* how) {
  return open_stream(path, how);
}
FILE* fopen64(const char* path, const char* how) {
  return open_stream(path, how);
}

int close(int descriptor) {
  int (*real)(int) = REAL(close);
  opened(descriptor, 0);
  return real(descriptor);
}

ssize_t read(int descriptor, void* bytes, size_t count) {
  ssize_t (*real)(int, void*, size_t) = REAL(read);
  descriptor_call("read", descriptor);
  return real(descriptor, bytes, count);
}
ssize_t write(int descriptor, const void* bytes, size_t count) {
  ssize_t (*real)(int, const void*, size_t) = REAL(write);
  descriptor_call("write", descriptor);
  return real(descriptor, bytes, count);
}

static ssize_t read_at(int descriptor, void* bytes, size_t count, off_t at) {
  ssize_t (*real)(int, void*, size_t, off_t) = REAL(pread);
  descriptor_call("pread", descriptor);
  return real(descriptor, bytes, count, at);
}
ssize_t pread(int descriptor, void* bytes, size_t count, off_t at) {
  return read_at(descriptor, bytes, count, at);
}
ssize_t pread64(int descriptor, void* bytes, size_t count, off64_t at) {
  return read_at(descriptor, bytes, count, at);
}

static ssize_t write_at(int descriptor, const void* bytes, size_t count, off_t at) {
  ssize_t (*real)(int, const void*, size_t, off_t) = REAL(pwrite);
  descriptor_call("pwrite", descriptor);
  return real(descriptor, bytes, count, at);
}
ssize_t pwrite(int descriptor, const void* bytes, size_t count, off_t at) {
  return write_at(descriptor, bytes, count, at);
}
ssize_t pwrite64(int descriptor, const void* bytes, size_t count, off64_t at) {
  return write_at(descriptor, bytes, count, at);
}

int fsync(int descriptor) {
  int (*real)(int) = REAL(fsync);
  descriptor_call("fsync", descriptor);
  return real(descriptor);
}
int fdatasync(int descriptor) {
  int (*real)(int) = REAL(fdatasync);
  descriptor_call("fdatasync", descriptor);
  return real(descriptor);
}

int stat(const char* path, struct stat* facts) {
  int (*real)(const char*, struct stat*) = REAL(stat);
  path_call("stat", path);
  return real(path, facts);
}
int lstat(const char* path, struct stat* facts) {
  int (*real)(const char*, struct stat*) = REAL(lstat);
  path_call("lstat", path);
  return real(path, facts);
}
int stat64(const char* path, struct stat64* facts) {
  int (*real)(const char*, struct stat64*) = REAL(stat64);
  path_call("stat", path);
  return real(path, facts);
}
int lstat64(const char* path, struct stat64* facts) {
  int (*real)(const char*, struct stat64*) = REAL(lstat64);
  path_call("lstat", path);
  return real(path, facts);
}

int rename(const char* from, const char* to) {
  int (*real)(const char*, const char*) = REAL(rename);
  take_long(is_slow_path(from) || is_slow_path(to), "rename", from);
  return real(from, to);
}
int unlink(const char* path) {
  int (*real)(const char*) = REAL(unlink);
  path_call("unlink", path);
  return real(path);
}
int unlinkat(int folder, const char* path, int flags) {
  int (*real)(int, const char*, int) = REAL(unlinkat);
  take_long(is_slow_at(folder, path), "unlinkat", path);
  return real(folder, path, flags);
}
