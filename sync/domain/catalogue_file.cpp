#include "sync/domain/catalogue_file.h"

#include <algorithm>
#include <string>
#include <utility>

#include "sync/domain/content_rows.h"
#include "sync/domain/personal_numbers.h"

namespace outreach::domain {
namespace {

constexpr const char* kCatalogueFile = "catalogue";

CatalogueItem item(ListReader& reader) {
  CatalogueItem item{reader.id("id"), reader.line("name"), reader.optional_line("english")};
  reader.once(item.id, "id");
  reader.once(item.name, "name");
  return item;
}

std::string barcode(ListReader& reader) {
  std::string digits = reader.optional_line("barcode");
  if (digits.empty()) {
    return digits;
  }
  const bool is_right =
      digits.size() >= kBarcodeDigitsMin && digits.size() <= kBarcodeDigitsMax &&
      std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!is_right) {
    reader.fail_at("barcode", "is not " + std::to_string(kBarcodeDigitsMin) + " to " +
                                  std::to_string(kBarcodeDigitsMax) + " digits");
  }
  reader.once(digits, "barcode");
  return digits;
}

void read_leaflets(const Json& file, Catalogue& catalogue, std::vector<ContentProblem>& problems) {
  ListReader reader(kCatalogueFile, file, "leaflets", problems);
  while (reader.next()) {
    catalogue.leaflets.push_back({item(reader), reader.id("cover"), barcode(reader)});
  }
}

void read_departments(const Json& file, Catalogue& catalogue,
                      std::vector<ContentProblem>& problems) {
  ListReader reader(kCatalogueFile, file, "departments", problems);
  while (reader.next()) {
    catalogue.departments.push_back(item(reader));
    Contact contact{reader.optional_line("phone"), reader.optional_line("address"),
                    reader.optional_line("hours")};
    catalogue.contacts.push_back(std::move(contact));
  }
}

void read_topics(const Json& file, Catalogue& catalogue, std::vector<ContentProblem>& problems) {
  ListReader reader(kCatalogueFile, file, "topics", problems);
  while (reader.next()) {
    Topic topic{item(reader), reader.id("icon"), reader.coded("pathway", pathway_from),
                reader.id("department")};
    if (reader.has("outcome")) {
      topic.outcome = reader.coded("outcome", outcome_from);
    }
    if (catalogue.department(topic.department) == nullptr) {
      reader.fail_at("department", "is none of the departments: " + topic.department);
    }
    catalogue.topics.push_back(std::move(topic));
  }
}

// Lists that came later may be missing.
bool has_list(const Json& file, const char* list) {
  return file.find(list) != file.end();
}

void read_outing_kinds(const Json& file, Catalogue& catalogue,
                       std::vector<ContentProblem>& problems) {
  if (!has_list(file, "outing_kinds")) {
    return;
  }
  ListReader reader(kCatalogueFile, file, "outing_kinds", problems);
  while (reader.next()) {
    catalogue.outing_kinds.push_back(item(reader));
    if (outing_kind_from(catalogue.outing_kinds.back().id)) {
      reader.fail_at("id", "is a built-in kind's: " + catalogue.outing_kinds.back().id);
    }
  }
}

// One of the county's kinds, or else a built-in one.
void read_kind(ListReader& reader, const Catalogue& catalogue, Place& place) {
  const auto key = text_member(reader.row(), "kind").value_or(std::string());
  if (catalogue.outing_kind(key) != nullptr) {
    place.kind = OutingKind::Other;
    place.other_kind = key;
  } else if (place.kind = reader.coded("kind", outing_kind_from); place.kind == OutingKind::Other) {
    reader.fail_at("kind", "is to name which other: an id of outing_kinds");
  }
}

void read_places(const Json& file, Catalogue& catalogue, std::vector<ContentProblem>& problems) {
  ListReader reader(kCatalogueFile, file, "places", problems);
  while (reader.next()) {
    Place place{reader.line("name"), reader.optional_line("township"), OutingKind::Market};
    read_kind(reader, catalogue, place);
    reader.once(place.name, "name");
    catalogue.places.push_back(std::move(place));
  }
}

void read_staff(const Json& file, Catalogue& catalogue, std::vector<ContentProblem>& problems) {
  ListReader reader(kCatalogueFile, file, "staff", problems);
  while (reader.next()) {
    catalogue.staff.push_back(reader.whole_row());
    reader.once(catalogue.staff.back(), "name");
  }
}

void read_note_phrases(const Json& file, Catalogue& catalogue,
                       std::vector<ContentProblem>& problems) {
  if (!has_list(file, "note_phrases")) {
    return;
  }
  ListReader reader(kCatalogueFile, file, "note_phrases", problems);
  while (reader.next()) {
    catalogue.note_phrases.push_back(reader.whole_row());
    reader.once(catalogue.note_phrases.back(), "name");
    if (personal_number_in(catalogue.note_phrases.back())) {
      reader.fail_at("name", "holds a phone or ID number, and no note may");
    }
  }
}

}  // namespace

Catalogue read_catalogue(const Json& file, std::vector<ContentProblem>& problems) {
  Catalogue catalogue;
  if (!file.is_object()) {
    problems.push_back({{}, "catalogue: not one JSON object"});
    return catalogue;
  }
  catalogue.county = text_member(file, "county").value_or(std::string());
  if (!catalogue.county.empty() && !is_content_line(catalogue.county)) {
    problems.push_back({{"county"}, "catalogue: county is not one short line of text"});
  }
  // Departments before topics and kinds before places, which name them.
  for (const auto read : {read_leaflets, read_departments, read_topics, read_outing_kinds,
                          read_places, read_staff, read_note_phrases}) {
    read(file, catalogue, problems);
  }
  return catalogue;
}

Result<Catalogue> parse_catalogue(std::string_view json) {
  const auto file = parse_json(json);
  if (!file) {
    return file.error();
  }
  std::vector<ContentProblem> problems;
  Catalogue catalogue = read_catalogue(*file, problems);
  return problems.empty() ? Result<Catalogue>(std::move(catalogue))
                          : Error{ErrorCode::InvalidInput, problems.front().what, 0};
}

}  // namespace outreach::domain
