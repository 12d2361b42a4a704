#include "sync/domain/planned_outings.h"

#include <algorithm>
#include <utility>

#include "sync/domain/content_rows.h"

namespace outreach::domain {

std::vector<PlannedOuting> read_planned_outings(const Json& file, const Catalogue& catalogue,
                                                std::vector<ContentProblem>& problems) {
  std::vector<PlannedOuting> outings;
  if (!file.is_object()) {
    problems.push_back({{}, "outings: not one JSON object"});
    return outings;
  }
  ListReader reader("outings", file, "outings", problems);
  while (reader.next()) {
    PlannedOuting outing{reader.date("date"), reader.line("place"), reader.optional_line("note")};
    const bool is_known =
        std::any_of(catalogue.places.begin(), catalogue.places.end(),
                    [&](const Place& place) { return place.name == outing.place; });
    if (!is_known) {
      reader.fail_at("place", "is none of the catalogue's: " + outing.place);
    }
    // Whoever comes there that day joins that outing: it cannot be two.
    reader.once(to_iso(outing.date) + " " + outing.place, "place");
    outings.push_back(std::move(outing));
  }
  return outings;
}

}  // namespace outreach::domain
