#include "platform/window/pages.h"

#include <algorithm>
#include <utility>

#include <SDL.h>

#include "platform/window/page_file.h"

namespace outreach {

Pages::Pages(SDL_Renderer* renderer, Ask ask) : renderer_(renderer), ask_(std::move(ask)) {}

Pages::~Pages() {
  clear();
}

PageHandle Pages::page(const Path& file, int width, int height) {
  const Key key{file.string(), width, height};
  auto found = pages_.find(key);
  if (found == pages_.end()) {
    if (!find_room()) {
      PageHandle none;
      none.picture.coming = true;
      return none;
    }
    found = pages_.try_emplace(key).first;
    found->second.wanted = std::make_shared<std::atomic<bool>>(true);
    ask_(
        [file, width, height, wanted = found->second.wanted] {
          return *wanted ? drawn_page(file, width, height) : nullptr;
        },
        [this, key, wanted = found->second.wanted](const Surface& drawn) {
          keep(key, wanted, drawn);
        });
  }
  Page& page = found->second;
  page.used = frame_;
  PageHandle handle;
  handle.shape = page.shape;
  handle.picture.coming = page.coming;
  if (page.texture != nullptr) {
    handle.picture = {
        ImTextureRef(reinterpret_cast<ImTextureID>(page.texture)), {0, 0}, {1, 1}, true, false};
  }
  return handle;
}

// What this frame has asked for already stays.
bool Pages::find_room() {
  if (pages_.size() < kPagesHeldMax) {
    return true;
  }
  const auto oldest =
      std::min_element(pages_.begin(), pages_.end(),
                       [](const auto& a, const auto& b) { return a.second.used < b.second.used; });
  if (oldest->second.used == frame_) {
    return false;
  }
  let_go(oldest->second);
  pages_.erase(oldest);
  return true;
}

void Pages::keep(const Key& key, const std::shared_ptr<std::atomic<bool>>& wanted,
                 const Surface& drawn) {
  const auto found = pages_.find(key);
  if (found == pages_.end() || found->second.wanted != wanted) {
    return;  // let go before it came
  }
  Page& page = found->second;
  page.coming = false;
  if (!drawn) {
    return;
  }
  page.texture = SDL_CreateTextureFromSurface(renderer_, drawn.get());
  page.shape = static_cast<float>(drawn->h) / static_cast<float>(drawn->w);
  if (page.texture != nullptr) {
    // One that is drawn larger than it is.
    SDL_SetTextureScaleMode(page.texture, SDL_ScaleModeLinear);
  }
}

void Pages::let_go(Page& page) {
  *page.wanted = false;
  if (page.texture != nullptr) {
    SDL_DestroyTexture(page.texture);
  }
}

void Pages::begin_frame() {
  for (auto at = pages_.begin(); at != pages_.end();) {
    if (at->second.used == frame_) {
      ++at;
    } else {
      let_go(at->second);
      at = pages_.erase(at);
    }
  }
  ++frame_;
}

void Pages::clear() {
  for (auto& [key, page] : pages_) {
    let_go(page);
  }
  pages_.clear();
}

void Pages::draw_with(SDL_Renderer* renderer) {
  renderer_ = renderer;
}

std::size_t Pages::held() const {
  return pages_.size();
}

}  // namespace outreach
