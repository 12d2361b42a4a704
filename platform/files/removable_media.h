// Which removable media are mounted, and when that changes. Linux: /proc and /sys, no daemon.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/files/files.h"

namespace outreach {

struct RemovableMedium {
  Path folder;         // where it is mounted
  std::string device;  // such as /dev/sdb1
  bool is_read_only = false;
  bool operator==(const RemovableMedium&) const = default;
};

class RemovableMedia {
 public:
  virtual ~RemovableMedia() = default;
  // In the order they were mounted. Counts as removable: a block device that /sys says can be taken
  // out, or that hangs on a USB bus; not one that holds /, /usr, /boot or below, and no optical
  // disc. Any thread.
  virtual Result<std::vector<RemovableMedium>> mounted() = 0;
  // Blocks until something was mounted or unmounted since the last call, or stop() was called;
  // false: stopped. One thread.
  virtual bool wait_for_change() = 0;
  // wait_for_change answers false from now on. Any thread.
  virtual void stop() = 0;
};

// Where the kernel says it; other folders stand in for them in tests.
struct KernelFolders {
  Path mountinfo = "/proc/self/mountinfo";
  Path block_devices = "/sys/class/block";
};
std::unique_ptr<RemovableMedia> make_removable_media(const KernelFolders& kernel = {});

}  // namespace outreach
