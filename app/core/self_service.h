// What residents do at the screen without asking for anything: it is recorded in measures of its
// own, in nobody's name. Pure.
#pragma once

#include <cstdint>
#include <string>

#include "app/core/update.h"

namespace outreach::core {

// A resident has read this leaflet (a catalogue id) at the screen: for so many seconds in all, and
// had its QR code shown to be taken home so many times. Rounded and limited as the record has it
// (domain::rounded_reading). Called once for each opening, when the leaflet is left or its visit
// ends.
void record_reading(Step& step, const std::string& leaflet, std::int64_t seconds, int take_aways,
                    Now now);

}  // namespace outreach::core
