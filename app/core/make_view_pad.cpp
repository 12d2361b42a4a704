// The two screens staff count on.
#include <algorithm>

#include "app/core/paging.h"
#include "app/core/usual_outcome.h"
#include "app/core/view_parts.h"

namespace outreach::core {
namespace {

LeafletTile make_tile(const AppState& state, const domain::Leaflet& leaflet,
                      const OutingLines& lines) {
  const std::string& id = leaflet.item.id;
  return {id, shown_name(state, leaflet.item), leaflet.cover, lines.copies(id),
          lines.is_saving(id)};
}

std::int64_t uses(const AppState& state, const std::string& topic) {
  const auto found = std::find_if(state.topic_use.begin(), state.topic_use.end(),
                                  [&](const auto& use) { return use.first == topic; });
  return found == state.topic_use.end() ? 0 : found->second;
}

std::optional<ReplacedConsultation> replaced_consultation(const AppState& state,
                                                          const OutingLines& lines) {
  const auto line = state.replacing ? lines.with_sequence(state.replacing->target) : std::nullopt;
  if (!line) {
    return std::nullopt;
  }
  ReplacedConsultation replaced;
  replaced.sequence = *line->sequence;
  replaced.time = china_clock_text(line->time);
  replaced.staff = line->record->staff;
  replaced.name = name_of_line(state, *line);
  replaced.consultation = std::get<domain::Consultation>(line->record->content);
  replaced.consultation.people = line->amount;
  return replaced;
}

}  // namespace

HandoutView make_handout(const AppState& state, const OutingLines& lines) {
  HandoutView view;
  const auto& leaflets = state.catalogue.leaflets;
  view.pages = page_count(leaflets.size(), state.room.tiles);
  view.page = std::clamp(state.page, 0, view.pages - 1);
  const auto per_page = static_cast<std::size_t>(state.room.tiles);
  const std::size_t first = static_cast<std::size_t>(view.page) * per_page;
  const std::size_t last = std::min(leaflets.size(), first + per_page);
  for (std::size_t i = first; i < last; ++i) {
    view.tiles.push_back(make_tile(state, leaflets[i], lines));
  }
  view.copies = lines.totals().copies;
  view.few_left = few_left(state, lines);
  return view;
}

ConsultationView make_consultation(const AppState& state, const OutingLines& lines) {
  ConsultationView view;
  for (const domain::Topic& topic : state.catalogue.topics) {
    view.topics.push_back({topic.item.id, shown_name(state, topic.item), topic.icon, topic.pathway,
                           topic.department, usual_outcome(state, topic.item.id)});
  }
  // By the use when the program started: choices must not move under a finger during the day.
  std::stable_sort(view.topics.begin(), view.topics.end(),
                   [&](const TopicChoice& left, const TopicChoice& right) {
                     return uses(state, left.id) > uses(state, right.id);
                   });
  for (const domain::CatalogueItem& department : state.catalogue.departments) {
    view.departments.push_back({department.id, shown_name(state, department)});
  }
  view.sealing = state.sealing;
  view.note_phrases = state.catalogue.note_phrases;
  const domain::Totals totals = lines.totals();
  view.parties = totals.parties;
  view.people = totals.people;
  view.replaced = replaced_consultation(state, lines);
  if (const domain::Consultation* newest = lines.newest_consultation()) {
    view.previous = *newest;
    view.previous->note.clear();
  }
  return view;
}

}  // namespace outreach::core
