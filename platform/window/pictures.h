// Pictures from assets/icons/*.svg and assets/art/*.svg, and of dots, rasterised at the exact pixel
// size they are shown in. Icons and corners are white masks on the font atlas, to be tinted: most
// of a frame is one texture. Art has textures of its own, kept in a bounded cache; pages of
// leaflets, from any file, have too, and are kept only while they are asked for. Handles are good
// for the frame they were asked for in.
//
// Files are read and rasterised on a thread of their own: no frame waits for a disk. Asked for the
// first time, a picture is coming; a later frame has it. Control thread.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>

#include <imgui.h>

#include "platform/base/bitmap.h"
#include "platform/files/files.h"
#include "platform/window/picture_shape.h"

struct SDL_Renderer;

namespace outreach {

// Of decoded art, whatever the screen; a full one at 1920x1080 is 8 MiB. Smaller screens hold less:
// what the attract screen needs, which goes round for hours and is the most of any.
inline constexpr std::size_t kArtBytesMax = 16U << 20U;

// Pages of leaflets that are held at a time, coming ones too: the one that is read, the next and
// the one before. Each is 16 MiB at most (page_file.h).
inline constexpr std::size_t kPagesHeldMax = 3;

struct PictureHandle {
  ImTextureRef texture;
  ImVec2 uv0;
  ImVec2 uv1;
  bool found = false;   // false: there is nothing to draw
  bool coming = false;  // not yet: draw something calm in its place
};

struct PageHandle {
  PictureHandle picture;  // neither found nor coming: it cannot be read
  float shape = 0;        // its height over its width, once it is found
};

class Pictures {
 public:
  // `renderer` may be null until draw_with(), and until then art may be asked for, and nothing
  // else: the rest needs a current ImGui context with fonts. `wake` is called on another thread
  // when a picture has come: a frame is wanted then.
  Pictures(SDL_Renderer* renderer, const Path& assets, std::function<void()> wake);
  ~Pictures();
  Pictures(const Pictures&) = delete;
  Pictures& operator=(const Pictures&) = delete;

  // An icon as a white mask, `pixels` square.
  PictureHandle icon(std::string_view name, int pixels);
  // The filled top left quarter of a disc, `radius` pixels square; mirror it by its texture
  // coordinates.
  PictureHandle corner(int radius);
  // A picture in its colours.
  PictureHandle art(std::string_view name, int width, int height, Fit fit,
                    const Corners& corners = {});
  // `count` rows of a picture of dots from `first` on, black on white, in so many pixels. Kept like
  // art, and the dots with it: what is at another address is another picture.
  PictureHandle dots(const std::shared_ptr<const Bitmap>& picture, int first, int count, int width,
                     int height);
  // A small picture of an SVG anywhere, whole, at most so large. Kept like art.
  PictureHandle miniature(const Path& file, int width, int height);
  // A page as page_file.h draws it, in its own shape: so wide, or as high as `height` allows (0:
  // any); where it has fewer pixels, or more than are kept, the texture has other sides. One that a
  // frame does not ask for is let go after it. Where more than kPagesHeldMax are asked for in one
  // frame, the last of them never come.
  PageHandle page(const Path& file, int width, int height);
  std::size_t pages_held() const;
  // True if assets held this art at the start.
  bool has_art(std::string_view name) const;

  // True while a picture that was asked for has not come.
  bool waiting() const;
  // Blocks until every picture asked for has come; the next frame shows them. For what must look
  // finished, however long it takes: the first frame, a picture of the screen.
  void wait();

  // Called by the window at the start of a frame: takes in what has come, and frees what was not
  // used lately and is over the bound.
  void begin_frame();
  // Called by the window when the scale changes: every size is new.
  void clear();
  // Called by the window when it draws with another renderer, after clear().
  void draw_with(SDL_Renderer* renderer);
  std::size_t art_bytes() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace outreach
