#include "app/ui/delivery_facts.h"

#include <algorithm>

namespace outreach::ui {

std::vector<FactCard> delivery_facts(const core::DeliveryView& view) {
  std::vector<FactCard> cards{waiting_card(view), returned_card(view), link_card(view),
                              receipt_card(view), clock_card(view),    battery_card(view),
                              disk_card(view)};
  if (view.mirror != core::MirrorState::NotConfigured) {
    cards.push_back(mirror_card(view));
  }
  if (view.stock_difference) {
    cards.push_back(stock_card(*view.stock_difference));
  }
  cards.push_back(printer_card(view));
  // Those alike keep their places, so that a card is found where it was.
  std::stable_sort(cards.begin(), cards.end(),
                   [](const FactCard& a, const FactCard& b) { return a.standing > b.standing; });
  return cards;
}

}  // namespace outreach::ui
