#include "platform/json/json.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>
#include <vector>

namespace outreach {

namespace {

constexpr int kIndent = 2;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

void empty(Json& value) {
  if (value.is_object()) {
    auto& members = value.get_ref<Json::object_t&>();
    for (auto& [name, member] : members) {
      empty(member);
    }
    members.clear();
  } else if (value.is_array()) {
    auto& elements = value.get_ref<Json::array_t&>();
    for (Json& element : elements) {
      empty(element);
    }
    elements.clear();
  }
}

// Builds the value as the parser reports its parts, and stops it at the first breach of our rules.
class Builder {
 public:
  // The names and signatures are those of nlohmann's SAX interface. False stops the parser.
  bool null() {
    return add(Json(nullptr));
  }
  bool boolean(bool value) {
    return add(Json(value));
  }
  bool number_integer(std::int64_t value) {
    return add(Json(value));
  }
  bool number_unsigned(std::uint64_t value) {
    return add(Json(value));
  }
  bool number_float(double value, const std::string& /*text*/) {
    return add(Json(value));
  }
  bool string(std::string& value) {
    if (value.find('\0') != std::string::npos) {
      return breach("a NUL in a text");
    }
    return add(Json(std::move(value)));
  }
  bool binary(Json::binary_t& /*value*/) {
    return breach("binary");  // the text form has none
  }
  bool start_object(std::size_t /*size*/) {
    return open(Json::object());
  }
  bool start_array(std::size_t /*size*/) {
    return open(Json::array());
  }
  bool end_object() {
    levels_.pop_back();
    return true;
  }
  bool end_array() {
    levels_.pop_back();
    return true;
  }
  bool key(std::string& name) {
    if (name.find('\0') != std::string::npos) {
      return breach("a NUL in a key");
    }
    if (is_taken(name)) {
      return breach("a key twice in one object");
    }
    key_ = std::move(name);
    return true;
  }
  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const Json::exception& /*error*/) {
    problem_ = "malformed at byte " + std::to_string(position);
    return false;
  }

  const std::string& problem() const {
    return problem_;
  }
  Json take() {
    return std::move(root_);
  }

 private:
  // So many keys are compared one by one, which is quicker than a tree and asks for no memory. Most
  // objects have no more.
  static constexpr std::size_t kComparedKeys = 16;

  struct Level {
    Json* container = nullptr;   // stays put: only the innermost container grows
    std::set<std::string> keys;  // of a larger object
  };

  // Whether the innermost object has such a key already. If not, it is about to.
  bool is_taken(const std::string& name) {
    Level& level = levels_.back();
    auto& members = level.container->get_ref<Json::object_t&>();
    if (members.size() > kComparedKeys) {
      return !level.keys.insert(name).second;
    }
    const bool found = std::any_of(members.begin(), members.end(),
                                   [&](const auto& one) { return one.first == name; });
    if (members.size() == kComparedKeys) {
      for (const auto& one : members) {
        level.keys.insert(one.first);
      }
      level.keys.insert(name);
    }
    if (members.empty()) {
      members.reserve(kComparedKeys / 2);  // growing copies every key
    }
    return found;
  }

  bool breach(const char* what) {
    problem_ = what;
    return false;
  }

  Json* place(Json value) {
    if (levels_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    Json& container = *levels_.back().container;
    if (container.is_array()) {
      container.push_back(std::move(value));
      return &container.back();
    }
    // Not operator[]: it searches every key before, and key() has done that faster already.
    auto& members = container.get_ref<Json::object_t&>();
    members.push_back({std::move(key_), std::move(value)});
    return &members.back().second;
  }

  bool add(Json value) {
    place(std::move(value));
    return true;
  }

  bool open(Json container) {
    if (levels_.size() >= static_cast<std::size_t>(kJsonDepthMax)) {
      return breach("nested too deep");
    }
    levels_.push_back({place(std::move(container)), {}});
    return true;
  }

  Json root_;
  EmptiedAtEnd emptied_{root_};  // where memory runs out halfway
  std::vector<Level> levels_;
  std::string key_;
  std::string problem_ = "malformed";
};

// An input iterator that counts what the parser has taken, for breaches it knows no position of.
struct Cursor {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  reference operator*() const {
    return *at;
  }
  Cursor& operator++() {
    ++at;
    ++*taken;
    return *this;
  }
  Cursor operator++(int) {
    Cursor before = *this;
    ++*this;
    return before;
  }
  bool operator==(const Cursor& other) const {
    return at == other.at;
  }
  bool operator!=(const Cursor& other) const {
    return at != other.at;
  }

  const char* at = nullptr;
  std::size_t* taken = nullptr;
};

const Json* member(const Json& json, const char* key) {
  if (!json.is_object()) {
    return nullptr;
  }
  const auto found = json.find(key);
  return found == json.end() ? nullptr : &*found;
}

}  // namespace

Result<Json> parse_json(std::string_view text) {
  // nlohmann's reader takes a NUL for the end of the text and skips a byte order mark.
  const std::size_t nul = text.find('\0');
  if (nul != std::string_view::npos) {
    return Error{ErrorCode::InvalidInput, "JSON: a NUL at byte " + std::to_string(nul + 1)};
  }
  if (text.starts_with(kByteOrderMark)) {
    return Error{ErrorCode::InvalidInput, "JSON: a byte order mark at byte 1"};
  }
  std::size_t position = 0;
  Builder builder;
  try {
    const Cursor first{text.data(), &position};
    const Cursor last{text.data() + text.size(), &position};
    if (Json::sax_parse(first, last, &builder)) {
      return builder.take();
    }
  } catch (const Json::exception&) {
    return Error{ErrorCode::InvalidInput, "JSON: malformed near byte " + std::to_string(position)};
  }
  std::string context = "JSON: " + builder.problem();
  if (context.find(" at byte ") == std::string::npos) {
    context += " before byte " + std::to_string(position + 1);
  }
  return Error{ErrorCode::InvalidInput, std::move(context)};
}

EmptiedAtEnd::~EmptiedAtEnd() {
  empty(value_);
}

std::string write_json(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string write_json_indented(const Json& json) {
  return json.dump(kIndent, ' ', false, Json::error_handler_t::replace);
}

std::optional<std::int64_t> integer_member(const Json& json, const char* key) {
  const Json* value = member(json, key);
  if (value == nullptr || !value->is_number_integer()) {
    return std::nullopt;
  }
  if (value->is_number_unsigned() && value->get<std::uint64_t>() > INT64_MAX) {
    return std::nullopt;
  }
  return value->get<std::int64_t>();
}

std::optional<std::string> text_member(const Json& json, const char* key) {
  const Json* value = member(json, key);
  if (value == nullptr || !value->is_string()) {
    return std::nullopt;
  }
  return value->get<std::string>();
}

std::optional<bool> bool_member(const Json& json, const char* key) {
  const Json* value = member(json, key);
  if (value == nullptr || !value->is_boolean()) {
    return std::nullopt;
  }
  return value->get<bool>();
}

}  // namespace outreach
