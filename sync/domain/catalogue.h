// The lists a stall chooses from: leaflets, topics, departments, places, staff. Content, not
// record: it may change from one day to the next, and an entry names its items by id. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "sync/domain/vocabulary.h"

namespace outreach::domain {

struct CatalogueItem {
  std::string id;       // ASCII, stable for ever
  std::string name;     // Chinese, as on the paper sheet
  std::string english;  // may be empty: the Chinese name is shown
};

// How a department is found. Each may be empty.
struct Contact {
  std::string phone;
  std::string address;
  std::string hours;
};

struct Leaflet {
  CatalogueItem item;
  std::string cover;  // picture name in assets/art, without ending
};

struct Topic {
  CatalogueItem item;
  std::string icon;        // icon name in assets/icons
  Pathway pathway;         // proposed by the responsible-unit rule; staff can change it
  std::string department;  // id, likewise
};

struct Place {
  std::string name;
  std::string township;
  OutingKind kind;  // what kind of outing usually happens there
  bool operator==(const Place&) const = default;
};

struct Catalogue {
  std::string county;  // "曲沃县信访局"
  std::vector<Leaflet> leaflets;
  std::vector<Topic> topics;
  std::vector<CatalogueItem> departments;
  std::vector<Contact> contacts;  // of the departments, in their order
  std::vector<Place> places;
  std::vector<std::string> staff;

  const Leaflet* leaflet(std::string_view id) const;
  const Topic* topic(std::string_view id) const;
  const CatalogueItem* department(std::string_view id) const;
  // The Chinese name of an id, or the id itself when the list does not have it.
  std::string name_of_leaflet(std::string_view id) const;
  std::string name_of_topic(std::string_view id) const;
  std::string name_of_department(std::string_view id) const;
};

// The file assets/content/FORMAT.md describes. InvalidInput names the list, the row and what is
// wrong.
Result<Catalogue> parse_catalogue(std::string_view json);

}  // namespace outreach::domain
