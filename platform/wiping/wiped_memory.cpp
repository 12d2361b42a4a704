// The replaceable allocation functions ([new.delete] of the C++ standard): the plain forms, which
// the array and nothrow forms of the C++ library call, and those for large alignments.
#include "platform/wiping/wiped_memory.h"

// The sanitizers bring their own, which watch what we would replace: there nothing is overwritten.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer) || __has_feature(address_sanitizer)
#define OUTREACH_KEEPS_OPERATOR_NEW
#endif
#endif

#include <atomic>
#include <cstdlib>
#include <malloc.h>
#include <new>
#include <string.h>

namespace outreach {
namespace {

std::atomic<bool> wipes{false};

#ifndef OUTREACH_KEEPS_OPERATOR_NEW

void give_back(void* memory) noexcept {
  if (memory != nullptr && wipes.load(std::memory_order_relaxed)) {
    explicit_bzero(memory, malloc_usable_size(memory));
  }
  std::free(memory);
}

void* take(std::size_t bytes, std::size_t alignment) {
  const std::size_t least = bytes == 0 ? 1 : bytes;
  while (true) {
    void* memory = nullptr;
    if (alignment == 0) {
      memory = std::malloc(least);
    } else if (posix_memalign(&memory, alignment, least) != 0) {
      memory = nullptr;
    }
    if (memory != nullptr) {
      return memory;
    }
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) {
      throw std::bad_alloc();
    }
    handler();
  }
}

#endif

}  // namespace

void wipe_freed_memory() {
  wipes.store(true, std::memory_order_relaxed);
}

}  // namespace outreach

#ifndef OUTREACH_KEEPS_OPERATOR_NEW

void* operator new(std::size_t bytes) {
  return outreach::take(bytes, 0);
}
void* operator new(std::size_t bytes, std::align_val_t alignment) {
  return outreach::take(bytes, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept {
  outreach::give_back(memory);
}
void operator delete(void* memory, std::size_t /*bytes*/) noexcept {
  outreach::give_back(memory);
}
void operator delete(void* memory, std::align_val_t /*alignment*/) noexcept {
  outreach::give_back(memory);
}
void operator delete(void* memory, std::size_t /*bytes*/, std::align_val_t /*alignment*/) noexcept {
  outreach::give_back(memory);
}

#endif
