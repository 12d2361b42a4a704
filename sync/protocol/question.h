// 留言提问: a resident's words as they are sealed. Layout: PROTOCOL.md. Pure.
#pragma once

#include <optional>
#include <string>

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/crypto/crypto.h"
#include "platform/random/random.h"

namespace outreach::protocol {

// Bytes of UTF-8: 2,000 hanzi, two pages by hand. Escaped in the worst way, with the contact and
// padded, it still fits domain::kSealedBytesMax.
inline constexpr std::size_t kQuestionBytesMax = 6'000;
// A name, a telephone number and where to find somebody: 100 hanzi.
inline constexpr std::size_t kContactBytesMax = 300;
// What is sealed is filled up to a multiple of this, so that its length tells a short question from
// a long one and little more.
inline constexpr std::size_t kQuestionPadding = 256;

// Seals what a resident wrote to the county's casework key; nobody without the private key opens
// it, the caller included. An empty contact is none: the question is anonymous. The words are
// copied only into memory that is wiped; the caller wipes its own. InvalidInput: no words, not
// UTF-8, or control characters other than tab and line end. TooLarge: above the limits.
// Unavailable: no memory for secrets.
Result<Bytes> seal_question(ByteView question, ByteView contact, const crypto::PublicKey& casework,
                            Random& random);

struct QuestionWords {
  std::string question;
  std::optional<std::string> contact;  // none: anonymous
  bool operator==(const QuestionWords&) const = default;
};

// Refused: sealed to another key, or changed. Corrupt: opened, but it does not hold a question.
Result<QuestionWords> open_question(ByteView sealed, const crypto::SealingKey& casework);

}  // namespace outreach::protocol
