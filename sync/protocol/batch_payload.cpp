#include "sync/protocol/batch_payload.h"

#include <algorithm>
#include <string>
#include <utility>

namespace outreach::protocol {
namespace {

constexpr std::uint8_t kTrustedFlag = 1;
constexpr std::uint8_t kBodyFlag = 2;
constexpr std::uint8_t kHashGivenFlag = 4;
constexpr std::uint8_t kAllFlags = kTrustedFlag | kBodyFlag | kHashGivenFlag;

Error corrupt_payload(const char* what) {
  return {ErrorCode::Corrupt, std::string("batch payload: ") + what};
}

// Position of `value` in `table`, appended when new.
template <typename Value>
std::size_t index_in(std::vector<Value>& table, const Value& value) {
  const auto found = std::find(table.begin(), table.end(), value);
  if (found != table.end()) {
    return static_cast<std::size_t>(found - table.begin());
  }
  table.push_back(value);
  return table.size() - 1;
}

class PayloadReader {
 public:
  PayloadReader(ByteView payload, std::size_t count) : in_(payload), entries_(count) {}

  Result<std::vector<CarriedEntry>> read(domain::Sequence first) {
    if (in_.varint() != entries_.size()) {
      return corrupt_payload("it holds another number of entries than its header says");
    }
    const bool tables = read_kinds() && read_boots();
    if (!tables || !read_indexed() || !read_numbers()) {
      return corrupt_payload("a table or column breaks the rules");
    }
    if (!read_bodies() || !read_given_hashes() || in_.remaining() != 0) {
      return corrupt_payload("bodies or hashes are cut, too long, or followed by something");
    }
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      entries_[i].envelope.sequence = first + i;
    }
    if (!gaps_are_explained()) {
      return corrupt_payload(
          "a hash is given where it has to be computed, or a damaged entry says more "
          "than its place");
    }
    return std::move(entries_);
  }

 private:
  bool read_kinds() {
    const std::uint64_t size = in_.varint();
    if (size > kDistinctKindsMax) {
      return false;
    }
    for (std::uint64_t i = 0; i < size; ++i) {
      const std::uint64_t length = in_.varint();
      if (length > domain::kKindMax) {
        return false;
      }
      kinds_.emplace_back(text_of(in_.raw(static_cast<std::size_t>(length))));
      if (!domain::is_kind_name(kinds_.back())) {
        return false;
      }
    }
    return !in_.failed();
  }

  bool read_boots() {
    const std::uint64_t size = in_.varint();
    if (size > kDistinctBootsMax) {
      return false;
    }
    for (std::uint64_t i = 0; i < size && !in_.failed(); ++i) {
      boots_.push_back(in_.array<8>());
    }
    return !in_.failed();
  }

  bool read_indexed() {
    for (CarriedEntry& entry : entries_) {
      const std::uint64_t kind = in_.varint();
      if (kind >= kinds_.size()) {
        return false;
      }
      entry.envelope.kind = kinds_[static_cast<std::size_t>(kind)];
    }
    for (CarriedEntry& entry : entries_) {
      const std::uint64_t boot = in_.varint();
      if (boot >= boots_.size()) {
        return false;
      }
      entry.envelope.boot = boots_[static_cast<std::size_t>(boot)];
    }
    flags_.reserve(entries_.size());
    for (CarriedEntry& entry : entries_) {
      flags_.push_back(in_.u8());
      if (flags_.back() > kAllFlags) {
        return false;
      }
      entry.envelope.device_time_trusted = (flags_.back() & kTrustedFlag) != 0;
    }
    return !in_.failed();
  }

  // Adds as unsigned numbers: a hostile difference wraps instead of overflowing.
  static std::uint64_t plus(std::uint64_t value, std::int64_t difference) {
    return value + static_cast<std::uint64_t>(difference);
  }

  bool read_numbers() {
    std::uint64_t time = 0;
    for (CarriedEntry& entry : entries_) {
      time = plus(time, in_.zigzag());
      entry.envelope.device_time =
          WallTime(std::chrono::milliseconds(static_cast<std::int64_t>(time)));
    }
    std::uint64_t monotonic = 0;
    for (CarriedEntry& entry : entries_) {
      monotonic = plus(monotonic, in_.zigzag());
      entry.envelope.monotonic = MonotonicTime{static_cast<std::int64_t>(monotonic)};
    }
    std::uint64_t outing = 0;
    for (CarriedEntry& entry : entries_) {
      outing = plus(outing, in_.zigzag());
      entry.envelope.outing = outing;
    }
    for (CarriedEntry& entry : entries_) {
      entry.envelope.salt = in_.array<16>();
    }
    return !in_.failed();
  }

  bool read_bodies() {
    std::vector<std::size_t> sizes;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if ((flags_[i] & kBodyFlag) == 0) {
        sizes.push_back(0);
        continue;
      }
      const std::uint64_t size = in_.varint();
      if (size > domain::kBodyBytesMax) {
        return false;
      }
      sizes.push_back(static_cast<std::size_t>(size));
    }
    for (std::size_t i = 0; i < entries_.size() && !in_.failed(); ++i) {
      if ((flags_[i] & kBodyFlag) == 0) {
        entries_[i].envelope.body_hash = in_.array<32>();
      } else {
        const ByteView body = in_.raw(sizes[i]);
        entries_[i].body.emplace(body.begin(), body.end());
      }
    }
    return !in_.failed();
  }

  bool read_given_hashes() {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if ((flags_[i] & kHashGivenFlag) != 0) {
        entries_[i].given_hash = in_.array<32>();
      }
    }
    return !in_.failed();
  }

  // A hash that is given proves nothing, so it is taken only where none can be computed.
  bool gaps_are_explained() const {
    // What stands before the first entry of a batch is in another batch.
    bool after_damaged = entries_.front().envelope.sequence > 1;
    for (const CarriedEntry& entry : entries_) {
      const bool right = entry.is_damaged()
                             ? entry.given_hash && !entry.body && entry.envelope.outing == 0 &&
                                   entry.envelope.body_hash == Hash{}
                             : !entry.given_hash || after_damaged;
      if (!right) {
        return false;
      }
      after_damaged = entry.is_damaged();
    }
    return true;
  }

  ByteReader in_;
  std::vector<CarriedEntry> entries_;
  std::vector<std::string> kinds_;
  std::vector<std::array<std::uint8_t, 8>> boots_;
  std::vector<std::uint8_t> flags_;
};

// Returns how many kinds there are.
std::size_t write_tables_and_indices(ByteWriter& out, const std::vector<CarriedEntry>& entries) {
  std::vector<std::string> kinds;
  std::vector<std::array<std::uint8_t, 8>> boots;
  ByteWriter kind_column;
  ByteWriter boot_column;
  for (const CarriedEntry& entry : entries) {
    kind_column.varint(index_in(kinds, entry.envelope.kind));
    boot_column.varint(index_in(boots, entry.envelope.boot));
  }
  out.varint(kinds.size());
  for (const std::string& kind : kinds) {
    out.varint(kind.size()).text(kind);
  }
  out.varint(boots.size());
  for (const auto& boot : boots) {
    out.raw(boot);
  }
  out.raw(kind_column.bytes()).raw(boot_column.bytes());
  return kinds.size();
}

template <typename Get>
void write_differences(ByteWriter& out, const std::vector<CarriedEntry>& entries, Get get) {
  std::uint64_t previous = 0;
  for (const CarriedEntry& entry : entries) {
    const auto value = static_cast<std::uint64_t>(get(entry.envelope));
    out.zigzag(static_cast<std::int64_t>(value - previous));
    previous = value;
  }
}

void write_bodies_and_hashes(ByteWriter& out, const std::vector<CarriedEntry>& entries) {
  for (const CarriedEntry& entry : entries) {
    if (entry.body) {
      out.varint(entry.body->size());
    }
  }
  for (const CarriedEntry& entry : entries) {
    out.raw(entry.body ? ByteView(*entry.body) : ByteView(entry.envelope.body_hash));
  }
  for (const CarriedEntry& entry : entries) {
    if (entry.given_hash) {
      out.raw(*entry.given_hash);
    }
  }
}

}  // namespace

Result<Bytes> encode_payload(const std::vector<CarriedEntry>& entries) {
  if (entries.empty() || entries.size() > kBatchEntriesMax) {
    return Error{ErrorCode::TooLarge,
                 "batch: a batch holds 1 to " + std::to_string(kBatchEntriesMax) + " entries"};
  }
  ByteWriter out;
  out.varint(entries.size());
  if (write_tables_and_indices(out, entries) > kDistinctKindsMax) {
    return Error{ErrorCode::TooLarge, "batch: more kinds of entries than one batch may hold"};
  }
  for (const CarriedEntry& entry : entries) {
    out.u8(static_cast<std::uint8_t>((entry.envelope.device_time_trusted ? kTrustedFlag : 0) |
                                     (entry.body ? kBodyFlag : 0) |
                                     (entry.given_hash ? kHashGivenFlag : 0)));
  }
  write_differences(out, entries, [](const domain::Envelope& e) {
    return e.device_time.time_since_epoch().count();
  });
  write_differences(out, entries,
                    [](const domain::Envelope& e) { return e.monotonic.milliseconds; });
  write_differences(out, entries, [](const domain::Envelope& e) { return e.outing; });
  for (const CarriedEntry& entry : entries) {
    out.raw(entry.envelope.salt);
  }
  write_bodies_and_hashes(out, entries);
  if (out.bytes().size() > kBatchPayloadMax) {
    return Error{ErrorCode::TooLarge, "batch: over the limit before compression"};
  }
  return out.take();
}

Result<std::vector<CarriedEntry>> decode_payload(ByteView payload, domain::Sequence first,
                                                 std::size_t count) {
  if (count == 0 || count > kBatchEntriesMax) {
    return corrupt_payload("an impossible number of entries");
  }
  return PayloadReader(payload, count).read(first);
}

}  // namespace outreach::protocol
