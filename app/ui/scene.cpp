#include "app/ui/scene.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace outreach::ui {
namespace {

// Texts whose tops differ by less than this are read as one line.
constexpr float kSameLine = 14;
// Rounding to pixels moves edges by up to this.
constexpr float kTolerance = 1.5F;

bool inside(const Rect& inner, const Rect& outer) {
  return inner.x >= outer.x - kTolerance && inner.y >= outer.y - kTolerance &&
         inner.right() <= outer.right() + kTolerance &&
         inner.bottom() <= outer.bottom() + kTolerance;
}

}  // namespace

// FNV-1a over group, a separator, and label.
TargetId target_id(std::string_view group, std::string_view label) {
  constexpr TargetId kOffset = 14695981039346656037ULL;
  constexpr TargetId kPrime = 1099511628211ULL;
  TargetId hash = kOffset;
  const auto mix = [&hash](std::string_view text) {
    for (const char c : text) {
      hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
    }
  };
  mix(group);
  hash = (hash ^ 0x1FU) * kPrime;
  mix(label);
  return hash == 0 ? 1 : hash;
}

void Scene::clear(float width, float height) {
  screen_ = {0, 0, width, height};
  next_order_ = 0;
  texts_.clear();
  targets_.clear();
  covers_.clear();
  blocks_.clear();
  scrolls_.clear();
}

void Scene::add_text(std::string text, const Rect& rect, const Rect& clip, bool truncated,
                     Color color) {
  texts_.push_back({std::move(text), rect, clip, truncated, color, next_order_++});
}

void Scene::add_target(SceneTarget target) {
  target.order = next_order_++;
  targets_.push_back(std::move(target));
}

void Scene::add_cover(const Rect& rect, const Rect& clip, Color color) {
  const Rect seen = intersection(rect, clip);
  if (!seen.empty()) {
    covers_.push_back({seen, color, next_order_++});
  }
}

void Scene::add_block(const Rect& rect) {
  blocks_.push_back({rect, {}, next_order_++});
}

void Scene::add_scroll(TargetId id, const Rect& rect) {
  scrolls_.push_back({id, rect, next_order_++});
}

const SceneTarget* Scene::target_at(float x, float y) const {
  const SceneTarget* top = nullptr;
  for (const SceneTarget& target : targets_) {
    if (target.rect.contains(x, y) && target.clip.contains(x, y)) {
      top = &target;
    }
  }
  if (top == nullptr) {
    return nullptr;
  }
  // Its own fill is drawn after it was asked for; a cover that reaches beyond it hides it.
  for (const SceneCover& cover : covers_) {
    if (cover.order > top->order && cover.rect.contains(x, y) && !inside(cover.rect, top->rect)) {
      return nullptr;
    }
  }
  for (const SceneCover& block : blocks_) {
    if (block.order > top->order && block.rect.contains(x, y)) {
      return nullptr;
    }
  }
  return top;
}

const SceneScroll* Scene::scroll_at(float x, float y) const {
  const SceneScroll* top = nullptr;
  for (const SceneScroll& scroll : scrolls_) {
    if (scroll.rect.contains(x, y)) {
      top = &scroll;
    }
  }
  for (const SceneCover& block : blocks_) {
    if (top != nullptr && block.order > top->order && block.rect.contains(x, y)) {
      return nullptr;
    }
  }
  return top;
}

bool Scene::covered(const Rect& rect, int order) const {
  for (const SceneCover& cover : covers_) {
    if (cover.order > order && overlap(cover.rect, rect, 2 * kTolerance)) {
      return true;
    }
  }
  return false;
}

bool Scene::visible(const SceneText& text) const {
  return inside(text.rect, screen_) && inside(text.rect, text.clip) &&
         !covered(text.rect, text.order);
}

Color Scene::ground_of(const SceneText& text) const {
  Color ground;
  for (const SceneCover& cover : covers_) {
    if (cover.order < text.order &&
        cover.rect.contains(text.rect.centre_x(), text.rect.centre_y())) {
      ground = cover.color;
    }
  }
  return ground;
}

bool Scene::sees(std::string_view words) const {
  for (const SceneText& text : texts_) {
    if (text.text.find(words) != std::string::npos && visible(text)) {
      return true;
    }
  }
  return false;
}

std::vector<std::string> Scene::visible_texts() const {
  std::vector<const SceneText*> seen;
  for (const SceneText& text : texts_) {
    if (visible(text)) {
      seen.push_back(&text);
    }
  }
  std::stable_sort(seen.begin(), seen.end(), [](const SceneText* a, const SceneText* b) {
    return a->rect.centre_y() < b->rect.centre_y();
  });
  // Lines first, then left to right inside each: comparing pairs alone would not be an order.
  std::vector<std::string> out;
  for (auto line = seen.begin(); line != seen.end();) {
    auto stop = line;
    while (stop != seen.end() && (*stop)->rect.centre_y() - (*line)->rect.centre_y() <= kSameLine) {
      ++stop;
    }
    std::stable_sort(line, stop,
                     [](const SceneText* a, const SceneText* b) { return a->rect.x < b->rect.x; });
    for (; line != stop; ++line) {
      out.push_back((*line)->text);
    }
  }
  return out;
}

bool Scene::reachable(const SceneTarget& target) const {
  if (!target.enabled) {
    return false;
  }
  const float x = target.rect.centre_x();
  const float y = target.rect.centre_y();
  return screen_.contains(x, y) && target.clip.contains(x, y) && target_at(x, y) == &target;
}

std::vector<const SceneTarget*> Scene::find_targets(std::string_view label,
                                                    std::string_view group) const {
  std::vector<const SceneTarget*> exact;
  std::vector<const SceneTarget*> partial;
  for (const SceneTarget& target : targets_) {
    const bool in_group = group.empty() || target.group.find(group) != std::string::npos;
    if (!in_group || !reachable(target)) {
      continue;
    }
    if (target.label == label) {
      exact.push_back(&target);
    } else if (target.label.find(label) != std::string::npos) {
      partial.push_back(&target);
    }
  }
  auto& found = exact.empty() ? partial : exact;
  std::sort(found.begin(), found.end(), [](const SceneTarget* a, const SceneTarget* b) {
    return std::pair(std::round(a->rect.y), a->rect.x) <
           std::pair(std::round(b->rect.y), b->rect.x);
  });
  return found;
}

const SceneTarget* Scene::way_back() const {
  const auto found = std::find_if(
      targets_.rbegin(), targets_.rend(),
      [this](const SceneTarget& target) { return target.leads_back && reachable(target); });
  return found == targets_.rend() ? nullptr : &*found;
}

bool Scene::is_blocked(const Rect& rect, int order) const {
  return std::any_of(blocks_.begin(), blocks_.end(), [&](const SceneCover& block) {
    return block.order > order && block.rect.contains(rect.centre_x(), rect.centre_y());
  });
}

const std::vector<SceneText>& Scene::texts() const {
  return texts_;
}

const std::vector<SceneTarget>& Scene::targets() const {
  return targets_;
}

const std::vector<SceneCover>& Scene::covers() const {
  return covers_;
}

Rect Scene::screen() const {
  return screen_;
}

}  // namespace outreach::ui
