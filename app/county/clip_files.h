// Recorded clips of a content folder: its folder `clips`, as assets/content/FORMAT.md says.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "app/county/pack_source.h"
#include "platform/base/result.h"
#include "platform/files/files.h"
#include "sync/domain/catalogue.h"
#include "sync/domain/guide.h"

namespace outreach::county {

// The list of which file says what, in that folder.
inline constexpr const char* kClipList = "clips.txt";
// Each sentence of a guide, a hundred leaflets and every screen: more is a mistake.
inline constexpr std::size_t kClipsMax = 2'000;

struct ClipFiles {
  std::vector<ledger::PackSource> files;  // as the pack has them
  std::vector<SourceProblem> problems;    // by file, inside the content folder
};
// Reads it all. An Error is this machine's; what is wrong with the clips is a problem.
Result<ClipFiles> clip_files(const Path& folder, Files& files);

// What a kiosk says in Chinese of this content, each once and in one breath, without what the list
// in `folder` (which need not be there) has already: what somebody may record.
Result<std::vector<std::string>> words_to_record(const domain::Catalogue& catalogue,
                                                 const domain::Guide& guide, const Path& folder,
                                                 Files& files);

}  // namespace outreach::county
