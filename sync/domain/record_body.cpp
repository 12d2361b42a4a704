// Long because writing and reading a field stand side by side: the JSON of a body, written and
// read.
#include <array>
#include <utility>

#include "platform/base/text.h"
#include "platform/json/json.h"
#include "sync/domain/record.h"

namespace outreach::domain {
namespace {

void write_content(Json& json, const Content& content) {
  if (const auto* opened = std::get_if<OutingOpened>(&content)) {
    json["kind"] = code_of(opened->kind);
    json["place"] = opened->place;
    if (!opened->township.empty()) {
      json["township"] = opened->township;
    }
    json["date"] = to_iso(opened->date);
  } else if (const auto* consultation = std::get_if<Consultation>(&content)) {
    json["people"] = consultation->people;
    json["topic"] = consultation->topic;
    json["pathway"] = code_of(consultation->pathway);
    json["department"] = consultation->department;
    json["outcome"] = code_of(consultation->outcome);
  } else if (const auto* handout = std::get_if<Handout>(&content)) {
    json["leaflet"] = handout->leaflet;
    json["copies"] = handout->copies;
  } else if (const auto* correction = std::get_if<Correction>(&content)) {
    json["target"] = correction->target;
    json["old"] = correction->old_amount;
    json["new"] = correction->new_amount;
    json["reason"] = code_of(correction->reason);
    if (correction->epoch) {
      json["epoch"] = to_hex(*correction->epoch);
    }
  } else if (const auto* question = std::get_if<Question>(&content)) {
    if (!question->topic.empty()) {
      json["topic"] = question->topic;
    }
    json["sealed"] = to_hex(question->sealed);
    if (question->answer_key) {
      json["answer_key"] = to_hex(*question->answer_key);
    }
  } else if (const auto* erasure = std::get_if<Erasure>(&content)) {
    json["target"] = erasure->target;
    json["reason"] = code_of(erasure->reason);
    if (erasure->epoch) {
      json["epoch"] = to_hex(*erasure->epoch);
    }
  } else if (const auto* epoch = std::get_if<EpochOpened>(&content)) {
    json["reason"] = code_of(epoch->reason);
    json["previous"] = to_hex(epoch->previous);
    json["previous_head"] = epoch->previous_head;
    json["common"] = epoch->common;
  }
}

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

OutingOpened read_outing(FieldReader& fields) {
  OutingOpened opened;
  opened.kind = fields.coded("kind", outing_kind_from);
  opened.place = fields.text("place");
  opened.township = fields.optional_text("township");
  // An unreadable date stays the default, which `check` refuses.
  opened.date = date_from_iso(fields.text("date")).value_or(Date{});
  return opened;
}

Consultation read_consultation(FieldReader& fields) {
  Consultation consultation;
  consultation.people = fields.amount("people");
  consultation.topic = fields.text("topic");
  consultation.pathway = fields.coded("pathway", pathway_from);
  consultation.department = fields.text("department");
  consultation.outcome = fields.coded("outcome", outcome_from);
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

void put_target(Json& json, Sequence target, const std::optional<EpochId>& epoch) {
  json["target"] = target;
  if (epoch) {
    json["epoch"] = to_hex(*epoch);
  } else {
    json.erase("epoch");
  }
}

Json origin_json(const Origin& origin) {
  Json json = Json::object();
  json["epoch"] = to_hex(origin.epoch);
  json["sequence"] = origin.sequence;
  json["device_time"] = origin.device_time.time_since_epoch().count();
  return json;
}

// Takes the members out of an object before it is destroyed: destroying a filled one allocates
// memory, and where there is none ends the program.
class EmptiedAtEnd {
 public:
  explicit EmptiedAtEnd(Json& object) : object_(object) {}
  ~EmptiedAtEnd() {
    auto& members = object_.get_ref<Json::object_t&>();
    for (auto& [name, member] : members) {
      if (member.is_object()) {
        member.get_ref<Json::object_t&>().clear();
      }
    }
    members.clear();
  }
  EmptiedAtEnd(const EmptiedAtEnd&) = delete;
  EmptiedAtEnd& operator=(const EmptiedAtEnd&) = delete;

 private:
  Json& object_;
};

Bytes bytes_of_json(const Json& json) {
  const std::string text = write_json(json);
  return {text.begin(), text.end()};
}

}  // namespace

Bytes encode_body(const Record& record) {
  Json json = Json::object();
  const EmptiedAtEnd emptied(json);
  write_content(json, record.content);
  json["staff"] = record.staff;
  if (record.sheet_time) {
    json["sheet"] = *record.sheet_time;
  }
  if (record.origin) {
    json["origin"] = origin_json(*record.origin);
  }
  return bytes_of_json(json);
}

Bytes encode_taken_over(ByteView body, const Record& record) {
  auto json = parse_json(text_of(body));
  if (!json || !json->is_object() || !record.origin) {
    return encode_body(record);
  }
  if (const auto* correction = std::get_if<Correction>(&record.content)) {
    put_target(*json, correction->target, correction->epoch);
  } else if (const auto* erasure = std::get_if<Erasure>(&record.content)) {
    put_target(*json, erasure->target, erasure->epoch);
  }
  (*json)["origin"] = origin_json(*record.origin);
  Bytes taken = bytes_of_json(*json);
  return taken.size() <= kBodyBytesMax ? taken : encode_body(record);
}

crypto::Hash content_hash(const Record& record) {
  Record alone = record;
  alone.origin.reset();
  if (auto* correction = std::get_if<Correction>(&alone.content)) {
    correction->target = 0;
    correction->epoch.reset();
  } else if (auto* erasure = std::get_if<Erasure>(&alone.content)) {
    erasure->target = 0;
    erasure->epoch.reset();
  }
  const Bytes body = encode_body(alone);
  return crypto::Sha256().update(bytes_of(kind_of(alone.content))).update(body).finish();
}

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
  const auto json = parse_json(text_of(body));
  if (!json || !json->is_object()) {
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
