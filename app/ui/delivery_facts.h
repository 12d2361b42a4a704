// The checks of 能收摊吗, each with what it means.
#pragma once

#include <vector>

#include "app/core/view.h"
#include "app/ui/widgets.h"

namespace outreach::ui {

std::vector<FactCard> delivery_facts(const Theme& theme, const core::DeliveryView& view);

}  // namespace outreach::ui
