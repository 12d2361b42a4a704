#include "app/county/question_words.h"

#include <chrono>
#include <cstdlib>

#include "sync/ledger/answers.h"

namespace outreach::county {
namespace {

constexpr std::size_t kShownEpochDigits = 8;  // enough to tell a kiosk's epochs apart
// In place of a name, where nobody took a receipt home.
constexpr const char* kNoReceipt = "no receipt";

}  // namespace

Date asked_on(const ledger::HeldQuestion& question) {
  return date_from_iso(question.outing_day).value_or(china_date(question.device_time));
}

int days_left(const ledger::HeldQuestion& question, Date today) {
  const auto passed = std::chrono::sys_days{today} - std::chrono::sys_days{asked_on(question)};
  return kReplyDays - static_cast<int>(passed.count());
}

std::string days_left_words(int days) {
  if (days == 0) {
    return "last day";
  }
  const int count = std::abs(days);
  return std::to_string(count) + (count == 1 ? " day " : " days ") + (days > 0 ? "left" : "over");
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json json_of_question(const ledger::HeldQuestion& question) {
  Json json = Json::object();
  json["name"] =
      question.answer_key ? Json(ledger::question_name(*question.answer_key)) : Json(nullptr);
  json["answer_key"] = question.answer_key ? Json(to_hex(*question.answer_key)) : Json(nullptr);
  json["kiosk_name"] = question.kiosk_name;
  json["kiosk"] = to_hex(question.chain.kiosk);
  json["epoch"] = to_hex(question.chain.epoch);
  json["sequence"] = question.sequence;
  json["device_time"] = to_iso(question.device_time);
  json["device_time_trusted"] = question.device_time_trusted;
  json["outing_day"] = text_or_null(question.outing_day);
  json["place"] = text_or_null(question.place);
  json["topic"] = text_or_null(question.topic);
  json["taken_back"] = question.is_taken_back;
  return json;
}

std::string line_of_question(const ledger::HeldQuestion& question) {
  std::string text = question.answer_key ? ledger::question_name(*question.answer_key) : kNoReceipt;
  text += "  " + question.kiosk_name + "  " +
          to_hex(question.chain.epoch).substr(0, kShownEpochDigits) + "  entry " +
          std::to_string(question.sequence);
  if (!question.outing_day.empty()) {
    text += "  " + question.outing_day + " " + question.place;
  }
  text += question.topic.empty() ? "" : "  [" + question.topic + "]";
  text += question.is_taken_back ? "  (taken back)" : "";
  return text;
}

}  // namespace outreach::county
