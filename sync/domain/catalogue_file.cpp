// Reading assets/content/catalogue.json; see FORMAT.md beside it.
#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "platform/base/text.h"
#include "platform/json/json.h"
#include "sync/domain/catalogue.h"
#include "sync/domain/record.h"

namespace outreach::domain {
namespace {

// More than a county has; keeps a slip from filling the screens.
constexpr std::size_t kRowsMax = 500;

bool is_name(const std::string& text) {
  return !trimmed(text).empty() && !has_control_characters(text) &&
         text.find('\n') == std::string::npos && text.find('\t') == std::string::npos &&
         code_point_count(text) <= kTextMax;
}

bool is_id(const std::string& id) {
  return !id.empty() && id.size() <= kIdMax && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

// Walks the rows of one list and remembers the first thing that is wrong, with where it is.
class ListReader {
 public:
  ListReader(const Json& file, const char* list) : list_(list) {
    const auto found = file.find(list);
    if (found == file.end() || !found->is_array()) {
      fail("missing or not a list");
    } else if (found->size() > kRowsMax) {
      fail("more than " + std::to_string(kRowsMax) + " rows");
    } else {
      rows_ = &*found;
    }
  }

  // Moves to the next row; false at the end and after a failure.
  bool next() {
    if (error_ || rows_ == nullptr || position_ >= rows_->size()) {
      return false;
    }
    row_ = &(*rows_)[position_];
    position_ += 1;
    return true;
  }

  std::string name(const char* key) {
    return name_from(text_member(*row_, key), key);
  }

  // A row that is one text.
  std::string whole_row() {
    return name_from(row_->is_string() ? std::optional(row_->get<std::string>()) : std::nullopt,
                     "name");
  }

  std::string optional_name(const char* key) {
    const std::string text = text_member(*row_, key).value_or(std::string());
    if (!text.empty() && !is_name(text)) {
      fail_at(key, "is not one short line of text");
    }
    return text;
  }

  std::string word(const char* key) {
    std::string text = text_member(*row_, key).value_or(std::string());
    if (!is_id(text)) {
      fail_at(key, "is not 1 to 64 of a-z, 0-9, - and _");
    }
    return text;
  }

  CatalogueItem item() {
    CatalogueItem item{word("id"), name("name"), optional_name("english")};
    once(item.id, "id");
    once(item.name, "name");
    return item;
  }

  template <typename Value>
  Value coded(const char* key, std::optional<Value> (*from)(std::string_view)) {
    const auto value = from(text_member(*row_, key).value_or(std::string()));
    if (!value) {
      fail_at(key, "is not one of the list's codes");
    }
    return value.value_or(Value{});
  }

  void once(const std::string& value, const char* key) {
    if (!seen_.insert(std::string(key) + '\n' + value).second) {
      fail_at(key, "stands in the list twice: " + value);
    }
  }

  void fail_at(const char* key, const std::string& what) {
    fail("row " + std::to_string(position_) + ": " + key + " " + what);
  }

  const std::optional<Error>& error() const {
    return error_;
  }

 private:
  std::string name_from(std::optional<std::string> text, const char* key) {
    if (!text || !is_name(*text)) {
      fail_at(key, "is missing or not one short line of text");
      return {};
    }
    return *std::move(text);
  }

  void fail(const std::string& what) {
    if (!error_) {
      error_ = Error{ErrorCode::InvalidInput, "catalogue, " + list_ + ": " + what, 0};
    }
  }

  const std::string list_;
  const Json* rows_ = nullptr;
  const Json* row_ = nullptr;
  std::size_t position_ = 0;
  std::set<std::string> seen_;
  std::optional<Error> error_;
};

std::optional<Error> read_leaflets(const Json& file, Catalogue& catalogue) {
  ListReader reader(file, "leaflets");
  while (reader.next()) {
    catalogue.leaflets.push_back({reader.item(), reader.word("cover")});
  }
  return reader.error();
}

std::optional<Error> read_departments(const Json& file, Catalogue& catalogue) {
  ListReader reader(file, "departments");
  while (reader.next()) {
    catalogue.departments.push_back(reader.item());
  }
  return reader.error();
}

std::optional<Error> read_topics(const Json& file, Catalogue& catalogue) {
  ListReader reader(file, "topics");
  while (reader.next()) {
    Topic topic{reader.item(), reader.word("icon"), reader.coded("pathway", pathway_from),
                reader.word("department")};
    if (catalogue.department(topic.department) == nullptr) {
      reader.fail_at("department", "is none of the departments: " + topic.department);
    }
    catalogue.topics.push_back(std::move(topic));
  }
  return reader.error();
}

std::optional<Error> read_places(const Json& file, Catalogue& catalogue) {
  ListReader reader(file, "places");
  while (reader.next()) {
    Place place{reader.name("name"), reader.optional_name("township"),
                reader.coded("kind", outing_kind_from)};
    reader.once(place.name, "name");
    catalogue.places.push_back(std::move(place));
  }
  return reader.error();
}

std::optional<Error> read_staff(const Json& file, Catalogue& catalogue) {
  ListReader reader(file, "staff");
  while (reader.next()) {
    catalogue.staff.push_back(reader.whole_row());
    reader.once(catalogue.staff.back(), "name");
  }
  return reader.error();
}

}  // namespace

Result<Catalogue> parse_catalogue(std::string_view json) {
  const auto file = parse_json(json);
  if (!file) {
    return file.error();
  }
  if (!file->is_object()) {
    return Error{ErrorCode::InvalidInput, "catalogue: not one JSON object", 0};
  }
  Catalogue catalogue;
  catalogue.county = text_member(*file, "county").value_or(std::string());
  if (!catalogue.county.empty() && !is_name(catalogue.county)) {
    return Error{ErrorCode::InvalidInput, "catalogue: county is not one short line of text", 0};
  }
  // Departments before topics, which name them.
  for (const auto read : {read_leaflets, read_departments, read_topics, read_places, read_staff}) {
    if (const auto error = read(*file, catalogue)) {
      return *error;
    }
  }
  return catalogue;
}

}  // namespace outreach::domain
