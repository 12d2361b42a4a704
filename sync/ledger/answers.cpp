#include "sync/ledger/answers.h"

#include <algorithm>
#include <map>
#include <utility>

#include "platform/base/text.h"
#include "sync/domain/record.h"
#include "sync/ledger/pack_shelf.h"

namespace outreach::ledger {
namespace {

constexpr std::string_view kAnswerEnding = ".answer";
// State and day, far below.
constexpr std::size_t kFirstLineBytesMax = 64;

bool is_half_written(const std::string& name) {
  return name.ends_with(".part");
}

std::optional<crypto::PublicKey> key_in_name(std::string_view name) {
  return name.ends_with(kAnswerEnding)
             ? array_from_hex<32>(name.substr(0, name.size() - kAnswerEnding.size()))
             : std::nullopt;
}

std::string first_line(const protocol::AnswerWords& words) {
  return std::string(protocol::code_of(words.state)) + " " + to_iso(words.date) + "\n";
}

std::optional<KeptAnswer> kept_in(const crypto::PublicKey& key, ByteView file) {
  const std::string_view text = text_of(file);
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, std::min(end, kFirstLineBytesMax));
  const std::size_t space = line.find(' ');
  if (end == std::string_view::npos || space == std::string_view::npos) {
    return std::nullopt;
  }
  const auto state = protocol::answer_state_from(line.substr(0, space));
  const auto date = date_from_iso(line.substr(space + 1));
  const ByteView sealed = file.subspan(end + 1);
  if (!state || !date || sealed.size() < crypto::kSealOverhead ||
      sealed.size() > protocol::kSealedAnswerBytesMax) {
    return std::nullopt;
  }
  return KeptAnswer{{key, Bytes(sealed.begin(), sealed.end())}, *state, *date};
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
  const Path place = answers / (to_hex(answer_key) + std::string(kAnswerEnding));
  const auto earlier = files.read(place, kFirstLineBytesMax + protocol::kSealedAnswerBytesMax);
  const auto kept = earlier ? kept_in(answer_key, *earlier) : std::nullopt;
  if (kept && kept->state == protocol::AnswerState::Answered &&
      words.state != protocol::AnswerState::Answered) {
    return Error{ErrorCode::Refused, "this question was answered on " + to_iso(kept->date) +
                                         ": give the whole answer again if it has to be changed"};
  }
  const std::string line = first_line(words);
  Bytes content(line.begin(), line.end());
  content.insert(content.end(), sealed->begin(), sealed->end());
  return files.write_atomically(place, content, kOwnerOnly);
}

Result<std::vector<KeptAnswer>> kept_answers(const Path& folder, Files& files) {
  const Path answers = folder / kAnswersFolder;
  const auto names = files.list(answers);
  if (!names && names.error().code == ErrorCode::NotFound) {
    return std::vector<KeptAnswer>();
  }
  if (!names) {
    return names.error();
  }
  std::vector<KeptAnswer> kept;
  for (const std::string& name : *names) {
    if (is_half_written(name)) {
      continue;
    }
    const auto key = key_in_name(name);
    const auto content =
        files.read(answers / name, kFirstLineBytesMax + protocol::kSealedAnswerBytesMax);
    if (!content && content.error().code != ErrorCode::TooLarge) {
      return content.error();
    }
    auto answer = key && content ? kept_in(*key, *content) : std::nullopt;
    if (!answer) {
      return Error{ErrorCode::Corrupt, (answers / name).string() + " is no answer: move it away"};
    }
    kept.push_back(*std::move(answer));
  }
  return kept;
}

Result<std::size_t> back_up_answers(const Path& folder, const Path& to, Files& files) {
  constexpr std::size_t kMost = kFirstLineBytesMax + protocol::kSealedAnswerBytesMax;
  const auto kept = kept_answers(folder, files);  // what is no answer is said, not copied
  if (!kept) {
    return kept.error();
  }
  if (kept->empty()) {
    return std::size_t{0};
  }
  const Path copies = to / kAnswersFolder;
  if (auto made = files.make_folders(copies); !made) {
    return made.error();
  }
  for (const KeptAnswer& answer : *kept) {
    const std::string name = to_hex(answer.answer_key) + std::string(kAnswerEnding);
    const auto content = files.read(folder / kAnswersFolder / name, kMost);
    if (!content) {
      return content.error();
    }
    const auto copied = files.read(copies / name, kMost);
    if (copied && *copied == *content) {
      continue;
    }
    if (auto written = files.write_atomically(copies / name, *content, kOwnerOnly); !written) {
      return written.error();
    }
  }
  return kept->size();
}

Result<AskedQuestions> asked_questions(sqlite::Database& database, const Path& folder,
                                       Files& files) {
  auto listed = listed_questions(database);
  if (!listed) {
    return listed.error();
  }
  const auto kept = kept_answers(folder, files);
  if (!kept) {
    return kept.error();
  }
  std::map<crypto::PublicKey, const KeptAnswer*> answers;
  for (const KeptAnswer& answer : *kept) {
    answers[answer.answer_key] = &answer;
  }
  AskedQuestions asked;
  for (HeldQuestion& question : *listed) {
    if (!question.answer_key) {
      ++asked.without_receipt;
      continue;
    }
    const auto answer = answers.find(*question.answer_key);
    AskedQuestion one{std::move(question), std::nullopt, {}};
    if (answer != answers.end()) {
      one.state = answer->second->state;
      one.date = answer->second->date;
    }
    asked.questions.push_back(std::move(one));
  }
  return asked;
}

Result<protocol::PackManifest> publish_answers(const Path& folder, const AnswersOrder& order,
                                               const crypto::SigningKey& publishing_key,
                                               Files& files) {
  auto kept = kept_answers(folder, files);
  if (!kept) {
    return kept.error();
  }
  std::vector<protocol::SealedAnswer> rows;
  for (KeptAnswer& answer : *kept) {
    rows.push_back({answer.answer_key, std::move(answer.sealed)});
  }
  auto file = protocol::encode_answers(std::move(rows));
  if (!file) {
    return file.error();
  }
  std::vector<PackSource> sources;
  sources.push_back({protocol::kAnswersPath, *std::move(file)});
  return PackShelf(folder, files)
      .publish({protocol::kAnswersPack, std::move(sources), order.made_at, order.expires_at,
                order.version},
               publishing_key);
}

}  // namespace outreach::ledger
