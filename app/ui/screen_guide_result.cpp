// Where the guide's questions led: which office, what runs out and from when, by which way, what to
// bring and what happens next, each with its law; and how to take it home.
#include <algorithm>

#include "app/ui/guide_parts.h"
#include "app/ui/guide_words.h"
#include "app/ui/print_words.h"
#include "app/ui/receipt_code.h"
#include "app/ui/widgets.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

float guide_body(const Canvas& canvas) {
  return canvas.form() == Form::Compact ? kTextHint : kTextBody;
}

void add_warning(const Canvas& canvas, std::vector<TextBlock>& blocks) {
  const Tone& tone = canvas.theme().listen;
  blocks.push_back(
      {.tone = &tone,
       .icon = "warning",
       .texts = {{tr("Write nothing of it on this machine, and say it to nobody else here"),
                  guide_body(canvas), true, tone.text}}});
}

// The one to go to stands out; others follow it.
void add_offices(const Canvas& canvas, const core::GuideResultView& view,
                 std::vector<TextBlock>& blocks) {
  const Theme& theme = canvas.theme();
  for (std::size_t i = 0; i < view.offices.size(); ++i) {
    const bool is_first = i == 0;
    const Color color = is_first ? theme.primary.text : theme.ink;
    TextBlock block{
        .tone = is_first ? &theme.primary : nullptr,
        .icon = is_first ? "guide" : "",
        .texts = {{is_first ? tr("First go to") : tr("Also in charge"), kTextHint, false, color},
                  {view.offices[i].name, is_first ? kTextTitle : guide_body(canvas), true, color}}};
    for (const std::string& line : contact_words(view.offices[i].contact)) {
      block.texts.push_back({line, kTextHint, false, color});
    }
    blocks.push_back(std::move(block));
  }
}

void add_clocks(const Canvas& canvas, const core::GuideResultView& view,
                std::vector<TextBlock>& blocks) {
  const Tone& tone = canvas.theme().wheat;
  for (const core::GuideClockView& clock : view.clocks) {
    blocks.push_back(
        {.tone = &tone,
         .icon = "clock",
         .figure = clock.length,
         .texts = {{clock.what, guide_body(canvas), true, tone.text},
                   {clock.from, guide_body(canvas), true, tone.text},
                   {tr("Time is running: do not miss it"), kTextHint, false, tone.text},
                   {citations_words(clock.citations), kTextNote, false, tone.text}}});
  }
}

void add_way(const Canvas& canvas, const core::GuideResultView& view,
             std::vector<TextBlock>& blocks) {
  const Theme& theme = canvas.theme();
  TextBlock way{.texts = {{tr("By which way"), kTextHint, false, theme.ink2},
                          {way_words(view.pathway), guide_body(canvas), true, theme.ink}}};
  if (const std::string article = way_article(view); !article.empty()) {
    way.texts.push_back({article, kTextNote, false, theme.ink2});
  }
  blocks.push_back(std::move(way));
}

// What runs out elsewhere is seen before the way of a petition, which stops no clock.
void add_way_and_clocks(const Canvas& canvas, const core::GuideResultView& view,
                        std::vector<TextBlock>& blocks) {
  const bool is_petition = view.pathway == domain::Pathway::Petition;
  if (!is_petition) {
    add_way(canvas, view, blocks);
  }
  add_clocks(canvas, view, blocks);
  if (is_petition) {
    add_way(canvas, view, blocks);
  }
}

void add_bring(const Canvas& canvas, const core::GuideResultView& view,
               std::vector<TextBlock>& blocks) {
  const Theme& theme = canvas.theme();
  TextBlock bring{.icon = "id", .texts = {{tr("Bring along"), kTextHint, false, theme.ink2}}};
  for (const std::string& thing : view.bring) {
    bring.texts.push_back({thing, guide_body(canvas), true, theme.ink});
  }
  blocks.push_back(std::move(bring));
}

void add_statements(const Canvas& canvas, const core::GuideResultView& view,
                    std::vector<TextBlock>& blocks) {
  const Theme& theme = canvas.theme();
  for (const core::GuideStatementView& statement : view.statements) {
    blocks.push_back(
        {.texts = {{statement.words, guide_body(canvas), false, theme.ink},
                   {citations_words(statement.citations), kTextNote, false, theme.ink2}}});
  }
  const Tone& tone = theme.wheat;
  blocks.push_back({.tone = &tone,
                    .icon = view.is_expired         ? "warning"
                            : view.reviewer.empty() ? "waiting"
                                                    : "check",
                    .texts = {{review_words(view), kTextHint, true, tone.text}}});
}

}  // namespace

std::optional<core::Intent> draw_guide_result(Canvas& canvas, const core::GuideView& view,
                                              GuideDraft& draft) {
  const core::GuideResultView& result = *view.result;
  std::vector<TextBlock> blocks;
  if (result.takes_no_question) {
    add_warning(canvas, blocks);
  }
  add_offices(canvas, result, blocks);
  add_way_and_clocks(canvas, result, blocks);
  add_bring(canvas, result, blocks);
  add_statements(canvas, result, blocks);
  std::vector<GuideWay> ways;
  if (!view.answers.empty()) {
    ways.push_back({{.label = tr("Common questions"), .icon = "question"},
                    core::OpenGuidePart{core::GuidePart::Answers}});
  }
  ways.push_back({{.label = tr("Take it home"), .icon = "qr"},
                  core::OpenGuidePart{core::GuidePart::TakeAway}});
  return draw_guide_pages(canvas, result.title, review_hint(result), result.id, blocks, ways,
                          draft);
}

std::optional<core::Intent> draw_guide_take_away(Canvas& canvas, const core::GuideView& view) {
  const Theme& theme = canvas.theme();
  std::optional<core::Intent> intent;
  if (resident_header(
          canvas,
          {.title = view.result->title, .hint = review_hint(*view.result), .icon = "waiting"})) {
    intent = core::BackInGuide{};
  }
  const Rect work = resident_work(canvas);
  const bool is_tall = canvas.form() == Form::Tall;
  constexpr float kCodeShare = 0.46F;
  const float side = is_tall ? work.h * kCodeShare : std::min(work.h, work.w * kCodeShare);
  const float code_side = std::min(side, work.w);
  const Rect code = is_tall ? Rect{work.centre_x() - code_side / 2, work.y, code_side, code_side}
                            : work.left_part(code_side);
  text_code(canvas, code, guide_code_text(*view.result));
  Rect words = is_tall ? work.without_top(code_side + kResidentGap)
                       : work.without_left(code_side + 2 * kResidentGap);
  const bool is_compact = canvas.form() == Form::Compact;
  constexpr float kPrintLine = 96;
  if (view.printer != core::PrinterState::None || view.job != core::PrintJob::None) {
    if (const auto line = print_line(theme, view.job, view.trouble, view.printer)) {
      banner(canvas, words.bottom_part(kPrintLine), *line);
      words = words.without_bottom(kPrintLine + kResidentGap);
    }
  }
  canvas.text(words.top_part(words.h * 0.6F), tr("Scan it with a telephone: these words go along"),
              {.size = is_compact ? kTextBody : kTextTitle,
               .bold = true,
               .color = theme.ink,
               .max_lines = 4,
               .pitch = 1.25F});
  canvas.text(words.bottom_part(words.h * 0.36F), tr("It is plain text and needs no network"),
              {.size = kTextHint,
               .color = theme.ink2,
               .vertical = Align::Start,
               .max_lines = 3,
               .pitch = 1.25F});
  if (view.printer == core::PrinterState::None) {
    return intent;  // the code is enough
  }
  const bool is_printing = view.job == core::PrintJob::Printing;
  if (resident_button(canvas, resident_bar_ways(canvas),
                      {.label = tr("Print"),
                       .icon = "printer",
                       .tone = &theme.primary,
                       .enabled = !is_printing})) {
    intent = core::PrintGuideSlip{};
  }
  return intent;
}

}  // namespace outreach::ui
