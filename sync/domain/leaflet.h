// A comic leaflet that a kiosk shows and reads aloud, panel by panel. What is wrong with one is
// said all at once, for who writes it. Format: assets/leaflets/FORMAT.md. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/json/json.h"
#include "sync/domain/content_problem.h"
#include "sync/domain/guide.h"

namespace outreach::domain {

// A panel as it is drawn, in dots; a screen may show it in another size.
inline constexpr int kPanelWidth = 1160;
inline constexpr int kPanelHeight = 520;
// Boxes are in thousandths of the panel, so that they hold in every size of it.
inline constexpr int kBoxUnits = 1000;
// Lettering is read at arm's length: its size and line pitch in that panel.
inline constexpr int kLetteringSize = 38;
inline constexpr int kLetteringPitch = 53;

// More is a page, not a bubble.
inline constexpr std::size_t kLetteringMax = 26;         // characters
inline constexpr std::size_t kLetteringEnglishMax = 70;  // likewise; set smaller where needed
// Half a minute of reading aloud: who listens has not forgotten how it began.
inline constexpr std::size_t kNarrationMax = 130;
inline constexpr std::size_t kNarrationEnglishMax = 400;
// Somebody stands at a stall and reads.
inline constexpr std::size_t kLeafletPanelsMax = 12;
inline constexpr std::size_t kLetteringsMax = 6;  // of one panel

enum class LetteringKind {
  Speech,   // over a bubble that the picture draws
  Caption,  // over a plate: a sign, the name of a paper
};

// "speech" or "caption"; nothing for another word.
std::optional<LetteringKind> lettering_kind_from(std::string_view code);

struct LetteringBox {
  int x = 0;  // left edge; all in kBoxUnits
  int y = 0;  // upper edge
  int width = 0;
  int height = 0;
  bool operator==(const LetteringBox&) const = default;
};

struct Lettering {
  std::string words;
  std::string english;
  LetteringBox box;
  LetteringKind kind = LetteringKind::Speech;
  bool operator==(const Lettering&) const = default;
};

struct LeafletPanel {
  std::string picture;            // an SVG in the leaflet's folder, without its ending
  std::string narration;          // read aloud; says alone what the picture and its words say
  std::string narration_english;  // likewise
  std::vector<Lettering> lettering;
  bool operator==(const LeafletPanel&) const = default;
};

struct ComicLeaflet {
  std::string id;  // of the catalogue's leaflet
  std::vector<LeafletPanel> panels;
  std::vector<Citation> sources;  // at least one; shown at the end
  std::string review;             // who looked at it, or that it waits: 待县局审核
  bool operator==(const ComicLeaflet&) const = default;
};

// Notes everything that is wrong; what it gives then is not to be used.
ComicLeaflet read_leaflet(const Json& file, std::vector<ContentProblem>& problems);

}  // namespace outreach::domain
