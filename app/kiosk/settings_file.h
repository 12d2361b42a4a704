// The screen's settings in the data folder: language, type size, contrast, gloves,
// sounds. They are convenience: a file that cannot be read means the usual ones.
#pragma once

#include "app/core/state.h"
#include "platform/base/result.h"
#include "platform/files/files.h"

namespace outreach::kiosk {

core::Settings load_settings(const Path& data, Files& files);
Result<void> save_settings(const Path& data, Files& files, const core::Settings& settings);

}  // namespace outreach::kiosk
