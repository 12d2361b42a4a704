#include "tests/app/ui/sample_parts.h"

namespace outreach::ui {
namespace {

using RateState = core::RateView::State;
using domain::Face;
using domain::Rated;

void add_rate(std::vector<Sample>& all, const char* name, const core::RateView& view) {
  all.push_back(sample(name, core::ScreenName::Rate, view));
}

}  // namespace

void add_rating(std::vector<Sample>& all) {
  add_rate(all, "rate", {RateState::Asking, Rated::Stall, {}});
  add_rate(all, "rate-answer", {RateState::Asking, Rated::Answer, {}});
  add_rate(all, "rate-saving", {RateState::Saving, Rated::Stall, Face::Poor});
  add_rate(all, "rate-kept", {RateState::Kept, Rated::Stall, Face::Great});
  add_rate(all, "rate-kept-good", {RateState::Kept, Rated::Answer, Face::Good});
  add_rate(all, "rate-kept-bad", {RateState::Kept, Rated::Answer, Face::Bad});
  add_rate(all, "rate-not-saved", {RateState::NotSaved, Rated::Stall, {}});
  copy_of(all, "rate", "rate-still-there").view.frame.still_there = core::StillThereView{27};
}

}  // namespace outreach::ui
