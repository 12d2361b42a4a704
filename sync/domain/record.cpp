#include "sync/domain/record.h"

#include <algorithm>
#include <array>
#include <utility>

#include "platform/base/text.h"
#include "platform/json/json.h"

namespace outreach::domain {
namespace {

constexpr std::array<std::pair<Rejection, std::string_view>, 9> kRejectionCodes{{
    {Rejection::UnknownKind, "unknown_kind"},
    {Rejection::NotText, "not_text"},
    {Rejection::NotAnObject, "not_an_object"},
    {Rejection::MissingField, "missing_field"},
    {Rejection::BadValue, "bad_value"},
    {Rejection::UnknownOuting, "unknown_outing"},
    {Rejection::BadTarget, "bad_target"},
    {Rejection::TooLarge, "too_large"},
    {Rejection::BodyMissing, "body_missing"},
}};

constexpr std::string_view kOutingOpenedKind = "outing_opened";
constexpr std::string_view kOutingClosedKind = "outing_closed";
constexpr std::string_view kConsultationKind = "consultation";
constexpr std::string_view kHandoutKind = "handout";
constexpr std::string_view kCorrectionKind = "correction";
// In the order of Content's alternatives.
constexpr std::array kKinds{kOutingOpenedKind, kOutingClosedKind, kConsultationKind, kHandoutKind,
                            kCorrectionKind};
static_assert(kKinds.size() == std::variant_size_v<Content>);

bool is_known_kind(std::string_view kind) {
  return std::find(kKinds.begin(), kKinds.end(), kind) != kKinds.end();
}

bool is_plain_text(std::string_view text, std::size_t at_least) {
  return is_utf8(text) && !has_control_characters(text) &&
         text.find('\n') == std::string_view::npos && text.find('\t') == std::string_view::npos &&
         code_point_count(text) >= at_least && code_point_count(text) <= kTextMax;
}

bool is_id(std::string_view id) {
  return !id.empty() && id.size() <= kIdMax && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

bool is_time_of_day(std::string_view text) {
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) {
    return false;
  }
  return (text[0] - '0') * 10 + (text[1] - '0') < 24 && text[3] < '6';
}

bool in_range(int value, int least, int most) {
  return value >= least && value <= most;
}

struct ContentChecks {
  bool operator()(const OutingOpened& opened) const {
    return is_plain_text(opened.place, 1) && is_plain_text(opened.township, 0) &&
           opened.date.ok() && date_from_iso(to_iso(opened.date)).has_value();
  }
  bool operator()(const OutingClosed& /*closed*/) const {
    return true;
  }
  bool operator()(const Consultation& consultation) const {
    return in_range(consultation.people, 1, kPeopleMax) && is_id(consultation.topic) &&
           is_id(consultation.department);
  }
  bool operator()(const Handout& handout) const {
    return is_id(handout.leaflet) && in_range(handout.copies, 1, kCopiesMax);
  }
  bool operator()(const Correction& correction) const {
    return correction.target > 0 && correction.target <= kTargetMax &&
           in_range(correction.old_amount, 0, kCopiesMax) &&
           in_range(correction.new_amount, 0, kCopiesMax);
  }
};

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

// `kind` is one of ours.
Content read_content(std::string_view kind, FieldReader& fields) {
  if (kind == kOutingOpenedKind) {
    OutingOpened opened;
    opened.kind = fields.coded("kind", outing_kind_from);
    opened.place = fields.text("place");
    opened.township = fields.optional_text("township");
    // An unreadable date stays the default, which `check` refuses.
    opened.date = date_from_iso(fields.text("date")).value_or(Date{});
    return opened;
  }
  if (kind == kOutingClosedKind) {
    return OutingClosed{};
  }
  if (kind == kConsultationKind) {
    Consultation consultation;
    consultation.people = fields.amount("people");
    consultation.topic = fields.text("topic");
    consultation.pathway = fields.coded("pathway", pathway_from);
    consultation.department = fields.text("department");
    consultation.outcome = fields.coded("outcome", outcome_from);
    return consultation;
  }
  if (kind == kHandoutKind) {
    Handout handout;
    handout.leaflet = fields.text("leaflet");
    handout.copies = fields.amount("copies");
    return handout;
  }
  Correction correction;
  correction.target = fields.sequence("target");
  correction.old_amount = fields.amount("old");
  correction.new_amount = fields.amount("new");
  correction.reason = fields.coded("reason", correction_reason_from);
  return correction;
}

}  // namespace

std::string_view code_of(Rejection value) {
  for (const auto& [rejection, code] : kRejectionCodes) {
    if (rejection == value) {
      return code;
    }
  }
  return {};
}

std::optional<Rejection> rejection_from(std::string_view code) {
  for (const auto& [rejection, candidate] : kRejectionCodes) {
    if (candidate == code) {
      return rejection;
    }
  }
  return std::nullopt;
}

std::string_view kind_of(const Content& content) {
  return kKinds[content.index()];
}

Bytes encode_body(const Record& record) {
  Json json = Json::object();
  write_content(json, record.content);
  json["staff"] = record.staff;
  if (record.sheet_time) {
    json["sheet"] = *record.sheet_time;
  }
  const std::string text = write_json(json);
  return {text.begin(), text.end()};
}

std::variant<Record, Rejection> decode_body(std::string_view kind, ByteView body) {
  if (body.size() > kBodyBytesMax) {
    return Rejection::TooLarge;
  }
  if (!is_known_kind(kind)) {
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
  Record record{read_content(kind, fields), fields.text("staff"), std::nullopt};
  if (json->contains("sheet")) {
    record.sheet_time = fields.optional_text("sheet");
  }
  if (fields.problem()) {
    return *fields.problem();
  }
  if (const auto reason = check(record)) {
    return *reason;
  }
  return record;
}

std::optional<Rejection> check(const Record& record) {
  const bool time_is_right =
      !record.sheet_time || record.sheet_time->empty() || is_time_of_day(*record.sheet_time);
  if (!std::visit(ContentChecks{}, record.content) || !is_plain_text(record.staff, 1) ||
      !time_is_right) {
    return Rejection::BadValue;
  }
  return std::nullopt;
}

}  // namespace outreach::domain
