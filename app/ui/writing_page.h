// The page on which residents write: 返回 where it always is, the field, and the keyboard below it.
#pragma once

#include <string>

#include "app/core/secret_text.h"
#include "app/ui/canvas.h"
#include "app/ui/drafts.h"

namespace outreach::ui {

// Where things stand while somebody writes.
struct WritingCuts {
  Rect title;  // empty where there is no room: the empty field says it
  Rect line;   // what sealing means, or why it does not go on
  Rect field;
  Rect listen;  // 听一听, moved below 返回 on this page alone
  Rect candidates;
  Rect keys;
};
WritingCuts writing_cuts(const Canvas& canvas);

struct WritingPage {
  std::string title;
  std::string next;
  bool needs_text = true;    // `next` is out of reach while there is none
  std::string line = {};     // what sealing means
  std::string trouble = {};  // why it does not go on; empty: it does
};
// What was tapped; of Next, what was composed is in the text.
enum class Written { Nothing, Next, Back };
Written draw_writing_page(Canvas& canvas, const WritingPage& spec, KeyboardDraft& draft,
                          core::SecretText& text);

}  // namespace outreach::ui
