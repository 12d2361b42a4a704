#include "app/county/leaflet_pages.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "platform/process/process.h"
#include "sync/protocol/pack.h"

namespace outreach::county {
namespace {

constexpr const char* kTool = "pdftoppm";
// The longer side in pixels: a page can be read at the kiosk's 1280x800 when it is drawn twice as
// large, and a page of text stays at some hundred kilobytes.
constexpr const char* kPageSize = "1600";
constexpr std::chrono::minutes kPatience{5};

// The ending of a picture's name by what it begins with; null: none that a kiosk shows.
const char* ending_by_content(ByteView content) {
  const std::string_view text = text_of(content);
  if (text.starts_with("\x89PNG\r\n\x1A\n")) {
    return ".png";
  }
  if (text.starts_with("\xFF\xD8\xFF")) {
    return ".jpg";
  }
  return text.starts_with("RIFF") && text.substr(4).size() > 4 && text.substr(8).starts_with("WEBP")
             ? ".webp"
             : nullptr;
}

std::string ending_of(const std::string& name) {
  std::string ending = Path(name).extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return ending;
}

class Pages {
 public:
  explicit Pages(Files& files) : files_(files) {}

  Result<void> add_picture(const Path& path, const std::string& name) {
    auto content = files_.read(path, static_cast<std::size_t>(protocol::kPackFileBytesMax));
    if (!content && content.error().code == ErrorCode::TooLarge) {
      say(name, "larger than " + std::to_string(protocol::kPackFileBytesMax >> 20U) +
                    " MiB: save it smaller");
      return {};
    }
    if (!content) {
      return content.error();
    }
    const char* ending = ending_by_content(*content);
    if (ending == nullptr) {
      say(name, "not a PNG, JPEG or WebP picture, whatever its name says");
      return {};
    }
    const std::string number = std::to_string(found_.pages.size() + 1);
    found_.pages.push_back(
        {std::string(3 - std::min<std::size_t>(3, number.size()), '0') + number + ending,
         *std::move(content)});
    return {};
  }

  Result<void> add_pdf(const Path& path, const std::string& name, bool make, const Path& work) {
    const auto content = files_.read(path, static_cast<std::size_t>(protocol::kPackBytesMax));
    if (!content) {
      return content.error();
    }
    if (!text_of(*content).starts_with("%PDF-")) {
      say(name, "not a PDF, whatever its name says");
      return {};
    }
    if (!make) {
      const auto ran = process::run_to_end({kTool, "-v"}, kPatience);
      if (!ran) {
        say_tool_missing(name, ran.error());
      }
      return {};
    }
    if (auto made = files_.make_folders(work); !made) {
      return made;
    }
    // Of a run that was cut short: pages of another leaflet.
    if (auto emptied = empty(work); !emptied) {
      return emptied;
    }
    // One more than may be, so that too many are seen.
    const auto ran =
        process::run_to_end({kTool, "-png", "-l", std::to_string(kLeafletPagesMax + 1), "-scale-to",
                             kPageSize, path.string(), (work / "page").string()},
                            kPatience);
    if (!ran) {
      say_tool_missing(name, ran.error());
    } else if (ran->exit_code != 0) {
      say(name, "pdftoppm cannot read it: " + ran->said.substr(0, ran->said.find('\n')));
    }
    const auto made = files_.list(work);
    if (!made) {
      return made.error();
    }
    for (const std::string& page : *made) {  // page-01.png ..., of equal length
      if (auto added = add_picture(work / page, name); !added) {
        return added;
      }
      if (auto removed = files_.remove(work / page); !removed) {
        return removed;
      }
    }
    std::error_code ignored;
    std::filesystem::remove(work, ignored);
    return {};
  }

  void say(const std::string& file, std::string what) {
    found_.problems.push_back({file, std::move(what)});
  }

  LeafletPages take() {
    if (found_.pages.size() > kLeafletPagesMax) {
      say("", "more than " + std::to_string(kLeafletPagesMax) + " pages");
    }
    return std::move(found_);
  }

 private:
  Result<void> empty(const Path& work) {
    const auto names = files_.list(work);
    if (!names) {
      return names.error();
    }
    for (const std::string& name : *names) {
      if (auto removed = files_.remove(work / name); !removed) {
        return removed;
      }
    }
    return {};
  }

  void say_tool_missing(const std::string& name, const Error& error) {
    say(name, error.code == ErrorCode::NotFound
                  ? "pages of a PDF are made by pdftoppm, which this machine lacks: install the "
                    "package poppler-utils, or put the pages here as pictures"
                  : error.context);
  }

  Files& files_;
  LeafletPages found_;
};

}  // namespace

Result<std::vector<FolderEntry>> list_folder(const Path& folder) {
  std::vector<FolderEntry> entries;
  std::error_code failed;
  std::filesystem::directory_iterator entry(folder, failed);
  for (; !failed && entry != std::filesystem::directory_iterator(); entry.increment(failed)) {
    const auto type = entry->symlink_status(failed).type();
    const auto kind = type == std::filesystem::file_type::regular     ? FolderEntry::Kind::File
                      : type == std::filesystem::file_type::directory ? FolderEntry::Kind::Folder
                                                                      : FolderEntry::Kind::Other;
    entries.push_back({kind, entry->path().filename().string()});
  }
  if (failed) {
    return Error{ErrorCode::NotFound, folder.string() + " cannot be listed: " + failed.message(),
                 failed.value()};
  }
  std::sort(entries.begin(), entries.end(), [](const FolderEntry& left, const FolderEntry& right) {
    return left.name < right.name;
  });
  return entries;
}

Result<LeafletPages> leaflet_pages(const Path& folder, bool make, const Path& work, Files& files) {
  const auto listed = list_folder(folder);
  if (!listed) {
    return listed.error();
  }
  Pages pages(files);
  for (const FolderEntry& entry : *listed) {
    const std::string ending = ending_of(entry.name);
    Result<void> added;
    if (entry.kind != FolderEntry::Kind::File) {
      pages.say(entry.name, "not a file; links and folders are not followed here");
    } else if (ending == ".png" || ending == ".jpg" || ending == ".jpeg" || ending == ".webp") {
      added = pages.add_picture(folder / entry.name, entry.name);
    } else if (ending == ".pdf") {
      added = pages.add_pdf(folder / entry.name, entry.name, make, work);
    } else {
      pages.say(entry.name, "not a page: .png, .jpg, .webp and .pdf are");
    }
    if (!added) {
      return added.error();
    }
  }
  return pages.take();
}

}  // namespace outreach::county
