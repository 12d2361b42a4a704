// What the parts of a guide are read with, so that one rule of law holds for answers and tree.
// Inside sync/domain.
#pragma once

#include <string>
#include <vector>

#include "sync/domain/content_rows.h"
#include "sync/domain/guide.h"

namespace outreach::domain {

inline constexpr const char* kGuideFile = "guide";

struct GuideReading {
  const std::vector<Act>& acts;
  const Catalogue& catalogue;
  const GuideLife& life;
  std::vector<ContentProblem>& problems;
};

// The citations of the row that the reader is at. `what`: what needs them, for the message.
std::vector<Citation> read_citations(ListReader& rows, const char* what,
                                     const GuideReading& reading);
// Notes each act that the words name as 《name》 and may not.
void check_named_acts(ListReader& rows, const char* key, const std::string& words,
                      const GuideReading& reading);

// Reads first, questions and results into the guide, whose acts and answers are there.
void read_guide_tree(const Json& file, const GuideReading& reading, Guide& guide);
// Notes where the choices lead wrong: to what is not there, in a ring, too deep, or never to a
// question or result.
void check_guide_ways(const Guide& guide, std::vector<ContentProblem>& problems);

}  // namespace outreach::domain
