// The product's Files on the simulated disks. A write is whole and durable, as the contract says.
#pragma once

#include <string>
#include <vector>

#include "platform/files/files.h"
#include "tests/simulation/disk.h"

namespace outreach::simulation {

class DiskFiles final : public Files {
 public:
  Result<Bytes> read(const Path& path, std::size_t limit) override;
  Result<void> write_atomically(const Path& path, ByteView content, unsigned mode) override;
  // Folders need no making here; whose lock is taken for real has a real one.
  Result<void> make_folders(const Path& path) override;
  Result<void> remove(const Path& path) override;
  Result<void> rename(const Path& from, const Path& to) override;
  Result<std::vector<std::string>> list(const Path& folder) override;
  Result<void> reserve(const Path& path, std::uint64_t bytes) override;
  bool exists(const Path& path) override;
  Result<std::uint64_t> free_bytes(const Path& path) override;
  Result<std::uint64_t> disk_of(const Path& path) override;
};

}  // namespace outreach::simulation
