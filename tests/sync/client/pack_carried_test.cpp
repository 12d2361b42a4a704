// A pack that a courier's stick brings: laid out by the county, taken by the kiosk.
#include "sync/client/pack_carried.h"

#include <memory>

#include "sync/protocol/stick.h"
#include "tests/support/catch.h"
#include "tests/sync/client/packs_by_stick.h"

namespace outreach::client {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

struct ContentByStick : PacksByStick {
  ContentByStick() : PacksByStick(protocol::kContentPack) {}

  protocol::PackManifest carry(const std::string& county) {
    auto manifest = publisher.publish(small_content(county));
    lay_out();
    return manifest;
  }
  PackStanding must_take() {
    const Installed taken = take();
    REQUIRE(std::holds_alternative<PackStanding>(taken));
    return std::get<PackStanding>(taken);
  }
  PackRefusal refusal() {
    const Installed taken = take();
    REQUIRE(std::holds_alternative<PackRefused>(taken));
    return std::get<PackRefused>(taken).reason;
  }
  PackStanding standing() {
    return store()->standing().value();
  }
};

TEST_CASE("Carried pack: what the county puts onto a stick is installed at the kiosk",
          "[client][pack][stick]") {
  ContentByStick bench;
  const auto first = bench.carry("甲");
  CHECK(bench.must_take() == PackStanding{1, 0, 1, 1});
  for (const protocol::PackFile& file : first.files) {
    CHECK(bench.store()->read(file));
  }
  // The same stick is plugged in again and again.
  CHECK(bench.refusal() == PackRefusal::NotNewer);
  bench.carry("乙");
  CHECK(bench.must_take() == PackStanding{2, 1, 2, 2});
}

TEST_CASE("Carried pack: a stick has one for those alone who pin its key",
          "[client][pack][stick]") {
  ContentByStick bench;
  CHECK_FALSE(install_from(bench.stick, bench.store(), bench.time()));
  bench.carry("甲");
  const auto stranger = crypto::SigningKey::generate(bench.publisher.random);
  for (const std::optional<crypto::PublicKey>& key :
       {std::optional<crypto::PublicKey>(), std::optional(stranger.public_key())}) {
    const auto other =
        std::make_shared<PackStore>(kPackData, protocol::kContentPack, key, bench.disk);
    CHECK_FALSE(install_from(bench.stick, other, bench.time()));
  }
  // Under the right name, and signed by another key.
  const auto forged = protocol::encode_pack_manifest(
      {protocol::kContentPack, 9, bench.time().now, bench.time().now + std::chrono::hours(1), {}},
      stranger);
  REQUIRE(forged);
  bench.stick
      .files[protocol::stick_pack_name(bench.publisher.key.public_key(), protocol::kContentPack)] =
      *forged;
  CHECK(bench.refusal() == PackRefusal::BadSignature);
  CHECK(bench.standing() == PackStanding{});
}

TEST_CASE("Carried pack: a file that is missing or changed on the stick is never installed",
          "[client][pack][stick]") {
  ContentByStick bench;
  const auto manifest = bench.carry("甲");
  for (const protocol::PackFile& file : manifest.files) {
    const std::string name = protocol::stick_file_name(file.hash);
    const Bytes sound = bench.stick.files[name];
    bench.stick.files.erase(name);
    const Installed missing = bench.take();
    REQUIRE(std::holds_alternative<Error>(missing));
    CHECK(std::get<Error>(missing).code == ErrorCode::NotFound);
    bench.stick.files[name] = Bytes(sound.size(), 7);
    const Installed changed = bench.take();
    REQUIRE(std::holds_alternative<Error>(changed));
    CHECK(std::get<Error>(changed).code == ErrorCode::Corrupt);
    CHECK(bench.standing().installed == 0);
    bench.stick.files[name] = sound;
  }
  bench.must_take();
}

TEST_CASE("Carried pack: what another road brought meanwhile is not installed a second time",
          "[client][pack][stick]") {
  ContentByStick bench;
  bench.carry("甲");
  CarriedPack slow(bench.store());
  REQUIRE(slow.find(bench.stick));
  slow.consider(bench.time());
  while (slow.needs_file()) {
    slow.read(bench.stick);
    slow.keep();
  }
  bench.must_take();
  slow.install();
  REQUIRE(slow.result());
  REQUIRE(std::holds_alternative<PackRefused>(*slow.result()));
  CHECK(std::get<PackRefused>(*slow.result()).reason == PackRefusal::NotNewer);
  // The version before is not lost for it.
  CHECK(bench.standing() == PackStanding{1, 0, 1, 1});
}

}  // namespace
}  // namespace outreach::client
