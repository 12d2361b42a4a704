// JSON (RFC 8259), wrapped once; the only place that includes nlohmann's header. Nothing here
// throws.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "platform/base/result.h"

namespace outreach {

// Keeps the order of keys, so that what is written twice is the same bytes.
using Json = nlohmann::ordered_json;

// Deeper nesting than any of our documents has; bounds recursion for hostile input.
inline constexpr int kJsonDepthMax = 16;

// Strict: one value, valid UTF-8, no NUL (not even \u0000), no key twice in one object, at most
// kJsonDepthMax deep. InvalidInput with a byte position otherwise.
Result<Json> parse_json(std::string_view text);
// Compact, UTF-8 kept as it is. Bytes that are not UTF-8 are written as U+FFFD.
std::string write_json(const Json& json);
// Two-space indents, for people.
std::string write_json_indented(const Json& json);

// Takes everything out of a value at the end of a scope: destroying a filled object or array
// allocates memory (nlohmann's way against deep recursion), and where there is none ends the
// program. For values that are at most kJsonDepthMax deep.
class EmptiedAtEnd {
 public:
  explicit EmptiedAtEnd(Json& value) : value_(value) {}
  ~EmptiedAtEnd();
  EmptiedAtEnd(const EmptiedAtEnd&) = delete;
  EmptiedAtEnd& operator=(const EmptiedAtEnd&) = delete;

 private:
  Json& value_;
};

// Members of an object, nothing when absent or of another type (or `json` is no object).
std::optional<std::int64_t> integer_member(const Json& json, const char* key);
std::optional<std::string> text_member(const Json& json, const char* key);
std::optional<bool> bool_member(const Json& json, const char* key);

}  // namespace outreach
