#include "tests/support/unsynced_writes.h"

#include <algorithm>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <unistd.h>
#include <utility>

namespace outreach::testing {

namespace {

void require_disk(bool condition) {
  if (!condition) {
    std::abort();  // the disk under the tests does not work
  }
}

class RawFile {
 public:
  explicit RawFile(const std::filesystem::path& path)
      : descriptor_(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    require_disk(descriptor_ >= 0);
  }
  ~RawFile() {
    close(descriptor_);
  }
  RawFile(const RawFile&) = delete;
  RawFile& operator=(const RawFile&) = delete;

  void write(std::uint64_t offset, ByteView content) const {
    const ssize_t size =
        pwrite(descriptor_, content.data(), content.size(), static_cast<off_t>(offset));
    require_disk(size == static_cast<ssize_t>(content.size()));
  }
  void truncate(std::uint64_t size) const {
    require_disk(ftruncate(descriptor_, static_cast<off_t>(size)) == 0);
  }

 private:
  int descriptor_;
};

// Writes those sectors of `content` that survived.
void write_surviving(const RawFile& file, std::uint64_t offset, ByteView content,
                     const UnsyncedWrites::Survives& survives, std::size_t change) {
  std::size_t sector = 0;
  while (!content.empty()) {
    const std::uint64_t until_next = kSectorBytes - offset % kSectorBytes;
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(until_next, content.size()));
    if (survives(change, sector++)) {
      file.write(offset, content.first(size));
    }
    offset += size;
    content = content.subspan(size);
  }
}

Bytes content_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return Bytes(std::istreambuf_iterator<char>(in), {});
}

}  // namespace

UnsyncedWrites::UnsyncedWrites(std::filesystem::path path, bool is_new)
    : path_(std::move(path)), is_creation_pending_(is_new) {}

void UnsyncedWrites::wrote(std::uint64_t offset, Bytes content, Bytes previous,
                           std::uint64_t previous_size) {
  changes_.push_back({offset, std::move(content), false, std::move(previous), previous_size, {}});
}

void UnsyncedWrites::truncated(std::uint64_t size, Bytes previous, std::uint64_t previous_size) {
  changes_.push_back({size, {}, true, std::move(previous), previous_size, {}});
}

void UnsyncedWrites::deleted() {
  if (!is_creation_pending_) {
    ghost_ = content_of(path_);
  }
  is_deleted_ = true;
  is_creation_pending_ = false;
  changes_.clear();
}

void UnsyncedWrites::created() {
  is_deleted_ = false;
  is_creation_pending_ = true;
}

void UnsyncedWrites::synced() {
  is_creation_pending_ = false;
  ghost_.reset();
  for (Change& change : changes_) {
    if (change.fate == Fate::Pending) {
      change.fate = Fate::Safe;
    }
  }
  const auto first_lost = std::find_if(changes_.begin(), changes_.end(), [](const Change& change) {
    return change.fate == Fate::Lost;
  });
  changes_.erase(changes_.begin(), first_lost);
}

void UnsyncedWrites::folder_synced() {
  is_creation_pending_ = false;
  ghost_.reset();
}

void UnsyncedWrites::sync_failed() {
  for (Change& change : changes_) {
    if (change.fate == Fate::Pending) {
      change.fate = Fate::Lost;
    }
  }
}

std::size_t UnsyncedWrites::pending() const {
  const auto writes = std::count_if(changes_.begin(), changes_.end(), [](const Change& change) {
    return change.fate == Fate::Pending;
  });
  return static_cast<std::size_t>(writes) + (is_creation_pending_ ? 1 : 0) +
         (ghost_.has_value() ? 1 : 0);
}

// Whether the file of now is there, after what was asked; puts back the one before it where that
// comes back instead.
bool UnsyncedWrites::survives_existing(const Survives& survives, std::size_t& asked) {
  const bool is_deletion_kept = !ghost_ || survives(asked++, 0);
  if (is_creation_pending_) {
    const bool is_creation_kept = survives(asked++, 0);
    if (is_deletion_kept && is_creation_kept) {
      return true;
    }
    // A folder is written in order: no new file of the name without the old one gone.
    unlink(path_.c_str());
  }
  if (!is_deletion_kept) {
    unlink(path_.c_str());
    RawFile(path_).write(0, *ghost_);
    return false;
  }
  if (is_deleted_) {
    unlink(path_.c_str());  // also where the power failed just as it was being removed
  }
  return !is_deleted_ && !is_creation_pending_;
}

void UnsyncedWrites::power_cut(const Survives& survives, std::size_t& asked) {
  if (!survives_existing(survives, asked)) {
    asked += static_cast<std::size_t>(
        std::count_if(changes_.begin(), changes_.end(),
                      [](const Change& change) { return change.fate == Fate::Pending; }));
    return;
  }
  if (!std::filesystem::exists(path_)) {
    return;
  }
  const RawFile file(path_);
  for (auto change = changes_.rbegin(); change != changes_.rend(); ++change) {
    file.write(change->offset, change->previous);
    file.truncate(change->previous_size);
  }
  for (const Change& change : changes_) {
    if (change.fate == Fate::Lost) {
      continue;
    }
    const bool is_pending = change.fate == Fate::Pending;
    const std::size_t number = is_pending ? asked++ : 0;
    if (!change.is_truncation) {
      const auto all = [](std::size_t, std::size_t) { return true; };
      write_surviving(file, change.offset, change.content, is_pending ? survives : Survives(all),
                      number);
    } else if (!is_pending || survives(number, 0)) {
      file.truncate(change.offset);
    }
  }
  changes_.clear();
}

}  // namespace outreach::testing
