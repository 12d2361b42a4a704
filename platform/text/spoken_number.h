// What of the reader of numbers spoken.cpp needs. Inside this folder only. Pure.
#pragma once

#include <string>
#include <string_view>

namespace outreach {

// All of these take ASCII digits, at least one. `says_yao`: 幺 for 1, which on a bad line is not
// mistaken for 七.
std::u32string digit_by_digit(std::u32string_view digits, bool says_yao);
// As chinese_number().
std::u32string in_chinese(std::u32string_view digits);

}  // namespace outreach
