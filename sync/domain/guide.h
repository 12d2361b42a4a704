// The guide: questions people come with, the office's answers, and the law behind each; and the
// tree of 我该找谁, which asks what happened, a question a screen, until it can say where to go. An
// answer, a statement or a deadline without law, article and effective date, or resting on an act
// that is not in force for as long as the pack lives, is a problem. Format:
// assets/content/FORMAT.md. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/json/json.h"
#include "sync/domain/catalogue.h"
#include "sync/domain/content_problem.h"
#include "sync/domain/vocabulary.h"

namespace outreach::domain {

// A law or regulation, as far as answers need it.
struct Act {
  std::string name;                   // 信访工作条例, without 《》
  std::optional<Date> effective;      // 施行日期; none only where it is superseded
  std::optional<Date> superseded_on;  // from this day on nothing may rest on it
  std::string superseded_by;          // an act of the list
  bool operator==(const Act&) const = default;
};

struct Citation {
  std::string law;      // an act's name
  std::string article;  // 第三十四条
  Date effective{};     // the act's, said again: shown beside the answer, and compared
  bool operator==(const Citation&) const = default;
};

struct GuideAnswer {
  std::string id;
  std::string question;
  std::string english;  // of the question; may be empty
  std::string topic;    // an id of the catalogue; may be empty
  std::string answer;
  std::vector<Citation> citations;  // at least one
  bool operator==(const GuideAnswer&) const = default;
};

// Words on a resident's screen: both are there, or neither.
struct Wording {
  std::string words;  // Chinese, as a farmer would say it
  std::string english;
  bool operator==(const Wording&) const = default;
};

// A way on from a question: exactly one of `question` and `result`, and a picture or an icon for
// who does not read.
struct GuideChoice {
  Wording words;
  Wording hint;          // what falls under it; may be empty
  std::string picture;   // name in assets/art, without ending; may be empty
  std::string icon;      // name in assets/icons, likewise
  std::string question;  // id of the next question
  std::string result;    // id of the result
  bool operator==(const GuideChoice&) const = default;
};

struct GuideQuestion {
  std::string id;
  Wording words;
  std::vector<GuideChoice> choices;  // 1..kGuideChoicesMax
  bool operator==(const GuideQuestion&) const = default;
};

// A time limit that may be running while somebody petitions. Never without what starts it.
struct GuideClock {
  Wording what;                     // what is to be done in time: 申请劳动仲裁
  Wording length;                   // 1年
  Wording from;                     // 从知道权利被侵害那天算起
  std::vector<Citation> citations;  // at least one
  bool operator==(const GuideClock&) const = default;
};

struct GuideStatement {
  Wording words;
  std::vector<Citation> citations;  // at least one
  bool operator==(const GuideStatement&) const = default;
};

struct GuideResult {
  std::string id;
  Wording title;
  std::string topic;                     // an id of the catalogue
  std::vector<std::string> departments;  // ids of the catalogue; the first is the one to go to
  Pathway pathway = Pathway::GeneralInquiry;
  std::vector<Wording> bring;              // at least one
  std::vector<GuideClock> clocks;          // shown before the petition route; may be none
  std::vector<GuideStatement> statements;  // why this way, what happens next; at least one
  std::vector<std::string> answers;        // ids of answers that go with it; may be none
  bool takes_no_question = false;          // 检举控告: what is typed here must not travel
  std::string reviewer;                    // who signed it; empty: 待县局审核
  bool operator==(const GuideResult&) const = default;
};

struct Guide {
  std::vector<Act> acts;
  std::vector<GuideAnswer> answers;
  std::string first;  // id of the question that begins the tree; empty: there is no tree
  std::vector<GuideQuestion> questions;
  std::vector<GuideResult> results;

  // None: not in the list.
  const GuideQuestion* question(std::string_view id) const;
  const GuideResult* result(std::string_view id) const;
  const GuideAnswer* answer(std::string_view id) const;
  bool operator==(const Guide&) const = default;
};

// For how long the guide is to be right.
struct GuideLife {
  Date first{};
  Date last{};
};

inline constexpr std::size_t kGuideAnswerMax = 600;  // characters
inline constexpr std::size_t kArticleMax = 30;       // likewise

// How much of the tree a screen of 1280x800 shows whole, in large type too. Characters of Chinese;
// the English of each may be kGuideEnglishTimes as long, as a letter is half as wide as a hanzi and
// a line more may be broken.
inline constexpr std::size_t kGuideQuestionMax = 24;     // two lines of a title beside 返回
inline constexpr std::size_t kGuideChoiceMax = 10;       // a line of a button, right of its picture
inline constexpr std::size_t kGuideHintMax = 20;         // two smaller lines under it
inline constexpr std::size_t kGuideTitleMax = 24;        // a title, as a question
inline constexpr std::size_t kGuideBringMax = 24;        // under its picture, in a few lines
inline constexpr std::size_t kGuideStatementMax = 90;    // three lines of the work area's width
inline constexpr std::size_t kGuideClockWhatMax = 20;    // beside the length, in two lines
inline constexpr std::size_t kGuideClockLengthMax = 12;  // the largest figures of the screen
inline constexpr std::size_t kGuideClockFromMax = 30;    // two lines under it
inline constexpr std::size_t kGuideEnglishTimes = 3;

inline constexpr std::size_t kGuideChoicesMax = 6;      // two columns of three
inline constexpr std::size_t kGuideDepthMax = 4;        // with the tap at home five to any result
inline constexpr std::size_t kGuideDepartmentsMax = 3;  // where to go first, and two more
inline constexpr std::size_t kGuideBringCountMax = 4;   // a row of pictures
inline constexpr std::size_t kGuideClocksMax = 3;       // a column beside the office
inline constexpr std::size_t kGuideStatementsMax = 5;   // a page of a slip of paper
inline constexpr std::size_t kGuideAnswersMax = 4;      // a page of buttons

// Notes everything that is wrong; what it gives then is not to be used. Without `first`,
// `questions` and `results`, as in packs from before there was a tree, the guide has none.
Guide read_guide(const Json& file, const Catalogue& catalogue, const GuideLife& life,
                 std::vector<ContentProblem>& problems);

}  // namespace outreach::domain
