#include "sync/domain/leaflet.h"

#include <algorithm>
#include <array>
#include <utility>

#include "platform/base/text.h"
#include "sync/domain/content_rows.h"

namespace outreach::domain {
namespace {

constexpr const char* kLeafletFile = "leaflet";
constexpr std::size_t kBoxNumbers = 4;

bool lies_in_the_panel(const LetteringBox& box) {
  return box.x >= 0 && box.y >= 0 && box.width > 0 && box.height > 0 &&
         box.x + box.width <= kBoxUnits && box.y + box.height <= kBoxUnits;
}

// Whether so many characters, each as wide as it is high, have room at their full size.
bool has_room_for(const LetteringBox& box, std::size_t characters) {
  const int in_line = box.width * kPanelWidth / kBoxUnits / kLetteringSize;
  const int lines = box.height * kPanelHeight / kBoxUnits / kLetteringPitch;
  return characters <= static_cast<std::size_t>(in_line) * static_cast<std::size_t>(lines);
}

bool overlap(const LetteringBox& a, const LetteringBox& b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

LetteringBox read_box(ListReader& letterings) {
  const Json& row = letterings.row();
  const auto found = row.find("box");
  std::array<int, kBoxNumbers> numbers{};
  bool whole = found != row.end() && found->is_array() && found->size() == numbers.size();
  for (std::size_t i = 0; whole && i < numbers.size(); ++i) {
    const Json& number = (*found)[i];
    whole = number.is_number_unsigned() && number.get<std::uint64_t>() <= kBoxUnits;
    numbers.at(i) = whole ? number.get<int>() : 0;
  }
  const LetteringBox box{numbers[0], numbers[1], numbers[2], numbers[3]};
  if (!whole || !lies_in_the_panel(box)) {
    letterings.fail_at("box", "is not x, y, width and height inside 0 to 1000");
  }
  return box;
}

std::vector<Lettering> read_lettering(ListReader& panels, std::vector<ContentProblem>& problems) {
  std::vector<Lettering> letterings;
  ListReader reader(kLeafletFile, panels.row(), "lettering", problems, panels.place());
  while (reader.next()) {
    Lettering lettering;
    lettering.words = reader.text("words", kLetteringMax);
    if (lettering.words.find('\n') != std::string::npos) {
      reader.fail_at("words", "breaks its lines itself; the screen does");
    }
    lettering.english = reader.text("english", kLetteringEnglishMax);
    lettering.kind = reader.coded("kind", lettering_kind_from);
    lettering.box = read_box(reader);
    if (lies_in_the_panel(lettering.box) &&
        !has_room_for(lettering.box, code_point_count(lettering.words))) {
      reader.fail_at("box", "has no room for: " + lettering.words);
    }
    if (std::any_of(letterings.begin(), letterings.end(),
                    [&](const Lettering& other) { return overlap(other.box, lettering.box); })) {
      reader.fail_at("box", "lies over another of its panel");
    }
    letterings.push_back(std::move(lettering));
  }
  if (letterings.size() > kLetteringsMax) {
    panels.fail_at("lettering", "is more than " + std::to_string(kLetteringsMax));
  }
  return letterings;
}

std::vector<LeafletPanel> read_panels(const Json& file, std::vector<ContentProblem>& problems) {
  std::vector<LeafletPanel> panels;
  ListReader reader(kLeafletFile, file, "panels", problems);
  while (reader.next()) {
    LeafletPanel panel;
    panel.picture = reader.id("picture");
    reader.once(panel.picture, "picture");
    panel.narration = reader.text("narration", kNarrationMax);
    panel.narration_english = reader.text("narration_english", kNarrationEnglishMax);
    panel.lettering = read_lettering(reader, problems);
    panels.push_back(std::move(panel));
  }
  if (panels.empty() || panels.size() > kLeafletPanelsMax) {
    problems.push_back(
        {{"panels"}, "leaflet: not 1 to " + std::to_string(kLeafletPanelsMax) + " panels"});
  }
  return panels;
}

std::vector<Citation> read_sources(const Json& file, std::vector<ContentProblem>& problems) {
  std::vector<Citation> sources;
  ListReader reader(kLeafletFile, file, "sources", problems);
  while (reader.next()) {
    Citation source;
    source.law = reader.line("law");
    source.article = reader.text("article", kArticleMax);
    source.effective = reader.date("effective");
    reader.once(source.law + source.article, "article");
    sources.push_back(std::move(source));
  }
  if (sources.empty()) {
    problems.push_back({{"sources"},
                        "leaflet: sources are missing: a leaflet needs law, article and effective "
                        "date"});
  }
  return sources;
}

}  // namespace

std::optional<LetteringKind> lettering_kind_from(std::string_view code) {
  if (code == "speech") {
    return LetteringKind::Speech;
  }
  if (code == "caption") {
    return LetteringKind::Caption;
  }
  return std::nullopt;
}

ComicLeaflet read_leaflet(const Json& file, std::vector<ContentProblem>& problems) {
  ComicLeaflet leaflet;
  if (!file.is_object()) {
    problems.push_back({{}, "leaflet: not one JSON object"});
    return leaflet;
  }
  leaflet.id = text_member(file, "id").value_or(std::string());
  if (!is_content_id(leaflet.id)) {
    problems.push_back({{"id"}, "leaflet: id is not 1 to 64 of a-z, 0-9, - and _"});
  }
  leaflet.review = text_member(file, "review").value_or(std::string());
  if (!is_content_line(leaflet.review)) {
    problems.push_back({{"review"}, "leaflet: review is missing or not one short line of text"});
  }
  leaflet.panels = read_panels(file, problems);
  leaflet.sources = read_sources(file, problems);
  return leaflet;
}

}  // namespace outreach::domain
