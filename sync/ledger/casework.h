// The casework key: residents' words are sealed to it, and only the question desk opens them. Its
// private half lies in the county's folder wrapped by a passphrase; the serving process needs the
// public half alone and never reads the other.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/crypto/crypto.h"
#include "platform/files/files.h"
#include "platform/random/random.h"
#include "platform/sqlite/sqlite.h"
#include "sync/domain/chain.h"
#include "sync/domain/record.h"
#include "sync/protocol/question.h"

namespace outreach::ledger {

inline constexpr const char* kCaseworkPublicFile = "casework.pub";
inline constexpr const char* kCaseworkKeyFile = "casework.key";

// Of a passphrase, in characters. What it guards can be tried at leisure by who copied the file,
// each try a second of a machine: four words, or a line that nobody else would write.
inline constexpr std::size_t kPassphraseCharactersMin = 12;

// InvalidInput: it is too short.
Result<void> check_passphrase(ByteView passphrase);

// Makes the pair: casework.key (mode 0600), then casework.pub, which says that it is complete.
// AlreadyExists: there is one already; it is left as it is, for questions are sealed to it.
// InvalidInput: the passphrase is too short. Takes about a second.
Result<crypto::PublicKey> create_casework_key(const Path& folder, ByteView passphrase, Files& files,
                                              Random& random);
// Nothing when this county has none. Corrupt when the file is no key that can be sealed to.
Result<std::optional<crypto::PublicKey>> load_casework_key(const Path& folder, Files& files);
// Refused: another passphrase. NotFound: this county has none. Takes about a second.
Result<crypto::SealingKey> unlock_casework_key(const Path& folder, ByteView passphrase,
                                               Files& files);

// A question as the desk sees it.
struct HeldQuestion {
  std::string kiosk_name;
  domain::ChainId chain;
  domain::Sequence sequence = 0;
  WallTime device_time{};
  bool device_time_trusted = false;
  std::string outing_day;  // "2021-01-10"; empty when it was left at no outing
  std::string place;
  bool is_taken_back = false;  // corrected to nothing at the stall; still to be read
  std::string topic;           // id; empty: the resident chose none
  // What an answer is sealed to (sync/ledger/answers.h); none: nobody took a receipt home.
  std::optional<crypto::PublicKey> answer_key;
  std::optional<protocol::QuestionWords> words;
  std::string trouble;  // why there are no words, for a log; empty when there are
};
// Every question held, in order of kiosk, epoch and sequence. On any connection.
Result<std::vector<HeldQuestion>> held_questions(sqlite::Database& database,
                                                 const crypto::SealingKey& casework);
// The same unopened: nobody's words are read, and no passphrase is needed.
Result<std::vector<HeldQuestion>> listed_questions(sqlite::Database& database);

// What a resident said besides a face, as the desk sees it. Whose it is, no one knows.
struct HeldRatingWords {
  std::string kiosk_name;
  domain::ChainId chain;
  domain::Sequence sequence = 0;
  std::string day;    // the outing's; else the kiosk's, in China
  std::string place;  // empty when it was left at no outing
  domain::Rated rated = domain::Rated::Stall;
  domain::Face face = domain::Face::Great;
  std::optional<std::string> words;
  std::string trouble;  // why there are none, for a log; empty when there are
};
// Of every rating held that has words, in order of kiosk, epoch and sequence. On any connection.
Result<std::vector<HeldRatingWords>> held_rating_words(sqlite::Database& database,
                                                       const crypto::SealingKey& casework);

}  // namespace outreach::ledger
