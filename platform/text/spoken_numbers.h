// The numbers of a text in words, the rest as it stands. Inside this folder only. Pure.
#pragma once

#include <string>
#include <string_view>

#include "platform/text/locale.h"

namespace outreach {

// The digits of `text` are ASCII. In Chinese none are left; in English those that an engine reads
// well by itself.
std::u32string with_numbers_said(std::u32string_view text, MessageLanguage language);

}  // namespace outreach
