// A comic leaflet to be taken home by a telephone's camera: its words as plain text, which needs no
// network.
#pragma once

#include <string>
#include <vector>

#include "app/core/intent.h"
#include "app/core/leaflets.h"

namespace outreach::ui {

// Where it is from: one line for each law, with all of its articles; they are many, the laws are
// few.
std::vector<std::string> source_lines(const std::vector<domain::Citation>& sources);

// Code after code, each kTextCodeBytesMax at most and at least one: under the name and the number
// of the code, what every panel says, in their order, then where it is from and who looked at it.
// Parted between sentences. In the language of messages; the panels in `language`.
std::vector<std::string> leaflet_codes(const core::ReadableLeaflet& leaflet,
                                       const std::string& name, core::Language language);

}  // namespace outreach::ui
