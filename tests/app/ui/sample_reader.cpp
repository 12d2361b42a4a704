#include <algorithm>
#include <cstdlib>
#include <string>
#include <utility>

#include <SDL_image.h>

#include "platform/files/files.h"
#include "platform/json/json.h"
#include "platform/window/svg.h"
#include "tests/app/ui/sample_parts.h"
#include "tests/support/temporary_folder.h"

namespace outreach::ui {
namespace {

// Lines of grey on paper, as a page of text has them from afar.
void make_page(const std::filesystem::path& file) {
  constexpr int kWide = 600;
  constexpr int kHigh = 848;
  constexpr int kDepth = 32;
  constexpr int kLine = 24;
  const Surface page(
      SDL_CreateRGBSurfaceWithFormat(0, kWide, kHigh, kDepth, SDL_PIXELFORMAT_RGBA32));
  SDL_FillRect(page.get(), nullptr, SDL_MapRGBA(page->format, 255, 252, 245, 255));
  for (int y = 2 * kLine; y + 2 * kLine < kHigh; y += kLine) {
    const SDL_Rect line{2 * kLine, y, kWide - 4 * kLine, kLine / 2};
    SDL_FillRect(page.get(), &line, SDL_MapRGBA(page->format, 80, 72, 59, 255));
  }
  if (IMG_SavePNG(page.get(), file.c_str()) != 0) {
    std::abort();
  }
}

domain::ComicLeaflet comic_at(const Path& file) {
  constexpr std::size_t kBytesMax = 1 << 20;
  SystemFiles files;
  const auto bytes = files.read(file, kBytesMax);
  if (!bytes) {
    return {};
  }
  const auto json = parse_json(text_of(*bytes));
  std::vector<domain::ContentProblem> problems;
  return json ? domain::read_leaflet(*json, problems) : domain::ComicLeaflet{};
}

core::LeafletsView sample_shelf() {
  core::LeafletsView shelf;
  shelf.covers = {{"who-to-ask-guide", "我该找谁办事指南", "cover-guide"},
                  {"legal-aid-card", "法律援助便民卡", "cover-law"},
                  {"land-contract-guide", "土地承包纠纷解决指南", "cover-land"},
                  {"review-flow-chart", "复查复核流程图", "cover-flow"},
                  {"wage-rights-handbook", "农民工工资维权手册", "cover-wage"},
                  {"petition-pocket-book", "信访条例漫画口袋书", "none"}};
  shelf.pages = 2;
  return shelf;
}

// The panel of all comics that needs the most room below it, and the one that does in its bubbles.
struct Fullest {
  core::ReaderView narration;
  core::ReaderView lettering;
};
Fullest fullest_panels() {
  Fullest fullest;
  std::size_t longest_narration = 0;
  std::size_t longest_lettering = 0;
  for (const auto& comic : sample_comics()) {
    for (int at = 0; at < comic->leaves(); ++at) {
      const domain::LeafletPanel& panel = comic->comic.panels[static_cast<std::size_t>(at)];
      if (panel.narration_english.size() > longest_narration) {
        longest_narration = panel.narration_english.size();
        fullest.narration = sample_leaf(comic, at);
      }
      for (const domain::Lettering& one : panel.lettering) {
        if (one.english.size() > longest_lettering) {
          longest_lettering = one.english.size();
          fullest.lettering = sample_leaf(comic, at);
        }
      }
    }
  }
  return fullest;
}

core::ReaderView& reader_of(Sample& made) {
  return std::get<core::ReaderView>(made.view.screen);
}

}  // namespace

core::ReadableLeaflets sample_comics() {
  static const core::ReadableLeaflets comics = [] {
    core::ReadableLeaflets found;
    std::error_code failed;
    for (std::filesystem::directory_iterator at(assets_folder() / "leaflets", failed), end;
         !failed && at != end; at.increment(failed)) {
      core::ReadableLeaflet one;
      one.id = at->path().filename().string();
      one.folder = at->path().string();
      one.comic = comic_at(at->path() / "leaflet.json");
      if (one.leaves() > 0) {
        found.push_back(std::make_shared<const core::ReadableLeaflet>(std::move(one)));
      }
    }
    std::sort(found.begin(), found.end(),
              [](const auto& a, const auto& b) { return a->id < b->id; });
    return found;
  }();
  return comics;
}

std::shared_ptr<const core::ReadableLeaflet> sample_pages() {
  static const testing::TemporaryFolder folder;
  static const auto pages = [] {
    core::ReadableLeaflet made;
    made.id = "village-rules";
    for (int i = 0; i < kSamplePages; ++i) {
      made.pages.push_back((folder / ("page-" + std::to_string(i))).string());
      make_page(made.pages.back());
    }
    made.pages.push_back((folder / "no-page").string());
    return std::make_shared<const core::ReadableLeaflet>(std::move(made));
  }();
  return pages;
}

core::ReaderView sample_leaf(std::shared_ptr<const core::ReadableLeaflet> leaflet, int at) {
  return {"信访条例漫画口袋书", std::move(leaflet), at};
}

void add_reader(std::vector<Sample>& all) {
  using core::ScreenName;
  all.push_back(sample("leaflets", ScreenName::Leaflets, sample_shelf()));
  all.push_back(sample("leaflets-none", ScreenName::Leaflets, core::LeafletsView{}));
  const Fullest fullest = fullest_panels();
  if (fullest.narration.leaflet && fullest.lettering.leaflet) {
    all.push_back(sample("reader", ScreenName::Reader, fullest.narration));
    all.push_back(sample("reader-lettering", ScreenName::Reader, fullest.lettering));
    reader_of(copy_of(all, "reader", "reader-all")).whole = true;
    core::ReaderView& end = reader_of(copy_of(all, "reader", "reader-end"));
    end.at = end.leaflet->leaves() - 1;
    end.at_end = true;
    reader_of(copy_of(all, "reader-end", "reader-take-away")).takes_away = true;
    copy_of(all, "reader-take-away", "reader-take-away-next").drafts.reader.code = 1;
    copy_of(all, "reader-take-away", "reader-take-away-last").drafts.reader.code = 99;
  }
  all.push_back(sample("reader-page", ScreenName::Reader, sample_leaf(sample_pages(), 1)));
  reader_of(copy_of(all, "reader-page", "reader-page-large")).zoom = core::kZoomSteps - 1;
  reader_of(copy_of(all, "reader-page", "reader-page-whole")).whole = true;
  reader_of(copy_of(all, "reader-page", "reader-page-broken")).at = kSamplePages;
  reader_of(copy_of(all, "reader-page", "reader-page-end")).at_end = true;
}

}  // namespace outreach::ui
