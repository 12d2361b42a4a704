#include "app/county/pack_source.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include "app/county/clip_files.h"
#include "app/county/leaflet_pages.h"
#include "platform/json/json.h"
#include "platform/json/json_place.h"
#include "sync/domain/catalogue_file.h"
#include "sync/domain/planned_outings.h"

namespace outreach::county {
namespace {

// Lie beside the content and are not part of it.
constexpr std::array kNotContent{"FORMAT.md", "LICENSE", "README.md"};

class Reader {
 public:
  Reader(const Path& folder, const domain::GuideLife& life, Files& files)
      : folder_(folder), life_(life), files_(files) {}

  Result<PackFolder> read(PdfPages pdf_pages, const Path& work) {
    const auto listed = list_folder(folder_);
    if (!listed) {
      return listed.error();
    }
    for (const FolderEntry& entry : *listed) {
      look_at(entry);
    }
    read_lists();
    if (has_leaflets_) {
      if (auto read = read_leaflets(pdf_pages, work); !read) {
        return read.error();
      }
    }
    if (has_clips_) {
      if (auto read = read_clips(); !read) {
        return read.error();
      }
    }
    check_size();
    found_.catalogue = std::move(catalogue_);
    std::stable_sort(found_.problems.begin(), found_.problems.end(),
                     [](const SourceProblem& left, const SourceProblem& right) {
                       return std::pair(left.file, left.line) < std::pair(right.file, right.line);
                     });
    return std::move(found_);
  }

 private:
  void say(std::string file, std::size_t line, std::string what) {
    found_.problems.push_back({std::move(file), line, std::move(what)});
  }

  // PDFs that are only looked at count for nothing yet.
  void check_size() {
    std::uint64_t bytes = 0;
    for (const ledger::PackSource& file : found_.files) {
      bytes += file.content.size();
    }
    if (bytes > protocol::kPackBytesMax) {
      say(protocol::kLeafletsFolder, 0,
          "all pages and clips together are larger than " +
              std::to_string(protocol::kPackBytesMax >> 20U) + " MiB: save them smaller");
    }
    if (found_.files.size() > protocol::kPackFilesMax) {
      say(protocol::kLeafletsFolder, 0,
          "more than " + std::to_string(protocol::kPackFilesMax) + " pages and clips in all");
    }
  }

  void look_at(const FolderEntry& entry) {
    const bool is_list = entry.name == protocol::kCataloguePath ||
                         entry.name == protocol::kGuidePath || entry.name == protocol::kOutingsPath;
    const bool is_beside =
        std::find(kNotContent.begin(), kNotContent.end(), entry.name) != kNotContent.end();
    if (entry.name == protocol::kLeafletsFolder && entry.kind == FolderEntry::Kind::Folder) {
      has_leaflets_ = true;
    } else if (entry.name == protocol::kClipsFolder && entry.kind == FolderEntry::Kind::Folder) {
      has_clips_ = true;
    } else if (entry.kind != FolderEntry::Kind::File) {
      say(entry.name, 0,
          "neither a file nor the folder " + std::string(protocol::kLeafletsFolder) + " or " +
              protocol::kClipsFolder);
    } else if (is_list) {
      lists_.insert(entry.name);
    } else if (!is_beside) {
      say(entry.name, 0,
          "not a file of a content folder; catalogue.json, guide.json, outings.json, leaflets/ and "
          "clips/ are");
    }
  }

  // The text of a list, kept to be published, and what it says; nothing where it cannot be read.
  std::optional<Json> json_of(const char* name) {
    if (!lists_.contains(name)) {
      return std::nullopt;
    }
    auto bytes = files_.read(folder_ / name, static_cast<std::size_t>(protocol::kPackFileBytesMax));
    if (!bytes) {
      say(name, 0, bytes.error().context);
      return std::nullopt;
    }
    text_ = text_of(*bytes);
    auto json = parse_json(text_);
    found_.files.push_back({name, *std::move(bytes)});
    if (!json) {
      constexpr std::string_view kByte = "at byte ";
      const std::size_t at = json.error().context.find(kByte);
      const std::size_t byte = at == std::string::npos
                                   ? 0
                                   : static_cast<std::size_t>(std::atoll(
                                         json.error().context.c_str() + at + kByte.size()));
      say(name, line_of_byte(text_, byte), json.error().context);
      return std::nullopt;
    }
    return std::optional<Json>(std::in_place, *std::move(json));
  }

  void say_all(const char* name, const std::vector<domain::ContentProblem>& problems) {
    for (const domain::ContentProblem& problem : problems) {
      say(name, line_of(text_, problem.place), problem.what);
    }
  }

  void read_lists() {
    if (!lists_.contains(protocol::kCataloguePath)) {
      say(protocol::kCataloguePath, 0, "missing: it holds the lists that a stall chooses from");
    }
    std::vector<domain::ContentProblem> problems;
    if (const auto json = json_of(protocol::kCataloguePath)) {
      catalogue_ = domain::read_catalogue(*json, problems);
      say_all(protocol::kCataloguePath, std::exchange(problems, {}));
    }
    if (const auto json = json_of(protocol::kGuidePath)) {
      found_.guide = domain::read_guide(*json, catalogue_, life_, problems);
      say_all(protocol::kGuidePath, std::exchange(problems, {}));
    }
    if (const auto json = json_of(protocol::kOutingsPath)) {
      domain::read_planned_outings(*json, catalogue_, problems);
      say_all(protocol::kOutingsPath, problems);
    }
  }

  Result<void> read_leaflets(PdfPages pdf_pages, const Path& work) {
    const auto listed = list_folder(folder_ / protocol::kLeafletsFolder);
    if (!listed) {
      return listed.error();
    }
    for (const FolderEntry& entry : *listed) {
      const std::string place = std::string(protocol::kLeafletsFolder) + "/" + entry.name;
      if (entry.kind != FolderEntry::Kind::Folder || catalogue_.leaflet(entry.name) == nullptr) {
        say(place, 0, "not a folder called like a leaflet's id in catalogue.json");
        continue;
      }
      auto pages = leaflet_pages(folder_ / place, pdf_pages == PdfPages::Made, work, files_);
      if (!pages) {
        return pages.error();
      }
      for (const PageProblem& problem : pages->problems) {
        say(problem.file.empty() ? place : place + "/" + problem.file, 0, problem.what);
      }
      for (LeafletPage& page : pages->pages) {
        found_.files.push_back({place + "/" + page.name, std::move(page.content)});
      }
    }
    return {};
  }

  Result<void> read_clips() {
    auto clips = clip_files(folder_ / protocol::kClipsFolder, files_);
    if (!clips) {
      return clips.error();
    }
    std::move(clips->problems.begin(), clips->problems.end(), std::back_inserter(found_.problems));
    std::move(clips->files.begin(), clips->files.end(), std::back_inserter(found_.files));
    return {};
  }

  Path folder_;
  domain::GuideLife life_;
  Files& files_;
  PackFolder found_;
  std::set<std::string, std::less<>> lists_;
  bool has_leaflets_ = false;
  bool has_clips_ = false;
  std::string text_;  // of the list read last
  domain::Catalogue catalogue_;
};

}  // namespace

std::string line_of_problem(const SourceProblem& problem) {
  return problem.file + (problem.line > 0 ? ":" + std::to_string(problem.line) : "") + ": " +
         problem.what;
}

Result<PackFolder> read_pack_folder(const Path& folder, const domain::GuideLife& life,
                                    PdfPages pdf_pages, const Path& work, Files& files) {
  return Reader(folder, life, files).read(pdf_pages, work);
}

}  // namespace outreach::county
