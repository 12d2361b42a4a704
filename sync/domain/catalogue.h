// The lists a stall chooses from: leaflets, topics, departments, places, staff. Content, not
// record: it may change from one day to the next, and an entry names its items by id. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "sync/domain/vocabulary.h"

namespace outreach::domain {

// A scanner tells itself from a hand by so many characters at once; the longest bar code of the
// trade (GS1) has eighteen.
inline constexpr std::size_t kBarcodeDigitsMin = 6;
inline constexpr std::size_t kBarcodeDigitsMax = 18;

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
  bool operator==(const Contact&) const = default;
};

struct Leaflet {
  CatalogueItem item;
  std::string cover;  // picture name in assets/art, without ending
  // Digits under the bars on its back, kBarcodeDigitsMin..kBarcodeDigitsMax; empty: it has none.
  std::string barcode{};
};

struct Topic {
  CatalogueItem item;
  std::string icon;        // icon name in assets/icons
  Pathway pathway;         // proposed by the responsible-unit rule; staff can change it
  std::string department;  // id, likewise
  // What the office proposes where a kiosk has no habit of its own yet; none: nothing.
  std::optional<Outcome> outcome{};
};

struct Place {
  std::string name;
  std::string township;
  OutingKind kind;           // what kind of outing usually happens there
  std::string other_kind{};  // with OutingKind::Other: an id of outing_kinds
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
  std::vector<CatalogueItem> outing_kinds;  // the county's own, beside the built-in ones
  std::vector<std::string> note_phrases;    // what a note can be made of by a tap

  const Leaflet* leaflet(std::string_view id) const;
  const Leaflet* leaflet_with_barcode(std::string_view digits) const;
  const Topic* topic(std::string_view id) const;
  const CatalogueItem* department(std::string_view id) const;
  const CatalogueItem* outing_kind(std::string_view id) const;
  // The Chinese name of an id, or the id itself when the list does not have it.
  std::string name_of_leaflet(std::string_view id) const;
  std::string name_of_topic(std::string_view id) const;
  std::string name_of_department(std::string_view id) const;
  std::string name_of_outing_kind(std::string_view id) const;
};

// The file assets/content/FORMAT.md describes. InvalidInput names the list, the row and what is
// wrong.
Result<Catalogue> parse_catalogue(std::string_view json);

}  // namespace outreach::domain
