// A part of the guide that may need several pages, and 常见问题, which has one for each answer.
#include <algorithm>

#include "app/ui/guide_parts.h"
#include "app/ui/guide_words.h"
#include "app/ui/passages.h"
#include "app/ui/widgets.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

std::string page_hint(const std::string& hint, int page, std::size_t pages) {
  if (pages < 2) {
    return hint;
  }
  const std::string at = fill(tr("Page {n} of {all}"),
                              {{"n", std::to_string(page + 1)}, {"all", std::to_string(pages)}});
  return hint.empty() ? at : hint + " · " + at;
}

}  // namespace

std::optional<core::Intent> draw_guide_pages(Canvas& canvas, const std::string& title,
                                             const std::string& hint, const std::string& of,
                                             const std::vector<TextBlock>& blocks,
                                             const std::vector<GuideWay>& ways, GuideDraft& draft) {
  if (draft.of != of) {
    draft = {of, 0};
  }
  const int columns = canvas.form() == Form::Wide ? 2 : 1;
  const auto pages = flow_blocks(canvas, resident_work(canvas), columns, blocks);
  const int last = static_cast<int>(pages.size()) - 1;
  draft.page = std::clamp(draft.page, 0, last);
  const int shown = draft.page;
  std::optional<core::Intent> intent;
  if (resident_header(canvas, {.title = title,
                               .hint = page_hint(hint, shown, pages.size()),
                               .icon = hint.empty() ? "" : "waiting"})) {
    if (shown > 0) {
      draft.page = shown - 1;
    } else {
      intent = core::BackInGuide{};
    }
  }
  draw_blocks(canvas, pages[static_cast<std::size_t>(shown)]);
  std::vector<GuideWay> all = ways;
  if (last > 0) {
    const bool goes_on = shown < last;
    all.insert(all.begin(), {{.label = goes_on ? tr("Next") : tr("Previous"),
                              .icon = goes_on ? "next" : "back",
                              .tone = goes_on ? &canvas.theme().primary : nullptr},
                             std::nullopt});
  }
  const Rect bar = resident_bar_ways(canvas);
  const int cells = static_cast<int>(all.size());
  for (int i = 0; i < cells; ++i) {
    const GuideWay& way = all[static_cast<std::size_t>(i)];
    if (!resident_button(canvas, bar.cell(i, 0, cells, 1, kResidentGap), way.button)) {
      continue;
    }
    intent = way.intent;
    if (!way.intent) {
      draft.page = shown < last ? shown + 1 : shown - 1;
    }
  }
  return intent;
}

std::optional<core::Intent> draw_guide_answers(Canvas& canvas, const core::GuideView& view) {
  std::optional<core::Intent> intent;
  if (resident_header(canvas, {.title = tr("Common questions")})) {
    intent = core::BackInGuide{};
  }
  const GroupScope group(canvas, "answers");
  const Rect work = resident_work(canvas);
  const int columns = canvas.form() == Form::Compact ? 2 : 1;
  constexpr int kAnswersMax = static_cast<int>(domain::kGuideAnswersMax);
  const int rows = kAnswersMax / columns;
  for (int i = 0; i < std::min(static_cast<int>(view.answers.size()), kAnswersMax); ++i) {
    const auto at = static_cast<std::size_t>(i);
    if (resident_button(canvas, work.cell(i % columns, i / columns, columns, rows, kResidentGap),
                        {.label = view.answers[at].question, .icon = "question", .max_lines = 3})) {
      intent = core::OpenAnswer{at};
    }
  }
  return intent;
}

std::optional<core::Intent> draw_guide_answer(Canvas& canvas, const core::GuideView& view,
                                              GuideDraft& draft) {
  const Theme& theme = canvas.theme();
  const core::GuideAnswerView& answer = view.answers[view.answer];
  std::vector<TextBlock> blocks;
  for (const std::string& passage : passages_of(answer.answer)) {
    blocks.push_back({.texts = {{passage, kTextBody, false, theme.ink}}});
  }
  for (const domain::Citation& citation : answer.citations) {
    blocks.push_back(
        {.icon = "leaflet", .texts = {{citation_words(citation), kTextNote, false, theme.ink2}}});
  }
  return draw_guide_pages(canvas, answer.question, review_hint(*view.result),
                          view.result->id + "/" + std::to_string(view.answer), blocks, {}, draft);
}

}  // namespace outreach::ui
