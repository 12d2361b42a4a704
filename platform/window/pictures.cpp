// Long because icons, corners, art, dots, miniatures and pages are all asked for here, a few lines
// each.
#include "platform/window/pictures.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <SDL.h>

#include "platform/window/art_texture.h"
#include "platform/window/dots.h"
#include "platform/window/pages.h"
#include "platform/window/svg.h"
#include "platform/worker/worker.h"

namespace outreach {
namespace {

// A mask's name and side; corners are under the empty name.
using MaskKey = std::pair<std::string, int>;
using ArtKey = std::tuple<std::string, int, int, Fit, int, int>;

ArtKey art_key_of(std::string_view name, int width, int height, Fit fit, const Corners& of) {
  const int which = (of.top_left ? 1 : 0) + (of.top_right ? 2 : 0) + (of.bottom_right ? 4 : 0) +
                    (of.bottom_left ? 8 : 0);
  return {std::string(name), width, height, fit, of.radius, which};
}

// The attract screen's pictures in screens full: one and two thirds, as it goes round.
constexpr double kScreensOfArt = 1.6;

std::size_t art_bytes_max(SDL_Renderer* renderer) {
  int width = 0;
  int height = 0;
  if (SDL_GetRendererOutputSize(renderer, &width, &height) != 0) {
    return kArtBytesMax;
  }
  constexpr double kPixelBytes = 4;
  return std::min(kArtBytesMax, static_cast<std::size_t>(kScreensOfArt * kPixelBytes *
                                                         static_cast<double>(width) * height));
}

// A name is a plain file name: content names pictures, and content is not trusted with paths.
bool is_plain_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

}  // namespace

struct Pictures::State {
  struct Mask {
    ImFontAtlasRectId id = -1;  // -1: could not be drawn
    bool coming = true;
  };
  struct Art {
    SDL_Texture* texture = nullptr;  // null: could not be drawn
    SDL_Texture* blank = nullptr;    // what becomes that, had while the picture is being drawn
    bool coming = true;
    std::size_t bytes = 0;
    std::uint64_t used = 0;  // frame
    // Of what was made of dots: while they are here, no other has their address.
    std::shared_ptr<const Bitmap> dots;
  };
  SDL_Renderer* renderer = nullptr;
  Path assets;
  std::uint64_t frame = 0;
  std::size_t bytes = 0;
  std::map<MaskKey, Mask> masks;
  std::map<ArtKey, Art> art;
  std::set<std::string, std::less<>> art_names;
  std::size_t coming = 0;  // asked for since the last clear
  // Counts clears: what was asked for before one is not wanted any more. Read by the worker.
  std::atomic<std::uint64_t> generation{0};
  std::optional<Pages> pages;
  Inbox inbox;
  ThreadWorker pictures;  // reads and rasterises; ends before the inbox does

  Path file(const char* folder, const std::string& name) const {
    return assets / folder / (name + kSvgEnding);
  }
  template <typename Make, typename Keep>
  void ask(Make make, Keep keep);
  PictureHandle mask(const MaskKey& key) const;
  void keep_mask(const MaskKey& key, const std::vector<std::uint8_t>& alpha);
  void keep_art(const ArtKey& key, const ArtPixels& pixels);
  void have_blank(const ArtKey& key, int width, int height);
  static void destroy(Art& picture);
  template <typename Draw>
  PictureHandle shown(const ArtKey& key, const std::shared_ptr<const Bitmap>& dots, Draw draw);
};

// `make` runs on the worker; what it made comes to `keep` at the start of a frame.
template <typename Make, typename Keep>
void Pictures::State::ask(Make make, Keep keep) {
  ++coming;
  const std::uint64_t asked = generation;
  pictures.post([this, asked, make = std::move(make), keep = std::move(keep)] {
    if (asked != generation) {
      return;
    }
    using Made = decltype(make());
    auto made = std::make_shared<Made>(make());
    SDL_TLSCleanup();  // what SDL keeps of a thread that it did not start itself: its last error
    inbox.post([this, asked, made = std::move(made), keep] {
      if (asked == generation) {
        --coming;
        keep(*made);
      }
    });
  });
}

PictureHandle Pictures::State::mask(const MaskKey& key) const {
  PictureHandle handle;
  const auto found = masks.find(key);
  if (found == masks.end() || found->second.coming) {
    handle.coming = true;
    return handle;
  }
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  ImFontAtlasRect rect;
  if (found->second.id < 0 || !atlas->GetCustomRect(found->second.id, &rect)) {
    return handle;
  }
  return {atlas->TexRef, rect.uv0, rect.uv1, true, false};
}

void Pictures::State::keep_mask(const MaskKey& key, const std::vector<std::uint8_t>& alpha) {
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  const int side = key.second;
  ImFontAtlasRectId id = -1;
  if (!alpha.empty()) {
    ImFontAtlasRect rect;
    id = atlas->AddCustomRect(side, side, &rect);
    if (id >= 0) {
      for (int y = 0; y < side; ++y) {
        const std::uint8_t* row =
            alpha.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(side);
        std::memcpy(atlas->TexData->GetPixelsAt(rect.x, rect.y + y), row,
                    static_cast<std::size_t>(side));
      }
    }
  }
  masks[key] = {id, false};
}

void Pictures::State::keep_art(const ArtKey& key, const ArtPixels& pixels) {
  const auto found = art.find(key);
  if (found == art.end()) {
    return;  // not used for so long that it was let go before it came
  }
  found->second.coming = false;
  if (pixels.drawn) {
    SDL_Texture* blank = std::exchange(found->second.blank, nullptr);
    if (blank != nullptr && fill_art_texture(blank, pixels)) {
      found->second.texture = blank;
    } else {
      SDL_DestroyTexture(blank);
      found->second.texture = art_texture(renderer, pixels);
    }
    found->second.bytes =
        4U * static_cast<std::size_t>(pixels.drawn->w) * static_cast<std::size_t>(pixels.drawn->h);
    bytes += found->second.bytes;
  }
}

void Pictures::State::have_blank(const ArtKey& key, int width, int height) {
  Art& picture = art.at(key);
  if (picture.coming && picture.blank == nullptr && renderer != nullptr) {
    picture.blank = blank_art_texture(renderer, width, height);
  }
}

void Pictures::State::destroy(Art& picture) {
  for (SDL_Texture** texture : {&picture.texture, &picture.blank}) {
    if (*texture != nullptr) {
      SDL_DestroyTexture(std::exchange(*texture, nullptr));
    }
  }
}

// What is not here yet is asked of `draw`.
template <typename Draw>
PictureHandle Pictures::State::shown(const ArtKey& key, const std::shared_ptr<const Bitmap>& dots,
                                     Draw draw) {
  const auto [found, is_new] = art.try_emplace(key);
  Art& picture = found->second;
  picture.used = frame;
  if (is_new) {
    picture.dots = dots;
    ask([draw = std::move(draw)] { return in_screen_order(draw()); },
        [this, key](const ArtPixels& pixels) { keep_art(key, pixels); });
  }
  PictureHandle handle;
  handle.coming = picture.coming;
  if (picture.texture != nullptr) {
    handle = {
        ImTextureRef(reinterpret_cast<ImTextureID>(picture.texture)), {0, 0}, {1, 1}, true, false};
  }
  return handle;
}

Pictures::Pictures(SDL_Renderer* renderer, const Path& assets, std::function<void()> wake)
    : state_(std::make_unique<State>()) {
  state_->renderer = renderer;
  state_->assets = assets;
  state_->art_names = svg_names_in(assets / "art");
  state_->inbox.set_wake(std::move(wake));
  state_->pages.emplace(renderer, [state = state_.get()](std::function<Surface()> make,
                                                         std::function<void(const Surface&)> keep) {
    state->ask(std::move(make), std::move(keep));
  });
}

Pictures::~Pictures() {
  clear();
}

PictureHandle Pictures::icon(std::string_view name, int pixels) {
  if (pixels <= 0 || !is_plain_name(name)) {
    return {};
  }
  State& state = *state_;
  const MaskKey key{name, pixels};
  if (state.masks.try_emplace(key).second) {
    state.ask(
        [file = state.file("icons", key.first), pixels] { return rasterise_mask(file, pixels); },
        [&state, key](const std::vector<std::uint8_t>& alpha) { state.keep_mask(key, alpha); });
  }
  return state.mask(key);
}

PictureHandle Pictures::corner(int radius) {
  if (radius <= 0) {
    return {};
  }
  const MaskKey key{"", radius};
  if (!state_->masks.contains(key)) {
    state_->keep_mask(key, quarter_disc(radius));
  }
  return state_->mask(key);
}

PictureHandle Pictures::art(std::string_view name, int width, int height, Fit fit,
                            const Corners& corners) {
  if (width <= 0 || height <= 0 || !is_plain_name(name)) {
    return {};
  }
  const ArtKey key = art_key_of(name, width, height, fit, corners);
  const PictureHandle handle = state_->shown(
      key, nullptr, [file = state_->file("art", std::string(name)), width, height, fit, corners] {
        return rasterise(file, width, height, fit, corners);
      });
  if (fit == Fit::Cover) {  // of exactly that size, once it comes
    state_->have_blank(key, width, height);
  }
  return handle;
}

PictureHandle Pictures::dots(const std::shared_ptr<const Bitmap>& picture, int first, int count,
                             int width, int height) {
  if (!picture || count <= 0 || width <= 0 || height <= 0) {
    return {};
  }
  const std::string name = name_of_dots(*picture, first, count);
  return state_->shown(art_key_of(name, width, height, Fit::Contain, {}), picture,
                       [picture, first, count, width, height] {
                         return drawn_dots(*picture, first, count, width, height);
                       });
}

PictureHandle Pictures::miniature(const Path& file, int width, int height) {
  if (width <= 0 || height <= 0) {
    return {};
  }
  return state_->shown(
      art_key_of(file.string(), width, height, Fit::Contain, {}), nullptr,
      [file, width, height] { return rasterise(file, width, height, Fit::Contain, {}); });
}

PageHandle Pictures::page(const Path& file, int width, int height) {
  return width <= 0 || height < 0 ? PageHandle{} : state_->pages->page(file, width, height);
}

std::size_t Pictures::pages_held() const {
  return state_->pages->held();
}

bool Pictures::has_art(std::string_view name) const {
  return state_->art_names.contains(name);
}

bool Pictures::waiting() const {
  return state_->coming > 0;
}

void Pictures::wait() {
  state_->pictures.flush();
  state_->inbox.drain();
}

void Pictures::begin_frame() {
  state_->inbox.drain();
  state_->pages->begin_frame();
  ++state_->frame;
  const std::size_t most = art_bytes_max(state_->renderer);
  while (state_->bytes > most) {
    const auto oldest = std::min_element(
        state_->art.begin(), state_->art.end(),
        [](const auto& a, const auto& b) { return a.second.used < b.second.used; });
    // What the last frame showed stays, even over the bound: it is about to be shown again.
    if (oldest == state_->art.end() || oldest->second.used + 1 >= state_->frame) {
      return;
    }
    State::destroy(oldest->second);
    state_->bytes -= oldest->second.bytes;
    state_->art.erase(oldest);
  }
}

void Pictures::clear() {
  ++state_->generation;
  state_->coming = 0;
  state_->pages->clear();
  for (const auto& [key, mask] : state_->masks) {
    if (mask.id >= 0) {
      ImGui::GetIO().Fonts->RemoveCustomRect(mask.id);
    }
  }
  state_->masks.clear();
  for (auto& [key, art] : state_->art) {
    State::destroy(art);
  }
  state_->art.clear();
  state_->bytes = 0;
}

void Pictures::draw_with(SDL_Renderer* renderer) {
  state_->renderer = renderer;
  state_->pages->draw_with(renderer);
}

std::size_t Pictures::art_bytes() const {
  return state_->bytes;
}

}  // namespace outreach
