// What the county answers to who asks for packs. Content is public: nobody has to say who they are.
// Private to sync/ledger.
#pragma once

#include <cstdint>
#include <deque>
#include <string_view>
#include <utility>

#include "sync/ledger/ledger.h"
#include "sync/ledger/pack_shelf.h"

namespace outreach::ledger {

class PackRoutes {
 public:
  explicit PackRoutes(PackShelf shelf) : shelf_(std::move(shelf)) {}

  static bool is_for(std::string_view target);
  Response answer(const Request& request);
  const PackShelf& shelf() const {
    return shelf_;
  }

 private:
  Response manifest(std::string_view name_and_version);
  Response file(const Request& request, std::string_view hash_text);
  Result<const Bytes*> held(const crypto::Hash& hash);

  PackShelf shelf_;
  // The files asked for last: every kiosk asks for the same ones, in many pieces.
  std::deque<std::pair<crypto::Hash, Bytes>> newest_asked_;
};

// The part of a file that a Range header asks for (RFC 9110, section 14.2).
struct ByteRange {
  enum class Kind { Whole, Part, Unsatisfiable } kind = Kind::Whole;
  std::uint64_t first = 0;
  std::uint64_t last = 0;  // inclusive
};
// Whole for an absent or malformed header, another unit, and several ranges, as the RFC allows.
ByteRange read_range(std::string_view header, std::uint64_t length);

}  // namespace outreach::ledger
