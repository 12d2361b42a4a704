#include <memory>
#include <utility>

#include "tests/app/ui/sample_parts.h"

namespace outreach::ui {
namespace {

using RateState = core::RateView::State;
using domain::Face;
using domain::Rated;

void add_rate(std::vector<Sample>& all, const char* name, const core::RateView& view) {
  all.push_back(sample(name, core::ScreenName::Rate, view));
}

core::RateView& rate_view_of(Sample& sample) {
  return std::get<core::RateView>(sample.view.screen);
}

core::QuestionHandle said_besides() {
  auto words = std::make_shared<core::QuestionWords>();
  words->words.add("讲得明白，就是等的时间长了点，凳子再多两个就好了。");
  return words;
}

void add_rating_words(std::vector<Sample>& all) {
  rate_view_of(copy_of(all, "rate", "rate-can-write")).can_write = true;
  copy_of(all, "rate-can-write", "rate-with-words").drafts.rate.words = said_besides();
  rate_view_of(copy_of(all, "rate-can-write", "rate-writing")).is_writing = true;
  Sample& written = copy_of(all, "rate-writing", "rate-written");
  written.drafts.rate.words = said_besides();
  for (const auto& [name, trouble] :
       {std::pair{"rate-written-like-phone", core::AskTrouble::LikePhone},
        std::pair{"rate-written-like-id", core::AskTrouble::LikeIdCard}}) {
    rate_view_of(copy_of(all, "rate-written", name)).trouble = trouble;
  }
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
  add_rating_words(all);
}

}  // namespace outreach::ui
