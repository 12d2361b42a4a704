// Which leaflets can be read on a kiosk.
#include "app/kiosk/leaflet_shelf.h"

#include <fstream>
#include <string>

#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"

namespace outreach::kiosk {
namespace {

constexpr const char* kComic = R"({"id": "aid", "panels": [{"picture": "door",
  "narration": "门", "narration_english": "A door", "lettering": []}],
  "sources": [{"law": "法律援助法", "article": "第一条", "effective": "2022-01-01"}],
  "review": "待县局审核"})";

domain::Catalogue two_listed() {
  domain::Catalogue catalogue;
  catalogue.leaflets = {{{"guide", "指南", {}}, "cover-guide"},
                        {{"aid", "便民卡", {}}, "cover-law"}};
  return catalogue;
}

struct ShelfBench {
  testing::TemporaryFolder folder;
  SystemFiles files;
  client::PackStore store{folder / "data", protocol::kContentPack, std::nullopt, files};

  void put(const std::string& id, const std::string& words) {
    std::filesystem::create_directories(folder / "leaflets" / id);
    std::ofstream(folder / "leaflets" / id / "leaflet.json") << words;
  }
  LeafletShelf shelf(const protocol::PackManifest* manifest) {
    return leaflet_shelf(two_listed(), folder.path(), &store, manifest, files);
  }
};

TEST_CASE("Leaflet shelf: comics of the catalogue's leaflets, and no others", "[kiosk][reader]") {
  ShelfBench bench;
  bench.put("aid", kComic);
  bench.put("elsewhere", kComic);
  const LeafletShelf shelf = bench.shelf(nullptr);
  CHECK(shelf.complaint.empty());
  REQUIRE(shelf.leaflets.size() == 1);
  CHECK(shelf.leaflets[0]->id == "aid");
  CHECK(shelf.leaflets[0]->is_comic());
  CHECK(shelf.leaflets[0]->file(0) == (bench.folder / "leaflets" / "aid" / "door.svg").string());
}

TEST_CASE("Leaflet shelf: a comic that cannot be read is left out, and said", "[kiosk][reader]") {
  ShelfBench bench;
  bench.put("aid", R"({"id": "aid", "panels": []})");
  bench.put("guide", "not json");
  const LeafletShelf shelf = bench.shelf(nullptr);
  CHECK(shelf.leaflets.empty());
  CHECK(shelf.complaint.find("aid") != std::string::npos);
  CHECK(shelf.complaint.find("guide") != std::string::npos);
}

TEST_CASE("Leaflet shelf: the pack's pages win over the comic, in the order of their names",
          "[kiosk][reader]") {
  ShelfBench bench;
  bench.put("aid", kComic);
  bench.put("guide", kComic);
  protocol::PackManifest manifest;
  const auto add = [&](const char* path, std::uint8_t first) {
    protocol::PackFile file;
    file.path = path;
    file.hash[0] = first;
    manifest.files.push_back(file);
  };
  add("catalogue.json", 1);
  add("leaflets/aid/001.png", 2);
  add("leaflets/aid/002.webp", 3);
  add("leaflets/aid-too/001.png", 4);
  const LeafletShelf shelf = bench.shelf(&manifest);
  REQUIRE(shelf.leaflets.size() == 2);
  CHECK(shelf.leaflets[0]->is_comic());
  const core::ReadableLeaflet& paged = *shelf.leaflets[1];
  CHECK_FALSE(paged.is_comic());
  REQUIRE(paged.leaves() == 2);
  CHECK(paged.file(0) == bench.store.place_of(manifest.files[1]).string());
  CHECK(paged.file(1) == bench.store.place_of(manifest.files[2]).string());
}

}  // namespace
}  // namespace outreach::kiosk
