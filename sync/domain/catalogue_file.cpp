#include "sync/domain/catalogue_file.h"

#include <string>
#include <utility>

#include "sync/domain/content_rows.h"

namespace outreach::domain {
namespace {

constexpr const char* kCatalogueFile = "catalogue";

CatalogueItem item(ListReader& reader) {
  CatalogueItem item{reader.id("id"), reader.line("name"), reader.optional_line("english")};
  reader.once(item.id, "id");
  reader.once(item.name, "name");
  return item;
}

void read_leaflets(const Json& file, Catalogue& catalogue, std::vector<ContentProblem>& problems) {
  ListReader reader(kCatalogueFile, file, "leaflets", problems);
  while (reader.next()) {
    catalogue.leaflets.push_back({item(reader), reader.id("cover")});
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
    if (catalogue.department(topic.department) == nullptr) {
      reader.fail_at("department", "is none of the departments: " + topic.department);
    }
    catalogue.topics.push_back(std::move(topic));
  }
}

void read_places(const Json& file, Catalogue& catalogue, std::vector<ContentProblem>& problems) {
  ListReader reader(kCatalogueFile, file, "places", problems);
  while (reader.next()) {
    Place place{reader.line("name"), reader.optional_line("township"),
                reader.coded("kind", outing_kind_from)};
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
  // Departments before topics, which name them.
  for (const auto read : {read_leaflets, read_departments, read_topics, read_places, read_staff}) {
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
