#include "app/ui/resident_parts.h"

#include <algorithm>

#include "app/ui/spoken_screen.h"
#include "app/ui/widgets.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr float kAwning = 32;
constexpr float kBackWidth = 180;
constexpr float kBackWidthCompact = 150;

float header_top(const Canvas& canvas) {
  return canvas.screen().y + (canvas.theme().high_contrast ? 20.0F : kAwning + 14);
}

float back_width(const Canvas& canvas) {
  return canvas.form() == Form::Compact ? kBackWidthCompact : kBackWidth;
}

Rect header_row(const Canvas& canvas) {
  const float margin = resident_margin(canvas);
  return {margin, header_top(canvas), canvas.screen().w - 2 * margin, kResidentTargetMin};
}

// A dash for each step, the one that is being asked filled.
void draw_steps(Canvas& canvas, const Rect& rect, const ResidentHeader& spec) {
  const Theme& theme = canvas.theme();
  constexpr float kDash = 44;
  constexpr float kDashHigh = 10;
  constexpr float kDashGap = 8;
  Rect dash{rect.x, rect.centre_y() - kDashHigh / 2, kDash, kDashHigh};
  for (int i = 1; i <= spec.steps; ++i) {
    canvas.box(dash, {.fill = i <= spec.step ? theme.accent : theme.line,
                      .border = theme.line,
                      .border_width = 0,
                      .radius = 4});
    dash.x += kDash + kDashGap;
  }
  canvas.text(rect.without_left(dash.x - rect.x + kDashGap),
              fill(tr("Step {n} of {all}"),
                   {{"n", std::to_string(spec.step)}, {"all", std::to_string(spec.steps)}}),
              {.size = kTextHint, .bold = true, .color = theme.ink2});
}

void draw_hint(Canvas& canvas, const Rect& rect, const ResidentHeader& spec) {
  const Theme& theme = canvas.theme();
  constexpr float kHintIcon = 32;
  Rect words = rect;
  if (!spec.icon.empty()) {
    canvas.icon({rect.x, rect.centre_y() - kHintIcon / 2, kHintIcon, kHintIcon}, spec.icon,
                theme.high_contrast ? theme.accent : theme.ink2);
    words = rect.without_left(kHintIcon + 10);
  }
  canvas.text(words, spec.hint,
              {.size = kTextHint, .color = theme.ink2, .max_lines = 2, .pitch = 1.15F});
}

const char* name_of(core::SpeechSpeed speed) {
  switch (speed) {
    case core::SpeechSpeed::Slow:
      return tr("slow");
    case core::SpeechSpeed::Quick:
      return tr("fast");
    case core::SpeechSpeed::Usual:
      break;
  }
  return tr("usual");
}

core::SpeechSpeed next_speed(core::SpeechSpeed speed) {
  switch (speed) {
    case core::SpeechSpeed::Slow:
      return core::SpeechSpeed::Usual;
    case core::SpeechSpeed::Usual:
      return core::SpeechSpeed::Quick;
    case core::SpeechSpeed::Quick:
      break;
  }
  return core::SpeechSpeed::Slow;
}

bool speed_button(Canvas& canvas, const Rect& rect, core::SpeechSpeed speed) {
  return button(canvas, rect,
                {.label = tr("Speed"),
                 .size = kTextHint,
                 .radius = kRadiusButton,
                 .lip = kLipButton,
                 .max_lines = 2,
                 .shown = fill(tr("Speed: {speed}"), {{"speed", name_of(speed)}})});
}

}  // namespace

float resident_margin(const Canvas& canvas) {
  return canvas.form() == Form::Compact ? 24 : kResidentMargin;
}

Rect resident_header_words(const Canvas& canvas) {
  return header_row(canvas).without_right(back_width(canvas) + kResidentGap);
}

bool resident_header(Canvas& canvas, const ResidentHeader& spec) {
  const GroupScope group(canvas, "resident header");
  awning(canvas);
  const Theme& theme = canvas.theme();
  const Rect all = header_row(canvas);
  const bool leads_back = resident_button(canvas, all.right_part(back_width(canvas)),
                                          {.label = spec.leads_home ? tr("Home") : tr("Back"),
                                           .icon = spec.leads_home ? "home" : "back",
                                           .leads_back = !spec.leads_home});
  const Rect words = resident_header_words(canvas);
  constexpr float kSecondLine = 34;
  const bool has_second = spec.steps > 0 || !spec.hint.empty();
  const Rect title = has_second ? words.without_bottom(kSecondLine + 4) : words;
  canvas.text(title, spec.title,
              {.size = kTextTitle,
               .bold = true,
               .color = theme.high_contrast ? theme.accent : theme.ink,
               .max_lines = 2,
               .pitch = 1.1F});
  if (spec.steps > 0) {
    draw_steps(canvas, words.bottom_part(kSecondLine), spec);
  } else if (has_second) {
    draw_hint(canvas, words.bottom_part(kSecondLine), spec);
  }
  return leads_back;
}

Rect resident_bar(const Canvas& canvas) {
  const float margin = resident_margin(canvas);
  const Rect screen = canvas.screen();
  const float below = canvas.form() == Form::Compact ? 12.0F : kResidentGap;
  return {margin, screen.bottom() - below - kResidentTargetMin, screen.w - 2 * margin,
          kResidentTargetMin};
}

Rect resident_bar_listen(const Canvas& canvas) {
  const Rect bar = resident_bar(canvas);
  return bar.left_part(bar.w * by_form(canvas.form(), 0.24F, 0.22F, 0.3F));
}

Rect resident_bar_ways(const Canvas& canvas) {
  return resident_bar(canvas).without_left(resident_bar_listen(canvas).w + kResidentGap);
}

Rect resident_work(const Canvas& canvas) {
  const Rect bar = resident_bar(canvas);
  const float gap = canvas.form() == Form::Compact ? 12.0F : kResidentGap;
  const float top = header_top(canvas) + kResidentTargetMin + gap;
  return {bar.x, top, bar.w, bar.y - gap - top};
}

bool resident_button(Canvas& canvas, const Rect& rect, const ResidentButton& spec) {
  const bool is_compact = canvas.form() == Form::Compact;
  return button(canvas, rect,
                {.label = spec.label,
                 .icon = is_compact && rect.w < 200 ? "" : spec.icon,  // the words need the room
                 .tone = spec.tone,
                 .state = spec.enabled ? ButtonState::Idle : ButtonState::Disabled,
                 .size = is_compact ? kTextHint : kTextBody,
                 .radius = kRadiusButton,
                 .lip = kLipButton,
                 .max_lines = spec.max_lines,
                 .leads_back = spec.leads_back});
}

std::optional<core::Intent> listen_button(Canvas& canvas, const Rect& rect,
                                          const core::SpeechView& speech) {
  const GroupScope group(canvas, kListenGroup);
  const Theme& theme = canvas.theme();
  if (speech.is_unavailable) {
    resident_button(canvas, rect, {.label = tr("No sound on this machine"), .enabled = false});
    return std::nullopt;
  }
  const bool is_compact = canvas.form() == Form::Compact;
  constexpr float kStopShare = 0.44F;  // the shorter word
  // A narrow place has room for one of them: then the speed is the one that was chosen before.
  constexpr float kBothLeast = 210;
  const bool is_split = speech.is_speaking && rect.w >= kBothLeast;
  const float stop = (rect.w - kResidentGap) * kStopShare;
  const bool tapped = button(canvas, is_split ? rect.left_part(stop) : rect,
                             {.label = tr("Listen"),
                              .icon = speech.is_speaking ? "" : "listen",
                              .tone = &theme.listen,
                              .size = is_compact ? kTextHint : kTextBody,
                              .radius = kRadiusButton,
                              .lip = kLipButton,
                              .shown = speech.is_speaking ? tr("Stop") : ""});
  if (tapped && speech.is_speaking) {
    return core::StopListening{};
  }
  if (tapped) {
    return core::Listen{spoken_screen(canvas.scene())};
  }
  if (is_split && speed_button(canvas, rect.without_left(stop + kResidentGap), speech.speed)) {
    return core::SetSpeechSpeed{next_speed(speech.speed)};
  }
  return std::nullopt;
}

void mark_spoken(Canvas& canvas, const core::SpeechView& speech) {
  if (!speech.is_speaking || !speech.sentence) {
    return;
  }
  const std::vector<SpokenPlace> places = spoken_places(canvas.scene());
  if (*speech.sentence >= places.size()) {
    return;
  }
  const Rect& place = places[*speech.sentence].rect;
  constexpr float kMarkGap = 3;
  constexpr float kMarkWidth = 6;  // within the gap between two tiles
  if (place.w > 0) {
    canvas.frame(place.inset(-kMarkGap - kMarkWidth), canvas.theme().brand, kMarkWidth, 0);
  }
}

std::optional<core::Intent> draw_still_there(Canvas& canvas, const core::StillThereView& view) {
  const GroupScope group(canvas, "still there");
  const Theme& theme = canvas.theme();
  const Rect screen = canvas.screen();
  canvas.block(screen);
  const float width = std::min(860.0F, screen.w - 2 * resident_margin(canvas));
  const float height = std::min(500.0F, screen.h - 60);
  const Rect card{screen.centre_x() - width / 2, screen.centre_y() - height / 2, width, height};
  canvas.box(
      card, {.fill = theme.card, .border = theme.accent, .border_width = 4, .radius = kRadiusTile});
  const Rect inside = card.inset(32, 24);
  const Rect foot = inside.bottom_part(kResidentTargetMin);
  const Rect go_on = inside.without_bottom(foot.h + kResidentGap).bottom_part(120);
  const Rect words = inside.without_bottom(foot.h + go_on.h + 2 * kResidentGap);
  canvas.text(words.top_part(words.h * 0.5F), tr("Are you still there?"),
              {.size = kTextCount, .bold = true, .color = theme.ink, .align = Align::Centre});
  canvas.text(words.bottom_part(words.h * 0.46F),
              fill(tr("So that nobody else sees it, everything here is wiped. Seconds left: {n}"),
                   {{"n", std::to_string(view.seconds)}}),
              {.size = kTextHint, .color = theme.ink2, .align = Align::Centre, .max_lines = 2});
  std::optional<core::Intent> intent;
  if (button(canvas, go_on,
             {.label = tr("I am here, go on"),
              .icon = "next",
              .tone = &theme.primary,
              .size = kTextTitle,
              .radius = kRadiusButton,
              .lip = kLipTile})) {
    intent = core::StayHere{};
  }
  if (resident_button(canvas, foot, {.label = tr("I am done"), .icon = "check"})) {
    intent = core::EndVisit{};
  }
  return intent;
}

}  // namespace outreach::ui
