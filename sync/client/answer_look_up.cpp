#include "sync/client/answer_look_up.h"

#include <optional>

namespace outreach::client {
namespace {

struct CountyAnswers {
  Bytes file;
  WallTime made_at{};
};

Result<CountyAnswers> answers_in(const PackStore& store, std::uint64_t version) {
  const auto manifest = store.manifest(version);
  if (!manifest) {
    return manifest.error();
  }
  const protocol::PackFile* file = manifest->file(protocol::kAnswersPath);
  if (file == nullptr) {
    return Error{ErrorCode::Corrupt, "the answers pack has no answers"};
  }
  auto read = store.read(*file);
  if (!read) {
    return read.error();
  }
  return CountyAnswers{*std::move(read), manifest->made_at};
}

// The installed version's; where the disk spoiled that, those of the one before.
Result<CountyAnswers> newest_answers(const PackStore& store) {
  const auto standing = store.standing();
  if (!standing) {
    return standing.error();
  }
  if (standing->installed == 0) {
    return Error{ErrorCode::NotFound,
                 "no answers have come to this kiosk yet: deliver (outreach-kiosk sync, or stick), "
                 "and look again"};
  }
  auto answers = answers_in(store, standing->installed);
  if (answers || standing->previous == 0) {
    return answers;
  }
  auto before = answers_in(store, standing->previous);
  return before ? std::move(before) : std::move(answers);
}

}  // namespace

Result<protocol::AnswerWords> look_up_answer(const PackStore& answers,
                                             const domain::Receipt& receipt,
                                             const crypto::PublicKey& casework) {
  const auto newest = newest_answers(answers);
  if (!newest) {
    return newest.error();
  }
  const auto key = protocol::receipt_key(receipt, casework);
  if (!key) {
    return key.error();
  }
  const auto sealed = protocol::find_answer(newest->file, key->public_key());
  if (!sealed) {
    return sealed.error();
  }
  if (!*sealed) {
    return Error{ErrorCode::NotFound,
                 "nothing has come for this receipt yet: the county has not answered, or this "
                 "kiosk has not heard of it"};
  }
  auto answer = protocol::open_answer(**sealed, *key);
  if (!answer) {
    // It stands under this receipt's key, so it is spoiled and not somebody else's.
    return Error{ErrorCode::Corrupt, answer.error().context};
  }
  return answer;
}

Result<WallTime> answers_made_at(const PackStore& answers) {
  const auto newest = newest_answers(answers);
  if (!newest) {
    return newest.error();
  }
  return newest->made_at;
}

}  // namespace outreach::client
