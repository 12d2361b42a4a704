#include "platform/files/removable_media.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <poll.h>
#include <string_view>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "platform/base/text.h"
#include "platform/files/posix.h"

namespace outreach {
namespace {

constexpr std::size_t kMountinfoBytesMax = 4 << 20;
constexpr std::size_t kAttributeBytesMax = 4'096;

// A line of /proc/self/mountinfo, see proc(5).
struct Mount {
  std::string point;
  std::string options;
  std::string type;
  std::string source;
};

// Blanks in names are written as "\040", and so on.
std::string unescaped(std::string_view text) {
  std::string out;
  constexpr std::size_t kDigits = 3;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view digits = text.substr(std::min(i + 1, text.size()), kDigits);
    const bool is_octal =
        text[i] == '\\' && digits.size() == kDigits &&
        std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '7'; });
    if (!is_octal) {
      out += text[i];
      continue;
    }
    out += static_cast<char>((digits[0] - '0') * 64 + (digits[1] - '0') * 8 + (digits[2] - '0'));
    i += kDigits;
  }
  return out;
}

std::optional<Mount> read_line(std::string_view line) {
  const std::vector<std::string_view> words = split(line, ' ');
  constexpr std::size_t kPoint = 4;
  constexpr std::size_t kOptions = 5;
  const auto dash = std::find(words.begin(), words.end(), "-");
  if (words.size() <= kOptions || words.end() - dash < 3) {
    return std::nullopt;
  }
  return Mount{unescaped(words[kPoint]), std::string(words[kOptions]), std::string(dash[1]),
               unescaped(dash[2])};
}

bool has_option(std::string_view options, std::string_view wanted) {
  const auto all = split(options, ',');
  return std::find(all.begin(), all.end(), wanted) != all.end();
}

// The system itself may run from a stick.
bool is_of_the_system(const std::string& point) {
  constexpr std::array<std::string_view, 3> kSystem{"/usr", "/boot", "/etc"};
  return point == "/" || std::any_of(kSystem.begin(), kSystem.end(), [&](std::string_view folder) {
           return point == folder || point.starts_with(std::string(folder) + "/");
         });
}

class KernelMedia final : public RemovableMedia {
 public:
  explicit KernelMedia(KernelFolders kernel)
      : kernel_(std::move(kernel)), stopped_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (auto opened = posix::open_file(kernel_.mountinfo, O_RDONLY, 0, "opening")) {
      watched_ = *std::move(opened);
    }
  }

  Result<std::vector<RemovableMedium>> mounted() override {
    const auto text = files_.read(kernel_.mountinfo, kMountinfoBytesMax);
    if (!text) {
      return text.error();
    }
    std::vector<Mount> mounts;
    for (const std::string_view line : split(text_of(*text), '\n')) {
      if (auto mount = read_line(line)) {
        mounts.push_back(std::move(*mount));
      }
    }
    std::vector<RemovableMedium> media;
    for (const Mount& mount : mounts) {
      const std::optional<Path> disk = disk_of(mount.source);
      const bool holds_system = std::any_of(mounts.begin(), mounts.end(), [&](const Mount& other) {
        return is_of_the_system(other.point) && disk_of(other.source) == disk;
      });
      // What a device is mounted at twice is one medium.
      const bool is_known = std::any_of(media.begin(), media.end(), [&](const auto& known) {
        return known.device == mount.source;
      });
      const bool is_disc = mount.type == "iso9660" || mount.type == "udf";
      if (disk && !holds_system && !is_known && !is_disc && is_removable(*disk)) {
        media.push_back({mount.point, mount.source, has_option(mount.options, "ro")});
      }
    }
    return media;
  }

  bool wait_for_change() override {
    std::array<pollfd, 2> waits{pollfd{stopped_.number(), POLLIN, 0},
                                pollfd{watched_.number(), POLLPRI, 0}};
    for (;;) {
      // Without mountinfo (its descriptor is -1, which poll passes over) nothing ever changes.
      const int count = poll(waits.data(), waits.size(), -1);
      if (count < 0 && errno != EINTR) {
        return false;
      }
      if (count > 0) {
        return waits[0].revents == 0;
      }
    }
  }

  void stop() override {
    const std::uint64_t one = 1;
    (void)!write(stopped_.number(), &one, sizeof one);
  }

 private:
  // The disk in /sys that a mounted device is or is a part of; none for what is no device there.
  std::optional<Path> disk_of(const std::string& source) {
    constexpr std::string_view kDevices = "/dev/";
    if (!source.starts_with(kDevices)) {
      return std::nullopt;
    }
    std::error_code failed;
    Path device =
        std::filesystem::canonical(kernel_.block_devices / Path(source).filename(), failed);
    if (failed) {
      return std::nullopt;
    }
    return files_.exists(device / "partition") ? device.parent_path() : device;
  }

  bool is_removable(const Path& disk) {
    // A USB disk in a case does not call itself removable, but people carry it all the same.
    if (disk.string().find("/usb") != std::string::npos) {
      return true;
    }
    const auto removable = files_.read(disk / "removable", kAttributeBytesMax);
    return removable && text_of(*removable).starts_with("1");
  }

  KernelFolders kernel_;
  SystemFiles files_;
  posix::Descriptor stopped_;
  posix::Descriptor watched_;
};

}  // namespace

std::unique_ptr<RemovableMedia> make_removable_media(const KernelFolders& kernel) {
  return std::make_unique<KernelMedia>(kernel);
}

}  // namespace outreach
