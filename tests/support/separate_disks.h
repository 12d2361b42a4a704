// The machine's files, where folders lie on the disks that the test says: one machine has one disk
// to test on.
#pragma once

#include <cstdint>
#include <vector>

#include "platform/files/files.h"

namespace outreach::testing {

class SeparateDisks final : public SystemFiles {
 public:
  // From here on the folder, which is there, and all in it lie on a disk of their own.
  void put_on_own_disk(Path folder) {
    folders_.push_back(std::move(folder));
  }

  Result<std::uint64_t> disk_of(const Path& path) override {
    const auto real = SystemFiles::disk_of(path);
    for (std::size_t i = 0; real && i < folders_.size(); ++i) {
      if (is_inside(path, folders_[i])) {
        return *real + 1 + i;
      }
    }
    return real;
  }

 private:
  std::vector<Path> folders_;
};

}  // namespace outreach::testing
