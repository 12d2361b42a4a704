// The checks of 能收摊吗, each with what it means.
#pragma once

#include <optional>
#include <vector>

#include "app/core/view.h"
#include "app/ui/widgets.h"

namespace outreach::ui {

// The content in use, with its way back; none where it came with the program and nothing is new.
std::optional<FactCard> content_card(const Theme& theme, const core::ContentView& content);

std::vector<FactCard> delivery_facts(const Theme& theme, const core::DeliveryView& view);

}  // namespace outreach::ui
