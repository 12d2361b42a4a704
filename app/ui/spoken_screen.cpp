#include "app/ui/spoken_screen.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <utility>

#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

// Tops that differ by less than this are on one line.
constexpr float kSameSpokenLine = 14;
// A box with more of the screen than this is its ground, not a card.
constexpr float kCardShare = 0.45F;
// Rounding to pixels moves edges by up to this.
constexpr float kSpokenTolerance = 1.5F;

bool lies_in(const Rect& inner, const Rect& outer) {
  return inner.x >= outer.x - kSpokenTolerance && inner.y >= outer.y - kSpokenTolerance &&
         inner.right() <= outer.right() + kSpokenTolerance &&
         inner.bottom() <= outer.bottom() + kSpokenTolerance;
}

float card_area(const Rect& rect) {
  return rect.w * rect.h;
}

// Lines from the top down, each from left to right. `top`: by what lines are told apart.
template <typename Top>
std::vector<std::vector<SpokenPlace>> in_lines(std::vector<SpokenPlace> all, Top top) {
  std::stable_sort(all.begin(), all.end(),
                   [&](const SpokenPlace& a, const SpokenPlace& b) { return top(a) < top(b); });
  std::vector<std::vector<SpokenPlace>> lines;
  for (SpokenPlace& one : all) {
    if (lines.empty() || top(one) - top(lines.back().front()) > kSameSpokenLine) {
      lines.emplace_back();
    }
    lines.back().push_back(std::move(one));
  }
  for (std::vector<SpokenPlace>& line : lines) {
    std::stable_sort(line.begin(), line.end(), [](const SpokenPlace& a, const SpokenPlace& b) {
      return a.rect.x < b.rect.x;
    });
  }
  return lines;
}

// Texts of one card as one text: a number and its unit with nothing between, else with a pause.
std::string joined(std::vector<SpokenPlace> texts) {
  std::string words;
  const SpokenPlace* before = nullptr;
  const auto lines =
      in_lines(std::move(texts), [](const SpokenPlace& text) { return text.rect.centre_y(); });
  for (const std::vector<SpokenPlace>& line : lines) {
    for (const SpokenPlace& text : line) {
      const bool is_near = before != nullptr && &text != &line.front() &&
                           text.rect.x - before->rect.right() < text.rect.h;
      words += before == nullptr ? "" : is_near ? " " : "，";
      words += text.words;
      before = &text;
    }
  }
  return words;
}

class ScreenReader {
 public:
  explicit ScreenReader(const Scene& scene) : scene_(scene) {
    for (const SceneText& text : scene.texts()) {
      if (scene.visible(text) && !scene.is_blocked(text.rect, text.order)) {
        place(text);
      }
    }
  }

  std::vector<SpokenPlace> read() const {
    std::vector<SpokenPlace> said;
    std::vector<SpokenPlace> cards = alone_;
    for (const auto& [cover, texts] : in_cards_) {
      cards.push_back({joined(texts), cover->rect});
    }
    append(said, std::move(cards));
    std::vector<SpokenPlace> choices;
    std::vector<SpokenPlace> ways_back;
    for (const SceneTarget& target : scene_.targets()) {
      if (!is_said(target)) {
        continue;
      }
      const auto found = on_targets_.find(&target);
      std::string words = found == on_targets_.end() ? target.label : joined(found->second);
      if (leads_back(target)) {
        ways_back.push_back({std::move(words), target.rect});
      } else {
        choices.push_back({std::move(words), target.rect});
      }
    }
    if (!choices.empty() || !ways_back.empty()) {
      said.push_back({tr("You can tap:"), {}});
    }
    append(said, std::move(choices));
    std::move(ways_back.begin(), ways_back.end(), std::back_inserter(said));
    return said;
  }

 private:
  static bool is_in_group(const SceneTarget& target, std::string_view group) {
    return target.group.find(group) != std::string::npos;
  }

  bool is_said(const SceneTarget& target) const {
    return scene_.reachable(target) && !is_in_group(target, kListenGroup) &&
           !is_in_group(target, kKeypadGroup) && !is_in_group(target, kKeyboardGroup);
  }

  static bool leads_back(const SceneTarget& target) {
    return target.leads_back || is_in_group(target, "resident header");
  }

  static void append(std::vector<SpokenPlace>& said, std::vector<SpokenPlace> all) {
    for (std::vector<SpokenPlace>& line :
         in_lines(std::move(all), [](const SpokenPlace& one) { return one.rect.y; })) {
      for (SpokenPlace& one : line) {
        said.push_back(std::move(one));
      }
    }
  }

  // The smallest target a text stands on.
  const SceneTarget* target_under(const SceneText& text) const {
    const SceneTarget* smallest = nullptr;
    for (const SceneTarget& target : scene_.targets()) {
      const bool holds = target.order < text.order && lies_in(text.rect, target.rect) &&
                         !scene_.is_blocked(target.rect, target.order);
      if (holds && (smallest == nullptr || card_area(target.rect) < card_area(smallest->rect))) {
        smallest = &target;
      }
    }
    return smallest;
  }

  // The largest box that is a card.
  const SceneCover* card_under(const SceneText& text) const {
    const SceneCover* card = nullptr;
    for (const SceneCover& cover : scene_.covers()) {
      const bool is_card = cover.order < text.order && lies_in(text.rect, cover.rect) &&
                           card_area(cover.rect) < kCardShare * card_area(scene_.screen()) &&
                           !scene_.is_blocked(cover.rect, cover.order);
      if (is_card && (card == nullptr || card_area(cover.rect) > card_area(card->rect))) {
        card = &cover;
      }
    }
    return card;
  }

  void place(const SceneText& text) {
    SpokenPlace placed{text.text, text.rect};
    if (const SceneTarget* target = target_under(text)) {
      on_targets_[target].push_back(std::move(placed));
    } else if (const SceneCover* card = card_under(text)) {
      in_cards_[card].push_back(std::move(placed));
    } else {
      alone_.push_back(std::move(placed));
    }
  }

  const Scene& scene_;
  std::vector<SpokenPlace> alone_;
  std::map<const SceneCover*, std::vector<SpokenPlace>> in_cards_;
  std::map<const SceneTarget*, std::vector<SpokenPlace>> on_targets_;
};

}  // namespace

std::vector<SpokenPlace> spoken_places(const Scene& scene) {
  return ScreenReader(scene).read();
}

std::vector<std::string> spoken_screen(const Scene& scene) {
  std::vector<std::string> words;
  for (SpokenPlace& place : spoken_places(scene)) {
    words.push_back(std::move(place.words));
  }
  return words;
}

}  // namespace outreach::ui
