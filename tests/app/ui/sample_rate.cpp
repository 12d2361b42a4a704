#include "tests/app/ui/sample_parts.h"

namespace outreach::ui {
namespace {

using State = core::RateView::State;
using domain::Face;
using domain::Rated;

void add_rate(std::vector<Sample>& all, const char* name, const core::RateView& view) {
  all.push_back(sample(name, core::ScreenName::Rate, view));
}

}  // namespace

void add_rating(std::vector<Sample>& all) {
  add_rate(all, "rate", {State::Asking, Rated::Stall, {}});
  add_rate(all, "rate-answer", {State::Asking, Rated::Answer, {}});
  add_rate(all, "rate-saving", {State::Saving, Rated::Stall, Face::Poor});
  add_rate(all, "rate-kept", {State::Kept, Rated::Stall, Face::Great});
  add_rate(all, "rate-kept-good", {State::Kept, Rated::Answer, Face::Good});
  add_rate(all, "rate-kept-bad", {State::Kept, Rated::Answer, Face::Bad});
  add_rate(all, "rate-not-saved", {State::NotSaved, Rated::Stall, {}});
  copy_of(all, "rate", "rate-still-there").view.frame.still_there = core::StillThereView{27};
}

}  // namespace outreach::ui
