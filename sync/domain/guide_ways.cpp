// Where the choices of the guide lead. Questions and results are walked by their positions, so that
// whatever stands in a file is looked at in bounded time.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/domain/guide_reading.h"

namespace outreach::domain {
namespace {

using Positions = std::vector<std::size_t>;

class GuideWays {
 public:
  GuideWays(const Guide& guide, std::vector<ContentProblem>& problems)
      : guide_(guide), problems_(problems), next_(guide.questions.size()) {}

  void check() {
    find_ways();
    const auto first = position_of(guide_.questions, guide_.first);
    if (!first) {
      problems_.push_back({{"first"}, "guide: first is none of the questions: " + guide_.first});
      return;
    }
    const std::vector<bool> reached = reached_from({*first});
    check_reached(reached);
    if (!check_rings(reached)) {
      check_depth(*first);
    }
  }

 private:
  template <typename Row>
  static std::optional<std::size_t> position_of(const std::vector<Row>& rows, std::string_view id) {
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.id == id; });
    return found == rows.end() ? std::nullopt
                               : std::optional(static_cast<std::size_t>(found - rows.begin()));
  }

  void say(const char* list, std::size_t position, const std::string& what) {
    problems_.push_back(
        {{list, std::to_string(position), "id"},
         std::string("guide, ") + list + ": row " + std::to_string(position + 1) + ": " + what});
  }

  void say_of_choice(std::size_t question, std::size_t choice, const char* key,
                     const std::string& what) {
    problems_.push_back(
        {{"questions", std::to_string(question), "choices", std::to_string(choice), key},
         "guide, choices: row " + std::to_string(choice + 1) + ": " + key + " " + what});
  }

  // The questions that each question leads to. A target that is not there is said.
  void find_ways() {
    result_is_reached_from_.resize(guide_.results.size());
    for (std::size_t at = 0; at < guide_.questions.size(); ++at) {
      const std::vector<GuideChoice>& choices = guide_.questions[at].choices;
      for (std::size_t row = 0; row < choices.size(); ++row) {
        const GuideChoice& choice = choices[row];
        const auto question = position_of(guide_.questions, choice.question);
        const auto result = position_of(guide_.results, choice.result);
        if (question) {
          next_[at].push_back(*question);
        } else if (!choice.question.empty()) {
          say_of_choice(at, row, "question", "is none of the questions: " + choice.question);
        }
        if (result) {
          result_is_reached_from_[*result].push_back(at);
        } else if (!choice.result.empty()) {
          say_of_choice(at, row, "result", "is none of the results: " + choice.result);
        }
      }
    }
  }

  // For each question, whether it is one of these or choices lead from them to it.
  std::vector<bool> reached_from(Positions open) const {
    std::vector<bool> reached(guide_.questions.size(), false);
    while (!open.empty()) {
      const std::size_t at = open.back();
      open.pop_back();
      if (!reached[at]) {
        reached[at] = true;
        open.insert(open.end(), next_[at].begin(), next_[at].end());
      }
    }
    return reached;
  }

  void check_reached(const std::vector<bool>& reached) {
    for (std::size_t at = 0; at < reached.size(); ++at) {
      if (!reached[at]) {
        say("questions", at, "no choice leads to it from the first: " + guide_.questions[at].id);
      }
    }
    for (std::size_t at = 0; at < guide_.results.size(); ++at) {
      const Positions& from = result_is_reached_from_[at];
      if (std::none_of(from.begin(), from.end(),
                       [&](std::size_t question) { return reached[question]; })) {
        say("results", at, "no choice leads to it from the first: " + guide_.results[at].id);
      }
    }
  }

  // True when there is a ring.
  bool check_rings(const std::vector<bool>& reached) {
    bool has_ring = false;
    for (std::size_t at = 0; at < reached.size(); ++at) {
      if (reached[at] && reached_from(next_[at])[at]) {
        say("questions", at, "its choices lead back to it: " + guide_.questions[at].id);
        has_ring = true;
      }
    }
    return has_ring;
  }

  // By the longest way to each question; there is no ring. Said where it becomes too deep, not of
  // all that follows.
  void check_depth(std::size_t first) {
    Positions level{first};
    for (std::size_t depth = 0; depth < kGuideDepthMax; ++depth) {
      Positions deeper;
      for (const std::size_t at : level) {
        deeper.insert(deeper.end(), next_[at].begin(), next_[at].end());
      }
      std::sort(deeper.begin(), deeper.end());
      deeper.erase(std::unique(deeper.begin(), deeper.end()), deeper.end());
      level = std::move(deeper);
    }
    for (const std::size_t at : level) {
      say("questions", at,
          "it is asked after " + std::to_string(kGuideDepthMax) +
              " choices, and a result is to be there by then: " + guide_.questions[at].id);
    }
  }

  const Guide& guide_;
  std::vector<ContentProblem>& problems_;
  std::vector<Positions> next_;
  std::vector<Positions> result_is_reached_from_;
};

}  // namespace

void check_guide_ways(const Guide& guide, std::vector<ContentProblem>& problems) {
  GuideWays(guide, problems).check();
}

}  // namespace outreach::domain
