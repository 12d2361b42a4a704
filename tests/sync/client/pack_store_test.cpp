// A kiosk's packs on its disk: what is taken, what is refused and why, and that a power cut leaves
// the old or the new. Fault rows X8 and X10.
// Long because every refusal and every cut is tried on one bench.
#include "sync/client/pack_store.h"

#include <algorithm>
#include <string>

#include "sync/client/pack_carried.h"
#include "sync/client/pack_content.h"
#include "tests/support/catch.h"
#include "tests/support/cut_files.h"
#include "tests/support/faulty_files.h"
#include "tests/support/memory_files.h"
#include "tests/support/pack_bench.h"

namespace outreach::client {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

const Path kStick = "/stick";

PackTime certain(WallTime now) {
  return {now, true};
}

// A kiosk's store on a disk in memory, and a shelf that packs come from by hand.
struct PackStoreBench {
  PackStoreBench() {
    REQUIRE(disk.make_folders(kPackData));
    REQUIRE(disk.make_folders(kStick));
  }
  PackStore store(Files& on) {
    return {kPackData, protocol::kContentPack, publisher.key.public_key(), on};
  }
  PackStore store() {
    return store(disk);
  }
  // Puts a version on the stick, as the county's side lays it out.
  void carry(const ledger::PackShelf& shelf) {
    TemporaryFolder folder;
    REQUIRE(shelf.write_to(protocol::kContentPack, folder.path()));
    const auto names = system.list(folder.path());
    REQUIRE(names);
    for (const std::string& name : *names) {
      const auto content = system.read(folder / name, 32 << 20);
      REQUIRE(content);
      REQUIRE(disk.write_atomically(kStick / name, *content, 0600));
    }
  }
  Installed install() {
    PackStore one = store();
    return install_from(kStick, one, certain(publisher.clock.now().wall), disk);
  }
  PackStanding must_install() {
    const auto installed = install();
    REQUIRE(std::holds_alternative<PackStanding>(installed));
    return std::get<PackStanding>(installed);
  }
  PackRefusal refusal() {
    const auto refused = install();
    REQUIRE(std::holds_alternative<PackRefused>(refused));
    INFO(std::get<PackRefused>(refused).detail);
    return std::get<PackRefused>(refused).reason;
  }
  // The county's name in the catalogue that is installed; empty where none is.
  std::string shown(Files& files_now) {
    const PackStore one = store(files_now);
    const auto standing = one.standing();
    REQUIRE(standing);
    if (standing->installed == 0) {
      return "";
    }
    const auto manifest = one.manifest(standing->installed);
    REQUIRE(manifest);
    for (const protocol::PackFile& file : manifest->files) {
      CHECK(one.read(file));
    }
    const auto content = read_pack_content(
        *manifest, [&](const protocol::PackFile& file) { return one.read(file); });
    REQUIRE(content);
    return content->catalogue.county;
  }
  std::string shown() {
    return shown(disk);
  }

  Publisher publisher;
  SystemFiles system;
  MemoryFiles disk{kPackDiskBytes};
};

TEST_CASE("Pack store: a pack carried by hand is installed, and the one before can be put back",
          "[client][pack]") {
  PackStoreBench bench;
  CHECK(bench.shown().empty());
  bench.publisher.publish(small_content("甲"));
  bench.carry(bench.publisher.shelf);
  CHECK(bench.must_install() == PackStanding{1, 0, 1, 1});
  CHECK(bench.shown() == "甲");
  CHECK(bench.store().roll_back().error().code == ErrorCode::NotFound);

  bench.publisher.publish(small_content("乙"));
  bench.carry(bench.publisher.shelf);
  CHECK(bench.must_install() == PackStanding{2, 1, 2, 2});
  CHECK(bench.shown() == "乙");
  REQUIRE(bench.store().roll_back());
  CHECK(bench.shown() == "甲");
  CHECK(bench.store().standing().value() == PackStanding{1, 2, 2, 2});
  REQUIRE(bench.store().roll_back());
  CHECK(bench.shown() == "乙");
}

TEST_CASE("Pack store: an older pack, and the same again, are refused; also after a roll back",
          "[client][pack]") {
  PackStoreBench bench;
  bench.publisher.publish(small_content("甲"));
  bench.carry(bench.publisher.shelf);
  const Bytes first = bench.publisher.document(1);
  bench.must_install();
  CHECK(bench.refusal() == PackRefusal::NotNewer);
  bench.publisher.publish(small_content("乙"));
  bench.carry(bench.publisher.shelf);
  bench.must_install();
  REQUIRE(bench.disk.write_atomically(kStick / protocol::kPackManifestFile, first, 0600));
  CHECK(bench.refusal() == PackRefusal::NotNewer);
  REQUIRE(bench.store().roll_back());
  CHECK(bench.refusal() == PackRefusal::NotNewer);
  CHECK(bench.shown() == "甲");
}

TEST_CASE("Pack store: nothing below the highest ever seen is taken, though it was never installed",
          "[client][pack]") {
  PackStoreBench bench;
  bench.publisher.publish(small_content("甲"));
  bench.carry(bench.publisher.shelf);
  bench.publisher.publish(small_content("乙"));
  const Bytes second = bench.publisher.document(2);
  PackStore store = bench.store();
  // Seen on the network, and then the line broke for good.
  CHECK(std::holds_alternative<protocol::PackManifest>(
      store.consider(second, certain(bench.publisher.clock.now().wall))));
  CHECK(bench.refusal() == PackRefusal::NotNewer);
  CHECK(bench.store().standing().value() == PackStanding{0, 0, 2, 0});
  // The one seen itself is still welcome.
  bench.carry(bench.publisher.shelf);
  bench.must_install();
}

TEST_CASE(
    "Pack store: another key's, another name's, another version's and a spoiled manifest are "
    "refused by name",
    "[client][pack]") {
  PackStoreBench bench;
  bench.publisher.publish(small_content("甲"));
  bench.carry(bench.publisher.shelf);
  const Path place = kStick / protocol::kPackManifestFile;
  const Bytes sound = bench.publisher.document(1);

  Bytes spoiled = sound;
  spoiled.back() ^= 1;
  REQUIRE(bench.disk.write_atomically(place, spoiled, 0600));
  CHECK(bench.refusal() == PackRefusal::BadSignature);
  spoiled = sound;
  spoiled[7] = '2';
  REQUIRE(bench.disk.write_atomically(place, spoiled, 0600));
  CHECK(bench.refusal() == PackRefusal::Version);
  REQUIRE(bench.disk.write_atomically(place, ByteView(sound).first(20), 0600));
  CHECK(bench.refusal() == PackRefusal::Malformed);

  REQUIRE(bench.disk.write_atomically(place, sound, 0600));
  PackStore other(kPackData, "answers", bench.publisher.key.public_key(), bench.disk);
  const auto of_other =
      install_from(kStick, other, certain(bench.publisher.clock.now().wall), bench.disk);
  REQUIRE(std::holds_alternative<PackRefused>(of_other));
  CHECK(std::get<PackRefused>(of_other).reason == PackRefusal::OtherPack);
  PackStore keyless(kPackData, protocol::kContentPack, std::nullopt, bench.disk);
  const auto unverified =
      install_from(kStick, keyless, certain(bench.publisher.clock.now().wall), bench.disk);
  REQUIRE(std::holds_alternative<PackRefused>(unverified));
  CHECK(std::get<PackRefused>(unverified).reason == PackRefusal::NotEnrolled);
  CHECK(bench.shown().empty());
}

TEST_CASE("Pack store: a new expired pack is refused, one that expires while installed stays",
          "[client][pack]") {
  PackStoreBench bench;
  bench.publisher.publish(small_content("甲"), std::chrono::hours(24));
  bench.carry(bench.publisher.shelf);
  bench.must_install();
  bench.publisher.publish(small_content("乙"), std::chrono::hours(24));
  bench.carry(bench.publisher.shelf);
  bench.publisher.clock.advance(std::chrono::hours(25));
  CHECK(bench.refusal() == PackRefusal::Expired);
  CHECK(bench.shown() == "甲");
}

TEST_CASE("Pack store: with a doubted clock no new pack is taken, expired or not",
          "[client][pack]") {
  PackStoreBench bench;
  bench.publisher.publish(small_content("甲"), std::chrono::hours(24));
  bench.carry(bench.publisher.shelf);
  const WallTime past = bench.publisher.clock.now().wall - std::chrono::hours(24 * 365 * 20);
  PackStore store = bench.store();
  const auto doubted = install_from(kStick, store, {past, false}, bench.disk);
  REQUIRE(std::holds_alternative<PackRefused>(doubted));
  CHECK(std::get<PackRefused>(doubted).reason == PackRefusal::ClockDoubted);
  // Whatever the time is, it is later than this.
  const auto surely_over =
      install_from(kStick, store,
                   {bench.publisher.clock.now().wall + std::chrono::hours(48), false}, bench.disk);
  REQUIRE(std::holds_alternative<PackRefused>(surely_over));
  CHECK(std::get<PackRefused>(surely_over).reason == PackRefusal::Expired);
  bench.must_install();
}

TEST_CASE("Pack store: a pack whose files do not say what they must is refused", "[client][pack]") {
  PackStoreBench bench;
  bench.publisher.publish(small_content("甲"));
  bench.carry(bench.publisher.shelf);
  bench.must_install();
  const auto refused_with = [&](std::vector<ledger::PackSource> sources) {
    bench.publisher.publish(std::move(sources));
    bench.carry(bench.publisher.shelf);
    return bench.refusal();
  };
  CHECK(refused_with({{"catalogue.json", bytes_from("{}")}}) == PackRefusal::BadContent);
  CHECK(refused_with({{"catalogue.json", bytes_from("{")}}) == PackRefusal::BadContent);
  CHECK(refused_with({{"guide.json", bytes_from("{}")}}) == PackRefusal::BadContent);
  // An answer that rests on a superseded act.
  CHECK(refused_with(
            {{"catalogue.json", catalogue_of("乙")},
             {"guide.json",
              bytes_from(
                  R"({"acts":[{"name":"新","effective":"2022-05-01"},)"
                  R"({"name":"旧","superseded_on":"2022-05-01","superseded_by":"新"}],"answers":[)"
                  R"({"id":"a","question":"问","answer":"答","citations":[)"
                  R"({"law":"旧","article":"第一条","effective":"2005-05-01"}]}]})")}}) ==
        PackRefusal::BadContent);
  CHECK(bench.shown() == "甲");
}

TEST_CASE("Pack store: a file that is missing, cut or changed on the stick is never installed",
          "[client][pack]") {
  PackStoreBench bench;
  const auto manifest = bench.publisher.publish(small_content("甲"));
  bench.carry(bench.publisher.shelf);
  for (const protocol::PackFile& file : manifest.files) {
    const Path place = kStick / to_hex(file.hash);
    const Bytes sound = bench.disk.read(place, 1 << 20).value();
    for (const Bytes& bad : {Bytes(sound.begin(), sound.end() - 1), Bytes(sound.size()), Bytes()}) {
      REQUIRE(bench.disk.write_atomically(place, bad, 0600));
      const auto failed = bench.install();
      REQUIRE(std::holds_alternative<Error>(failed));
      CHECK(bench.shown().empty());
    }
    REQUIRE(bench.disk.remove(place));
    const auto missing = bench.install();
    REQUIRE(std::holds_alternative<Error>(missing));
    CHECK(std::get<Error>(missing).code == ErrorCode::NotFound);
    REQUIRE(bench.disk.write_atomically(place, sound, 0600));
  }
  REQUIRE(bench.disk.remove(kStick / protocol::kPackManifestFile));
  CHECK(std::get<Error>(bench.install()).code == ErrorCode::NotFound);
}

TEST_CASE("Pack store: what no version needs any more is removed", "[client][pack]") {
  PackStoreBench bench;
  for (const char* county : {"甲", "乙", "丙"}) {
    bench.publisher.publish(small_content(county));
    bench.carry(bench.publisher.shelf);
    bench.must_install();
  }
  // Two catalogues, two second pages, one first page.
  CHECK(bench.disk.list(kPackData / "packs" / "content" / "files").value().size() == 5);
  CHECK(bench.disk.list(kPackData / "packs" / "content").value() ==
        std::vector<std::string>{"manifest-2", "manifest-3", "state.json"});
}

TEST_CASE("Pack store: a spoiled pointer is found again from the manifests", "[client][pack]") {
  PackStoreBench bench;
  for (const char* county : {"甲", "乙"}) {
    bench.publisher.publish(small_content(county));
    bench.carry(bench.publisher.shelf);
    bench.must_install();
  }
  REQUIRE(bench.disk.write_atomically(kPackData / "packs" / "content" / "state.json",
                                      bytes_from("\0\0\0"), 0600));
  CHECK(bench.shown() == "乙");
  CHECK(bench.refusal() == PackRefusal::NotNewer);
}

TEST_CASE("Pack store: a file that the disk changed is noticed when it is read", "[client][pack]") {
  PackStoreBench bench;
  const auto manifest = bench.publisher.publish(small_content("甲"));
  bench.carry(bench.publisher.shelf);
  bench.must_install();
  const PackStore store = bench.store();
  Bytes rotten = bench.disk.read(store.place_of(manifest.files[1]), 1 << 20).value();
  rotten[100] ^= 1;
  REQUIRE(bench.disk.write_atomically(store.place_of(manifest.files[1]), rotten, 0600));
  CHECK(store.read(manifest.files[1]).error().code == ErrorCode::Corrupt);
  CHECK(store.read(manifest.files[0]));
}

TEST_CASE("Pack store: a file that the disk changed keeps no later version out", "[client][pack]") {
  PackStoreBench bench;
  const Bytes outings = bytes_from(R"({"outings":[]})");
  const auto manifest =
      bench.publisher.publish({{"catalogue.json", catalogue_of("甲")}, {"outings.json", outings}});
  bench.carry(bench.publisher.shelf);
  bench.must_install();
  REQUIRE(bench.disk.write_atomically(bench.store().place_of(*manifest.file("outings.json")),
                                      bytes_from("{}"), 0600));
  bench.publisher.publish({{"catalogue.json", catalogue_of("乙")}, {"outings.json", outings}});
  bench.carry(bench.publisher.shelf);
  CHECK(std::get<Error>(bench.install()).code == ErrorCode::Corrupt);
  CHECK(bench.must_install() == PackStanding{2, 1, 2, 2});
  CHECK(bench.shown() == "乙");
}

TEST_CASE(
    "Pack store: of two packs on their way neither is installed without files that the other "
    "took away",
    "[client][pack]") {
  PackStoreBench bench;
  bench.publisher.publish(small_content("甲"));
  const Bytes first = bench.publisher.document(1);
  PackStore store = bench.store();
  const PackTime now = certain(bench.publisher.clock.now().wall);
  const auto considered = store.consider(first, now);
  REQUIRE(std::holds_alternative<protocol::PackManifest>(considered));
  const auto manifest = std::get<protocol::PackManifest>(considered);
  const auto needs = store.needed(manifest);
  REQUIRE(needs);
  for (const PackNeed& need : *needs) {
    REQUIRE(store.finish(need, bench.publisher.shelf.file(need.hash()).value()));
  }
  // A stick brings the next, with the same lists and no pages, and is pulled out.
  bench.publisher.publish({{"catalogue.json", catalogue_of("甲")}});
  REQUIRE(std::holds_alternative<protocol::PackManifest>(
      store.consider(bench.publisher.document(2), now)));
  const auto failed = store.install(first, manifest);
  REQUIRE(failed);
  REQUIRE(std::holds_alternative<Error>(*failed));
  CHECK(std::get<Error>(*failed).code == ErrorCode::NotFound);
  CHECK(bench.shown().empty());
}

TEST_CASE("Pack store: with another publishing key pinned the versions begin anew",
          "[client][pack]") {
  PackStoreBench bench;
  for (const char* county : {"甲", "乙", "丙"}) {
    bench.publisher.publish(small_content(county));
  }
  bench.carry(bench.publisher.shelf);
  CHECK(bench.must_install() == PackStanding{3, 0, 3, 3});
  SeededRandom random(99);
  const auto key = crypto::SigningKey::generate(random);
  TemporaryFolder folder;
  ledger::PackShelf shelf(folder.path(), bench.system);
  const WallTime now = bench.publisher.clock.now().wall;
  REQUIRE(shelf.publish(
      {protocol::kContentPack, small_content("丁"), now, now + std::chrono::hours(24), 0}, key));
  bench.carry(shelf);
  PackStore other(kPackData, protocol::kContentPack, key.public_key(), bench.disk);
  CHECK(other.standing().value() == PackStanding{});
  const auto installed = install_from(kStick, other, certain(now), bench.disk);
  REQUIRE(std::holds_alternative<PackStanding>(installed));
  CHECK(std::get<PackStanding>(installed) == PackStanding{1, 0, 1, 1});
}

// One life of installing or rolling back on a disk that loses power: afterwards the old or the new
// is there, whole, and the same can be done again to its end.
struct PowerCut {
  std::size_t change;
  CutFiles::When when;
  std::size_t bytes;
};

template <typename Act>
std::size_t climb(Act act, const std::string& before, const std::string& after) {
  PackStoreBench bench;
  bench.publisher.publish(small_content("甲"));
  bench.carry(bench.publisher.shelf);
  bench.must_install();
  bench.publisher.publish(small_content("乙"));
  bench.carry(bench.publisher.shelf);
  if (before == "乙") {
    bench.must_install();
  }
  // How long each change is that it makes to the disk.
  MemoryFiles undisturbed = bench.disk;
  CutFiles counting(undisturbed);
  act(bench, counting);
  CHECK(bench.shown(undisturbed) == after);
  std::size_t cuts = 0;
  const auto live = [&](const PowerCut& rung) {
    MemoryFiles disk = bench.disk;
    CutFiles cut(disk);
    cut.cut_in(rung.change, rung.when, rung.bytes);
    act(bench, cut);
    ++cuts;
    CHECK(cut.is_off());
    const std::string shown = bench.shown(disk);
    CHECK((shown == before || shown == after));
    if (shown == before) {
      act(bench, disk);
    }
    CHECK(bench.shown(disk) == after);
    CHECK(bench.store(disk).standing().value().previous != 0);
  };
  const std::vector<std::size_t> sizes = counting.sizes();
  for (std::size_t change = 1; change <= sizes.size(); ++change) {
    live(PowerCut{change, CutFiles::When::Before, 0});
    live(PowerCut{change, CutFiles::When::After, 0});
    const std::size_t size = sizes[change - 1];
    // Every byte of what is short; of what is long every hundredth.
    for (std::size_t bytes = 0; bytes<size; bytes += size> 400 ? 97 : 1) {
      live(PowerCut{change, CutFiles::When::Inside, bytes});
    }
  }
  return cuts;
}

TEST_CASE("Pack store: a power cut at any byte of an installation leaves the old or the new pack",
          "[client][pack]") {
  const std::size_t cuts = climb(
      [](PackStoreBench& bench, Files& disk) {
        PackStore store = bench.store(disk);
        (void)install_from(kStick, store, certain(bench.publisher.clock.now().wall), disk);
      },
      "甲", "乙");
  CHECK(cuts > 300);
}

TEST_CASE("Pack store: a power cut at any byte of a roll back leaves the one or the other",
          "[client][pack]") {
  climb([](PackStoreBench& bench, Files& disk) { (void)bench.store(disk).roll_back().has_value(); },
        "乙", "甲");
}

TEST_CASE("Pack store: a disk that fails at any call leaves the old pack, and says so",
          "[client][pack]") {
  PackStoreBench bench;
  bench.publisher.publish(small_content("甲"));
  bench.carry(bench.publisher.shelf);
  bench.must_install();
  bench.publisher.publish(small_content("乙"));
  bench.carry(bench.publisher.shelf);
  for (std::size_t call = 1; call < 200; ++call) {
    INFO("call " << call);
    MemoryFiles disk = bench.disk;
    FaultyFiles faulty(disk);
    faulty.fail_in(call, ErrorCode::InputOutput);
    PackStore store = bench.store(faulty);
    const auto result =
        install_from(kStick, store, certain(bench.publisher.clock.now().wall), faulty);
    const std::string shown = bench.shown(disk);
    if (std::holds_alternative<PackStanding>(result)) {
      CHECK(shown == "乙");
    } else {
      CHECK((shown == "甲" || shown == "乙"));  // the answer after the switch may be lost
      CHECK(std::holds_alternative<Error>(result));
    }
    if (faulty.calls() < call) {
      CHECK(call > 20);
      return;
    }
  }
}

}  // namespace
}  // namespace outreach::client
