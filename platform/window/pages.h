// The pages of leaflets that are held as textures: few, since each is as large as a screen. Used by
// Pictures alone. Control thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <tuple>

#include "platform/files/files.h"
#include "platform/window/pictures.h"
#include "platform/window/svg.h"

namespace outreach {

class Pages {
 public:
  // Runs the first on the worker; the second gets what it made, at the start of a frame, unless
  // everything was cleared meanwhile.
  using Ask = std::function<void(std::function<Surface()>, std::function<void(const Surface&)>)>;
  Pages(SDL_Renderer* renderer, Ask ask);
  ~Pages();
  Pages(const Pages&) = delete;
  Pages& operator=(const Pages&) = delete;

  // As Pictures says of its own.
  PageHandle page(const Path& file, int width, int height);
  void begin_frame();
  void clear();
  void draw_with(SDL_Renderer* renderer);
  std::size_t held() const;

 private:
  using Key = std::tuple<std::string, int, int>;
  struct Page {
    SDL_Texture* texture = nullptr;  // null: coming, or it cannot be read
    bool coming = true;
    float shape = 0;         // height over width
    std::uint64_t used = 0;  // frame
    // False once nobody wants it any more: the worker passes it over. Its address tells this
    // request from an earlier one of the same page.
    std::shared_ptr<std::atomic<bool>> wanted;
  };
  bool find_room();
  void keep(const Key& key, const std::shared_ptr<std::atomic<bool>>& wanted, const Surface& drawn);
  void let_go(Page& page);

  SDL_Renderer* renderer_;
  Ask ask_;
  std::uint64_t frame_ = 0;
  std::map<Key, Page> pages_;
};

}  // namespace outreach
