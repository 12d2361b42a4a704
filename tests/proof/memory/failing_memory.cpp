#include "tests/proof/memory/failing_memory.h"

#include <cstdlib>
#include <new>

#include <sqlite3.h>

namespace outreach::testing {

namespace {

struct Armed {
  Memory memory = Memory::OfNew;
  std::size_t left = 0;  // 0: nothing will fail
  bool has_failed = false;
};

Armed& armed() {
  static Armed state;
  return state;
}

bool fails(Memory memory) {
  Armed& state = armed();
  if (state.memory != memory || state.left == 0 || --state.left > 0) {
    return false;
  }
  state.has_failed = true;
  return true;
}

sqlite3_mem_methods& real_methods() {
  static sqlite3_mem_methods methods;
  return methods;
}

void* allocate(int size) {
  return fails(Memory::OfSqlite) ? nullptr : real_methods().xMalloc(size);
}

void* reallocate(void* block, int size) {
  return fails(Memory::OfSqlite) ? nullptr : real_methods().xRealloc(block, size);
}

}  // namespace

void stand_under_sqlite() {
  static const bool is_done = [] {
    sqlite3_shutdown();
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real_methods());
    sqlite3_mem_methods methods = real_methods();
    methods.xMalloc = allocate;
    methods.xRealloc = reallocate;
    // Without lookaside every small allocation is one that can fail.
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK &&
           sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0) == SQLITE_OK &&
           sqlite3_initialize() == SQLITE_OK;
  }();
  if (!is_done) {
    std::abort();
  }
}

void run_out_in(Memory memory, std::size_t nth) {
  armed() = Armed{memory, nth, false};
}

bool stop_running_out() {
  armed().left = 0;
  return armed().has_failed;
}

}  // namespace outreach::testing

// The whole program's. Aligned forms are left as they are: nothing here uses them.
void* operator new(std::size_t size) {
  if (outreach::testing::fails(outreach::testing::Memory::OfNew)) {
    throw std::bad_alloc();
  }
  void* block = std::malloc(size == 0 ? 1 : size);
  if (block == nullptr) {
    throw std::bad_alloc();
  }
  return block;
}

void* operator new(std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
  return outreach::testing::fails(outreach::testing::Memory::OfNew)
             ? nullptr
             : std::malloc(size == 0 ? 1 : size);
}

void operator delete(void* block) noexcept {
  std::free(block);
}

void operator delete(void* block, const std::nothrow_t& /*tag*/) noexcept {
  std::free(block);
}

void operator delete(void* block, std::size_t /*size*/) noexcept {
  std::free(block);
}
