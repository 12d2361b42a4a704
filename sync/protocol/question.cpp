#include "sync/protocol/question.h"

#include <string_view>
#include <utility>

#include "platform/base/text.h"
#include "platform/crypto/secret.h"
#include "platform/json/json.h"
#include "sync/domain/record.h"

namespace outreach::protocol {
namespace {

constexpr std::string_view kBegin = R"({"question":")";
constexpr std::string_view kBetween = R"(","contact":")";
constexpr std::string_view kEnd = R"("})";
constexpr std::uint8_t kFill = ' ';

constexpr std::size_t padded_size(std::size_t size) {
  return (size + kQuestionPadding - 1) / kQuestionPadding * kQuestionPadding;
}

// Every character doubled by its escape.
constexpr std::size_t kPlainMax = padded_size(kBegin.size() + kBetween.size() + kEnd.size() +
                                              2 * (kQuestionBytesMax + kContactBytesMax));
static_assert(kPlainMax + crypto::kSealOverhead <= domain::kSealedBytesMax);

Result<void> check_words(ByteView words, std::size_t most) {
  if (words.size() > most) {
    return Error{ErrorCode::TooLarge,
                 "a question or a contact is longer than " + std::to_string(most) + " bytes"};
  }
  if (!is_utf8(text_of(words)) || has_control_characters(text_of(words))) {
    return Error{ErrorCode::InvalidInput, "a question or a contact is not plain text"};
  }
  return {};
}

// As a JSON string's inside. By hand: a JSON library leaves copies of the words in freed memory.
Result<void> append_escaped(crypto::SecretBytes& out, ByteView words) {
  for (const std::uint8_t byte : words) {
    std::array<std::uint8_t, 2> escaped{'\\', byte};
    const bool is_escaped = byte == '"' || byte == '\\' || byte == '\n' || byte == '\t';
    if (byte == '\n' || byte == '\t') {
      escaped[1] = byte == '\n' ? 'n' : 't';
    }
    const ByteView piece = is_escaped ? ByteView(escaped) : ByteView(escaped).last(1);
    if (auto appended = out.append(piece); !appended) {
      return appended;
    }
  }
  return {};
}

Result<void> write_words(crypto::SecretBytes& out, ByteView question, ByteView contact) {
  auto written = out.append(bytes_of(kBegin));
  if (written) {
    written = append_escaped(out, question);
  }
  if (written && !contact.empty()) {
    written = out.append(bytes_of(kBetween));
    if (written) {
      written = append_escaped(out, contact);
    }
  }
  if (written) {
    written = out.append(bytes_of(kEnd));
  }
  while (written && out.size() % kQuestionPadding != 0) {
    written = out.append(ByteView(&kFill, 1));
  }
  return written;
}

}  // namespace

Result<Bytes> seal_question(ByteView question, ByteView contact, const crypto::PublicKey& casework,
                            Random& random) {
  if (trimmed(text_of(question)).empty()) {
    return Error{ErrorCode::InvalidInput, "a question has no words"};
  }
  if (auto right = check_words(question, kQuestionBytesMax); !right) {
    return right.error();
  }
  if (auto right = check_words(contact, kContactBytesMax); !right) {
    return right.error();
  }
  if (!crypto::can_seal_to(casework)) {
    return Error{ErrorCode::InvalidInput, "nothing can be sealed to this casework key"};
  }
  auto plain = crypto::SecretBytes::make(kPlainMax);
  if (!plain) {
    return plain.error();
  }
  if (auto written = write_words(*plain, question, contact); !written) {
    return written.error();
  }
  return crypto::seal(casework, plain->view(), random);
}

Result<QuestionWords> open_question(ByteView sealed, const crypto::SealingKey& casework) {
  auto plain = casework.open(sealed);
  if (!plain) {
    return Error{ErrorCode::Refused, "question: sealed to another casework key"};
  }
  const auto json = parse_json(text_of(*plain));
  crypto::wipe(*plain);
  auto question = json ? text_member(*json, "question") : std::nullopt;
  auto contact = json ? text_member(*json, "contact") : std::nullopt;
  // Whoever shows the words must not obey control characters in them.
  if (!question || has_control_characters(*question) ||
      (contact && has_control_characters(*contact))) {
    return Error{ErrorCode::Corrupt, "question: what is sealed is not a question"};
  }
  return QuestionWords{std::move(*question), std::move(contact)};
}

}  // namespace outreach::protocol
