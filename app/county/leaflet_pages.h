// The pages of one leaflet: pictures as they are, and pages made out of PDFs by pdftoppm (Debian's
// poppler-utils), run as a program of its own.
#pragma once

#include <string>
#include <vector>

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/files/files.h"

namespace outreach::county {

// More than a leaflet has; a book is none.
inline constexpr std::size_t kLeafletPagesMax = 200;

struct FolderEntry {
  enum class Kind { File, Folder, Other } kind = Kind::Other;  // a link is Other, wherever it leads
  std::string name;
};
// What lies directly in a folder, by name. NotFound.
Result<std::vector<FolderEntry>> list_folder(const Path& folder);

struct LeafletPage {
  std::string name;  // 001.png, 002.jpg, 003.webp, in the order of the files' names
  Bytes content;
};
struct PageProblem {
  std::string file;  // empty: of the folder
  std::string what;
};
struct LeafletPages {
  std::vector<LeafletPage> pages;
  std::vector<PageProblem> problems;
};

// `make`: pages are made out of PDFs, in `work`; else it is only looked whether they could be.
Result<LeafletPages> leaflet_pages(const Path& folder, bool make, const Path& work, Files& files);

}  // namespace outreach::county
