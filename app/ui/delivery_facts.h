// The six checks of 能收摊吗, each with what it means.
#pragma once

#include <array>

#include "app/core/view.h"
#include "app/ui/widgets.h"

namespace outreach::ui {

std::array<FactCard, 6> delivery_facts(const Theme& theme, const core::DeliveryView& view);

}  // namespace outreach::ui
