// What is really on the screen: every text, target and opaque cover, in drawing order, recorded
// while drawing. Touch asks it what lies under a finger; the script player and tests ask it what a
// person can see and reach. Logical units. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/geometry.h"
#include "app/ui/theme.h"

namespace outreach::ui {

// Stable while the same thing stays on the screen: a hash of its group and label. 0: none.
using TargetId = std::uint64_t;
TargetId target_id(std::string_view group, std::string_view label);

struct SceneText {
  std::string text;  // whole, however it was broken into lines
  Rect rect;         // what its glyphs take
  Rect clip;
  bool truncated = false;  // did not fit its box even at the smallest size
  Color color = {};
  int order = 0;
};

struct SceneTarget {
  TargetId id = 0;
  std::string label;  // the main text on it
  std::string group;  // what it belongs to where labels repeat: the leaflet's name for its "+1"
  Rect rect;
  Rect clip;
  bool enabled = true;
  bool counting = false;    // every deliberate tap counts: "+1"
  bool leads_back = false;  // 返回, 关上: what Escape does on a keyboard
  int order = 0;
};

struct SceneCover {
  Rect rect;
  Color color = {};
  int order = 0;
};

struct SceneScroll {
  TargetId id = 0;
  Rect rect;
  int order = 0;
};

class Scene {
 public:
  void clear(float width, float height);
  void add_text(std::string text, const Rect& rect, const Rect& clip, bool truncated,
                Color color = {});
  void add_target(SceneTarget target);  // its order is set here
  void add_cover(const Rect& rect, const Rect& clip, Color color = {});
  // Every target in `rect` declared so far is out of reach: something modal is about to be drawn.
  void add_block(const Rect& rect);
  void add_scroll(TargetId id, const Rect& rect);

  // Topmost target at a point, enabled or not; none where something opaque was drawn later.
  const SceneTarget* target_at(float x, float y) const;
  const SceneScroll* scroll_at(float x, float y) const;

  // A text is visible when all of it is inside the screen and its clip, and nothing opaque was
  // drawn over it.
  bool visible(const SceneText& text) const;
  // The colour that the middle of a text stands on.
  Color ground_of(const SceneText& text) const;
  // True if a visible text contains `words`.
  bool sees(std::string_view words) const;
  // The visible texts in reading order: top to bottom, then left to right.
  std::vector<std::string> visible_texts() const;

  // A target is reachable when it is enabled and its centre is on the screen, inside its clip, and
  // on top.
  bool reachable(const SceneTarget& target) const;
  // The reachable targets with this label, in reading order; where none has it, those whose label
  // contains it. `group`, unless empty, must be contained in the target's group.
  std::vector<const SceneTarget*> find_targets(std::string_view label,
                                               std::string_view group = {}) const;

  // The reachable target that leads back, of several the one drawn last; null where nothing does.
  const SceneTarget* way_back() const;

  // Something modal was drawn over this since.
  bool is_blocked(const Rect& rect, int order) const;

  const std::vector<SceneText>& texts() const;
  const std::vector<SceneTarget>& targets() const;
  const std::vector<SceneCover>& covers() const;
  Rect screen() const;

 private:
  bool covered(const Rect& rect, int order) const;

  Rect screen_;
  int next_order_ = 0;
  std::vector<SceneText> texts_;
  std::vector<SceneTarget> targets_;
  std::vector<SceneCover> covers_;
  std::vector<SceneCover> blocks_;
  std::vector<SceneScroll> scrolls_;
};

}  // namespace outreach::ui
