// Which disk a path lies on, and what lies inside what.
#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <system_error>

#include "platform/base/text.h"
#include "platform/files/files.h"
#include "platform/files/posix.h"

namespace outreach {

namespace {

constexpr std::size_t kDeviceTextMax = 64;

// "8:0" as the kernel writes it.
std::optional<dev_t> device_from(std::string_view text) {
  const auto parts = split(text, ':');
  if (parts.size() != 2) {
    return std::nullopt;
  }
  std::array<unsigned, 2> numbers{};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const std::string_view part = parts[i];
    const auto [end, failed] = std::from_chars(part.data(), part.data() + part.size(), numbers[i]);
    if (failed != std::errc() || end != part.data() + part.size()) {
      return std::nullopt;
    }
  }
  return makedev(numbers[0], numbers[1]);
}

}  // namespace

std::uint64_t posix::whole_disk(dev_t device, const Path& root) {
  // Linux names every block device by its number; a partition's folder lies in its disk's and has a
  // file `partition` (sysfs-block). File systems without a device of their own have no such name.
  const Path name = root / "sys/dev/block" /
                    (std::to_string(major(device)) + ":" + std::to_string(minor(device)));
  std::error_code failed;
  const Path folder = std::filesystem::canonical(name, failed);
  if (failed || !std::filesystem::exists(folder / "partition", failed)) {
    return device;
  }
  SystemFiles files;
  const auto content = files.read(folder.parent_path() / "dev", kDeviceTextMax);
  const auto disk = content ? device_from(trimmed(text_of(*content))) : std::nullopt;
  return disk.value_or(device);
}

Result<std::uint64_t> SystemFiles::disk_of(const Path& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) {
    return posix::error_from(errno, "looking at", path);
  }
  return posix::whole_disk(status.st_dev);
}

bool is_inside(const Path& inner, const Path& outer) {
  const auto resolved = [](const Path& path) {
    std::error_code failed;
    const Path whole = std::filesystem::absolute(path, failed);
    Path clear = failed ? Path() : std::filesystem::weakly_canonical(whole, failed);
    // "folder/" has an empty last part, which would make it another path than "folder".
    return failed || clear.has_filename() ? clear : clear.parent_path();
  };
  const Path below = resolved(inner);
  const Path above = resolved(outer);
  const auto [above_end, rest] =
      std::mismatch(above.begin(), above.end(), below.begin(), below.end());
  return !below.empty() && !above.empty() && above_end == above.end();
}

}  // namespace outreach
