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

// The largest size in which all tabs stand side by side; each as wide as its word asks.
struct TabLayout {
  TextStyle style;
  std::array<float, kTabs.size()> widths{};
};

TabLayout lay_tabs(const Canvas& canvas, float room) {
  constexpr float kAroundWord = 38;
  TabLayout made;
  constexpr float kStep = 2;
  const float largest = 30 * type_factor(canvas.type_size());
  const int steps = static_cast<int>((largest - kTextSmallest) / kStep);
  for (int step = 0; step < steps; ++step) {
    const float size = largest - static_cast<float>(step) * kStep;
    made.style = {.size = size, .bold = true, .color = {}, .grows = false};
    float sum = 0;
    for (std::size_t i = 0; i < kTabs.size(); ++i) {
      made.widths[i] =
          canvas.text_width(tr(kTabs[i].label), made.style) + size * 1.16F + kAroundWord;
      sum += made.widths[i] + 4;
    }
    if (sum <= room) {
      break;
    }
  }
  return made;
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

std::optional<core::Intent> staff_header(Canvas& canvas, const core::FrameView& frame,
                                         bool& choosing_staff) {
  const Theme& theme = canvas.theme();
  const GroupScope group(canvas, "header");
  const Rect bar = canvas.screen().top_part(kStaffHeaderHeight);
  canvas.fill(bar, theme.bar);
  if (theme.high_contrast) {
    canvas.fill(bar.bottom_part(3), theme.accent);
  }
  std::optional<core::Intent> intent;
  const Rect home = bar.left_part(76);
  const Canvas::Press home_press = canvas.target(home, tr("Home"));
  if (home_press.pressed) {
    canvas.fill(home, theme.bar_deep);
  }
  canvas.icon({home.x + 22, home.y + 14, 34, 34}, "home", theme.bar_text);
  canvas.text(
      {home.x, home.y + 48, home.w, 24}, tr("Home"),
      {.size = 20, .bold = true, .color = theme.bar_text, .align = Align::Centre, .grows = false});
  if (home_press.clicked) {
    intent = core::GoTo{core::ScreenName::Home};
  }
  constexpr float kPlaceWidth = 250;
  const TabLayout tabs = lay_tabs(canvas, bar.w - home.w - 150 - kPlaceWidth);
  float x = home.right() + 4;
  for (std::size_t i = 0; i < kTabs.size(); ++i) {
    const Rect at{x, bar.y, tabs.widths[i], bar.h};
    if (draw_tab(canvas, at, kTabs[i], frame.screen == kTabs[i].screen, tabs.style)) {
      intent = core::GoTo{kTabs[i].screen};
    }
    x = at.right() + 4;
  }
  const Rect person{bar.right() - 146, bar.y + 8, 136, 60};
  if (bar_badge(canvas, person, tr("Staff"), frame.staff.empty() ? tr("Staff") : frame.staff)) {
    choosing_staff = !choosing_staff;
  }
  const Rect room{x + 8, bar.y, person.x - x - 24, bar.h - 2};
  const TextStyle style{.size = kTextHint,
                        .color = theme.bar_text,
                        .align = Align::End,
                        .max_lines = 2,
                        .pitch = 1.15F};
  std::string where = frame.practice ? std::string(tr("Practice outing")) : frame.place;
  if (frame.date && !frame.practice) {
    const std::string day = day_words(*frame.date);
    const bool one_line = canvas.text_width(where + " · " + day, style) <= room.w;
    where += (where.empty() ? "" : one_line ? " · " : "\n") + day;
  }
  canvas.text(room, where, style);
  return intent;
}

}  // namespace outreach::ui
