#include "app/ui/delivery_facts.h"

namespace outreach::ui {

std::vector<FactCard> delivery_facts(const Theme& theme, const core::DeliveryView& view) {
  std::vector<FactCard> cards{waiting_card(theme, view), returned_card(theme, view),
                              link_card(theme, view),    clock_card(theme, view),
                              disk_card(theme, view),    receipt_card(theme, view)};
  if (view.mirror != core::MirrorState::NotConfigured) {
    cards.push_back(mirror_card(theme, view));
  }
  return cards;
}

}  // namespace outreach::ui
