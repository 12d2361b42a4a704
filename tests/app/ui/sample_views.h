// Views as a real stall day would show them, for the gallery and the layout tests.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "app/core/view.h"
#include "app/ui/drafts.h"
#include "platform/window/window.h"

namespace outreach::ui {

struct Sample {
  std::string name;
  core::View view;
  Drafts drafts;
  std::string composing = {};  // Pinyin letters that no hanzi is chosen for yet
};

// What the panel has no room for is left out, as paging would.
void fit_to_room(Sample& sample, const FrameSize& size);

// Every screen, in its usual state and in those that stretch it.
std::vector<Sample> sample_screens();

}  // namespace outreach::ui
