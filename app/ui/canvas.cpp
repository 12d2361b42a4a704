#include "app/ui/canvas.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <imgui.h>

#include "app/ui/canvas_pixels.h"
#include "app/ui/pinyin_source.h"

namespace outreach::ui {

Canvas::Canvas(Fonts& fonts, Pictures& pictures)
    : fonts_(fonts), pictures_(pictures), theme_(&theme_of(core::Contrast::Normal)) {}

void Canvas::begin(FrameInput input) {
  frame_ = std::move(input);
  frame_.inputs = scanner_.take(std::move(frame_.inputs), frame_.now);
  theme_ = &theme_of(frame_.appearance.contrast);
  escaped_ = 0;
  for (const InputEvent& event : frame_.inputs) {
    if (event.kind == InputEvent::Kind::Touch) {
      touch_.push(event.touch);
    } else if (event.kind == InputEvent::Kind::Key && event.key == Key::Escape) {
      const SceneTarget* back = shown_.way_back();
      escaped_ = back != nullptr ? back->id : 0;
    }
  }
  touch_.begin_frame(shown_, frame_.now);
  building_.clear(frame_.size.width, frame_.size.height);
  groups_.clear();
  keep_free(0, 0);
  clips_.assign(1, screen());
  keyboard_held_ = false;
  composed_ = std::exchange(composes_, false);
  changes_.begin(
      {static_cast<int>(pixel(frame_.size.width)), static_cast<int>(pixel(frame_.size.height))});
  list_ = ImGui::GetBackgroundDrawList();
  fill(screen(), theme_->paper);
}

void Canvas::end() {
  std::swap(shown_, building_);
  changed_ = changes_.end();
  list_ = nullptr;
  if (composed_ && !composes_) {
    pinyin_->clear();
  }
}

bool Canvas::wants_frame() const {
  return touch_.moving() || scanner_.holds();
}

const Scene& Canvas::scene() const {
  return shown_;
}

const std::vector<PixelRect>& Canvas::changed() const {
  return changed_;
}

const Theme& Canvas::theme() const {
  return *theme_;
}

core::TypeSize Canvas::type_size() const {
  return frame_.appearance.type_size;
}

Rect Canvas::screen() const {
  return {0, free_above_, frame_.size.width, frame_.size.height - free_above_ - free_below_};
}

void Canvas::wear_practice() {
  theme_ = &theme_of(frame_.appearance.contrast, true);
  fill(screen(), theme_->paper);
}

void Canvas::keep_free(float above, float below) {
  free_above_ = above;
  free_below_ = below;
}

Form Canvas::form() const {
  return form_of(frame_.size.width, frame_.size.height);
}

MonotonicTime Canvas::now() const {
  return frame_.now;
}

Touch& Canvas::touch() {
  return touch_;
}

const std::vector<InputEvent>& Canvas::inputs() const {
  static const std::vector<InputEvent> nothing;
  return keyboard_held_ ? nothing : frame_.inputs;
}

void Canvas::hold_keyboard(bool held) {
  keyboard_held_ = held;
}

void Canvas::use_pinyin(PinyinSource* source) {
  pinyin_ = source;
  composes_ = composed_ = false;
}

PinyinEngine* Canvas::pinyin() {
  composes_ = pinyin_ != nullptr;
  return composes_ ? pinyin_->engine() : nullptr;
}

void Canvas::listen_for_scans(bool listens) {
  scanner_.listen(listens);
}

const std::optional<std::string>& Canvas::scanned() const {
  return scanner_.scanned();
}

void Canvas::enter_screen(int screen) {
  if (screen != screen_number_) {
    if (screen_number_ >= 0) {
      touch_.screen_changed(frame_.now);
    }
    screen_number_ = screen;
  }
}

float Canvas::pixel(float logical) const {
  return std::round(logical * frame_.size.scale);
}

void Canvas::icon(const Rect& box, std::string_view name, Color color) {
  const float side = std::floor(std::min(box.w, box.h) * frame_.size.scale);
  const PictureHandle mask = pictures_.icon(name, static_cast<int>(side));
  if (!mask.found) {
    return;
  }
  const float x = std::round(box.centre_x() * frame_.size.scale - side / 2);
  const float y = std::round(box.centre_y() * frame_.size.scale - side / 2);
  list_->AddImage(mask.texture, {x, y}, {x + side, y + side}, mask.uv0, mask.uv1, packed(color));
  note(pixels_around(x, y, x + side, y + side), mixed(looks_of(Drawn::Icon, packed(color)), name));
}

void Canvas::picture(const Rect& box, std::string_view name, Fit fit, float radius,
                     bool round_top_left, bool round_top_right, bool round_bottom_right,
                     bool round_bottom_left) {
  const float x0 = pixel(box.x);
  const float y0 = pixel(box.y);
  const float x1 = pixel(box.right());
  const float y1 = pixel(box.bottom());
  const Corners corners{static_cast<int>(pixel(radius)), round_top_left, round_top_right,
                        round_bottom_right, round_bottom_left};
  const PictureHandle art =
      pictures_.art(name, static_cast<int>(x1 - x0), static_cast<int>(y1 - y0), fit, corners);
  if (art.coming) {
    const bool is_rounded =
        round_top_left || round_top_right || round_bottom_right || round_bottom_left;
    round_fill(x0, y0, x1, y1, is_rounded ? pixel(radius) : 0, theme_->zebra);
  }
  if (!art.found) {
    return;
  }
  list_->AddImage(art.texture, {x0, y0}, {x1, y1}, art.uv0, art.uv1);
  std::uint64_t looks = mixed(looks_of(Drawn::Art, 0), name);
  for (const int detail :
       {static_cast<int>(fit), corners.radius, round_top_left ? 1 : 0, round_top_right ? 1 : 0,
        round_bottom_right ? 1 : 0, round_bottom_left ? 1 : 0}) {
    looks = mixed(looks, static_cast<std::uint64_t>(detail));
  }
  note(pixels_around(x0, y0, x1, y1), looks);
}

void Canvas::dots(const Rect& box, const std::shared_ptr<const Bitmap>& picture, int first,
                  int count) {
  const float x0 = pixel(box.x);
  const float y0 = pixel(box.y);
  const float x1 = pixel(box.right());
  const float y1 = pixel(box.bottom());
  const PictureHandle drawn =
      pictures_.dots(picture, first, count, static_cast<int>(x1 - x0), static_cast<int>(y1 - y0));
  if (drawn.coming) {
    pixel_rect(x0, y0, x1, y1, theme_->zebra);
  }
  if (!drawn.found) {
    return;
  }
  list_->AddImage(drawn.texture, {x0, y0}, {x1, y1}, drawn.uv0, drawn.uv1);
  std::uint64_t looks = looks_of(Drawn::Dots, 0);
  for (const auto detail :
       {reinterpret_cast<std::uintptr_t>(picture.get()), static_cast<std::uintptr_t>(first),
        static_cast<std::uintptr_t>(count)}) {
    looks = mixed(looks, std::uint64_t{detail});
  }
  note(pixels_around(x0, y0, x1, y1), looks);
}

bool Canvas::has_picture(std::string_view name) {
  return pictures_.has_art(name);
}

Canvas::Press Canvas::target(const Rect& rect, std::string_view label, bool enabled, bool counting,
                             bool leads_back) {
  SceneTarget target;
  target.group = groups_.empty() ? std::string() : groups_.back();
  target.label = label;
  target.id = target_id(target.group, label);
  target.rect = rect;
  target.clip = intersection(clips_.back(), screen());
  target.enabled = enabled;
  target.counting = counting;
  target.leads_back = leads_back;
  const bool clicked = touch_.clicked(target.id) || (leads_back && target.id == escaped_);
  const Press press{touch_.pressed(target.id), enabled && clicked};
  building_.add_target(std::move(target));
  return press;
}

void Canvas::push_group(std::string_view name) {
  groups_.emplace_back(name);
}

void Canvas::pop_group() {
  groups_.pop_back();
}

void Canvas::push_clip(const Rect& rect) {
  const Rect clip = intersection(rect, clips_.back());
  clips_.push_back(clip);
  list_->PushClipRect({pixel(clip.x), pixel(clip.y)}, {pixel(clip.right()), pixel(clip.bottom())});
}

void Canvas::pop_clip() {
  clips_.pop_back();
  list_->PopClipRect();
}

void Canvas::block(const Rect& rect) {
  building_.add_block(rect);
}

void Canvas::add_scroll(TargetId id, const Rect& rect) {
  building_.add_scroll(id, rect);
}

}  // namespace outreach::ui
