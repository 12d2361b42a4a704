#include "app/ui/leaflet_codes.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "app/ui/passages.h"
#include "app/ui/receipt_code.h"
#include "app/ui/words.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

// Before the words of each code: the name, two numbers of two figures and what stands between them.
constexpr std::size_t kNumberBytes = 8;

struct CodePiece {
  std::string words;
  bool begins_line = true;
};

void add_pieces(std::vector<CodePiece>& pieces, const std::string& words) {
  bool begins_line = true;
  for (std::string& passage : passages_of(words)) {
    pieces.push_back({std::move(passage), begins_line});
    begins_line = false;
  }
}

std::vector<CodePiece> pieces_of(const core::ReadableLeaflet& leaflet, core::Language language) {
  std::vector<CodePiece> pieces;
  for (const domain::LeafletPanel& panel : leaflet.comic.panels) {
    const bool in_english = language == core::Language::English && !panel.narration_english.empty();
    add_pieces(pieces, in_english ? panel.narration_english : panel.narration);
  }
  for (const std::string& line : source_lines(leaflet.comic.sources)) {
    add_pieces(pieces, line);
  }
  add_pieces(pieces, leaflet.comic.review);
  return pieces;
}

}  // namespace

std::vector<std::string> source_lines(const std::vector<domain::Citation>& sources) {
  std::vector<std::string> lines;
  std::vector<domain::Citation> told;
  for (const domain::Citation& source : sources) {
    const auto same = [&](const domain::Citation& other) {
      return other.law == source.law && other.effective == source.effective;
    };
    if (std::any_of(told.begin(), told.end(), same)) {
      continue;
    }
    std::vector<std::string> articles;
    for (const domain::Citation& other : sources) {
      if (same(other)) {
        articles.push_back(other.article);
      }
    }
    lines.push_back(
        fill(tr("{law} {article} (in force since {date})"), {{"law", "《" + source.law + "》"},
                                                             {"article", listed_words(articles)},
                                                             {"date", to_iso(source.effective)}}));
    told.push_back(source);
  }
  return lines;
}

std::vector<std::string> leaflet_codes(const core::ReadableLeaflet& leaflet,
                                       const std::string& name, core::Language language) {
  const std::size_t room =
      kTextCodeBytesMax - std::min(kTextCodeBytesMax / 2, name.size()) - kNumberBytes;
  std::vector<std::string> bodies(1);
  for (const CodePiece& piece : pieces_of(leaflet, language)) {
    std::string& last = bodies.back();
    const std::string between = piece.begins_line && !last.empty() ? "\n" : "";
    if (!last.empty() && last.size() + between.size() + piece.words.size() > room) {
      bodies.push_back(piece.words);
    } else {
      last += between + piece.words;
    }
  }
  std::vector<std::string> codes;
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    const std::string number =
        bodies.size() > 1 ? " " + std::to_string(i + 1) + "/" + std::to_string(bodies.size()) : "";
    codes.push_back(name + number + "\n" + bodies[i]);
  }
  return codes;
}

}  // namespace outreach::ui
