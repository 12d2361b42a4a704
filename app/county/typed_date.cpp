#include "app/county/typed_date.h"

namespace outreach::county {

Result<std::optional<Date>> read_date(const std::string& text, const char* option) {
  if (text.empty()) {
    return std::optional<Date>();
  }
  const auto date = date_from_iso(text);
  if (!date) {
    return Error{ErrorCode::InvalidInput,
                 std::string(option) + " takes a day such as 2021-01-31, not \"" + text + "\""};
  }
  return date;
}

}  // namespace outreach::county
