// A county's new keys, as its kiosks follow them.
#include "sync/protocol/rotation.h"

#include "sync/protocol/enrolment.h"
#include "tests/support/catch.h"
#include "tests/support/seeded_random.h"

namespace outreach::protocol {
namespace {

struct Generation {
  explicit Generation(Random& random)
      : sign(crypto::SigningKey::generate(random)),
        transport(crypto::SealingKey::generate(random)) {}
  PinnedKeys keys() const {
    return {sign.public_key(), transport.public_key()};
  }
  std::string names(const PinnedKeys& next) const {
    return encode_rotation({keys(), next, WallTime{std::chrono::milliseconds(7)}}, sign);
  }

  crypto::SigningKey sign;
  crypto::SealingKey transport;
};

struct Generations {
  bool is_ready = crypto::initialise().has_value();  // before any key is made
  testing::SeededRandom random{1};
  Generation first{random};
  Generation second{random};
  Generation third{random};
};

TEST_CASE_METHOD(Generations, "Rotation: comes back as it was written", "[protocol]") {
  const auto opened = open_rotation(first.names(second.keys()));
  REQUIRE(opened);
  CHECK(opened->previous == first.keys());
  CHECK(opened->next == second.keys());
  CHECK(opened->made_at == WallTime{std::chrono::milliseconds(7)});
}

TEST_CASE_METHOD(Generations, "Rotation: leads from any keys the county had to the newest",
                 "[protocol]") {
  const std::vector<std::string> list{first.names(second.keys()), second.names(third.keys())};
  const Followed from_first = follow(first.keys(), list);
  CHECK(from_first.keys == third.keys());
  CHECK(from_first.documents == list);
  CHECK(from_first.earlier_sign == std::vector{first.sign.public_key(), second.sign.public_key()});
  CHECK(follow(second.keys(), list).keys == third.keys());
  CHECK(follow(third.keys(), list).keys == third.keys());
  CHECK(follow(third.keys(), list).documents.empty());
}

TEST_CASE_METHOD(Generations, "Rotation: one of the two keys may stay", "[protocol]") {
  const PinnedKeys other_transport{first.sign.public_key(), second.transport.public_key()};
  const Followed followed = follow(first.keys(), {first.names(other_transport)});
  CHECK(followed.keys == other_transport);
  CHECK(followed.earlier_sign.empty());
}

TEST_CASE_METHOD(Generations, "Rotation: what the pinned key did not sign leads nowhere",
                 "[protocol]") {
  const std::string good = first.names(second.keys());
  std::string changed = good;
  char& digit = changed[changed.find("previous_sign_key") + 30];
  digit = digit == '0' ? '1' : '0';
  const std::string forged =
      encode_rotation({first.keys(), third.keys(), WallTime{}}, third.sign);  // names our key
  for (const std::vector<std::string>& list : {std::vector<std::string>{},
                                               {forged},
                                               {changed},
                                               {second.names(third.keys())},
                                               {"{}"},
                                               {"nonsense"},
                                               {second.names(first.keys())}}) {
    CHECK(follow(first.keys(), list).keys == first.keys());
  }
  CHECK(follow(first.keys(), {forged, good}).keys == second.keys());
  CHECK_FALSE(open_rotation(forged));
}

TEST_CASE_METHOD(Generations, "Rotation: a list that goes round ends, and one out of order too",
                 "[protocol]") {
  const std::string there = first.names(second.keys());
  const std::string back = second.names(first.keys());
  CHECK(follow(first.keys(), {there, back, there}).keys == second.keys());
  CHECK(follow(first.keys(), {second.names(third.keys()), there}).keys == second.keys());
}

TEST_CASE_METHOD(Generations, "Rotation: a transport key that nothing can be sealed to is refused",
                 "[protocol]") {
  const std::string zeros = first.names({second.sign.public_key(), crypto::PublicKey{}});
  CHECK_FALSE(open_rotation(zeros));
  CHECK(follow(first.keys(), {zeros}).keys == first.keys());
}

TEST_CASE("Rotation: lists are read whole or not at all", "[protocol]") {
  const std::vector<std::string> list{"one", "二"};
  CHECK(read_rotations(encode_rotations(list)).value() == list);
  CHECK(read_rotations(encode_rotations({})).value().empty());
  for (const char* text : {"", "[]", "{}", R"({"rotations":"a"})", R"({"rotations":[1]})"}) {
    CHECK_FALSE(read_rotations(text));
  }
  CHECK(read_rotations(encode_rotations(std::vector<std::string>(kRotationsMax, "a"))));
  CHECK_FALSE(read_rotations(encode_rotations(std::vector<std::string>(kRotationsMax + 1, "a"))));
}

}  // namespace
}  // namespace outreach::protocol
