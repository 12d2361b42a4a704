// The guide: questions people come with, the office's answers, and the law behind each. An answer
// without law, article and effective date, or resting on an act that is not in force for as long as
// the pack lives, is a problem. Format: assets/content/FORMAT.md. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/json/json.h"
#include "sync/domain/catalogue.h"
#include "sync/domain/content_problem.h"

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

struct Guide {
  std::vector<Act> acts;
  std::vector<GuideAnswer> answers;
  bool operator==(const Guide&) const = default;
};

// For how long the guide is to be right.
struct GuideLife {
  Date first{};
  Date last{};
};

inline constexpr std::size_t kGuideAnswerMax = 600;  // characters
inline constexpr std::size_t kArticleMax = 30;       // likewise

// Notes everything that is wrong; what it gives then is not to be used.
Guide read_guide(const Json& file, const Catalogue& catalogue, const GuideLife& life,
                 std::vector<ContentProblem>& problems);

}  // namespace outreach::domain
