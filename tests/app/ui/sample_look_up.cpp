#include <memory>
#include <string>

#include "tests/app/ui/sample_parts.h"

namespace outreach::ui {
namespace {

using State = core::LookUpView::State;

core::SecretText look_up_words(const std::string& words) {
  core::SecretText text(words.size());
  text.add(words);
  return text;
}

core::AnswerHandle look_up_answer(core::AnswerStage stage, const std::string& office,
                                  const std::vector<std::string>& lines) {
  auto answer = std::make_shared<core::FoundAnswer>();
  answer->stage = stage;
  answer->date = kSampleDay;
  answer->office = look_up_words(office);
  for (const std::string& line : lines) {
    answer->lines.push_back(look_up_words(line));
  }
  return answer;
}

// As long as an answer may be: 4,000 hanzi.
std::vector<std::string> longest_answer() {
  const std::string sentence = "请带土地证和户口本，到镇自然资源所登记，由他们现场丈量。";
  constexpr std::size_t kBytes = 12'000;
  constexpr std::size_t kSentences = 6;  // of a paragraph
  std::vector<std::string> lines;
  std::string line;
  for (std::size_t bytes = 0; bytes + sentence.size() < kBytes; bytes += sentence.size()) {
    line += sentence;
    if (line.size() >= kSentences * sentence.size()) {
      lines.push_back(std::move(line));
      line.clear();
    }
  }
  lines.push_back(line);
  return lines;
}

Sample look_up(const char* name, State state, const char* digits) {
  core::LookUpView view;
  view.state = state;
  Sample made = sample(name, core::ScreenName::LookUp, view);
  made.drafts.look_up.typed = core::ReceiptDigits(digits);
  return made;
}

core::LookUpView& look_up_of(Sample& one) {
  return std::get<core::LookUpView>(one.view.screen);
}

void add_look_up_pad(std::vector<Sample>& all) {
  all.push_back(look_up("look-up", State::Asking, ""));
  all.push_back(look_up("look-up-half", State::Asking, "381409"));
  all.push_back(look_up("look-up-typed", State::Asking, "000000000000"));
  all.push_back(look_up("look-up-wrong", State::WrongNumber, "000000000001"));
  all.push_back(look_up("look-up-looking", State::Looking, "000000000000"));
  all.push_back(look_up("look-up-waits", State::MustWait, "000000000000"));
  look_up_of(all.back()).wait_seconds = 900;
  copy_of(all, "look-up", "look-up-scanned-other").drafts.look_up.scanned_other = true;
  copy_of(all, "look-up-typed", "look-up-still-there").view.frame.still_there =
      core::StillThereView{27};
}

void add_look_up_results(std::vector<Sample>& all) {
  all.push_back(look_up("look-up-nothing", State::NothingYet, "000000000000"));
  look_up_of(all.back()).answers_of = kSampleDay;
  all.push_back(look_up("look-up-nothing-came", State::NothingYet, "000000000000"));
  all.push_back(look_up("look-up-failed", State::Failed, "000000000000"));
  all.push_back(look_up("look-up-cannot", State::CannotLookUp, ""));
  all.push_back(look_up("look-up-received", State::Found, ""));
  look_up_of(all.back()).answer = look_up_answer(core::AnswerStage::Received, "", {});
  all.push_back(look_up("look-up-passed-on", State::Found, ""));
  look_up_of(all.back()).answer =
      look_up_answer(core::AnswerStage::PassedOn, "县自然资源和规划局不动产登记中心", {});
  all.push_back(look_up("look-up-answered", State::Found, ""));
  look_up_of(all.back()).answer = look_up_answer(core::AnswerStage::Answered, "县人社局",
                                                 {"带工资条来登记。", "", "周一到周五都行。"});
  all.push_back(look_up("look-up-longest", State::Found, ""));
  look_up_of(all.back()).answer =
      look_up_answer(core::AnswerStage::Answered, "县自然资源局", longest_answer());
}

}  // namespace

void add_look_ups(std::vector<Sample>& all) {
  add_look_up_pad(all);
  add_look_up_results(all);
}

}  // namespace outreach::ui
