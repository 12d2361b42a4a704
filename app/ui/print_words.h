// What is said of the printer, and of something on its way to paper.
#pragma once

#include <optional>
#include <string>

#include "app/core/view_facts.h"
#include "app/ui/theme.h"
#include "app/ui/widgets.h"

namespace outreach::ui {

// How the printer is and what to do about it.
std::string printer_words(core::PrinterState state);

// What came of printing, else how the printer is. `trouble`: of PrintJob::NotPrinted, how the
// printer was then. None: no printer, which the place of the button says.
std::optional<Banner> print_line(const Theme& theme, core::PrintJob job, core::PrinterState trouble,
                                 core::PrinterState printer);

}  // namespace outreach::ui
