// The kiosk in residents' hands: which screens are theirs, what they may ask for, and when a visit
// ends because nobody is there any more. Pure.
#pragma once

#include <cstdint>
#include <optional>

#include "app/core/state.h"

namespace outreach::core {

// The screens that residents use by themselves. Staff's are out of reach from there but for
// EnterStaff.
bool is_resident(ScreenName screen);
// Somebody writes there just now.
bool is_writing(const AppState& state);

// What was chosen by whoever stands there now, else by staff.
const Settings& settings_in_use(const AppState& state);

// Untouched for so long, the screen asks whether somebody is still there. WCAG 2.2.1 wants a
// warning and at least 20 s to answer it; kiosks in the field ask after 30 to 60 s.
inline constexpr std::int64_t kVisitIdleMilliseconds = 60'000;
// Where somebody writes: thinking takes longer than reading.
inline constexpr std::int64_t kWritingIdleMilliseconds = 120'000;
// And so long it waits for the answer, before everything of the visit is wiped.
inline constexpr std::int64_t kStillThereMilliseconds = 30'000;
// A picture of the attract screen stays for so long.
inline constexpr std::int64_t kAttractPictureMilliseconds = 9'000;
inline constexpr int kAttractPictures = 3;

// When a Tick asks whether somebody is still there, or ends the visit, unless somebody touches the
// screen before; none: nobody has begun a visit.
std::optional<MonotonicTime> visit_due(const AppState& state);
// When the attract screen shows its next picture; none: it is not shown.
std::optional<MonotonicTime> next_picture_at(const AppState& state, Now now);

}  // namespace outreach::core
