// What every command that publishes a pack begins with.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "app/county/commands.h"
#include "platform/base/time.h"
#include "platform/crypto/crypto.h"
#include "platform/files/files.h"

namespace outreach::county {

struct PackLife {
  WallTime made{};
  WallTime expires{};
};
// Until the end of that day in China; a year where no day is named: by then somebody has looked at
// it again. InvalidInput: the day is over.
Result<PackLife> pack_life(const std::optional<Date>& last_day, WallTime now);

// From `key_file`, or where that is empty from the county's folder, where a county from before
// there were packs gets one. NotFound says to use --key; else as ledger::load_publishing_key().
Result<crypto::SigningKey> open_publishing_key(const Path& data, const std::string& key_file,
                                               const Machine& machine);

// Held while something is published from this folder. Refused: somebody else does so.
Result<FileLock> lock_publishing(const Path& data);

// Both.
struct Publishing {
  crypto::SigningKey key;
  FileLock lock;
};
Result<Publishing> begin_publishing(const Path& data, const std::string& key_file,
                                    const Machine& machine);

// "2 kB", "1.3 MB".
std::string size_words(std::uint64_t bytes);

}  // namespace outreach::county
