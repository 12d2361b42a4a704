// 看口袋书: what the shelf and the reader show.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/core/leaflets.h"

namespace outreach::core {

// The shelf: covers, Room::covers of them a page.
struct LeafletsView {
  struct Cover {
    std::string id;
    std::string name;
    std::string picture;  // in assets/art; may not be there
    bool operator==(const Cover&) const = default;
  };
  std::vector<Cover> covers;  // of this page
  int page = 0;
  int pages = 1;
  bool operator==(const LeafletsView&) const = default;
};

// One leaflet, and where in it.
struct ReaderView {
  std::string name;
  std::shared_ptr<const ReadableLeaflet> leaflet;  // never null
  int at = 0;                                      // panel or page
  bool at_end = false;                             // past the last: where it is from, what next
  bool whole = false;       // of a comic: all panels at once; of pages: the whole page
  int zoom = 0;             // 0..kZoomSteps - 1, of pages that are not shown whole
  bool takes_away = false;  // of a comic, at its end: as codes
  bool operator==(const ReaderView&) const = default;
};

}  // namespace outreach::core
