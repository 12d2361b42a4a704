// The key that opens residents' words, and the words.
#include "sync/ledger/casework.h"

#include "tests/support/county_bench.h"

namespace outreach::ledger {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

constexpr std::string_view kPassphrase = "四个词 合在一起 才够长 也好记";

Result<crypto::PublicKey> create(CountyBench& bench, std::string_view passphrase = kPassphrase) {
  return create_casework_key(bench.folder.path(), bytes_of(passphrase), bench.files, bench.random);
}

std::optional<crypto::PublicKey> granted(CountyBench& bench) {
  const auto key = crypto::SigningKey::generate(bench.random);
  const auto answer = bench.enrol(key, bench.new_code());
  CHECK(answer.status == 200);
  return required(protocol::open_grant(text_of(answer.body))).casework_key;
}

TEST_CASE("Casework: a key made while the county serves is in its next grants",
          "[ledger][casework]") {
  CountyBench bench;
  CHECK_FALSE(granted(bench));
  const auto key = required(create(bench));
  CHECK(granted(bench) == key);
  // Who serves needs the public half alone.
  bench.close();
  REQUIRE(bench.files.remove(bench.folder / kCaseworkKeyFile));
  bench.open();
  CHECK(bench.county->keys().casework == key);
  CHECK(granted(bench) == key);
}

TEST_CASE("Casework: the key is made once, under a passphrase that is not soon guessed",
          "[ledger][casework]") {
  CountyBench bench;
  for (const std::string_view poor :
       {"", "0123456789a", "一二三四五六七八九十一", "\xff bad but long enough"}) {
    const auto refused = create(bench, poor);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::InvalidInput);
  }
  // A half-made one was never given to anybody.
  REQUIRE(bench.files.write_atomically(bench.folder / kCaseworkKeyFile, Bytes{1, 2, 3}, 0600));
  const auto key = required(create(bench));
  const auto again = create(bench);
  REQUIRE_FALSE(again);
  CHECK(again.error().code == ErrorCode::AlreadyExists);
  const auto wrong =
      unlock_casework_key(bench.folder.path(), bytes_of("another passphrase"), bench.files);
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().code == ErrorCode::Refused);
  CHECK(required(unlock_casework_key(bench.folder.path(), bytes_of(kPassphrase), bench.files))
            .public_key() == key);
}

TEST_CASE("Casework: a public key that is damaged stops the county instead of losing words",
          "[ledger][casework]") {
  CountyBench bench;
  bench.close();
  for (const Bytes& damaged : {Bytes{}, Bytes(31, 1), Bytes(32, 0)}) {
    REQUIRE(bench.files.write_atomically(bench.folder / kCaseworkPublicFile, damaged, 0644));
    const auto opened = Ledger::open(bench.folder.path(), bench.clock, bench.random, bench.files);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == ErrorCode::Corrupt);
  }
}

TEST_CASE("Casework: the desk reads every question with what is known of it, and nobody else's",
          "[ledger][casework]") {
  CountyBench bench;
  const auto casework = crypto::SealingKey::generate(bench.random);
  const auto other = crypto::SealingKey::generate(bench.random);
  ChainWriter kiosk(bench.random);
  kiosk.add_outing();
  const auto ask = [&](const std::string& words, const std::string& contact,
                       const std::string& topic, const crypto::SealingKey& key,
                       domain::Sequence outing) {
    return kiosk.add_record(
        domain::Question{topic, required(protocol::seal_question(bytes_of(words), bytes_of(contact),
                                                                 key.public_key(), bench.random))},
        outing);
  };
  ask("土地怎么确权？", "", "land", casework, 1);
  ask("低保找谁？", "李四", "", casework, 0);
  ask("谁也看不见", "", "", other, 1);
  const auto erased = ask("按要求抹除", "", "land", casework, 1);
  kiosk.add_record(domain::Erasure{erased, domain::ErasureReason::PersonAsked}, 0);
  bench.welcome(kiosk);
  CHECK(bench.ack_in(bench.deliver(kiosk, 1, kiosk.newest())).quarantined.empty());

  const auto questions = required(held_questions(bench.county->database(), casework));
  REQUIRE(questions.size() == 4);
  CHECK(questions[0].kiosk_name == "一号");
  CHECK(questions[0].chain == kiosk.id());
  CHECK(questions[0].sequence == 2);
  CHECK(questions[0].outing_day == "2127-01-10");
  CHECK(questions[0].place == "县城集");
  CHECK(questions[0].topic == "land");
  CHECK(questions[0].words == protocol::QuestionWords{"土地怎么确权？", std::nullopt});
  CHECK(questions[1].outing_day.empty());
  CHECK(questions[1].words == protocol::QuestionWords{"低保找谁？", "李四"});
  CHECK_FALSE(questions[2].words);
  CHECK(questions[2].trouble.find("another casework key") != std::string::npos);
  CHECK_FALSE(questions[3].words);
  CHECK(questions[3].trouble == "erased");
}

}  // namespace
}  // namespace outreach::ledger
