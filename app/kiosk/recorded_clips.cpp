#include "app/kiosk/recorded_clips.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "platform/wave/wave.h"

namespace outreach::kiosk {
namespace {

// Where the piece pauses: the bytes at which each part begins, and one past the last.
std::vector<std::size_t> parts_of(std::string_view words, std::string_view pause) {
  std::vector<std::size_t> begins{0};
  for (std::size_t at = words.find(pause); at != std::string_view::npos;
       at = words.find(pause, at + pause.size())) {
    begins.push_back(at + pause.size());
  }
  begins.push_back(words.size() + pause.size());
  return begins;
}

// From this part on, the most parts that one clip says.
std::optional<std::pair<std::size_t, Path>> longest_clip(std::string_view words,
                                                         std::string_view pause,
                                                         const std::vector<std::size_t>& begins,
                                                         std::size_t from,
                                                         const RecordedClips& clips) {
  for (std::size_t to = begins.size() - 1; to > from; --to) {
    const std::string_view said =
        words.substr(begins[from], begins[to] - pause.size() - begins[from]);
    if (const auto found = clips.find(clip_name(said)); found != clips.end()) {
      return std::pair{to, found->second};
    }
  }
  return std::nullopt;
}

}  // namespace

RecordedClips recorded_clips(const client::PackStore& store,
                             const protocol::PackManifest& manifest) {
  const std::string folder = std::string(protocol::kClipsFolder) + "/";
  RecordedClips clips;
  for (const protocol::PackFile& file : manifest.files) {
    if (file.path.starts_with(folder)) {
      clips.emplace(file.path.substr(folder.size()), store.place_of(file));
    }
  }
  return clips;
}

std::vector<Utterance> utterances_of(const SpokenPiece& piece, SpeechSpeed speed,
                                     const RecordedClips& clips) {
  const bool is_chinese = piece.language == MessageLanguage::Chinese;
  const VoiceLanguage language = is_chinese ? VoiceLanguage::Chinese : VoiceLanguage::English;
  const std::vector<Utterance> as_it_is{{piece.words, language, speed}};
  if (clips.empty()) {
    return as_it_is;
  }
  const std::string_view pause = is_chinese ? "，" : ",";
  const std::vector<std::size_t> begins = parts_of(piece.words, pause);
  std::vector<Utterance> recorded;
  for (std::size_t part = 0; part + 1 < begins.size();) {
    const auto found = longest_clip(piece.words, pause, begins, part, clips);
    if (!found) {
      return as_it_is;
    }
    const std::size_t begin = begins[part];
    recorded.push_back({piece.words.substr(begin, begins[found->first] - pause.size() - begin),
                        language, speed, found->second});
    part = found->first;
  }
  return recorded;
}

}  // namespace outreach::kiosk
