// 答复: what the county answers a question with, so that only who holds the receipt reads it.
// Layout: PROTOCOL.md, "Answers". Pure, any thread; receipt_key() takes the memory and time named
// in platform/crypto/password.h, so never on the control thread.
//
// A receipt is the seed of a key pair, made slow to guess. The question carries the public half,
// the county seals to it, and every kiosk carries every answer: who looks one up asks nobody.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/crypto/crypto.h"
#include "platform/random/random.h"
#include "sync/domain/receipt.h"

namespace outreach::protocol {

// A new receipt, any of its numbers as likely as another.
domain::Receipt mint_receipt(Random& random);

// The key pair of a receipt. `casework`: the county's, to which the question was sealed; it keeps
// what somebody worked out for one county from being of use against another. Unavailable when there
// is no memory at the moment.
Result<crypto::SealingKey> receipt_key(const domain::Receipt& receipt,
                                       const crypto::PublicKey& casework);

enum class AnswerState {
  Accepted,  // 已收到: the office has it
  PassedOn,  // 已转办: with the office named
  Answered,  // 已答复
};
inline constexpr std::size_t kAnswerStates = 3;
std::string_view code_of(AnswerState state);
std::optional<AnswerState> answer_state_from(std::string_view code);

// Bytes of UTF-8: 4,000 hanzi, four pages.
inline constexpr std::size_t kAnswerBytesMax = 12'000;
// Bytes: an office's name as long as any on the screen.
inline constexpr std::size_t kOfficeBytesMax = 240;
// What is sealed is filled up to a multiple of this: where a question stands and a short answer to
// it look alike.
inline constexpr std::size_t kAnswerPadding = 1'024;
// Of one sealed answer. Every character escaped, padded and sealed, the longest fits.
inline constexpr std::size_t kSealedAnswerBytesMax = 26 * kAnswerPadding;

struct AnswerWords {
  AnswerState state = AnswerState::Accepted;
  Date date{};         // the office's day
  std::string office;  // who has it, or who answered; may be empty but for PassedOn
  std::string answer;  // the words; for Answered alone, and then not empty
  bool operator==(const AnswerWords&) const = default;
};

// InvalidInput: a rule above, no UTF-8, or control characters other than tab and line end.
// TooLarge: above the limits. Unavailable is never its fault alone: nothing can be sealed to
// `answer_key`.
Result<Bytes> seal_answer(const AnswerWords& words, const crypto::PublicKey& answer_key,
                          Random& random);
// Refused: sealed to another receipt, or changed. Corrupt: opened, but it does not hold an answer.
Result<AnswerWords> open_answer(ByteView sealed, const crypto::SealingKey& key);

// One row of the file that every kiosk carries.
struct SealedAnswer {
  crypto::PublicKey answer_key{};
  Bytes sealed;
  bool operator==(const SealedAnswer&) const = default;
};

// Of one file: six years of a county that gets two hundred questions a month. Short answers of
// that many fit into a file of a pack (pack.h).
inline constexpr std::size_t kAnswersMax = 15'000;

// Rows in any order; of two for one key the later one holds. TooLarge: more than kAnswersMax rows,
// a sealed answer above its limit, or together more than a file of a pack may have.
Result<Bytes> encode_answers(std::vector<SealedAnswer> answers);
// Corrupt: cut, changed, or not in order. Whose it is, the pack's signature says.
Result<std::vector<SealedAnswer>> decode_answers(ByteView file);
// The sealed answer for a key, without copying the others. None: there is none. Corrupt as above,
// as far as it was read.
Result<std::optional<Bytes>> find_answer(ByteView file, const crypto::PublicKey& answer_key);

}  // namespace outreach::protocol
