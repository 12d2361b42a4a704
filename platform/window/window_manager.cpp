#include "platform/window/window_manager.h"

#include <cstdlib>
#include <memory>
#include <string_view>
#include <xcb/xcb.h>

namespace outreach {
namespace {

struct Disconnect {
  void operator()(xcb_connection_t* connection) const {
    xcb_disconnect(connection);
  }
};
struct Release {
  void operator()(void* reply) const {
    std::free(reply);
  }
};

}  // namespace

bool has_x_window_manager() {
  constexpr std::string_view kCheck = "_NET_SUPPORTING_WM_CHECK";
  int screen = 0;
  const std::unique_ptr<xcb_connection_t, Disconnect> display(xcb_connect(nullptr, &screen));
  if (xcb_connection_has_error(display.get()) != 0) {
    return false;
  }
  auto roots = xcb_setup_roots_iterator(xcb_get_setup(display.get()));
  for (; screen > 0 && roots.rem > 1; --screen) {
    xcb_screen_next(&roots);
  }
  const std::unique_ptr<xcb_intern_atom_reply_t, Release> name(xcb_intern_atom_reply(
      display.get(), xcb_intern_atom(display.get(), 1, kCheck.size(), kCheck.data()), nullptr));
  if (!name || name->atom == XCB_ATOM_NONE) {
    return false;
  }
  const std::unique_ptr<xcb_get_property_reply_t, Release> window(xcb_get_property_reply(
      display.get(),
      xcb_get_property(display.get(), 0, roots.data->root, name->atom, XCB_ATOM_WINDOW, 0, 1),
      nullptr));
  return window && xcb_get_property_value_length(window.get()) > 0;
}

}  // namespace outreach
