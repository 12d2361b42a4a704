// Whether somebody on the display places its windows and makes them fill it. Inside this folder
// only.
#pragma once

namespace outreach {

// Of the X display that DISPLAY names, by what the window managers' specification asks of them (a
// window named in _NET_SUPPORTING_WM_CHECK). False where there is no such display.
bool has_x_window_manager();

}  // namespace outreach
