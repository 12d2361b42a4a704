// 我该找谁: one question a screen, its choices as rows with a picture, and ways out for whom none
// of them fits.
#include <algorithm>
#include <array>
#include <string>

#include "app/ui/draw.h"
#include "app/ui/guide_parts.h"
#include "app/ui/widgets.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr float kChoicePanel = 156;
constexpr float kChoicePanelCompact = 72;
constexpr float kChoiceIcon = 84;

// Its own row of a colour, as on the table of a stall.
const Tone& choice_panel(const Theme& theme, int row) {
  const std::array<const Tone*, 3> tones{&theme.kaki_panel, &theme.pine_panel, &theme.indigo_panel};
  return *tones[static_cast<std::size_t>(row) % tones.size()];
}

void draw_choice_picture(Canvas& canvas, const Rect& side, const core::GuideChoiceView& choice,
                         const Tone& panel) {
  const Theme& theme = canvas.theme();
  if (!theme.high_contrast) {
    canvas.box(
        side,
        {.fill = panel.fill, .border = panel.fill, .border_width = 0, .radius = kRadiusTile - 2});
    canvas.fill(side.right_part(kRadiusTile), panel.fill);
  }
  const bool wears_icon = !choice.icon.empty() && (theme.high_contrast || choice.picture.empty());
  if (!wears_icon && canvas.has_picture(choice.picture)) {
    canvas.picture(side.inset(8), choice.picture, Fit::Contain);
    return;
  }
  const float icon = std::min({kChoiceIcon, side.w - 12, side.h - 12});
  canvas.icon({side.centre_x() - icon / 2, side.centre_y() - icon / 2, icon, icon}, choice.icon,
              theme.high_contrast ? theme.accent : panel.icon);
}

void draw_choice_words(Canvas& canvas, const Rect& rect, const core::GuideChoiceView& choice) {
  const Theme& theme = canvas.theme();
  const TextStyle word{.size = canvas.form() == Form::Compact ? kTextBody : kTextTitle,
                       .bold = true,
                       .color = theme.plain.text,
                       .max_lines = 4,
                       .pitch = 1.15F};
  // Where words have to be large there is no room for examples, which can be heard.
  const bool words_only = canvas.form() == Form::Compact || choice.hint.empty() ||
                          canvas.type_size() == core::TypeSize::Largest;
  if (words_only) {
    canvas.text(rect, choice.words, word);
    return;
  }
  canvas.text(rect.top_part(rect.h * 0.48F), choice.words, word);
  canvas.text(rect.bottom_part(rect.h * 0.49F), choice.hint,
              {.size = kTextHint, .color = theme.ink2, .max_lines = 3, .pitch = 1.2F});
}

bool guide_choice(Canvas& canvas, const Rect& rect, const core::GuideChoiceView& choice,
                  const Tone& panel) {
  const Theme& theme = canvas.theme();
  const Tone& tone = theme.plain;
  const Canvas::Press press = canvas.target(rect, choice.words);
  const bool is_raised = !press.pressed && !theme.high_contrast;
  BoxStyle box;
  box.fill = press.pressed ? tone.pressed : tone.fill;
  box.border = tone.border;
  box.border_width = theme.high_contrast ? 3 : 2;
  box.radius = kRadiusTile;
  box.lip = tone.lip;
  box.lip_height = is_raised ? kLipTile : 0;
  const Rect body = press.pressed && !theme.high_contrast ? rect.without_top(4) : rect;
  canvas.box(body, box);
  const Rect inner = body.without_bottom(box.lip_height).inset(box.border_width);
  const float wide = canvas.form() == Form::Compact ? kChoicePanelCompact : kChoicePanel;
  draw_choice_picture(canvas, inner.left_part(wide), choice, panel);
  draw_choice_words(canvas, inner.without_left(wide + 20).without_right(12).inset(0, 6), choice);
  return press.clicked;
}

Rect choice_cell(const Canvas& canvas, const Rect& work, int i, int choices) {
  constexpr int kRowsUpright = 6;
  constexpr int kRowsWide = 3;
  const Form form = canvas.form();
  if (form == Form::Tall) {
    return work.cell(0, i, 1, kRowsUpright, kResidentGap);
  }
  const int columns = form == Form::Compact && choices > 4 ? 3 : 2;
  const int rows = form == Form::Compact ? 2 : kRowsWide;
  return work.cell(i % columns, i / columns, columns, rows, kResidentGap);
}

std::optional<core::Intent> draw_guide_question(Canvas& canvas,
                                                const core::GuideQuestionView& view) {
  std::optional<core::Intent> intent;
  if (resident_header(canvas, {.title = view.words, .step = view.step, .steps = view.steps})) {
    intent = core::BackInGuide{};
  }
  const Rect work = resident_work(canvas);
  const int choices = static_cast<int>(view.choices.size());
  {
    const GroupScope group(canvas, "choices");
    for (int i = 0; i < choices; ++i) {
      const auto at = static_cast<std::size_t>(i);
      const int row = canvas.form() == Form::Wide ? i / 2 : i;
      if (guide_choice(canvas, choice_cell(canvas, work, i, choices), view.choices[at],
                       choice_panel(canvas.theme(), row))) {
        intent = core::ChooseGuide{at};
      }
    }
  }
  const Rect ways = resident_bar_ways(canvas);
  if (resident_button(canvas, ways.cell(0, 0, 2, 1, kResidentGap),
                      {.label = tr("None of these"), .icon = "question"})) {
    intent = core::OpenGuidePart{core::GuidePart::NoneFits};
  }
  if (resident_button(canvas, ways.cell(1, 0, 2, 1, kResidentGap),
                      {.label = tr("Ask the staff to help"), .icon = "staff"})) {
    intent = core::OpenGuidePart{core::GuidePart::Help};
  }
  return intent;
}

std::optional<core::Intent> draw_none_fits(Canvas& canvas, const core::GuideView& view) {
  std::optional<core::Intent> intent;
  if (resident_header(canvas, {.title = tr("None of these? That is all right"),
                               .hint = tr("Take what comes close, or let somebody help"),
                               .icon = "question"})) {
    intent = core::BackInGuide{};
  }
  const Rect work = resident_work(canvas);
  constexpr int kRows = 2;
  const bool is_first = view.chosen.empty();
  if (resident_button(
          canvas, work.cell(0, 0, 1, kRows, kResidentGap),
          {.label = is_first ? tr("Look at the question again") : tr("Begin again from the start"),
           .icon = "repeat"})) {
    intent = is_first ? core::Intent{core::BackInGuide{}}
                      : core::Intent{core::GoTo{core::ScreenName::Guide}};
  }
  if (resident_button(canvas, work.cell(0, 1, 1, kRows, kResidentGap),
                      {.label = tr("Ask the staff to help"),
                       .icon = "staff",
                       .tone = &canvas.theme().primary})) {
    intent = core::OpenGuidePart{core::GuidePart::Help};
  }
  return intent;
}

std::optional<core::Intent> draw_guide_help(Canvas& canvas, const core::GuideView& view,
                                            GuideDraft& draft) {
  const Theme& theme = canvas.theme();
  std::string about;
  for (const std::string& words : view.chosen) {
    about += (about.empty() ? "" : " → ") + words;
  }
  const std::string say = about.empty() ? std::string(tr("I would like to know whom to go to"))
                                        : fill(tr("It is about this: {what}"), {{"what", about}});
  const std::vector<TextBlock> blocks{
      {.tone = &theme.primary,
       .icon = "staff",
       .texts = {{tr("Come to the stall beside this screen and speak to the staff there"),
                  kTextBody, true, theme.primary.text}}},
      {.icon = "speak",
       .texts = {{tr("You can say it like this"), kTextHint, false, theme.ink2},
                 {say, kTextBody, true, theme.ink}}},
      {.icon = "pen",
       .texts = {
           {tr("You need not write anything: saying it is enough"), kTextBody, false, theme.ink}}}};
  return draw_guide_pages(canvas, tr("Ask the staff to help"), {}, "help", blocks, {}, draft);
}

}  // namespace

std::optional<core::Intent> draw_guide(Canvas& canvas, const core::GuideView& view,
                                       GuideDraft& draft) {
  switch (view.part) {
    case core::GuidePart::Help:
      return draw_guide_help(canvas, view, draft);
    case core::GuidePart::NoneFits:
      return draw_none_fits(canvas, view);
    case core::GuidePart::Answers:
      return draw_guide_answers(canvas, view);
    case core::GuidePart::Answer:
      return draw_guide_answer(canvas, view, draft);
    case core::GuidePart::TakeAway:
      return draw_guide_take_away(canvas, view);
    case core::GuidePart::Walk:
      break;
  }
  return view.question ? draw_guide_question(canvas, *view.question)
                       : draw_guide_result(canvas, view, draft);
}

}  // namespace outreach::ui
