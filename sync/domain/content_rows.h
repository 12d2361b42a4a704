// Reading lists of rows out of a content file, and saying everything that is wrong with them at
// once. Inside sync/domain.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/json/json.h"
#include "sync/domain/content_problem.h"

namespace outreach::domain {

// One line of text that can be seen, at most kTextMax characters.
bool is_content_line(const std::string& text);
// 1 to kIdMax of a-z, 0-9, - and _.
bool is_content_id(const std::string& id);

// Walks the rows of one list. What it gives for a wrong member is empty, and a problem is noted.
class ListReader {
 public:
  // `file`: what the messages call it. `above`: where the list stands, when not outermost.
  ListReader(const char* file, const Json& parent, const char* list,
             std::vector<ContentProblem>& problems, JsonPlace above = {});

  // Moves to the next row; false at the end.
  bool next();

  std::string line(const char* key);  // one short line
  std::string line(const char* key, std::size_t characters_max);
  std::string optional_line(const char* key);  // likewise, or empty
  std::string whole_row();                     // a row that is itself one short line
  std::string text(const char* key, std::size_t characters_max);  // several lines may be
  std::string optional_text(const char* key, std::size_t characters_max);
  std::string id(const char* key);
  std::string optional_id(const char* key);
  Date date(const char* key);
  std::optional<Date> optional_date(const char* key);
  bool flag(const char* key);  // true or false; false where it is missing
  bool has(const char* key) const;

  template <typename Value>
  Value coded(const char* key, std::optional<Value> (*from)(std::string_view)) {
    const auto value = from(text_member(*row_, key).value_or(std::string()));
    if (!value) {
      fail_at(key, "is not one of the list's codes");
    }
    return value.value_or(Value{});
  }

  // The value may stand once in the list.
  void once(const std::string& value, const char* key);
  void fail_at(const char* key, const std::string& what);

  const Json& row() const {
    return *row_;
  }
  JsonPlace place() const;  // of the row

 private:
  void fail(JsonPlace place, const std::string& what);

  const char* file_;
  std::string list_;
  JsonPlace above_;
  std::vector<ContentProblem>& problems_;
  const Json* rows_ = nullptr;
  const Json* row_ = nullptr;
  std::size_t position_ = 0;
  std::set<std::string> seen_;
};

}  // namespace outreach::domain
