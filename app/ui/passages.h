// A long text in pieces that can stand apart: its sentences, and longer ones parted at a comma.
// Together they are the text. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace outreach::ui {

std::vector<std::string> passages_of(std::string_view words);

}  // namespace outreach::ui
