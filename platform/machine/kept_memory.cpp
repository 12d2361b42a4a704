#include "platform/machine/kept_memory.h"

#include <algorithm>
#include <malloc.h>

namespace outreach {

void keep_freed_memory(std::size_t bytes) {
  // glibc maps larger pieces one by one and unmaps each when it is freed; this is the most it takes
  // (mallopt(3)).
  constexpr std::size_t kMappedApartFrom = 32 << 20;
  mallopt(M_MMAP_THRESHOLD, static_cast<int>(std::min(bytes, kMappedApartFrom)));
  mallopt(M_TRIM_THRESHOLD, static_cast<int>(std::min<std::size_t>(bytes, 1 << 30)));
}

void return_freed_memory() {
  // Where glibc begins by itself; said, it stays there instead of following the largest piece that
  // was ever freed.
  constexpr int kPicture = 128 << 10;
  mallopt(M_MMAP_THRESHOLD, kPicture);
  mallopt(M_TRIM_THRESHOLD, kPicture);
}

void return_freed_memory_now() {
  malloc_trim(0);
}

}  // namespace outreach
