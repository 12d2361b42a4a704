#include <string>
#include <utility>

#include "tests/app/ui/sample_parts.h"

namespace outreach::ui {
namespace {

void add_attract(std::vector<Sample>& all) {
  all.push_back(sample("attract", core::ScreenName::Attract, core::AttractView{0}));
  all.push_back(sample("attract-guide", core::ScreenName::Attract, core::AttractView{1}));
  all.push_back(sample("attract-books", core::ScreenName::Attract, core::AttractView{2}));
  all.back().view.frame.place.clear();
}

}  // namespace

void add_resident(std::vector<Sample>& all) {
  add_attract(all);
  all.push_back(sample("residents", core::ScreenName::Residents,
                       core::ResidentsView{.has_guide = true, .has_leaflets = true}));
  copy_of(all, "residents", "residents-listening").view.frame.speech.is_speaking = true;
  copy_of(all, "residents-listening", "residents-listening-tile").view.frame.speech.sentence = 3;
  copy_of(all, "residents-listening", "residents-listening-slow").view.frame.speech.speed =
      core::SpeechSpeed::Slow;
  copy_of(all, "residents-listening", "residents-listening-fast").view.frame.speech.speed =
      core::SpeechSpeed::Quick;
  copy_of(all, "residents", "residents-no-sound").view.frame.speech.is_unavailable = true;
  copy_of(all, "residents", "residents-staff").drafts.choosing_staff = true;
  copy_of(all, "residents", "residents-still-there").view.frame.still_there =
      core::StillThereView{27};
  core::PinView asked{core::PinPurpose::EnterStaff, "张建国", true};
  copy_of(all, "residents", "residents-pin").view.frame.pin = asked;
}

}  // namespace outreach::ui
