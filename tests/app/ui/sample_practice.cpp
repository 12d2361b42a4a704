#include <string>

#include "tests/app/ui/sample_parts.h"

namespace outreach::ui {

void add_practice(std::vector<Sample>& all) {
  copy_of(all, "home", "home-more").drafts.home.showing_more = true;
  copy_of(all, "home-more", "home-gloves").view.frame.gloves = true;
  copy_of(all, "home-gloves", "home-sounds").view.frame.sounds = true;
  copy_of(all, "home-sounds", "home-no-speaker").view.frame.has_speaker = false;
  for (const char* name :
       {"home", "home-more", "home-staff", "open-outing-chosen", "open-outing-date", "handout",
        "consultation", "today", "stock", "stock-pad", "delivery", "summary", "pin", "lock",
        "lock-pin", "resume"}) {
    Sample& made = copy_of(all, name, std::string("practice-") + name);
    made.view.frame.practice = true;
    made.drafts.practice = true;
    made.view.frame.notice.reset();
  }
  // What was refused there is said there.
  copy_of(all, "practice-handout", "practice-handout-notice").view.frame.notice =
      core::Notice{core::Notice::Tone::Waiting, core::Notice::What::UnknownBarcode};
}

}  // namespace outreach::ui
