// Where this kiosk mirrors its records to, as a command set it.
#pragma once

#include <optional>

#include "platform/base/result.h"
#include "platform/files/files.h"

namespace outreach::kiosk {

// None when no mirror was set, or the file cannot be read: recording never hangs on it.
std::optional<Path> load_mirror_folder(const Path& data, Files& files);
Result<void> save_mirror_folder(const Path& data, Files& files, const std::optional<Path>& mirror);

}  // namespace outreach::kiosk
