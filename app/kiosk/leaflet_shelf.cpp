#include "app/kiosk/leaflet_shelf.h"

#include <memory>
#include <utility>
#include <vector>

#include "platform/json/json.h"

namespace outreach::kiosk {
namespace {

// Far above a leaflet of twelve panels (10 KiB).
constexpr std::size_t kComicBytesMax = 256 << 10;

// In the order of their names, which is the manifest's.
std::vector<std::string> pages_of(const std::string& id, const client::PackStore& store,
                                  const protocol::PackManifest& manifest) {
  const std::string folder = std::string(protocol::kLeafletsFolder) + "/" + id + "/";
  std::vector<std::string> pages;
  for (const protocol::PackFile& file : manifest.files) {
    if (file.path.starts_with(folder)) {
      pages.push_back(store.place_of(file).string());
    }
  }
  return pages;
}

Result<domain::ComicLeaflet> comic_in(const Path& file, Files& files) {
  const auto bytes = files.read(file, kComicBytesMax);
  if (!bytes) {
    return bytes.error();
  }
  const auto json = parse_json(text_of(*bytes));
  if (!json) {
    return json.error();
  }
  std::vector<domain::ContentProblem> problems;
  auto comic = domain::read_leaflet(*json, problems);
  if (!problems.empty()) {
    return Error{ErrorCode::InvalidInput, problems.front().what, 0};
  }
  return comic;
}

}  // namespace

LeafletShelf leaflet_shelf(const domain::Catalogue& catalogue, const Path& assets,
                           const client::PackStore* store, const protocol::PackManifest* manifest,
                           Files& files) {
  LeafletShelf shelf;
  for (const domain::Leaflet& listed : catalogue.leaflets) {
    core::ReadableLeaflet one;
    one.id = listed.item.id;
    if (store != nullptr && manifest != nullptr) {
      one.pages = pages_of(one.id, *store, *manifest);
    }
    const Path folder = assets / "leaflets" / one.id;
    const Path file = folder / "leaflet.json";
    if (one.is_comic() && files.exists(file)) {
      auto comic = comic_in(file, files);
      if (comic) {
        one.comic = *std::move(comic);
        one.folder = folder.string();
      } else {
        shelf.complaint +=
            (shelf.complaint.empty() ? "" : "; ") + file.string() + ": " + comic.error().context;
      }
    }
    if (one.leaves() > 0) {
      shelf.leaflets.push_back(std::make_shared<const core::ReadableLeaflet>(std::move(one)));
    }
  }
  return shelf;
}

}  // namespace outreach::kiosk
