// 留言提问: what it is about, 检举控告's own office, and the last look before it is sealed.
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "app/ui/ask_parts.h"
#include "app/ui/draw.h"
#include "app/ui/resident_parts.h"
#include "app/ui/secret_field.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

bool ask_topic_tile(Canvas& canvas, const Rect& rect, const core::AskTopic& topic) {
  const Theme& theme = canvas.theme();
  if (canvas.form() == Form::Compact) {
    return resident_button(canvas, rect, {.label = topic.name, .icon = topic.icon, .max_lines = 3});
  }
  return tile(canvas, rect,
              {.word = topic.name,
               .icon = topic.icon,
               .tone = &theme.indigo,
               .panel = &theme.indigo_panel});
}

std::optional<core::Intent> draw_ask_topics(Canvas& canvas, const core::AskView& view) {
  if (resident_header(
          canvas, {.title = tr("What is your question about?"), .step = 1, .steps = kAskSteps})) {
    return core::GoTo{core::ScreenName::Residents};
  }
  std::optional<core::Intent> intent;
  const Rect work = resident_work(canvas);
  const int columns = by_form(canvas.form(), 2, 3, 1);
  const int rows = core::kAskTopicsShown / columns;
  {
    const GroupScope group(canvas, "topics");
    for (std::size_t i = 0; i < view.topics.size(); ++i) {
      const int at = static_cast<int>(i);
      const Rect cell = work.cell(at % columns, at / columns, columns, rows, kResidentGap);
      if (ask_topic_tile(canvas, cell, view.topics[i])) {
        intent = core::ChooseAskTopic{view.topics[i].id};
      }
    }
  }
  const Rect ways = resident_bar_ways(canvas);
  const bool is_paged = view.pages > 1;
  const int buttons = is_paged ? 3 : 1;
  const auto way = [&](int i) { return ways.cell(i, 0, buttons, 1, kResidentGap); };
  if (is_paged) {
    if (resident_button(canvas, way(0),
                        {.label = tr("Previous"), .icon = "back", .enabled = view.page > 0})) {
      intent = core::TurnPage{-1};
    }
    if (resident_button(
            canvas, way(1),
            {.label = tr("Next"), .icon = "next", .enabled = view.page + 1 < view.pages})) {
      intent = core::TurnPage{1};
    }
  }
  if (resident_button(canvas, way(buttons - 1),
                      {.label = tr("I cannot say"), .icon = "question", .max_lines = 3})) {
    intent = core::ChooseAskTopic{};
  }
  return intent;
}

// What the county says of the office, a line each.
std::vector<std::string> office_lines(const core::AskOffice& office) {
  std::vector<std::string> lines;
  for (const std::string& line : {office.phone, office.address, office.hours}) {
    if (!line.empty()) {
      lines.push_back(line);
    }
  }
  return lines;
}

std::optional<core::Intent> draw_ask_elsewhere(Canvas& canvas, const core::AskView& view) {
  const Theme& theme = canvas.theme();
  std::optional<core::Intent> intent;
  if (resident_header(canvas, {.title = tr("This goes to another office"), .hint = view.topic})) {
    intent = core::ReturnToAskStep{core::AskStep::Topic};
  }
  const Rect work = resident_work(canvas);
  const float warning_high = by_form(canvas.form(), 150.0F, 96.0F, 200.0F);
  const Rect warning = work.bottom_part(warning_high);
  const Rect card = work.without_bottom(warning_high + kGap);
  canvas.box(
      card, {.fill = theme.card, .border = theme.accent, .border_width = 3, .radius = kRadiusTile});
  const Rect inside = card.inset(28, canvas.form() == Form::Compact ? 8.0F : 20.0F);
  const auto lines = office_lines(view.office);
  const auto all = static_cast<int>(lines.size()) + 3;  // the name has the height of two
  const auto row = [&](int i) { return inside.cell(0, i, 1, all, 0); };
  const Rect name{inside.x, inside.y, inside.w, row(0).h * 2};
  canvas.text(
      name, view.office.name,
      {.size = kTextTitle, .bold = true, .color = theme.ink, .max_lines = 2, .pitch = 1.1F});
  canvas.text(
      row(2),
      fill(tr("{way} ({article})"), {{"way", word_of(domain::Pathway::Discipline)},
                                     {"article", tr("Petition Work Regulations, Art. 30")}}),
      {.size = kTextHint, .color = theme.ink2});
  for (std::size_t i = 0; i < lines.size(); ++i) {
    canvas.text(row(static_cast<int>(i) + 3), lines[i], {.size = kTextBody, .color = theme.ink});
  }
  banner(canvas, warning,
         {.icon = "shield",
          .words = tr("To protect you, complaints about officials are not written here and not "
                      "kept here. Please go to that office yourself"),
          .tone = &theme.saving});
  if (resident_button(canvas, resident_bar_ways(canvas),
                      {.label = tr("Ask about something else"), .icon = "back"})) {
    intent = core::ReturnToAskStep{core::AskStep::Topic};
  }
  return intent;
}

void draw_look_fields(Canvas& canvas, const core::AskView& view, const core::QuestionWords& typed) {
  const Theme& theme = canvas.theme();
  const Rect work = resident_work(canvas);
  const float contact_high = by_form(canvas.form(), 96.0F, 52.0F, 110.0F);
  const float gap = canvas.form() == Form::Compact ? 6.0F : 16.0F;
  secret_words(canvas, work.without_bottom(contact_high + gap), {.label = {}, .empty = {}},
               typed.words);
  const Rect lower = work.bottom_part(contact_high);
  if (view.trouble != core::AskTrouble::None) {
    banner(
        canvas, lower,
        {.icon = "warning", .words = ask_trouble_words(view.trouble, true), .tone = &theme.failed});
    return;
  }
  const float label = lower.w * 0.2F;
  canvas.text(lower.left_part(label), tr("To reach you"),
              {.size = kTextHint, .bold = true, .color = theme.ink, .max_lines = 2, .pitch = 1.1F});
  secret_words(canvas, lower.without_left(label + kGap),
               {.label = {}, .empty = tr("Nothing: the answer comes by the receipt number")},
               typed.contact);
}

std::optional<core::Intent> draw_ask_look(Canvas& canvas, const core::AskView& view,
                                          const AskDraft& draft) {
  const Theme& theme = canvas.theme();
  std::optional<core::Intent> intent;
  const std::string title = view.topic.empty()
                                ? std::string(tr("Is it all right like this?"))
                                : fill(tr("{topic}: is it right?"), {{"topic", view.topic}});
  if (resident_header(canvas, {.title = title, .step = kAskSteps, .steps = kAskSteps})) {
    intent = core::ReturnToAskStep{core::AskStep::Contact};
  }
  draw_look_fields(canvas, view, *draft.words);
  const Rect ways = resident_bar_ways(canvas);
  const Rect change = ways.left_part(ways.w * 0.34F);
  if (resident_button(canvas, change,
                      {.label = tr("Change it"), .icon = "pen", .enabled = !view.sealing})) {
    intent = core::ReturnToAskStep{core::AskStep::Words};
  }
  if (resident_button(canvas, ways.without_left(change.w + kResidentGap),
                      {.label = view.sealing ? tr("Sealing") : tr("Confirm and seal"),
                       .icon = view.sealing ? "waiting" : "lock",
                       .tone = &theme.confirm,
                       .enabled = !view.sealing})) {
    intent = core::LeaveQuestion{draft.words};
  }
  return intent;
}

// A step's keyboard begins as that step is mostly written; what was hidden stays so. Where nothing
// is written yet, or any more, no words are kept.
void enter_ask_step(core::AskStep step, AskDraft& draft) {
  using core::AskStep;
  const bool has_words =
      step == AskStep::Words || step == AskStep::Contact || step == AskStep::Look;
  if (!has_words) {
    draft.words.reset();
  } else if (!draft.words) {
    draft.words = std::make_shared<core::QuestionWords>();
  }
  if (draft.step != step) {
    const bool hidden = has_words && draft.keyboard.hidden;
    draft.keyboard = KeyboardDraft{};
    draft.keyboard.hidden = hidden;
    if (step == AskStep::Contact) {
      draft.keyboard.layer = KeyboardDraft::Layer::Digits;
    }
    draft.sure = AskDraft::Sure::Nothing;
    draft.step = step;
  }
}

}  // namespace

std::optional<core::Intent> draw_ask(Canvas& canvas, const core::AskView& view, AskDraft& draft) {
  enter_ask_step(view.step, draft);
  switch (view.step) {
    case core::AskStep::Topic:
      return draw_ask_topics(canvas, view);
    case core::AskStep::Elsewhere:
      return draw_ask_elsewhere(canvas, view);
    case core::AskStep::Words:
    case core::AskStep::Contact:
      return draw_ask_writing(canvas, view, draft);
    case core::AskStep::Look:
      return draw_ask_look(canvas, view, draft);
    case core::AskStep::Receipt:
      return draw_ask_receipt(canvas, view, draft);
    case core::AskStep::Withdrawn:
      break;
  }
  return draw_ask_withdrawn(canvas);
}

}  // namespace outreach::ui
