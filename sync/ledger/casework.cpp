#include "sync/ledger/casework.h"

#include <algorithm>
#include <utility>

#include "platform/base/text.h"
#include "platform/crypto/password.h"
#include "sync/journal/row.h"

namespace outreach::ledger {
namespace {

constexpr std::size_t kWrappedBytesMax = 1'024;

// `casework`: none where the words stay sealed.
HeldQuestion question_in(const sqlite::Statement& row, const crypto::SealingKey* casework) {
  HeldQuestion held;
  held.kiosk_name = row.text(0);
  held.chain = {journal::array_column<16>(row, 1), journal::array_column<16>(row, 2)};
  held.sequence = row.unsigned_integer(3);
  held.device_time = journal::wall_time_column(row, 4);
  held.device_time_trusted = row.integer(5) != 0;
  held.outing_day = row.text(6);
  held.place = row.text(7);
  held.is_taken_back = row.integer(10) == 0;
  if (row.is_null(8)) {
    held.trouble = "erased";
    return held;
  }
  const auto record = domain::decode_body(row.text(9), row.blob(8));
  const auto* known = std::get_if<domain::Record>(&record);
  const auto* question = known ? std::get_if<domain::Question>(&known->content) : nullptr;
  if (question == nullptr) {
    held.trouble = "cannot be read";
    return held;
  }
  held.topic = question->topic;
  held.answer_key = question->answer_key;
  if (casework == nullptr) {
    return held;
  }
  auto words = protocol::open_question(question->sealed, *casework);
  if (words) {
    held.words = std::move(*words);
  } else {
    held.trouble = words.error().context;
  }
  return held;
}

Result<std::vector<HeldQuestion>> read_questions(sqlite::Database& database,
                                                 const crypto::SealingKey* casework) {
  auto select = database.prepare(
      "SELECT k.name,c.kiosk,c.epoch,e.sequence,e.device_time,e.device_time_trusted,o.date,o.place,"
      "e.body,e.kind,q.amount FROM question q JOIN entry e USING(chain,sequence) "
      "JOIN chain c ON c.number=q.chain JOIN kiosk k ON k.kiosk=c.kiosk "
      "LEFT JOIN outing o ON o.chain=q.chain AND o.sequence=q.outing "
      "ORDER BY k.name,c.number,e.sequence");
  if (!select) {
    return select.error();
  }
  std::vector<HeldQuestion> questions;
  const auto read =
      sqlite::each_row(*select, [&] { questions.push_back(question_in(*select, casework)); });
  if (!read) {
    return read.error();
  }
  return questions;
}

// Nothing for a rating without words.
std::optional<HeldRatingWords> rating_words_in(const sqlite::Statement& row,
                                               const crypto::SealingKey& casework) {
  const auto record = domain::decode_body("rating", row.blob(8));
  const auto* known = std::get_if<domain::Record>(&record);
  const auto* rating = known ? std::get_if<domain::Rating>(&known->content) : nullptr;
  if (rating == nullptr || rating->sealed.empty()) {
    return std::nullopt;
  }
  HeldRatingWords held;
  held.kiosk_name = row.text(0);
  held.chain = {journal::array_column<16>(row, 1), journal::array_column<16>(row, 2)};
  held.sequence = row.unsigned_integer(3);
  held.day = row.is_null(6) ? to_iso(china_date(journal::wall_time_column(row, 4))) : row.text(6);
  held.place = row.text(7);
  held.rated = rating->rated;
  held.face = rating->face;
  auto words = protocol::open_question(rating->sealed, casework);
  if (words) {
    held.words = std::move(words->question);
  } else {
    held.trouble = words.error().context;
  }
  return held;
}

}  // namespace

Result<void> check_passphrase(ByteView passphrase) {
  if (!is_utf8(text_of(passphrase)) ||
      code_point_count(text_of(passphrase)) < kPassphraseCharactersMin) {
    return Error{ErrorCode::InvalidInput, "the passphrase must be a line of at least " +
                                              std::to_string(kPassphraseCharactersMin) +
                                              " characters"};
  }
  return {};
}

Result<crypto::PublicKey> create_casework_key(const Path& folder, ByteView passphrase, Files& files,
                                              Random& random) {
  if (files.exists(folder / kCaseworkPublicFile)) {
    return Error{
        ErrorCode::AlreadyExists,
        folder.string() + " has a casework key already: questions are sealed to it, so it is kept"};
  }
  if (auto fit = check_passphrase(passphrase); !fit) {
    return fit.error();
  }
  const auto key = crypto::SealingKey::generate(random);
  const auto wrapped = crypto::wrap_with_passphrase(key.seed(), passphrase, random);
  if (!wrapped) {
    return wrapped.error();
  }
  // One without its public half was never given to a kiosk, and is written over.
  if (auto written = files.write_atomically(folder / kCaseworkKeyFile, *wrapped, kOwnerOnly);
      !written) {
    return written.error();
  }
  if (auto written =
          files.write_atomically(folder / kCaseworkPublicFile, key.public_key(), kEveryoneReads);
      !written) {
    return written.error();
  }
  return key.public_key();
}

Result<std::optional<crypto::PublicKey>> load_casework_key(const Path& folder, Files& files) {
  const Path path = folder / kCaseworkPublicFile;
  crypto::PublicKey key{};
  const auto bytes = files.read(path, key.size() + 1);
  if (!bytes && bytes.error().code == ErrorCode::NotFound) {
    return std::optional<crypto::PublicKey>();
  }
  if (!bytes) {
    return bytes.error();
  }
  if (bytes->size() != key.size()) {
    return Error{ErrorCode::Corrupt, path.string() + " is not a key"};
  }
  std::copy(bytes->begin(), bytes->end(), key.begin());
  if (!crypto::can_seal_to(key)) {
    return Error{ErrorCode::Corrupt, path.string() + " is not a key"};
  }
  return std::optional(key);
}

Result<crypto::SealingKey> unlock_casework_key(const Path& folder, ByteView passphrase,
                                               Files& files) {
  const auto expected = load_casework_key(folder, files);
  if (!expected) {
    return expected.error();
  }
  if (!*expected) {
    return Error{ErrorCode::NotFound, folder.string() +
                                          " has no casework key: `outreach-county casework "
                                          "create` makes one"};
  }
  const auto wrapped = files.read(folder / kCaseworkKeyFile, kWrappedBytesMax);
  if (!wrapped) {
    return wrapped.error();
  }
  const auto secret = crypto::unwrap_with_passphrase(*wrapped, passphrase);
  if (!secret) {
    return secret.error().code == ErrorCode::Refused
               ? Error{ErrorCode::Refused, "this is not the passphrase of the casework key"}
               : secret.error();
  }
  crypto::Seed seed{};
  if (secret->size() != seed.size()) {
    return Error{ErrorCode::Corrupt, (folder / kCaseworkKeyFile).string() + " is not a key"};
  }
  std::copy_n(secret->view().begin(), seed.size(), seed.begin());
  const auto key = crypto::SealingKey::from_seed(seed);
  crypto::wipe(seed);
  if (key.public_key() != **expected) {
    return Error{ErrorCode::Corrupt,
                 "casework.key and casework.pub do not belong together: put "
                 "both back from the backup"};
  }
  return key;
}

Result<std::vector<HeldQuestion>> held_questions(sqlite::Database& database,
                                                 const crypto::SealingKey& casework) {
  return read_questions(database, &casework);
}

Result<std::vector<HeldQuestion>> listed_questions(sqlite::Database& database) {
  return read_questions(database, nullptr);
}

Result<std::vector<HeldRatingWords>> held_rating_words(sqlite::Database& database,
                                                       const crypto::SealingKey& casework) {
  auto select = database.prepare(
      "SELECT k.name,c.kiosk,c.epoch,e.sequence,e.device_time,e.device_time_trusted,o.date,o.place,"
      "e.body FROM rating r JOIN entry e USING(chain,sequence) "
      "JOIN chain c ON c.number=r.chain JOIN kiosk k ON k.kiosk=c.kiosk "
      "LEFT JOIN outing o ON o.chain=r.chain AND o.sequence=r.outing "
      "WHERE e.body IS NOT NULL ORDER BY k.name,c.number,e.sequence");
  if (!select) {
    return select.error();
  }
  std::vector<HeldRatingWords> all;
  const auto read = sqlite::each_row(*select, [&] {
    if (auto held = rating_words_in(*select, casework)) {
      all.push_back(*std::move(held));
    }
  });
  if (!read) {
    return read.error();
  }
  return all;
}

}  // namespace outreach::ledger
