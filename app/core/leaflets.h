// Leaflets that residents read on the screen: comics that came with the program, panel by panel,
// and pages of the county's pack. Pure.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "sync/domain/leaflet.h"

namespace outreach::core {

// 放大, from fit to the width on.
inline constexpr int kZoomSteps = 3;

struct ReadableLeaflet {
  std::string id;                  // of the catalogue
  std::vector<std::string> pages;  // files of the pack, in order; none: it is the comic
  domain::ComicLeaflet comic;      // no panels: it is the pages
  std::string folder;              // of the comic's pictures

  bool is_comic() const {
    return pages.empty();
  }
  // Panels or pages; at least 1.
  int leaves() const {
    return static_cast<int>(is_comic() ? comic.panels.size() : pages.size());
  }
  // The picture of a panel, or a page.
  std::string file(int leaf) const {
    const auto at = static_cast<std::size_t>(leaf);
    return is_comic() ? folder + "/" + comic.panels[at].picture + ".svg" : pages[at];
  }
};

// In the catalogue's order, each once. Whoever reads one keeps it, whatever becomes of the list.
using ReadableLeaflets = std::vector<std::shared_ptr<const ReadableLeaflet>>;

}  // namespace outreach::core
