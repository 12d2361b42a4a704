// Pages of leaflets: real files, broken ones, and ones that claim to be huge.
#include <algorithm>
#include <fstream>
#include <memory>
#include <string>

#include <SDL_image.h>

#include "platform/window/page_file.h"
#include "tests/platform/window/headless.h"
#include "tests/support/temporary_folder.h"

namespace outreach {
namespace {

using testing::headless;
using testing::TemporaryFolder;

// 1 x 1 each: lossy, lossless, and with a head of its own for an alpha channel.
constexpr const char* kLossyWebp =
    "52494646220000005745425056503820160000003001009d012a010001000ec0fe25a400037000000000";
constexpr const char* kLosslessWebp =
    "524946461a000000574542505650384c0d0000002f00000010071011118888fe0700";
constexpr const char* kAlphaWebp =
    "524946464a00000057454250565038580a00000010000000000000000000414c50480c00000011071011fd0f4444ff"
    "03"
    "000056503820180000001401009d012a010001000000fe00000dc000fee6b5000000";

void write(const std::filesystem::path& path, ByteView content) {
  std::ofstream(path, std::ios::binary) << text_of(content);
}

Bytes content_of(const std::filesystem::path& path) {
  SystemFiles files;
  auto content = files.read(path, kPageBytesMax);
  REQUIRE(content);
  return *std::move(content);
}

PixelSize size_of_page(const Bytes& content) {
  const auto size = page_size(content);
  REQUIRE(size);
  return *size;
}

// Upper half black, lower half white.
Surface striped(int width, int height) {
  constexpr int kDepth = 32;
  Surface made(SDL_CreateRGBSurfaceWithFormat(0, width, height, kDepth, SDL_PIXELFORMAT_RGBA32));
  REQUIRE(made);
  const SDL_Rect lower{0, height / 2, width, height - height / 2};
  SDL_FillRect(made.get(), nullptr, SDL_MapRGBA(made->format, 0, 0, 0, 255));
  SDL_FillRect(made.get(), &lower, SDL_MapRGBA(made->format, 255, 255, 255, 255));
  return made;
}

int red_at(const Surface& page, int x, int y) {
  return static_cast<const std::uint8_t*>(page->pixels)[y * page->pitch + 4 * x];
}

// As a PNG's head says it; nothing else of it is there.
Bytes png_that_claims(std::uint32_t width, std::uint32_t height) {
  ByteWriter png;
  png.raw(bytes_of(std::string_view("\x89PNG\r\n\x1A\n", 8))).u32(13).raw(bytes_of("IHDR"));
  png.u32(width).u32(height).raw(bytes_of(std::string_view("\x08\x06\0\0\0", 5))).u32(0);
  return png.bytes();
}

TEST_CASE("Page file: a page keeps its shape, and each pixel is the mean of what it covers",
          "[window]") {
  TemporaryFolder folder;
  const auto path = folder / "page.png";
  REQUIRE(IMG_SavePNG(striped(40, 80).get(), path.c_str()) == 0);
  const Surface half = drawn_page(path, 20, 0);
  REQUIRE(half);
  CHECK(half->w == 20);
  CHECK(half->h == 40);
  CHECK(red_at(half, 10, 5) == 0);
  CHECK(red_at(half, 10, 35) == 255);
  const Surface one = drawn_page(path, 1, 1);
  REQUIRE(one);
  CHECK(one->w == 1);
  CHECK(one->h == 1);
  CHECK(red_at(one, 0, 0) == 127);
  const Surface low = drawn_page(path, 40, 20);
  REQUIRE(low);
  CHECK(low->w == 10);
  CHECK(low->h == 20);
  const Surface large = drawn_page(path, 400, 0);  // never more than there is
  REQUIRE(large);
  CHECK(large->w == 40);
}

TEST_CASE("Page file: where nothing is drawn, paper is white", "[window]") {
  TemporaryFolder folder;
  constexpr int kDepth = 32;
  const Surface clear(SDL_CreateRGBSurfaceWithFormat(0, 4, 4, kDepth, SDL_PIXELFORMAT_RGBA32));
  REQUIRE(IMG_SavePNG(clear.get(), (folder / "clear.png").c_str()) == 0);
  const Surface page = drawn_page(folder / "clear.png", 4, 0);
  REQUIRE(page);
  CHECK(red_at(page, 2, 2) == 255);
}

TEST_CASE("Page file: PNG, JPEG and WebP are read, whatever the file is called", "[window]") {
  TemporaryFolder folder;
  REQUIRE(IMG_SaveJPG(striped(60, 30).get(), (folder / "a").c_str(), 90) == 0);
  CHECK(size_of_page(content_of(folder / "a")) == PixelSize{60, 30});
  const Surface jpeg = drawn_page(folder / "a", 60, 0);
  REQUIRE(jpeg);
  CHECK(red_at(jpeg, 30, 5) < 10);
  CHECK(red_at(jpeg, 30, 25) > 245);
  for (const char* webp : {kLossyWebp, kLosslessWebp, kAlphaWebp}) {
    const auto content = from_hex(webp);
    REQUIRE(content);
    CHECK(size_of_page(*content) == PixelSize{1, 1});
    write(folder / "b", *content);
    CHECK(drawn_page(folder / "b", 10, 0));
  }
}

TEST_CASE("Page file: one that is broken, cut off or of another kind is none", "[window]") {
  TemporaryFolder folder;
  REQUIRE(IMG_SavePNG(striped(40, 80).get(), (folder / "whole.png").c_str()) == 0);
  REQUIRE(IMG_SaveJPG(striped(40, 80).get(), (folder / "whole.jpg").c_str(), 90) == 0);
  for (const char* name : {"whole.png", "whole.jpg"}) {
    const Bytes whole = content_of(folder / name);
    for (std::size_t length = 0; length < std::min<std::size_t>(whole.size(), 64); ++length) {
      write(folder / "cut", ByteView(whole).first(length));
      CHECK_FALSE(drawn_page(folder / "cut", 40, 0));
    }
  }
  const Bytes png = content_of(folder / "whole.png");
  Bytes spoiled = png;
  for (std::size_t i = 40; i < spoiled.size(); ++i) {
    spoiled[i] ^= 0x5A;
  }
  write(folder / "spoiled", spoiled);
  CHECK_FALSE(drawn_page(folder / "spoiled", 40, 0));
  write(folder / "gif", bytes_of("GIF89a\x01\x01\x01\x01"));
  CHECK_FALSE(drawn_page(folder / "gif", 40, 0));
  CHECK_FALSE(drawn_page(folder / "no-such-file", 40, 0));
  CHECK_FALSE(drawn_page(folder.path(), 40, 0));
}

TEST_CASE("Page file: what claims too many pixels is refused by its head alone", "[window]") {
  const auto code = [](const Bytes& content) {
    const auto size = page_size(content);
    REQUIRE_FALSE(size);
    return size.error().code;
  };
  CHECK(size_of_page(png_that_claims(3000, 4000)) == PixelSize{3000, 4000});
  CHECK(code(png_that_claims(3001, 4000)) == ErrorCode::TooLarge);
  CHECK(code(png_that_claims(60'000, 60'000)) == ErrorCode::TooLarge);
  CHECK(code(png_that_claims(0x7FFFFFFF, 0x7FFFFFFF)) == ErrorCode::InvalidInput);
  CHECK(code(png_that_claims(0, 10)) == ErrorCode::InvalidInput);
  TemporaryFolder folder;
  write(folder / "bomb.png", png_that_claims(60'000, 60'000));
  CHECK_FALSE(drawn_page(folder / "bomb.png", 100, 0));
}

PageHandle come_page(Window& window, const Path& file, int width, int height) {
  window.begin_frame();
  window.pictures().page(file, width, height);
  window.end_frame();
  window.pictures().wait();
  window.begin_frame();
  const PageHandle handle = window.pictures().page(file, width, height);
  window.end_frame();
  return handle;
}

TEST_CASE("Pages: one comes, and one that cannot be read is neither found nor coming", "[window]") {
  TemporaryFolder folder;
  REQUIRE(IMG_SavePNG(striped(40, 80).get(), (folder / "page.png").c_str()) == 0);
  write(folder / "bomb.png", png_that_claims(60'000, 60'000));
  const auto window = headless(1280, 800);
  const PageHandle page = come_page(*window, folder / "page.png", 20, 0);
  CHECK(page.picture.found);
  CHECK(page.shape == 2);
  const PageHandle panel =
      come_page(*window, Path(OUTREACH_ASSETS) / "art" / "home-guide.svg", 100, 50);
  CHECK(panel.picture.found);
  CHECK(panel.shape == 0.5F);
  for (const char* name : {"bomb.png", "no-such.png"}) {
    const PageHandle none = come_page(*window, folder / name, 20, 0);
    CHECK_FALSE(none.picture.found);
    CHECK_FALSE(none.picture.coming);
  }
}

TEST_CASE("Pages: never more than three are held, and none that is not asked for any more",
          "[window]") {
  TemporaryFolder folder;
  constexpr int kPages = 12;
  for (int i = 0; i < kPages; ++i) {
    const auto path = folder / std::to_string(i);
    REQUIRE(IMG_SavePNG(striped(40 + i, 80).get(), path.c_str()) == 0);
  }
  const auto window = headless(1280, 800);
  for (int at = 0; at < kPages; ++at) {
    const auto ask = [&] {
      PageHandle shown = window->pictures().page(folder / std::to_string(at), 40, 0);
      for (const int beside : {at + 1, at - 1, at + 2}) {
        if (beside >= 0 && beside < kPages) {
          window->pictures().page(folder / std::to_string(beside), 40, 0);
          CHECK(window->pictures().pages_held() <= kPagesHeldMax);
        }
      }
      return shown;
    };
    window->begin_frame();
    const PageHandle at_first = ask();
    window->end_frame();
    CHECK(at_first.picture.found == (at > 0));  // it was asked for beside the one before
    window->pictures().wait();
    window->begin_frame();
    CHECK(ask().picture.found);
    window->end_frame();
  }
  for (int i = 0; i < 2; ++i) {
    testing::show_frame(*window);
  }
  CHECK(window->pictures().pages_held() == 0);
}

TEST_CASE("Pages: who leafs on before one came is shown the last one, whatever came meanwhile",
          "[window]") {
  TemporaryFolder folder;
  REQUIRE(IMG_SavePNG(striped(40, 80).get(), (folder / "page.png").c_str()) == 0);
  const auto window = headless(1280, 800);
  for (const int width : {10, 11, 12, 13, 10}) {
    window->begin_frame();
    window->pictures().page(folder / "page.png", width, 0);
    window->end_frame();
  }
  window->pictures().wait();
  window->begin_frame();
  const PageHandle last = window->pictures().page(folder / "page.png", 10, 0);
  window->end_frame();
  CHECK(last.picture.found);
  CHECK(window->pictures().pages_held() == 1);
}

}  // namespace
}  // namespace outreach
