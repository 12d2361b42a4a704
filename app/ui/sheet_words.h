// What is wrong with a sheet that was typed in as a file, in the words of whoever typed it.
#pragma once

#include <string>

#include "app/core/sheet_problem.h"

namespace outreach::ui {

// "第 12 行，资料：……"
std::string words_of(const core::SheetProblem& problem);

}  // namespace outreach::ui
