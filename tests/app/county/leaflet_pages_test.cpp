#include "app/county/leaflet_pages.h"

#include <string_view>

#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"

namespace outreach::county {
namespace {

Bytes bytes_from(std::string_view text) {
  return {text.begin(), text.end()};
}

// Broken, so that no page comes out of it whether pdftoppm is here or not.
TEST_CASE("Leaflet pages: what a run that was cut short left is no page of another leaflet",
          "[county][pack]") {
  testing::TemporaryFolder folder;
  SystemFiles files;
  const Path leaflet = folder / "leaflet";
  const Path work = folder / "pages.part";
  REQUIRE(files.make_folders(leaflet));
  REQUIRE(files.make_folders(work));
  REQUIRE(files.write_atomically(leaflet / "a.pdf", bytes_from("%PDF-1.1\nnothing more"), 0600));
  const Bytes page{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0};
  REQUIRE(files.write_atomically(work / "page-1.png", page, 0600));
  const auto pages = leaflet_pages(leaflet, true, work, files);
  REQUIRE(pages);
  CHECK(pages->pages.empty());
  CHECK(pages->problems.size() == 1);
  CHECK_FALSE(files.exists(work));
}

}  // namespace
}  // namespace outreach::county
