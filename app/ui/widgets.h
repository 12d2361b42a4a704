// The components of every screen. Each draws itself, records itself in the scene, and says if it
// was tapped.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/view.h"
#include "app/ui/canvas.h"

namespace outreach::ui {

enum class ButtonState { Idle, Disabled, Saving, Saved, Failed };

// A picture and words side by side, centred as one; the words shrink or wrap where they must.
void icon_and_words(Canvas& canvas, const Rect& rect, std::string_view icon, std::string_view words,
                    const Tone& tone, const TextStyle& style);

// A number and its unit on one baseline.
void figure(Canvas& canvas, const Rect& rect, std::string_view number, std::string_view unit,
            float size, Color color, Color unit_color, Align align);

struct Button {
  std::string label;
  std::string icon = {};       // name in assets/icons; may be empty
  const Tone* tone = nullptr;  // plain when null
  ButtonState state = ButtonState::Idle;
  float size = kTextNote;
  float radius = kRadiusStaff;
  float lip = kLipStaff;
  bool counting = false;  // "+1": every deliberate tap counts
  int max_lines = 1;
  bool flat = false;        // no lip
  bool leads_back = false;  // away from what it stands on, with nothing done: Escape, too
  // On it in place of the label, by which it stays known: a second tap of a trembling hand is then
  // one on the same button.
  std::string shown = {};
};
bool button(Canvas& canvas, const Rect& rect, const Button& spec);

// A chip that is one of several choices; the chosen one has frame, tint and a corner tick.
struct Choice {
  std::string label;
  std::string unit = {};  // smaller, after the label: "2 人"
  std::string icon = {};
  bool selected = false;
  bool enabled = true;
  float size = kTextHint;
  bool common =
      false;  // the size is Canvas::common's: neither enlarged nor made smaller for one line
  bool centred = true;
  int max_lines = 1;
};
bool choice(Canvas& canvas, const Rect& rect, const Choice& spec);

// A resident tile: picture panel, word, hint.
struct Tile {
  std::string word;
  std::string hint = {};
  std::string picture = {};  // name in assets/art
  std::string icon = {};     // in its place where there is no picture, and in high contrast
  const Tone* tone = nullptr;
  const Tone* panel = nullptr;
  float word_size =
      0;  // of the word as `tile_word_size` gives it, so that tiles look alike; 0: its own
  bool enabled = true;
};
bool tile(Canvas& canvas, const Rect& rect, const Tile& spec);
// One that leads to nothing, where the reason needs the picture's room: the hint says it.
void closed_tile(Canvas& canvas, const Rect& rect, const Tile& spec);
float tile_word_size(const Canvas& canvas, const Rect& rect, const Tile& spec);
// The one dark tile: picture above, words below.
bool hero_tile(Canvas& canvas, const Rect& rect, const Tile& spec);

// Icon and word, not tappable: 仅在本机, 已保存.
void state_chip(Canvas& canvas, const Rect& rect, std::string_view icon, std::string_view word,
                const Tone& tone);
void entry_state_chip(Canvas& canvas, const Rect& rect, core::EntryState state);

// One sentence with its icon; stays until tapped or solved. Returns true when its button (if any)
// was tapped.
struct Banner {
  std::string icon;
  std::string words;
  const Tone* tone = nullptr;
  std::string action = {};  // a button at the right; empty: none
  std::string action_icon = {};
};
bool banner(Canvas& canvas, const Rect& rect, const Banner& spec);

// The awning across the top of resident screens.
void awning(Canvas& canvas);

struct Tab {
  core::ScreenName screen = core::ScreenName::Handout;
  const char* label = "";  // a message
  const char* icon = "";
};
// The staff bar with its tabs, place, day and person. An intent when a tab or home was tapped;
// tapping the person opens or closes the choice of staff.
std::optional<core::Intent> staff_header(Canvas& canvas, const core::FrameView& frame,
                                         bool& choosing_staff);
float staff_header_height(const Canvas& canvas);

// The badge at the right end of the staff bar: who records, or 换人. True when it was tapped.
bool bar_badge(Canvas& canvas, const Rect& rect, std::string_view label, std::string_view words);

// A card over the work area with one question. What lies under the staff bar and was drawn before
// is out of reach while it is there. Returns the inside.
Rect sheet(Canvas& canvas, const Rect& rect, std::string_view question, std::string_view detail);

// 0-9, clear and enter. `value` holds the digits typed, at most `digits` of them. True when enter
// was tapped.
struct Keypad {
  std::string enter;
  bool enter_enabled = true;
  int digits = 4;
  bool takes_zero = false;  // 0 is an answer; else none begins with it
};
// True when it was entered; `value` then holds all that was typed, also in this very frame.
bool number_keypad(Canvas& canvas, const Rect& rect, const Keypad& spec, std::string& value);

// 上一页 / 下一页 with "1 / 3" between. -1, 0 or +1. `group`: where a list lies over another that
// has such buttons too.
int page_buttons(Canvas& canvas, const Rect& rect, int page, int pages,
                 std::string_view group = "pages");

// A list that is dragged with the finger and glides; `row` draws one row where it is told to.
void scroll_list(Canvas& canvas, const Rect& rect, std::string_view name, int rows,
                 float row_height, const std::function<void(int, const Rect&)>& row);

// A check of 能收摊吗 and other facts: icon panel, title, value, so-what.
struct FactCard {
  std::string icon;
  std::string title;
  std::string value;
  std::string meaning;
  // How much it asks for somebody; the later, the more. Fine has a tick at the right.
  enum class Standing { Fine, Unknown, Attention, Bad } standing = Standing::Fine;
  std::string action = {};  // a button at the right, in place of the tick; empty: none
  std::optional<core::Intent> intent = {};  // what the button asks for
};
// `intent` of the card, when its button was tapped.
std::optional<core::Intent> fact_card(Canvas& canvas, const Rect& rect, const FactCard& spec);

}  // namespace outreach::ui
