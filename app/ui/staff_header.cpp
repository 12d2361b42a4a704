#include <array>
#include <string>

#include "app/ui/widgets.h"
#include "app/ui/words.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr std::array kTabs{
    Tab{core::ScreenName::Handout, "Handouts", "leaflet"},
    Tab{core::ScreenName::Consultation, "Advice", "people"},
    Tab{core::ScreenName::Today, "Today", "calendar"},
    Tab{core::ScreenName::Stock, translatable("Stock"), "stock"},
    Tab{core::ScreenName::Delivery, "Can we pack up?", "pack-up"},
};

bool draw_tab(Canvas& canvas, const Rect& rect, const Tab& tab, bool open, const TextStyle& style) {
  const Theme& theme = canvas.theme();
  const std::string words = tr(tab.label);
  const Canvas::Press press = canvas.target(rect, words, !open);
  Tone tone = theme.primary;
  tone.text = theme.bar_text;
  tone.icon = theme.bar_text;
  if (open) {
    const Color ground = theme.high_contrast ? theme.accent : theme.paper;
    const Rect flap = rect.without_top(10);
    canvas.box(flap, {.fill = ground, .border = ground, .border_width = 0, .radius = kRadiusStaff});
    canvas.fill(flap.bottom_part(kRadiusStaff), ground);
    tone.text = theme.high_contrast ? theme.paper : theme.ink;
    tone.icon = tone.text;
  } else if (press.pressed) {
    canvas.fill(rect, theme.bar_deep);
  }
  icon_and_words(canvas, rect.without_top(12).inset(8, 4), tab.icon, words, tone, style);
  return press.clicked;
}

// The largest size in which all tabs stand side by side; each as wide as its word asks, and where
// they have a row of their own, wider by its share of the rest. On a small panel the words alone.
struct TabLayout {
  TextStyle style;
  bool has_icons = true;
  std::array<float, kTabs.size()> widths{};
  float sum = 0;
};

constexpr float kBetweenTabs = 4;

TabLayout lay_tabs(const Canvas& canvas, float room) {
  TabLayout made;
  made.has_icons = canvas.form() != Form::Compact;
  const float around_word = made.has_icons ? 38 : 24;
  constexpr float kStep = 2;
  const float largest = 30 * type_factor(canvas.type_size());
  const int steps = static_cast<int>((largest - kTextSmallest) / kStep);
  for (int step = 0; step <= steps; ++step) {
    const float size = largest - static_cast<float>(step) * kStep;
    made.style = {.size = size, .bold = true, .color = {}, .grows = false};
    made.sum = -kBetweenTabs;
    for (std::size_t i = 0; i < kTabs.size(); ++i) {
      const float icon = made.has_icons ? size * 1.16F : 0;
      made.widths[i] = canvas.text_width(tr(kTabs[i].label), made.style) + icon + around_word;
      made.sum += made.widths[i] + kBetweenTabs;
    }
    if (made.sum <= room) {
      break;
    }
  }
  if (canvas.form() == Form::Tall) {
    for (float& width : made.widths) {
      width += (room - made.sum) / static_cast<float>(kTabs.size());
    }
    made.sum = room;
  }
  return made;
}

std::optional<core::Intent> draw_tabs(Canvas& canvas, const Rect& rect, core::ScreenName screen,
                                      const TabLayout& tabs) {
  std::optional<core::Intent> intent;
  float x = rect.x;
  for (std::size_t i = 0; i < kTabs.size(); ++i) {
    const Rect at{x, rect.y, tabs.widths[i], rect.h};
    Tab tab = kTabs[i];
    tab.icon = tabs.has_icons ? tab.icon : "";
    if (draw_tab(canvas, at, tab, screen == tab.screen, tabs.style)) {
      intent = core::GoTo{tab.screen};
    }
    x = at.right() + kBetweenTabs;
  }
  return intent;
}

std::optional<core::Intent> draw_way_home(Canvas& canvas, const Rect& rect) {
  const Theme& theme = canvas.theme();
  const Canvas::Press press = canvas.target(rect, tr("Home"));
  if (press.pressed) {
    canvas.fill(rect, theme.bar_deep);
  }
  constexpr float kIcon = 34;
  constexpr float kWord = 24;
  const float top = rect.y + (rect.h - kIcon - kWord) / 2 + 5;
  canvas.icon({rect.centre_x() - kIcon / 2, top - 5, kIcon, kIcon}, "home", theme.bar_text);
  canvas.text(
      {rect.x, top + kIcon - 5, rect.w, kWord}, tr("Home"),
      {.size = 20, .bold = true, .color = theme.bar_text, .align = Align::Centre, .grows = false});
  return press.clicked ? std::optional<core::Intent>(core::GoTo{core::ScreenName::Home})
                       : std::nullopt;
}

// Where the stall stands, and on which day; the day alone where there is no room for both, and
// nothing where there is none.
void draw_place(Canvas& canvas, const Rect& room, const core::FrameView& frame, Align align) {
  const TextStyle style{.size = canvas.form() == Form::Compact ? 24 : kTextHint,
                        .color = canvas.theme().bar_text,
                        .align = align,
                        .max_lines = 2,
                        .pitch = 1.15F};
  std::string where = frame.practice ? std::string(tr("Practice outing")) : frame.place;
  const std::string day = frame.date && !frame.practice ? day_words(*frame.date) : std::string();
  if (!day.empty()) {
    const bool one_line = canvas.text_width(where + " · " + day, style) <= room.w;
    where += (where.empty() ? "" : one_line ? " · " : "\n") + day;
  }
  if (canvas.fitted(room, where, style).truncated) {
    where = canvas.fitted(room, day, style).truncated ? std::string() : day;
  }
  canvas.text(room, where, style);
}

}  // namespace

bool bar_badge(Canvas& canvas, const Rect& rect, std::string_view label, std::string_view words) {
  const Theme& theme = canvas.theme();
  const Canvas::Press press = canvas.target(rect, label);
  canvas.box(rect, {.fill = press.pressed ? theme.accent : theme.bar_deep,
                    .border = theme.high_contrast ? theme.accent : theme.bar_deep,
                    .border_width = 2,
                    .radius = kRadiusStaff});
  Tone tone = theme.primary;
  tone.text = theme.bar_text;
  tone.icon = theme.bar_text;
  icon_and_words(canvas, rect.inset(8, 4), "staff", words, tone,
                 {.size = kTextHint, .bold = true, .color = {}});
  return press.clicked;
}

float staff_header_height(const Canvas& canvas) {
  return by_form(canvas.form(), 76.0F, 64.0F, 144.0F);
}

std::optional<core::Intent> staff_header(Canvas& canvas, const core::FrameView& frame,
                                         bool& choosing_staff) {
  const Theme& theme = canvas.theme();
  const GroupScope group(canvas, "header");
  const Rect bar = canvas.screen().top_part(staff_header_height(canvas));
  canvas.fill(bar, theme.bar);
  if (theme.high_contrast) {
    canvas.fill(bar.bottom_part(3), theme.accent);
  }
  const bool is_tall = canvas.form() == Form::Tall;
  constexpr float kTallTabs = 74;
  const Rect upper = is_tall ? bar.without_bottom(kTallTabs) : bar;
  const Rect home = upper.left_part(by_form(canvas.form(), 76.0F, 66.0F, 96.0F));
  std::optional<core::Intent> intent = draw_way_home(canvas, home);
  constexpr float kPlaceWidth = 246;
  constexpr float kPlaceCompact = 150;
  const float badge = by_form(canvas.form(), 136.0F, 130.0F, 190.0F);
  const float badge_height = kStaffTargetMin + 1;
  const Rect person{upper.right() - badge - 10, upper.centre_y() - badge_height / 2, badge,
                    badge_height};
  const float kept = canvas.form() == Form::Compact ? kPlaceCompact : kPlaceWidth;
  const Rect between{home.right() + 4, bar.y, person.x - home.right() - 8, bar.h};
  const Rect tabs_row = is_tall ? bar.bottom_part(kTallTabs).inset(6, 0) : between;
  const TabLayout tabs = lay_tabs(canvas, is_tall ? tabs_row.w : between.w - kept);
  if (auto wanted = draw_tabs(canvas, tabs_row, frame.screen, tabs)) {
    intent = std::move(wanted);
  }
  if (bar_badge(canvas, person, tr("Staff"), frame.staff.empty() ? tr("Staff") : frame.staff)) {
    choosing_staff = !choosing_staff;
  }
  const float left = is_tall ? home.right() + 12 : tabs_row.x + tabs.sum + 12;
  draw_place(canvas, {left, upper.y + 3, person.x - left - 16, upper.h - 8}, frame,
             is_tall ? Align::Start : Align::End);
  return intent;
}

}  // namespace outreach::ui
