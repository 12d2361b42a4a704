#include "sync/ledger/answers.h"

#include <algorithm>
#include <utility>

#include "platform/base/text.h"
#include "sync/domain/record.h"

namespace outreach::ledger {
namespace {

constexpr unsigned kOwnerOnly = 0600;
constexpr std::string_view kEnding = ".answer";

bool is_half_written(const std::string& name) {
  return name.ends_with(".part");
}

std::optional<crypto::PublicKey> key_in_name(std::string_view name) {
  return name.ends_with(kEnding) ? array_from_hex<32>(name.substr(0, name.size() - kEnding.size()))
                                 : std::nullopt;
}

}  // namespace

std::string question_name(const crypto::PublicKey& answer_key) {
  return to_hex(answer_key).substr(0, kQuestionNameDigits);
}

Result<std::vector<crypto::PublicKey>> answer_keys(sqlite::Database& database) {
  auto select = database.prepare(
      "SELECT e.kind,e.body FROM question q JOIN entry e USING(chain,sequence) "
      "WHERE e.body IS NOT NULL ORDER BY q.chain,q.sequence");
  if (!select) {
    return select.error();
  }
  std::vector<crypto::PublicKey> keys;
  const auto read = sqlite::each_row(*select, [&] {
    const auto decoded = domain::decode_body(select->text(0), select->blob(1));
    const auto* record = std::get_if<domain::Record>(&decoded);
    const auto* question = record ? std::get_if<domain::Question>(&record->content) : nullptr;
    if (question != nullptr && question->answer_key) {
      keys.push_back(*question->answer_key);
    }
  });
  if (!read) {
    return read.error();
  }
  return keys;
}

Result<crypto::PublicKey> find_answer_key(sqlite::Database& database, std::string_view name) {
  if (name.size() < kQuestionNameDigits) {
    return Error{ErrorCode::InvalidInput,
                 "a question is named by the " + std::to_string(kQuestionNameDigits) +
                     " digits that `outreach-county questions` prints before it"};
  }
  const auto keys = answer_keys(database);
  if (!keys) {
    return keys.error();
  }
  std::optional<crypto::PublicKey> found;
  for (const crypto::PublicKey& key : *keys) {
    if (!to_hex(key).starts_with(name) || found == key) {
      continue;
    }
    if (found) {
      return Error{ErrorCode::InvalidInput,
                   "several questions begin with " + std::string(name) + ": give more digits"};
    }
    found = key;
  }
  if (!found) {
    return Error{ErrorCode::NotFound,
                 "no question " + std::string(name) +
                     " is held that took a receipt home (`outreach-county questions` lists them)"};
  }
  return *found;
}

Result<void> keep_answer(const Path& folder, const protocol::AnswerWords& words,
                         const crypto::PublicKey& answer_key, Files& files, Random& random) {
  const auto sealed = protocol::seal_answer(words, answer_key, random);
  if (!sealed) {
    return sealed.error();
  }
  const Path answers = folder / kAnswersFolder;
  if (auto made = files.make_folders(answers); !made) {
    return made;
  }
  return files.write_atomically(answers / (to_hex(answer_key) + std::string(kEnding)), *sealed,
                                kOwnerOnly);
}

Result<std::vector<protocol::SealedAnswer>> kept_answers(const Path& folder, Files& files) {
  const Path answers = folder / kAnswersFolder;
  const auto names = files.list(answers);
  if (!names && names.error().code == ErrorCode::NotFound) {
    return std::vector<protocol::SealedAnswer>();
  }
  if (!names) {
    return names.error();
  }
  std::vector<protocol::SealedAnswer> kept;
  for (const std::string& name : *names) {
    if (is_half_written(name)) {
      continue;
    }
    const auto key = key_in_name(name);
    auto sealed = files.read(answers / name, protocol::kSealedAnswerBytesMax);
    if (!sealed) {
      return sealed.error();
    }
    if (!key || sealed->size() < crypto::kSealOverhead) {
      return Error{ErrorCode::Corrupt, (answers / name).string() + " is no answer: move it away"};
    }
    kept.push_back({*key, *std::move(sealed)});
  }
  return kept;
}

}  // namespace outreach::ledger
