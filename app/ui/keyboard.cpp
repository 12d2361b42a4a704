// Long because what a key does and how its row is cut stand together.
#include "app/ui/keyboard.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/secret_field.h"
#include "app/ui/widgets.h"
#include "platform/base/text.h"
#include "platform/pinyin/pinyin.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

using Layer = KeyboardDraft::Layer;

constexpr float kKeyText = 42;
constexpr float kKeyGap = 8;
constexpr float kKeyHeightMost = 100;
constexpr std::size_t kKeyRows = 3;  // of letters

struct KeyRows {
  std::array<std::string_view, kKeyRows> rows;
  std::string_view marks;  // in the candidates' row while there are none
};
constexpr KeyRows kLetterRows{{"qwertyuiop", "asdfghjkl", "zxcvbnm"}, "，。、？！：；"};
constexpr KeyRows kDigitRows{{"1234567890", "-/.:@#%+=", "（）《》“”…"}, "，。、？！：；"};
constexpr KeyRows kEnglishRows{{"qwertyuiop", "asdfghjkl", "zxcvbnm"}, ".,?!'-@"};

const KeyRows& rows_of(Layer layer) {
  return layer == Layer::Pinyin ? kLetterRows : layer == Layer::Digits ? kDigitRows : kEnglishRows;
}

std::vector<std::string_view> characters_of(std::string_view text) {
  std::vector<std::string_view> all;
  for (std::size_t position = 0; position < text.size();) {
    const std::size_t start = position;
    static_cast<void>(next_code_point(text, position));
    all.push_back(text.substr(start, position - start));
  }
  return all;
}

// Through a volatile pointer: a compiler may leave out stores to what is never read again.
void overwrite_chosen(std::string& text) {
  volatile char* at = text.data();
  for (std::size_t i = 0; i < text.size(); ++i) {
    at[i] = 0;
  }
}

// What a key does, whether it is touched or a plugged keyboard's.
class Typing {
 public:
  // `engine`: null where letters are not composed.
  Typing(PinyinEngine* engine, KeyboardDraft& draft, core::SecretText& text)
      : engine_(engine), draft_(draft), text_(text) {}

  bool is_composing() const {
    return engine_ != nullptr && !engine_->composition().shown.empty();
  }
  bool has_candidates() const {
    return is_composing() && !engine_->composition().candidates.empty();
  }
  const Composition& composition() const {
    return engine_->composition();
  }

  void character(std::string_view typed) {
    touch();
    const bool is_letter = typed.size() == 1 && typed[0] >= 'a' && typed[0] <= 'z';
    if (engine_ != nullptr && (is_letter || (is_composing() && typed == "'"))) {
      engine_->type(typed[0]);
      draft_.skipped = 0;
    } else if (has_candidates() && typed.size() == 1 && typed[0] >= '1' && typed[0] <= '9') {
      choose(draft_.skipped + static_cast<std::size_t>(typed[0] - '1'));
    } else {
      finish();
      text_.add(typed);
    }
  }
  // 空格·选词.
  void space() {
    touch();
    if (has_candidates()) {
      choose(draft_.skipped);
    } else if (!is_composing()) {
      text_.add(" ");
    }
  }
  void erase() {
    touch();
    if (is_composing()) {
      engine_->erase();
      draft_.skipped = 0;
    } else {
      text_.take_last();
    }
  }
  void choose(std::size_t candidate) {
    touch();
    std::string chosen = engine_->choose(candidate);
    text_.add(chosen);
    overwrite_chosen(chosen);
    draft_.skipped = 0;
  }
  // 更多: those of this page that had no room, then the next page; after the last the first.
  void more(std::size_t shown) {
    touch();
    const Composition& now = engine_->composition();
    if (draft_.skipped + shown < now.candidates.size()) {
      draft_.skipped += shown;
      return;
    }
    draft_.skipped = 0;
    engine_->turn_page(now.has_more ? 1 : -static_cast<int>(kCandidatesMax));
  }
  void clear() {
    touch();
    if (engine_ != nullptr) {
      engine_->clear();
    }
    text_.wipe();
    draft_.skipped = 0;
  }
  // What is composed goes into the text as its best candidates have it; what has none is dropped.
  void finish() {
    for (std::size_t i = 0; i < kLettersMax && has_candidates(); ++i) {
      choose(0);
    }
    if (is_composing()) {
      engine_->clear();
    }
  }

 private:
  void touch() {
    draft_.clearing.reset();
  }

  PinyinEngine* engine_;
  KeyboardDraft& draft_;
  core::SecretText& text_;
};

bool letter_key(Canvas& canvas, const Rect& rect, std::string_view label) {
  const Theme& theme = canvas.theme();
  const Canvas::Press press = canvas.target(rect, label, true, true);
  const float lip = theme.high_contrast || press.pressed ? 0 : kLipStaff;
  const Rect body = press.pressed && !theme.high_contrast ? rect.without_top(kLipStaff) : rect;
  canvas.box(body, {.fill = press.pressed ? theme.plain.pressed : theme.plain.fill,
                    .border = theme.plain.border,
                    .lip = theme.plain.lip,
                    .lip_height = lip});
  canvas.text(body.without_bottom(lip).inset(4), label,
              {.size = kKeyText, .color = theme.plain.text, .align = Align::Centre});
  return press.clicked;
}

bool wide_key(Canvas& canvas, const Rect& rect, Button spec) {
  spec.size = canvas.form() == Form::Compact ? kTextHint : kTextBody;
  constexpr float kThreeLines = 90;
  spec.max_lines = rect.h >= kThreeLines ? 3 : 2;
  return button(canvas, rect, spec);
}

// As large as the row lets it, and as wide as the row at most.
float candidate_em(const Canvas& canvas, const Rect& row, std::string_view candidate) {
  constexpr float kOfHeight = 0.6F;
  constexpr float kStep = 2;
  float em = std::min(kKeyText * type_factor(canvas.type_size()), row.h * kOfHeight);
  TextStyle style = secret_line_style(canvas.theme().ink, em);
  while (style.size > kTextSmallest && secret_width(canvas, candidate, style) > row.w - 2 * kGap) {
    style.size -= kStep;
  }
  return style.size;
}

// Those from `draft.skipped` on that have room. Returns how many.
std::size_t draw_candidates(Canvas& canvas, const Rect& row, Typing& typing, std::size_t skipped) {
  const Theme& theme = canvas.theme();
  const Composition& composed = typing.composition();  // good until one is chosen
  constexpr float kPadding = 20;
  float x = row.x;
  std::size_t shown = 0;
  std::optional<std::size_t> chosen;
  for (std::size_t i = skipped; i < composed.candidates.size(); ++i) {
    const std::string_view words = composed.candidates[i];
    TextStyle style = secret_line_style(theme.ink, candidate_em(canvas, row, words));
    style.bold = true;
    const float wide = secret_width(canvas, words, style);
    const float width = std::clamp(wide + 2 * kPadding, kStaffTargetMin + kKeyGap, row.w);
    if (shown > 0 && x + width > row.right() + 0.5F) {
      break;
    }
    const Rect at{x, row.y, width, row.h};
    shown += 1;
    const Tone& tone = shown == 1 ? theme.primary : theme.plain;
    // By its place: what it says is nobody's but who types.
    const Canvas::Press press = canvas.target(at, "candidate " + std::to_string(shown), true, true);
    const float lip = theme.high_contrast || press.pressed ? 0 : kLipStaff;
    canvas.box(at, {.fill = press.pressed ? tone.pressed : tone.fill,
                    .border = tone.border,
                    .lip = tone.lip,
                    .lip_height = lip});
    style.color = tone.text;
    secret_line(canvas, at.without_bottom(lip).inset((width - wide) / 2, 0), words, style);
    if (press.clicked) {
      chosen = i;
    }
    x += width + kKeyGap;
  }
  if (chosen) {
    typing.choose(*chosen);
  }
  return shown;
}

void draw_candidate_row(Canvas& canvas, const Keyboard& spec, Typing& typing,
                        KeyboardDraft& draft) {
  const Rect& row = spec.candidates;
  if (!typing.is_composing() && !spec.notice.empty()) {
    const Theme& theme = canvas.theme();
    canvas.text(row, spec.notice,
                {.size = kTextHint,
                 .bold = true,
                 .color = theme.high_contrast ? theme.accent : theme.failed.text,
                 .max_lines = 3,
                 .pitch = 1.1F});
    return;
  }
  if (!typing.is_composing()) {
    const auto marks = characters_of(rows_of(draft.layer).marks);
    const float wide = std::min(row.w, 12 * (kStaffTargetMin + kKeyGap));
    const Rect all = row.left_part(wide);
    for (std::size_t i = 0; i < marks.size(); ++i) {
      const int count = static_cast<int>(marks.size());
      if (letter_key(canvas, all.cell(static_cast<int>(i), 0, count, 1, kKeyGap), marks[i])) {
        typing.character(marks[i]);
      }
    }
    return;
  }
  const float more = by_form(canvas.form(), 150.0F, 104.0F, 110.0F);
  const std::size_t before = draft.skipped;
  const std::size_t shown =
      draw_candidates(canvas, row.without_right(more + 2 * kKeyGap), typing, before);
  if (!typing.is_composing()) {
    return;  // the last of it was chosen in this very frame
  }
  const Composition& now = typing.composition();
  const bool has_others =
      before > 0 || shown < now.candidates.size() || now.has_more || now.has_before;
  if (wide_key(canvas, row.right_part(more),
               {.label = tr("More"),
                .icon = "next",
                .state = has_others ? ButtonState::Idle : ButtonState::Disabled,
                .counting = true})) {
    typing.more(shown);
  }
}

// Three rows: ten keys, nine a half further in, seven between 拼音 and 删.
void draw_key_rows(Canvas& canvas, const Rect& rect, Typing& typing, KeyboardDraft& draft) {
  constexpr int kTen = 10;
  constexpr int kRows = static_cast<int>(kKeyRows);
  const float one = rect.cell(0, 0, kTen, kRows, kKeyGap).w;
  const std::array<float, kKeyRows> begins{0, (one + kKeyGap) / 2, 1.5F * (one + kKeyGap)};
  for (std::size_t i = 0; i < kKeyRows; ++i) {
    const Rect first = rect.cell(0, static_cast<int>(i), kTen, kRows, kKeyGap);
    float x = rect.x + begins[i];
    for (const std::string_view character : characters_of(rows_of(draft.layer).rows[i])) {
      if (letter_key(canvas, {x, first.y, one, first.h}, character)) {
        typing.character(character);
      }
      x += one + kKeyGap;
    }
  }
  const Rect last{rect.x, rect.cell(0, kRows - 1, 1, kRows, kKeyGap).y, rect.w,
                  rect.cell(0, 0, 1, kRows, kKeyGap).h};
  const float side = 1.5F * one + 0.5F * kKeyGap;
  const bool is_pinyin = draft.layer == Layer::Pinyin;
  if (wide_key(canvas, last.left_part(side),
               {.label = tr("Pinyin"),
                .tone = is_pinyin ? &canvas.theme().selected : nullptr,
                .counting = true})) {
    draft.layer = Layer::Pinyin;
  }
  if (wide_key(canvas, last.right_part(side),
               {.label = tr("Delete"), .icon = "backspace", .counting = true})) {
    typing.erase();
  }
}

// Nothing can be taken back of it, so it is tapped twice; a hand that trembles is once.
void draw_clear_key(Canvas& canvas, const Rect& rect, Typing& typing, KeyboardDraft& draft,
                    bool has_text) {
  const bool is_second = draft.clearing.has_value();
  if (!wide_key(canvas, rect,
                {.label = is_second ? tr("Tap again to clear") : tr("Clear all"),
                 .icon = "close",
                 .tone = &canvas.theme().withdraw,
                 .state = has_text ? ButtonState::Idle : ButtonState::Disabled})) {
    return;
  }
  const MonotonicTime now = canvas.now();
  if (!is_second) {
    draft.clearing = now;
  } else if (now.milliseconds - draft.clearing->milliseconds >= kRepeatGuardMs) {
    typing.clear();
  }
}

// True when the way on was tapped.
bool draw_foot_keys(Canvas& canvas, const Rect& rect, const Keyboard& spec, Typing& typing,
                    KeyboardDraft& draft, bool has_text) {
  const Theme& theme = canvas.theme();
  const float gap = by_form(canvas.form(), 2 * kKeyGap, kKeyGap, kKeyGap);
  const float layer = std::max(kStaffTargetMin + 3, rect.w * 0.075F);
  const float hide = rect.w * 0.15F;
  const float clear = rect.w * 0.155F;
  const float next = rect.w * 0.2F;
  Rect at = rect.left_part(layer);
  const auto layer_key = [&](const char* label, Layer wanted) {
    if (wide_key(canvas, at,
                 {.label = label,
                  .tone = draft.layer == wanted ? &theme.selected : nullptr,
                  .counting = true})) {
      typing.finish();
      draft.layer = wanted;
    }
    at = at.moved(layer + gap, 0);
  };
  layer_key("123", Layer::Digits);
  layer_key("EN", Layer::English);
  at.w = hide;
  if (wide_key(canvas, at,
               {.label = draft.hidden ? tr("Show it") : tr("Hide it"),
                .icon = "hide",
                .tone = draft.hidden ? &theme.selected : nullptr})) {
    draft.hidden = !draft.hidden;
  }
  const float left = at.right() + gap;
  const Rect rest{left, rect.y, rect.right() - left, rect.h};
  if (wide_key(canvas, rest.without_right(clear + next + 2 * gap),
               {.label = tr("Space · choose"), .counting = true})) {
    typing.space();
  }
  draw_clear_key(canvas, rest.without_right(next + gap).right_part(clear), typing, draft, has_text);
  return wide_key(
      canvas, rest.right_part(next),
      {.label = spec.next,
       .icon = "next",
       .tone = &theme.confirm,
       .state = has_text || !spec.needs_text ? ButtonState::Idle : ButtonState::Disabled});
}

void type_plugged(const Canvas& canvas, Typing& typing) {
  for (const InputEvent& input : canvas.inputs()) {
    if (input.kind == InputEvent::Kind::Text) {
      for (const std::string_view character : characters_of(input.text)) {
        if (character == " ") {
          typing.space();
        } else {
          typing.character(character);
        }
      }
    } else if (input.kind == InputEvent::Kind::Key && input.key == Key::Backspace) {
      typing.erase();
    } else if (input.kind == InputEvent::Kind::Key && input.key == Key::Enter) {
      typing.finish();
    }
  }
}

PinyinEngine* engine_for(Canvas& canvas, const KeyboardDraft& draft) {
  return draft.layer == Layer::Pinyin ? canvas.pinyin() : nullptr;
}

}  // namespace

float keyboard_height(const Canvas& canvas, float room) {
  const float most = (kKeyHeightMost + kKeyGap) * (kKeyRows + 1);
  return canvas.form() == Form::Tall ? std::min(room, most) : room;
}

bool lacks_pinyin(Canvas& canvas, const KeyboardDraft& draft) {
  return draft.layer == Layer::Pinyin && canvas.pinyin() == nullptr;
}

bool keyboard(Canvas& canvas, const Keyboard& spec, KeyboardDraft& draft, core::SecretText& text) {
  const GroupScope group(canvas, "keyboard");
  Typing typing(engine_for(canvas, draft), draft, text);
  type_plugged(canvas, typing);
  draw_candidate_row(canvas, spec, typing, draft);
  constexpr int kAllRows = static_cast<int>(kKeyRows) + 1;
  const float foot = spec.keys.cell(0, 0, 1, kAllRows, kKeyGap).h;
  draw_key_rows(canvas, spec.keys.without_bottom(foot + kKeyGap), typing, draft);
  const bool has_text = !text.empty() || typing.is_composing();
  const bool goes_on =
      draw_foot_keys(canvas, spec.keys.bottom_part(foot), spec, typing, draft, has_text);
  if (goes_on) {
    typing.finish();
  }
  return goes_on;
}

void typed_field(Canvas& canvas, const Rect& rect, const std::string& empty,
                 const KeyboardDraft& draft, const core::SecretText& text) {
  PinyinEngine* engine = engine_for(canvas, draft);
  const std::string_view composed =
      engine == nullptr ? std::string_view() : engine->composition().shown;
  secret_writing(canvas, rect, {empty, text.view(), composed, draft.hidden});
}

}  // namespace outreach::ui
