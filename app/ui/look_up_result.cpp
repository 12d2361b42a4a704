#include "app/ui/look_up_result.h"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "app/ui/receipt_boxes.h"
#include "app/ui/resident_parts.h"
#include "app/ui/secret_lines.h"
#include "app/ui/words.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

using State = core::LookUpView::State;

constexpr float kResultGap = 12;           // between what is said and what belongs to it
constexpr float kPageButtonShare = 0.38F;  // of the bar, for each of the two

Rect result_card(Canvas& canvas) {
  const Theme& theme = canvas.theme();
  const Rect card = resident_work(canvas);
  canvas.box(card,
             {.fill = theme.card, .border = theme.edge, .border_width = 2, .radius = kRadiusTile});
  return canvas.form() == Form::Compact ? card.inset(18, 10) : card.inset(32, 24);
}

TextStyle result_style(const Theme& theme) {
  return {.size = kTextBody,
          .color = theme.ink,
          .vertical = Align::Start,
          .max_lines = 5,
          .prefers_one_line = false};
}

std::string stage_words(core::AnswerStage stage) {
  switch (stage) {
    case core::AnswerStage::PassedOn:
      return tr("Your question was passed on");
    case core::AnswerStage::Answered:
      return tr("Your question is answered");
    case core::AnswerStage::Received:
      break;
  }
  return tr("Your question has arrived");
}

// As large as the type size says; where it does not fit, smaller.
void draw_office(Canvas& canvas, const Rect& rect, std::string_view office) {
  constexpr float kStep = 2;
  float em = kTextBody * type_factor(canvas.type_size());
  std::vector<SecretLine> lines;
  break_secret(canvas, office, true, em, rect.w, lines);
  while (lines.size() > secret_lines_in(rect.h, em) && em > kTextSmallest) {
    em -= kStep;
    lines.clear();
    break_secret(canvas, office, true, em, rect.w, lines);
  }
  draw_secret_lines(canvas, rect, lines, em);
}

// 已收到, 已转办: what that means, and who has it.
void draw_underway(Canvas& canvas, const Rect& inside, const core::FoundAnswer& answer) {
  const bool was_passed_on = answer.stage == core::AnswerStage::PassedOn;
  const Rect said = canvas.text(
      inside.top_part(inside.h * 0.48F),
      was_passed_on ? tr("This office works on it now. Please look again at the next market:")
                    : tr("It is being worked on. Please look again at the next market"),
      result_style(canvas.theme()));
  if (!answer.office.empty()) {
    draw_office(canvas, inside.without_top(said.bottom() - inside.y + kResultGap),
                answer.office.view());
  }
}

bool rates_answer(Canvas& canvas, const Rect& rect) {
  return resident_button(
      canvas, rect,
      {.label = tr("Rate this answer"), .icon = "face-great", .tone = &canvas.theme().wheat});
}

// True when the answer is to be rated: whoever has read to its end is asked.
bool turn_answer(Canvas& canvas, int pages, int& page) {
  const GroupScope group(canvas, "answer");
  const Rect ways = resident_bar_ways(canvas);
  const float width = ways.w * kPageButtonShare;
  if (resident_button(canvas, ways.left_part(width),
                      {.label = tr("Previous"), .icon = "back", .enabled = page > 0})) {
    page -= 1;
  }
  const bool is_last = page + 1 == pages;
  const bool rates = is_last && rates_answer(canvas, ways.right_part(width));
  if (!is_last &&
      resident_button(canvas, ways.right_part(width),
                      {.label = tr("Next"), .icon = "next", .tone = &canvas.theme().primary})) {
    page += 1;
  }
  canvas.text(
      ways.inset(width + 6, 0), std::to_string(page + 1) + " / " + std::to_string(pages),
      {.size = kTextHint, .bold = true, .color = canvas.theme().ink, .align = Align::Centre});
  return rates;
}

// Whole lines, as many as the card holds in this type size. True when it is to be rated.
bool draw_answer_page(Canvas& canvas, const Rect& inside, const core::FoundAnswer& answer,
                      int& page) {
  const float em = kTextBody * type_factor(canvas.type_size());
  std::vector<SecretLine> lines;
  if (!answer.office.empty()) {
    break_secret(canvas, answer.office.view(), true, em, inside.w, lines);
  }
  for (const core::SecretText& line : answer.lines) {
    break_secret(canvas, line.view(), false, em, inside.w, lines);
  }
  const std::size_t rows = secret_lines_in(inside.h, em);
  const int pages = std::max(1, static_cast<int>((lines.size() + rows - 1) / rows));
  page = std::clamp(page, 0, pages - 1);
  const std::size_t first = static_cast<std::size_t>(page) * rows;
  const std::size_t count = std::min(rows, lines.size() - std::min(first, lines.size()));
  draw_secret_lines(canvas, inside, std::span(lines).subspan(first, count), em);
  return pages > 1 ? turn_answer(canvas, pages, page)
                   : rates_answer(canvas, resident_bar_ways(canvas));
}

std::optional<core::Intent> draw_found(Canvas& canvas, const core::FoundAnswer& answer,
                                       LookUpDraft& draft) {
  draft.typed.wipe();
  const bool leaves = resident_header(canvas, {.title = stage_words(answer.stage),
                                               .hint = fill(tr("By the office's date: {day}"),
                                                            {{"day", long_day_words(answer.date)}}),
                                               .icon = "calendar",
                                               .leads_home = true});
  const Rect inside = result_card(canvas);
  bool rates = false;
  if (answer.stage == core::AnswerStage::Answered) {
    rates = draw_answer_page(canvas, inside, answer, draft.page);
  } else {
    draw_underway(canvas, inside, answer);
  }
  if (leaves) {
    return core::GoTo{core::ScreenName::Residents};
  }
  return rates ? std::optional<core::Intent>(core::RateAnswer{}) : std::nullopt;
}

// The number stays, to be compared with the slip.
void draw_nothing_yet(Canvas& canvas, const Rect& inside, const core::LookUpView& view,
                      const LookUpDraft& draft) {
  const float high = by_form(canvas.form(), 96.0F, 56.0F, 84.0F);
  receipt_boxes(canvas, inside.top_part(high), 1, draft.typed, false);
  const Rect below = inside.without_top(high + by_form(canvas.form(), 24.0F, 8.0F, 30.0F));
  const Rect said = canvas.text(
      below.top_part(below.h * 0.62F),
      tr("Either the answer has not come yet, or this number is not one of ours. Please "
         "look again at the next market"),
      result_style(canvas.theme()));
  TextStyle small = result_style(canvas.theme());
  small.size = kTextHint;
  small.color = canvas.theme().ink2;
  canvas.text(below.without_top(said.bottom() - below.y + kResultGap),
              view.answers_of ? fill(tr("The answers in this machine are of {day}"),
                                     {{"day", long_day_words(*view.answers_of)}})
                              : std::string(tr("No answers have come to this machine yet")),
              small);
}

// Back to the number, which is on the pad still.
bool back_to_number(Canvas& canvas, const char* label) {
  return resident_button(
      canvas, resident_bar_ways(canvas),
      {.label = label, .icon = "pen", .tone = &canvas.theme().primary, .max_lines = 1});
}

}  // namespace

std::optional<core::Intent> draw_look_up_result(Canvas& canvas, const core::LookUpView& view,
                                                LookUpDraft& draft) {
  if (view.state == State::Found && view.answer) {
    return draw_found(canvas, *view.answer, draft);
  }
  draft.page = 0;
  const bool is_nothing = view.state == State::NothingYet;
  const bool has_failed = view.state == State::Failed;
  const char* title = is_nothing   ? tr("No news yet")
                      : has_failed ? tr("It could not be looked up")
                                   : tr("This machine cannot look up answers yet");
  const bool leaves = resident_header(canvas, {.title = title, .leads_home = is_nothing});
  const Rect inside = result_card(canvas);
  if (is_nothing) {
    draw_nothing_yet(canvas, inside, view, draft);
  } else {
    canvas.text(inside,
                has_failed ? tr("The machine could not read it. Please try once more; if it fails "
                                "again, tell staff")
                           : tr("It is not connected with the office that answers. Please ask "
                                "staff, or keep your receipt and come again at the next market"),
                result_style(canvas.theme()));
  }
  if (leaves) {
    return core::GoTo{core::ScreenName::Residents};
  }
  const char* again = is_nothing ? tr("Change the number") : tr("Try once more");
  if ((is_nothing || has_failed) && back_to_number(canvas, again)) {
    return core::LeaveAnswer{};
  }
  return std::nullopt;
}

}  // namespace outreach::ui
