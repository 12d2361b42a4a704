// A folder of content, as people keep it, made ready to be published: assets/content/FORMAT.md.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/files/files.h"
#include "sync/domain/catalogue.h"
#include "sync/domain/guide.h"
#include "sync/ledger/pack_shelf.h"

namespace outreach::county {

struct SourceProblem {
  std::string file;      // inside the folder
  std::size_t line = 0;  // from 1; 0: of the file as a whole
  std::string what;
};

// "guide.json:12: ..."
std::string line_of_problem(const SourceProblem& problem);

struct PackFolder {
  domain::Catalogue catalogue;            // as far as it can be read
  domain::Guide guide;                    // likewise
  std::vector<SourceProblem> problems;    // all that are found, by file and line
  std::vector<ledger::PackSource> files;  // to be published, when there are no problems
};

enum class PdfPages {
  Checked,  // only that this machine could make pages of PDFs
  Made,
};

// Reads it all. `work`: a folder for pages on their way out of PDFs; nothing is left in it. An
// Error is this machine's; what is wrong with the content is a problem.
Result<PackFolder> read_pack_folder(const Path& folder, const domain::GuideLife& life,
                                    PdfPages pdf_pages, const Path& work, Files& files);

}  // namespace outreach::county
