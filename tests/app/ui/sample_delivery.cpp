#include "tests/app/ui/sample_delivery.h"

#include <algorithm>
#include <string>

namespace outreach::ui {
namespace {

Sample copy_of(const std::vector<Sample>& all, const std::string& name, const std::string& as) {
  Sample copy =
      *std::ranges::find_if(all, [&](const Sample& sample) { return sample.name == name; });
  copy.name = as;
  return copy;
}

core::DeliveryView& delivery_in(Sample& sample) {
  return std::get<core::DeliveryView>(sample.view.screen);
}

}  // namespace

void add_delivery_troubles(std::vector<Sample>& all) {
  Sample same_disk = copy_of(all, "delivery", "delivery-same-disk");
  delivery_in(same_disk).mirror = core::MirrorState::Fine;
  delivery_in(same_disk).mirror_on_same_disk = true;
  all.push_back(std::move(same_disk));

  // Everything else is delivered.
  Sample lost_key = copy_of(all, "delivery-done", "delivery-lost-key");
  lost_key.view.frame.waiting = 1'234;
  delivery_in(lost_key).of_lost_key = 1'234;
  delivery_in(lost_key).can_pack_up = false;
  delivery_in(lost_key).mirror = core::MirrorState::Fine;
  all.push_back(std::move(lost_key));

  Sample lost_key_among_others = copy_of(all, "delivery", "delivery-lost-key-among-others");
  lost_key_among_others.view.frame.waiting = 12 + 60 + 1'234;
  delivery_in(lost_key_among_others).of_lost_key = 1'234;
  all.push_back(std::move(lost_key_among_others));
}

}  // namespace outreach::ui
