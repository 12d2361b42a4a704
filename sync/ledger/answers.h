// 答复: what the county answers its residents' questions with. An answer is a file in the county's
// folder (`answers`), sealed to the receipt of who asked, so that neither the folder nor its backup
// tells what was answered; it is written while the county serves, for the ledger is not touched.
// Before what is sealed stands a line with state and day ("passed_on 2026-03-09"): the desk could
// not tell what still waits without it. That line stays here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "platform/files/files.h"
#include "platform/random/random.h"
#include "platform/sqlite/sqlite.h"
#include "sync/ledger/casework.h"
#include "sync/protocol/answer.h"
#include "sync/protocol/pack.h"

namespace outreach::ledger {

inline constexpr const char* kAnswersFolder = "answers";

// How a question is called at the desk: the first hexadecimal digits of its answer key. Ten tell a
// million questions apart.
inline constexpr std::size_t kQuestionNameDigits = 10;
std::string question_name(const crypto::PublicKey& answer_key);

// The answer keys of every question held that has one. On any connection.
Result<std::vector<crypto::PublicKey>> answer_keys(sqlite::Database& database);

// The one whose hexadecimal digits begin so. NotFound: none, or its body is erased or pruned.
// InvalidInput: fewer than kQuestionNameDigits digits, or several begin so.
Result<crypto::PublicKey> find_answer_key(sqlite::Database& database, std::string_view name);

// Seals the words and keeps them, durably, in place of an earlier answer to the same question.
// Refused: it was answered, and these say less; nobody at the office could read the words again. As
// seal_answer() and Files::write_atomically() fail.
Result<void> keep_answer(const Path& folder, const protocol::AnswerWords& words,
                         const crypto::PublicKey& answer_key, Files& files, Random& random);

struct KeptAnswer : protocol::SealedAnswer {
  protocol::AnswerState state = protocol::AnswerState::Accepted;
  Date date{};
};
// Every answer kept. Corrupt names a file that is no answer: nothing is left out silently.
Result<std::vector<KeptAnswer>> kept_answers(const Path& folder, Files& files);

// A question that took a receipt home, unopened, and how far the county is with it.
struct AskedQuestion {
  HeldQuestion question;
  std::optional<protocol::AnswerState> state;  // none: nothing was said yet
  Date date{};                                 // of that state

  crypto::PublicKey answer_key() const {
    return question.answer_key.value_or(crypto::PublicKey{});
  }
  // Until it is answered, also after the office said that it has it or passed it on.
  bool waits() const {
    return state != protocol::AnswerState::Answered;
  }
};
struct AskedQuestions {
  std::vector<AskedQuestion> questions;  // in the order of listed_questions()
  std::size_t without_receipt = 0;       // nothing can be sealed to who asked these
};
// Reads nobody's words. On any connection; fails as kept_answers() does.
Result<AskedQuestions> asked_questions(sqlite::Database& database, const Path& folder,
                                       Files& files);

struct AnswersOrder {
  WallTime made_at{};
  WallTime expires_at{};
  std::uint64_t version = 0;  // as of PackOrder
};
// Every answer kept as the next version of the pack "answers" (PROTOCOL.md), durable. Fails as
// kept_answers(), encode_answers() and PackShelf::publish() do. One process at a time.
Result<protocol::PackManifest> publish_answers(const Path& folder, const AnswersOrder& order,
                                               const crypto::SigningKey& publishing_key,
                                               Files& files);

}  // namespace outreach::ledger
