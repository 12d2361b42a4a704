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

TEST_CASE("Leaflet pages: PNG, JPEG and WebP are told apart by what they begin with",
          "[county][pack]") {
  testing::TemporaryFolder folder;
  SystemFiles files;
  const Path leaflet = folder / "leaflet";
  REQUIRE(files.make_folders(leaflet));
  const std::string webp{"RIFF\x04\0\0\0WEBPVP8L", 16};
  REQUIRE(files.write_atomically(leaflet / "a.webp", bytes_from(webp), 0600));
  REQUIRE(files.write_atomically(leaflet / "b.png", bytes_from(webp), 0600));
  REQUIRE(files.write_atomically(leaflet / "c.webp", bytes_from("\xFF\xD8\xFF\xE0"), 0600));
  REQUIRE(files.write_atomically(leaflet / "d.webp", bytes_from("RIFF\x04"), 0600));
  REQUIRE(files.write_atomically(leaflet / "e.gif", bytes_from("GIF89a"), 0600));
  const auto pages = leaflet_pages(leaflet, false, folder / "pages.part", files);
  REQUIRE(pages);
  REQUIRE(pages->pages.size() == 3);
  CHECK(pages->pages[0].name == "001.webp");
  CHECK(pages->pages[1].name == "002.webp");
  CHECK(pages->pages[2].name == "003.jpg");
  REQUIRE(pages->problems.size() == 2);
  CHECK(pages->problems[0].file == "d.webp");
  CHECK(pages->problems[1].file == "e.gif");
}

}  // namespace
}  // namespace outreach::county
