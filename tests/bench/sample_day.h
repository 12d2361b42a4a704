// Entries like a real day's, made from a number: the same number gives the same entry.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "sync/journal/journal.h"

namespace outreach::bench {

domain::Record sample_record(std::uint64_t number);
// Opens an outing and gives its sequence.
journal::Sequence open_sample_outing(journal::Journal& journal);

// The value, or the end of the program with the reason.
template <typename T>
T must(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "bench: %s\n", result.error().context.c_str());
    std::exit(1);
  }
  return *std::move(result);
}

inline void must(const Result<void>& result) {
  if (!result) {
    std::fprintf(stderr, "bench: %s\n", result.error().context.c_str());
    std::exit(1);
  }
}

}  // namespace outreach::bench
