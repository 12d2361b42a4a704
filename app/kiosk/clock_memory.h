// That staff called the machine's date wrong, kept in the data folder: a machine whose plug was
// pulled must not believe its date again for that.
#pragma once

#include <optional>

#include "platform/clock/doubting_clock.h"
#include "platform/files/files.h"

namespace outreach::kiosk {

// To be called before the clock is read for anything. A file that cannot be read says nothing.
// Answers what it says.
std::optional<WallTime> recall_clock(DoubtingClock& clock, const Path& data, Files& files);
// `called_wrong` as the clock says it; none: nothing is kept.
Result<void> keep_clock_word(const Path& data, Files& files, std::optional<WallTime> called_wrong);

}  // namespace outreach::kiosk
