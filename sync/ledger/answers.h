// 答复: what the county answers its residents' questions with. An answer is a file in the county's
// folder (`answers`), sealed to the receipt of who asked, so that neither the folder nor its backup
// tells what was answered; it is written while the county serves, for the ledger is not touched.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "platform/files/files.h"
#include "platform/random/random.h"
#include "platform/sqlite/sqlite.h"
#include "sync/protocol/answer.h"

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

// Seals the words and keeps them, durably, in place of an earlier answer to the same question. As
// seal_answer() and Files::write_atomically() fail.
Result<void> keep_answer(const Path& folder, const protocol::AnswerWords& words,
                         const crypto::PublicKey& answer_key, Files& files, Random& random);

// Every answer kept, for the pack that carries them to the kiosks. Corrupt names a file that is no
// answer: nothing is left out silently.
Result<std::vector<protocol::SealedAnswer>> kept_answers(const Path& folder, Files& files);

}  // namespace outreach::ledger
