// The JSON of a body, written; record_body_read.cpp reads it.
#include "platform/json/json.h"
#include "sync/domain/record.h"

namespace outreach::domain {
namespace {

void put_epoch(Json& json, const std::optional<EpochId>& epoch) {
  if (epoch) {
    json["epoch"] = to_hex(*epoch);
  }
}

void put_text(Json& json, const char* key, const std::string& text) {
  if (!text.empty()) {
    json[key] = text;
  }
}

// Writes what is there, in the order of FORMAT.md: what is absent leaves the bytes as they were
// before there was such a field.
struct ContentWriter {
  Json& json;

  void operator()(const OutingOpened& opened) const {
    json["kind"] = code_of(opened.kind);
    put_text(json, "other_kind", opened.other_kind);
    json["place"] = opened.place;
    put_text(json, "township", opened.township);
    json["date"] = to_iso(opened.date);
    if (opened.is_planned) {
      json["planned"] = true;
    }
  }
  void operator()(const OutingClosed& /*closed*/) const {}
  void operator()(const Consultation& consultation) const {
    json["people"] = consultation.people;
    json["topic"] = consultation.topic;
    json["pathway"] = code_of(consultation.pathway);
    json["department"] = consultation.department;
    json["outcome"] = code_of(consultation.outcome);
    put_text(json, "note", consultation.note);
  }
  void operator()(const Handout& handout) const {
    json["leaflet"] = handout.leaflet;
    json["copies"] = handout.copies;
  }
  void operator()(const Correction& correction) const {
    json["target"] = correction.target;
    json["old"] = correction.old_amount;
    json["new"] = correction.new_amount;
    json["reason"] = code_of(correction.reason);
    put_epoch(json, correction.epoch);
  }
  void operator()(const Question& question) const {
    put_text(json, "topic", question.topic);
    json["sealed"] = to_hex(question.sealed);
    if (question.answer_key) {
      json["answer_key"] = to_hex(*question.answer_key);
    }
  }
  void operator()(const Erasure& erasure) const {
    json["target"] = erasure.target;
    json["reason"] = code_of(erasure.reason);
    put_epoch(json, erasure.epoch);
  }
  void operator()(const EpochOpened& epoch) const {
    json["reason"] = code_of(epoch.reason);
    json["previous"] = to_hex(epoch.previous);
    json["previous_head"] = epoch.previous_head;
    json["common"] = epoch.common;
  }
  void operator()(const Stock& stock) const {
    json["leaflet"] = stock.leaflet;
    json["movement"] = code_of(stock.movement);
    json["copies"] = stock.copies;
  }
  void operator()(const Remark& remark) const {
    json["about"] = remark.about;
    put_text(json, "leaflet", remark.leaflet);
    if (remark.difference != 0) {
      json["difference"] = remark.difference;
    }
    put_text(json, "reason", remark.reason);
    if (remark.target != 0) {
      json["target"] = remark.target;
    }
    put_epoch(json, remark.epoch);
  }
  void operator()(const Rating& rating) const {
    json["rated"] = code_of(rating.rated);
    json["face"] = code_of(rating.face);
    if (!rating.sealed.empty()) {
      json["sealed"] = to_hex(rating.sealed);
    }
  }
  void operator()(const SelfService& reading) const {
    json["leaflet"] = reading.leaflet;
    json["seconds"] = reading.seconds;
    json["take_aways"] = reading.take_aways;
  }
};

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

Bytes bytes_of_json(const Json& json) {
  const std::string text = write_json(json);
  return {text.begin(), text.end()};
}

}  // namespace

Bytes encode_body(const Record& record) {
  Json json = Json::object();
  const EmptiedAtEnd emptied(json);
  std::visit(ContentWriter{json}, record.content);
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
  if (!json) {
    return encode_body(record);
  }
  const EmptiedAtEnd emptied(*json);
  if (!json->is_object() || !record.origin) {
    return encode_body(record);
  }
  if (const auto* correction = std::get_if<Correction>(&record.content)) {
    put_target(*json, correction->target, correction->epoch);
  } else if (const auto* erasure = std::get_if<Erasure>(&record.content)) {
    put_target(*json, erasure->target, erasure->epoch);
  } else if (const auto* remark = std::get_if<Remark>(&record.content);
             remark != nullptr && remark->target != 0) {
    put_target(*json, remark->target, remark->epoch);
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
  } else if (auto* remark = std::get_if<Remark>(&alone.content)) {
    remark->target = 0;
    remark->epoch.reset();
  }
  const Bytes body = encode_body(alone);
  return crypto::Sha256().update(bytes_of(kind_of(alone.content))).update(body).finish();
}

}  // namespace outreach::domain
