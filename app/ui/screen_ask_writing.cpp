// 留言提问: the words, and then how to be reached, on the keyboard's page.
#include <algorithm>
#include <string>

#include "app/ui/ask_parts.h"
#include "app/ui/keyboard.h"
#include "app/ui/resident_parts.h"
#include "app/ui/widgets.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr float kAskCounter = 110;

// From the left: the title, then the line; the field below both.
AskWritingCuts wide_cuts(const Canvas& canvas, const Rect& words, float bottom) {
  AskWritingCuts cuts;
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
AskWritingCuts compact_cuts(const Rect& words, float bottom) {
  AskWritingCuts cuts;
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

AskWritingCuts tall_cuts(const Canvas& canvas, const Rect& words, float bottom) {
  AskWritingCuts cuts;
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
bool says_trouble_in_line(const Canvas& canvas, const core::AskView& view) {
  return view.trouble != core::AskTrouble::None && canvas.form() != Form::Compact;
}

std::string writing_line(Canvas& canvas, const core::AskView& view, const AskDraft& draft) {
  const bool in_contact = view.step == core::AskStep::Contact;
  if (says_trouble_in_line(canvas, view)) {
    return ask_trouble_words(view.trouble, in_contact);
  }
  if (lacks_pinyin(canvas, draft.keyboard)) {
    return tr("No Chinese just now, only letters and digits");
  }
  if (in_contact) {
    return tr("May stay empty: the receipt number is enough");
  }
  return view.is_again ? tr("Withdrawn. Please write it once more")
                       : tr("Sealed when you confirm. Nobody here can read it");
}

void draw_writing_line(Canvas& canvas, const Rect& rect, const core::AskView& view,
                       const AskDraft& draft, const core::SecretText& text) {
  const Theme& theme = canvas.theme();
  const bool is_troubled = says_trouble_in_line(canvas, view);
  constexpr float kLock = 30;
  Rect words = rect.without_right(kAskCounter);
  if (!is_troubled) {
    canvas.icon({words.x, words.centre_y() - kLock / 2, kLock, kLock}, "lock",
                theme.high_contrast ? theme.accent : theme.ink2);
    words = words.without_left(kLock + kGap);
  }
  canvas.text(words, writing_line(canvas, view, draft),
              {.size = kTextHint,
               .bold = is_troubled,
               .color = !is_troubled          ? theme.ink2
                        : theme.high_contrast ? theme.accent
                                              : theme.failed.text,
               .max_lines = 2,
               .pitch = 1.1F});
  canvas.text(rect.right_part(kAskCounter),
              std::to_string(text.size()) + "/" + std::to_string(text.room()),
              {.size = kTextHint, .color = theme.ink2, .align = Align::End});
}

}  // namespace

AskWritingCuts ask_writing_cuts(const Canvas& canvas) {
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

std::string ask_trouble_words(core::AskTrouble trouble, bool in_contact) {
  switch (trouble) {
    case core::AskTrouble::LikeIdCard:
      return in_contact
                 ? tr("This looks like an ID or bank card number: nobody needs it, please take it "
                      "out. Between two phone numbers put a comma")
                 : tr("This looks like an ID or bank card number: nobody needs it, please take it "
                      "out");
    case core::AskTrouble::LikePhone:
      return tr("A phone number belongs into the next step: please take it out here");
    case core::AskTrouble::NotSealed:
      return tr("It could not be sealed, nothing was kept. Tap again, or tell the staff");
    case core::AskTrouble::NotSaved:
      return tr("Not saved. Tap again, or tell the staff");
    case core::AskTrouble::NotWithdrawn:
      return tr("It could not be withdrawn. Tap again, or tell the staff");
    case core::AskTrouble::None:
      break;
  }
  return {};
}

std::optional<core::Intent> draw_ask_writing(Canvas& canvas, const core::AskView& view,
                                             AskDraft& draft) {
  const Theme& theme = canvas.theme();
  const bool in_contact = view.step == core::AskStep::Contact;
  core::SecretText& text = in_contact ? draft.words->contact : draft.words->words;
  const AskWritingCuts cuts = ask_writing_cuts(canvas);
  const bool leads_back = resident_header(canvas, {.title = {}});
  const std::string title = in_contact ? tr("How can you be reached?") : tr("Say what it is about");
  if (!cuts.title.empty()) {
    canvas.text(cuts.title, title,
                {.size = kTextTitle,
                 .bold = true,
                 .color = theme.high_contrast ? theme.accent : theme.ink,
                 .max_lines = 2,
                 .pitch = 1.1F});
  }
  const std::string next = in_contact && text.empty() ? tr("Without") : tr("Next step");
  const bool is_compact = canvas.form() == Form::Compact;
  const bool goes_on =
      keyboard(canvas,
               {.candidates = cuts.candidates,
                .keys = cuts.keys,
                .next = next,
                .needs_text = !in_contact,
                .notice = is_compact ? ask_trouble_words(view.trouble, in_contact) : std::string()},
               draft.keyboard, text);
  typed_field(canvas, cuts.field, title, draft.keyboard, text);
  draw_writing_line(canvas, cuts.line, view, draft, text);
  if (goes_on) {
    return in_contact ? core::Intent{core::OfferAskContact{draft.words}}
                      : core::Intent{core::OfferAskWords{draft.words}};
  }
  if (leads_back) {
    return core::ReturnToAskStep{in_contact ? core::AskStep::Words : core::AskStep::Topic};
  }
  return std::nullopt;
}

}  // namespace outreach::ui
