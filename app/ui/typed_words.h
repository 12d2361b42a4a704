// Words from a plugged keyboard, for fields of more than digits. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace outreach::ui {

// Adds what still fits into so many code points; the rest, and control characters, are dropped. The
// text that is there, and what is added, are UTF-8.
void add_typed(std::string& text, std::string_view typed, std::size_t code_points);
// Takes the last code point away; nothing of an empty text.
void take_last(std::string& text);

}  // namespace outreach::ui
