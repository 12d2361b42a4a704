// The checks of 能收摊吗, each with what it means.
#pragma once

#include <optional>
#include <vector>

#include "app/core/view.h"
#include "app/ui/widgets.h"

namespace outreach::ui {

using Standing = FactCard::Standing;

// What is on its way, and on what road.
FactCard waiting_card(const core::DeliveryView& view);
FactCard returned_card(const core::DeliveryView& view);
FactCard link_card(const core::DeliveryView& view);
FactCard receipt_card(const core::DeliveryView& view);
FactCard mirror_card(const core::DeliveryView& view);

// How the machine itself is.
FactCard clock_card(const core::DeliveryView& view);
FactCard disk_card(const core::DeliveryView& view);
FactCard battery_card(const core::DeliveryView& view);
// The printer, with the way to the slip where there is one.
FactCard printer_card(const core::DeliveryView& view);
// The content in use, with its way back; none where it came with the program and nothing is new.
std::optional<FactCard> content_card(const core::ContentView& content);

// What 库存 asks to have explained.
FactCard stock_card(const core::StockDifference& stock);

// Every other check, worst first; without the mirror's where none is set up.
std::vector<FactCard> delivery_facts(const core::DeliveryView& view);

}  // namespace outreach::ui
