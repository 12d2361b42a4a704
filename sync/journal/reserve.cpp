#include "sync/journal/reserve.h"

#include <utility>

namespace outreach::journal {
namespace {

// Free space that must be there before the reserve is made, in reserves: itself and as much again.
constexpr std::uint64_t kRoomToMakeIt = 2;

}  // namespace

Reserve::Reserve(Files& files, Path path, std::uint64_t bytes)
    : files_(&files), path_(std::move(path)), bytes_(bytes) {}

void Reserve::make_way() {
  const auto free = files_->free_bytes(path_.parent_path());
  if (free && *free < bytes_) {
    give_up();
  }
}

void Reserve::keep() {
  if (bytes_ == 0) {
    return;
  }
  if (!files_->exists(path_)) {
    const auto free = files_->free_bytes(path_.parent_path());
    if (!free || *free / kRoomToMakeIt < bytes_) {
      return;
    }
  }
  // One that is there is looked at too: a backup may have brought it back without its blocks. What
  // went wrong is_missing tells.
  (void)files_->reserve(path_, bytes_).has_value();
}

bool Reserve::give_up() {
  return files_->exists(path_) && files_->remove(path_).has_value();
}

bool Reserve::is_missing() const {
  return bytes_ > 0 && !files_->exists(path_);
}

}  // namespace outreach::journal
