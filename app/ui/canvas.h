// Where screens draw: primitives in logical units on ImGui's background draw list, each also
// recorded in a Scene. Boxes are plain rectangles with baked corners, because SDL's software
// rasteriser is slow and ragged at anti-aliased fills. No clock, no thread, no file is touched
// here; time comes in with begin().
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/changes.h"
#include "app/ui/forms.h"
#include "app/ui/geometry.h"
#include "app/ui/scanner.h"
#include "app/ui/scene.h"
#include "app/ui/theme.h"
#include "app/ui/touch.h"
#include "platform/window/fonts.h"
#include "platform/window/input.h"
#include "platform/window/pictures.h"
#include "platform/window/window.h"

struct ImDrawList;

namespace outreach {
class PinyinEngine;
}

namespace outreach::ui {

class PinyinSource;

enum class Align { Start, Centre, End };

struct TextStyle {
  float size = kTextNote;  // em at standard type; grows with the type size where the box lets it
  bool bold = false;
  Color color = {};
  Align align = Align::Start;  // across
  Align vertical = Align::Centre;
  int max_lines = 1;
  bool grows = true;             // false: not enlarged with the type size
  float pitch = 1.3F;            // line pitch in em
  bool prefers_one_line = true;  // rather a little smaller than wrapped
  bool is_secret = false;        // not for the scene: somebody's own words
};

struct BoxStyle {
  Color fill = {};
  Color border = {};
  float border_width = 2;
  float radius = kRadiusStaff;
  Color lip = {};
  float lip_height = 0;  // taken from the rectangle's height
};

struct Appearance {
  core::Contrast contrast = core::Contrast::Normal;
  core::TypeSize type_size = core::TypeSize::Standard;
};

// What one frame starts with.
struct FrameInput {
  FrameSize size;
  MonotonicTime now;
  std::vector<InputEvent> inputs;  // since the last frame
  Appearance appearance;
};

class Canvas {
 public:
  Canvas(Fonts& fonts, Pictures& pictures);

  void begin(FrameInput input);  // after Window::begin_frame
  void end();                    // before Window::end_frame
  // Something moves or waits for its turn: draw again without waiting for an event.
  bool wants_frame() const;
  // The last whole frame.
  const Scene& scene() const;
  // Where it looks otherwise than the one before: for Window::end_frame.
  const std::vector<PixelRect>& changed() const;

  const Theme& theme() const;
  core::TypeSize type_size() const;
  // Where there is room: the whole screen, but for what `keep_free` took.
  Rect screen() const;
  Form form() const;
  MonotonicTime now() const;
  Touch& touch();
  // Text typed on a plugged keyboard and keys, in this frame; nothing while they are held.
  const std::vector<InputEvent>& inputs() const;
  // What is typed is not for what is drawn from here on: something modal comes after it.
  void hold_keyboard(bool held);
  // Where Chinese is composed; without one there is none. It outlives the canvas.
  void use_pinyin(PinyinSource* source);
  // Opened at the first call. Null: there is none. What is composed is forgotten at the end of the
  // first frame that did not ask for it, whyever: left, wiped, or covered.
  PinyinEngine* pinyin();
  // From the next frame on a barcode scanner's typing is taken apart from a person's, and comes
  // here, whole, in the one frame after its end.
  void listen_for_scans(bool listens);
  const std::optional<std::string>& scanned() const;
  // Call with a number for the screen being drawn; when it changes, touches are ignored for a
  // moment.
  void enter_screen(int screen);
  // In practice: the ground is drawn anew, and everything after it, in the colours of practice.
  void wear_practice();
  // So much above and below is for a frame around what is drawn from here on in this frame.
  void keep_free(float above, float below);

  // Opaque.
  void fill(const Rect& rect, Color color);
  void box(const Rect& rect, const BoxStyle& style);
  // Only the outline.
  void frame(const Rect& rect, Color color, float width, float radius);
  // Draws a text inside `box`: as large as its style says and the box lets it; on one line if that
  // costs little size, else wrapped into lines of like length, at most max_lines; smaller where it
  // must. Returns what its glyphs take.
  Rect text(const Rect& box, std::string_view words, const TextStyle& style);
  // Width of one line as `text` would draw it in a box that is high and wide enough.
  float text_width(std::string_view words, const TextStyle& style) const;
  // What `text` would choose in this box.
  struct Fitted {
    float em = 0;
    float width = 0;  // of the widest line
    std::size_t lines = 1;
    bool truncated = false;  // does not fit even at the smallest size
  };
  Fitted fitted(const Rect& box, std::string_view words, const TextStyle& style) const;
  // The style in the one size that fits all of these words, each in a box of this size: what stands
  // side by side looks alike.
  TextStyle common(const Rect& box, const std::vector<std::string>& words, TextStyle style) const;
  // Both draw what has come of assets (Pictures): until then nothing in place of an icon, a calm
  // tint in place of a picture.
  void icon(const Rect& box, std::string_view name, Color color);
  void picture(const Rect& box, std::string_view name, Fit fit, float radius = 0,
               bool round_top_left = false, bool round_top_right = false,
               bool round_bottom_right = false, bool round_bottom_left = false);
  bool has_picture(std::string_view name);
  // `count` rows of a picture of dots from `first` on, black on white; like art, a calm tint until
  // it has come.
  void dots(const Rect& box, const std::shared_ptr<const Bitmap>& picture, int first, int count);

  // A small picture of an SVG anywhere, whole; likewise.
  void miniature(const Rect& box, std::string_view file);

  // A page of a leaflet from a file, and how large.
  struct PageLook {
    std::string file;
    float width = 0;
    float height = 0;  // above 0: no higher than this, and so narrower where its shape wants it
  };
  struct PageShown {
    bool found = false;   // false, and not coming: it cannot be read
    bool coming = false;  // not drawn yet; a later frame has it
    float width = 0;      // of the whole page, where it is found
    float height = 0;
  };
  // Has it come without drawing it: it is there when it is wanted. What no frame asks for is let
  // go; see Pictures::page for how many there can be.
  PageShown expect_page(const PageLook& look);
  // What of it lies in `view` where the view's corner is so far in from the page's; where the page
  // is smaller than the view, it stands in its middle. A calm tint until it has come; nothing where
  // it cannot be read.
  PageShown page(const Rect& view, const PageLook& look, float left = 0, float top = 0);

  struct Press {
    bool pressed = false;
    bool clicked = false;
  };
  // A place to touch. Draw what is on it after asking. One that leads back is clicked by Escape,
  // too, where a person could have touched it.
  Press target(const Rect& rect, std::string_view label, bool enabled = true, bool counting = false,
               bool leads_back = false);

  // Targets declared between belong to this group.
  void push_group(std::string_view name);
  void pop_group();
  void push_clip(const Rect& rect);
  void pop_clip();
  void add_scroll(TargetId id, const Rect& rect);
  // Puts every target in `rect` drawn so far out of reach, for a sheet that is drawn next.
  void block(const Rect& rect);

 private:
  struct Laid;
  Laid lay_at(float em, std::size_t max_lines, const Rect& box, std::string_view words,
              const TextStyle& style) const;
  Laid lay(const Rect& box, std::string_view words, const TextStyle& style) const;
  float pixel(float logical) const;
  // Something that looks like this was drawn in a rectangle of pixels.
  void note(const PixelRect& where, std::uint64_t looks);
  void pixel_rect(float x0, float y0, float x1, float y1, Color color);
  void round_fill(float x0, float y0, float x1, float y1, float radius, Color color);
  void ring(float x0, float y0, float x1, float y1, float radius, float width, Color color);
  void corner(float x, float y, int radius, int which, Color color);

  Fonts& fonts_;
  Pictures& pictures_;
  FrameInput frame_;
  bool keyboard_held_ = false;
  PinyinSource* pinyin_ = nullptr;
  bool composes_ = false;  // in this frame
  bool composed_ = false;  // in the one before
  const Theme* theme_;
  float free_above_ = 0;
  float free_below_ = 0;
  Touch touch_;
  Scanner scanner_;
  TargetId escaped_ = 0;  // by Escape, in this frame
  Scene building_;
  Scene shown_;
  Changes changes_;
  std::vector<PixelRect> changed_;
  std::vector<std::string> groups_;
  std::vector<Rect> clips_;
  ImDrawList* list_ = nullptr;
  int screen_number_ = -1;
};

// Groups for the life of a block.
class GroupScope {
 public:
  GroupScope(Canvas& canvas, std::string_view name) : canvas_(canvas) {
    canvas_.push_group(name);
  }
  ~GroupScope() {
    canvas_.pop_group();
  }
  GroupScope(const GroupScope&) = delete;
  GroupScope& operator=(const GroupScope&) = delete;

 private:
  Canvas& canvas_;
};

}  // namespace outreach::ui
