#include "app/ui/writing_page.h"

#include "app/ui/keyboard.h"
#include "app/ui/resident_parts.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr float kWritingCounter = 110;

// From the left: the title, then the line; the field below both.
WritingCuts wide_cuts(const Canvas& canvas, const Rect& words, float bottom) {
  WritingCuts cuts;
  const float right = words.right() + kResidentGap;
  constexpr float kTitleHigh = 62;
  constexpr float kFieldHigh = 158;
  constexpr float kGapBelow = 14;
  const Rect head = words.top_part(kTitleHigh);
  cuts.title = head.left_part(head.w * 0.36F);
  cuts.line = head.without_left(cuts.title.w + kGap);
  cuts.field = {words.x, head.bottom() + 6, words.w, kFieldHigh};
  const float top = words.bottom() + kResidentGap;
  cuts.listen = {right, top, canvas.screen().right() - resident_margin(canvas) - right,
                 cuts.field.bottom() - top};
  const Rect rest{words.x, cuts.field.bottom() + kGapBelow, cuts.listen.right() - words.x,
                  bottom - cuts.field.bottom() - kGapBelow};
  cuts.candidates = rest.top_part(kCandidateHeight + 4);
  cuts.keys = rest.without_top(cuts.candidates.h + kGapBelow);
  return cuts;
}

// The field stands in the header, the candidates beside 听一听.
WritingCuts compact_cuts(const Rect& words, float bottom) {
  WritingCuts cuts;
  cuts.field = words;
  const float back = words.right() + kResidentGap;
  constexpr float kLineHigh = 26;
  constexpr float kLineGap = 3;
  cuts.line = {words.x, words.bottom() + kLineGap, words.w, kLineHigh};
  const float top = cuts.line.bottom() + kLineGap;
  constexpr float kBelow = 8;
  cuts.candidates = {words.x, top, words.w, kCandidateHeight};
  constexpr float kBackWide = 150;
  cuts.listen = {back, cuts.candidates.bottom() - kResidentTargetMin, kBackWide,
                 kResidentTargetMin};
  cuts.keys = {words.x, cuts.candidates.bottom() + kBelow, cuts.listen.right() - words.x,
               bottom - cuts.candidates.bottom() - kBelow};
  return cuts;
}

WritingCuts tall_cuts(const Canvas& canvas, const Rect& words, float bottom) {
  WritingCuts cuts;
  cuts.title = words;
  const float right = words.right() + kResidentGap;
  const float width = canvas.screen().right() - resident_margin(canvas) - right;
  const float top = words.bottom() + kResidentGap;
  cuts.listen = {right, top, width, kResidentTargetMin};
  const Rect below{words.x, top, cuts.listen.right() - words.x, bottom - top};
  constexpr float kLineHigh = 70;
  const float keys = keyboard_height(canvas, below.h / 2);
  cuts.keys = below.bottom_part(keys);
  cuts.candidates = below.without_bottom(keys + 12).bottom_part(kCandidateHeight + 4);
  cuts.field = {words.x, top, words.w, cuts.candidates.y - 2 * kGap - kLineHigh - top};
  cuts.line = {words.x, cuts.field.bottom() + kGap, below.w, kLineHigh};
  return cuts;
}

// A small panel has room for one line there; why it does not go on stands in the candidates' place.
bool says_trouble_in_line(const Canvas& canvas, const WritingPage& spec) {
  return !spec.trouble.empty() && canvas.form() != Form::Compact;
}

void draw_writing_line(Canvas& canvas, const Rect& rect, const WritingPage& spec,
                       const KeyboardDraft& draft, const core::SecretText& text) {
  const Theme& theme = canvas.theme();
  const bool is_troubled = says_trouble_in_line(canvas, spec);
  constexpr float kLock = 30;
  Rect words = rect.without_right(kWritingCounter);
  if (!is_troubled) {
    canvas.icon({words.x, words.centre_y() - kLock / 2, kLock, kLock}, "lock",
                theme.high_contrast ? theme.accent : theme.ink2);
    words = words.without_left(kLock + kGap);
  }
  const std::string line = is_troubled ? spec.trouble
                           : lacks_pinyin(canvas, draft)
                               ? tr("No Chinese just now, only letters and digits")
                               : spec.line;
  canvas.text(words, line,
              {.size = kTextHint,
               .bold = is_troubled,
               .color = !is_troubled          ? theme.ink2
                        : theme.high_contrast ? theme.accent
                                              : theme.failed.text,
               .max_lines = 2,
               .pitch = 1.1F});
  canvas.text(rect.right_part(kWritingCounter),
              std::to_string(text.size()) + "/" + std::to_string(text.room()),
              {.size = kTextHint, .color = theme.ink2, .align = Align::End});
}

}  // namespace

WritingCuts writing_cuts(const Canvas& canvas) {
  const Rect words = resident_header_words(canvas);
  const float bottom = resident_bar(canvas).bottom();
  switch (canvas.form()) {
    case Form::Compact:
      return compact_cuts(words, bottom);
    case Form::Tall:
      return tall_cuts(canvas, words, bottom);
    case Form::Wide:
      break;
  }
  return wide_cuts(canvas, words, bottom);
}

Written draw_writing_page(Canvas& canvas, const WritingPage& spec, KeyboardDraft& draft,
                          core::SecretText& text) {
  const Theme& theme = canvas.theme();
  const WritingCuts cuts = writing_cuts(canvas);
  const bool leads_back = resident_header(canvas, {.title = {}});
  if (!cuts.title.empty()) {
    canvas.text(cuts.title, spec.title,
                {.size = kTextTitle,
                 .bold = true,
                 .color = theme.high_contrast ? theme.accent : theme.ink,
                 .max_lines = 2,
                 .pitch = 1.1F});
  }
  const bool is_compact = canvas.form() == Form::Compact;
  const bool goes_on = keyboard(canvas,
                                {.candidates = cuts.candidates,
                                 .keys = cuts.keys,
                                 .next = spec.next,
                                 .needs_text = spec.needs_text,
                                 .notice = is_compact ? spec.trouble : std::string()},
                                draft, text);
  typed_field(canvas, cuts.field, spec.title, draft, text);
  draw_writing_line(canvas, cuts.line, spec, draft, text);
  return goes_on ? Written::Next : leads_back ? Written::Back : Written::Nothing;
}

}  // namespace outreach::ui
