#include "app/county/clip_files.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "app/county/leaflet_pages.h"
#include "platform/base/text.h"
#include "platform/text/spoken.h"
#include "platform/wave/wave.h"

namespace outreach::county {
namespace {

constexpr std::size_t kClipListBytesMax = 1 << 20;
// Of a recorder, before it is converted: three minutes in the best quality that is read.
constexpr std::size_t kRecordingBytesMax = std::size_t{3} * 60 * 2 * 2 * 96'000;
constexpr const char* kHowToConvert =
    "not a WAV file of 16 bits with at most two channels; `ffmpeg -i RECORDING -ac 1 -ar 22050 "
    "-c:a "
    "pcm_s16le 001.wav` makes one";

std::string in_clips(const std::string& name) {
  return std::string(protocol::kClipsFolder) + "/" + name;
}

struct ListedClip {
  std::size_t line = 0;
  std::string file;
  std::string words;
};

// A line each: the file, a blank, the words. Empty lines, and those that begin with #, say nothing.
std::vector<ListedClip> clips_in(std::string_view list) {
  std::vector<ListedClip> clips;
  std::size_t line = 0;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find('\n'), list.size());
    const std::string text(trimmed(list.substr(0, end)));
    list.remove_prefix(std::min(end + 1, list.size()));
    ++line;
    if (text.empty() || text.front() == '#') {
      continue;
    }
    const std::size_t blank = std::min(text.find_first_of(" \t"), text.size());
    clips.push_back({line, text.substr(0, blank), std::string(trimmed(text.substr(blank)))});
  }
  return clips;
}

MessageLanguage language_of(std::string_view words) {
  const bool is_ascii = std::all_of(words.begin(), words.end(),
                                    [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return is_ascii ? MessageLanguage::English : MessageLanguage::Chinese;
}

std::string listed(const std::vector<SpokenPiece>& pieces) {
  std::string all;
  for (const SpokenPiece& piece : pieces) {
    all += (all.empty() ? "" : " | ") + piece.words;
  }
  return all;
}

class ClipReader {
 public:
  ClipReader(const Path& folder, Files& files) : folder_(folder), files_(files) {}

  Result<ClipFiles> read() {
    const auto there = list_folder(folder_);
    if (!there) {
      return there.error();
    }
    std::set<std::string, std::less<>> unnamed;
    for (const FolderEntry& entry : *there) {
      if (entry.kind != FolderEntry::Kind::File) {
        say(entry.name, 0, "neither a WAV file nor the list");
      } else if (entry.name != kClipList) {
        unnamed.insert(entry.name);
      }
    }
    const auto list = files_.read(folder_ / kClipList, kClipListBytesMax);
    if (!list) {
      say(kClipList, 0,
          "missing: it says which file says what, a line each: the file, a blank, the words");
      return std::move(found_);
    }
    if (!is_utf8(text_of(*list))) {
      say(kClipList, 0, "not UTF-8: save it as UTF-8");
      return std::move(found_);
    }
    for (const ListedClip& clip : clips_in(text_of(*list))) {
      take(clip, there_is(*there, clip.file));
      unnamed.erase(clip.file);
    }
    for (const std::string& name : unnamed) {
      say(name, 0, std::string("not in ") + kClipList);
    }
    if (found_.files.size() > kClipsMax) {
      say(kClipList, 0, "more than " + std::to_string(kClipsMax) + " clips");
    }
    return std::move(found_);
  }

 private:
  static bool there_is(const std::vector<FolderEntry>& there, const std::string& name) {
    return std::any_of(there.begin(), there.end(), [&](const FolderEntry& entry) {
      return entry.kind == FolderEntry::Kind::File && entry.name == name;
    });
  }

  void say(const std::string& name, std::size_t line, std::string what) {
    found_.problems.push_back({in_clips(name), line, std::move(what)});
  }

  void take(const ListedClip& clip, bool is_there) {
    const auto pieces = spoken_pieces(clip.words, language_of(clip.words));
    if (pieces.size() != 1) {
      say(kClipList, clip.line,
          pieces.empty()
              ? "nothing of this is said: write the words after the file"
              : "said in several breaths, each needs a file of its own: " + listed(pieces));
      return;
    }
    const std::string name = clip_name(pieces.front().words);
    if (const auto [known, is_new] = lines_.emplace(name, clip.line); !is_new) {
      say(kClipList, clip.line,
          "the same words as in line " + std::to_string(known->second) + ": leave one out");
      return;
    }
    if (!is_there) {
      say(kClipList, clip.line, "there is no file " + clip.file + " in " + protocol::kClipsFolder);
      return;
    }
    keep(clip, name);
  }

  void keep(const ListedClip& clip, const std::string& name) {
    const auto recorded = files_.read(folder_ / clip.file, kRecordingBytesMax);
    const auto samples =
        recorded ? samples_of_wave(*recorded) : Result<std::vector<std::int16_t>>(recorded.error());
    const bool is_too_large = !samples && samples.error().code == ErrorCode::TooLarge;
    Bytes wave = samples ? wave_of_samples(*samples) : Bytes{};
    if (is_too_large || wave.size() > kWaveBytesMax) {
      say(clip.file, 0, "longer than three minutes: a sentence takes seconds");
    } else if (!samples) {
      say(clip.file, 0, kHowToConvert);
    } else {
      found_.files.push_back({in_clips(name), std::move(wave)});
    }
  }

  Path folder_;
  Files& files_;
  ClipFiles found_;
  std::map<std::string, std::size_t, std::less<>> lines_;  // by name
};

// Every Chinese text of them that a resident's screen reads aloud.
std::vector<std::string> texts_of(const domain::Catalogue& catalogue, const domain::Guide& guide) {
  std::vector<std::string> texts{catalogue.county};
  const auto add = [&](const domain::Wording& wording) { texts.push_back(wording.words); };
  for (const domain::GuideQuestion& question : guide.questions) {
    add(question.words);
    for (const domain::GuideChoice& choice : question.choices) {
      add(choice.words);
      add(choice.hint);
    }
  }
  for (const domain::GuideResult& result : guide.results) {
    add(result.title);
    std::for_each(result.bring.begin(), result.bring.end(), add);
    for (const domain::GuideClock& clock : result.clocks) {
      add(clock.what);
      add(clock.length);
      add(clock.from);
    }
    for (const domain::GuideStatement& statement : result.statements) {
      add(statement.words);
    }
  }
  for (const domain::GuideAnswer& answer : guide.answers) {
    texts.push_back(answer.question);
    texts.push_back(answer.answer);
  }
  for (const domain::CatalogueItem& department : catalogue.departments) {
    texts.push_back(department.name);
  }
  for (const domain::Leaflet& leaflet : catalogue.leaflets) {
    texts.push_back(leaflet.item.name);
  }
  for (const domain::Topic& topic : catalogue.topics) {
    texts.push_back(topic.item.name);
  }
  return texts;
}

}  // namespace

Result<ClipFiles> clip_files(const Path& folder, Files& files) {
  return ClipReader(folder, files).read();
}

Result<std::vector<std::string>> words_to_record(const domain::Catalogue& catalogue,
                                                 const domain::Guide& guide, const Path& folder,
                                                 Files& files) {
  std::set<std::string, std::less<>> had;
  if (const auto list = files.read(folder / kClipList, kClipListBytesMax)) {
    for (const ListedClip& clip : clips_in(text_of(*list))) {
      had.insert(listed(spoken_pieces(clip.words, language_of(clip.words))));
    }
  } else if (list.error().code != ErrorCode::NotFound) {
    return list.error();
  }
  std::vector<std::string> words;
  for (const std::string& text : texts_of(catalogue, guide)) {
    for (SpokenPiece& piece : spoken_pieces(text, MessageLanguage::Chinese)) {
      if (had.insert(piece.words).second) {
        words.push_back(std::move(piece.words));
      }
    }
  }
  return words;
}

}  // namespace outreach::county
