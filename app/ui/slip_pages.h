// Where the preview of a slip goes on to its next page. Pure.
#pragma once

#include <vector>

#include "platform/base/bitmap.h"

namespace outreach::ui {

// The first row of every page, in order; at least one. No page has more than `fitting` rows (1 or
// more), and one ends between two lines of the slip where it is white there: in its lower half.
std::vector<int> slip_pages(const Bitmap& slip, int fitting);

}  // namespace outreach::ui
