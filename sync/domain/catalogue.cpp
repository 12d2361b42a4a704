#include "sync/domain/catalogue.h"

#include <algorithm>

namespace outreach::domain {
namespace {

const CatalogueItem& item_of(const CatalogueItem& item) {
  return item;
}

const CatalogueItem& item_of(const Leaflet& leaflet) {
  return leaflet.item;
}

const CatalogueItem& item_of(const Topic& topic) {
  return topic.item;
}

template <typename Entry>
const Entry* find(const std::vector<Entry>& list, std::string_view id) {
  const auto found = std::find_if(list.begin(), list.end(),
                                  [&](const Entry& entry) { return item_of(entry).id == id; });
  return found == list.end() ? nullptr : &*found;
}

template <typename Entry>
std::string name_or_id(const Entry* entry, std::string_view id) {
  return entry == nullptr ? std::string(id) : item_of(*entry).name;
}

}  // namespace

const Leaflet* Catalogue::leaflet(std::string_view id) const {
  return find(leaflets, id);
}

const Leaflet* Catalogue::leaflet_with_barcode(std::string_view digits) const {
  const auto found = std::find_if(leaflets.begin(), leaflets.end(), [&](const Leaflet& leaflet) {
    return !leaflet.barcode.empty() && leaflet.barcode == digits;
  });
  return found == leaflets.end() ? nullptr : &*found;
}

const Topic* Catalogue::topic(std::string_view id) const {
  return find(topics, id);
}

const CatalogueItem* Catalogue::department(std::string_view id) const {
  return find(departments, id);
}

const CatalogueItem* Catalogue::outing_kind(std::string_view id) const {
  return find(outing_kinds, id);
}

std::string Catalogue::name_of_leaflet(std::string_view id) const {
  return name_or_id(leaflet(id), id);
}

std::string Catalogue::name_of_topic(std::string_view id) const {
  return name_or_id(topic(id), id);
}

std::string Catalogue::name_of_department(std::string_view id) const {
  return name_or_id(department(id), id);
}

std::string Catalogue::name_of_outing_kind(std::string_view id) const {
  return name_or_id(outing_kind(id), id);
}

}  // namespace outreach::domain
