// 看口袋书: what is read, how far, and that nothing of it outlives the visit.
#include <memory>
#include <string>
#include <utility>

#include "app/core/resident.h"
#include "tests/app/core/stall.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

std::shared_ptr<const ReadableLeaflet> comic(const std::string& id, int panels) {
  ReadableLeaflet made;
  made.id = id;
  made.folder = "/leaflets/" + id;
  for (int i = 0; i < panels; ++i) {
    domain::LeafletPanel panel;
    panel.picture = "p" + std::to_string(i);
    made.comic.panels.push_back(std::move(panel));
  }
  return std::make_shared<const ReadableLeaflet>(std::move(made));
}

std::shared_ptr<const ReadableLeaflet> paged(const std::string& id, int pages) {
  ReadableLeaflet made;
  made.id = id;
  for (int i = 0; i < pages; ++i) {
    made.pages.push_back("/files/" + std::to_string(i));
  }
  return std::make_shared<const ReadableLeaflet>(std::move(made));
}

ContentChanged content_with(ReadableLeaflets leaflets) {
  ContentChanged changed;
  changed.catalogue = sample_catalogue();
  changed.leaflets = std::move(leaflets);
  return changed;
}

// A resident stands before the shelf.
Stall at_shelf(ReadableLeaflets leaflets) {
  Stall stall;
  stall.input(Event{content_with(std::move(leaflets))});
  stall.input(Intent{OpenToResidents{}});
  stall.input(Intent{BeginVisit{}});
  stall.input(Intent{GoTo{ScreenName::Leaflets}});
  return stall;
}

Stall reading(std::shared_ptr<const ReadableLeaflet> leaflet) {
  const std::string id = leaflet->id;
  Stall stall = at_shelf({std::move(leaflet)});
  stall.input(Intent{OpenLeaflet{id}});
  return stall;
}

ReaderView read(const Stall& stall) {
  return stall.screen<ReaderView>();
}

TEST_CASE("Shelf: it has what can be read, by the catalogue's names, so many to a page",
          "[core][reader]") {
  ReadableLeaflets all;
  for (const char* id : {"guide", "aid", "land", "flow", "wage", "pocket", "civil"}) {
    all.push_back(comic(id, 3));
  }
  Stall stall = at_shelf(std::move(all));
  LeafletsView shelf = stall.screen<LeafletsView>();
  CHECK(shelf.covers.size() == static_cast<std::size_t>(Room{}.covers));
  CHECK(shelf.pages == 2);
  CHECK(shelf.covers.front().name == "我该找谁办事指南");
  stall.input(Intent{TurnPage{1}});
  shelf = stall.screen<LeafletsView>();
  REQUIRE(shelf.covers.size() == 1);
  CHECK(shelf.covers.front().id == "civil");
  stall.input(Intent{GoTo{ScreenName::Residents}});
  CHECK(stall.screen<ResidentsView>().has_leaflets);
}

TEST_CASE("Shelf: where nothing can be read, home does not lead there", "[core][reader]") {
  Stall stall = at_shelf({});
  CHECK(stall.screen<LeafletsView>().covers.empty());
  stall.input(Intent{GoTo{ScreenName::Residents}});
  CHECK_FALSE(stall.screen<ResidentsView>().has_leaflets);
}

TEST_CASE("Reader: a leaflet opens at its first panel, and what is not on the shelf does not",
          "[core][reader]") {
  Stall stall = at_shelf({comic("guide", 3)});
  stall.input(Intent{OpenLeaflet{"civil"}});
  CHECK(stall.view().frame.screen == ScreenName::Leaflets);
  stall.input(Intent{GoTo{ScreenName::Reader}});
  CHECK(stall.view().frame.screen == ScreenName::Leaflets);
  stall.input(Intent{OpenLeaflet{"guide"}});
  CHECK(read(stall).name == "我该找谁办事指南");
  CHECK(read(stall).at == 0);
  CHECK_FALSE(read(stall).at_end);
  CHECK(read(stall).leaflet->file(2) == "/leaflets/guide/p2.svg");
}

TEST_CASE("Reader: on and back, to the end and no further", "[core][reader]") {
  Stall stall = reading(comic("guide", 3));
  stall.input(Intent{TurnLeaf{-1}});
  CHECK(read(stall).at == 0);
  for (int i = 1; i < 3; ++i) {
    stall.input(Intent{TurnLeaf{1}});
    CHECK(read(stall).at == i);
    CHECK_FALSE(read(stall).at_end);
  }
  for (int i = 0; i < 2; ++i) {
    stall.input(Intent{TurnLeaf{1}});
    CHECK(read(stall).at == 2);
    CHECK(read(stall).at_end);
  }
  stall.input(Intent{TurnLeaf{-1}});
  CHECK(read(stall).at == 2);
  CHECK_FALSE(read(stall).at_end);
  stall.input(Intent{TurnLeaf{1'000'000}});
  CHECK(read(stall).at_end);
  stall.input(Intent{OpenLeaflet{"guide"}});  // 再看一遍
  CHECK(read(stall).at == 0);
  CHECK_FALSE(read(stall).at_end);
}

TEST_CASE("Reader: all panels are shown until one of them is chosen", "[core][reader]") {
  Stall stall = reading(comic("guide", 5));
  stall.input(Intent{ShowWhole{true}});
  CHECK(read(stall).whole);
  stall.input(Intent{TurnLeaf{3}});
  CHECK(read(stall).at == 3);
  CHECK_FALSE(read(stall).whole);
  stall.input(Intent{ZoomLeaf{2}});
  CHECK(read(stall).zoom == 0);  // a panel fills the screen as it is
}

TEST_CASE("Reader: pages have three sizes, kept from page to page", "[core][reader]") {
  Stall stall = reading(paged("guide", 4));
  CHECK(read(stall).zoom == 0);
  stall.input(Intent{ZoomLeaf{2}});
  stall.input(Intent{TurnLeaf{1}});
  CHECK(read(stall).zoom == 2);
  stall.input(Intent{ZoomLeaf{9}});
  CHECK(read(stall).zoom == kZoomSteps - 1);
  stall.input(Intent{ZoomLeaf{-9}});
  CHECK(read(stall).zoom == 0);
  stall.input(Intent{ShowWhole{true}});
  stall.input(Intent{TurnLeaf{1}});
  CHECK(read(stall).whole);
  stall.input(Intent{ZoomLeaf{0}});
  CHECK_FALSE(read(stall).whole);
}

TEST_CASE("Reader: pages of the pack win over panels of the same leaflet", "[core][reader]") {
  ReadableLeaflet both = *comic("guide", 3);
  both.pages = {"/files/a", "/files/b"};
  CHECK_FALSE(both.is_comic());
  CHECK(both.leaves() == 2);
  CHECK(both.file(1) == "/files/b");
}

TEST_CASE("Reader: content that comes meanwhile does not interrupt, and counts for the next visit",
          "[core][reader][pack]") {
  Stall stall = reading(comic("guide", 3));
  stall.input(Intent{TurnLeaf{1}});
  const auto opened = read(stall).leaflet;
  stall.input(Event{content_with({paged("guide", 9)})});
  CHECK(read(stall).leaflet == opened);
  CHECK(read(stall).at == 1);
  stall.input(Intent{OpenLeaflet{"guide"}});
  CHECK(read(stall).leaflet == opened);
  stall.input(Intent{EndVisit{}});
  stall.save_all();  // that it was read
  stall.input(Intent{BeginVisit{}});
  stall.input(Intent{OpenLeaflet{"guide"}});
  CHECK(read(stall).leaflet->leaves() == 9);
}

TEST_CASE("Reader: what was read goes with the reader, and with the visit", "[core][reader]") {
  Stall stall = reading(comic("guide", 3));
  stall.input(Intent{GoTo{ScreenName::Residents}});
  CHECK_FALSE(stall.state().visit.reading.leaflet);
  stall.input(Intent{OpenLeaflet{"guide"}});
  stall.input(Intent{EndVisit{}});
  CHECK_FALSE(stall.state().visit.reading.leaflet);
  CHECK(stall.view().frame.screen == ScreenName::Attract);
}

std::vector<domain::SelfService> readings_asked(const Stall& stall) {
  std::vector<domain::SelfService> out;
  for (const Append& append : stall.asked()) {
    out.push_back(std::get<domain::SelfService>(append.record.content));
  }
  return out;
}

void read_on(Stall& stall, std::int64_t seconds) {
  Now now = stall.now();
  now.wall += std::chrono::seconds(seconds);
  now.monotonic.milliseconds += seconds * 1'000;
  stall.set_time(now);
}

TEST_CASE("Reader: each leaflet counts as read once, when it is left", "[core][reader]") {
  Stall stall = at_shelf({comic("guide", 3), comic("civil", 2)});
  stall.input(Intent{OpenLeaflet{"guide"}});
  read_on(stall, 42);
  stall.input(Intent{TurnLeaf{3}});
  stall.input(Intent{OpenLeaflet{"guide"}});  // 再看一遍
  read_on(stall, 20);
  CHECK(readings_asked(stall).empty());
  stall.input(Intent{GoTo{ScreenName::Leaflets}});
  CHECK(readings_asked(stall) == std::vector<domain::SelfService>{{"guide", 60, 0}});
  stall.input(Intent{OpenLeaflet{"civil"}});
  read_on(stall, 4);
  stall.input(Intent{EndVisit{}});
  CHECK(readings_asked(stall) ==
        std::vector<domain::SelfService>{{"guide", 60, 0}, {"civil", 10, 0}});
  stall.input(Tick{});
  CHECK(readings_asked(stall).size() == 2);
}

TEST_CASE("Reader: a comic is taken home from its end, and how often is counted",
          "[core][reader]") {
  Stall stall = reading(comic("guide", 3));
  stall.input(Intent{ShowLeafletCode{true}});  // there is no such way yet
  CHECK_FALSE(read(stall).takes_away);
  stall.input(Intent{TurnLeaf{3}});
  stall.input(Intent{ShowLeafletCode{true}});
  stall.input(Intent{ShowLeafletCode{true}});
  CHECK(read(stall).takes_away);
  stall.input(Intent{ShowLeafletCode{false}});
  CHECK_FALSE(read(stall).takes_away);
  CHECK(read(stall).at_end);
  stall.input(Intent{OpenLeaflet{"guide"}});  // 再看一遍
  stall.input(Intent{TurnLeaf{3}});
  stall.input(Intent{ShowLeafletCode{true}});
  stall.input(Intent{TurnLeaf{-1}});
  CHECK_FALSE(read(stall).takes_away);
  stall.input(Intent{EndVisit{}});
  CHECK(readings_asked(stall) == std::vector<domain::SelfService>{{"guide", 10, 2}});
}

TEST_CASE("Reader: more codes than anybody wants are a child's taps", "[core][reader]") {
  Stall stall = reading(comic("guide", 1));
  stall.input(Intent{TurnLeaf{1}});
  for (int i = 0; i < 3 * domain::kTakeAwaysMax; ++i) {
    stall.input(Intent{ShowLeafletCode{true}});
    stall.input(Intent{ShowLeafletCode{false}});
  }
  stall.input(Intent{GoTo{ScreenName::Leaflets}});
  CHECK(readings_asked(stall) ==
        std::vector<domain::SelfService>{{"guide", 10, domain::kTakeAwaysMax}});
}

TEST_CASE("Reader: pages have no words to be taken home", "[core][reader]") {
  Stall stall = reading(paged("guide", 2));
  stall.input(Intent{TurnLeaf{2}});
  stall.input(Intent{ShowLeafletCode{true}});
  CHECK_FALSE(read(stall).takes_away);
}

TEST_CASE("Reader: whoever walks away has read until the last touch", "[core][reader]") {
  Stall stall = reading(comic("guide", 3));
  read_on(stall, 30);
  stall.input(Intent{TurnLeaf{1}});
  for (const std::int64_t wait : {kVisitIdleMilliseconds, kStillThereMilliseconds}) {
    read_on(stall, wait / 1'000);
    stall.input(Tick{});
  }
  CHECK(stall.view().frame.screen == ScreenName::Attract);
  CHECK(readings_asked(stall) == std::vector<domain::SelfService>{{"guide", 30, 0}});
}

TEST_CASE("Reader: staff's screens know nothing of it", "[core][reader]") {
  Stall stall;
  stall.input(Event{content_with({comic("guide", 3)})});
  stall.input(Intent{GoTo{ScreenName::Home}});
  stall.input(Intent{OpenLeaflet{"guide"}});
  stall.input(Intent{TurnLeaf{1}});
  stall.input(Intent{ShowWhole{true}});
  CHECK(stall.view().frame.screen == ScreenName::Home);
}

}  // namespace
}  // namespace outreach::core
