// What 我该找谁 shows: one question, or where the choices led. In the language of the screen, as
// far as the content has it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/core/intent.h"
#include "app/core/view_facts.h"
#include "sync/domain/catalogue.h"
#include "sync/domain/guide.h"
#include "sync/domain/vocabulary.h"

namespace outreach::core {

struct GuideChoiceView {
  std::string words;
  std::string hint;     // may be empty
  std::string picture;  // name in assets/art, may be empty; then there is an icon
  std::string icon;     // name in assets/icons
  bool operator==(const GuideChoiceView&) const = default;
};

struct GuideQuestionView {
  std::string words;
  std::vector<GuideChoiceView> choices;
  int step = 1;   // which question of the walk this is
  int steps = 1;  // and how many there are at most with those that may follow
  bool operator==(const GuideQuestionView&) const = default;
};

struct GuideOfficeView {
  std::string name;
  domain::Contact contact;  // what of it is empty is not known here
  bool operator==(const GuideOfficeView&) const = default;
};

struct GuideClockView {
  std::string what;
  std::string length;
  std::string from;  // the event it runs from
  std::vector<domain::Citation> citations;
  bool operator==(const GuideClockView&) const = default;
};

struct GuideStatementView {
  std::string words;
  std::vector<domain::Citation> citations;
  bool operator==(const GuideStatementView&) const = default;
};

struct GuideResultView {
  std::string id;
  std::string title;
  std::vector<GuideOfficeView> offices;  // the first is the one to go to
  domain::Pathway pathway = domain::Pathway::GeneralInquiry;
  std::vector<GuideClockView> clocks;
  std::vector<std::string> bring;
  std::vector<GuideStatementView> statements;
  bool takes_no_question = false;  // 检举控告: nothing of it is to be written here
  std::string reviewer;            // empty: 待县局审核
  bool is_expired = false;         // the content it stands in, by a clock that is believed
  bool operator==(const GuideResultView&) const = default;
};

struct GuideAnswerView {
  std::string question;
  std::string answer;
  std::vector<domain::Citation> citations;
  bool operator==(const GuideAnswerView&) const = default;
};

struct GuideView {
  GuidePart part = GuidePart::Walk;
  std::vector<std::string> chosen;            // the words of what was chosen so far
  std::optional<GuideQuestionView> question;  // exactly one of the two
  std::optional<GuideResultView> result;
  std::vector<GuideAnswerView> answers;  // of the result
  std::size_t answer = 0;                // of GuidePart::Answer
  // Of GuidePart::TakeAway.
  PrinterState printer = PrinterState::None;
  PrintJob job = PrintJob::None;
  PrinterState trouble = PrinterState::None;  // of PrintJob::NotPrinted
  bool operator==(const GuideView&) const = default;
};

}  // namespace outreach::core
