#include "app/county/publishing.h"

#include "sync/ledger/keys.h"
#include "sync/ledger/publishing.h"

namespace outreach::county {
namespace {

constexpr std::chrono::days kLifetime{365};
constexpr const char* kLockFile = "publish.lock";

}  // namespace

Result<PackLife> pack_life(const std::optional<Date>& last_day, WallTime now) {
  if (!last_day) {
    return PackLife{now, now + kLifetime};
  }
  const PackLife life{now, WallTime(std::chrono::sys_days(*last_day) + std::chrono::days(1) -
                                    kChinaOffset - std::chrono::milliseconds(1))};
  if (life.expires <= life.made) {
    return Error{ErrorCode::InvalidInput, "--expires is a day that is over"};
  }
  return life;
}

Result<crypto::SigningKey> open_publishing_key(const Path& data, const std::string& key_file,
                                               const Machine& machine) {
  const auto keys = ledger::load_keys(data, machine.files);
  if (!keys) {
    return keys.error();
  }
  if (!keys->publishing && key_file.empty()) {
    // A county from before there were packs. Kiosks that it enrolled need a new code.
    if (auto made = ledger::create_publishing_key(data, machine.files, machine.random); !made) {
      return made.error();
    }
  }
  const Path file = key_file.empty() ? data / ledger::kPublishingKeyFile : Path(key_file);
  auto key = ledger::load_publishing_key(file, data, machine.files);
  if (!key && key.error().code == ErrorCode::NotFound) {
    return Error{ErrorCode::NotFound,
                 "the publishing key is not at " + file.string() + ": say where with --key"};
  }
  return key;
}

Result<FileLock> lock_publishing(const Path& data) {
  auto lock = FileLock::acquire(data / kLockFile);
  if (!lock) {
    return Error{lock.error().code, "somebody else publishes from this folder at the moment",
                 lock.error().cause};
  }
  return lock;
}

Result<Publishing> begin_publishing(const Path& data, const std::string& key_file,
                                    const Machine& machine) {
  auto key = open_publishing_key(data, key_file, machine);
  if (!key) {
    return key.error();
  }
  auto lock = lock_publishing(data);
  if (!lock) {
    return lock.error();
  }
  return Publishing{*std::move(key), *std::move(lock)};
}

std::string size_words(std::uint64_t bytes) {
  constexpr std::uint64_t kThousand = 1'000;
  const std::uint64_t tenths = bytes / (kThousand * kThousand / 10);
  return bytes < kThousand * kThousand
             ? std::to_string((bytes + kThousand - 1) / kThousand) + " kB"
             : std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " MB";
}

}  // namespace outreach::county
