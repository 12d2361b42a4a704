#include "tests/support/unsynced_writes.h"

#include <algorithm>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace outreach::testing {

namespace {

void require(bool condition) {
  if (!condition) {
    std::abort();  // the disk under the tests does not work
  }
}

class RawFile {
 public:
  explicit RawFile(const std::filesystem::path& path)
      : descriptor_(open(path.c_str(), O_RDWR | O_CLOEXEC)) {
    require(descriptor_ >= 0);
  }
  ~RawFile() {
    close(descriptor_);
  }
  RawFile(const RawFile&) = delete;
  RawFile& operator=(const RawFile&) = delete;

  void write(std::uint64_t offset, const Bytes& content) const {
    const ssize_t size =
        pwrite(descriptor_, content.data(), content.size(), static_cast<off_t>(offset));
    require(size == static_cast<ssize_t>(content.size()));
  }
  void truncate(std::uint64_t size) const {
    require(ftruncate(descriptor_, static_cast<off_t>(size)) == 0);
  }

 private:
  int descriptor_;
};

}  // namespace

void UnsyncedWrites::wrote(std::uint64_t offset, Bytes content, Bytes previous,
                           std::uint64_t previous_size) {
  changes_.push_back({offset, std::move(content), false, std::move(previous), previous_size, {}});
}

void UnsyncedWrites::truncated(std::uint64_t size, Bytes previous, std::uint64_t previous_size) {
  changes_.push_back({size, {}, true, std::move(previous), previous_size, {}});
}

void UnsyncedWrites::synced() {
  exists_safely_ = true;
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

void UnsyncedWrites::sync_failed() {
  for (Change& change : changes_) {
    if (change.fate == Fate::Pending) {
      change.fate = Fate::Lost;
    }
  }
}

void UnsyncedWrites::power_cut(const Survives& survives) {
  if (!exists_safely_) {
    unlink(path_.c_str());
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
    if (change.fate == Fate::Lost || (change.fate == Fate::Pending && !survives())) {
      continue;
    }
    if (change.is_truncation) {
      file.truncate(change.offset);
    } else {
      file.write(change.offset, change.content);
    }
  }
  changes_.clear();
}

}  // namespace outreach::testing
