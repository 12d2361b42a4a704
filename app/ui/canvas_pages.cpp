// Pages of leaflets on the canvas, and small pictures of them.
#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "app/ui/canvas.h"
#include "app/ui/canvas_pixels.h"

namespace outreach::ui {
namespace {

Canvas::PageShown shown_of(const PageHandle& handle, const Canvas::PageLook& look) {
  Canvas::PageShown shown{handle.picture.found, handle.picture.coming};
  if (shown.found) {
    shown.width = look.width;
    shown.height = look.width * handle.shape;
    if (look.height > 0 && shown.height > look.height) {
      shown.height = look.height;
      shown.width = look.height / handle.shape;
    }
  }
  return shown;
}

}  // namespace

void Canvas::miniature(const Rect& box, std::string_view file) {
  const float x0 = pixel(box.x);
  const float y0 = pixel(box.y);
  const float x1 = pixel(box.right());
  const float y1 = pixel(box.bottom());
  const PictureHandle small =
      pictures_.miniature(Path(file), static_cast<int>(x1 - x0), static_cast<int>(y1 - y0));
  if (small.coming) {
    pixel_rect(x0, y0, x1, y1, theme_->zebra);
  }
  if (small.found) {
    list_->AddImage(small.texture, {x0, y0}, {x1, y1}, small.uv0, small.uv1);
    note(pixels_around(x0, y0, x1, y1), mixed(looks_of(Drawn::Art, 0), file));
  }
}

Canvas::PageShown Canvas::expect_page(const PageLook& look) {
  return shown_of(pictures_.page(Path(look.file), static_cast<int>(pixel(look.width)),
                                 static_cast<int>(pixel(look.height))),
                  look);
}

Canvas::PageShown Canvas::page(const Rect& view, const PageLook& look, float left, float top) {
  const PageHandle handle = pictures_.page(Path(look.file), static_cast<int>(pixel(look.width)),
                                           static_cast<int>(pixel(look.height)));
  const PageShown shown = shown_of(handle, look);
  push_clip(view);
  if (shown.coming) {
    pixel_rect(pixel(view.x), pixel(view.y), pixel(view.right()), pixel(view.bottom()),
               theme_->zebra);
  } else if (shown.found) {
    const float x = view.x + std::max(0.0F, (view.w - shown.width) / 2) - left;
    const float y = view.y + std::max(0.0F, (view.h - shown.height) / 2) - top;
    const float x0 = pixel(x);
    const float y0 = pixel(y);
    const float x1 = pixel(x + shown.width);
    const float y1 = pixel(y + shown.height);
    list_->AddImage(handle.picture.texture, {x0, y0}, {x1, y1}, handle.picture.uv0,
                    handle.picture.uv1);
    note(pixels_around(x0, y0, x1, y1), mixed(looks_of(Drawn::Art, 0), look.file));
  }
  pop_clip();
  return shown;
}

}  // namespace outreach::ui
