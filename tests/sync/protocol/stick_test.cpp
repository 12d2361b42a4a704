#include "sync/protocol/stick.h"

#include <string>

#include "tests/support/catch.h"

namespace outreach::protocol {
namespace {

const std::string kKiosk(32, 'a');
const std::string kEpoch(32, '0');

TEST_CASE("Stick: a batch's name says what is in it, and only such a name does", "[protocol]") {
  const std::string name = kKiosk + "-" + kEpoch + "-0000000007-12345678901-0123abcd.batch";
  const auto batch = stick_batch_from(name);
  REQUIRE(batch);
  CHECK(batch->run.first == 7);
  CHECK(batch->run.last == 12'345'678'901);
  CHECK(batch->sealed_to == "0123abcd");
  CHECK(stick_name(*batch) == name);
  const std::string run = kKiosk + "-" + kEpoch + "-0000000007-0000000009";
  for (const std::string& wrong :
       {run + ".batch", run + "-0123abcd.batch.part", run + "-0123abc.batch",
        run + "-0123abcg.batch", run + "-0123abcd.ack", "x" + run + "-0123abcd.batch",
        run + "-0123abcd", kKiosk + "-" + kEpoch + "-0000000000-0000000009-0123abcd.batch",
        kKiosk + "-" + kEpoch + "-0000000009-0000000007-0123abcd.batch",
        kKiosk + "-" + kEpoch + "-7-9-0123abcd.batch",
        kKiosk + "-" + kEpoch + "-99999999999999999999-99999999999999999999-0123abcd.batch",
        std::string(".batch"), std::string()}) {
    INFO(wrong);
    CHECK_FALSE(stick_batch_from(wrong));
  }
}

TEST_CASE("Stick: names of head queries and requests", "[protocol]") {
  domain::ChainId chain;
  chain.kiosk.fill(0xAA);
  CHECK(stick_head_from(stick_head_name(chain)) == chain);
  CHECK(stick_request_from(stick_request_name(chain.kiosk)) == chain.kiosk);
  for (const std::string& wrong : {kKiosk + ".head", kKiosk + "-" + kEpoch + ".ack",
                                   kKiosk + "-" + kEpoch + "-.head", std::string(".head")}) {
    INFO(wrong);
    CHECK_FALSE(stick_head_from(wrong));
  }
  CHECK_FALSE(stick_request_from(kKiosk + ".grant"));
  CHECK_FALSE(stick_request_from(kKiosk + "0.request"));
}

TEST_CASE("Stick: names of packs and of their files", "[protocol][pack]") {
  crypto::PublicKey key{};
  const std::string pack = stick_pack_name(key, "content");
  CHECK(pack == key_digits(key) + "-content.pack");
  CHECK(is_stick_pack(pack));
  for (const std::string& wrong :
       {std::string("content.pack"), std::string("0123abcd-.pack"),
        std::string("0123abcg-content.pack"), std::string("0123abcd-content.pack.part"),
        std::string("0123abcdcontent.pack"), std::string(".pack")}) {
    INFO(wrong);
    CHECK_FALSE(is_stick_pack(wrong));
  }
  crypto::Hash hash{};
  hash.fill(0xAB);
  CHECK(stick_file_from(stick_file_name(hash)) == hash);
  CHECK_FALSE(stick_file_from(std::string(62, 'a') + ".file"));
  CHECK_FALSE(stick_file_from(std::string(64, 'a') + ".file.part"));
  CHECK_FALSE(stick_file_from(std::string(64, 'g') + ".file"));
}

TEST_CASE("Stick: every name fits FAT, and none leads out of the folder", "[protocol]") {
  domain::ChainId chain;
  chain.kiosk.fill(0xFF);
  chain.epoch.fill(0xFF);
  constexpr auto kMost = ~domain::Sequence{0};
  const std::string longest =
      stick_name({{chain.kiosk, chain.epoch, kMost, kMost}, "ffffffff"}) + ".part";
  CHECK(longest.size() < 255);
  for (const std::string& name :
       {longest, stick_head_name(chain), stick_ack_name(chain), stick_card_name("0123456789A"),
        stick_request_name(chain.kiosk), stick_grant_name(chain.kiosk),
        stick_pack_name({}, "content"), stick_file_name({}) + ".part"}) {
    CHECK(name.find_first_not_of(
              "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-.") ==
          std::string::npos);
  }
}

TEST_CASE("Stick: its folder is found from the mount and from itself", "[protocol]") {
  CHECK(stick_folder("/media/stick") == "/media/stick/outreach");
  CHECK(stick_folder("/media/stick/") == "/media/stick/outreach");
  CHECK(stick_folder("/media/stick/outreach") == "/media/stick/outreach");
  CHECK(stick_folder("/media/stick/outreach/") == "/media/stick/outreach/");
}

}  // namespace
}  // namespace outreach::protocol
