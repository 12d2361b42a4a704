#include "tests/app/ui/gallery/components.h"

#include <array>
#include <string>

#include "app/ui/widgets.h"

namespace outreach::ui {
namespace {

void caption(Canvas& canvas, float x, float y, const char* words) {
  canvas.text({x, y, 780, 30}, words, {.size = 22, .color = canvas.theme().ink2, .grows = false});
}

void draw_buttons(Canvas& canvas) {
  const Theme& theme = canvas.theme();
  constexpr std::array kStates{ButtonState::Idle,   ButtonState::Idle,  ButtonState::Disabled,
                               ButtonState::Saving, ButtonState::Saved, ButtonState::Failed};
  constexpr std::array kCaptions{"idle", "pressed", "disabled", "saving", "saved", "failed"};
  for (std::size_t i = 0; i < kStates.size(); ++i) {
    const float x = 30 + 206 * static_cast<float>(i);
    caption(canvas, x, 58, kCaptions[i]);
    const GroupScope group(canvas, kCaptions[i]);
    button(canvas, {x, 92, 186, 94},
           {.label = "打印",
            .icon = "printer",
            .tone = &theme.primary,
            .state = kStates[i],
            .size = kTextBody,
            .radius = kRadiusButton,
            .lip = kLipButton});
  }
  caption(canvas, 30, 198, "resident tones: listen · primary · confirm · plain · withdraw");
  const std::array tones{&theme.listen, &theme.primary, &theme.confirm, &theme.plain,
                         &theme.withdraw};
  constexpr std::array kWords{"听一听", "下一步", "确认", "返回", "撤回"};
  constexpr std::array kIcons{"listen", "next", "check", "back", "undo"};
  for (std::size_t i = 0; i < tones.size(); ++i) {
    button(canvas, {30 + 206 * static_cast<float>(i), 230, 186, 94},
           {.label = kWords[i],
            .icon = kIcons[i],
            .tone = tones[i],
            .size = kTextBody,
            .radius = kRadiusButton,
            .lip = kLipButton});
  }
  choice(canvas, {1060, 230, 88, 84}, {.label = "2", .unit = "人"});
  choice(canvas, {1158, 230, 88, 84}, {.label = "3", .unit = "人", .selected = true});
}

void draw_list(Canvas& canvas) {
  const Theme& theme = canvas.theme();
  caption(canvas, 30, 528, "list row with entry state");
  constexpr std::array kStates{core::EntryState::Local, core::EntryState::OnStick,
                               core::EntryState::Quarantined};
  constexpr std::array kTimes{"10:42", "10:36", "09:58"};
  constexpr std::array kWhat{"土地承包纠纷指南 +50 份", "咨询 低保救助 1 批 1 人次",
                             "土地承包纠纷指南 +5 份"};
  scroll_list(canvas, {30, 560, 790, 228}, "sample", 3, 76, [&](int i, const Rect& row) {
    const auto index = static_cast<std::size_t>(i);
    canvas.fill(row, i % 2 == 0 ? theme.card : theme.zebra);
    canvas.fill(row.bottom_part(2), theme.line);
    canvas.text(row.without_left(16).left_part(90), kTimes[index],
                {.size = 26, .color = theme.ink2});
    canvas.text(row.without_left(100).left_part(440), kWhat[index],
                {.size = 28, .bold = true, .color = theme.ink});
    entry_state_chip(canvas, row.right_part(182).inset(8, 13), kStates[index]);
  });
}

}  // namespace

void draw_components(Canvas& canvas) {
  const Theme& theme = canvas.theme();
  // The sheet first: it puts what was drawn before it out of reach.
  caption(canvas, 850, 528, "sheet: one question, no dimming");
  const Rect inside =
      sheet(canvas, {850, 560, 396, 228}, "为什么更正？", "原 50 份 → 改 5 份 · 张");
  button(canvas, {870, inside.y + 10, 176, 94},
         {.label = "点错了", .size = kTextHint, .radius = kRadiusButton, .lip = 6});
  button(canvas, {1056, inside.y + 10, 172, 94},
         {.label = "数错了", .size = kTextHint, .radius = kRadiusButton, .lip = 6});
  canvas.text({30, 14, 500, 40}, "Components",
              {.size = 34, .bold = true, .color = theme.ink, .grows = false});
  draw_buttons(canvas);
  caption(canvas, 30, 338, "banners: note · waiting · saved · failed");
  banner(canvas, {30, 370, 598, 66},
         {.icon = "clock", .words = "还在吗？点哪里都能继续 · 20", .tone = &theme.note});
  banner(canvas, {648, 370, 598, 66},
         {.icon = "waiting", .words = "12 条等着送出，不影响记数", .tone = &theme.wheat});
  banner(canvas, {30, 448, 598, 66},
         {.icon = "delivered", .words = "县局已回执 163 条", .tone = &theme.saved});
  banner(canvas, {648, 448, 598, 66},
         {.icon = "warning", .words = "没存上：硬盘写不进，请换一台机器", .tone = &theme.failed});
  draw_list(canvas);
}

}  // namespace outreach::ui
