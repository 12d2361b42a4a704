#include "sync/protocol/answer.h"

#include <algorithm>
#include <array>
#include <utility>

#include "platform/base/text.h"
#include "platform/crypto/password.h"
#include "platform/json/json.h"

namespace outreach::protocol {
namespace {

constexpr std::string_view kSaltTag = "outreach-receipt";
constexpr std::array<std::pair<AnswerState, std::string_view>, kAnswerStates> kStateCodes{{
    {AnswerState::Accepted, "accepted"},
    {AnswerState::PassedOn, "passed_on"},
    {AnswerState::Answered, "answered"},
}};

Result<void> check_text(const std::string& text, std::size_t most, const char* what) {
  if (text.size() > most) {
    return Error{ErrorCode::TooLarge,
                 std::string(what) + " is longer than " + std::to_string(most) + " bytes"};
  }
  if (!is_utf8(text) || has_control_characters(text)) {
    return Error{ErrorCode::InvalidInput, std::string(what) + " is not plain text"};
  }
  return {};
}

Result<void> check(const AnswerWords& words) {
  if (auto right = check_text(words.answer, kAnswerBytesMax, "an answer"); !right) {
    return right;
  }
  if (auto right = check_text(words.office, kOfficeBytesMax, "an office's name"); !right) {
    return right;
  }
  const bool is_answered = words.state == AnswerState::Answered;
  if (is_answered == trimmed(words.answer).empty()) {
    return Error{ErrorCode::InvalidInput,
                 is_answered ? "an answer has no words" : "words go with `answered` alone"};
  }
  if (words.state == AnswerState::PassedOn && trimmed(words.office).empty()) {
    return Error{ErrorCode::InvalidInput, "it was passed on, but not to which office"};
  }
  if (!words.date.ok()) {
    return Error{ErrorCode::InvalidInput, "an answer has no date"};
  }
  return {};
}

}  // namespace

domain::Receipt mint_receipt(Random& random) {
  return domain::Receipt::of_number(random.below(domain::kReceiptNumbers));
}

Result<crypto::SealingKey> receipt_key(const domain::Receipt& receipt,
                                       const crypto::PublicKey& casework) {
  const crypto::Hash tagged = crypto::Sha256().update(bytes_of(kSaltTag)).update(casework).finish();
  std::array<std::uint8_t, 16> salt{};
  std::copy_n(tagged.begin(), salt.size(), salt.begin());
  const auto stretched = crypto::stretch_receipt(bytes_of(receipt.digits()), salt);
  if (!stretched) {
    return stretched.error();
  }
  crypto::Seed seed{};
  std::copy_n(stretched->view().begin(), seed.size(), seed.begin());
  auto key = crypto::SealingKey::from_seed(seed);
  crypto::wipe(seed);
  return key;
}

std::string_view code_of(AnswerState state) {
  return kStateCodes.at(static_cast<std::size_t>(state)).second;
}

std::optional<AnswerState> answer_state_from(std::string_view code) {
  for (const auto& [state, candidate] : kStateCodes) {
    if (candidate == code) {
      return state;
    }
  }
  return std::nullopt;
}

Result<Bytes> seal_answer(const AnswerWords& words, const crypto::PublicKey& answer_key,
                          Random& random) {
  if (auto right = check(words); !right) {
    return right.error();
  }
  if (!crypto::can_seal_to(answer_key)) {
    return Error{ErrorCode::InvalidInput, "nothing can be sealed to this receipt's key"};
  }
  Json json = Json::object();
  json["state"] = code_of(words.state);
  json["date"] = to_iso(words.date);
  if (!words.office.empty()) {
    json["office"] = words.office;
  }
  if (!words.answer.empty()) {
    json["answer"] = words.answer;
  }
  std::string plain = write_json(json);
  plain.resize((plain.size() + kAnswerPadding - 1) / kAnswerPadding * kAnswerPadding, ' ');
  return crypto::seal(answer_key, bytes_of(plain), random);
}

Result<AnswerWords> open_answer(ByteView sealed, const crypto::SealingKey& key) {
  auto plain = key.open(sealed);
  if (!plain) {
    return Error{ErrorCode::Refused, "answer: it is sealed to another receipt"};
  }
  const auto json = parse_json(text_of(*plain));
  crypto::wipe(*plain);
  if (!json) {
    return Error{ErrorCode::Corrupt, "answer: what is sealed is not an answer"};
  }
  const auto state = answer_state_from(text_member(*json, "state").value_or(""));
  const auto date = date_from_iso(text_member(*json, "date").value_or(""));
  AnswerWords words{state.value_or(AnswerState::Accepted), date.value_or(Date{}),
                    text_member(*json, "office").value_or(""),
                    text_member(*json, "answer").value_or("")};
  if (!state || !date || !check(words)) {
    return Error{ErrorCode::Corrupt, "answer: what is sealed is not an answer"};
  }
  return words;
}

}  // namespace outreach::protocol
