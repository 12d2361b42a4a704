#include "platform/window/part_drawing.h"

#include <algorithm>
#include <cstddef>

namespace outreach {
namespace {

constexpr unsigned kQuad = 6;  // indices of a rectangle

bool same(ImVec2 a, ImVec2 b) {
  return a.x == b.x && a.y == b.y;
}

// Six indices that are an opaque rectangle of one colour. SDL would take its one white pixel and
// stretch and blend it, which takes six times as long as filling.
bool is_plain_fill(const ImDrawVert* vertices, const ImDrawIdx* indices) {
  if (indices[0] != indices[3] || indices[2] != indices[4]) {
    return false;
  }
  const ImDrawVert& first = vertices[indices[0]];
  const ImDrawVert& across = vertices[indices[2]];
  if (first.col >> IM_COL32_A_SHIFT != 0xFF || !same(first.uv, across.uv)) {
    return false;
  }
  for (const ImDrawVert* beside : {&vertices[indices[1]], &vertices[indices[5]]}) {
    const bool is_corner = same(beside->pos, {across.pos.x, first.pos.y}) ||
                           same(beside->pos, {first.pos.x, across.pos.y});
    if (!is_corner || !same(beside->uv, first.uv) || beside->col != first.col) {
      return false;
    }
  }
  return across.col == first.col;
}

bool meets(const SDL_Rect& clip, ImVec2 a, ImVec2 b) {
  return std::min(a.x, b.x) < static_cast<float>(clip.x + clip.w) &&
         std::max(a.x, b.x) > static_cast<float>(clip.x) &&
         std::min(a.y, b.y) < static_cast<float>(clip.y + clip.h) &&
         std::max(a.y, b.y) > static_cast<float>(clip.y);
}

}  // namespace

SDL_Rect sdl_rect(const PixelRect& rect) {
  return {rect.x, rect.y, rect.width, rect.height};
}

PartDrawing::PartDrawing(SDL_Renderer* renderer) : renderer_(renderer) {
  SDL_SetRenderDrawBlendMode(renderer_, SDL_BLENDMODE_NONE);
}

void PartDrawing::draw(const ImDrawData& frame, const PixelRect& part) {
  const SDL_Rect wanted = sdl_rect(part);
  for (const ImDrawList* list : frame.CmdLists) {
    for (const ImDrawCmd& command : list->CmdBuffer) {
      const SDL_Rect clip{static_cast<int>(command.ClipRect.x),
                          static_cast<int>(command.ClipRect.y),
                          static_cast<int>(command.ClipRect.z - command.ClipRect.x),
                          static_cast<int>(command.ClipRect.w - command.ClipRect.y)};
      SDL_Rect common;
      if (SDL_IntersectRect(&wanted, &clip, &common) == SDL_TRUE) {
        SDL_RenderSetClipRect(renderer_, &common);
        draw(*list, command, common);
      }
    }
  }
  SDL_RenderSetClipRect(renderer_, nullptr);
}

void PartDrawing::draw(const ImDrawList& list, const ImDrawCmd& command, const SDL_Rect& clip) {
  const ImDrawVert* vertices = list.VtxBuffer.Data + static_cast<std::ptrdiff_t>(command.VtxOffset);
  const ImDrawIdx* indices = list.IdxBuffer.Data + static_cast<std::ptrdiff_t>(command.IdxOffset);
  // Dear ImGui keeps a texture as a number.
  auto* texture =
      reinterpret_cast<SDL_Texture*>(command.GetTexID());  // NOLINT(performance-no-int-to-ptr)
  for (unsigned i = 0; i + kQuad <= command.ElemCount; i += kQuad) {
    const ImDrawVert& first = vertices[indices[i]];
    const ImDrawVert& across = vertices[indices[i + 2]];
    if (!meets(clip, first.pos, across.pos)) {
      continue;
    }
    if (is_plain_fill(vertices, indices + i)) {
      flush(texture);
      fill(first, across);
    } else {
      keep(vertices, indices + i);
    }
  }
  flush(texture);
}

void PartDrawing::keep(const ImDrawVert* vertices, const ImDrawIdx* indices) {
  for (unsigned i = 0; i < kQuad; ++i) {
    kept_.push_back(vertices[indices[i]]);
  }
}

void PartDrawing::flush(SDL_Texture* texture) {
  if (kept_.empty()) {
    return;
  }
  constexpr int kStride = sizeof(ImDrawVert);
  const ImDrawVert& first = kept_.front();
  SDL_RenderGeometryRaw(renderer_, texture, &first.pos.x, kStride,
                        reinterpret_cast<const SDL_Color*>(&first.col), kStride, &first.uv.x,
                        kStride, static_cast<int>(kept_.size()), nullptr, 0, 0);
  kept_.clear();
}

void PartDrawing::fill(const ImDrawVert& first, const ImDrawVert& across) {
  const auto channel = [&](unsigned shift) { return static_cast<Uint8>(first.col >> shift); };
  SDL_SetRenderDrawColor(renderer_, channel(IM_COL32_R_SHIFT), channel(IM_COL32_G_SHIFT),
                         channel(IM_COL32_B_SHIFT), SDL_ALPHA_OPAQUE);
  const auto left = static_cast<int>(std::min(first.pos.x, across.pos.x));
  const auto top = static_cast<int>(std::min(first.pos.y, across.pos.y));
  const SDL_Rect rect{left, top, static_cast<int>(std::max(first.pos.x, across.pos.x)) - left,
                      static_cast<int>(std::max(first.pos.y, across.pos.y)) - top};
  SDL_RenderFillRect(renderer_, &rect);
}

}  // namespace outreach
