#include "app/kiosk/found_answer.h"

#include <algorithm>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "app/kiosk/commands.h"

namespace outreach::kiosk {
namespace {

using Finding = core::AnswerFound::Result;

core::AnswerStage stage_of(protocol::AnswerState state) {
  switch (state) {
    case protocol::AnswerState::PassedOn:
      return core::AnswerStage::PassedOn;
    case protocol::AnswerState::Answered:
      return core::AnswerStage::Answered;
    case protocol::AnswerState::Accepted:
      break;
  }
  return core::AnswerStage::Received;
}

// Room for as many code points as it has bytes: never too little.
core::SecretText secret_line(std::string_view words) {
  core::SecretText line(words.size());
  line.add(words);
  return line;
}

void wipe_text(std::string& text) {
  crypto::wipe(std::span(reinterpret_cast<std::uint8_t*>(text.data()), text.size()));
  text.clear();
}

core::AnswerFound not_found(const client::PackStore& answers, const Error& error) {
  core::AnswerFound found;
  if (error.code == ErrorCode::NotFound) {
    found.result = Finding::NothingYet;
    if (const auto made_at = client::answers_made_at(answers)) {
      found.answers_made_at = *made_at;
    }
  } else {
    found.result = error.code == ErrorCode::Refused ? Finding::CannotLookUp : Finding::Failed;
  }
  return found;
}

}  // namespace

core::AnswerHandle take_answer(protocol::AnswerWords& words) {
  auto answer = std::make_shared<core::FoundAnswer>();
  answer->stage = stage_of(words.state);
  answer->date = words.date;
  answer->office = secret_line(words.office);
  std::replace(words.answer.begin(), words.answer.end(), '\t', ' ');
  std::string_view rest = words.answer;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    answer->lines.push_back(secret_line(rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  wipe_text(words.office);
  wipe_text(words.answer);
  return answer;
}

core::AnswerFound find_answer_in(const client::PackStore& answers,
                                 const core::ReceiptDigits& receipt,
                                 const crypto::PublicKey& casework) {
  const auto read = domain::Receipt::read(receipt.view());
  if (!read) {
    return {};
  }
  auto words = client::look_up_answer(answers, *read, casework);
  if (!words) {
    if (words.error().code != ErrorCode::NotFound && words.error().code != ErrorCode::Refused) {
      complain(words.error());
    }
    return not_found(answers, words.error());
  }
  core::AnswerFound found;
  found.result = Finding::Found;
  found.answer = take_answer(*words);
  return found;
}

}  // namespace outreach::kiosk
