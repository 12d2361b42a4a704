// Long because each kind of entry has its fields, read one by one.
// The JSON of a body, read; record_body.cpp writes it.
#include <array>
#include <utility>

#include "platform/base/text.h"
#include "platform/json/json.h"
#include "sync/domain/record.h"

namespace outreach::domain {
namespace {

// Reads one body's fields; remembers the first thing that was wrong.
class FieldReader {
 public:
  explicit FieldReader(const Json& json) : json_(json) {}

  std::string text(const char* key) {
    if (!has(key)) {
      return {};
    }
    return taken(text_member(json_, key));
  }

  std::string optional_text(const char* key) {
    return json_.contains(key) ? taken(text_member(json_, key)) : std::string();
  }

  int amount(const char* key) {
    return has(key) ? static_cast<int>(within(taken(integer_member(json_, key)), kCopiesMax)) : 0;
  }

  // Absent: 0.
  int optional_difference(const char* key) {
    if (!json_.contains(key)) {
      return 0;
    }
    const std::int64_t value = taken(integer_member(json_, key));
    const bool is_negative = value < 0 && value >= -kCopiesMax;
    return static_cast<int>(is_negative ? value : within(value, kCopiesMax));
  }

  Sequence optional_sequence(const char* key) {
    return json_.contains(key) ? sequence(key) : 0;
  }

  // Absent: false.
  bool optional_bool(const char* key) {
    return json_.contains(key) && taken(bool_member(json_, key));
  }

  Sequence sequence(const char* key) {
    constexpr auto kMost = static_cast<std::int64_t>(kTargetMax);
    return has(key) ? static_cast<Sequence>(within(taken(integer_member(json_, key)), kMost)) : 0;
  }

  template <std::size_t Size>
  std::array<std::uint8_t, Size> hex_array(const char* key) {
    const std::string hex = text(key);
    return problem_ ? std::array<std::uint8_t, Size>{} : taken(array_from_hex<Size>(hex));
  }

  Bytes hex_bytes(const char* key) {
    const std::string hex = text(key);
    return problem_ ? Bytes{} : taken(from_hex(hex));
  }

  // Milliseconds since 1970, any.
  WallTime time(const char* key) {
    return WallTime(std::chrono::milliseconds(has(key) ? taken(integer_member(json_, key)) : 0));
  }

  bool contains(const char* key) const {
    return json_.contains(key);
  }

  template <typename Value>
  Value coded(const char* key, std::optional<Value> (*from)(std::string_view)) {
    const std::string code = text(key);
    return problem_ ? Value{} : taken(from(code));
  }

  std::optional<Rejection> problem() const {
    return problem_;
  }

 private:
  bool has(const char* key) {
    if (!json_.contains(key)) {
      fail(Rejection::MissingField);
      return false;
    }
    return true;
  }

  template <typename Value>
  Value taken(std::optional<Value> value) {
    if (!value) {
      fail(Rejection::BadValue);
      return Value{};
    }
    return *std::move(value);
  }

  std::int64_t within(std::int64_t value, std::int64_t most) {
    if (value < 0 || value > most) {
      fail(Rejection::BadValue);
      return 0;
    }
    return value;
  }

  void fail(Rejection reason) {
    if (!problem_) {
      problem_ = reason;
    }
  }

  const Json& json_;
  std::optional<Rejection> problem_;
};

// Of a built-in kind the field means nothing, as any that this version does not know.
std::string other_kind_of(OutingKind kind, FieldReader& fields) {
  return kind == OutingKind::Other ? fields.text("other_kind") : std::string();
}

OutingOpened read_outing(FieldReader& fields) {
  OutingOpened opened;
  opened.kind = fields.coded("kind", outing_kind_from);
  opened.other_kind = other_kind_of(opened.kind, fields);
  opened.place = fields.text("place");
  opened.township = fields.optional_text("township");
  // An unreadable date stays the default, which `check` refuses.
  opened.date = date_from_iso(fields.text("date")).value_or(Date{});
  opened.is_planned = fields.optional_bool("planned");
  return opened;
}

Consultation read_consultation(FieldReader& fields) {
  Consultation consultation;
  consultation.people = fields.amount("people");
  consultation.topic = fields.text("topic");
  consultation.pathway = fields.coded("pathway", pathway_from);
  consultation.department = fields.text("department");
  consultation.outcome = fields.coded("outcome", outcome_from);
  consultation.note = fields.optional_text("note");
  return consultation;
}

Handout read_handout(FieldReader& fields) {
  Handout handout;
  handout.leaflet = fields.text("leaflet");
  handout.copies = fields.amount("copies");
  return handout;
}

Correction read_correction(FieldReader& fields) {
  Correction correction;
  correction.target = fields.sequence("target");
  correction.old_amount = fields.amount("old");
  correction.new_amount = fields.amount("new");
  correction.reason = fields.coded("reason", correction_reason_from);
  if (fields.contains("epoch")) {
    correction.epoch = fields.hex_array<16>("epoch");
  }
  return correction;
}

Question read_question(FieldReader& fields) {
  Question question;
  question.topic = fields.optional_text("topic");
  question.sealed = fields.hex_bytes("sealed");
  if (fields.contains("answer_key")) {
    question.answer_key = fields.hex_array<32>("answer_key");
  }
  return question;
}

Erasure read_erasure(FieldReader& fields) {
  Erasure erasure;
  erasure.target = fields.sequence("target");
  erasure.reason = fields.coded("reason", erasure_reason_from);
  if (fields.contains("epoch")) {
    erasure.epoch = fields.hex_array<16>("epoch");
  }
  return erasure;
}

EpochOpened read_epoch(FieldReader& fields) {
  EpochOpened opened;
  opened.reason = fields.coded("reason", epoch_reason_from);
  opened.previous = fields.hex_array<16>("previous");
  opened.previous_head = fields.sequence("previous_head");
  opened.common = fields.sequence("common");
  return opened;
}

Stock read_stock(FieldReader& fields) {
  Stock stock;
  stock.leaflet = fields.text("leaflet");
  stock.movement = fields.coded("movement", stock_movement_from);
  stock.copies = fields.amount("copies");
  return stock;
}

Remark read_remark(FieldReader& fields) {
  Remark remark;
  remark.about = fields.text("about");
  remark.leaflet = fields.optional_text("leaflet");
  remark.difference = fields.optional_difference("difference");
  remark.reason = fields.optional_text("reason");
  remark.target = fields.optional_sequence("target");
  if (fields.contains("epoch")) {
    remark.epoch = fields.hex_array<16>("epoch");
  }
  return remark;
}

Rating read_rating(FieldReader& fields) {
  Rating rating;
  rating.rated = fields.coded("rated", rated_from);
  rating.face = fields.coded("face", face_from);
  if (fields.contains("sealed")) {
    rating.sealed = fields.hex_bytes("sealed");
  }
  return rating;
}

SelfService read_self_service(FieldReader& fields) {
  SelfService reading;
  reading.leaflet = fields.text("leaflet");
  reading.seconds = fields.amount("seconds");
  reading.take_aways = fields.amount("take_aways");
  return reading;
}

// In the order of Content's alternatives.
constexpr std::array<Content (*)(FieldReader&), std::variant_size_v<Content>> kReaders{
    [](FieldReader& fields) -> Content { return read_outing(fields); },
    [](FieldReader& /*fields*/) -> Content { return OutingClosed{}; },
    [](FieldReader& fields) -> Content { return read_consultation(fields); },
    [](FieldReader& fields) -> Content { return read_handout(fields); },
    [](FieldReader& fields) -> Content { return read_correction(fields); },
    [](FieldReader& fields) -> Content { return read_question(fields); },
    [](FieldReader& fields) -> Content { return read_erasure(fields); },
    [](FieldReader& fields) -> Content { return read_epoch(fields); },
    [](FieldReader& fields) -> Content { return read_stock(fields); },
    [](FieldReader& fields) -> Content { return read_remark(fields); },
    [](FieldReader& fields) -> Content { return read_rating(fields); },
    [](FieldReader& fields) -> Content { return read_self_service(fields); },
};

std::optional<Origin> read_origin(const Json& json, std::optional<Rejection>& problem) {
  if (!json.contains("origin")) {
    return std::nullopt;
  }
  if (!json["origin"].is_object()) {
    problem = problem.value_or(Rejection::BadValue);
    return std::nullopt;
  }
  FieldReader fields(json["origin"]);
  Origin origin;
  origin.epoch = fields.hex_array<16>("epoch");
  origin.sequence = fields.sequence("sequence");
  origin.device_time = fields.time("device_time");
  if (!problem) {
    problem = fields.problem();
  }
  return origin;
}

}  // namespace

std::variant<Record, Rejection> decode_body(std::string_view kind, ByteView body) {
  if (body.size() > kBodyBytesMax) {
    return Rejection::TooLarge;
  }
  const auto index = index_of_kind(kind);
  if (!index) {
    return Rejection::UnknownKind;
  }
  if (!is_utf8(text_of(body))) {
    return Rejection::NotText;
  }
  auto json = parse_json(text_of(body));
  if (!json) {
    return Rejection::NotAnObject;
  }
  const EmptiedAtEnd emptied(*json);
  if (!json->is_object()) {
    return Rejection::NotAnObject;
  }
  FieldReader fields(*json);
  Record record{kReaders[*index](fields), fields.text("staff"), std::nullopt, std::nullopt};
  if (json->contains("sheet")) {
    record.sheet_time = fields.optional_text("sheet");
  }
  std::optional<Rejection> problem = fields.problem();
  record.origin = read_origin(*json, problem);
  if (problem) {
    return *problem;
  }
  if (const auto reason = check(record)) {
    return *reason;
  }
  return record;
}

}  // namespace outreach::domain
