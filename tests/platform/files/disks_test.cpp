// Which disk a path lies on, and what lies inside what.
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/sysmacros.h>

#include "platform/files/files.h"
#include "platform/files/posix.h"
#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"

namespace outreach {
namespace {

using testing::TemporaryFolder;

// The system's folders of a machine with one disk sda (8:0), cut into sda1 (8:1).
struct Machine {
  Machine() {
    const Path disk = root / "sys/devices/ata1/sda";
    std::filesystem::create_directories(disk / "sda1");
    std::filesystem::create_directories(root / "sys/dev/block");
    write(disk / "dev", "8:0\n");
    write(disk / "sda1/dev", "8:1\n");
    write(disk / "sda1/partition", "1\n");
    std::filesystem::create_symlink("../../devices/ata1/sda", root / "sys/dev/block/8:0");
    std::filesystem::create_symlink("../../devices/ata1/sda/sda1", root / "sys/dev/block/8:1");
  }
  static void write(const Path& path, const std::string& text) {
    std::ofstream(path) << text;
  }
  TemporaryFolder root;
};

TEST_CASE("Disks: a partition lies on its disk", "[files]") {
  const Machine machine;
  const Path root = machine.root.path();
  CHECK(posix::whole_disk(makedev(8, 1), root) == makedev(8, 0));
  CHECK(posix::whole_disk(makedev(8, 0), root) == makedev(8, 0));
}

TEST_CASE("Disks: what the system does not know as a partition is a disk of its own", "[files]") {
  const Machine machine;
  const Path root = machine.root.path();
  CHECK(posix::whole_disk(makedev(0, 42), root) == makedev(0, 42));
  CHECK(posix::whole_disk(makedev(0, 42), root / "no-system") == makedev(0, 42));
  for (const char* nonsense : {"", "8", "8:", "8:0:1", "a:b"}) {
    Machine::write(root / "sys/devices/ata1/sda/dev", nonsense);
    CHECK(posix::whole_disk(makedev(8, 1), root) == makedev(8, 1));
  }
}

TEST_CASE("Disks: the kernel's own file system is not the temporary folder's disk", "[files]") {
  const TemporaryFolder folder;
  SystemFiles files;
  const auto here = files.disk_of(folder.path());
  const auto kernel = files.disk_of("/proc");
  REQUIRE(here);
  REQUIRE(kernel);
  CHECK(*here != *kernel);
}

TEST_CASE("Disks: what lies inside a folder is told whatever way it is written", "[files]") {
  const TemporaryFolder folder;
  const Path data = folder / "data";
  std::filesystem::create_directories(data / "below");
  std::filesystem::create_directory_symlink(data / "below", folder / "link");
  for (const Path& inner : {data, data / "", data / "below", data / "not" / "yet there",
                            data / "below" / ".." / "below", folder / "link"}) {
    INFO(inner.string());
    CHECK(is_inside(inner, data));
    CHECK(is_inside(inner, data / ""));
  }
  for (const Path& outside : {folder.path(), folder / "data2", data / "..", Path("/")}) {
    INFO(outside.string());
    CHECK_FALSE(is_inside(outside, data));
  }
  CHECK(is_inside(data, "/"));
}

}  // namespace
}  // namespace outreach
