#include "app/kiosk/content.h"

namespace outreach::kiosk {
namespace {

// Far above a county's lists (a few KiB).
constexpr std::size_t kCatalogueBytesMax = 1 << 20;

}  // namespace

Result<domain::Catalogue> load_catalogue(const Path& data, Files& files) {
  const Path own = data / "content" / "catalogue.json";
  const Path path = files.exists(own) ? own : assets_folder() / "content" / "catalogue.json";
  const auto bytes = files.read(path, kCatalogueBytesMax);
  if (!bytes) {
    return bytes.error();
  }
  auto catalogue = domain::parse_catalogue(text_of(*bytes));
  if (!catalogue) {
    return Error{catalogue.error().code, path.string() + ": " + catalogue.error().context, 0};
  }
  return catalogue;
}

}  // namespace outreach::kiosk
