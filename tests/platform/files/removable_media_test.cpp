#include "platform/files/removable_media.h"

#include <filesystem>
#include <fstream>

#include "platform/worker/worker.h"
#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"

namespace outreach {
namespace {

// What the kernel would say, in files.
class Kernel {
 public:
  // A disk with one partition "<name>1".
  void disk(const std::string& name, const std::string& bus, bool removable) {
    const Path device = folder_ / ("devices/" + bus + "/block/" + name);
    std::filesystem::create_directories(device / (name + "1"));
    std::ofstream(device / "removable") << (removable ? "1\n" : "0\n");
    std::ofstream(device / (name + "1") / "partition") << "1\n";
    std::filesystem::create_directories(folder_ / "class");
    std::filesystem::create_directory_symlink(device, folder_ / ("class/" + name));
    std::filesystem::create_directory_symlink(device / (name + "1"),
                                              folder_ / ("class/" + name + "1"));
  }
  void mount(const std::string& source, const std::string& point, const std::string& type = "vfat",
             const std::string& options = "rw,nosuid") {
    mounts_ +=
        "36 28 8:17 / " + point + " " + options + " shared:20 - " + type + " " + source + " rw\n";
    std::ofstream(folder_ / "mountinfo") << mounts_;
  }
  std::vector<RemovableMedium> mounted() const {
    const auto media = make_removable_media({folder_ / "mountinfo", folder_ / "class"})->mounted();
    REQUIRE(media);
    return *media;
  }

 private:
  testing::TemporaryFolder folder_;
  std::string mounts_;
};

TEST_CASE("Removable media: sticks and USB disks are, the machine's own disks are not",
          "[removable]") {
  Kernel kernel;
  kernel.disk("sda", "pci/ata1", false);
  kernel.disk("sdb", "pci/usb1/1-2", true);
  kernel.disk("sdc", "pci/usb2/2-1", false);
  kernel.disk("mmcblk0p", "pci/card", true);
  kernel.mount("proc", "/proc", "proc");
  kernel.mount("/dev/sda1", "/", "ext4");
  kernel.mount("/dev/sda1", "/home", "ext4");
  kernel.mount("/dev/sdb1", "/media/kiosk/U\\040盘");
  kernel.mount("/dev/sdb1", "/mnt/again");
  kernel.mount("/dev/sdc1", "/media/case", "exfat", "ro,nosuid");
  kernel.mount("/dev/mmcblk0p1", "/media/card");
  kernel.mount("/dev/gone1", "/media/gone");
  CHECK(kernel.mounted() == std::vector<RemovableMedium>{{"/media/kiosk/U 盘", "/dev/sdb1", false},
                                                         {"/media/case", "/dev/sdc1", true},
                                                         {"/media/card", "/dev/mmcblk0p1", false}});
}

TEST_CASE("Removable media: a system that runs from a stick does not offer it", "[removable]") {
  Kernel kernel;
  kernel.disk("sdb", "pci/usb1/1-2", true);
  kernel.mount("/dev/sdb", "/boot/efi");
  kernel.mount("/dev/sdb1", "/home", "ext4");
  CHECK(kernel.mounted().empty());
}

TEST_CASE("Removable media: a disc is no stick, and nonsense is passed over", "[removable]") {
  Kernel kernel;
  kernel.disk("sr0", "pci/usb1/1-3", true);
  kernel.mount("/dev/sr0", "/media/disc", "iso9660", "ro");
  kernel.mount("/dev/sdb1\n\n1 2 3\n - - - -\n/dev/../../etc", "/x");
  CHECK(kernel.mounted().empty());
}

TEST_CASE("Removable media: who waits for a change can be stopped", "[removable]") {
  const auto media = make_removable_media();
  REQUIRE(media->mounted());
  bool changed = true;
  {
    ThreadWorker worker;
    worker.post([&] {
      while (media->wait_for_change()) {
      }
      changed = false;
    });
    media->stop();
  }
  CHECK_FALSE(changed);
}

}  // namespace
}  // namespace outreach
