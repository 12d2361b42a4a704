#include "sync/domain/content_rows.h"

#include <algorithm>

#include "platform/base/text.h"
#include "sync/domain/record.h"

namespace outreach::domain {
namespace {

// More than a county has; keeps a slip from filling the screens.
constexpr std::size_t kRowsMax = 500;

// Of any length.
bool is_one_line(const std::string& text) {
  return !trimmed(text).empty() && !has_control_characters(text) &&
         text.find('\n') == std::string::npos && text.find('\t') == std::string::npos;
}

}  // namespace

bool is_content_line(const std::string& text) {
  return is_one_line(text) && code_point_count(text) <= kTextMax;
}

bool is_content_id(const std::string& id) {
  return !id.empty() && id.size() <= kIdMax && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

ListReader::ListReader(const char* file, const Json& parent, const char* list,
                       std::vector<ContentProblem>& problems, JsonPlace above)
    : file_(file), list_(list), above_(std::move(above)), problems_(problems) {
  const auto found = parent.find(list);
  JsonPlace place = above_;
  place.emplace_back(list);
  if (found == parent.end() || !found->is_array()) {
    fail(above_, "missing or not a list");
  } else if (found->size() > kRowsMax) {
    fail(std::move(place), "more than " + std::to_string(kRowsMax) + " rows");
  } else {
    rows_ = &*found;
  }
}

bool ListReader::next() {
  if (rows_ == nullptr || position_ >= rows_->size()) {
    return false;
  }
  row_ = &(*rows_)[position_];
  position_ += 1;
  return true;
}

JsonPlace ListReader::place() const {
  JsonPlace place = above_;
  place.push_back(list_);
  place.push_back(std::to_string(position_ - 1));
  return place;
}

std::string ListReader::line(const char* key) {
  auto text = text_member(*row_, key);
  if (!text || !is_content_line(*text)) {
    fail_at(key, "is missing or not one short line of text");
    return {};
  }
  return *std::move(text);
}

std::string ListReader::line(const char* key, std::size_t characters_max) {
  auto text = text_member(*row_, key).value_or(std::string());
  if (!is_one_line(text) || code_point_count(text) > characters_max) {
    fail_at(key, "is missing, or not one line of at most " + std::to_string(characters_max) +
                     " characters");
  }
  return text;
}

std::string ListReader::whole_row() {
  std::string text = row_->is_string() ? row_->get<std::string>() : std::string();
  if (!is_content_line(text)) {
    fail_at("name", "is missing or not one short line of text");
  }
  return text;
}

std::string ListReader::optional_line(const char* key) {
  std::string text = text_member(*row_, key).value_or(std::string());
  if (!text.empty() && !is_content_line(text)) {
    fail_at(key, "is not one short line of text");
  }
  return text;
}

std::string ListReader::text(const char* key, std::size_t characters_max) {
  std::string text = text_member(*row_, key).value_or(std::string());
  if (trimmed(text).empty() || has_control_characters(text) ||
      code_point_count(text) > characters_max) {
    fail_at(key,
            "is missing, or not text of at most " + std::to_string(characters_max) + " characters");
  }
  return text;
}

std::string ListReader::optional_text(const char* key, std::size_t characters_max) {
  return has(key) ? text(key, characters_max) : std::string();
}

std::string ListReader::id(const char* key) {
  std::string text = text_member(*row_, key).value_or(std::string());
  if (!is_content_id(text)) {
    fail_at(key, "is not 1 to 64 of a-z, 0-9, - and _");
  }
  return text;
}

std::string ListReader::optional_id(const char* key) {
  return has(key) ? id(key) : std::string();
}

Date ListReader::date(const char* key) {
  const auto date = date_from_iso(text_member(*row_, key).value_or(std::string()));
  if (!date) {
    fail_at(key, "is missing or not a day such as 2022-05-01");
  }
  return date.value_or(Date{});
}

std::optional<Date> ListReader::optional_date(const char* key) {
  return has(key) ? std::optional(date(key)) : std::nullopt;
}

bool ListReader::flag(const char* key) {
  const auto flag = bool_member(*row_, key);
  if (!flag && has(key)) {
    fail_at(key, "is neither true nor false");
  }
  return flag.value_or(false);
}

bool ListReader::has(const char* key) const {
  return row_->is_object() && row_->contains(key);
}

void ListReader::once(const std::string& value, const char* key) {
  if (!seen_.insert(std::string(key) + '\n' + value).second) {
    fail_at(key, "stands in the list twice: " + value);
  }
}

void ListReader::fail_at(const char* key, const std::string& what) {
  JsonPlace at = place();
  at.emplace_back(key);
  fail(std::move(at), "row " + std::to_string(position_) + ": " + key + " " + what);
}

void ListReader::fail(JsonPlace place, const std::string& what) {
  problems_.push_back({std::move(place), std::string(file_) + ", " + list_ + ": " + what});
}

}  // namespace outreach::domain
